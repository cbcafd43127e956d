"""A sandbox of three brokers, of which a fault test kills one at a time."""

import json

from kpp_test import AT, KafkaTest, eventually, fresh, ours
from mortal_brokers import bring_back


def partitions(topic):
    """Of a topic, by number: leader and in-sync replicas."""
    run = ours("kafka-topics", *AT, "--describe", "--topic", topic, "--output", "json")
    found = json.loads(run.out)["topics"] if run.status == 0 else []
    return {p["partition"]: p for one in found for p in one["partitions"]}


def in_sync(topic, replicas=3):
    return all(len(p["isr"]) == replicas for p in partitions(topic).values() or [{"isr": []}])


class ThreeBrokersTest(KafkaTest):
    def setUp(self):
        bring_back()

    def replicated(self, what="t", parts=3):
        """A topic that goes on while any one broker is dead."""
        topic = self.topic(
            fresh(what), "--replication-factor", "3", "--config", "min.insync.replicas=2", partitions=parts
        )
        self.assertTrue(eventually(lambda: in_sync(topic), timeout=30))
        return topic

    def values(self, topic, *words):
        """Every value of the topic."""
        run = ours(
            "kafka-console-consumer", *AT, "--topic", topic, "--from-beginning", "--timeout-ms", "6000", *words,
            timeout=120,
        )  # fmt: skip
        return run.out.splitlines()
