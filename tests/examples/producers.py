#!/usr/bin/env python3
"""What the producer examples leave on the broker."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
import peers
from examples import ExampleTest
from kpp_test import finish, fresh, main, start_ours
from records import consume


def murmur2(key):
    """As Java's client hashes keys, sign bit off."""
    m, mask = 0x5BD1E995, 0xFFFFFFFF
    h = 0x9747B28C ^ len(key)
    whole = len(key) // 4 * 4
    for at in range(0, whole, 4):
        k = int.from_bytes(key[at : at + 4], "little") * m & mask
        k = (k ^ k >> 24) * m & mask
        h = h * m & mask ^ k
    if key[whole:]:
        h = (h ^ int.from_bytes(key[whole:], "little")) * m & mask
    h = (h ^ h >> 13) * m & mask
    return (h ^ h >> 15) & 0x7FFFFFFF


class Producers(ExampleTest):
    def test_values_without_keys(self):
        topic = self.topic(partitions=3)
        run = self.assert_ok(self.example("produce_values", topic, stdin="one\n\ntwo words\n"))
        self.assertEqual(run.out, "3 delivered, 0 lost\n")
        records = consume(topic, 3)
        self.assertEqual([r["key"] for r in records], [None] * 3)  # null, not empty
        self.assertEqual(sorted(r["value"] for r in records), ["", "one", "two words"])

    def test_keys_go_where_javas_client_sends_them(self):
        topic = self.topic(partitions=2)
        run = self.assert_ok(self.example("produce_keys", topic))
        records = consume(topic, 15)
        shown = {(r["key"], r["partition"], r["offset"]) for r in records}
        said = {
            (f"sensor_{n}", partition, offset)
            for n in range(1, 6) for partition in range(2) for offset in range(15)
            if f"sensor_{n} is in {topic}-{partition} at offset {offset}\n" in run.out
        }  # fmt: skip
        self.assertEqual(said, shown)
        for n in range(1, 6):
            mine = [r for r in records if r["key"] == f"sensor_{n}"]
            self.assertEqual([r["value"] for r in mine], ["20", "21", "22"], "in order")
            self.assertEqual({r["partition"] for r in mine}, {murmur2(b"sensor_%d" % n) % 2})

    def test_exact_partitions(self):
        topic = self.topic(partitions=4)
        run = self.assert_ok(self.example("produce_to_partition", topic))
        self.assertEqual(run.out, "".join(f"partition {n} offset 0\n" for n in range(4)))
        records = sorted(consume(topic, 4), key=lambda r: r["partition"])
        self.assertEqual([r["partition"] for r in records], [0, 1, 2, 3])
        for record in records:
            self.assertEqual((record["key"], record["value"]), (None, "end of day"))
            self.assertEqual(record["headers"], [{"key": "kind", "value": "marker"}])

    def test_a_partitioner_of_ones_own(self):
        topic = self.topic(partitions=3)
        self.assert_ok(self.example("custom_partitioner", topic))
        where = {r["key"]: r["partition"] for r in consume(topic, 6)}
        alarms = {key for key, partition in where.items() if partition == 2}
        self.assertEqual(alarms, {"alarm-smoke", "alarm-water"})
        others = {key: partition for key, partition in where.items() if key not in alarms}
        self.assertEqual(others, {"door": murmur2(b"door") % 2, "window": murmur2(b"window") % 2,
                                  "heating": murmur2(b"heating") % 2, "lamp": murmur2(b"lamp") % 2})  # fmt: skip

    def test_nobody_there(self):
        with peers.nobody() as nobody:
            names = ("produce_values", "produce_keys", "produce_to_partition", "admin_topics")
            started = [start_ours(f"examples/{name}", nobody.address, fresh()) for name in names]
            for name, process in zip(names, started):
                process.stdin.write(b"line\n")
                with self.subTest(name):
                    run = finish(process)
                    self.assertEqual(run.status, 1, run)
                    self.assertIn("refused", run.err)


if __name__ == "__main__":
    main()
