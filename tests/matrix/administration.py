"""The tools of administration on each version: they work, or one sentence says what the broker does not have."""

import json
import os

from kpp_test import AT, KafkaTest, eventually, fresh, main, ours, setting

VERSION = tuple(map(int, setting("KPP_KAFKA_VERSION").split(".")))
BROKERS = int(os.environ.get("KPP_SANDBOX_BROKERS", "1"))


class Administration(KafkaTest):
    def shown(self, tool, *words):
        return self.assert_ok(ours(tool, *AT, *words)).out

    def lacks(self, what, tool, *words):
        """One sentence of what is not there; its tool stands before it."""
        run = self.assert_fails(ours(tool, *AT, *words), "this broker")
        self.assertIn(f"does not have {what}", run.err)
        return run

    def since(self, version, what, tool, *words):
        """Works from that version on."""
        return self.shown(tool, *words) if VERSION >= version else self.lacks(what, tool, *words)

    def json(self, tool, *words):
        return json.loads(self.shown(tool, *words, "--output", "json"))

    def test_the_cluster(self):
        requests = self.json("kafka-broker-api-versions")["brokers"][0]["requests"]
        self.assertIn("Metadata", [each["name"] for each in requests if each["usable"] is not None])
        self.assertEqual(self.shown("kafka-broker-api-versions").count(" -> ("), BROKERS)
        self.assertTrue(self.shown("kafka-cluster", "cluster-id").startswith("Cluster ID: "))
        self.assertEqual(len(self.json("kafka-cluster", "list-endpoints")["endpoints"]), BROKERS)
        if VERSION >= (3, 3):
            self.assert_fails(ours("kafka-cluster", "unregister", *AT, "--id", "4711"), "egistered")
        else:
            self.lacks("UnregisterBroker", "kafka-cluster", "unregister", "--id", "4711")

    def test_settings(self):
        topic = self.topic()
        configs = lambda *words: self.shown("kafka-configs", *words)  # noqa: E731
        for entity in (("topics", topic), ("brokers", "1")):
            of = ("--entity-type", entity[0], "--entity-name", entity[1])
            name = "retention.ms" if entity[0] == "topics" else "log.cleaner.threads"
            configs("--alter", *of, "--add-config", f"{name}=2")
            self.assertTrue(eventually(lambda: f"  {name}=2 " in configs("--describe", *of)))  # noqa: B023
            configs("--alter", *of, "--delete-config", name)
        configs("--describe", "--entity-type", "brokers", "--entity-default")
        logger = ("--entity-type", "broker-loggers", "--entity-name", "1")
        configs("--alter", *logger, "--add-config", "kafka.log.LogManager=DEBUG")
        self.assertIn("  kafka.log.LogManager=DEBUG ", configs("--describe", *logger))
        metrics = ("--entity-type", "client-metrics", "--entity-name", fresh("metrics"))
        self.since((3, 7), "settings of client metrics", "kafka-configs", "--alter", *metrics, "--add-config", "interval.ms=1000")
        group = ("--entity-type", "groups", "--entity-name", fresh("group"))
        self.since((4, 0), "settings of groups", "kafka-configs", "--alter", *group,
                   "--add-config", "consumer.session.timeout.ms=50000")  # fmt: skip

    def test_quotas_and_passwords(self):
        user = fresh("user")
        of = ("--entity-type", "users", "--entity-name", user)
        alter = lambda *words: ("kafka-configs", "--alter", *of, *words)  # noqa: E731
        self.since((2, 6), "AlterClientQuotas", *alter("--add-config", "producer_byte_rate=5"))
        self.since((2, 7), "AlterUserScramCredentials", *alter("--add-config", "SCRAM-SHA-256=[password=x]"))
        described = ("kafka-configs", "--describe", *of)
        if VERSION < (2, 7):
            self.lacks("DescribeClientQuotas", *described)
            return
        both = (f"Quota configs for user-principal '{user}' are producer_byte_rate=5.0\n",
                f"SCRAM credential configs for user-principal '{user}' are SCRAM-SHA-256=iterations=")  # fmt: skip
        self.assertTrue(eventually(lambda: all(line in self.shown(*described) for line in both)))
        self.shown(*alter("--delete-config", "producer_byte_rate"))
        self.shown(*alter("--delete-config", "SCRAM-SHA-256"))

    def test_rights(self):
        topic = fresh("rights")
        right = ("--allow-principal", "User:a", "--operation", "Read", "--topic", topic)
        if BROKERS > 1:  # a sandbox without an authorizer
            self.assert_fails(ours("kafka-acls", *AT, "--list"), "No Authorizer is configured")
            return
        self.shown("kafka-acls", "--add", *right)
        listed = lambda: self.shown("kafka-acls", "--list", "--topic", topic)  # noqa: E731
        self.assertTrue(eventually(lambda: "(principal=User:a, host=*, operation=READ, permissionType=ALLOW)" in listed()))
        self.shown("kafka-acls", "--remove", "--force", "--topic", topic)
        self.assertTrue(eventually(lambda: listed() == ""))

    def test_offsets_and_records(self):
        topic = self.topic()
        self.assert_ok(ours("kafka-console-producer", *AT, "--topic", topic, stdin="one\ntwo\nthree\n"))
        offsets = lambda time: self.since(*SINCE[time], "kafka-get-offsets", "--topic", topic, "--time", time)  # noqa: E731
        for time in SINCE:
            with self.subTest(time):
                offsets(time)
        self.assertEqual((offsets("-1"), offsets("-2")), (f"{topic}:0:3\n", f"{topic}:0:0\n"))
        file = self.json_file({"version": 1, "partitions": [{"topic": topic, "partition": 0, "offset": 2}]})
        self.assertIn("low_watermark: 2\n", self.shown("kafka-delete-records", "--offset-json-file", file))
        self.assertEqual(offsets("-2"), f"{topic}:0:2\n")

    def test_groups(self):
        topic, group = self.topic(), fresh("group")
        self.assert_ok(ours("kafka-console-producer", *AT, "--topic", topic, stdin="one\n"))
        read = ours("kafka-console-consumer", *AT, "--topic", topic, "--group", group, "--from-beginning", "--max-messages", "1")
        self.assertEqual(self.assert_ok(read).out, "one\n")
        for words in (), ("--protocol", "consumer"), ("--consumer",):
            rows = [line.split() for line in self.shown("kafka-groups", "--list", *words).splitlines()]
            # KIP-848: a broker before that tells of no types.
            self.assertIn([group, *(["Classic"] if VERSION >= (3, 8) else []), "consumer"], rows)
        self.assertNotIn(group, self.shown("kafka-groups", "--list", "--share"))
        self.shown("kafka-consumer-groups", "--delete", "--group", group)

    def test_leaders_and_directories(self):
        topic = self.topic()
        elected = self.shown("kafka-leader-election", "--election-type", "preferred", "--topic", topic, "--partition", "0")
        self.assertEqual(elected, f"Valid replica already elected for partitions {topic}-0\n")
        self.shown("kafka-leader-election", "--election-type", "unclean", "--all-topic-partitions")
        brokers = self.json("kafka-log-dirs", "--describe", "--topic-list", topic)["brokers"]
        dirs = [found for broker in brokers for found in broker["log_dirs"]]
        self.assertEqual([r["partition"] for found in dirs for r in found["replicas"]], [0])
        # KIP-827
        self.assertEqual({found["total_bytes"] is not None for found in dirs}, {VERSION >= (3, 3)})

    def test_reassignments(self):
        topic = self.topic()
        (told,) = self.json("kafka-topics", "--describe", "--topic", topic)["topics"]
        here = told["partitions"][0]["replicas"]
        to = [here[0] % BROKERS + 1]
        plan = lambda replicas: self.json_file({"version": 1, "partitions": [{"topic": topic, "partition": 0, "replicas": replicas}]})  # noqa: E731
        run = lambda *words: self.shown("kafka-reassign-partitions", *words)  # noqa: E731
        topics = self.json_file({"version": 1, "topics": [{"topic": topic}]})
        self.assertIn("Proposed partition", run("--generate", "--topics-to-move-json-file", topics, "--broker-list", "1"))
        there = ("--reassignment-json-file", plan(to))
        run("--execute", *there, "--throttle", "10000000", "--replica-alter-log-dirs-throttle", "10000000")
        done = f"Reassignment of partition {topic}-0 is completed.\n"
        self.assertTrue(eventually(lambda: done in run("--verify", *there), timeout=30))
        self.assertEqual(run("--list"), "No partition reassignments found.\n")
        self.assertIn("None of the specified partition reassignments are active.", run("--cancel", *there))


# What each --time of kafka-get-offsets needs.
SINCE = {
    "-1": ((2, 5), ""),
    "-2": ((2, 5), ""),
    "0": ((2, 5), ""),
    "-3": ((3, 0), "ListOffsets version 7 or newer"),
    "-4": ((3, 6), "ListOffsets version 8 or newer"),
    "-5": ((3, 9), "ListOffsets version 9 or newer"),
}


if __name__ == "__main__":
    main()
