#!/usr/bin/env python3
"""The tools of administration while one of three brokers is dead: they answer for what they can, say what they could not,
exit with 1 then, and come to an end."""

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
from kpp_test import AT, eventually, fresh, main, ours
from mortal_brokers import bring_back, kill
from three_brokers import ThreeBrokersTest, in_sync, partitions

DEAD = 3


class OneDead(ThreeBrokersTest):
    """One test, because a broker takes its time to die: first the cluster does not know, then it does."""

    def setUp(self):
        super().setUp()
        self.lonely = self.placed(fresh("lonely"), "1,2,3")
        self.wide = self.placed(fresh("wide"), "1:2:3,2:3:1,3:1:2")
        self.assertTrue(eventually(lambda: in_sync(self.wide) and in_sync(self.lonely, 1), timeout=30))
        self.groups = [fresh("group") for _ in range(6)]
        for group in self.groups:
            self.assert_ok(ours("kafka-consumer-groups", *AT, "--group", group, "--topic", self.wide, "--reset-offsets",
                                "--to-earliest", "--execute"))  # fmt: skip
        kill(DEAD)

    def placed(self, topic, replicas):
        self.delete_after(topic)
        self.assert_ok(ours("kafka-topics", *AT, "--create", "--topic", topic, "--replica-assignment", replicas))
        return topic

    def tearDown(self):
        bring_back()

    def partly(self, tool, *words, says, has):
        """What it could do is printed, what it could not is said, and the status is 1."""
        run = ours(tool, *AT, *words, timeout=60)
        self.assertEqual(run.status, 1, run)
        for sentence in says:
            self.assertIn(sentence, run.err, words)
        for part in has:
            self.assertIn(part, run.out, words)
        return run

    def test_every_tool(self):
        lonely, wide = self.lonely, self.wide
        # The cluster still believes in the broker, or has just lost faith.
        for tool, words in (("kafka-log-dirs", ("--describe", "--topic-list", wide)), ("kafka-broker-api-versions", ()),
                            ("kafka-groups", ("--list",))):  # fmt: skip
            with self.subTest(f"{tool}, at once"):
                run = ours(tool, *AT, *words, timeout=60)
                self.assertIn(run.status, (0, 1), run)
                self.assertTrue(run.out)
                self.assertEqual(run.status == 1, bool(run.err), run)

        gone = eventually(lambda: partitions(lonely).get(2, {"leader": DEAD})["leader"] is None, timeout=60)
        self.assertTrue(gone, "the cluster does not notice that a broker is gone")

        with self.subTest("kafka-get-offsets"):
            self.partly("kafka-get-offsets", "--topic", lonely, has=[f"{lonely}:0:0\n{lonely}:1:0\n"],
                        says=[f"Skip getting offsets for topic-partition {lonely}-2 due to error: "])  # fmt: skip
            self.assertEqual(self.assert_ok(ours("kafka-get-offsets", *AT, "--topic", wide)).out.count(":0\n"), 3)
        with self.subTest("kafka-delete-records"):
            entries = [{"topic": lonely, "partition": n, "offset": 0} for n in range(3)]
            file = self.json_file({"partitions": entries})
            self.partly("kafka-delete-records", "--offset-json-file", file, says=[f"{lonely}-2: "],
                        has=[f"{lonely}-0\tlow_watermark: 0\n", f"{lonely}-2\terror: "])  # fmt: skip
        with self.subTest("kafka-leader-election"):
            file = self.json_file({"partitions": [{"topic": t, "partition": n} for t in (lonely, wide) for n in range(3)]})
            self.partly("kafka-leader-election", "--election-type", "preferred", "--path-to-json-file", file,
                        says=["replica(s) could not be elected"],
                        has=["Valid replica already elected for partitions ", f"for partition: {lonely}-2: "])  # fmt: skip
        with self.subTest("kafka-log-dirs"):
            said = ours("kafka-log-dirs", *AT, "--describe", "--broker-list", "1,3")
            self.assert_fails(said, "The given brokers do not exist from --broker-list: 3. Current existent brokers: 1,2")
            shown = json.loads(self.assert_ok(ours("kafka-log-dirs", *AT, "--describe", "--output", "json")).out)
            self.assertEqual([b["broker"] for b in shown["brokers"]], [1, 2])
        with self.subTest("kafka-cluster"):
            listed = self.assert_ok(ours("kafka-cluster", "list-endpoints", *AT, "--include-fenced-brokers")).out
            self.assertRegex(listed, rf"\n{DEAD} .* fenced +broker")
        with self.subTest("kafka-reassign-partitions"):
            plan = ("--reassignment-json-file", self.json_file(
                {"partitions": [{"topic": lonely, "partition": 2, "replicas": [DEAD]}]}))  # fmt: skip
            verified = self.partly("kafka-reassign-partitions", "--verify", *plan, says=["3"],
                                   has=[f"Reassignment of partition {lonely}-2 is completed.\n"])  # fmt: skip
            self.assertNotIn("Clearing", verified.out)
            moved = ours("kafka-reassign-partitions", *AT, "--execute", *plan)
            self.assert_fails(moved, f"Error: Unknown broker id {DEAD}")
        with self.subTest("kafka-topics"):
            shown = self.assert_ok(ours("kafka-topics", *AT, "--describe", "--unavailable-partitions")).out
            self.assertIn(f"\tTopic: {lonely}\tPartition: 2\tLeader: none\t", shown)
        with self.subTest("kafka-consumer-groups"):
            shown = self.assert_ok(ours("kafka-consumer-groups", *AT, "--describe", "--all-groups", timeout=60))
            for group in self.groups:
                self.assertIn(group, shown.out)
            ends = ours("kafka-consumer-groups", *AT, "--group", self.groups[0], "--topic", lonely, "--reset-offsets",
                        "--to-latest", "--dry-run", timeout=60)  # fmt: skip
            self.assertEqual(ends.status, 1, ends)
            self.assertIn(lonely, ends.err)
        with self.subTest("kafka-groups"):
            listed = self.assert_ok(ours("kafka-groups", *AT, "--list")).out
            self.assertTrue(all(group in listed for group in self.groups))


if __name__ == "__main__":
    main()
