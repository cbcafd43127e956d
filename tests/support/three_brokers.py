"""The sandbox of three brokers that a fault test has for itself: kills them, and brings them back."""

import json
import os
import signal

from kpp_test import AT, KafkaTest, eventually, fresh, ours, setting


def _status():
    run = ours("kafka-sandbox", "status", "--dir", setting("KPP_SANDBOX_DIR"), "--output", "json")
    return json.loads(run.out)


def _alive():
    return [m["name"] for m in _status()["members"] if m["running"]]


def kill(broker):
    """SIGKILL: no goodbye to clients, controller or disk. Waits until the process is gone."""
    name = f"broker-{broker}"
    (pid,) = [m["pid"] for m in _status()["members"] if m["name"] == name]
    os.kill(pid, signal.SIGKILL)
    if not eventually(lambda: name not in _alive()):
        raise AssertionError(f"{name} does not die")


def bring_back():
    """Starts what is dead again."""
    run = ours("kafka-sandbox", "start", "--dir", setting("KPP_SANDBOX_DIR"), "--port", "0", "--brokers", "3", timeout=120)
    if run.status != 0:
        raise AssertionError(run)


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
