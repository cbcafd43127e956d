#!/usr/bin/env python3
"""kafka-topics beside Kafka's own where not all is well: of three brokers one is dead, and a partition is moving to it.

It stops a broker, so it needs a cluster of its own.
"""

import json
import os
import signal
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
from kpp_test import AT, KafkaTest, eventually, fresh, java, main, ours, setting

TOOL = "kafka-topics"
PREFIX = fresh("ill")
ALL = ("--describe", "--topic", PREFIX + "-.*")


def kill_broker(name):
    status = ours("kafka-sandbox", "status", "--dir", setting("KPP_SANDBOX_DIR"), "--output", "json")
    (pid,) = [m["pid"] for m in json.loads(status.out)["members"] if m["name"] == name]
    os.kill(pid, signal.SIGKILL)


class OneBrokerDead(KafkaTest):
    @classmethod
    def setUpClass(cls):
        for suffix, options in {
            "wide": ("--partitions", "3", "--replication-factor", "3"),
            "strict": ("--replica-assignment", "1:2:3", "--config", "min.insync.replicas=3"),
            "exact": ("--replica-assignment", "2:3:1,1:2:3", "--config", "min.insync.replicas=2"),
            "lost": ("--replica-assignment", "3,1"),
            "moving": ("--replica-assignment", "1:2,2:1"),
            "fine": ("--replica-assignment", "1:2"),
        }.items():
            made = ours(TOOL, *AT, "--create", "--topic", f"{PREFIX}-{suffix}", *options)
            if made.status != 0:
                raise AssertionError(made)
        # Replicas may move to a broker that the controller still believes in, which is some seconds after its death;
        # so the JVM must be there before.
        java(TOOL, *AT, "--list")
        kill_broker("broker-3")
        cls.move(f"{PREFIX}-moving", 0, [2, 3])
        if not eventually(lambda: "Leader: none" in ours(TOOL, *AT, *ALL).out, timeout=60):
            raise AssertionError("the cluster does not notice that a broker is gone")

    @staticmethod
    def move(topic, partition, replicas):
        """Begins a reassignment that cannot end while one of the replicas is dead."""
        plan = {"version": 1, "partitions": [{"topic": topic, "partition": partition, "replicas": replicas}]}
        with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
            json.dump(plan, file)
            file.flush()
            run = java("kafka-reassign-partitions", *AT, "--execute", "--reassignment-json-file", file.name)
        if run.status != 0:
            raise AssertionError(run)

    def settled(self, *words):
        """Replicas leave the set of those in sync one by one, so the two runs may see different states."""

        def both():
            theirs, mine = java(TOOL, *AT, *words), ours(TOOL, *AT, *words)
            return theirs, mine, theirs.out == mine.out

        theirs, mine, _ = eventually(lambda: (found := both())[2] and found) or both()
        self.assertEqual(mine.out, theirs.out)
        self.assertEqual((mine.status, theirs.status), (0, 0), f"{mine}\n{theirs}")
        return mine.out

    def shown(self, *filters):
        """The partitions that a filter shows, the same for both tools."""
        lines = self.settled(*ALL, *filters).splitlines()
        fields = (dict(f.split(": ", 1) for f in line[1:].split("\t")) for line in lines)
        return sorted((f["Topic"].removeprefix(PREFIX + "-"), int(f["Partition"])) for f in fields)

    def test_description(self):
        out = self.settled(*ALL)
        self.assertIn("\tLeader: none\tReplicas: 3\t", out)
        self.assertIn("\tAdding Replicas: 3\tRemoving Replicas: 1\tElr: ", out)
        moving = self.settled("--describe", "--topic", f"{PREFIX}-moving").splitlines()[0]
        self.assertIn("\tReplicationFactor: 2\t", moving)

    def test_unavailable(self):
        self.assertEqual(self.shown("--unavailable-partitions"), [("lost", 0)])

    def test_under_replicated(self):
        wide = [("wide", n) for n in range(3)]
        expected = [("exact", 0), ("exact", 1), ("strict", 0), *wide]
        eventually(lambda: len(self.shown("--under-replicated-partitions")) >= len(expected))
        shown = self.shown("--under-replicated-partitions")
        self.assertEqual([s for s in shown if s[0] != "lost"], expected)

    def test_min_isr(self):
        self.assertEqual(self.shown("--under-min-isr-partitions"), [("lost", 0), ("strict", 0)])
        at_min = self.shown("--at-min-isr-partitions")
        self.assertIn(("exact", 0), at_min)
        self.assertNotIn(("strict", 0), at_min)

    def test_filters_together(self):
        together = self.shown("--unavailable-partitions", "--under-min-isr-partitions", "--at-min-isr-partitions")
        self.assertIn(("lost", 0), together)
        self.assertIn(("strict", 0), together)

    def test_json(self):
        run = self.assert_ok(ours(TOOL, *AT, *ALL, "--output", "json"))
        topics = {t["name"].removeprefix(PREFIX + "-"): t for t in json.loads(run.out)["topics"]}
        self.assertIsNone(topics["lost"]["partitions"][0]["leader"])
        self.assertEqual(topics["lost"]["partitions"][0]["offline_replicas"], [3])
        moving = topics["moving"]["partitions"]
        self.assertEqual((moving[0]["adding_replicas"], moving[0]["removing_replicas"]), ([3], [1]))
        self.assertNotIn("adding_replicas", moving[1])

    def test_replication_that_cannot_be(self):
        words = ("--create", "--topic", fresh(), "--replication-factor", "4")
        sentence = java(TOOL, *AT, *words).out.splitlines()[-1]
        self.assertIn("The target replication factor of 4 cannot be reached", sentence)
        self.assert_fails(ours(TOOL, *AT, *words), sentence)


if __name__ == "__main__":
    main()
