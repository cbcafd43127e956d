#!/usr/bin/env python3
"""kafka-reassign-partitions beside Kafka's own, on several brokers.

What changes the cluster is done by each tool to a topic of its own, their names alike but for one letter. Where ours
differs on purpose: failures are told on stderr (Kafka: stdout, with a stack trace), wrong usage exits with 2 (Kafka: 1).
"""

import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
from kpp_test import AT, KafkaTest, eventually, fresh, java, main, our_tool, ours

TOOL = "kafka-reassign-partitions"
LOG_DIR = re.compile(r'/[^ "]+/data/[^ "]*[^ ".]')


def theirs_of(words):
    return java(TOOL, *AT, *words)


def ours_of(words, **how):
    return ours(TOOL, *AT, *words, **how)


class ReassignTest(KafkaTest):
    def twins(self, assignment, data=0):
        """Two topics with such replicas, and so many kilobytes in each."""
        names = [fresh("twin") + letter for letter in "jo"]
        names[1] = names[0][:-1] + "o"
        for name in names:
            self.delete_after(name)
            self.assert_ok(ours("kafka-topics", *AT, "--create", "--topic", name, "--replica-assignment", assignment))
            if data:
                self.assert_ok(ours("kafka-console-producer", *AT, "--topic", name, stdin=("x" * 1023 + "\n") * data))
        self.addCleanup(self.at_rest)
        return names

    def at_rest(self):
        self.assertTrue(eventually(lambda: ours_of(("--list",)).out == "No partition reassignments found.\n", timeout=60))

    def file(self, topic, moves, **more):
        entries = [{"topic": topic, "partition": p, "replicas": r, **more} for p, r in moves.items()]
        return ("--reassignment-json-file", self.json_file({"version": 1, "partitions": entries}))

    def same_for_twins(self, names, words_of):
        theirs, mine = self.both_of_twins(names, words_of)
        self.assertEqual(mine, theirs)
        return mine

    def both_of_twins(self, names, words_of):
        """What Kafka's prints for the first and ours for the second, as if both were the first."""
        theirs, mine = theirs_of(words_of(names[0])), ours_of(words_of(names[1]))
        self.assertEqual((mine.status, theirs.status), (0, 0), f"{mine}\n{theirs}")
        # In which of its directories a broker puts a replica is its own choice.
        return tuple(LOG_DIR.sub("DIR", out) for out in (theirs.out, mine.out.replace(names[1], names[0])))

    def same(self, *words):
        theirs, mine = theirs_of(words), ours_of(words)
        self.assertEqual((mine.out, mine.status), (theirs.out, theirs.status), mine.err)
        return mine.out

    def same_failure(self, *words):
        """Kafka's sentence on stdout is ours on stderr."""
        theirs, mine = theirs_of(words), ours_of(words)
        self.assertEqual(theirs.status, 1, theirs)
        self.assert_fails(mine)
        sentence = mine.err.strip()
        self.assertEqual(theirs.out.splitlines()[: len(sentence.splitlines())], sentence.splitlines(), theirs)
        return sentence


class Moves(ReassignTest):
    def test_there_and_back(self):
        names = self.twins("1:2,2:3,3:1")
        plan = lambda name: self.file(name, {0: [1, 3], 1: [2, 1]})  # noqa: E731
        done = self.same_for_twins(names, lambda name: ("--execute", "--additional", *plan(name), "--throttle", "10000000"))
        self.assertIn("The inter-broker throttle limit was set to 10000000 B/s\n", done)
        self.at_rest()
        verified = self.same_for_twins(names, lambda name: ("--verify", *plan(name)))
        self.assertIn("-0 is completed.\n", verified)
        self.assertIn("\n\nClearing broker-level throttles on brokers 1,2,3,4\n", verified)
        other = lambda name: self.file(name, {0: [2, 1], 2: [3, 1], 7: [1]})  # noqa: E731
        self.assertIn("but replica set is 1,3 rather than 2,1.", self.same_for_twins(names, lambda name: ("--verify", *other(name))))
        self.same_for_twins(names, lambda name: ("--verify", "--preserve-throttles", *plan(name)))
        cancelled = self.same_for_twins(names, lambda name: ("--cancel", *plan(name)))
        self.assertIn("None of the specified partition moves are active.Clearing ", cancelled)

    def test_under_way(self):
        names = self.twins("1:2", data=3000)
        plan = lambda name: self.file(name, {0: [1, 3]})  # noqa: E731
        self.same_for_twins(names, lambda name: ("--execute", "--additional", *plan(name), "--throttle", "1000"))
        listed = self.same("--list")
        self.assertIn(f"{names[0]}-0: replicas: 1,3,2. adding: 3. removing: 2.\n", listed)
        self.assertIn("is still in progress.\n", self.same_for_twins(names, lambda name: ("--verify", *plan(name))))
        sentence = self.same_failure("--execute", *plan(names[0]))
        self.assertIn("Use --additional to override this", sentence)
        for name in names:
            shown = self.assert_ok(ours("kafka-topics", *AT, "--describe", "--topic", name)).out
            self.assertIn("leader.replication.throttled.replicas=0:1,0:2", shown)
            self.assertIn("follower.replication.throttled.replicas=0:3", shown)
        cancel = lambda name: ("--cancel", "--preserve-throttles", *plan(name))  # noqa: E731
        self.assertIn("Successfully cancelled partition reassignment for: ", self.same_for_twins(names, cancel))
        self.same("--cancel", *plan(names[0]))
        self.assertEqual(self.same("--list"), "No partition reassignments found.\n")
        self.assertNotIn("throttled", ours("kafka-topics", *AT, "--describe", "--topic", names[0]).out)

    def test_wait(self):
        topic = self.twins("1:2,1:2", data=2000)[0]
        moved = ours_of(("--execute", *self.file(topic, {0: [3], 1: [2, 3]}), "--wait", "--throttle", "100000000"))
        self.assertIn("\nClearing topic-level throttles on topic " + topic, self.assert_ok(moved).out)
        self.assertEqual(moved.err, "")  # no terminal, no bar
        self.assertEqual(ours_of(("--list",)).out, "No partition reassignments found.\n")
        slow = ours_of(("--execute", *self.file(topic, {0: [1], 1: [1]}), "--wait", "1", "--throttle", "10"))
        self.assertEqual(slow.status, 1, slow)
        self.assertIn("Timed out waiting for the reassignment, which goes on", slow.err)
        self.assert_ok(ours_of(("--cancel", *self.file(topic, {0: [1], 1: [1]}))))

    def test_a_bar_on_a_terminal(self):
        topic = self.twins("1,1")[0]
        controller, terminal = pty.openpty()
        command = [our_tool(TOOL), *AT, "--execute", *self.file(topic, {0: [2], 1: [3]}), "--wait"]
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=terminal, timeout=60, check=False)
        os.close(terminal)
        shown = os.read(controller, 1 << 16).decode()
        os.close(controller)
        self.assertEqual(done.returncode, 0)
        self.assertTrue(shown.endswith("\r[" + "#" * 40 + "] 2 of 2 moved\r\n"), shown)

    def test_a_replication_factor_is_held(self):
        topic = self.twins("1:2")[0]
        held = ours_of(("--execute", *self.file(topic, {0: [1, 2, 3]}), "--disallow-replication-factor-change"))
        self.assertEqual(held.status, 1, held)
        self.assertIn("Error reassigning partition(s):\n" + topic + "-0: ", held.err)
        self.assert_ok(ours_of(("--execute", *self.file(topic, {0: [1, 2, 3]}))))

    def test_json(self):
        topic = self.twins("1:2,2:3")[0]
        plan = self.file(topic, {0: [3, 2]})
        answer = json.loads(self.assert_ok(ours_of(("--execute", *plan, "--wait", "--output", "json"))).out)
        self.assertEqual(answer["previous"][0]["replicas"], [1, 2])
        self.assertEqual((answer["started"], answer["done"]), ([{"topic": topic, "partition": 0}], True))
        (state,) = json.loads(ours_of(("--verify", *plan, "--output", "json")).out)["partitions"]
        self.assertEqual((state["state"], state["replicas"]), ("completed", [3, 2]))
        self.assertEqual(json.loads(ours_of(("--cancel", *plan, "--output", "json")).out)["cancelled"], [])
        self.assertEqual(json.loads(ours_of(("--list", "--output", "json")).out)["reassignments"], [])
        refused = ours_of(("--execute", *self.file(topic, {0: [1], 9: [1]}), "--output", "json"))
        self.assertIn("Unable to find partition", json.loads(refused.err)["error"]["message"])


class Plans(ReassignTest):
    def generated(self, run):
        lines = self.assert_ok(run).out.split("\n")
        self.assertEqual((lines[0], lines[2:4]), ("Current partition replica assignment", ["", "Proposed partition reassignment configuration"]))
        return lines[1], json.loads(lines[4])

    def test_generate(self):
        name = self.twins("1:2,2:3,3:1,1:2,1:2,1:2")[0]
        topics = self.json_file({"version": 1, "topics": [{"topic": name}]})
        words = ("--generate", "--topics-to-move-json-file", topics, "--broker-list", "1,2,3")
        (their_current, their_plan), (current, plan) = self.generated(theirs_of(words)), self.generated(ours_of(words))
        self.assertEqual(current, their_current)
        strip = lambda entry: {**entry, "replicas": len(entry["replicas"])}  # noqa: E731
        self.assertEqual([strip(e) for e in plan["partitions"]], [strip(e) for e in their_plan["partitions"]])
        leaders = [entry["replicas"][0] for entry in plan["partitions"]]
        self.assertEqual(sorted(leaders), [1, 1, 2, 2, 3, 3])
        self.assertTrue(all(len(set(entry["replicas"])) == 2 for entry in plan["partitions"]))
        as_json = json.loads(ours_of((*words, "--output", "json")).out)
        self.assertEqual(as_json["current"], json.loads(current)["partitions"])

    def test_refused_plans(self):
        name = self.twins("1:2")[0]
        topics = self.json_file({"topics": [{"topic": name}]})
        generate = lambda file, brokers: ("--generate", "--topics-to-move-json-file", file, "--broker-list", brokers)  # noqa: E731
        for words in (
            generate(topics, "1"),
            generate(topics, "1,1"),
            generate(topics, "x"),
            generate(self.json_file({"topics": [{"topic": "no-such-topic"}]}), "1,2"),
            generate(self.json_file({"topics": [{"topic": "a"}, {"topic": "a"}]}), "1,2"),
            generate(self.json_file("{"), "1,2"),
        ):
            with self.subTest(words):
                self.same_failure(*words)


class Refused(ReassignTest):
    def test_assignments(self):
        name = self.twins("1:2")[0]
        for moves in ({}, {0: []}, {0: [1, 9]}, {0: [1, 1]}, {5: [1]}):
            with self.subTest(moves):
                self.same_failure("--execute", *self.file(name, moves))
        self.same_failure("--execute", *self.file("no-such-topic", {0: [1]}))
        self.same_failure("--execute", *self.file(name, {0: [1, 2]}, log_dirs=["any"]))
        nowhere = ours_of(("--execute", *self.file(name, {0: [1, 2]}, log_dirs=["/no/such/dir", "any"])))
        self.assertEqual(nowhere.status, 1, nowhere)
        self.assertIn(f"Error: Failed to alter dir for {name}-0-1", nowhere.err)

    def test_usage(self):
        file = ("--reassignment-json-file", "x")
        for words in (
            ("--topics-to-move-json-file", "x"),
            ("--list", "--verify"),
            ("--execute",),
            ("--generate", "--broker-list", "1"),
            ("--verify", *file, "--throttle", "1"),
            ("--cancel", *file, "--additional"),
            ("--list", *file),
            ("--generate", "--topics-to-move-json-file", "x", "--broker-list", "1", "--timeout", "1"),
            ("--execute", *file, "--preserve-throttles"),
        ):
            with self.subTest(words):
                theirs, mine = theirs_of(words), ours_of(words)
                self.assertEqual(mine.err.splitlines()[0], theirs.err.splitlines()[0], words)
                self.assert_fails(mine, status=2)
        for words in (("--list",), ("--list", *AT, "--bootstrap-controller", "x:1"), ("--execute", *file, "--bootstrap-controller", "x:1")):
            with self.subTest(words):
                theirs, mine = java(TOOL, *words), ours(TOOL, *words)
                self.assertEqual(mine.err.splitlines()[0], theirs.err.splitlines()[0], words)
                self.assert_fails(mine, status=2)


if __name__ == "__main__":
    main()
