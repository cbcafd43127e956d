#!/usr/bin/env python3
"""What the producer examples leave on the broker."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
import peers
from examples import ExampleTest
from kpp_test import finish, fresh, main, start_ours
from records import consume


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
            self.assertEqual({r["partition"] for r in mine}, {1 if n == 4 else 0}, "murmur2 of the key")

    def test_exact_partitions(self):
        topic = self.topic(partitions=4)
        run = self.assert_ok(self.example("produce_to_partition", topic))
        self.assertEqual(run.out, "".join(f"partition {n} offset 0\n" for n in range(4)))
        records = sorted(consume(topic, 4), key=lambda r: r["partition"])
        self.assertEqual([r["partition"] for r in records], [0, 1, 2, 3])
        for record in records:
            self.assertEqual((record["key"], record["value"]), (None, "end of day"))
            self.assertEqual(record["headers"], [{"key": "kind", "value": "marker"}])

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
