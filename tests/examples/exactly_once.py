#!/usr/bin/env python3
"""The exactly-once example: each record of one topic is in the other once, also when a copier is killed."""

import signal
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
from examples import ExampleTest
from kpp_test import AT, eventually, fresh, main, ours
from records import Record, produce


class ExactlyOnce(ExampleTest):
    def copied(self, topic, most):
        """What a reader of committed records finds."""
        run = self.assert_ok(
            ours("kafka-console-consumer", *AT, "--topic", topic, "--from-beginning",
                 "--isolation-level", "read_committed", "--max-messages", str(most), "--timeout-ms", "2000")
        )  # fmt: skip
        return run.out.splitlines()

    def test_killed_and_started_again(self):
        orders, bills, group = self.topic(partitions=2), self.topic(partitions=1), self.group()
        transactional_id = fresh("copier")

        def fill(numbers):
            produce(orders, [Record(b"%d-%d" % (p, n), partition=p) for n in numbers for p in range(2)])

        def start():
            return self.start("exactly_once", orders, bills, group, transactional_id)

        fill(range(100))
        first = start()
        self.assertTrue(eventually(lambda: self.committed(group) == {0: 100, 1: 100}, timeout=30))
        fill(range(100, 1000))
        first.stop(signal.SIGKILL)

        second = start()
        self.assertTrue(eventually(lambda: self.committed(group) == {0: 1000, 1: 1000}, timeout=60))
        self.assert_stops(second)
        expected = sorted(f"{p}-{n}" for n in range(1000) for p in range(2))
        self.assertEqual(sorted(self.copied(bills, 3000)), expected)

    def test_unreachable(self):
        run = ours("examples/exactly_once", "127.0.0.1:1", timeout=60)
        self.assertEqual(run.status, 1)
        self.assertIn("refused", run.err)
        self.assertLess(run.seconds, 15)


if __name__ == "__main__":
    main()
