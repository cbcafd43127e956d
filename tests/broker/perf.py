#!/usr/bin/env python3
"""The performance tools against a broker: their figures are right, and so are their ends."""

import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
import peers
from kpp_test import AT, BOOTSTRAP, KafkaTest, finish, fresh, main, ours, start_ours

PRODUCE, CONSUME = "kafka-producer-perf-test", "kafka-consumer-perf-test"

NUMBER = r"\d+\.\d"
WINDOW = re.compile(
    rf"^(\d+) records sent, ({NUMBER}) records/sec \(({NUMBER}\d) MB/sec\), "
    rf"({NUMBER}) ms avg latency, ({NUMBER}) ms max latency\.$"
)
TOTAL = re.compile(
    rf"^(\d+)( steady state)? records sent, ({NUMBER}{{6}}) records/sec \(({NUMBER}\d) MB/sec\), "
    rf"({NUMBER}\d|NaN) ms avg latency, ({NUMBER}\d) ms max latency, "
    r"(\d+) ms 50th, (\d+) ms 95th, (\d+) ms 99th, (\d+) ms 99\.9th\.$"
)
HEADER = (
    "start.time, end.time, data.consumed.in.MB, MB.sec, data.consumed.in.nMsg, nMsg.sec, "
    "rebalance.time.ms, fetch.time.ms, fetch.MB.sec, fetch.nMsg.sec"
)
DETAILED_HEADER = HEADER.replace("start.time, end.time", "time, threadId")
TIME = r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d:\d{3}"
FIXED = r"-?\d+\.\d{4}"
RATE = rf"(?:{FIXED}|NaN|-?Infinity)"
ROW = re.compile(
    rf"^({TIME}), ({TIME}), ({FIXED}), ({RATE}), (\d+), ({RATE}), (\d+), (-?\d+), ({RATE}), ({RATE})$"
)
DETAILED_ROW = re.compile(
    rf"^({TIME}), 0, ({FIXED}), ({RATE}), (\d+), ({RATE}), (\d+), (-?\d+), ({RATE}), ({RATE})$"
)
TIMEOUT = (
    "WARNING: Exiting before consuming the expected number of records: timeout ({} ms) exceeded. "
    "You can use the --timeout option to increase the timeout."
)


def produce(topic, records, *words, size=100, throughput="-1", **how):
    payload = [] if size is None else ["--record-size", str(size)]
    return ours(
        PRODUCE, *AT, "--topic", topic, "--num-records", str(records), "--throughput", str(throughput),
        *payload, *words, **how,
    )  # fmt: skip


def consume(topic, records, *words, **how):
    return ours(CONSUME, *AT, "--topic", topic, "--num-records", str(records), *words, **how)


class PerfTest(KafkaTest):
    def end_offsets(self, topic):
        """How many records a topic without deleted ones has, by partition, as the broker says."""
        run = self.assert_ok(
            ours(
                "kafka-consumer-groups", *AT, "--group", fresh("nobody"), "--reset-offsets", "--to-latest",
                "--topic", topic, "--dry-run", "--export",
            )
        )  # fmt: skip
        rows = [line.split(",") for line in run.out.splitlines() if line]
        return [int(offset) for _, _, offset in sorted(rows, key=lambda row: int(row[1]))]

    def total(self, line, steady=False):
        match = TOTAL.match(line)
        self.assertTrue(match, repr(line))
        self.assertEqual(match[2] is not None, steady, line)
        return match

    def row(self, run):
        lines = run.out.splitlines()
        self.assertEqual(lines[0], HEADER)
        self.assertEqual(len(lines), 2, run)
        match = ROW.match(lines[1])
        self.assertTrue(match, repr(lines[1]))
        return match


class TheMainJob(PerfTest):
    def test_the_two_command_lines_of_every_tutorial(self):
        topic = self.topic(partitions=2)
        sent = self.assert_ok(
            ours(
                PRODUCE, "--topic", topic, "--num-records", "200000", "--record-size", "100", "--throughput", "-1",
                "--producer-props", f"bootstrap.servers={BOOTSTRAP}", timeout=120,
            )
        )  # fmt: skip
        total = self.total(sent.out.splitlines()[-1])
        self.assertEqual(total[1], "200000")
        self.assertIn("--producer-props is deprecated", sent.err)
        records_a_second, mb_a_second = float(total[3]), float(total[4])
        self.assertAlmostEqual(mb_a_second, records_a_second * 100 / 2**20, delta=0.0051)
        percentiles = [int(total[i]) for i in range(7, 11)]
        self.assertEqual(percentiles, sorted(percentiles))
        self.assertLessEqual(percentiles[-1], float(total[6]))
        ends = self.end_offsets(topic)
        self.assertEqual(sum(ends), 200_000)
        self.assertGreater(min(ends), 0, "records without a key go to all partitions")

        read = self.assert_ok(ours(CONSUME, *AT, "--topic", topic, "--messages", "200000", timeout=120))
        self.assertIn("--messages is deprecated", read.err)
        row = self.row(read)
        self.assertEqual(row[3], "19.0735")
        self.assertEqual(row[5], "200000")
        fetch_ms = int(row[8])
        self.assertAlmostEqual(float(row[10]), 200_000 * 1000 / fetch_ms, delta=0.001)
        self.assertAlmostEqual(float(row[9]), 19.073486328125 * 1000 / fetch_ms, delta=0.0001)


class Producing(PerfTest):
    def test_a_rate_is_held(self):
        topic = self.topic()
        run = self.assert_ok(produce(topic, 3000, "--reporting-interval", "500", throughput=1000))
        *windows, last = run.out.splitlines()
        rate = float(self.total(last)[3])
        self.assertGreater(rate, 850)
        self.assertLess(rate, 1050)
        self.assertGreaterEqual(len(windows), 3)
        self.assertLessEqual(sum(int(WINDOW.match(line)[1]) for line in windows), 3000)
        self.assertEqual(self.end_offsets(topic), [3000])

    def test_warm_up(self):
        run = self.assert_ok(
            produce(
                self.topic(), 3000, "--warmup-records", "1000", "--reporting-interval", "400", throughput=1500
            )
        )
        lines = run.out.splitlines()
        self.assertEqual(
            lines[0], "Warmup first 1000 records. Steady state results will print after the complete test summary."
        )
        self.assertEqual(lines.count("In steady state."), 1)
        self.assertEqual(self.total(lines[-2])[1], "3000")
        self.assertEqual(self.total(lines[-1], steady=True)[1], "2000")
        for line in lines[lines.index("In steady state.") + 1 : -2]:
            self.assertRegex(line, WINDOW)

    def test_payloads(self):
        topic = self.topic()
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "payloads"
            file.write_text("aaa1bbb22ccc")
            words = ["--payload-file", "payloads", "--payload-delimiter", "[0-9]+"]
            run = self.assert_ok(produce(topic, 30, *words, size=None, cwd=folder))
        lines = run.out.splitlines()
        self.assertEqual(lines[0], f"Reading payloads from: {os.path.realpath(folder)}/payloads")
        self.assertEqual(lines[1], "Number of records read: 3")
        self.total(lines[2])
        self.assert_ok(produce(topic, 12, "--payload-monotonic", size=None))
        # 30 values of three letters, then 0 to 11: 10 of one digit, 2 of two.
        read = self.assert_ok(consume(topic, 42, "--output", "json"))
        self.assertEqual(json.loads(read.out)["total"]["bytes"], 30 * 3 + 10 + 2 * 2)

    def test_json(self):
        topic = self.topic()
        run = self.assert_ok(
            produce(topic, 2000, "--warmup-records", "500", "--reporting-interval", "300", "--output", "json",
                    "--print-metrics", throughput=1000)
        )  # fmt: skip
        self.assertEqual(run.err, "")
        answer = json.loads(run.out)
        self.assertEqual(next(iter(answer)), "version")
        self.assertEqual((answer["version"], answer["topic"], answer["interrupted"]), (1, topic, False))
        total, steady = answer["total"], answer["steady_state"]
        self.assertEqual((total["records"], total["bytes"], steady["records"]), (2000, 200_000, 1500))
        self.assertAlmostEqual(total["records_per_second"], 2000 * 1000 / total["elapsed_ms"], places=3)
        latency = total["latency_ms"]
        order = [latency[key] for key in ("p50", "p75", "p90", "p95", "p99", "p99_9", "p99_99", "max")]
        self.assertEqual(order, sorted(order))
        self.assertGreaterEqual(len(answer["intervals"]), 2)
        metrics = answer["metrics"]
        self.assertEqual(metrics["producer-metrics:record-send-total:{client-id=perf-producer-client}"], 2000)

    def test_metrics_in_kafkas_layout(self):
        run = self.assert_ok(produce(self.topic(), 100, "--print-metrics", "--command-property", "client.id=mine"))
        lines = run.out.splitlines()
        self.total(lines[0])
        self.assertEqual(lines[1], "")
        self.assertRegex(lines[2], r"^Metric Name +Value$")
        self.assertEqual(lines[3:], sorted(lines[3:]))
        self.assertEqual(len({line.index(" : ") for line in lines[3:]}), 1)
        self.assertRegex(run.out, r"\nproducer-metrics:record-send-total:\{client-id=mine\} +: 100\.000\n")

    def test_a_missing_topic_is_made_where_the_broker_makes_topics(self):
        topic = fresh()
        self.delete_after(topic)
        self.assertEqual(self.total(self.assert_ok(produce(topic, 10)).out.strip())[1], "10")
        self.assertEqual(self.end_offsets(topic), [10])

    def test_records_that_are_refused_are_counted(self):
        topic = self.topic()
        run = produce(topic, 3, size=2_000_000)
        self.assertEqual(run.status, 1, run)
        self.assertEqual(self.total(run.out.strip())[1], "0")
        reasons = run.err.splitlines()
        self.assertEqual(len(reasons), 2, run)
        self.assertRegex(reasons[0], "^Not delivered: .*larger")
        self.assertEqual(reasons[1], "3 of 3 records were not delivered.")
        self.assertEqual(self.end_offsets(topic), [0])

        answer = produce(topic, 2, "--output", "json", size=2_000_000)
        self.assertEqual(answer.status, 1, answer)
        (failure,) = json.loads(answer.out)["failures"]
        self.assertEqual(failure["records"], 2)


class Consuming(PerfTest):
    def test_keys_count_and_empty_values_too(self):
        topic = self.topic()
        self.assert_ok(
            ours("kafka-console-producer", *AT, "--topic", topic, "--property", "parse.key=true",
                 stdin="key\tvalue\nk\t\n")
        )  # fmt: skip
        answer = json.loads(self.assert_ok(consume(topic, 2, "--output", "json")).out)
        self.assertEqual((answer["total"]["records"], answer["total"]["bytes"]), (2, 9))

    def test_it_reads_what_it_was_asked_for_and_commits_it(self):
        topic, group = self.topic(), fresh("g")
        self.assert_ok(produce(topic, 1000))
        self.assertEqual(self.row(self.assert_ok(consume(topic, 400, "--group", group)))[5], "400")
        self.assertEqual(self.row(self.assert_ok(consume(topic, 600, "--group", group)))[5], "600")
        self.addCleanup(ours, "kafka-consumer-groups", *AT, "--delete", "--group", group)

    def test_too_few_records(self):
        topic = self.topic()
        self.assert_ok(produce(topic, 10))
        run = consume(topic, 11, "--timeout", "700")
        self.assertEqual(run.status, 1)
        self.assertEqual(self.row(run)[5], "10")
        self.assertEqual(run.err.splitlines(), [TIMEOUT.format(700)])
        self.assertLess(run.seconds, 10)

    def test_only_new_records(self):
        topic = self.topic()
        self.assert_ok(produce(topic, 10))
        self.assertEqual(self.row(consume(topic, 1, "--from-latest", "--timeout", "500"))[5], "0")

    def test_a_group_of_its_own_begins_at_once(self):
        topic = self.topic()
        self.assert_ok(produce(topic, 100))
        # librdkafka would ask for offsets that are not there, and then pause for 100 ms.
        self.assertLess(min(int(self.row(self.assert_ok(consume(topic, 100)))[8]) for _ in range(5)), 90)
        # Of a group that has a name it does so, and goes on where that was.
        named = ["--group", fresh("g")]
        self.assert_ok(consume(topic, 60, *named))
        self.assertEqual(self.row(self.assert_ok(consume(topic, 40, *named)))[5], "40")
        self.assertEqual(self.row(consume(topic, 1, *named, "--timeout", "300"))[5], "0")

    def test_several_topics_by_a_java_regex(self):
        name = fresh("many")
        for number in (1, 22, "x"):
            self.topic(f"{name}-{number}")
            self.assert_ok(produce(f"{name}-{number}", 100))
        words = ["--include", name + r"-\d+", "--num-records", "200", "--timeout", "5000"]
        self.assertEqual(self.row(self.assert_ok(ours(CONSUME, *AT, *words)))[5], "200")

    def test_rows_by_interval(self):
        topic = self.topic()
        producer = start_ours(
            PRODUCE, *AT, "--topic", topic, "--num-records", "3000", "--record-size", "10", "--throughput", "1000"
        )
        try:
            run = self.assert_ok(
                consume(topic, 3000, "--show-detailed-stats", "--reporting-interval", "500", "--timeout", "5000")
            )
        finally:
            self.assert_ok(finish(producer))
        header, *rows = run.out.splitlines()
        self.assertEqual(header, DETAILED_HEADER)
        self.assertGreaterEqual(len(rows), 3)
        counts = []
        for line in rows:
            self.assertRegex(line, DETAILED_ROW)
            counts.append(int(DETAILED_ROW.match(line)[4]))
        self.assertEqual(counts, sorted(counts))
        self.assertLessEqual(counts[-1], 3000)

    def test_form(self):
        topic = self.topic()
        self.assert_ok(produce(topic, 5))
        run = self.assert_ok(consume(topic, 5, "--hide-header", "--date-format", "'on' EEE yyyy"))
        self.assertRegex(run.out, r"^on \w{3} \d{4}, on \w{3} \d{4}, 0\.0005, ")
        self.assertEqual(len(run.out.splitlines()), 1)
        metrics = self.assert_ok(consume(topic, 5, "--print-metrics")).out
        self.assertRegex(metrics, r"\n\nMetric Name +Value\n")
        self.assertRegex(metrics, r"\nconsumer-coordinator-metrics:assigned-partitions:\S+ +: 1\.000\n")

    def test_old_spellings(self):
        topic = self.topic()
        self.assert_ok(produce(topic, 5))
        run = self.assert_ok(
            ours(CONSUME, "-broker-list", BOOTSTRAP, "--topic", topic, "--messages=5", "--threads", "2",
                 "--num-fetch-threads", "1")
        )  # fmt: skip
        self.assertEqual(self.row(run)[5], "5")
        warned = run.err.splitlines()
        self.assertEqual(len(warned), 4, run)
        self.assertTrue(all(line.startswith("Warning: --") for line in warned), run)


class Endings(PerfTest):
    def test_nobody_there(self):
        with peers.nobody() as peer:
            at = ("--bootstrap-server", peer.address)
            words = ["--topic", "t", "--num-records", "5"]
            for run in (
                ours(PRODUCE, *at, *words, "--throughput", "-1", "--record-size", "5"),
                ours(CONSUME, *at, *words),
            ):
                self.assert_fails(run, peer.address, "refused")
                self.assertLess(run.seconds, 8)
                self.assertEqual(len(run.err.splitlines()), 1)
            run = ours(CONSUME, *at, *words, "--output", "json")
            self.assert_fails(run)
            self.assertIn("refused", json.loads(run.err)["error"]["message"])

    def test_nothing_but_silence(self):
        with peers.silent() as peer:
            at = ("--bootstrap-server", peer.address)
            words = ["--topic", "t", "--num-records", "5"]
            for run in (
                ours(PRODUCE, *at, *words, "--throughput", "-1", "--record-size", "5"),
                ours(CONSUME, *at, *words),
            ):
                self.assert_fails(run)
                self.assertLess(run.seconds, 10)

    def test_wrong_usage(self):
        complete = ["--topic", "t", "--num-records", "5", "--throughput", "-1", "--record-size", "5"]
        for words, sentence in (
            ([*complete], "At least one of --bootstrap-server"),
            ([*complete, *AT, "--bogus"], "unrecognized arguments: '--bogus'"),
            ([*complete, "--producer-props", "a"], "Invalid property: a"),
            ([*complete, *AT, "--payload-monotonic"], "not allowed with argument --record-size"),
        ):
            self.assert_fails(ours(PRODUCE, *words), sentence, status=2)
        for words, sentence in (
            (["--topic", "t"], "Exactly one of the following arguments is required: [messages], [num-records]"),
            (["--topic", "t", "--num-records", "5", "--date-format", "b"], "Illegal pattern character 'b'"),
            (["--include", "(", "--num-records", "5"], "( is an invalid regex."),
        ):
            self.assert_fails(ours(CONSUME, *AT, *words), sentence, status=2)

    def test_bad_settings(self):
        topic = fresh()
        self.assert_fails(produce(topic, 1, "--command-property", "acks=many"), "acks")
        self.assert_fails(consume(topic, 1, "--command-property", "fetch.min.bytes=x"), "fetch.min.bytes")
        self.assert_fails(consume("no name", 1, "--timeout", "60000"), "Invalid topics: [no name]")
        self.assert_fails(produce(topic, 1, "--command-config", "/nonexistent"), "/nonexistent")
        self.assert_fails(
            ours(CONSUME, "--topic", topic, "--num-records", "1", "--command-property", "client.id=x"),
            "No broker is named",
        )
        for words in (
            ["--transactional-id", "x", "--command-property", "acks=1"],
            ["--command-property", "transactional.id=x", "enable.idempotence=false"],
        ):
            self.assert_fails(produce(topic, 1, *words), "transactional.id")
        self.assert_fails(
            produce(topic, 1, "--payload-file", "/nonexistent", size=None),
            "File does not exist or empty file provided.",
        )

    def committed(self, topic):
        """How many records a reader of committed ones finds."""
        run = ours(
            "kafka-console-consumer", *AT, "--topic", topic, "--from-beginning", "--timeout-ms", "3000",
            "--isolation-level", "read_committed",
        )  # fmt: skip
        return len(run.out.splitlines())

    def test_transactions(self):
        """Each commit takes an offset of its own, so the end of the topic counts the transactions."""
        with self.subTest("so long each"):
            topic = self.topic(partitions=1)
            run = self.assert_ok(
                produce(topic, 1000, "--transactional-id", fresh("id"), "--transaction-duration-ms", "250",
                        throughput=500)
            )  # fmt: skip
            self.assertEqual(self.total(run.out.splitlines()[-1])[1], "1000")
            transactions = self.end_offsets(topic)[0] - 1000
            self.assertGreaterEqual(transactions, 3)
            self.assertLessEqual(transactions, run.seconds / 0.25 + 1)
            self.assertEqual(self.committed(topic), 1000)
        with self.subTest("three seconds unless asked otherwise; the id as a property"):
            topic = self.topic(partitions=1)
            self.assert_ok(produce(topic, 50, "--command-property", f"transactional.id={fresh('id')}"))
            self.assertEqual(self.end_offsets(topic), [51])
        with self.subTest("an id is made up"):
            topic = self.topic(partitions=1)
            run = self.assert_ok(produce(topic, 50, "--transaction-duration-ms", "60000", "--output", "json"))
            self.assertEqual(json.loads(run.out)["settings"]["transaction_duration_ms"], 60000)
            self.assertEqual(self.end_offsets(topic), [51])
        with self.subTest("a transaction longer than the broker allows"):
            self.assert_fails(
                produce(fresh(), 1, "--transactional-id", fresh("id"), "--command-property",
                        "transaction.timeout.ms=2000000000"),
                "timeout",
            )  # fmt: skip

    def test_an_interrupted_transaction_is_aborted(self):
        topic = self.topic(partitions=1)
        process = start_ours(
            PRODUCE, *AT, "--topic", topic, "--num-records", "100000", "--throughput", "200", "--record-size", "10",
            "--transaction-duration-ms", "60000", "--reporting-interval", "500",
        )  # fmt: skip
        process.stdout.readline()
        process.send_signal(signal.SIGINT)
        run = finish(process, timeout=15)
        self.assertEqual(run.status, 130, run)
        self.assertGreater(int(self.total(run.out.splitlines()[-1])[1]), 0)
        self.assertEqual(self.committed(topic), 0)

    def interrupted(self, number, tool, *words):
        process = start_ours(tool, *AT, *words)
        time.sleep(1.2)
        process.send_signal(number)
        run = finish(process, timeout=10)
        self.assertEqual(run.status, 128 + number, run)
        return run

    def test_an_interrupted_producer_says_how_far_it_came(self):
        topic = self.topic()
        words = ["--topic", topic, "--num-records", "100000000", "--record-size", "10", "--throughput", "500"]
        run = self.interrupted(signal.SIGINT, PRODUCE, *words)
        self.assertEqual(self.total(run.out.strip())[1], str(sum(self.end_offsets(topic))))
        self.assertEqual(run.err, "")
        answer = self.interrupted(signal.SIGTERM, PRODUCE, *words, "--output", "json")
        self.assertTrue(json.loads(answer.out)["interrupted"])
        self.interrupted(signal.SIGINT, PRODUCE, *words[:-1], "0")  # a rate that waits forever

    def test_an_interrupted_consumer_says_how_far_it_came(self):
        topic = self.topic()
        self.assert_ok(produce(topic, 10))
        run = self.interrupted(signal.SIGINT, CONSUME, "--topic", topic, "--num-records", "11", "--timeout", "60000")
        self.assertEqual(self.row(run)[5], "10")
        self.assertEqual(run.err, "")

    def test_a_reader_that_has_gone(self):
        topic = self.topic()
        words = ["--topic", topic, "--num-records", "100000000", "--record-size", "10", "--throughput", "500"]
        process = start_ours(PRODUCE, *AT, *words, "--reporting-interval", "200", stdin=subprocess.DEVNULL)
        process.stdout.readline()
        process.stdout.close()
        self.assertEqual(process.wait(15), 1)
        self.assertIn(b"cannot write to standard output", process.stderr.read())
        process.stderr.close()

    def test_a_full_disk(self):
        topic = self.topic()
        with open("/dev/full", "w") as full:
            run = ours(PRODUCE, *AT, "--topic", topic, "--num-records", "5", "--record-size", "10", "--throughput",
                       "-1", stdout=full)  # fmt: skip
        self.assertEqual(run.status, 1)
        self.assertIn("cannot write to standard output", run.err)


if __name__ == "__main__":
    main()
