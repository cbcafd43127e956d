#!/usr/bin/env python3
"""kafka-topics beside Kafka's own, on one broker: the same bytes on stdout, the same sentences in failures.

Where ours differs on purpose: a failure is told on stderr (Kafka: stdout), wrong usage exits with 2 (Kafka: 1), --help
is no failure and goes to stdout.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
from kpp_test import AT, KafkaTest, fresh, java, main, ours

TOOL = "kafka-topics"
PREFIX = fresh("golden")


def first_line(output):
    return output.split("\n", 1)[0]


class Golden(KafkaTest):
    def same(self, *words):
        return self.assert_same(TOOL, *AT, *words).out

    def same_failure(self, *words):
        """Kafka's last line on stdout is ours on stderr, word for word; what stands before it is on both's stdout. Answers it."""
        theirs, mine = java(TOOL, *AT, *words), ours(TOOL, *AT, *words)
        sentence = theirs.out.splitlines()[-1]
        self.assertTrue(sentence.startswith("Error while executing topic command : "), theirs)
        self.assertEqual(theirs.status, 1, theirs)
        self.assert_fails(mine, out=theirs.out[: -len(sentence) - 1])
        self.assertEqual(mine.err.splitlines()[-1], sentence, words)
        return sentence

    def same_usage_error(self, *words):
        theirs, mine = java(TOOL, *words), ours(TOOL, *words)
        self.assertEqual(first_line(mine.err), first_line(theirs.err), words)
        self.assertEqual(theirs.status, 1, theirs)
        self.assert_fails(mine, status=2)


class Existing(Golden):
    """What shows topics that are there."""

    @classmethod
    def setUpClass(cls):
        for suffix, options in {
            "one": (),
            "three": ("--partitions", "3"),
            "compact": ("--config", "cleanup.policy=compact", "--config", "retention.ms=86400000"),
            "thin": ("--config", "min.insync.replicas=2"),
            "dot.ted": ("--replica-assignment", "1,1"),
            **{f"n{i}": () for i in range(15)},
        }.items():
            name = f"{PREFIX}-{suffix}"
            cls.addClassCleanup(ours, TOOL, *AT, "--delete", "--if-exists", "--topic", name)
            made = java(TOOL, *AT, "--create", "--topic", name, *options)
            if made.status != 0:
                raise AssertionError(made)

    def settled(self, *words):
        """For commands that show all topics: another test may make one between the two runs."""
        for attempts_left in (3, 2, 1, 0):
            theirs, mine = java(TOOL, *AT, *words), ours(TOOL, *AT, *words)
            if theirs.out == mine.out or not attempts_left:
                self.assertEqual(mine.out, theirs.out)
                self.assertEqual((mine.status, theirs.status), (0, 0))
                return

    def test_list(self):
        self.assertEqual(len(self.same("--list", "--topic", PREFIX + ".*").splitlines()), 20)
        self.assertEqual(self.same("--list", "--topic", "no-such-topic"), "\n")
        self.same("--list", "--topic", "")
        self.same("--list=true", "--topic", PREFIX + "-one")
        self.same("--list", "--topic=", PREFIX + "-one")
        self.settled("--list")
        self.settled("--list", "--exclude-internal")

    def test_filters_of_names(self):
        p = PREFIX
        for regex in (
            f"{p}-one",
            f" {p}-one , {p}-three",
            f'"{p}-one"',
            f"'{p}-one",
            f"{p}-one|{p}-thr[e]+",
            f"{p}-dot.ted",
            f"{p}-dot\\.ted",
            f"{p}-n[0-9]",
            f"{p}-n[\\d-]+",
            f"{p}-n(1|2)?[^3]",
            f"{p}-(?!n).*",
            f"\\Q{p}-\\Eone",
            f"(?i){p.upper()}-ONE",
            f"(?<name>{p})-\\p{{Lower}}+",
            f"^{p}-one$",
            f"\\A{p}-one\\z",
            f"{p}-o\\x6ee",
            f"{p}-[]o]ne",
            f"{p}-n1{{2}}",
            "|",
            "()",
        ):
            with self.subTest(regex):
                self.same("--list", "--topic", regex)

    def test_refused_regexes(self):
        for regex in ("(", "*", "[", "[]", "a**", "a|*", "[z-a]", "x{a}", "a{1,2}", "\\", "\\y", "(?#c)"):
            with self.subTest(regex):
                sentence = self.same_failure("--list", "--topic", regex)
                self.assertTrue(sentence.endswith(" is an invalid regex."))
        self.same_failure("--describe", "--topic", "(")
        self.same_failure("--delete", "--topic", "(")

    def test_describe(self):
        for suffix in ("one", "three", "compact", "thin", "dot.ted"):
            with self.subTest(suffix):
                self.assertTrue(self.same("--describe", "--topic", f"{PREFIX}-{suffix}"))
        self.same("--describe", "--topic", f"{PREFIX}-one,{PREFIX}-none")
        self.same("--describe", "--if-exists", "--topic", f"{PREFIX}-none")
        self.same("--describe", "--topic", f"{PREFIX}-three", "--partition-size-limit-per-response", "1")
        self.same("--describe", "--topic", f"{PREFIX}-one", "--delete-config", "retention.ms")

    def test_describe_many_in_the_same_order(self):
        for regex in (f"{PREFIX}-.*", f"{PREFIX}-n[12].*", f"{PREFIX}-(one|three|thin)"):
            self.assertIn("\nTopic: ", self.same("--describe", "--topic", regex))
        self.settled("--describe")
        self.settled("--describe", "--exclude-internal")

    def test_describe_parts(self):
        everything = ("--describe", "--topic", PREFIX + "-.*")
        self.assertEqual(self.same(*everything, "--under-replicated-partitions"), "")
        self.assertEqual(self.same(*everything, "--unavailable-partitions"), "")
        self.assertIn("thin", self.same(*everything, "--under-min-isr-partitions"))
        self.assertIn("one", self.same(*everything, "--at-min-isr-partitions"))
        self.same(*everything, "--under-min-isr-partitions", "--at-min-isr-partitions")
        self.assertNotIn("Partition: ", self.same(*everything, "--topics-with-overrides"))

    def test_describe_by_id(self):
        name = PREFIX + "-three"
        topic_id = ours(TOOL, *AT, "--describe", "--topic", name).out.split("TopicId: ")[1].split("\t")[0]
        self.assertIn(name, self.same("--describe", "--topic-id", topic_id))
        self.assertIn(name, self.same("--describe", "--topic-id", topic_id + "=="))
        self.assertIn(name, self.same("--describe", "--topic-id", topic_id, "--topic", PREFIX + "-one"))
        self.same("--describe", "--if-exists", "--topic-id", topic_id, "--topic", PREFIX + "-one")
        none, unknown = "A" * 22, "A" * 21 + "Q"
        self.assertIn("one", self.same("--describe", "--topic-id", none, "--topic", PREFIX + "-one"))
        self.assertEqual(self.same("--describe", "--topic-id", unknown, "--if-exists"), "")
        self.same_failure("--describe", "--topic-id", unknown)

    def test_missing_topics(self):
        for words in (
            ("--describe",),
            ("--delete",),
            ("--alter", "--partitions", "2"),
            ("--describe", "--exclude-internal"),
            ("--describe", "--under-replicated-partitions"),
        ):
            for topic in ("no-such-topic", "no-such-.*", "no such topic", "no/such/topic"):
                with self.subTest((words, topic)):
                    self.same_failure(*words, "--topic", topic)
        self.same_failure("--describe", "--exclude-internal", "--topic", "__consumer_offsets")
        for words in (("--describe",), ("--delete",), ("--alter", "--partitions", "2")):
            self.assertEqual(self.same(*words, "--topic", "no-such-topic", "--if-exists"), "")

    def test_alter_refused(self):
        alter = ("--alter", "--topic", PREFIX + "-three", "--partitions")
        for words in (
            ("3",),
            ("2",),
            ("0",),
            ("5", "--replica-assignment", "1,1,1,1"),
            ("5", "--replica-assignment", "1"),
            ("2", "--replica-assignment", "1"),
            ("4", "--replica-assignment", "1,1,1,77"),
            ("4", "--replica-assignment", "1,1,1,1:1"),
            ("4", "--replica-assignment", "1,1,1,x"),
        ):
            with self.subTest(words):
                self.same_failure(*alter, *words)


class Making(Golden):
    """What changes topics: each tool on one of its own, their names alike but for one letter."""

    def twins(self, what=""):
        name = fresh("twin")
        names = [f"{name}{letter}{what}" for letter in "jo"]
        for each in names:
            self.delete_after(each)
        return names

    def same_for_twins(self, twins, *words):
        theirs = java(TOOL, *AT, *words, "--topic", twins[0])
        mine = ours(TOOL, *AT, *words, "--topic", twins[1])
        self.assertEqual((mine.status, theirs.status), (0, 0), f"{theirs}\n{mine}")
        self.assertEqual(mine.out.replace(*reversed(twins)), theirs.out)
        return mine.out

    def described(self, name):
        """Without what belongs to one topic alone, its name and id."""
        run = self.assert_ok(ours(TOOL, *AT, "--describe", "--topic", name))
        lines = run.out.replace(name, "T").splitlines()
        return ["\t".join(f for f in line.split("\t") if not f.startswith("TopicId: ")) for line in lines]

    def test_create(self):
        for words in (
            (),
            ("--partitions", "3", "--replication-factor", "1"),
            ("--partitions=+2",),
            ("--config", "retention.ms = 1000 ", "--config", "retention.ms=2000", "--config", "cleanup.policy=compact"),
            ("--config", "cleanup.policy=compact,delete", "--config", "min.insync.replicas=1="),
            ("--replica-assignment", "1,1"),
            ("--replica-assignment", " 1 ,1,"),
            ("--replica-assignment", ""),
            ("--replica-assignment", ","),
            ("--if-not-exists",),
        ):
            with self.subTest(words):
                twins = self.twins()
                self.same_for_twins(twins, "--create", *words)
                self.assertEqual(self.described(twins[1]), self.described(twins[0]))

    def test_names_that_may_collide(self):
        for what in (".x", "_x"):
            twins = self.twins(what)
            self.assertIn("WARNING: ", self.same_for_twins(twins, "--create"))
            self.same_for_twins(twins, "--create", "--if-not-exists")
        self.assertIn("WARNING: ", java(TOOL, *AT, "--create", "--topic", twins[0]).out)
        self.same_failure("--create", "--topic", twins[0])
        self.same_failure("--create", "--topic", twins[0].replace("_", "."))

    def test_create_again(self):
        twins = self.twins()
        self.same_for_twins(twins, "--create")
        self.assertEqual(self.same_for_twins(twins, "--create", "--if-not-exists"), "")
        self.same_failure("--create", "--topic", twins[0])
        self.same_failure("--create", "--topic", "__consumer_offsets")

    def test_create_refused(self):
        for words in (
            ("--partitions", "0"),
            ("--partitions", "-1"),
            ("--replication-factor", "0"),
            ("--replication-factor", "32768"),
            ("--replication-factor", "7"),
            ("--partitions=0", "--replication-factor=0"),
            ("--config", "bogus=1"),
            ("--config", "bogus"),
            ("--config", "retention.ms="),
            ("--config", "retention.ms=1=2"),
            ("--config", "=1"),
            ("--config", "retention.ms=abc"),
            ("--config", "retention.ms=-7"),
            ("--config", "cleanup.policy=x"),
            ("--config", "min.insync.replicas=0"),
            ("--config", "compression.gzip.level=12"),
            ("--config", "segment.bytes=1"),
            ("--config", "preallocate=maybe"),
            ("--config", "min.cleanable.dirty.ratio=2"),
            ("--config", "min.compaction.lag.ms=5", "--config", "max.compaction.lag.ms=1"),
            ("--config", "message.format.version=2.4"),
            ("--replica-assignment", "1:1"),
            ("--replica-assignment", "1:2:1:2"),
            ("--replica-assignment", "1,1:2"),
            ("--replica-assignment", "abc"),
            ("--replica-assignment", "1,,1"),
            ("--replica-assignment", ":"),
            ("--replica-assignment", ":1"),
            ("--replica-assignment", "99999999999"),
            ("--replica-assignment", "77"),
            ("--replica-assignment", "-1"),
        ):
            with self.subTest(words):
                self.same_failure("--create", "--topic", "refused", *words)
        for name in ("", "a b", ".", "..", "a/b", "x" * 250, "\u00e9"):
            with self.subTest(name):
                self.same_failure("--create", "--topic", name)

    def test_alter(self):
        twins = self.twins()
        self.same_for_twins(twins, "--create")
        self.assertEqual(self.same_for_twins(twins, "--alter", "--partitions", "3"), "")
        self.same_for_twins(twins, "--alter", "--partitions", "5", "--replica-assignment", "1,1,1,1,1")
        self.assertEqual(self.described(twins[1]), self.described(twins[0]))

    def test_alter_several(self):
        twins = self.twins()
        self.same_for_twins(twins, "--create")
        self.same_for_twins(twins, "--alter", "--partitions", "2")
        both = f"{twins[0][:-1]}[jo]"
        self.assert_ok(ours(TOOL, *AT, "--alter", "--partitions", "4", "--topic", both))
        self.assertEqual(self.same("--describe", "--topic", both).count("\tPartition: "), 8)

    def test_delete(self):
        twins = self.twins()
        self.same_for_twins(twins, "--create")
        self.assertEqual(self.same_for_twins(twins, "--delete"), "")
        self.same_for_twins(twins, "--delete", "--if-exists")
        self.assertEqual(self.same("--list", "--topic", f"{twins[0][:-1]}[jo]"), "\n")


class Usage(Golden):
    def test_refused(self):
        for words in (
            (),
            ("--topic", "x"),
            ("--list", "--create"),
            ("--create",),
            ("--delete",),
            ("--alter",),
            ("--alter", "--topic", "x"),
            ("--describe", "--if-exists"),
            ("--create", "--topic", "x", "--replica-assignment", "1", "--partitions", "1"),
            ("--create", "--topic", "x", "--replica-assignment", "1", "--replication-factor", "1"),
            ("--describe", "--topics-with-overrides", "--under-min-isr-partitions"),
            ("--describe", "--topics-with-overrides", "--at-min-isr-partitions", "--unavailable-partitions"),
            ("--bogus",),
            ("--list", "--topic"),
        ):
            with self.subTest(words):
                self.same_usage_error(*AT, *words)
        self.same_usage_error("--list")

    def test_settings_are_not_altered_here(self):
        words = (*AT, "--alter", "--topic", "x", "--partitions", "2", "--config", "a=b")
        sentence = first_line(java(TOOL, *words).err)
        # The order in the brackets changes from one JVM to the next.
        sentence = sentence.replace("[[bootstrap-server], [config]]", "[[config], [bootstrap-server]]")
        self.assert_fails(ours(TOOL, *words), sentence, status=2)

    def test_options_of_other_actions(self):
        actions = {
            "create": ("--create", "--topic", "x"),
            "list": ("--list",),
            "describe": ("--describe",),
            "alter": ("--alter", "--topic", "x", "--partitions", "2"),
            "delete": ("--delete", "--topic", "x"),
        }
        belongs = {
            "--config=a=b": ("create", "alter"),
            "--partitions=1": ("create", "alter"),
            "--replication-factor=1": ("create",),
            "--replica-assignment=1": ("create", "alter"),
            "--under-replicated-partitions": ("describe",),
            "--unavailable-partitions": ("describe",),
            "--under-min-isr-partitions": ("describe",),
            "--at-min-isr-partitions": ("describe",),
            "--topics-with-overrides": ("describe",),
            "--if-exists": ("alter", "delete", "describe"),
            "--if-not-exists": ("create",),
            "--exclude-internal": ("list", "describe"),
        }
        for option, allowed in belongs.items():
            for action, words in actions.items():
                if action not in allowed:
                    with self.subTest((action, option)):
                        self.same_usage_error(*AT, *words, option)

    def test_values(self):
        # Kafka reads the value late and calls this a failure of the command; the sentence is the same.
        for words in (("--partitions", "abc"), ("--partitions", "99999999999"), ("--replication-factor", "1.5")):
            create = ("--create", "--topic", "x", *words)
            sentence = java(TOOL, *AT, *create).out.split(" : ", 1)[1].strip()
            self.assert_fails(ours(TOOL, *AT, *create), sentence, status=2)


if __name__ == "__main__":
    main()
