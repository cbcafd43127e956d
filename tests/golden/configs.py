"""kafka-configs beside Kafka's own, on one broker: the same bytes on stdout, the same sentences in failures.

Where ours differs on purpose: that an entity does not exist is a failure told on stderr (Kafka: stdout, status 0), wrong
usage exits with 2 (Kafka: 1), and no message repeats the command line or a credential, where a password may stand.
"""

import json
import re
import tempfile

from kpp_test import AT, KafkaTest, eventually, fresh, java, main, ours

TOOL = "kafka-configs"


def controllers():
    """The address of the controller, as a broker's own settings tell it."""
    told = ours(TOOL, *AT, "--describe", "--broker", "1", "--all").out
    return ("--bootstrap-controller", re.search(r"CONTROLLER://([\w.]+:\d+)", told).group(1))


def java_sentence(run):
    """What is wrong: the message of the exception, or the one line."""
    lines = [line for line in run.err.splitlines() if not line.startswith(("\tat ", "Error while executing"))]
    return re.sub(r"^[\w.]+ExecutionException: |[\w.]+\.errors\.\w+: ?|(Set|List|ArrayBuffer)\((?=\w)|\)$", "", lines[0])


class Golden(KafkaTest):
    at = AT

    def same(self, *words):
        """Twice the same command: what the first tool has changed the second changes again."""
        return self.assert_same(TOOL, *self.at, *words).out

    def settled(self, *words):
        """The same for what shows changes, which a broker sees a moment after the controller."""
        self.assertTrue(eventually(lambda: java(TOOL, *AT, *words).out == ours(TOOL, *AT, *words).out, 5), words)
        return self.same(*words)

    def shows(self, text, *words):
        self.assertTrue(eventually(lambda: text in ours(TOOL, *AT, *words).out), words)
        self.assertIn(text, self.settled(*words))

    def same_failure(self, *words, status=1):
        theirs, mine = java(TOOL, *self.at, *words), ours(TOOL, *self.at, *words)
        self.assertEqual(theirs.status, 1, theirs)
        self.assert_fails(mine, status=status)
        sentence = re.sub(r"^Error while executing config command: ", "", mine.err.splitlines()[0])
        self.assertEqual(sentence, java_sentence(theirs), f"{theirs}\n{mine}")
        return sentence


class Resources(Golden):
    def test_topic(self):
        topic = self.topic()
        alter = ("--alter", "--topic", topic)
        self.assertEqual(self.same("--describe", "--topic", topic), f"Dynamic configs for topic {topic} are:\n")
        done = self.same(*alter, "--add-config", " retention.ms = 600000 , cleanup.policy=[compact,delete],")
        self.assertEqual(done, f"Completed updating config for topic {topic}.\n")
        self.shows("cleanup.policy=compact,delete sensitive=false synonyms={DYNAMIC_TOPIC", "--describe", "--topic", topic)
        for words in (
            ("--describe", "--entity-type", "topics", "--entity-name", topic),
            ("-describe", "-entity-type", "topics", "-entity-name=" + topic),
            ("--describe", "--topic", topic, "--all"),
            ("--describe", "--entity-type", "topics", "--entity-name", topic, "--all"),
        ):
            self.assertIn("retention.ms=600000", self.same(*words))
        self.same(*alter, "--delete-config", "retention.ms,segment.ms", "--delete-config", "cleanup.policy")
        self.assertTrue(eventually(lambda: "=" not in ours(TOOL, *AT, "--describe", "--topic", topic).out))
        self.same("--describe", "--topic", topic)

        with tempfile.NamedTemporaryFile("w", suffix=".properties") as file:
            file.write("# ours\nretention.ms = 700000\nmin.insync.replicas: 1\n")
            file.flush()
            self.same(*alter, "--add-config-file", file.name)
        self.shows("retention.ms=700000", "--describe", "--topic", topic)

    def test_all_topics(self):
        for _ in range(5):
            topic = self.topic()
            self.same("--alter", "--topic", topic, "--add-config", "segment.ms=777777")
            self.shows("segment.ms", "--describe", "--topic", topic)
        blocks = lambda out: sorted(re.split(r"(?m)^(?=Dynamic)", out))  # noqa: E731
        theirs, mine = (tool(TOOL, *AT, "--describe", "--entity-type", "topics") for tool in (java, ours))
        self.assertEqual(blocks(mine.out), blocks(theirs.out))
        self.assertEqual(mine.out.count("segment.ms=777777 "), 5)

    def test_brokers(self):
        self.addCleanup(ours, TOOL, *AT, "--alter", "--broker", "1", "--delete-config", "log.cleaner.threads")
        self.addCleanup(ours, TOOL, *AT, "--alter", "--broker-defaults", "--delete-config", "log.retention.ms")
        self.same("--alter", "--broker", "1", "--add-config", "log.cleaner.threads=2")
        done = self.same("--alter", "--entity-type", "brokers", "--entity-default", "--add-config", "log.retention.ms=777777")
        self.assertEqual(done, "Completed updating default config for brokers in the cluster.\n")
        self.shows("log.cleaner.threads=2 sensitive=false synonyms={DYNAMIC_BROKER_CONFIG", "--describe", "--broker", "1")
        self.shows("DYNAMIC_DEFAULT_BROKER_CONFIG:log.retention.ms=777777", "--describe", "--broker-defaults")
        both = self.settled("--describe", "--entity-type", "brokers")
        self.assertIn("Default configs for brokers in the cluster are:\n  log.retention.ms=777777", both)
        self.same("--describe", "--broker", "1", "--all")
        self.same("--describe", "--broker-defaults", "--all")
        self.same_failure("--alter", "--broker", "1", "--add-config", "node.id=7")
        self.same_failure("--alter", "--broker-defaults", "--add-config", "no.such.setting.ms=x,log.retention.ms=y")

    def test_passwords_of_a_broker_are_not_shown(self):
        name = "listener.name.external.ssl.key.password"
        self.addCleanup(ours, TOOL, *AT, "--alter", "--broker", "1", "--delete-config", name)
        self.same("--alter", "--broker", "1", "--add-config", name + "=top-secret")
        self.shows(f"  {name}=null sensitive=true synonyms={{DYNAMIC_BROKER_CONFIG:{name}=null", "--describe", "--broker", "1")

    def test_broker_loggers(self):
        logger = "kafka.server.ReplicaManager"
        self.same("--alter", "--broker-logger", "1", "--add-config", logger + "=DEBUG")
        self.shows(logger + "=DEBUG sensitive=false synonyms={}", "--describe", "--broker-logger", "1")
        self.same("--alter", "--entity-type", "broker-loggers", "--entity-name", "1", "--delete-config", logger)
        self.same("--describe", "--entity-type", "broker-loggers", "--entity-name", "1")
        self.same_failure("--alter", "--broker-logger", "1", "--add-config", "no.such.logger=DEBUG")
        self.same_failure("--alter", "--broker-logger", "1", "--add-config", logger + "=LOUD")

    def test_groups(self):
        group = fresh("g")
        self.addCleanup(ours, TOOL, *AT, "--alter", "--group", group, "--delete-config", "consumer.session.timeout.ms")
        done = self.same("--alter", "--group", group, "--add-config", "consumer.session.timeout.ms=50000")
        self.assertEqual(done, f"Completed updating config for group {group}.\n")
        self.shows("consumer.session.timeout.ms=50000", "--describe", "--group", group)
        self.same("--describe", "--entity-type", "groups", "--entity-name", group, "--all")
        self.shows(group, "--describe", "--entity-type", "groups")

    def test_client_metrics(self):
        name = fresh("m")
        settings = "interval.ms=5000,match=[client_id=a.*,client_software_name=b],metrics=org.apache.kafka."
        self.same("--alter", "--client-metrics", name, "--add-config", settings)
        self.shows("match=client_id=a.*,client_software_name=b", "--describe", "--client-metrics", name)
        self.same("--describe", "--client-metrics", name, "--all")
        self.shows(name, "--describe", "--entity-type", "client-metrics")
        self.same("--alter", "--client-metrics", name, "--delete-config", "interval.ms,match,metrics")

    def test_what_does_not_exist(self):
        for word, kind in (("topic", "topic"), ("group", "group"), ("client-metrics", "client-metric"), ("broker", "broker")):
            name = "77" if word == "broker" else "no-such"
            theirs = java(TOOL, *AT, "--describe", "--" + word, name)
            sentence = f"The {kind} '{name}' doesn't exist and doesn't have dynamic config."
            self.assertEqual((theirs.status, theirs.out), (0, sentence + "\n"))
            self.assert_fails(ours(TOOL, *AT, "--describe", "--" + word, name), sentence)
        self.assert_fails(ours(TOOL, *AT, "--describe", "--topic", "no-such", "--all"), "doesn't exist")

    def test_refused_by_the_broker(self):
        topic = self.topic()
        for change in ("bogus=1", "retention.ms=x", "cleanup.policy=shred", "min.insync.replicas=0"):
            self.same_failure("--alter", "--topic", topic, "--add-config", change)
        self.same_failure("--alter", "--topic", "no-such-topic", "--add-config", "retention.ms=1")
        self.same_failure("--alter", "--topic", topic, "--add-config", "retention.ms=1", "--delete-config", "retention.ms")


class Quotas(Golden):
    @classmethod
    def setUpClass(cls):
        for entity, quotas in {
            ("--user", "u1"): "producer_byte_rate=1024,consumer_byte_rate=2048.0,request_percentage=12.5",
            ("--user", "u2"): "producer_byte_rate=5,consumer_byte_rate=6,request_percentage=7,controller_mutation_rate=8",
            ("--user", "u, 3"): "producer_byte_rate=123456789",
            ("--user-defaults",): "controller_mutation_rate=0.1",
            ("--user", "u1", "--client", "c1"): "producer_byte_rate=1e9",
            ("--user", "u1", "--client-defaults"): "producer_byte_rate=1e3",
            ("--user", "u4", "--client", "c1"): "consumer_byte_rate=10000000",
            ("--user-defaults", "--client", "c1"): "consumer_byte_rate=9999999",
            ("--client", "c2"): "request_percentage=0.001",
            ("--client-defaults",): "request_percentage=200",
            ("--ip", "10.0.0.1"): "connection_creation_rate=10",
            ("--ip-defaults",): "connection_creation_rate=20",
        }.items():
            done = java(TOOL, *AT, "--alter", *entity, "--add-config", quotas)
            if done.status != 0:
                raise AssertionError(done)

    def test_describe(self):
        users, clients = ("--entity-type", "users"), ("--entity-type", "clients")
        name = lambda name: ("--entity-name", name)  # noqa: E731
        for words in (
            users,
            clients,
            (*users, *clients),
            (*clients, *users),
            (*users, *name("u1")),
            ("--user", "u1"),
            ("--user", "u, 3"),
            ("--user-defaults",),
            (*users, "--entity-default"),
            (*users, *name("u1"), *clients),
            (*users, *name("u1"), *clients, *name("c1")),
            (*users, *name("u1"), *clients, "--entity-default"),
            (*users, "--entity-default", *clients, *name("c1")),
            ("--user", "u1", "--client", "c1"),
            ("--user", "u1", "--client-defaults"),
            ("--client", "c2"),
            ("--client-defaults",),
            ("--entity-type", "ips"),
            ("--ip", "10.0.0.1"),
            ("--ip-defaults",),
        ):
            with self.subTest(words):
                self.assertIn("Quota configs for ", self.settled("--describe", *words))
        self.assertEqual(self.same("--describe", "--user", "nobody"), "")

    def test_alter(self):
        done = self.same("--alter", "--user", "u9", "--client", "c9", "--add-config", "producer_byte_rate=77")
        self.assertEqual(done, "Completed updating config for client c9.\n")
        done = self.same("--alter", "--entity-type", "users", "--entity-name", "u9", "--entity-type", "clients",
                         "--entity-default", "--add-config", "producer_byte_rate=+1.0E2d")  # fmt: skip
        self.assertEqual(done, "Completed updating config for user u9.\n")
        self.same("--alter", "--client-defaults", "--add-config", "request_percentage=300")
        self.same("--alter", "--ip-defaults", "--add-config", "connection_creation_rate=30")
        both = ("--user", "u9", "--client", "c9")
        self.assert_ok(ours(TOOL, *AT, "--alter", *both, "--delete-config", "producer_byte_rate"))
        self.assertTrue(eventually(lambda: not ours(TOOL, *AT, "--describe", *both).out))
        self.same_failure("--alter", *both, "--delete-config", "producer_byte_rate")

    def test_refused(self):
        for words in (
            ("--user", "u1", "--add-config", "foo=1"),
            ("--user", "u1", "--delete-config", "foo"),
            ("--client", "c1", "--add-config", "foo=1"),
            ("--client", "c1", "--delete-config", "SCRAM-SHA-256"),
            ("--user", "u1", "--client", "c9", "--add-config", "SCRAM-SHA-256=[password=pw]"),
            ("--ip", "10.0.0.1", "--add-config", "foo=1"),
            ("--user", "u1", "--delete-config", "controller_mutation_rate"),
            ("--user", "u1", "--add-config", "producer_byte_rate=x"),
            ("--user", "u1", "--add-config", "producer_byte_rate=1.5"),
            ("--user", "u1", "--add-config", "request_percentage=-1"),
        ):
            with self.subTest(words):
                self.same_failure("--alter", *words)


class Passwords(Golden):
    def test_set_shown_and_taken_away(self):
        user = fresh("user")
        set_password = lambda text: self.same("--alter", "--user", user, "--add-config", text)  # noqa: E731
        self.assertEqual(set_password("SCRAM-SHA-256=[iterations=8192,password=a=b]"), f"Completed updating config for user {user}.\n")
        set_password("SCRAM-SHA-512=[password=pw]")
        set_password("SCRAM-SHA-512=[iterations=-1,password=pw]")
        self.shows("SCRAM-SHA-256=iterations=8192", "--describe", "--user", user)
        self.settled("--describe", "--entity-type", "users")
        self.settled("--describe", "--entity-type", "users", "--entity-name", user)
        take_away = ("--alter", "--user", user, "--delete-config", "SCRAM-SHA-256")
        self.assert_ok(ours(TOOL, *AT, *take_away))
        self.same_failure(*take_away)

    def test_refused(self):
        for words in (
            ("--user", "s", "--add-config", "SCRAM-SHA-512=[iterations=100,password=pw]"),
            ("--user", "s", "--add-config", "SCRAM-SHA-512=[iterations=20000,password=pw]"),
            ("--user", "s", "--add-config", "SCRAM-SHA-512=[iterations=8192,password=]"),
            ("--user", "s", "--add-config", "SCRAM-SHA-512=[password=pw],producer_byte_rate=1"),
            ("--user-defaults", "--add-config", "SCRAM-SHA-512=[password=pw]"),
        ):
            with self.subTest(words):
                self.same_failure("--alter", *words)

    def test_a_password_is_never_repeated(self):
        for text in ("SCRAM-SHA-512=[hush]", "SCRAM-SHA-512=[iterations=x,password=hush]", "SCRAM-SHA-1=[password=hush]"):
            run = self.assert_fails(ours(TOOL, *AT, "--alter", "--user", "s", "--add-config", text))
            self.assertNotIn("hush", run.err)


class Controllers(Golden):
    """What the controller's own listener answers (KIP-919)."""

    @classmethod
    def setUpClass(cls):
        cls.at = controllers()

    def test_settings(self):
        topic = self.topic()
        self.same("--alter", "--topic", topic, "--add-config", "segment.ms=777777")
        self.assertIn("segment.ms=777777", self.same("--describe", "--topic", topic, "--all"))
        self.addCleanup(ours, TOOL, *AT, "--alter", "--broker-defaults", "--delete-config", "log.cleaner.threads")
        self.same("--alter", "--broker-defaults", "--add-config", "log.cleaner.threads=1")
        self.assertIn("log.cleaner.threads=1", self.same("--describe", "--broker-defaults"))
        self.same("--describe", "--broker", "1")

    def test_only_one_kind(self):
        self.assert_fails(ours(TOOL, *AT, *self.at, "--describe", "--broker", "1"), "You cannot specify both", status=2)
        wrong = ours(TOOL, "--bootstrap-controller", AT[1], "--describe", "--broker", "1")
        self.assert_fails(wrong, "endpoint of type BROKER")


class Usage(Golden):
    def test_command_lines(self):
        for words in (
            ("--describe",),
            ("--topic", "t"),
            ("--describe", "--alter", "--topic", "t"),
            ("--describe", "--entity-type", "bogus"),
            ("--describe", "--entity-type", "topics", "--entity-type", "brokers"),
            ("--describe", "--topic", "t", "--entity-type", "topics"),
            ("--describe", "--topic", "t", "--entity-name", "t"),
            ("--describe", "--entity-type", "topics", "--entity-default"),
            ("--describe", "--entity-type", "broker-loggers"),
            ("--describe", "--broker", "x"),
            ("--describe", "--ip", "no.such.host.invalid"),
            ("--describe", "--entity-type", "users", "--entity-name", "a", "--entity-name", "b"),
            ("--alter", "--topic", "t"),
            ("--alter", "--broker", "x", "--add-config", "a=b"),
            ("--alter", "--entity-type", "users", "--add-config", "a=b"),
            ("--alter", "--entity-type", "topics", "--add-config", "a=b"),
            ("--alter", "--entity-type", "users", "--entity-type", "clients", "--entity-name", "a", "--add-config", "a=b"),
            ("--alter", "--topic", "t", "--add-config", "a=b", "--add-config-file", "/nowhere"),
            ("--alter", "--topic", "t", "--add-config", "a=b", "--add-config", "c=d"),
            ("--describe", "--topic", "t", "--no-such-option"),
            ("--describe", "--topic"),
        ):
            with self.subTest(words):
                self.same_failure(*words, status=2)

    def test_changes(self):
        for change in ("retention.ms", "a=b=c", "", "a b=c", "a=[b"):
            with self.subTest(change):
                self.same_failure("--alter", "--topic", "no-such", "--add-config", change)
        self.assert_fails(ours(TOOL, *AT, "--alter", "--topic", "t", "--add-config-file", "/nowhere"), "/nowhere")

    def test_connection_options(self):
        self.assertEqual(java_sentence(java(TOOL, "--describe", "--topic", "t")),
                         ours(TOOL, "--describe", "--topic", "t").err.splitlines()[0])  # fmt: skip
        old = ours(TOOL, "--zookeeper", "localhost:2181", "--describe", "--topic", "t")
        self.assert_fails(old, "--zookeeper is not supported", status=2)
        run = self.assert_ok(ours(TOOL, *AT, "--describe", "--broker-defaults", "--force"))
        self.assertIn("--force does nothing", run.err)


class Json(KafkaTest):
    """The schema is held against every run by `ours`; here only that there is something in it."""

    def json_of(self, *words):
        return json.loads(self.assert_ok(ours(TOOL, *AT, *words, "--output", "json")).out)

    def test_every_action(self):
        topic = self.topic()
        altered = self.json_of("--alter", "--topic", topic, "--add-config", "segment.ms=777777")
        self.assertEqual(altered["altered"], [{"type": "topic", "name": topic}])
        told = lambda: self.json_of("--describe", "--topic", topic)["resources"][0]["configs"]  # noqa: E731
        self.assertTrue(eventually(told))
        self.assertEqual(told()[0]["type"], "LONG")
        self.assertEqual(told()[0]["synonyms"][0]["source"], "DYNAMIC_TOPIC_CONFIG")
        self.assertGreater(len(self.json_of("--describe", "--broker", "1", "--all")["resources"][0]["configs"]), 100)
        self.assertIsNone(self.json_of("--describe", "--entity-type", "brokers")["resources"][1]["name"])

        user = fresh("user")
        self.json_of("--alter", "--user", user, "--client-defaults", "--add-config", "producer_byte_rate=5")
        self.json_of("--alter", "--user", user, "--add-config", "SCRAM-SHA-256=[password=pw]")
        of_user = lambda: self.json_of("--describe", "--user", user)["scram_credentials"]  # noqa: E731
        self.assertTrue(eventually(of_user))
        self.assertEqual(of_user(), [{"user": user, "credentials": [{"mechanism": "SCRAM-SHA-256", "iterations": 4096}]}])
        quotas = self.json_of("--describe", "--user", user, "--client-defaults")["quotas"]
        self.assertEqual(quotas, [{"entity": {"client-id": None, "user": user}, "values": {"producer_byte_rate": 5.0}}])

    def test_errors(self):
        for more in ((), ("--all",)):
            missing = ours(TOOL, *AT, "--describe", "--topic", "no-such", *more, "--output", "json")
            self.assert_fails(missing, "RESOURCE_NOT_FOUND")
        self.assert_fails(ours(TOOL, *AT, "--describe", "--output", "json"), '"USAGE"', status=2)


if __name__ == "__main__":
    main()
