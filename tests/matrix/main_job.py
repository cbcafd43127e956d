"""The main job, as a tutorial types it, from the first topic to the perf tests. Runs on whatever broker is there."""

import json
import os
import re
import signal
import time
import unittest

from kpp_test import AT, BOOTSTRAP, KafkaTest, eventually, finish, fresh, main, ours, setting, start_ours

BROKERS = int(os.environ.get("KPP_SANDBOX_BROKERS", "1"))
READINGS = [
    {"sensor_id": f"sensor_{n}", "temperature": 20.5 + n, "timestamp": 1713763500 + n} for n in range(1, 6)
]
LINES = [json.dumps(reading, separators=(",", ":")) for reading in READINGS]
FINAL_LINE = (
    r"200000 records sent, \d+\.\d{6} records/sec \(\d+\.\d\d MB/sec\), \d+\.\d\d ms avg latency, "
    r"\d+\.\d\d ms max latency, \d+ ms 50th, \d+ ms 95th, \d+ ms 99th, \d+ ms 99\.9th\.\n"
)


class MainJob(KafkaTest):
    """The steps build on each other, so they are one test; `subTest` names the one that failed."""

    def test_from_topic_to_perf_tests(self):
        topic, group = fresh("sensor-stream"), fresh("testgroup")
        replicas = str(min(3, BROKERS))
        self.delete_after(topic)

        with self.subTest("create"):
            created = self.assert_ok(
                ours("kafka-topics", "--create", *AT, "--replication-factor", replicas,
                     "--partitions", "2", "--topic", topic)
            )  # fmt: skip
            self.assertEqual(created.out, f"Created topic {topic}.\n")
            again = ours("kafka-topics", "--create", *AT, "--partitions", "2", "--topic", topic)
            self.assert_fails(again, f"Topic '{topic}' already exists.")
            self.assertIn(topic, self.assert_ok(ours("kafka-topics", *AT, "--list")).out.splitlines())

        with self.subTest("describe"):
            shown = self.assert_ok(ours("kafka-topics", "--describe", *AT, "--topic", topic)).out.splitlines()
            self.assertEqual(len(shown), 3, shown)
            self.assertIn(f"PartitionCount: 2\tReplicationFactor: {replicas}\t", shown[0])
            for partition, line in enumerate(shown[1:]):
                self.assertIn(f"\tTopic: {topic}\tPartition: {partition}\tLeader: ", line)

        with self.subTest("produce"):
            sent = ours("kafka-console-producer", "--broker-list", BOOTSTRAP, "--topic", topic,
                        stdin="".join(line + "\n" for line in LINES))  # fmt: skip
            self.assert_ok(sent)
            self.assertEqual(sent.out, "")

        with self.subTest("consume"):
            read = ours("kafka-console-consumer", *AT, "--topic", topic, "-group", group,
                        "--from-beginning", "--max-messages", "5")  # fmt: skip
            self.assert_ok(read)
            self.assertEqual(sorted(read.out.splitlines()), sorted(LINES))
            self.assertIn("Processed a total of 5 messages", read.err)

        with self.subTest("groups"):
            self.assertIn(group, self.assert_ok(ours("kafka-consumer-groups", *AT, "--list")).out.splitlines())
            rows = self.described(group)
            self.assertEqual(sum(int(row["CURRENT-OFFSET"]) for row in rows if row["CURRENT-OFFSET"] != "-"), 5)
            self.assertEqual({row["LAG"] for row in rows} - {"-"}, {"0"})
            state = self.assert_ok(ours("kafka-consumer-groups", *AT, "--describe", "--group", group, "--state"))
            self.assertIn("Empty", state.out)

        with self.subTest("reset to the earliest"):
            reset = self.assert_ok(
                ours("kafka-consumer-groups", *AT, "--group", group, "--topic", topic,
                     "--reset-offsets", "--to-earliest", "--execute")
            )  # fmt: skip
            # Rows come as Java's HashMap has them, which is by the name of the topic.
            self.assertEqual(sorted(line.split()[-2:] for line in reset.out.split("\n")[2:-1]), [["0", "0"], ["1", "0"]])
            self.assertEqual({row["CURRENT-OFFSET"] for row in self.described(group)}, {"0"})

        with self.subTest("reset one partition"):
            self.produce_until(topic, partition=1, records=1)
            self.assert_ok(
                ours("kafka-consumer-groups", *AT, "--group", group, "--topic", f"{topic}:1",
                     "--reset-offsets", "--to-offset", "1", "--execute")
            )  # fmt: skip
            self.assertEqual({row["PARTITION"]: row["CURRENT-OFFSET"] for row in self.described(group)}, {"0": "0", "1": "1"})

        with self.subTest("perf tests"):
            produced = self.assert_ok(
                ours("kafka-producer-perf-test", "--topic", topic, "--num-records", "200000", "--record-size", "100",
                     "--throughput", "-1", "--producer-props", f"bootstrap.servers={BOOTSTRAP}", timeout=120)
            )  # fmt: skip
            self.assertRegex(produced.out, FINAL_LINE + r"\Z")
            consumed = self.assert_ok(
                ours("kafka-consumer-perf-test", *AT, "--topic", topic, "--messages", "200000", timeout=120)
            )
            header, row = consumed.out.splitlines()
            self.assertTrue(header.startswith("start.time, end.time, data.consumed.in.MB, MB.sec,"))
            self.assertGreaterEqual(int(row.split(", ")[4]), 200000)
            told = self.assert_ok(ours("kafka-consumer-perf-test", *AT, "--topic", topic, "--num-records", "5", "--output", "json"))
            release = ".".join(setting("KPP_KAFKA_VERSION").split(".")[:2])
            self.assertEqual(json.loads(told.out)["versions"]["kafka"], release)

        with self.subTest("delete"):
            deleted = self.assert_ok(ours("kafka-consumer-groups", *AT, "--delete", "--group", group))
            self.assertEqual(deleted.out, f"Deletion of requested consumer groups ('{group}') was successful.\n")
            missing = ours("kafka-consumer-groups", *AT, "--describe", "--group", group)
            self.assert_fails(missing, group)

    def test_an_active_group_is_not_reset(self):
        topic, group = self.topic(), fresh("group")
        member = start_ours("kafka-console-consumer", *AT, "--topic", topic, "--group", group)
        try:
            active = lambda: "Stable" in ours("kafka-consumer-groups", *AT, "--describe", "--group", group, "--state").out  # noqa: E731
            self.assertTrue(eventually(active, timeout=30))
            reset = ours("kafka-consumer-groups", *AT, "--group", group, "--topic", topic,
                         "--reset-offsets", "--to-earliest", "--execute")  # fmt: skip
            self.assertEqual(reset.status, 1, reset)
            self.assertIn(f"Assignments can only be reset if the group '{group}' is inactive", reset.err)
        finally:
            member.send_signal(signal.SIGINT)
            ended = finish(member)
        self.assertEqual(ended.status, 130, ended)

    def test_every_group_at_once(self):
        topic, groups = self.topic(), {fresh("all"), fresh("all")}
        self.assert_ok(ours("kafka-console-producer", *AT, "--topic", topic, stdin="one\ntwo\n"))
        for group in groups:
            read = ours("kafka-console-consumer", *AT, "--topic", topic, "--group", group, "--from-beginning",
                        "--max-messages", "2")  # fmt: skip
            self.assertEqual(self.assert_ok(read).out, "one\ntwo\n")
        reset = ours("kafka-consumer-groups", *AT, "--all-groups", "--topic", topic, "--reset-offsets", "--to-offset", "1",
                     "--execute")  # fmt: skip
        rows = [line.split() for line in self.assert_ok(reset).out.splitlines()[2:]]
        self.assertLessEqual(groups, {row[0] for row in rows}, rows)
        self.assertEqual({tuple(row[1:]) for row in rows}, {(topic, "0", "1")})
        for group in groups:
            self.assertEqual([row["LAG"] for row in self.described(group) if row["TOPIC"] == topic], ["1"])

        deleted = self.assert_ok(ours("kafka-consumer-groups", *AT, "--all-groups", "--delete"))
        for group in groups:
            self.assertIn(f"'{group}'", deleted.out)
        self.assertEqual(self.assert_ok(ours("kafka-consumer-groups", *AT, "--list")).out.split(), [])

    def test_json_of_a_topic(self):
        topic = self.topic(partitions=3)
        shown = json.loads(self.assert_ok(ours("kafka-topics", *AT, "--describe", "--topic", topic, "--output", "json")).out)
        self.assertEqual(shown["version"], 1)
        self.assertIn(topic, json.dumps(shown))

    def described(self, group):
        """The rows of --describe, by column name."""
        table = self.assert_ok(ours("kafka-consumer-groups", *AT, "--group", group, "--describe")).out
        header, *rows = [line.split() for line in table.splitlines() if line]
        return [dict(zip(header, row)) for row in rows]

    def produce_until(self, topic, partition, records):
        """Sends keyed lines until the partition has so many records: which key lands where is the partitioner's."""
        end = time.monotonic() + 20
        key = 0
        while time.monotonic() < end:
            lines = "".join(f"k{key + n}\tv\n" for n in range(10))
            key += 10
            self.assert_ok(ours("kafka-console-producer", *AT, "--topic", topic, "--property", "parse.key=true", stdin=lines))
            counted = ours("kafka-consumer-groups", *AT, "--group", fresh("count"), "--topic", f"{topic}:{partition}",
                           "--reset-offsets", "--to-latest", "--dry-run")  # fmt: skip
            if int(re.findall(r"(\d+)\s*$", self.assert_ok(counted).out)[0]) >= records:
                return
        self.fail(f"no record reached partition {partition}")


if __name__ == "__main__":
    main()
