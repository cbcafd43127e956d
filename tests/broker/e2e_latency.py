"""kafka-e2e-latency against a broker: what it tells is what happened, and every end is a clean one."""

import json
import signal
import time

import peers
from kpp_test import AT, BOOTSTRAP, KafkaTest, eventually, finish, fresh, main, ours, start_ours

TOOL = "kafka-e2e-latency"
SHAPE = ("--producer-acks", "all", "--record-size", "20")


class Latency(KafkaTest):
    def measure(self, topic, records, *words, **how):
        return ours(TOOL, *AT, "--topic", topic, "--num-records", str(records), *SHAPE, *words, **how)

    def told(self, *words, **how):
        return json.loads(self.assert_ok(self.measure(*words, "--output", "json", **how)).out)

    def records(self, topic):
        read = ours("kafka-console-consumer", *AT, "--topic", topic, "--from-beginning", "--exit-at-end", "--output", "json")
        return [json.loads(line) for line in self.assert_ok(read).out.splitlines()]

    def test_figures(self):
        topic = self.topic(partitions=3)
        told = self.told(topic, 200)
        figures = told["latency_ms"]
        in_order = [figures[name] for name in ("min", "p50", "p75", "p90", "p95", "p99", "p99_9", "p99_99", "max")]
        self.assertEqual(in_order, sorted(in_order))
        self.assertEqual(told["records"], 200)
        self.assertEqual(sum(cell["records"] for cell in told["histogram"]), 200)
        self.assertEqual(len(self.records(topic)), 200)

    def test_the_shape_of_records(self):
        topic = self.topic()
        self.told(topic, 2, "--record-key-size", "5", "--num-headers", "2", "--record-header-key-size", "3",
                  "--record-header-size", "-1")  # fmt: skip
        first, second = self.records(topic)
        self.assertEqual([len(first["key"]), len(first["value"])], [5, 20])
        self.assertEqual([(len(header["key"]), header["value"]) for header in first["headers"]], [(3, None)] * 2)
        self.assertNotEqual(first["value"], second["value"])

    def test_what_was_there_before_is_not_read(self):
        topic = self.topic()
        self.assert_ok(ours("kafka-console-producer", *AT, "--topic", topic, stdin="before\n"))
        self.assertEqual(self.told(topic, 3)["records"], 3)

    def test_the_position_is_committed(self):
        topic = self.topic()
        self.told(topic, 3)
        groups = ours("kafka-consumer-groups", *AT, "--describe", "--all-groups", "--offsets", "--output", "json")
        mine = [group for group in json.loads(self.assert_ok(groups).out)["groups"] if group["group"].startswith("test-group-")
                and any(each["topic"] == topic for each in group["partitions"])]  # fmt: skip
        self.assertEqual([each["current_offset"] for group in mine for each in group["partitions"]], [3])

    def test_a_rate_is_kept_and_what_is_late_counts(self):
        begin = time.monotonic()
        told = self.told(self.topic(), 100, "--throughput", "100")
        self.assertGreater(time.monotonic() - begin, 0.99)
        self.assertEqual(told["settings"]["throughput"], 100)
        # Far more than can be done, so each waits for all before it.
        late = self.told(self.topic(), 300, "--throughput", "1000000")["latency_ms"]
        self.assertGreater(late["p99"], 3 * late["min"])

    def test_somebody_else_writes(self):
        topic = self.topic()
        for words, status in ((), 1), (("--ignore-other-records",), 0):
            process = start_ours(TOOL, *AT, "--topic", topic, "--num-records", "400", *SHAPE, "--throughput", "200", *words)
            process.stdout.readline()
            self.assert_ok(ours("kafka-console-producer", *AT, "--topic", topic, stdin="stranger\n"))
            run = finish(process)
            self.assertEqual(run.status, status, run)
            self.assertRegex(run.out, r"Avg latency: \d+\.\d{4} ms\n", "what was measured is told")
            if status:
                self.assertRegex(run.err, r"^The message read at offset \d+ of partition 0 did not match the message sent: "
                                          r"its value differs\.")  # fmt: skip

    def test_an_interrupted_run_says_how_far_it_came(self):
        for number in signal.SIGINT, signal.SIGTERM:
            process = start_ours(TOOL, *AT, "--topic", self.topic(), "--num-records", "1000000", *SHAPE)
            process.stdout.readline()
            process.send_signal(number)
            run = finish(process, timeout=10)
            self.assertEqual(run.status, 128 + number, run)
            self.assertRegex(run.out, r"Avg latency: \d+\.\d{4} ms\nPercentiles: 50th = \d+, 99th = \d+, 99\.9th = \d+\n$")
            self.assertEqual(run.err, "")

    def test_a_signal_while_connecting(self):
        with peers.silent() as peer:
            process = start_ours(TOOL, "--bootstrap-server", peer.address, "--topic", "t", "--num-records", "1", *SHAPE)
            self.assertTrue(eventually(lambda: peer.accepted))
            process.send_signal(signal.SIGINT)
            self.assertEqual(finish(process, timeout=1.5).status, 130)

    def test_the_settings_in_effect(self):
        run = self.assert_ok(self.measure(self.topic(), 1, "--print-config"))
        producer, consumer = run.out.split("Consumer settings in effect:\n")
        self.assertTrue(producer.startswith("Producer settings in effect:\n"), run)
        self.assertIn("\tacks = all\n", producer)
        self.assertIn("\tlinger.ms = 0\n", producer)
        self.assertIn("\tenable.auto.commit = false\n", consumer)

    def test_a_run_that_fails_tells_what_it_measured(self):
        topic = self.topic()
        process = start_ours(TOOL, *AT, "--topic", topic, "--num-records", "100000", *SHAPE, "--throughput", "200", "--output", "json")
        self.assertTrue(eventually(lambda: len(self.records(topic)) > 0))
        self.assert_ok(ours("kafka-console-producer", *AT, "--topic", topic, stdin="stranger\n"))
        run = finish(process)
        self.assertEqual(run.status, 1, run)
        told = json.loads(run.out)
        self.assertGreater(told["records"], 0)
        self.assertEqual(sum(cell["records"] for cell in told["histogram"]), told["records"])
        (failure,) = told["failures"]
        self.assertIn("did not match the message sent", failure["message"])
        self.assertFalse(told["settings"]["ignore_other_records"])

    def test_failures(self):
        self.assert_fails(ours(TOOL, "--bootstrap-server", "127.0.0.1:1", "--topic", "t", "--num-records", "1", *SHAPE),
                          "127.0.0.1:1")  # fmt: skip
        self.assert_fails(self.measure("not a name", 1), "invalid topic")
        topic = self.topic()
        too_large = ours(TOOL, *AT, "--topic", topic, "--num-records", "1", "--producer-acks", "1", "--record-size", "3000000")
        self.assert_fails(too_large, "larger")
        self.assertLess(too_large.seconds, 10)
        with open("/dev/full", "w") as full:
            run = self.measure(topic, 2, stdout=full)
        self.assertEqual(run.status, 1)
        self.assertIn("cannot write to standard output", run.err)
        self.assert_fails(self.measure(topic, 1, "--command-config", "/nowhere/x"), "/nowhere/x")
        self.assert_fails(self.measure(topic, 1, "--throughput", "0"), "--throughput must be greater than zero", status=2)

    def test_words_without_names(self):
        topic = fresh()
        self.delete_after(topic)
        run = ours(TOOL, BOOTSTRAP, topic, "2", "1", "5")
        self.assertRegex(self.assert_ok(run).out, r'^Topic "[^"]+" does not exist\. Will create topic with 1 partition')
        self.assertIn("arguments without names are deprecated", run.err)


if __name__ == "__main__":
    main()
