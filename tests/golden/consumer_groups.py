"""kafka-consumer-groups prints what Kafka's own tool prints, both asked about the same groups.

Known differences, on purpose: failures are on stderr with status 1 (usage: 2). Java wraps some errors in class names of its own; those are taken off before sentences are compared.
"""

import re
import subprocess
import tempfile
import time

from kpp_test import AT, KafkaTest, eventually, fresh, java, java_tools, main, main_class, ours

TOOL = "kafka-consumer-groups"
LONG_NAME = "a-name-of-more-than-24-letters"


def sorted_lines(out):
    return sorted(out.splitlines(keepends=True))


def unwrapped(sentence):
    return re.sub(r"java\.util\.concurrent\.ExecutionException: |java\.text\.ParseException: |java\.io\.IOException: ", "", sentence)


def in_any_order(sentence):
    """Java lists sets of options in an order that changes from run to run."""
    return sorted(re.findall(r"[\w-]+|[^\w\s]", sentence))


class GroupsTest(KafkaTest):
    def groups(self, *words):
        return self.assert_ok(ours(TOOL, *AT, *words))

    def same(self, *words, sort=False, tries=5):
        """Both print the same. Others use the broker too, and members come and go, so a difference must last."""
        for attempt in range(tries):
            theirs, mine = java(TOOL, *AT, *words), ours(TOOL, *AT, *words)
            order = sorted_lines if sort else str
            if order(theirs.out) == order(mine.out):
                break
            time.sleep(0.3 * attempt)
        self.assertEqual(order(mine.out), order(theirs.out), f"{words}\n{mine.err}\n{theirs.err}")
        self.assertEqual((theirs.status, mine.status), (0, 0), f"{theirs}\n{mine}")
        return theirs, mine

    def same_failure(self, *words, without_class=False):
        """Java says it on stdout with status 0; ours says the same on stderr with status 1, and the rest on stdout too."""
        theirs, mine = java(TOOL, *AT, *words), ours(TOOL, *AT, *words)
        sentence = unwrapped(theirs.out.strip().splitlines()[0])
        if without_class:
            sentence = re.sub(r"org\.apache\.kafka\.common\.errors\.\w+: ", "", sentence)
        self.assertTrue(sentence.startswith("Error: "), theirs)
        self.assertIn(sentence, mine.err, theirs)
        self.assertEqual((theirs.status, mine.status), (0, 1), f"{theirs}\n{mine}")
        rest = theirs.out.lstrip("\n").partition("\n")[2]
        self.assertEqual(mine.out, re.sub(r"^\* Group .*\n", "", rest, flags=re.M), mine)
        return theirs, mine

    def same_usage_error(self, *words, status=2):
        theirs, mine = java(TOOL, *words), ours(TOOL, *words)
        warnings = ("WARN", "Warning")
        sentence = next(line for line in theirs.err.splitlines() if not line.startswith(warnings))
        sentence = re.sub(r'^Exception in thread "main" ([\w.]+: )*', "", sentence)
        said = [line for line in mine.err.splitlines() if not line.startswith(warnings)]
        self.assertEqual(in_any_order(said[0]), in_any_order(sentence), f"{theirs}\n{mine}")
        self.assertEqual((theirs.status, mine.status), (1, status), f"{theirs}\n{mine}")
        self.assertEqual(mine.out, "")

    def produce(self, topic, records):
        lines = "".join(f"record {n}\n" for n in range(records))
        self.assert_ok(ours("kafka-console-producer", *AT, "--topic", topic, stdin=lines))

    def commit(self, group, topic, *scenario):
        """A group that has nothing but commits."""
        self.delete_group_after(group)
        done = java(TOOL, *AT, "--reset-offsets", "--group", group, "--topic", topic, "--execute",
                    *(scenario or ("--to-latest",)))  # fmt: skip
        self.assertIn("NEW-OFFSET", done.out, done)

    def delete_group_after(self, group):
        self.addCleanup(ours, TOOL, *AT, "--delete", "--group", group)


class CommandLine(GroupsTest):
    def test_usage_errors(self):
        for words in (
            ("--list",),
            (*AT,),
            (*AT, "--list", "--delete", "--group", "g"),
            (*AT, "--list", "--members"),
            (*AT, "--delete", "--group", "g", "--state"),
            (*AT, "--describe", "--group", "g", "--type"),
            (*AT, "--describe"),
            (*AT, "--describe", "--group", "g", "--members", "--offsets"),
            (*AT, "--describe", "--group", "g", "--state", "Stable"),
            (*AT, "--describe", "--group", "g", "--all-groups"),
            (*AT, "--list", "--group", "g"),
            (*AT, "--delete"),
            (*AT, "--delete", "--group", "g", "--topic", "t"),
            (*AT, "--delete-offsets", "--group", "g"),
            (*AT, "--reset-offsets", "--to-latest"),
            (*AT, "--reset-offsets", "--group", "g", "--execute", "--dry-run"),
            (*AT, "--reset-offsets", "--group", "g", "--to-latest", "--to-earliest"),
            (*AT, "--list", "--state", "nonsense"),
            (*AT, "--list", "--type", "share"),
            (*AT, "--list", "--nonsense"),
            (*AT, "--list", "--timeout"),
        ):
            with self.subTest(words=words):
                self.same_usage_error(*words)

    def test_numbers_that_are_none(self):
        """Java reads them late, and says so as if the broker had failed."""
        for words in (("--list", "--timeout", "soon"), ("--reset-offsets", "--group", "g", "--topic", "t", "--to-offset", "x")):
            with self.subTest(words=words):
                theirs, mine = java(TOOL, *AT, *words), ours(TOOL, *AT, *words)
                self.assertIn(mine.err.splitlines()[0], theirs.out)
                self.assertEqual((theirs.status, mine.status, mine.out), (0, 2, ""))

    def test_usage_errors_that_java_finds_late(self):
        """Ours sees them before it asks a broker; Java only for a group that it may reset."""
        group = fresh("none")
        for words in (("--to-latest",), ("--topic", self.topic())):
            with self.subTest(words=words):
                self.same_usage_error(*AT, "--reset-offsets", "--dry-run", "--group", group, *words)
        for topic in ("t:", "t:0:1", "t:x", "t:0,,1"):
            with self.subTest(topic=topic):
                self.same_usage_error(*AT, "--reset-offsets", "--dry-run", "--group", group, "--topic", topic,
                                      "--to-latest")  # fmt: skip
                self.same_usage_error(*AT, "--delete-offsets", "--group", group, "--topic", topic)

    def test_dry_run_warning(self):
        words = ("--reset-offsets", "--group", fresh("none"), "--topic", self.topic(), "--to-latest")
        theirs, mine = self.same(*words)
        self.assertEqual(mine.err, theirs.err)
        self.assertTrue(mine.err.startswith("WARN: No action will be performed"))

    def test_validate_regex(self):
        for regex in ("orders.*", "a(", "[z-a]", "a**", "\\p{Nope}", "(?=a)", "a{1001}", "\\", "[[:nope:]]", "(?P<n>a)", "é+"):
            with self.subTest(regex=regex):
                theirs, mine = java(TOOL, "--validate-regex", regex), ours(TOOL, "--validate-regex", regex)
                self.assertEqual(mine.out, theirs.out)
                self.assertEqual(mine.status, 0 if " is valid." in mine.out else 1)


class WithoutMembers(GroupsTest):
    """Groups that exist through their commits alone."""

    def setUp(self):
        self.t = self.topic(partitions=3)
        self.produce(self.t, 20)
        self.g = fresh("commits")
        self.commit(self.g, self.t)

    def reset(self, *words, sort=False):
        return self.same("--reset-offsets", "--group", self.g, "--dry-run", *words, sort=sort)

    def test_describe(self):
        for words in ((), ("--offsets",), ("--verbose",), ("--members",), ("--members", "--verbose"), ("--state",),
                      ("--state", "--verbose")):  # fmt: skip
            with self.subTest(words=words):
                theirs, mine = self.same("--describe", "--group", self.g, *words)
                self.assertEqual(mine.err, theirs.err)

    def test_describe_two_groups(self):
        other = fresh("commits-of-a-longer-name")
        self.commit(other, f"{self.t}:1", "--to-earliest")
        theirs, mine = self.same("--describe", "--group", self.g, "--group", other)
        self.assertEqual(mine.err, theirs.err)

    def test_lists(self):
        for words in ((), ("--state",), ("--type",), ("--state", "--type"), ("--state", "empty"),
                      ("--state=Stable, Empty", "--type", "CLASSIC"), ("--type", "consumer")):  # fmt: skip
            with self.subTest(words=words):
                theirs, mine = self.same("--list", *words)
                self.assertEqual(self.g in mine.out, "consumer" not in words)

    def test_scenarios(self):
        for words in (
            ("--topic", self.t, "--to-earliest"),
            ("--topic", self.t, "--to-latest"),
            ("--topic", self.t, "--to-current"),
            ("--all-topics", "--to-current"),
            ("--topic", f"{self.t}:0,2", "--to-earliest"),
            ("--topic", f"{self.t}:1", "--topic", f"{self.t}:0", "--to-earliest"),
            ("--topic", self.t, "--to-offset", "1"),
            ("--all-topics", "--shift-by", "-1"),
            ("--topic", self.t, "--to-datetime", "2020-01-01T00:00:00.000"),
            ("--topic", self.t, "--to-datetime", "2020-01-01T00:00:00.000+05:30"),
            ("--topic", self.t, "--by-duration", "PT1H"),
            ("--topic", self.t, "--by-duration", "P1DT2H3M4.5S"),
        ):
            with self.subTest(words=words):
                self.reset(*words)

    def test_offsets_out_of_range(self):
        for words in (("--to-offset", "9999"), ("--to-offset", "-5"), ("--shift-by", "100"), ("--shift-by", "-100")):
            with self.subTest(words=words):
                theirs, mine = self.reset("--topic", f"{self.t}:1", *words)
                warning = re.search(r"WARN (New offset .*) \(org", theirs.err)
                self.assertIn(warning[1], mine.err)

    def test_times_without_records(self):
        for words in (("--to-datetime", "2099-01-01T00:00:00.000"), ("--by-duration", "-P1000D")):
            with self.subTest(words=words):
                theirs, mine = self.reset("--topic", self.t, *words)
                self.assertIn(f"\nWarn: Partition 0 from topic {self.t} is empty.", mine.out)

    def test_several_groups(self):
        other = fresh("commits-of-a-longer-name")
        self.commit(other, self.t, "--to-earliest")
        self.reset("--group", other, "--topic", self.t, "--to-earliest")
        self.reset("--group", other, "--all-topics", "--to-current", "--export")

    def test_rows_of_many_partitions(self):
        """In the order of Java's maps."""
        wide, wider = self.topic(partitions=40), self.topic(name=fresh(LONG_NAME), partitions=100)
        for words in (("--to-earliest",), ("--to-offset", "3"), ("--to-current",), ("--to-datetime", "2099-01-01T00:00:00.000")):
            for topics in (("--topic", wide), ("--topic", wider, "--topic", self.t, "--topic", wide)):
                with self.subTest(words + topics):
                    # Of two topics' partitions with the same hash, Java warns in random order.
                    self.reset(*words, *topics, sort="--to-datetime" in words)
        theirs, mine = self.same("--reset-offsets", "--dry-run", "--group", fresh("none"), "--topic", wide, "--to-current")
        self.assertEqual(len(mine.out.splitlines()), 42)

    def test_execute_does_what_java_does(self):
        self.same("--reset-offsets", "--group", self.g, "--topic", self.t, "--to-offset", "2", "--execute")
        self.assertIn(" 2 ", self.same("--describe", "--group", self.g)[1].out)

    def test_a_group_that_does_not_exist_is_made(self):
        group = fresh("made")
        self.delete_group_after(group)
        reset = self.groups("--reset-offsets", "--group", group, "--topic", self.t, "--to-earliest", "--execute")
        self.assertIn(group, reset.out)
        self.same("--describe", "--group", group)

    def test_export_and_import(self):
        long_topic = self.topic(name=fresh(LONG_NAME))
        self.produce(long_topic, 3)
        self.commit(self.g, long_topic, "--to-earliest")
        # Which of two topics' partitions with the same hash comes first is the broker's to say.
        theirs, mine = self.reset("--all-topics", "--to-current", "--export", sort=True)
        self.assertIn(f'"{long_topic}",0,0\n', mine.out)
        with tempfile.NamedTemporaryFile("w", suffix=".csv") as plan:
            plan.write(mine.out)
            plan.flush()
            self.reset("--from-file", plan.name)
            self.reset("--from-file", plan.name, "--export")
        with tempfile.NamedTemporaryFile("w", suffix=".csv") as plan:
            plan.write(f"{self.g},{self.t},0,1\n{self.g},{self.t},2,9999\n")
            plan.flush()
            self.reset("--from-file", plan.name)
            self.same_failure("--reset-offsets", "--group", fresh("none"), "--dry-run", "--from-file", plan.name)

    def test_reset_failures(self):
        missing, group = fresh("no-topic"), fresh("none")
        reset = ("--reset-offsets", "--dry-run", "--group", group)
        for words in (
            ("--topic", missing, "--to-earliest"),
            ("--topic", f"{missing}:0", "--to-earliest"),
            ("--topic", f"{self.t}:9", "--topic", f"{self.t}:0,8", "--to-earliest"),
            ("--topic", self.t, "--to-datetime", "2020-01-01"),
            ("--topic", self.t, "--to-datetime", "2020-01-01T00:00:00"),
            ("--topic", self.t, "--to-datetime", "2020-02-30T00:00:00.000Z"),
            ("--topic", self.t, "--by-duration", "1 hour"),
            ("--topic", self.t, "--by-duration", "PT99999999999999999999H"),
            ("--topic", self.t, "--by-duration", "PT300000000000000H"),
            ("--from-file", "/nonexistent/plan.csv"),
        ):
            with self.subTest(words=words):
                if ":9" in words[1]:  # in which order the partitions are named is open
                    theirs, mine = java(TOOL, *AT, *reset, *words), ours(TOOL, *AT, *reset, *words)
                    self.assertEqual(in_any_order(mine.err), in_any_order(theirs.out.strip()))
                    self.assertEqual(mine.status, 1)
                else:
                    self.same_failure(*reset, *words, without_class=words[1] == f"{missing}:0")

    def test_shift_without_commit(self):
        self.same_usage_error(*AT, "--reset-offsets", "--dry-run", "--group", fresh("none"), "--topic", f"{self.t}:0",
                              "--shift-by", "1", status=1)  # fmt: skip

    def test_delete(self):
        doomed = [fresh("doomed") for _ in range(4)]
        for group in doomed:
            self.commit(group, self.t)
        theirs = java(TOOL, *AT, "--delete", "--group", doomed[0])
        mine = self.groups("--delete", "--group", doomed[1])
        self.assertEqual(mine.out, theirs.out.replace(doomed[0], doomed[1]))
        theirs = java(TOOL, *AT, "--delete", "--group", doomed[2], "--group", "no-such-group")
        mine = ours(TOOL, *AT, "--delete", "--group", doomed[3], "--group", "no-such-group")
        self.assertEqual(mine.status, 1)
        first, second, success = theirs.out.replace(doomed[2], doomed[3]).strip().split("\n", 2)
        self.assertEqual(mine.err, f"{first}\n{second}\n")
        self.assertEqual(mine.out, success + "\n")

    def test_groups_that_do_not_exist(self):
        group = fresh("none")
        for words in (("--describe",), ("--describe", "--members"), ("--describe", "--state"), ("--delete",)):
            with self.subTest(words=words):
                theirs, mine = self.same_failure(*words, "--group", group)
                self.assertIn(group, mine.err)
        self.same_failure("--delete-offsets", "--group", group, "--topic", self.t)

    def test_delete_offsets(self):
        other = fresh("twin")
        self.commit(other, self.t)
        theirs = java(TOOL, *AT, "--delete-offsets", "--group", self.g, "--topic", f"{self.t}:0,1")
        mine = self.groups("--delete-offsets", "--group", other, "--topic", f"{self.t}:0,1")
        self.assertEqual(mine.out, theirs.out.replace(self.g, other))
        theirs, mine = (
            run(TOOL, *AT, "--describe", "--group", group) for run, group in ((java, self.g), (ours, other))
        )
        self.assertEqual(mine.out.split()[9:][1:], theirs.out.split()[9:][1:])

    def test_delete_offsets_of_unknown_topics(self):
        """Java says that the request succeeded although one topic is not known."""
        words = ("--delete-offsets", "--group", self.g, "--topic", self.t, "--topic", "no-such-topic")
        theirs, mine = java(TOOL, *AT, *words), ours(TOOL, *AT, *words)
        self.assertEqual(mine.out, theirs.out.split("\n", 1)[1])
        self.assertIn("Error: Encountered some partition-level error, see the follow-up details.", mine.err)
        self.assertEqual(mine.status, 1)


class WithMembers(GroupsTest):
    """Java consumers of both protocols, one of them a static member."""

    @classmethod
    def setUpClass(cls):
        cls.t = fresh("t")
        created = ours("kafka-topics", *AT, "--create", "--topic", cls.t, "--partitions", "3")
        assert created.status == 0, created
        ours("kafka-console-producer", *AT, "--topic", cls.t, stdin="".join(f"record {n}\n" for n in range(30)))
        cls.classic, cls.new, cls.moving = fresh("classic"), fresh("new"), fresh("moving")
        cls.processes = [
            cls.member(cls.classic),
            cls.member(cls.classic, "group.instance.id=static-one"),
            cls.member(cls.new, "group.protocol=consumer"),
            cls.member(cls.moving),
        ]
        cls.all_settled({cls.classic: 2, cls.new: 1, cls.moving: 1})
        # One member has been restarted with the new protocol, the other not yet (KIP-848, online migration).
        cls.processes.append(cls.member(cls.moving, "group.protocol=consumer"))
        cls.all_settled({cls.moving: 2})

    @classmethod
    def all_settled(cls, groups):
        ready = eventually(lambda: all(cls.settled(group, members) for group, members in groups.items()), timeout=60)
        assert ready, f"the groups did not settle: {groups}"

    @classmethod
    def member(cls, group, *properties):
        tools = java_tools()
        words = [*AT, "--topic", cls.t, "--group", group, "--from-beginning"]
        for each in ("auto.commit.interval.ms=100", *properties):
            words += ["--command-property", each]
        return subprocess.Popen(
            [*tools.command(), main_class("kafka-console-consumer", tools.classpath), *words],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip

    @classmethod
    def settled(cls, group, members):
        state = ours(TOOL, *AT, "--describe", "--group", group, "--state").out.split()
        offsets = ours(TOOL, *AT, "--describe", "--group", group).out.splitlines()[2:]
        return state[-2:] == ["Stable", str(members)] and len(offsets) == 3 and all(" 0 " in row and " - " not in row for row in offsets)

    @classmethod
    def tearDownClass(cls):
        for process in cls.processes:
            process.terminate()
        for process in cls.processes:
            process.wait(timeout=30)
        words = [word for group in (cls.classic, cls.new, cls.moving) for word in ("--group", group)]
        eventually(lambda: ours(TOOL, *AT, "--delete", *words).status == 0, timeout=5)
        ours("kafka-topics", *AT, "--delete", "--topic", cls.t)

    def test_describe(self):
        for group in (self.classic, self.new, self.moving):
            for words in ((), ("--verbose",), ("--members",), ("--members", "--verbose"), ("--state",),
                          ("--state", "--verbose")):  # fmt: skip
                with self.subTest(group=group, words=words):
                    theirs, mine = self.same("--describe", "--group", group, *words)
                    self.assertEqual(mine.err, theirs.err)
                    self.assertEqual(mine.err, "")

    def test_a_group_that_moves_to_the_new_protocol(self):
        shown = self.groups("--describe", "--group", self.moving, "--members", "--verbose").out.splitlines()
        self.assertTrue(shown[1].endswith(" UPGRADED"), shown)
        self.assertEqual(sorted(line.split()[-1] for line in shown[2:]), ["false", "true"])

    def test_describe_both_groups(self):
        self.same("--describe", "--group", self.classic, "--group", self.new)
        self.same("-describe", "-group", self.new, f"-group={self.classic}", "-members")

    def test_describe_all_groups(self):
        theirs, mine = self.same("--describe", "--all-groups")
        self.assertIn(self.classic, mine.out)
        self.assertIn(self.new, mine.out)
        self.same("--describe", "--all-groups", "--state")

    def test_lists(self):
        for words in (("--state", "--type"), ("--state", "stable"), ("--type", "Consumer")):
            theirs, mine = self.same("--list", *words)
            self.assertIn(self.new, mine.out)

    def test_an_active_group_is_not_reset(self):
        for group in (self.classic, self.new):
            with self.subTest(group=group):
                self.same_failure("--reset-offsets", "--group", group, "--topic", self.t, "--to-earliest", "--execute")

    def test_active_beside_unused(self):
        """The unused group is reset all the same."""
        group = fresh("none")
        words = ("--reset-offsets", "--dry-run", "--group", self.new, "--group", group, "--topic", self.t, "--to-earliest")
        theirs, mine = java(TOOL, *AT, *words), ours(TOOL, *AT, *words)
        error, table = theirs.out.strip("\n").split("\n", 1)
        self.assertEqual(mine.err, error + "\n")
        self.assertEqual(sorted_lines(mine.out), sorted_lines(table + "\n"))
        self.assertEqual(mine.status, 1)

    def test_an_active_group_is_not_deleted(self):
        for group in (self.classic, self.new):
            with self.subTest(group=group):
                theirs, mine = self.same_failure("--delete", "--group", group)
                self.assertEqual(mine.err, theirs.out.lstrip())

    def test_offsets_in_use_are_not_deleted(self):
        for group in (self.classic, self.new):
            with self.subTest(group=group):
                words = ("--delete-offsets", "--group", group, "--topic", self.t)
                theirs, mine = java(TOOL, *AT, *words), ours(TOOL, *AT, *words)
                error, table = theirs.out.lstrip().split("\n", 1)
                self.assertEqual(mine.err, error + "\n")
                self.assertEqual(mine.out, table)
                self.assertEqual(mine.status, 1)


if __name__ == "__main__":
    main()
