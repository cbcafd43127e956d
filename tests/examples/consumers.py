#!/usr/bin/env python3
"""The consumer examples: what they read, what they commit and when, and what a crash repeats."""

import signal
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
import peers
from examples import ExampleTest
from kpp_test import eventually, fresh, main, ours
from records import Record, produce


class Consumers(ExampleTest):
    def filled(self, partitions, per_partition):
        """A topic with the values "<partition>-<n>"."""
        topic = self.topic(partitions=partitions)
        self.fill(topic, partitions, range(per_partition))
        return topic

    def fill(self, topic, partitions, numbers):
        produce(
            topic, [Record(b"%d-%d" % (p, n), partition=p) for n in numbers for p in range(partitions)]
        )

    def test_a_group(self):
        topic, group = self.topic(partitions=2), self.group()
        produce(topic, [Record(b"v", key=b"k", partition=0), Record(None, partition=1), Record(b"", b"", partition=1)])
        first = self.start("consume_group", topic, group)
        self.assertEqual(sorted(self.until(first, 3)), ["0 0 k v", "1 0 null null", "1 1  "])
        self.assert_stops(first)
        self.assertEqual(self.committed(group), {0: 1, 1: 2})

        with self.subTest("who comes back goes on where the group had stopped"):
            produce(topic, [Record(b"later", partition=0)])
            again = self.start("consume_group", topic, group)
            self.assertEqual(self.until(again, 1), ["0 1 null later"])
            self.assert_stops(again)

    def test_a_group_shares_partitions(self):
        topic, group = self.topic(partitions=2), self.group()
        both = [self.start("consume_group", topic, group) for _ in range(2)]

        def shared():
            self.fill(topic, 2, range(1))
            return all(member.lines() for member in both)

        self.assertTrue(eventually(shared, timeout=30, pause=0.3))
        for member in both:
            self.assert_stops(member)
        last = [member.lines()[-1].split()[0] for member in both]
        self.assertEqual(sorted(last), ["0", "1"], "each has one of the two in the end")

    def test_auto_commit(self):
        topic, group = self.filled(2, 5), self.group()
        running = self.start("consume_auto_commit", topic, group)
        handled = self.until(running, 10)
        self.assertEqual(sorted(handled), [f"handled {p} {n}" for p in range(2) for n in range(5)])
        self.assertTrue(eventually(lambda: self.committed(group) == {0: 5, 1: 5}), "committed while it runs")
        self.fill(topic, 2, range(3))
        self.until(running, 16)
        self.assert_stops(running)
        self.assertEqual(self.committed(group), {0: 8, 1: 8}, "the rest is committed at the end")

    def test_commit_sync(self):
        topic, group = self.filled(1, 20), self.group()
        running = self.start("commit_sync", topic, group)
        self.assertTrue(eventually(lambda: "committed 0 20" in running.lines(), timeout=30))
        running.stop(signal.SIGKILL)
        self.assertEqual(self.committed(group), {0: 20}, "it was not said before it was so")
        self.assertEqual([line for line in running.lines() if "-" in line], [f"0-{n}" for n in range(20)])

    def test_commit_async(self):
        topic, group = self.filled(2, 10), self.group()
        running = self.start("commit_async", topic, group)

        def told():
            return {"committed 0 10", "committed 1 10"} <= set(running.lines())

        self.assertTrue(eventually(told, timeout=30), "handlers run while it goes on")
        self.assertEqual(self.committed(group), {0: 10, 1: 10})
        self.fill(topic, 2, range(10, 12))
        self.assertTrue(eventually(lambda: {"0-11", "1-11"} <= set(running.lines())))
        self.assert_stops(running)
        self.assertEqual(self.committed(group), {0: 12, 1: 12})

    def test_workers_hand_over_without_loss_or_repetition(self):
        topic, group = self.filled(4, 3000), self.group()
        first = self.start("worker_per_partition", topic, group)
        self.until(first, 100)
        second = self.start("worker_per_partition", topic, group)  # a rebalance in the middle of the work
        self.until(second, 100)
        self.assert_stops(first)  # Ctrl-C in the middle of the work, and another rebalance
        self.assertTrue(eventually(lambda: len(first.lines() + second.lines()) >= 12000, timeout=90))
        self.assert_stops(second)
        for member in (first, second):
            for partition in "0123":
                offsets = [int(line.split()[1]) for line in member.lines() if line.split()[0] == partition]
                self.assertEqual(offsets, sorted(offsets), "each partition in its own order")
        handled = sorted(tuple(map(int, line.split())) for line in first.lines() + second.lines())
        self.assertEqual(handled, [(p, n) for p in range(4) for n in range(3000)])
        self.assertEqual(self.committed(group), {p: 3000 for p in range(4)})

    def test_nobody_there(self):
        with peers.nobody() as nobody:
            for name in ("consume_group", "commit_sync", "worker_per_partition", "sensors_consume", "dead_letter", "metrics_to_csv"):
                with self.subTest(name):
                    run = ours(f"examples/{name}", nobody.address, fresh())
                    self.assertEqual(run.status, 1, run)
                    self.assertIn("refused", run.err)


if __name__ == "__main__":
    main()
