"""kafka-acls beside Kafka's own, on one broker with an authorizer: the same lines on stdout, the same sentences in failures.

Java keeps ACLs in hash tables whose order changes from run to run, so lines are compared in any order. Where ours differs on
purpose: failures are told on stderr, wrong usage exits with 2 (Kafka: 1), and --remove takes its answer from standard input
where there is no terminal (Kafka: a NullPointerException).
"""

import json
import re

from kpp_test import AT, KafkaTest, eventually, java, main, ours

TOOL = "kafka-acls"
CONTROLLER = ()


def setUpModule():
    global CONTROLLER
    told = ours("kafka-configs", *AT, "--describe", "--broker", "1", "--all").out
    CONTROLLER = ("--bootstrap-controller", re.search(r"CONTROLLER://([\w.]+:\d+)", told).group(1))


def lines(out):
    """The first entry of --add stands behind a blank, whichever it is."""
    return sorted(line.removeprefix(" ") for line in out.split("\n"))


def sentence(out):
    """Sets of operations in any order."""
    return sorted(re.findall(r"[\w:<>-]+|[^\w\s]", out))


class Acls(KafkaTest):
    def setUp(self):
        self.addCleanup(self.empty)

    def empty(self):
        self.remove_all(json.loads(ours(TOOL, *AT, "--list", "--output", "json").out)["acls"])
        self.assertTrue(eventually(lambda: not ours(TOOL, *AT, "--list").out))

    def remove_all(self, acls):
        options = {"TOPIC": "--topic", "GROUP": "--group", "TRANSACTIONAL_ID": "--transactional-id",
                   "DELEGATION_TOKEN": "--delegation-token", "USER": "--user-principal"}  # fmt: skip
        for kind, name, pattern in {(acl["resource_type"], acl["resource_name"], acl["pattern_type"]) for acl in acls}:
            resource = ("--cluster",) if kind == "CLUSTER" else (options[kind], name)
            self.assert_ok(ours(TOOL, *AT, "--remove", "--force", *resource, "--resource-pattern-type", pattern))

    def same(self, *words, at=AT):
        theirs, mine = java(TOOL, *at, *words), ours(TOOL, *at, *words)
        self.assertEqual(lines(mine.out), lines(theirs.out), f"{words}\n{theirs}\n{mine}")
        self.assertEqual((theirs.status, mine.status), (0, 0), f"{theirs}\n{mine}")
        return mine.out

    def settled(self, *words):
        """A broker sees a change a moment after the controller has made it."""
        alike = lambda: lines(java(TOOL, *AT, *words).out) == lines(ours(TOOL, *AT, *words).out)  # noqa: E731
        self.assertTrue(eventually(alike, 5), words)
        return self.same(*words)

    def adds(self, *words, at=AT):
        """Java adds, ours says that it is there; then it is gone and ours adds, and Java says so."""
        theirs = java(TOOL, *at, "--add", *words)
        self.assertEqual(theirs.status, 0, theirs)
        self.assertTrue(eventually(lambda: "already exists" in ours(TOOL, *at, "--add", *words).out))
        self.same("--add", *words, at=at)
        self.settled("--list")
        self.empty()
        mine = self.assert_ok(ours(TOOL, *at, "--add", *words))
        self.assertEqual(lines(mine.out), lines(theirs.out))
        self.assertTrue(eventually(lambda: "already exists" in java(TOOL, *at, "--add", *words).out))
        self.same("--add", *words, at=at)
        self.settled("--list")
        self.empty()
        return mine.out

    def same_usage_error(self, *words, at=AT):
        theirs, mine = java(TOOL, *at, *words), ours(TOOL, *at, *words)
        self.assertEqual(theirs.status, 1, theirs)
        self.assert_fails(mine, status=2)
        self.assertEqual(sentence(mine.err.split("\n")[0]), sentence(theirs.err.split("\n")[0]), f"{words}\n{theirs}")

    def test_every_kind_of_resource(self):
        alice = ("--allow-principal", "User:alice")
        for resource, operation in (
            (("--topic", "t"), "Read"),
            (("--topic", "*"), "describeconfigs"),
            (("--group", "g"), "Delete"),
            (("--cluster",), "ClusterAction"),
            (("--transactional-id", "x"), "TwoPhaseCommit"),
            (("--delegation-token", "tok"), "Describe"),
            (("--user-principal", "User:bob"), "CreateTokens"),
            (("--topic", "pre", "--resource-pattern-type", "prefixed"), "All"),
        ):
            with self.subTest(resource):
                self.assertIn("Adding ACLs for resource `ResourcePattern(", self.adds(*alice, *resource, "--operation", operation))

    def test_many_at_once(self):
        made = self.adds("--allow-principal", "User:a", "--allow-principal", "Group:b c", "--deny-principal", "User:d",
                         "--allow-host", "10.0.0.1", "--deny-host", "10.0.0.2", "--operation", "Read", "--operation", "Describe",
                         "--topic", "t1", "--topic", "t2", "--group", "g")  # fmt: skip
        self.assertEqual(made.count("\t(principal="), 18)
        self.adds("--allow-principal", "User:*", "--topic", "t")

    def test_roles(self):
        carl = ("--allow-principal", "User:carl")
        self.assertEqual(self.adds(*carl, "--producer", "--topic", "t").count("\t("), 3)
        self.assertEqual(self.adds(*carl, "--producer", "--topic", "t", "--transactional-id", "x", "--idempotent").count("\t("), 6)
        self.assertEqual(self.adds(*carl, "--consumer", "--topic", "t", "--group", "g").count("\t("), 3)
        both = self.adds(*carl, "--producer", "--consumer", "--topic", "t", "--group", "g", "--transactional-id", "x",
                         "--resource-pattern-type", "prefixed")  # fmt: skip
        self.assertEqual(both.count("\t("), 7)

    def make_some(self):
        for words in (
            ("--allow-principal", "User:alice", "--allow-principal", "User:bob", "--consumer", "--topic", "t1", "--group", "g1"),
            ("--allow-principal", "User:carl", "--operation", "Write", "--topic", "t", "--resource-pattern-type", "prefixed"),
            ("--deny-principal", "User:bob", "--operation", "Read", "--topic", "*"),
        ):
            self.assert_ok(ours(TOOL, *AT, "--add", *words))
        self.assertTrue(eventually(lambda: ours(TOOL, *AT, "--list").out.count("\t(") == 8))

    def test_list(self):
        self.make_some()
        for words in (
            (),
            ("--topic", "t1"),
            ("--topic", "t1", "--resource-pattern-type", "any"),
            ("--topic", "t1", "--resource-pattern-type", "MATCH"),
            ("--topic", "t", "--resource-pattern-type", "prefixed"),
            ("--topic", "t1", "--group", "g1"),
            ("--topic", "none"),
            ("--cluster",),
            ("--principal", "User:alice"),
            ("--principal", "User:bob", "--principal", "User:carl", "--principal", "User:nobody"),
            ("--principal", "User:bob", "--topic", "t1"),
            ("--principal",),
        ):
            with self.subTest(words):
                self.settled("--list", *words)

    def test_remove(self):
        for words in (
            ("--topic", "t1", "--allow-principal", "User:alice", "--operation", "Read"),
            ("--topic", "t1"),
            ("--topic", "t1", "--resource-pattern-type", "match"),
            ("--allow-principal", "User:alice", "--consumer", "--topic", "t1", "--group", "g1"),
            ("--topic", "none"),
        ):
            left = []
            for tool in (java, ours):
                self.make_some()
                done = tool(TOOL, *AT, "--remove", "--force", *words)
                self.assertEqual((done.status, done.out), (0, ""), done)
                now = lambda: lines(ours(TOOL, *AT, "--list").out)  # noqa: E731
                eventually(lambda: left and now() == left[0], 1)
                left.append(now())
                self.empty()
            with self.subTest(words):
                self.assertEqual(left[1], left[0])

    def test_questions(self):
        self.make_some()
        count = lambda: ours(TOOL, *AT, "--list").out.count("\t(")  # noqa: E731
        every = ("--remove", "--topic", "t1")
        asked = ("Are you sure you want to delete all ACLs for resource filter `ResourcePattern(resourceType=TOPIC, name=t1, "
                 "patternType=LITERAL)`? (y/n)\n")  # fmt: skip
        for words in (every, (*every, "--allow-principal", "User:alice", "--operation", "Read")):
            theirs = java(TOOL, *AT, *words)  # asks, and finds no terminal
            refused = self.assert_ok(ours(TOOL, *AT, *words, stdin="n\n"))
            self.assertTrue(theirs.out.startswith(refused.out), f"{theirs}\n{refused}")
        self.assertEqual(ours(TOOL, *AT, *every, stdin="no\n").out, asked)
        self.assert_fails(ours(TOOL, *AT, *every), "no answer on standard input", out=asked)
        self.assertEqual(count(), 8)
        self.assertEqual(self.assert_ok(ours(TOOL, *AT, *every, stdin="Y\n")).out, asked)
        self.assertTrue(eventually(lambda: count() == 4))

    def test_usage(self):
        a = ("--allow-principal", "User:a")
        for words in (
            (),
            ("--topic", "t"),
            ("--add", "--list"),
            ("--add", *a),
            ("--add", "--topic", "t"),
            ("--add", "--topic", "t", *a, "--operation", "IdempotentWrite"),
            ("--add", "--group", "t", *a, "--operation", "Bogus"),
            ("--add", "--topic", "t", *a, "--resource-pattern-type", "any"),
            ("--list", *a),
            ("--list", "--producer"),
            ("--add", "--producer", "--operation", "Read", "--topic", "t"),
            ("--add", "--consumer", "--deny-principal", "User:a", "--topic", "t", "--group", "g"),
            ("--add", "--principal", "User:a", "--topic", "t"),
            ("--add", "--producer", "--group", "g", *a),
            ("--add", "--idempotent", "--topic", "t", *a),
            ("--add", "--consumer", "--topic", "t", *a),
            ("--add", "--consumer", "--topic", "t", "--group", "g", "--cluster", *a),
            ("--remove", "--force"),
            ("--remove", "--force", "--cluster", "--resource-pattern-type", "prefixed"),
            ("--list", "--no-such-option"),
            ("--list", "--topic"),
        ):
            with self.subTest(words):
                self.same_usage_error(*words)
        self.same_usage_error("--list", at=())
        self.same_usage_error("--list", at=(*AT, *CONTROLLER))
        self.assert_fails(ours(TOOL, *AT, "--list", "--resource-pattern-type", "x"), "Cannot parse argument 'x'", status=2)
        old = ours(TOOL, "--authorizer-properties", "zookeeper.connect=localhost:2181", "--list")
        self.assert_fails(old, "--authorizer-properties is not supported", status=2)

    def test_failures(self):
        words = ("--add", "--topic", "t", "--allow-principal", "alice")
        theirs = java(TOOL, *AT, *words)
        self.assertEqual(theirs.status, 1)
        self.assert_fails(ours(TOOL, *AT, *words), theirs.out.splitlines()[0])

    def test_controllers(self):
        self.adds("--allow-principal", "User:k", "--topic", "c1", "--operation", "Read", at=CONTROLLER)
        self.make_some()
        self.same("--list", at=CONTROLLER)

    def test_json(self):
        told = lambda *words: json.loads(self.assert_ok(ours(TOOL, *AT, *words, "--output", "json")).out)  # noqa: E731
        add = ("--add", "--allow-principal", "User:a", "--operation", "Read", "--topic", "t")
        acl = {"resource_type": "TOPIC", "resource_name": "t", "pattern_type": "LITERAL", "principal": "User:a", "host": "*",
               "operation": "READ", "permission": "ALLOW"}  # fmt: skip
        self.assertEqual(told(*add), {"version": 1, "added": [acl], "existing": []})
        self.assertTrue(eventually(lambda: told("--list")["acls"] == [acl]))
        self.assertEqual(told(*add), {"version": 1, "added": [], "existing": [acl]})
        self.assertEqual(told("--list", "--principal", "User:b")["acls"], [])
        asked = ours(TOOL, *AT, "--remove", "--topic", "t", "--output", "json", stdin="y\n")
        self.assertIn("Are you sure", asked.err)
        self.assertEqual(json.loads(asked.out), {"version": 1, "removed": [acl]})


if __name__ == "__main__":
    main()
