"""Brokers with two log directories: kafka-log-dirs and the moves of kafka-reassign-partitions between them (KIP-113)."""

import json

from kpp_test import AT, eventually, main, ours
from reassign_partitions import ReassignTest, ours_of


class LogDirectories(ReassignTest):
    def dirs(self, broker, topic):
        """Where this broker has partition 0 of a topic: directories, each with the replica that is to be there."""
        described = ours("kafka-log-dirs", *AT, "--describe", "--broker-list", str(broker), "--topic-list", topic,
                         "--output", "json")  # fmt: skip
        (told,) = json.loads(self.assert_ok(described).out)["brokers"]
        return {found["path"]: found["replicas"] for found in told["log_dirs"]}

    def there_and_free(self, broker, topic):
        dirs = self.dirs(broker, topic)
        (there,) = [path for path, replicas in dirs.items() if replicas]
        (free,) = [path for path, replicas in dirs.items() if not replicas]
        return there, free

    def move_to(self, topic, path):
        return self.file(topic, {0: [1, 2]}, log_dirs=[path, "any"])

    def test_described(self):
        topic = self.twins("1:2,3:4,2:1", data=3)[0]
        for words in (("--topic-list", topic), ("--topic-list", topic, "--broker-list", "1,4")):
            with self.subTest(words):
                mine = self.assert_same("kafka-log-dirs", *AT, "--describe", *words)
                self.assertEqual(mine.out.count('"logDir"'), 2 * mine.out.count('"broker"'))

    def test_a_move_between_directories(self):
        names = self.twins("1:2", data=20)
        places = {name: self.there_and_free(1, name) for name in names}
        plan = lambda name: self.move_to(name, places[name][1])  # noqa: E731

        def same(*words):
            theirs, mine = self.both_of_twins(names, lambda name: (*words, *plan(name)))
            self.assertEqual(mine, theirs)
            return mine

        started = same("--execute", "--replica-alter-log-dirs-throttle", "50000000")
        self.assertIn("The replica-alter-dir throttle limit was set to 50000000 B/s\n", started)
        self.assertIn("Successfully started moving log directory to DIR for replica ", started)
        holding = lambda name: [path for path, replicas in self.dirs(1, name).items() if replicas]  # noqa: E731
        self.assertTrue(eventually(lambda: all(holding(name) == [places[name][1]] for name in names), timeout=30))
        verified = same("--verify")
        self.assertIn("-0-1 completed successfully.\n", verified)
        self.assertIn("Clearing broker-level throttles", verified)

    def test_a_move_under_way_is_seen_and_cancelled(self):
        names = self.twins("1:2", data=1500)
        places = {name: self.there_and_free(1, name) for name in names}
        plan = lambda name: self.move_to(name, places[name][1])  # noqa: E731
        self.both_of_twins(names, lambda name: ("--execute", "--additional", *plan(name), "--replica-alter-log-dirs-throttle", "1000"))
        for name in names:
            there, to = (self.dirs(1, name)[path] for path in places[name])
            self.assertEqual([(len(r), r[0]["is_future"]) for r in (there, to)], [(1, False), (1, True)])
        for words in ("--verify", "--preserve-throttles"), ("--cancel", "--preserve-throttles"), ("--verify",):
            with self.subTest(words):
                theirs, mine = self.both_of_twins(names, lambda name: (*words, *plan(name)))  # noqa: B023
                self.assertEqual(mine, theirs)
        for name in names:
            self.assertEqual(self.there_and_free(1, name), places[name])

    def test_a_directory_that_is_not_there(self):
        name = self.twins("1:2")[0]
        run = ours_of(("--execute", *self.move_to(name, "/no/such/dir")))
        self.assertEqual(run.status, 1, run)
        self.assertIn(f"Error: Failed to alter dir for {name}-0-1", run.err)


if __name__ == "__main__":
    main()
