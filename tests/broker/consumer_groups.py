"""kafka-consumer-groups against a broker: the command lines that people type, and what can go wrong."""

import json
import os
import signal
import socket
import tempfile
import threading
import time

from kpp_test import AT, BOOTSTRAP, KafkaTest, eventually, finish, fresh, main, ours, start_ours

TOOL = "kafka-consumer-groups"
TABLE = "\nGROUP           TOPIC           PARTITION  NEW-OFFSET\n"


class GroupsTest(KafkaTest):
    def run_ok(self, *words):
        return self.assert_ok(ours(TOOL, *AT, *words))

    def run_json(self, *words):
        run = self.run_ok(*words, "--output", "json")
        answer = json.loads(run.out)
        self.assertEqual(answer["version"], 1)
        self.assertEqual(run.err.replace("WARN: No action", ""), run.err)
        return answer

    def produce(self, topic, records):
        sent = ours("kafka-console-producer", *AT, "--topic", topic, stdin="".join(f"{n}\n" for n in range(records)))
        self.assert_ok(sent)

    def group(self, topic, *scenario):
        """A group that has only commits."""
        name = fresh("group")
        self.addCleanup(ours, TOOL, *AT, "--delete", "--group", name)
        self.run_ok("--reset-offsets", "--group", name, "--topic", topic, "--execute", *(scenario or ("--to-latest",)))
        return name

    def offsets(self, group):
        described = self.run_json("--describe", "--group", group)["groups"][0]
        return {(row["topic"], row["partition"]): row["current_offset"] for row in described["partitions"]}


class Working(GroupsTest):
    def test_a_tutorials_command_lines(self):
        topic, group = self.topic(partitions=2), fresh("testgroup")
        self.addCleanup(ours, TOOL, *AT, "--delete", "--group", group)
        self.produce(topic, 5)
        read = ours("kafka-console-consumer", *AT, "--topic", topic, "-group", group, "--from-beginning",
                    "--max-messages", "5")  # fmt: skip
        self.assert_ok(read)
        self.assertIn(group, self.run_ok("--list").out.splitlines())
        described = self.run_ok("--group", group, "--describe")
        self.assertIn(f"Consumer group '{group}' has no active members.", described.err)
        self.assertTrue(described.out.startswith("\nGROUP"))

        # Just closed: the consumer has left, so this works at once.
        reset = self.run_ok("--group", group, "--topic", topic, "--reset-offsets", "--to-earliest", "--execute")
        self.assertEqual(reset.err, "")
        self.assertEqual(len(reset.out.splitlines()), 4)
        self.assertEqual(self.offsets(group), {(topic, 0): 0, (topic, 1): 0})
        one = f"{topic}:1"
        reset = self.run_ok("--group", group, "--topic", one, "--reset-offsets", "--to-offset", "0", "--execute")
        self.assertEqual(len(reset.out.splitlines()), 3)

    def test_spellings(self):
        topic = self.topic()
        group = self.group(topic)
        for words in (
            ("--describe", f"--group={group}"),
            ("-describe", "-group", group),
            (f"-group={group}", "-describe", "-offsets"),
        ):
            with self.subTest(words=words):
                self.assertIn(topic, self.run_ok(*words).out)
        listed = self.run_ok("--new-consumer", "--list")
        self.assertIn("--new-consumer is needless", listed.err)

    def test_a_reset_moves_only_what_was_named(self):
        topic = self.topic(partitions=3)
        self.produce(topic, 30)
        group = self.group(topic, "--to-earliest")
        before = self.offsets(group)
        self.run_ok("--reset-offsets", "--group", group, "--topic", f"{topic}:0,2", "--to-latest", "--execute")
        after = self.offsets(group)
        self.assertEqual(after[topic, 1], before[topic, 1])

    def test_a_dry_run_changes_nothing(self):
        topic = self.topic()
        self.produce(topic, 4)
        group = self.group(topic)
        for words in (("--dry-run",), ()):
            planned = self.run_ok("--reset-offsets", "--group", group, "--all-topics", "--to-earliest", *words)
            self.assertTrue(planned.out.startswith(TABLE[:6]), planned)
            self.assertEqual("WARN: No action will be performed" in planned.err, not words)
        self.assertEqual(self.offsets(group), {(topic, 0): 4})

    def test_every_scenario(self):
        topic = self.topic()
        self.produce(topic, 4)
        group = self.group(topic, "--to-offset", "2")
        for scenario, expected in (
            (("--to-earliest",), 0),
            (("--to-latest",), 4),
            (("--to-current",), 2),
            (("--to-offset", "3"), 3),
            (("--to-offset", "99"), 4),
            (("--to-offset", "-7"), 0),
            (("--shift-by", "1"), 3),
            (("--shift-by", "-99"), 0),
            (("--shift-by", "9223372036854775807"), 4),
            (("--to-datetime", "2020-01-01T00:00:00.000"), 0),
            (("--to-datetime", "1960-01-01T00:00:00.000"), 0),
            (("--to-datetime", "2099-01-01T00:00:00.000+02"), 4),
            (("--by-duration", "P1D"), 0),
            (("--by-duration", "PT0S"), 4),
        ):
            with self.subTest(scenario=scenario):
                planned = self.run_json("--reset-offsets", "--dry-run", "--group", group, "--topic", topic, *scenario)
                self.assertFalse(planned["executed"])
                (offset,) = planned["groups"][0]["offsets"]
                self.assertEqual((offset["topic"], offset["partition"], offset["new_offset"]), (topic, 0, expected))
                clamped = scenario[-1] in ("99", "-7", "-99", "9223372036854775807")
                self.assertEqual(offset["note"] in ("lowered_to_end", "raised_to_begin"), clamped)

    def test_saved_offsets_come_back(self):
        topic, odd = self.topic(partitions=2), fresh('odd, "group" \u00e9')
        self.produce(topic, 8)
        group = self.group(topic)
        self.addCleanup(ours, TOOL, *AT, "--delete", "--group", odd)
        self.run_ok("--reset-offsets", "--group", odd, "--topic", topic, "--to-offset", "1", "--execute")
        both = ("--group", group, "--group", odd)
        saved = {name: self.offsets(name) for name in (group, odd)}
        csv = self.run_ok("--reset-offsets", *both, "--all-topics", "--to-current", "--export", "--dry-run")
        self.run_ok("--reset-offsets", *both, "--all-topics", "--to-earliest", "--execute")
        self.assertNotEqual({name: self.offsets(name) for name in (group, odd)}, saved)
        with tempfile.NamedTemporaryFile("wb", suffix=".csv") as file:
            file.write(csv.out.encode())
            file.flush()
            self.run_ok("--reset-offsets", *both, "--from-file", file.name, "--execute")
        self.assertEqual({name: self.offsets(name) for name in (group, odd)}, saved)

    def test_delete(self):
        topic = self.topic()
        first, second = self.group(topic), self.group(topic)
        deleted = self.run_json("--delete", "--group", first, "--group", second, "--group", first)
        self.assertEqual(deleted, {"version": 1, "deleted": [first, second], "failed": []})
        self.assertNotIn(first, self.run_ok("--list").out.splitlines())

    def test_delete_offsets(self):
        topic = self.topic(partitions=2)
        group = self.group(topic)
        answer = self.run_json("--delete-offsets", "--group", group, "--topic", f"{topic}:1")
        self.assertEqual(answer["partitions"], [{"topic": topic, "partition": 1, "deleted": True, "error": None}])
        self.assertEqual(self.offsets(group), {(topic, 0): 0})

    def test_list_as_json(self):
        group = self.group(self.topic())
        found = [entry for entry in self.run_json("--list")["groups"] if entry["group"] == group]
        self.assertEqual(len(found), 1)
        self.assertEqual(found[0]["state"], "Empty")

    def test_describe_as_json(self):
        topic = self.topic()
        self.produce(topic, 3)
        group = self.group(topic, "--to-offset", "1")
        (described,) = self.run_json("--describe", "--group", group)["groups"]
        self.assertEqual(described["state"], "Empty")
        (row,) = described["partitions"]
        self.assertEqual((row["current_offset"], row["log_end_offset"], row["lag"]), (1, 3, 2))
        self.assertIsNone(row["consumer_id"])
        (members,) = self.run_json("--describe", "--group", group, "--members")["groups"]
        self.assertEqual(members["members"], [])
        (state,) = self.run_json("--describe", "--group", group, "--state")["groups"]
        self.assertEqual(state["members"], 0)
        self.assertEqual(state["coordinator"]["port"], int(BOOTSTRAP.rsplit(":", 1)[1]))

    def test_many_groups_cost_few_requests(self):
        """500 groups: as fast as one, give or take; not 500 round trips of each kind."""
        topic = self.topic()
        names = [fresh("crowd") for _ in range(500)]
        words = [word for name in names for word in ("--group", name)]
        self.addCleanup(ours, TOOL, *AT, "--delete", *words)
        made = self.run_ok("--reset-offsets", *words, "--topic", topic, "--to-earliest", "--execute")
        self.assertEqual(len(made.out.splitlines()), 502)
        described = self.run_ok("--describe", "--all-groups")
        self.assertEqual(described.out.count("\nkpp-crowd-"), 500)
        self.assertLess(described.seconds, 10)

    def test_validate_regex_needs_no_broker(self):
        valid = self.assert_ok(ours(TOOL, "--validate-regex", "orders-(a|b)"))
        self.assertEqual(valid.out, "The regular expression `orders-(a|b)` is valid.\n")
        invalid = ours(TOOL, "--validate-regex", "a(")
        self.assertEqual((invalid.status, invalid.out), (1, "The regular expression `a(` is invalid: missing closing ).\n"))
        answer = json.loads(ours(TOOL, "--validate-regex", "a(", "--output", "json").out)
        self.assertEqual(answer, {"version": 1, "regex": "a(", "valid": False, "reason": "missing closing )"})


class ActiveGroup(GroupsTest):
    def setUp(self):
        self.t, self.g = self.topic(partitions=2), fresh("active")
        self.member = start_ours("kafka-console-consumer", *AT, "--topic", self.t, "--group", self.g)
        self.addCleanup(ours, TOOL, *AT, "--delete", "--group", self.g)
        self.addCleanup(self.stop)
        state = lambda: ours(TOOL, *AT, "--describe", "--group", self.g, "--state").out  # noqa: E731
        self.assertTrue(eventually(lambda: " Stable " in state(), timeout=30), state())

    def stop(self):
        if self.member.poll() is None:
            self.member.terminate()
            finish(self.member)

    def test_it_is_shown_and_left_alone(self):
        (described,) = self.run_json("--describe", "--group", self.g, "--members")["groups"]
        (member,) = described["members"]
        self.assertEqual(member["partitions"], 2)
        self.assertEqual(len(member["current_assignment"]), 2)

        reset = ("--reset-offsets", "--group", self.g, "--topic", self.t, "--to-earliest", "--execute")
        sentence = (
            f"Assignments can only be reset if the group '{self.g}' is inactive, but the current state is Stable."
        )
        refused = ours(TOOL, *AT, *reset)
        self.assertEqual((refused.status, refused.err), (1, f"Error: {sentence}\n"))
        self.assertEqual(refused.out.split(), ["GROUP", "TOPIC", "PARTITION", "NEW-OFFSET"])
        as_json = self.assert_fails(ours(TOOL, *AT, *reset, "--output", "json"))
        self.assertEqual(json.loads(as_json.err), {"version": 1, "error": {"code": "NON_EMPTY_GROUP", "message": sentence}})

        self.assert_fails(
            ours(TOOL, *AT, "--delete", "--group", self.g),
            "Error: Deletion of some consumer groups failed:",
            f"* Group '{self.g}' could not be deleted due to: "
            "org.apache.kafka.common.errors.GroupNotEmptyException: The group is not empty.",
        )
        deletion = ours(TOOL, *AT, "--delete-offsets", "--group", self.g, "--topic", self.t)
        self.assertEqual(deletion.status, 1)
        self.assertIn("Encountered some partition-level error", deletion.err)
        self.assertEqual(deletion.out.count("GroupSubscribedToTopicException"), 2)

        # As soon as the member has left, the same command works.
        self.stop()
        self.assert_ok(ours(TOOL, *AT, *reset))


class Failing(GroupsTest):
    def test_a_missing_group(self):
        group = fresh("none")
        sentence = (
            "Error: Executing consumer group command failed due to "
            f"org.apache.kafka.common.errors.GroupIdNotFoundException: Group {group} not found."
        )
        for words in ((), ("--members",), ("--state", "--verbose")):
            self.assert_fails(ours(TOOL, *AT, "--describe", "--group", group, *words), sentence)
        as_json = self.assert_fails(ours(TOOL, *AT, "--describe", "--group", group, "--output", "json"))
        self.assertEqual(
            json.loads(as_json.err),
            {"version": 1, "error": {"code": "GROUP_ID_NOT_FOUND", "message": f"Group {group} not found."}},
        )
        self.assert_fails(
            ours(TOOL, *AT, "--delete", "--group", group),
            f"* Group '{group}' could not be deleted due to: org.apache.kafka.common.errors.GroupIdNotFoundException: "
            "The group id does not exist.",
        )
        refused = ours(TOOL, *AT, "--delete-offsets", "--group", group, "--topic", self.topic())
        self.assertEqual((refused.status, refused.err), (1, "Error: The group id does not exist.\n"))
        self.assertIn("GroupIdNotFoundException: The group id does not exist.", refused.out)

    def test_one_missing_group_among_several(self):
        """As Kafka's: nothing is shown, so that nobody takes a part for the whole."""
        there = self.group(self.topic())
        self.assert_fails(ours(TOOL, *AT, "--describe", "--group", there, "--group", fresh("none")))

    def test_missing_topics_and_partitions(self):
        topic, missing = self.topic(), fresh("missing")
        reset = ("--reset-offsets", "--group", fresh("none"), "--to-earliest", "--execute")
        failed = "Error: Executing consumer group command failed due to "
        self.assert_fails(
            ours(TOOL, *AT, *reset, "--topic", missing),
            f"{failed}This server does not host this topic-partition. (topic {missing})",
        )
        self.assert_fails(
            ours(TOOL, *AT, *reset, "--topic", f"{topic}:7,9"), f'{failed}The partitions "{topic}-7,{topic}-9" do not exist'
        )
        listed = ours("kafka-topics", *AT, "--list").out.splitlines()
        self.assertNotIn(missing, listed)  # asking has not made it

    def test_an_export_has_nothing_but_csv(self):
        topic = self.topic()
        words = ("--reset-offsets", "--group", fresh("none"), "--topic", topic, "--export", "--dry-run")
        run = self.run_ok(*words, "--to-datetime", "2099-01-01T00:00:00.000")
        self.assertEqual(run.out.strip().split(",")[1:], ["0", "0"])
        self.assertIn(f"Warn: Partition 0 from topic {topic} is empty.", run.err)
        usage = ours(TOOL, *AT, *words, "--to-latest", "--output", "json")
        self.assertEqual((usage.status, usage.out), (2, ""))

    def test_files_that_are_no_plan(self):
        group = fresh("none")
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "plan.csv")
            for content in ("t,0\n", "t;0;5\n", "t,zero,5\n", '"t,0,5\n', "\0\1\2\n"):
                with self.subTest(content=content):
                    with open(path, "w") as file:
                        file.write(content)
                    run = ours(TOOL, *AT, "--reset-offsets", "--group", group, "--from-file", path, "--execute")
                    self.assert_fails(run, f"{path}, line 1: expected topic,partition,offset or group,topic,partition,offset in")
            for unreadable in (folder, os.path.join(folder, "none")):
                run = ours(TOOL, *AT, "--reset-offsets", "--group", group, "--from-file", unreadable, "--execute")
                self.assert_fails(run, f"Unable to read file {unreadable}")

    def test_no_broker(self):
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        for words in (
            ("--list",),
            ("--describe", "--group", "g"),
            ("--describe", "--all-groups"),
            ("--delete", "--group", "g"),
            ("--delete-offsets", "--group", "g", "--topic", "t:0"),
            ("--reset-offsets", "--group", "g", "--topic", "t", "--to-earliest", "--execute"),
        ):
            with self.subTest(words=words):
                run = ours(TOOL, "--bootstrap-server", f"127.0.0.1:{port}", *words)
                self.assert_fails(run, "Error: Executing consumer group command failed due to ", f"127.0.0.1:{port}")
                self.assertIn("refused", run.err.lower())
                self.assertLess(run.seconds, 6)

    def test_a_port_that_speaks_no_kafka(self):
        with socket.create_server(("127.0.0.1", 0)) as server:
            def answer():
                while True:
                    try:
                        peer, _ = server.accept()
                    except OSError:
                        return
                    peer.sendall(b"220 mail.example ESMTP\r\n")

            thread = threading.Thread(target=answer, daemon=True)
            thread.start()
            address = "127.0.0.1:%d" % server.getsockname()[1]
            run = ours(TOOL, "--bootstrap-server", address, "--list")
            self.assert_fails(run, address)
            self.assertLess(run.seconds, 8)
            server.shutdown(socket.SHUT_RDWR)

    def test_the_time_limit_holds(self):
        with socket.create_server(("127.0.0.1", 0)) as silent:
            address = "127.0.0.1:%d" % silent.getsockname()[1]
            begin = time.monotonic()
            run = ours(TOOL, "--bootstrap-server", address, "--list", "--timeout", "1000")
            self.assert_fails(run, "Error: ")
            self.assertLess(time.monotonic() - begin, 4)

    def test_a_bad_properties_file(self):
        with tempfile.NamedTemporaryFile("w", suffix=".properties") as file:
            file.write("security.protocol=carrier-pigeon\n")
            file.flush()
            self.assert_fails(ours(TOOL, *AT, "--list", "--command-config", file.name), "carrier-pigeon")
        self.assert_fails(ours(TOOL, *AT, "--list", "--command-config", "/nonexistent.properties"), "/nonexistent.properties")

    def test_removed_options(self):
        run = ours(TOOL, "--zookeeper", "localhost:2181", "--list")
        self.assert_fails(run, "--zookeeper", "Use --bootstrap-server", status=2)

    def test_a_closed_or_full_stdout(self):
        self.group(self.topic())
        reader, writer = os.pipe()
        os.close(reader)
        try:
            run = ours(TOOL, *AT, "--list", stdout=writer)
        finally:
            os.close(writer)
        self.assertEqual(run.status, 1)
        self.assertIn("standard output", run.err)
        with open("/dev/full", "w") as full:
            run = ours(TOOL, *AT, "--list", stdout=full)
        self.assertEqual(run.status, 1)
        self.assertIn("standard output", run.err)

    def test_interrupted(self):
        with socket.create_server(("127.0.0.1", 0)) as silent:
            address = "127.0.0.1:%d" % silent.getsockname()[1]
            for number, status in ((signal.SIGINT, 130), (signal.SIGTERM, 143)):
                process = start_ours(TOOL, "--bootstrap-server", address, "--list")
                peer, _ = silent.accept()
                process.send_signal(number)
                run = finish(process, timeout=5)
                peer.close()
                self.assertEqual((run.status, run.out), (status, ""))


if __name__ == "__main__":
    main()
