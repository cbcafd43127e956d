#!/usr/bin/env python3
"""The small tools of administration beside Kafka's own, on one broker.

Where ours differs on purpose: a failed action exits with 1 (Kafka: often 0), wrong usage with 2 (Kafka: 1); failures are
told on stderr without a Java stack trace.
"""

import json
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
from kpp_test import AT, BOOTSTRAP, KafkaTest, fresh, java, main, our_tool, ours

PREFIX = fresh("tools")


def lines(output):
    """Without what Java's clients log; one line of it may stand anywhere."""
    return [line for line in output.splitlines() if "kafka-admin-client-thread" not in line]


class Golden(KafkaTest):
    tool = None

    def same(self, *words, status=0, sort=False):
        """The same bytes on stdout; ours ends with `status`. Answers our run."""
        theirs, mine = java(self.tool, *words), ours(self.tool, *words)
        order = sorted if sort else list
        self.assertEqual(order(mine.out.splitlines()), order(lines(theirs.out)), f"{words}\n{mine.err}\n{theirs.err}")
        self.assertEqual(mine.status, status, mine)
        return mine

    def same_refusal(self, *words, status=2):
        """Kafka's first line on stderr is ours; nothing on stdout."""
        theirs, mine = java(self.tool, *words), ours(self.tool, *words)
        self.assertEqual(mine.err.splitlines()[0], lines(theirs.err)[0], f"{words}\n{theirs}")
        self.assertEqual(theirs.status, 1, theirs)
        self.assert_fails(mine, status=status)


class GetOffsets(Golden):
    tool = "kafka-get-offsets"

    @classmethod
    def setUpClass(cls):
        cls.topic_name = f"{PREFIX}-offsets"
        cls.addClassCleanup(ours, "kafka-topics", *AT, "--delete", "--topic", f"{PREFIX}-offsets.*")
        for name in (cls.topic_name, cls.topic_name + "-2"):
            made = ours("kafka-topics", *AT, "--create", "--topic", name, "--partitions", "12")
            if made.status != 0:
                raise AssertionError(made)
        sent = ours("kafka-console-producer", *AT, "--topic", cls.topic_name, stdin="one\ntwo\nthree\n")
        if sent.status != 0:
            raise AssertionError(sent)

    def test_times(self):
        for time in ("latest", "earliest", "max-timestamp", "earliest-local", "latest-tiered", "earliest-pending-upload",
                     "-1", "-2", "-3", "-4", "-5", "-6", "0", "+1", "9999999999999"):  # fmt: skip
            with self.subTest(time):
                self.same(*AT, "--topic", self.topic_name, "--time", time)
        self.assertEqual(len(self.same(*AT, "--topic", self.topic_name).out.splitlines()), 12)

    def test_filters(self):
        t = self.topic_name
        for words in (
            ("--topic", t + ".*"),
            ("--topic", t, "--partitions", "0,3,11,99"),
            ("--topic", t, "--partitions", "1,"),
            ("--topic-partitions", t),
            ("--topic-partitions", f"{t}:3"),
            ("--topic-partitions", f"{t}:2-4,{t}-2:10-"),
            ("--topic-partitions", f"{t}.*:-2"),
            ("--topic-partitions", f"{t}:,"),
            ("--exclude-internal-topics", "--topic", f"{t}|__consumer_offsets"),
        ):
            with self.subTest(words):
                self.assertTrue(self.same(*AT, *words).out)
        old = ours(self.tool, "--broker-list", BOOTSTRAP, "--topic", t, "--time", "-1")
        self.assertEqual(self.assert_ok(old).out, java(self.tool, *AT, "--topic", t).out)

    def test_refused(self):
        for words in (
            (*AT, "--time", "abc"),
            (*AT, "--topic", "x", "--topic-partitions", "x"),
            (*AT, "--partitions", "1", "--topic-partitions", "x"),
            (*AT, "--topic", "x", "--partitions", "a,b"),
            ("--bootstrap-server", "localhost", "--topic", "x"),
            ("--topic", "x"),
        ):
            with self.subTest(words):
                self.same_refusal(*words)
        for words in (("--topic", "no-such-topic"), ("--topic", self.topic_name, "--partitions", "77")):
            with self.subTest(words):
                self.same_refusal(*AT, *words, status=1)

    def test_json(self):
        run = self.assert_ok(ours(self.tool, *AT, "--topic", self.topic_name, "--time", "9999999999999", "--output", "json"))
        answer = json.loads(run.out)
        self.assertEqual({entry["offset"] for entry in answer["offsets"]}, {None})
        self.assertEqual(len(answer["offsets"]), 12)


class DeleteRecords(Golden):
    tool = "kafka-delete-records"

    def file(self, *partitions, **more):
        entries = [{"topic": t, "partition": p, "offset": o} for t, p, o in partitions]
        return ("--offset-json-file", self.json_file({"partitions": entries, "version": 1, **more}))

    def test_same_lines(self):
        topic = self.topic(partitions=4)
        self.assert_ok(ours("kafka-console-producer", *AT, "--topic", topic, stdin="one\ntwo\n"))
        everything = self.file((topic, 0, -1), (topic, 3, -1), (topic, 1, 0))
        self.same(*AT, *everything, sort=True)  # Kafka's order is that of a map with a random seed
        run = self.same(*AT, *self.file((topic, 0, -1), (topic, 2, 77)), sort=True, status=1)
        self.assertIn(f"{topic}-2: The requested offset is not within the range", run.err)
        missing = ours(self.tool, *AT, *self.file((fresh("none"), 0, 0)))
        self.assertEqual(missing.status, 1, missing)
        self.assertIn("\terror: org.apache.kafka.common.errors.UnknownTopicOrPartitionException: ", missing.out)

    def test_json(self):
        topic = self.topic()
        run = ours(self.tool, *AT, *self.file((topic, 0, 0), (topic, 9, 0)), "--output", "json")
        fine, wrong = json.loads(run.out)["partitions"]
        self.assertEqual((fine["low_watermark"], fine["error"], run.status), (0, None, 1))
        self.assertEqual(wrong["error"]["code"], "UNKNOWN_TOPIC_OR_PARTITION")

    def test_bad_files(self):
        for document in (
            "no json",
            {"version": 1},
            {"partitions": [], "version": 2},
            {"partitions": [{"topic": "x", "partition": 0, "offset": 1}] * 2},
            {"partitions": [{"topic": "x", "offset": 1}]},
            {"partitions": [{"topic": 7, "partition": 0, "offset": 1}]},
            {"partitions": [{"topic": "x", "partition": "0", "offset": 1}]},
            {"partitions": {}},
        ):
            with self.subTest(document):
                self.same_refusal(*AT, "--offset-json-file", self.json_file(document), status=1)
        self.same_refusal(*AT)
        self.assert_fails(ours(self.tool, *AT, "--offset-json-file", "/no/such/file"), "Unable to read file /no/such/file: No such file")


class BrokerApiVersions(Golden):
    tool = "kafka-broker-api-versions"

    def test_same(self):
        self.assertIn("\tMetadata(3): 0 to 13 [usable: 13],\n", self.same(*AT).out)
        answer = json.loads(self.assert_ok(ours(self.tool, *AT, "--output", "json")).out)
        metadata = [r for r in answer["brokers"][0]["requests"] if r["name"] == "Metadata"]
        self.assertEqual(metadata, [{"key": 3, "name": "Metadata", "min": 0, "max": 13, "usable": 13}])

    def test_failures(self):
        self.same_refusal("--command-config", self.json_file("client.id=x"))
        self.assert_fails(ours(self.tool, "--bootstrap-server", "127.0.0.1:1"), "127.0.0.1:1")


class Cluster(Golden):
    tool = "kafka-cluster"

    def test_same(self):
        for words in (("cluster-id", *AT), ("list-endpoints", *AT), ("list-endpoints", "-b", BOOTSTRAP),
                      ("list-endpoints", *AT, "--include-fenced-brokers"), ("cluster-id", f"--bootstrap-server={BOOTSTRAP}"), ("cluster-id", f"-b{BOOTSTRAP}")):  # fmt: skip
            with self.subTest(words):
                self.same(*words)

    def test_unregister(self):
        theirs = java(self.tool, "unregister", *AT, "--id", "4711")
        mine = self.assert_fails(ours(self.tool, "unregister", *AT, "-i", "4711"))
        self.assertIn(mine.err.strip(), theirs.err)
        self.assertEqual(mine.err, "Broker ID 4711 is not currently registered\n")

    def test_refused(self):
        # Kafka's ends its JVM here. Its sentences are those of argparse4j.
        for sentence, words in {
            "too few arguments": ("-b", BOOTSTRAP),
            "one of the arguments --bootstrap-server/-b --bootstrap-controller/-C is required": ("cluster-id",),
            "argument --id/-i is required": ("unregister", *AT),
            "invalid choice: 'no-such-action' (choose from ": ("no-such-action", *AT),
            "not allowed with argument --bootstrap-server": ("cluster-id", *AT, "-C", "x:1"),
            "unrecognized arguments: '--id'": ("cluster-id", *AT, "--id", "1"),
            "argument --id: could not convert 'x' to Integer": ("unregister", *AT, "--id", "x"),
        }.items():
            with self.subTest(words):
                self.assert_fails(ours(self.tool, *words), sentence, status=2)

    def test_json(self):
        asked = lambda action, *words: json.loads(self.assert_ok(ours(self.tool, action, *AT, *words, "--output", "json")).out)  # noqa: E731
        self.assertIn(asked("cluster-id")["cluster_id"], java(self.tool, "cluster-id", *AT).out)
        (broker,) = asked("list-endpoints", "--include-fenced-brokers")["endpoints"]
        self.assertEqual((broker["type"], broker["fenced"]), ("broker", False))
        old = self.assert_ok(ours(self.tool, "cluster-id", *AT, "--config", self.json_file("client.id=x")))
        self.assertIn("--config is deprecated", old.err)


class LeaderElection(Golden):
    tool = "kafka-leader-election"

    def test_same(self):
        topic = self.topic(partitions=7)
        file = self.json_file({"partitions": [{"topic": topic, "partition": n} for n in range(7)]})
        for kind in ("preferred", "PREFERRED", "unclean"):
            with self.subTest(kind):
                self.same(*AT, "--election-type", kind, "--path-to-json-file", file)
                self.same(*AT, "--election-type", kind, "--topic", topic, "--partition", "0")
        self.same(*AT, "--election-type", "preferred", "--all-topic-partitions")
        run = self.same(*AT, "--election-type", "preferred", "--topic", topic, "--partition", "9", status=1)
        self.assertEqual(run.err, "1 replica(s) could not be elected\n")

    def test_old_tool(self):
        topic = self.topic()
        file = self.json_file({"partitions": [{"topic": topic, "partition": 0}]})
        run = self.assert_ok(ours("kafka-preferred-replica-election", *AT, "--path-to-json-file", file))
        self.assertEqual(run.out, f"Preferred replica already elected for partitions {topic}-0\n")
        self.assertIn("This tool is deprecated", run.err)
        self.assertEqual(self.assert_ok(ours("kafka-preferred-replica-election", *AT)).out, "")
        refused = ours("kafka-preferred-replica-election", "--zookeeper", "x:1")
        self.assert_fails(refused, "Use --bootstrap-server", status=2)

    def test_refused(self):
        for words in (
            (),
            AT,
            ("--election-type", "preferred"),
            (*AT, "--election-type", "x", "--all-topic-partitions"),
            (*AT, "--election-type", "preferred"),
            (*AT, "--election-type", "preferred", "--topic", "x"),
            (*AT, "--election-type", "preferred", "--all-topic-partitions", "--partition", "1"),
            (*AT, "--election-type", "preferred", "--all-topic-partitions", "--topic", "x"),
        ):
            with self.subTest(words):
                if words:
                    self.same_refusal(*words)
        for document in ("no json", {"x": 1}, {"partitions": [{"topic": "x"}]}):
            with self.subTest(document):
                file = self.json_file(document)
                mine = ours(self.tool, *AT, "--election-type", "preferred", "--path-to-json-file", file)
                theirs = java(self.tool, *AT, "--election-type", "preferred", "--path-to-json-file", file)
                self.assertIn(self.assert_fails(mine).err.strip(), theirs.err)

    def test_json(self):
        topic = self.topic()
        words = (*AT, "--election-type", "preferred", "--topic", topic, "--output", "json")
        answer = json.loads(self.assert_ok(ours(self.tool, *words, "--partition", "0")).out)
        self.assertEqual(answer["not_needed"], [{"topic": topic, "partition": 0}])
        failed = ours(self.tool, *words, "--partition", "8")
        self.assertEqual(json.loads(failed.out)["failed"][0]["error"]["code"], "UNKNOWN_TOPIC_OR_PARTITION")
        self.assertEqual(failed.status, 1)


class LogDirectories(Golden):
    tool = "kafka-log-dirs"

    def test_same(self):
        topic, other = self.topic(partitions=20), self.topic(partitions=3)
        self.assert_ok(ours("kafka-console-producer", *AT, "--topic", topic, stdin="one\ntwo\n"))
        for words in (("--topic-list", topic), ("--topic-list", f"{topic},,{other}"), ("--topic-list", "none"),
                      ("--broker-list", "1", "--topic-list", other)):  # fmt: skip
            with self.subTest(words):
                self.same(*AT, "--describe", *words)

    def test_failures(self):
        self.same_refusal(*AT)
        self.same_refusal("--describe")
        self.same_refusal(*AT, "--describe", "--broker-list", "7,9", status=1)
        self.assert_fails(ours(self.tool, *AT, "--describe", "--broker-list", "x"), 'For input string: "x"', status=2)

    def test_json(self):
        topic = self.topic(partitions=2)
        answer = json.loads(self.assert_ok(ours(self.tool, *AT, "--describe", "--topic-list", topic, "--output", "json")).out)
        (broker,) = answer["brokers"]
        self.assertEqual([r["partition"] for r in broker["log_dirs"][0]["replicas"]], [0, 1])
        self.assertGreater(broker["log_dirs"][0]["usable_bytes"], 0)


class Groups(Golden):
    tool = "kafka-groups"

    def test_same(self):
        topic, group = self.topic(), fresh("groups-" + "long-" * 5)
        self.assert_ok(ours("kafka-consumer-groups", *AT, "--group", group, "--topic", topic, "--reset-offsets",
                            "--to-earliest", "--execute"))  # fmt: skip
        self.addCleanup(ours, "kafka-consumer-groups", *AT, "--delete", "--group", group)
        read = ours("kafka-console-consumer", *AT, "--topic", topic, "--group", group + "-2", "--timeout-ms", "500",
                    "--from-beginning")  # fmt: skip
        self.assertEqual(read.out, "")
        self.addCleanup(ours, "kafka-consumer-groups", *AT, "--delete", "--group", group + "-2")
        for words in ((), ("--consumer",), ("--share",), ("--streams",), ("--group-type", "classic"),
                      ("--group-type", "Classic", "--protocol", "consumer"), ("--protocol", "connect"),
                      ("--group-type", "share")):  # fmt: skip
            with self.subTest(words):
                self.same(*AT, "--list", *words, sort=True)  # a broker lists its shards as they answer
        listed = json.loads(self.assert_ok(ours(self.tool, *AT, "--list", "--output", "json")).out)["groups"]
        (found,) = [g for g in listed if g["group"] == group]
        self.assertEqual((found["type"], found["protocol"], found["state"]), ("Classic", "", "Empty"))

    def test_share_and_streams_groups(self):
        topic = self.topic(partitions=2)
        groups = {kind: self.join(kind, topic) for kind in ("share", "streams")}
        for kind, group in groups.items():
            for words in ((f"--{kind}",), ("--group-type", kind), ("--protocol", kind), ()):
                with self.subTest(words):
                    self.assertIn(group, self.same(*AT, "--list", *words, sort=True).out)
            self.assertNotIn(group, self.same(*AT, "--list", "--consumer", sort=True).out)
            listed = ours(self.tool, *AT, "--list", f"--{kind}", "--output", "json")
            found = {g["group"]: g for g in json.loads(self.assert_ok(listed).out)["groups"]}[group]
            self.assertEqual((found["type"], found["protocol"]), (kind.capitalize(), kind))
            # They are no groups of consumers, and that is what is said of them.
            described = ours("kafka-consumer-groups", *AT, "--describe", "--group", group)
            self.assert_fails(described, f"Group {group} is not a")
            self.assertIn(f"Group {group} is not a", java("kafka-consumer-groups", *AT, "--describe", "--group", group).out)

    def join(self, kind, topic):
        """A new group of this kind, with a member until the test ends."""
        group = fresh(kind)
        member = subprocess.Popen([our_tool("kpp_test_join"), kind, BOOTSTRAP, group, topic],
                                  stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # fmt: skip
        self.addCleanup(member.communicate, timeout=30)
        self.assertEqual(member.stdout.readline(), b"joined\n")
        return group

    def test_refused(self):
        for words in (AT, ("--list",), (*AT, "--list", "--consumer", "--share"), (*AT, "--list", "--streams", "--protocol", "x"),
                      (*AT, "--list", "--share", "--group-type", "share")):  # fmt: skip
            with self.subTest(words):
                self.same_refusal(*words)
        wrong = ours(self.tool, *AT, "--list", "--group-type", "x")
        self.assert_fails(wrong, "--group-type must be a valid group type.", status=2)


if __name__ == "__main__":
    main()
