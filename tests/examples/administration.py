#!/usr/bin/env python3
"""The administration example: a topic is made, described, and a group set back."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
from examples import ExampleTest
from kpp_test import AT, fresh, main, ours
from records import Record, produce


class Administration(ExampleTest):
    def test_create_describe_reset(self):
        topic, group = fresh(), self.group()
        self.delete_after(topic)
        run = self.assert_ok(self.example("admin_topics", topic, group))
        self.assertEqual(run.out, "".join(f"{topic}-{n} leader 1 replicas 1\n" for n in range(2)))
        shown = self.assert_ok(ours("kafka-topics", *AT, "--describe", "--topic", topic)).out
        self.assertIn("PartitionCount: 2\t", shown)
        self.assertIn("retention.ms=86400000", shown)

        produce(topic, [Record(b"v", partition=p) for p in range(2) for _ in range(3)])
        reader = self.start("consume_group", topic, group)
        self.until(reader, 6)
        busy = self.example("admin_topics", topic, group)
        self.assertEqual(busy.status, 1, "a group with running members is not set back")
        self.assertNotEqual(busy.err, "")
        self.assert_stops(reader)
        self.assertEqual(self.committed(group), {0: 3, 1: 3})
        self.assert_ok(self.example("admin_topics", topic, group))
        self.assertEqual(self.committed(group), {0: 0, 1: 0})


if __name__ == "__main__":
    main()
