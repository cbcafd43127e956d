#!/usr/bin/env python3
"""The tools while a broker dies: what another broker can do goes on, what none can do is said, and nothing hangs."""

import re
import sys
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
from kpp_test import AT, eventually, finish, fresh, main, ours, start_ours
from mortal_brokers import bring_back, kill
from three_brokers import ThreeBrokersTest, in_sync, partitions

PRODUCE, CONSUME = "kafka-producer-perf-test", "kafka-consumer-perf-test"
# Give up after five seconds, not after two minutes.
IMPATIENT = ("--command-property", "delivery.timeout.ms=5000", "--command-property", "request.timeout.ms=2000")


class ReplicatedTopic(ThreeBrokersTest):
    """One of three replicas dies: nobody notices but for a pause."""

    def leader_of(self, topic, partition=0):
        return partitions(topic)[partition]["leader"]

    def test_producer_perf_test(self):
        topic = self.replicated()
        running = start_ours(PRODUCE, *AT, "--topic", topic, "--num-records", "12000", "--record-size", "100",
                             "--throughput", "2000")  # fmt: skip
        time.sleep(2)
        kill(self.leader_of(topic))
        run = self.assert_ok(finish(running, timeout=90))
        self.assertRegex(run.out, r"(?m)^12000 records sent, .* 99\.9th\.$")
        self.assertEqual(len(self.values(topic)), 12000, "no record is lost, none is there twice")

    def test_consumer_perf_test(self):
        topic = self.replicated()
        sending = start_ours(PRODUCE, *AT, "--topic", topic, "--num-records", "12000", "--record-size", "100",
                             "--throughput", "2000")  # fmt: skip
        reading = start_ours(CONSUME, *AT, "--topic", topic, "--num-records", "12000", "--timeout", "40000",
                             "--show-detailed-stats")  # fmt: skip
        time.sleep(2)
        kill(self.leader_of(topic, 1))
        self.assert_ok(finish(sending, timeout=90))
        run = self.assert_ok(finish(reading, timeout=90))
        self.assertGreater(len(run.out.splitlines()), 1)

    def type_lines(self, topic, *words):
        """600 lines in six seconds, in the middle of which the leader dies."""
        running = start_ours("kafka-console-producer", *AT, "--topic", topic, *words)
        for n in range(600):
            running.stdin.write(b"line %d\n" % n)
            running.stdin.flush()
            if n == 200:
                kill(self.leader_of(topic))
            time.sleep(0.01)
        return finish(running, timeout=90)

    def test_console_producer(self):
        topic = self.replicated()
        # Kafka's own three retries are over before another leader is there.
        self.assert_ok(self.type_lines(topic, "--message-send-max-retries", "1000"))
        self.assertEqual(Counter(self.values(topic)), Counter(f"line {n}" for n in range(600)))

    def test_console_producer_with_few_retries(self):
        topic = self.replicated()
        run = self.type_lines(topic)
        reported = re.search(r"^(\d+) of 600 records were not delivered$", run.err, re.MULTILINE)
        reported = int(reported[1]) if reported else 0
        self.assertEqual(run.status, 1 if reported else 0, run)
        there = Counter(self.values(topic))
        self.assertGreaterEqual(len(there) + reported, 600, "a line that is not there was reported")
        self.assertEqual(set(there.values()), {1}, "none is there twice")


class LostTopic(ThreeBrokersTest):
    """The only replica dies: what cannot be delivered is counted and said, in bounded time, and the status is 1."""

    def alone(self):
        """A topic on broker 2 only."""
        name = fresh("alone")
        self.delete_after(name)
        self.assert_ok(ours("kafka-topics", *AT, "--create", "--topic", name, "--replica-assignment", "2"))
        self.assertTrue(eventually(lambda: in_sync(name, replicas=1)))
        return name

    def test_producer_perf_test(self):
        topic = self.alone()
        running = start_ours(PRODUCE, *AT, "--topic", topic, "--num-records", "6000", "--record-size", "100",
                             "--throughput", "1000", *IMPATIENT)  # fmt: skip
        time.sleep(2.5)
        kill(2)
        run = finish(running, timeout=60)
        self.assertEqual(run.status, 1, run)
        total = re.search(r"^(\d+) records sent, .* 99\.9th\.$", run.out, re.MULTILINE)
        self.assertTrue(total, run)
        lost = re.search(r"^(\d+) of 6000 records were not delivered\.$", run.err, re.MULTILINE)
        self.assertTrue(lost, run)
        self.assertEqual(int(total[1]) + int(lost[1]), 6000)
        self.assertGreater(int(total[1]), 0)

    def test_console_producer(self):
        topic = self.alone()
        running = start_ours("kafka-console-producer", *AT, "--topic", topic, *IMPATIENT)
        for n in range(300):
            running.stdin.write(b"line %d\n" % n)
            running.stdin.flush()
            if n == 150:
                kill(2)
            time.sleep(0.01)
        run = finish(running, timeout=60)
        self.assertEqual(run.status, 1, run)
        reported = re.search(r"^(\d+) of 300 records were not delivered", run.err, re.MULTILINE)
        self.assertTrue(reported, run)
        bring_back()
        there = self.values(topic)
        self.assertEqual(len(there), len(set(there)))
        self.assertGreaterEqual(len(there) + int(reported[1]), 300, "a line that is not there was reported")
        self.assertLess(int(reported[1]), 300)

    def test_console_consumer(self):
        topic = self.alone()
        self.assert_ok(ours("kafka-console-producer", *AT, "--topic", topic, stdin="1\n"))
        kill(2)
        # Until the controller has missed its broker for a while, it still is the leader.
        lost = lambda: ours("kafka-topics", *AT, "--describe", "--topic", topic).out.count("Leader: none")  # noqa: E731
        self.assertTrue(eventually(lost, timeout=30))
        for words in (("--from-beginning",), ("--from-beginning", "--partition", "0")):
            run = ours("kafka-console-consumer", *AT, "--topic", topic, "--timeout-ms", "4000", *words, timeout=60)
            self.assert_fails(run, f"Partitions without a leader were not read: {topic}-0", "total of 0 messages")


if __name__ == "__main__":
    main()
