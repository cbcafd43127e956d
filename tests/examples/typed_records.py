#!/usr/bin/env python3
"""The examples with types: JSON readings there and back, and records that are none."""

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
from examples import ExampleTest
from kpp_test import eventually, main
from records import Record, consume, produce


class TypedRecords(ExampleTest):
    def test_sensor_readings(self):
        topic, group = self.topic(partitions=2), self.group()
        run = self.assert_ok(self.example("sensors_produce", topic))
        self.assertEqual(run.out, "5 readings sent\n")
        on_broker = {r["key"]: json.loads(r["value"]) for r in consume(topic, 5)}
        self.assertEqual(
            on_broker,
            {
                f"sensor_{n}": {"sensor_id": f"sensor_{n}", "temperature": 20.5 + n, "timestamp": 1713763500 + n}
                for n in range(1, 6)
            },
        )

        # As a tutorial types it, one that is no reading, and a tombstone, which is no error.
        produce(topic, [
            Record(b'{"sensor_id":"by hand","temperature":-3,"timestamp":1}', partition=0),
            Record(b'{"sensor_id":"half", ', partition=0),
            Record(b'{"sensor_id":"shapeless"}', partition=0),
            Record(None, b"sensor_9", partition=0),
            Record(b'{"sensor_id":"last","temperature":0.25,"timestamp":2}', partition=0),
        ])  # fmt: skip
        reader = self.start("sensors_consume", topic, group)
        expected = [f"sensor_{n}: {20.5 + n}" for n in range(1, 6)] + ["by hand: -3", "last: 0.25"]
        self.assertEqual(sorted(self.until(reader, 7)), sorted(expected))
        run = self.assert_ok(reader.stop())
        complaints = run.err.splitlines()
        self.assertEqual(len(complaints), 2, run)
        self.assertIn("no JSON at byte", complaints[0])
        self.assertIn("temperature", complaints[1])
        self.assertEqual(sum(self.committed(group).values()), 10, "bad records do not hold up the group")

    def test_dead_letters(self):
        topic, group = self.topic(), self.group()
        dead = self.topic(f"{topic}.dead-letter")
        produce(topic, [
            Record(b"1.5"),
            Record(b"two", b"k", [(b"h", b"1"), (b"h", None)], timestamp=1713763500000),
            Record(b"3"),
            Record(b"", b"empty"),
        ])  # fmt: skip
        adder = self.start("dead_letter", topic, group)
        self.assertTrue(eventually(lambda: adder.lines()[-1:] == ["sum 4.5"], timeout=30), adder.lines())
        self.assertEqual(self.committed(group), {0: 4})
        first, second = consume(dead, 2)
        self.assertEqual((first["key"], first["value"], first["timestamp"]), ("k", "two", 1713763500000))
        *kept, reason = first["headers"]
        self.assertEqual(kept, [{"key": "h", "value": "1"}, {"key": "h", "value": None}])
        self.assertEqual(reason["key"], "error")
        self.assertIn("no JSON at byte", reason["value"])
        self.assertIn(f"{topic}", reason["value"])
        self.assertEqual((second["key"], second["value"]), ("empty", ""))

        produce(topic, [Record(b"10"), Record(b"?")])
        self.assertTrue(eventually(lambda: adder.lines()[-1:] == ["sum 14.5"], timeout=30), adder.lines())
        self.assert_stops(adder)
        self.assertEqual(self.partition_counts(dead), {0: 3})


if __name__ == "__main__":
    main()
