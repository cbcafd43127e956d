#!/usr/bin/env python3
"""What the performance tools can beyond Kafka's: the load of a run, several clients, their settings, and the live line."""

import contextlib
import json
import os
import pty
import re
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
from kpp_test import AT, fresh, main, ours, start_ours
from perf import CONSUME, PRODUCE, TOTAL, PerfTest, consume, produce

CLIENT_LINE = re.compile(r"^producer (\d+): (.*)$")


class LoadTest(PerfTest):
    def answer(self, run):
        return json.loads(self.assert_ok(run).out)

    def records(self, topic):
        """All records of a topic, as the console consumer's objects."""
        run = ours("kafka-console-consumer", *AT, "--topic", topic, "--from-beginning", "--exit-at-end", "--output", "json")
        return [json.loads(line) for line in self.assert_ok(run).out.splitlines()]


class Load(LoadTest):
    def test_topics_and_partitions_take_turns(self):
        one, other = self.topic(partitions=4), self.topic(partitions=3)
        self.assert_ok(produce(f"{one},{other}", 120, "--partition", "0,2"))
        self.assertEqual(self.end_offsets(one), [30, 0, 30, 0])
        self.assertEqual(self.end_offsets(other), [30, 0, 30])
        run = produce(f"{one},{other}", 10, "--partition", "1-3")
        self.assert_fails(run, f"Topic '{other}' has no partition 3: there are 3")
        self.assertEqual(sum(self.end_offsets(one)), 60)

    def test_keys_sizes_and_headers(self):
        topic = self.topic(partitions=3)
        answer = self.answer(
            produce(topic, 2000, "--key-distribution", "zipf", "--keys", "50", "--headers", "2", "--header-size", "7",
                    "--output", "json", size="20-60")
        )  # fmt: skip
        self.assertEqual(answer["settings"]["record_size_range"], [20, 60])
        self.assertEqual((answer["settings"]["key_distribution"], answer["settings"]["keys"]), ("zipf", 50))
        records = self.records(topic)
        self.assertEqual(len(records), 2000)
        sizes = [len(record["value"]) for record in records]
        self.assertEqual((min(sizes), max(sizes)), (20, 60))
        self.assertEqual(answer["total"]["bytes"], sum(sizes))
        keys = Counter(record["key"] for record in records)
        self.assertLessEqual(len(keys), 50)
        self.assertEqual(keys.most_common(1)[0][0], "0")
        self.assertAlmostEqual(keys["0"] / keys["1"], 2, delta=0.6)
        where = {(record["key"], record["partition"]) for record in records}
        self.assertEqual(len(where), len(keys), "a key is in one partition only")
        for header in records[0]["headers"]:
            self.assertEqual(len(header["value"]), 7)
        self.assertEqual([header["key"] for header in records[0]["headers"]], ["header-0", "header-1"])

    def test_what_is_compressible_is_compressed(self):
        def stored(*words):
            topic = self.topic()
            self.assert_ok(produce(topic, 500, "--command-property", "compression.type=zstd", *words, size=1000))
            shown = ours("kafka-log-dirs", *AT, "--describe", "--topic-list", topic, "--output", "json")
            return json.dumps(json.loads(self.assert_ok(shown).out)), topic

        def size(*words):
            text, topic = stored(*words)
            return max(int(size) for size in re.findall(r'"size(?:_bytes)?": (\d+)', text))

        self.assertGreater(size("--compressible", "0"), 490_000)
        self.assertLess(size("--compressible", "0.9"), 100_000)

    def test_no_more_than_so_many_bytes(self):
        topic = self.topic()
        run = produce(topic, 1000, "--max-bytes", "2550", "--producers", "2")
        self.assertEqual(run.status, 1, run)
        self.assertEqual(run.err, "Stopped at --max-bytes 2550: 25 of 1000 records were sent.\n")
        self.assertEqual(self.end_offsets(topic), [25])
        self.assert_ok(produce(self.topic(), 25, "--max-bytes", "2500"))
        answer = produce(self.topic(), 26, "--max-bytes", "2500", "--output", "json")
        self.assertEqual((answer.status, json.loads(answer.out)["limit_reached"]), (1, True), answer)
        # Keys and headers count.
        keyed = produce(self.topic(), 10, "--max-bytes", "40", "--keys", "1", "--headers", "1", "--header-size", "3", size=8)
        self.assertIn("2 of 10 records", keyed.err)

    def test_what_a_topic_holds_counts(self):
        topic = self.topic(partitions=2)
        self.assert_ok(produce(topic, 100))
        full = produce(topic, 1, "--max-bytes", "5000")
        self.assertRegex(full.err, rf"^Nothing was sent: --max-bytes is 5000, and in {topic} there are 1\d{{4}} bytes already, "
                                   r"which no retention\.bytes limits\.\n$")  # fmt: skip
        self.assertEqual((full.status, full.out), (1, ""))
        self.assertEqual(sum(self.end_offsets(topic)), 100)
        some = produce(topic, 1000, "--max-bytes", "20000")
        told = re.match(r"Stopped at --max-bytes 20000, (\d+) of them there before: (\d+) of 1000 records were sent\.\n$", some.err)
        self.assertTrue(told, some)
        self.assertEqual(int(told[2]), (20_000 - int(told[1])) // 100)
        self.assertEqual(sum(self.end_offsets(topic)), 100 + int(told[2]))

    def test_what_the_broker_limits_does_not_count(self):
        topic = self.topic(None, "--config", "retention.bytes=100000")
        self.assert_ok(produce(topic, 100))
        self.assert_ok(produce(topic, 10, "--max-bytes", "1000"))
        self.assertEqual(self.end_offsets(topic), [110])

    def test_a_topic_that_is_not_there_yet_holds_nothing(self):
        topic = fresh()
        self.delete_after(topic)
        self.assert_ok(produce(topic, 10, "--max-bytes", "1000"))


class SeveralProducers(LoadTest):
    def test_a_line_for_each_and_one_for_all(self):
        topic = self.topic(partitions=2)
        *lines, total = self.assert_ok(produce(topic, 1000, "--producers", "3")).out.splitlines()
        each = [CLIENT_LINE.match(line) for line in lines]
        self.assertEqual([match[1] for match in each], ["1", "2", "3"])
        self.assertEqual([self.total(match[2])[1] for match in each], ["334", "333", "333"])
        self.assertEqual(self.total(total)[1], "1000")
        self.assertEqual(sum(self.end_offsets(topic)), 1000)

    def test_they_share_the_rate_and_the_warm_up(self):
        topic = self.topic()
        answer = self.answer(
            produce(topic, 1000, "--producers", "4", "--warmup-records", "400", "--output", "json", throughput=1000)
        )
        total = answer["total"]
        self.assertGreater(total["records_per_second"], 800)
        self.assertLess(total["records_per_second"], 1100)
        self.assertEqual([client["records"] for client in answer["clients"]], [250] * 4)
        self.assertEqual(answer["steady_state"]["records"], 600)
        self.assertEqual((answer["retries"], answer["errors"]), (0, []))
        self.assertEqual(sum(second["records"] for second in answer["series"]), 1000)

    def test_each_has_a_transactional_id_of_its_own(self):
        topic, name = self.topic(), fresh("id")
        self.assert_ok(produce(topic, 100, "--producers", "2", "--transactional-id", name))
        self.assertEqual(self.end_offsets(topic), [102], "two commits")

    def test_an_interrupt_ends_all(self):
        topic = self.topic()
        words = ["--topic", topic, "--num-records", "100000000", "--record-size", "10", "--throughput", "500"]
        process = start_ours(PRODUCE, *AT, *words, "--producers", "3", "--reporting-interval", "300")
        process.stdout.readline()
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=15)
        self.assertEqual(process.returncode, 130, err)
        self.assertEqual(self.total(out.decode().splitlines()[-1])[1], str(sum(self.end_offsets(topic))))

    def test_what_is_refused_is_counted_for_all(self):
        run = produce(self.topic(), 5, "--producers", "2", size=2_000_000)
        self.assertEqual(run.status, 1)
        self.assertEqual(run.err.splitlines()[-1], "5 of 5 records were not delivered.")

    def test_each_counts_what_it_did_not_deliver(self):
        run = produce(self.topic(), 5, "--producers", "2", "--print-metrics", size=2_000_000)
        for number, failed in (1, 3), (2, 2):
            name = rf"producer-metrics:record-error-total:\{{client-id=perf-producer-client-{number}\}}"
            self.assertRegex(run.out, rf"\n{name} +: {failed}\.000\n")


class Latency(LoadTest):
    def test_percentiles_from_the_send_and_from_the_intended_time(self):
        topic = self.topic()
        run = self.assert_ok(produce(topic, 500, "--print-percentiles", throughput=1000))
        total, sent, intended = run.out.splitlines()
        self.total(total)
        figures = r": (\d+\.\d\d ms (avg|max|50th|75th|90th|95th|99th|99\.9th|99\.99th)(, |\.$)){9}"
        self.assertRegex(sent, "^latency from the send" + figures)
        self.assertRegex(intended, "^latency from the intended send time" + figures)
        unlimited = self.assert_ok(produce(topic, 500, "--print-percentiles")).out.splitlines()
        self.assertEqual(len(unlimited), 2)

    def test_who_cannot_keep_the_rate_is_late_by_the_schedule(self):
        """With room for one record at a time, each waits for the one before it; Kafka's figure does not show that."""
        answer = self.answer(
            produce(self.topic(), 300, "--output", "json", "--command-property", "queue.buffering.max.messages=1",
                    "linger.ms=5", throughput=100_000)
        )  # fmt: skip
        total = answer["total"]
        self.assertGreater(total["scheduled_latency_ms"]["p50"], 5 * total["latency_ms"]["p50"])
        self.assertGreaterEqual(total["scheduled_latency_ms"]["max"], total["elapsed_ms"] * 0.8)
        order = [total["scheduled_latency_ms"][key] for key in ("p50", "p75", "p90", "p95", "p99", "p99_9", "p99_99")]
        self.assertEqual(order, sorted(order))
        self.assertIsNone(self.answer(produce(self.topic(), 10, "--output", "json"))["total"]["scheduled_latency_ms"])


class SeveralConsumers(LoadTest):
    def test_a_row_for_each_and_one_for_all(self):
        topic = self.topic(partitions=3)
        self.assert_ok(produce(topic, 3000, "--partition", "0-2"))
        header, *rows = self.assert_ok(consume(topic, 3000, "--consumers", "3")).out.splitlines()
        self.assertTrue(header.startswith("threadId, start.time, end.time, "))
        fields = [row.split(", ") for row in rows]
        self.assertEqual([row[0] for row in fields], ["0", "1", "2", "total"])
        counts = [int(row[5]) for row in fields]
        self.assertEqual(counts[-1], 3000)
        self.assertEqual(sum(counts[:-1]), 3000)

    def test_neither_more_nor_less_than_asked_for(self):
        topic, group = self.topic(partitions=2), fresh("g")
        self.addCleanup(ours, "kafka-consumer-groups", *AT, "--delete", "--group", group)
        self.assert_ok(produce(topic, 1000, "--partition", "0,1"))
        for part in (333, 667):
            answer = self.answer(consume(topic, part, "--consumers", "2", "--group", group, "--output", "json"))
            self.assertEqual(answer["total"]["records"], part)
            self.assertEqual(sum(client["records"] for client in answer["clients"]), part)
            self.assertEqual(answer["settings"]["consumers"], 2)
        run = consume(topic, 1, "--consumers", "2", "--group", group, "--timeout", "500")
        self.assertEqual(run.status, 1, "the group has committed all")

    def test_rows_by_interval(self):
        topic = self.topic(partitions=2)
        self.assert_ok(produce(topic, 20000, "--partition", "0,1"))
        words = ["--consumers", "2", "--show-detailed-stats", "--reporting-interval", "1"]
        header, *rows = self.assert_ok(consume(topic, 20000, *words)).out.splitlines()
        self.assertTrue(header.startswith("time, threadId, "))
        self.assertGreaterEqual(len(rows), 3)
        self.assertEqual([row.split(", ")[1] for row in rows], ["0", "1", "total"] * (len(rows) // 3))

    def test_topics_and_partitions(self):
        one, other = self.topic(partitions=3), self.topic(partitions=2)
        self.assert_ok(produce(f"{one},{other}", 400, "--partition", "0,1"))
        self.assertEqual(self.row(self.assert_ok(consume(f"{one},{other}", 400)))[5], "400")
        words = ["--partition", "1", "--output", "json"]
        answer = self.answer(consume(f"{one},{other}", 200, "--consumers", "2", *words))
        self.assertEqual([client["records"] for client in answer["clients"]], [100, 100])
        none = consume(one, 1, "--partition", "2", "--timeout", "500")
        self.assertEqual((none.status, self.row(none)[5]), (1, "0"))
        self.assertEqual(consume(one, 1, "--partition", "1,5").err, f"Topic '{one}' has no partition 5: there are 3\n")

    def test_an_interrupt_ends_all(self):
        topic = self.topic(partitions=2)
        self.assert_ok(produce(topic, 10))
        words = ["--topic", topic, "--num-records", "11", "--timeout", "60000", "--consumers", "2"]
        process = start_ours(CONSUME, *AT, *words)
        process.stdout.readline()
        time.sleep(1)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=15)
        self.assertEqual(process.returncode, 130, err)
        self.assertEqual(len(out.decode().splitlines()), 3)


class Settings(LoadTest):
    def test_the_producers_settings_in_effect(self):
        topic = self.topic()
        words = ["--print-config", "--command-property", "linger.ms=3", "sasl.password=open-sesame"]
        heading, *lines = self.assert_ok(produce(topic, 5, *words)).out.splitlines()
        self.assertEqual(heading, "Producer settings in effect:")
        self.total(lines.pop())
        settings = dict(line[1:].split(" = ", 1) for line in lines)
        for key, value in (("acks", "all"), ("linger.ms", "3"), ("batch.size", "1000000"), ("enable.idempotence", "true"),
                           ("client.id", "perf-producer-client"), ("partitioner", "murmur2_random")):  # fmt: skip
            self.assertEqual(settings[key], value, key)
        self.assertNotIn("sesame", "".join(lines))
        config = self.answer(produce(topic, 5, *words, "--output", "json"))["config"]
        self.assertEqual((config["linger.ms"], config["acks"]), ("3", "all"))
        quiet = self.answer(produce(topic, 5, *words[1:], "--output", "json"))
        self.assertEqual(quiet["config"], config, "JSON has them unasked")
        self.assertNotIn("sesame", str(config))
        name = fresh("id")
        words = ["--transactional-id", name, "--producers", "2", "--print-config"]
        in_transactions = self.assert_ok(produce(topic, 5, *words)).out
        self.assertIn(f"\ttransactional.id = {name}-1\n", in_transactions)
        self.assertIn("\tclient.id = perf-producer-client-1\n", in_transactions)

    def test_the_consumers(self):
        topic = self.topic()
        self.assert_ok(produce(topic, 5))
        words = ["--print-config", "--command-property", "fetch.min.bytes=7", "--fetch-size", "5000"]
        heading, *lines = self.assert_ok(consume(topic, 5, *words)).out.splitlines()
        self.assertEqual(heading, "Consumer settings in effect:")
        settings = dict(line[1:].split(" = ", 1) for line in lines[:-2])
        for key, value in (("fetch.min.bytes", "7"), ("max.partition.fetch.bytes", "5000"), ("check.crcs", "false"),
                           ("auto.offset.reset", "earliest"), ("receive.buffer.bytes", "2097152")):  # fmt: skip
            self.assertEqual(settings[key], value, key)


def on_terminal(tool, *words):
    """Runs a tool with standard error on a terminal: its status, what is shown there, and standard output."""
    inner, outer = pty.openpty()
    process = start_ours(tool, *AT, *words, env={**os.environ, "TERM": "xterm"}, stderr=outer, stdin=subprocess.DEVNULL)
    os.close(outer)
    shown = b""
    with contextlib.suppress(OSError):  # the terminal hangs up
        while part := os.read(inner, 65536):
            shown += part
    os.close(inner)
    out = process.stdout.read()
    process.stdout.close()
    return process.wait(30), shown.decode(), out.decode()


class LiveLine(LoadTest):
    LINE = r"\d+% done, \d+ records/s, \d+\.\d\d MB/s"

    def test_a_producers(self):
        topic = self.topic()
        words = ["--topic", topic, "--num-records", "1500", "--record-size", "10", "--throughput", "1000"]
        status, shown, out = on_terminal(PRODUCE, *words)
        self.assertEqual(status, 0)
        self.assertRegex(shown, self.LINE + r", p50 \d+\.\d ms, p99 \d+\.\d ms, 0:0\d left")
        self.assertTrue(shown.endswith("\r\x1b[K"), "it is gone in the end")
        self.assertRegex(out, TOTAL)
        self.assertNotIn("\x1b", out)
        piped = self.assert_ok(ours(PRODUCE, *AT, *words, env={**os.environ, "TERM": "xterm"}))
        self.assertEqual(piped.err, "")

    def test_a_consumers(self):
        topic = self.topic()
        self.assert_ok(produce(topic, 100))
        words = ["--topic", topic, "--num-records", "200", "--timeout", "1500"]
        status, shown, out = on_terminal(CONSUME, *words)
        self.assertEqual(status, 1)
        self.assertRegex(shown, "50% done, ")
        self.assertRegex(shown, self.LINE + r", 0:0\d left")
        self.assertNotIn("p50", shown)
        self.assertIn(", 100, ", out)

    def test_a_round_trips(self):
        words = ["--topic", self.topic(), "--num-records", "15", "--producer-acks", "1", "--record-size", "10"]
        status, shown, out = on_terminal("kafka-e2e-latency", *words, "--throughput", "10")
        self.assertEqual(status, 0)
        self.assertRegex(shown, self.LINE + r", p50 \d+\.\d ms, p99 \d+\.\d ms, 0:0\d left")
        self.assertTrue(shown.endswith("\r\x1b[K"))
        self.assertIn("Avg latency", out)


if __name__ == "__main__":
    main()
