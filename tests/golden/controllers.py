"""--bootstrap-controller (KIP-919): three controllers, of which one is active, and brokers taken for controllers."""

import itertools
import json
import re
from pathlib import Path

from kpp_test import AT, BOOTSTRAP, KafkaTest, eventually, fresh, java, main, ours, setting

CONTROLLER = re.compile(r"CONTROLLER://([0-9.:]+)")


def controllers():
    """The addresses of all, by the sandbox's files."""
    files = sorted(Path(setting("KPP_SANDBOX_DIR"), "config").glob("broker-*.properties"))
    return [found[1] for found in map(CONTROLLER.search, map(Path.read_text, files)) if found]


class Controllers(KafkaTest):
    @classmethod
    def setUpClass(cls):
        cls.each = controllers()
        cls.all = ",".join(cls.each)

    def same(self, tool, *words, at=None):
        theirs, mine = (run(tool, *words, "--bootstrap-controller", at or self.all) for run in (java, ours))
        self.assertEqual((mine.out, mine.status), (theirs.out, theirs.status), f"{words}\n{mine.err}\n{theirs.err}")
        return self.assert_ok(mine).out

    def test_each_of_them_answers_for_all(self):
        self.assertEqual(len(self.each), 3)
        for at in self.each:
            with self.subTest(at):
                self.same("kafka-cluster", "cluster-id", at=at)
                listed = self.same("kafka-cluster", "list-endpoints", at=at)
                self.assertEqual(listed.count(" controller "), 3)
        told = ours("kafka-cluster", "list-endpoints", "-C", self.all, "--output", "json")
        self.assertEqual({node["type"] for node in json.loads(self.assert_ok(told).out)["endpoints"]}, {"controller"})

    def test_settings(self):
        # Not all are the active one, which alone writes.
        value = itertools.count(100_000)
        for at in self.each:
            for entity in ("--entity-type", "brokers", "--entity-name", "1"), ("--entity-type", "brokers", "--entity-default"):
                with self.subTest((at, entity)):
                    setting_now = f"log.retention.ms={next(value)}"
                    altered = ours("kafka-configs", "--bootstrap-controller", at, "--alter", *entity, "--add-config", setting_now)
                    self.assertIn("Completed updating ", self.assert_ok(altered).out)
                    # Each controller tells what it has heard of so far.
                    describe = ("kafka-configs", "--bootstrap-controller", self.all, "--describe", *entity)
                    self.assertTrue(eventually(lambda: setting_now in ours(*describe).out))  # noqa: B023
                    self.assertIn(setting_now, self.same("kafka-configs", "--describe", *entity))
                    self.same("kafka-configs", "--alter", *entity, "--delete-config", "log.retention.ms", at=at)
        self.same("kafka-configs", "--describe", "--entity-type", "broker-loggers", "--entity-name", "1", at=self.each[0])
        self.same("kafka-configs", "--describe", "--entity-type", "brokers")

    def test_reassignments(self):
        self.assertEqual(self.same("kafka-reassign-partitions", "--list"), "No partition reassignments found.\n")
        topic = fresh()
        self.delete_after(topic)
        self.assert_ok(ours("kafka-topics", *AT, "--create", "--topic", topic, "--replica-assignment", "1:2"))
        plan = self.json_file({"version": 1, "partitions": [{"topic": topic, "partition": 0, "replicas": [3, 4]}]})
        self.same("kafka-reassign-partitions", "--cancel", "--reassignment-json-file", plan)

    def test_what_a_controller_does_not_have(self):
        at = self.each[0]
        refused = ours("kafka-configs", "--bootstrap-controller", at, "--describe", "--entity-type", "users")
        self.assert_fails(refused, "this controller (127.0.0.1:", ") does not have DescribeClientQuotas")
        refused = ours("kafka-cluster", "list-endpoints", "-C", at, "--include-fenced-brokers")
        self.assert_fails(refused, "--include-fenced-brokers is only supported with --bootstrap-server", status=2)

    def test_a_broker_is_no_controller_and_a_controller_no_broker(self):
        asked = {
            "kafka-cluster": ("cluster-id",),
            "kafka-configs": ("--describe", "--entity-type", "brokers", "--entity-name", "1"),
            "kafka-acls": ("--list",),
            "kafka-reassign-partitions": ("--list",),
            "kafka-topics": ("--list",),
            "kafka-consumer-groups": ("--list",),
        }
        for tool, words in asked.items():
            for option, at, is_one, wanted in (
                ("--bootstrap-controller", BOOTSTRAP.split(",")[0], "BROKER", "CONTROLLER"),
                ("--bootstrap-server", self.each[0], "CONTROLLER", "BROKER"),
            ):
                if option == "--bootstrap-controller" and tool in ("kafka-topics", "kafka-consumer-groups"):
                    continue
                with self.subTest((tool, option)):
                    run = ours(tool, *words, option, at)
                    self.assert_fails(run, f"The request was sent to an endpoint of type {is_one}, but we wanted an "
                                           f"endpoint of type {wanted}")  # fmt: skip
                    self.assertEqual(len(run.err.strip().splitlines()), 1, run)
                    self.assertLess(run.seconds, 5, run)


if __name__ == "__main__":
    main()
