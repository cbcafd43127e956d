#!/usr/bin/env python3
"""kafka-topics against a broker: the command lines that people type, and what can go wrong."""

import json
import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
import peers
from kpp_test import AT, BOOTSTRAP, KafkaTest, eventually, finish, fresh, main, ours, start_ours

TOOL = "kafka-topics"
FAILED = "Error while executing topic command : "


def topics(*words, **how):
    return ours(TOOL, *AT, *words, **how)


class TopicsTest(KafkaTest):
    def run_ok(self, *words):
        return self.assert_ok(topics(*words))

    def json_of(self, *words):
        run = self.run_ok(*words, "--output", "json")
        self.assertEqual(run.err, "")
        self.assertEqual(len(run.out.splitlines()), 1)
        answer = json.loads(run.out)
        self.assertEqual(answer["version"], 1)
        return answer

    def json_error(self, run):
        self.assert_fails(run)
        answer = json.loads(run.err)
        self.assertEqual(answer["version"], 1)
        return answer["error"]

    def fails_with(self, sentence, *words):
        self.assertEqual(self.assert_fails(topics(*words)).err, f"{FAILED}{sentence}\n")


class CommandLines(TopicsTest):
    def test_a_tutorials_command_lines(self):
        name = fresh("sensor-stream")
        self.delete_after(name)
        created = ours(TOOL, "--create", *AT, "--replication-factor", "1", "--partitions", "2", "--topic", name)
        self.assertEqual((created.out, created.err), (f"Created topic {name}.\n", ""))
        lines = self.run_ok("--describe", "--topic", name).out.splitlines()
        self.assertRegex(lines[0], rf"^Topic: {name}\tTopicId: [\w-]{{22}}\tPartitionCount: 2\tReplicationFactor: 1\t")
        self.assertRegex(lines[2], rf"^\tTopic: {name}\tPartition: 1\tLeader: \d+\tReplicas: \d+\tIsr: \d+\t")
        self.assertEqual(len(lines), 3)
        self.assertIn(name, self.run_ok("--list").out.splitlines())
        self.assertEqual(self.run_ok("--alter", "--topic", name, "--partitions", "3").out, "")
        self.assertEqual(self.run_ok("--delete", "--topic", name).out, "")
        self.assertNotIn(name, self.run_ok("--list").out.splitlines())

    def test_the_next_command_sees_what_this_one_did(self):
        for _ in range(10):
            name = fresh()
            self.delete_after(name)
            for action, partitions in (("--create", "3"), ("--alter", "5")):
                self.run_ok(action, "--topic", name, "--partitions", partitions)
                shown = self.run_ok("--describe", "--topic", name).out
                self.assertIn(f"\tPartitionCount: {partitions}\t", shown)
                self.assertNotIn("Leader: none", shown)
            self.run_ok("--delete", "--topic", name)
            self.assertEqual(self.run_ok("--list", "--topic", name).out, "\n")

    def test_spellings(self):
        name = self.topic()
        for words in (
            (f"--bootstrap-server={BOOTSTRAP}", "--list", f"--topic={name}"),
            ("-bootstrap-server", BOOTSTRAP, "-list", "-topic", name),
            (f"-bootstrap-server={BOOTSTRAP}", "-list", f"-topic={name}"),
            ("--list", "--list", "--topic", name, *AT),
        ):
            with self.subTest(words):
                run = self.assert_ok(ours(TOOL, *words))
                self.assertEqual((run.out, run.err), (f"{name}\n", ""))

    def test_describing_creates_nothing(self):
        name = fresh()
        self.fails_with(f"Topic '{name}' does not exist as expected", "--describe", "--topic", name)
        self.assertEqual(self.run_ok("--list", "--topic", name).out, "\n")

    def test_old_options(self):
        name = self.topic()
        run = topics("--delete", "--topic", name, "--force")
        self.assertIn("--force does nothing", self.assert_ok(run).err)
        run = self.run_ok("--list", "--topic", name, "--delete-config", "x", "--topic-id", "y")
        self.assertIn("delete-config option is no longer supported", run.err)
        self.assertIn("--topic-id matters to --describe only", run.err)
        run = ours(TOOL, "--list", "--zookeeper", "localhost:2181")
        self.assert_fails(run, "Use --bootstrap-server", status=2)
        run = topics("--create", "--topic", name, "--disable-rack-aware")
        self.assert_fails(run, "Use --replica-assignment", status=2)

    def test_help_and_version(self):
        run = self.assert_ok(ours(TOOL, "--help"))
        self.assertIn("--partition-size-limit-per-response", run.out)
        self.assertEqual(run.err, "")
        self.assertRegex(self.assert_ok(ours(TOOL, "--version")).out, r"^\d+\.\d+\.\d+ ")
        self.assert_fails(ours(TOOL), "Usage: kafka-topics", status=2)

    def test_settings_from_a_file(self):
        with tempfile.NamedTemporaryFile("w", suffix=".properties") as file:
            file.write("client.id=mine\nkey.serializer=x.y.Z\nbootstrap.servers=127.0.0.1:1\n")
            file.flush()
            name = self.topic()
            run = self.run_ok("--list", "--topic", name, "--command-config", file.name)
            self.assertEqual(run.out, f"{name}\n")


class Json(TopicsTest):
    def test_every_action(self):
        name = fresh()
        self.delete_after(name)
        made = self.json_of("--create", "--topic", name, "--partitions", "2", "--config", "retention.ms=1000")
        (topic,) = made["topics"]
        topic_id = topic["topic_id"]
        self.assertEqual((topic["name"], topic["created"], topic["partitions"]), (name, True, 2))
        again = self.json_of("--create", "--topic", name, "--if-not-exists")["topics"][0]
        self.assertIs(again["created"], False)

        listed = self.json_of("--list", "--topic", name)["topics"]
        self.assertEqual(listed, [{"name": name, "topic_id": topic_id, "internal": False}])
        self.assertEqual(self.json_of("--list", "--topic", fresh())["topics"], [])

        altered = self.json_of("--alter", "--topic", name, "--partitions", "3")["topics"]
        self.assertEqual(altered, [{"name": name, "partitions": 3}])
        (shown,) = self.json_of("--describe", "--topic", name)["topics"]
        self.assertEqual(shown["topic_id"], topic_id)
        self.assertEqual((shown["partition_count"], shown["replication_factor"]), (3, 1))
        self.assertEqual(shown["configs"]["retention.ms"], "1000")
        self.assertEqual([p["partition"] for p in shown["partitions"]], [0, 1, 2])
        self.assertEqual(shown["partitions"][2]["isr"], shown["partitions"][2]["replicas"])

        self.assertEqual(self.json_of("--delete", "--topic", name)["topics"], [{"name": name}])
        self.assertEqual(self.json_of("--delete", "--if-exists", "--topic", name)["topics"], [])

    def test_parts_of_a_description(self):
        thin, well = self.topic(None, "--config", "min.insync.replicas=2"), self.topic()
        both = f"{thin},{well}"
        answer = self.json_of("--describe", "--topic", both, "--under-min-isr-partitions")
        self.assertEqual([t["name"] for t in answer["topics"]], [thin])
        self.assertEqual(answer["topics"][0]["configs"]["min.insync.replicas"], "2")
        answer = self.json_of("--describe", "--topic", both, "--topics-with-overrides")
        self.assertNotIn("partitions", answer["topics"][0])
        names = [t["name"] for t in self.json_of("--describe", "--topic", both)["topics"]]
        self.assertEqual(names, sorted([thin, well]))

    def test_warnings(self):
        name = fresh() + ".x"
        self.delete_after(name)
        answer = self.json_of("--create", "--topic", name)
        self.assertIn("Due to limitations in metric names", answer["warnings"][0])

    def test_errors(self):
        name = self.topic()
        error = self.json_error(topics("--create", "--topic", name, "--output", "json"))
        self.assertEqual(error, {"code": "TOPIC_ALREADY_EXISTS", "message": f"Topic '{name}' already exists."})
        error = self.json_error(topics("--describe", "--topic", fresh(), "--output", "json"))
        self.assertEqual(error["code"], "UNKNOWN_TOPIC_OR_PARTITION")
        run = topics("--output", "json")
        self.assert_fails(run, status=2)
        self.assertEqual(json.loads(run.err)["error"]["code"], "USAGE")


class Failures(TopicsTest):
    def test_topic_exists(self):
        name = self.topic()
        self.fails_with(f"Topic '{name}' already exists.", "--create", "--topic", name)
        run = self.run_ok("--create", "--topic", name, "--if-not-exists")
        self.assertEqual((run.out, run.err), ("", ""))

    def test_missing_topic(self):
        name = fresh()
        sentence = f"Topic '{name}' does not exist as expected"
        for words in (("--describe",), ("--delete",), ("--alter", "--partitions", "2")):
            with self.subTest(words):
                self.fails_with(sentence, *words, "--topic", name)
                run = self.run_ok(*words, "--topic", name, "--if-exists")
                self.assertEqual((run.out, run.err), ("", ""))

    def test_an_empty_name_deletes_nothing_and_says_so(self):
        self.fails_with("Topic '' does not exist as expected", "--delete", "--topic", "")

    def test_every_failed_topic_is_named(self):
        stem = fresh()
        for letter, partitions in (("a", 2), ("b", 1), ("c", 3)):
            self.topic(stem + letter, partitions=partitions)
        run = self.assert_fails(topics("--alter", "--topic", stem + "[abc]", "--partitions", "2"))
        self.assertEqual(
            run.err,
            f"{FAILED}Topic already has 2 partition(s).\n"
            f"{FAILED}The topic {stem}c currently has 3 partition(s); 2 would not be an increase.\n",
        )
        self.assertIn("PartitionCount: 2", self.run_ok("--describe", "--topic", stem + "b").out)

    def test_a_regex_that_only_java_reads(self):
        run = topics("--list", "--topic", "(a)\\1")
        self.assert_fails(run, "a back reference is not supported")

    def test_no_broker(self):
        for before in ("", "localhost:1,"):
            with peers.nobody() as peer:
                run = ours(TOOL, "--bootstrap-server", before + peer.address, "--list")
            self.assert_fails(run, FAILED, f"Connection to {peer.address} refused")
            self.assertLess(run.seconds, 4)
            self.assertEqual(len(run.err.splitlines()), 1)

    def test_one_broker_of_the_list_is_enough(self):
        with peers.nobody() as peer:
            run = ours(TOOL, "--bootstrap-server", f"{peer.address},{BOOTSTRAP}", "--list")
        self.assert_ok(run)

    def test_no_such_host(self):
        run = ours(TOOL, "--bootstrap-server", "no-such-host.invalid:9092", "--list")
        self.assert_fails(run, FAILED, "no-such-host.invalid")

    def test_no_address(self):
        for address in ("localhost", "localhost:port", "", "localhost:70000"):
            with self.subTest(address):
                self.assert_fails(ours(TOOL, "--bootstrap-server", address, "--list"), "bootstrap")

    def test_ports_that_speak_no_kafka(self):
        with peers.web_server() as peer:
            run = ours(TOOL, "--bootstrap-server", peer.address, "--list")
            self.assert_fails(run, f"{peer.address} does not speak the Kafka protocol", "HTTP/1.1 400")
        with peers.hanging_up() as peer:
            run = ours(TOOL, "--bootstrap-server", peer.address, "--list")
            self.assert_fails(run, f"{peer.address} closed the connection", "TLS")
        self.assertLess(run.seconds, 8)

    def test_a_broker_that_never_answers(self):
        with peers.silent() as peer:
            run = ours(TOOL, "--bootstrap-server", peer.address, "--describe")
        self.assert_fails(run, FAILED, f"{peer.address} accepted the connection but does not answer")
        self.assertLess(run.seconds, 8)

    def test_bad_properties_files(self):
        def list_with(content):
            with tempfile.NamedTemporaryFile("w", suffix=".properties") as file:
                file.write(content)
                file.flush()
                return file.name, topics("--list", "--command-config", file.name)

        name, run = list_with("request.timeout.ms=soon\n")
        self.assert_fails(run, name, "request.timeout.ms=soon")
        name, run = list_with("client.id=\\u12\n")
        self.assert_fails(run, name, "line 1")
        self.assert_fails(topics("--list", "--command-config", "/no/such/file"), "/no/such/file")
        self.assert_fails(topics("--list", "--command-config", "/"), "directory")


class Streams(TopicsTest):
    """What becomes of output and of the process."""

    def test_full_disk(self):
        with open("/dev/full", "w", encoding="ascii") as full:
            run = topics("--list", stdout=full)
        self.assert_fails(run, "cannot write to standard output: No space left on device")

    def test_closed_stdout(self):
        run = topics("--list", preexec_fn=lambda: os.close(1), stdout=None)
        self.assert_fails(run, "cannot write to standard output: Bad file descriptor")

    def test_reader_gone(self):
        read_end, write_end = os.pipe()
        os.close(read_end)
        try:
            run = topics("--list", stdout=write_end)
        finally:
            os.close(write_end)
        self.assert_fails(run, "cannot write to standard output: Broken pipe")

    def interrupted(self, number):
        with peers.silent() as peer:
            process = start_ours(TOOL, "--bootstrap-server", peer.address, "--list", stdin=subprocess.DEVNULL)
            self.assertTrue(eventually(lambda: peer.accepted))
            self.assertIsNone(process.poll())
            process.send_signal(number)
            run = finish(process, timeout=3)
        self.assertEqual((run.out, run.err), ("", ""))
        return run.status

    def test_interrupted(self):
        self.assertEqual(self.interrupted(signal.SIGINT), 130)
        self.assertEqual(self.interrupted(signal.SIGTERM), 143)


if __name__ == "__main__":
    main()
