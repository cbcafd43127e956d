#!/usr/bin/env python3
"""The performance tools beside Kafka's own. Their figures differ by nature; everything else is the same bytes."""

import re
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
from kpp_test import AT, BOOTSTRAP, KafkaTest, fresh, java, main, ours

PRODUCE, CONSUME, LATENCY = "kafka-producer-perf-test", "kafka-consumer-perf-test", "kafka-e2e-latency"


def form(out):
    """What is left of an output without its figures: kind and number of digits stay."""
    out = re.sub(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d:\d{3}", "TIME", out)
    out = re.sub(r"\d+\.(\d+)", lambda match: "N." + "n" * len(match[1]), out)
    out = re.sub(r"(, N\.n{4}), \d+, -?\d+, ", r"\1, MS, MS, ", out)
    return re.sub(r"\b\d+ ms", "N ms", out)


class Producer(KafkaTest):
    def assert_same_form(self, *words):
        theirs, mine = java(PRODUCE, *AT, *words), ours(PRODUCE, *AT, *words)
        self.assertEqual(form(mine.out), form(theirs.out), f"{mine.err}\n{theirs.err}")
        self.assertEqual((mine.status, theirs.status), (0, 0))

    def test_a_run(self):
        words = ["--topic", self.topic(), "--num-records", "50", "--throughput", "-1"]
        self.assert_same_form(*words, "--record-size", "10")
        self.assert_same_form(*words, "--payload-monotonic")
        self.assert_same_form(*words, "--record-size", "10", "--warmup-records", "20")

    def test_of_several_values_the_last_counts(self):
        words = ["--num-records", "5", "--throughput", "-1", "--record-size", "10"]
        self.assert_same_form("--topic", "no name", "--topic", self.topic(), *words)

    def test_payload_files_are_cut_alike(self):
        topic = self.topic()
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "payloads"
            for text, delimiter in (("a\nbb\n\nc\n\n", "\\n"), ("1a22b3", "[0-9]+"), ("abc", ""), ("\n\nx", "\\n")):
                file.write_text(text)
                with self.subTest(text=text, delimiter=delimiter):
                    self.assert_same_form("--topic", topic, "--num-records", "5", "--throughput", "-1",
                                          "--payload-file", str(file), "--payload-delimiter", delimiter)  # fmt: skip

    def test_wrong_usage_is_said_in_the_same_words(self):
        base = {"--topic": "t", "--num-records": "10", "--throughput": "-1", "--record-size": "10"}

        def line(**changes):
            words = dict(base)
            words.update({"--" + key.replace("_", "-"): value for key, value in changes.items()})
            return [word for key, value in words.items() if value is not None for word in (key, value) if word]

        for words in (
            line(throughput=None),
            line(num_records=None),
            line(topic=None),
            line(record_size=None),
            line(num_records="0"),
            line(record_size="0"),
            line(num_records="abc"),
            line(record_size="1.5"),
            line(throughput="x"),
            line(payload_monotonic=""),
            line(warmup_records="10"),
            line(reporting_interval="0"),
            line(transaction_duration_ms="0"),
            line(bogus=""),
            line(p="1"),
        ):
            with self.subTest(words):
                theirs, mine = java(PRODUCE, *AT, *words), ours(PRODUCE, *AT, *words)
                self.assertEqual((theirs.status, mine.status), (1, 2))
                # Java's parser breaks its sentence into lines, and after the dashes of option names, too.
                sentence = re.sub(r"\s+", " ", theirs.err[theirs.err.index("error:") + 6 :]).strip()
                sentence = sentence.replace("-- ", "--")
                if "ambiguous" in sentence:
                    sentence = sentence.split(" could match")[0]
                self.assertTrue(mine.err.startswith(sentence), f"{sentence}\n{mine.err}")


class Consumer(KafkaTest):
    def filled(self):
        topic = self.topic()
        sent = ours(
            PRODUCE, *AT, "--topic", topic, "--num-records", "500", "--throughput", "-1", "--record-size", "100"
        )
        self.assert_ok(sent)
        return topic

    def test_rows(self):
        topic = self.filled()
        for words in (
            [],
            ["--hide-header"],
            ["--show-detailed-stats"],
            ["--date-format", "yyyy-MM-dd 'at' EEE D w W F u a z Z X XXX G"],
            ["--date-format", ""],
            ["--reporting-interval", "9223372036854775807", "--show-detailed-stats"],
        ):
            with self.subTest(words):
                words = [*AT, "--topic", topic, "--num-records", "500", *words]
                theirs, mine = java(CONSUME, *words), ours(CONSUME, *words)
                self.assertEqual(form(mine.out), form(theirs.out), mine.err)
                self.assertEqual((mine.status, theirs.status), (0, 0))

    def test_too_few_records(self):
        words = [*AT, "--topic", self.filled(), "--num-records", "501", "--timeout", "1500"]
        theirs, mine = java(CONSUME, *words), ours(CONSUME, *words)
        header, warning, row = theirs.out.splitlines()
        self.assertEqual(form(mine.out), form(f"{header}\n{row}\n"))
        self.assertEqual(mine.err, warning + "\n")
        self.assertEqual((theirs.status, mine.status), (0, 1))

    def test_no_broker(self):
        for words in (["--topic", "t", "--num-records", "5"], ["--num-records", "5"]):
            theirs, mine = java(CONSUME, *words), ours(CONSUME, *words)
            self.assertEqual(mine.err.splitlines()[0], theirs.err.splitlines()[0])

    def test_wrong_usage_is_said_in_the_same_words(self):
        for words in (
            ["--topic", "t", "--include", "t", "--num-records", "5"],
            ["--num-records", "5"],
            ["--topic", "t", "--num-records", "5", "--bogus"],
            ["--topic", "t", "--num-records"],
            ["--topic", "t", "--num-records", "abc"],
            ["--topic", "t", "--num-records", "5", "--reporting-interval", "0"],
            ["--topic", "t", "--num-records", "5", "--date-format", "q"],
            ["--topic", "t", "--num-records", "5", "--date-format", "'q"],
        ):
            with self.subTest(words):
                theirs, mine = java(CONSUME, *AT, *words), ours(CONSUME, *AT, *words)
                self.assertEqual(mine.err.splitlines()[0], theirs.err.splitlines()[0])
                self.assertEqual((theirs.status, mine.status), (1, 2))


class Latency(KafkaTest):
    def words(self, **changes):
        words = {"topic": "t", "num_records": "3", "producer_acks": "all", "record_size": "10", **changes}
        named = {"--" + name.replace("_", "-"): value for name, value in words.items() if value is not None}
        return [word for pair in named.items() for word in pair]

    def form(self, out):
        """Without the figures; the mean keeps its number of digits."""
        out = re.sub(r"(?<=Avg latency: )\d+\.(\d+)", lambda mean: "N." + "n" * len(mean[1]), out)
        out = re.sub(r"(?m)(?<=\t)\d+\.\d+(E-?\d+)?$", "N", out)
        return re.sub(r"(?<=th = )\d+", "N", out)

    def test_a_run(self):
        for shape in ({}, {"record_size": "0"}, {"record_key_size": "3", "num_headers": "2", "record_header_key_size": "4"},
                      {"num_headers": "1", "record_header_key_size": "1", "record_header_size": "-1"}):
            with self.subTest(shape):
                words = self.words(topic=self.topic(), num_records="1001", **shape)
                theirs, mine = (self.form(self.assert_ok(run(LATENCY, *AT, *words)).out) for run in (java, ours))
                self.assertEqual(mine, theirs)

    def test_a_topic_that_is_not_there(self):
        def told(run):
            return re.sub(r'Topic "[^"]*"', "Topic", self.form(run(LATENCY, *AT, *self.words(topic=self.name_of_topic())).out))

        # Kafka's tool does not wait until the topic can be read, and now and then fails by it after its first line.
        theirs = next((out for out in (told(java) for _ in range(5)) if "Avg" in out), "")
        self.assertEqual(told(ours), theirs)

    def name_of_topic(self):
        name = fresh()
        self.delete_after(name)
        return name

    def test_words_without_names(self):
        topic = self.topic()
        theirs, mine = (run(LATENCY, BOOTSTRAP, topic, "3", "1", "20") for run in (java, ours))
        warning, rest = theirs.out.split("\n", 1)
        self.assertEqual(self.form(self.assert_ok(mine).out), self.form(rest))
        self.assertIn("deprecated", warning)
        self.assertIn("deprecated", mine.err)

    def test_wrong_usage_is_said_in_the_same_words(self):
        for words in (
            [],
            self.words(topic=None),
            self.words(num_records="0"),
            self.words(num_records="x"),
            self.words(producer_acks="0"),
            self.words(record_size="-1"),
            self.words(record_key_size="-1"),
            self.words(record_header_key_size="-1"),
            self.words(record_header_size="-2"),
            self.words(num_headers="-1"),
            self.words(record_size=None),
        ):
            with self.subTest(words):
                theirs, mine = java(LATENCY, *AT, *words), ours(LATENCY, *AT, *words)
                self.assertEqual(mine.err.splitlines()[0], theirs.err.splitlines()[0])
                self.assertEqual((theirs.status, mine.status), (1, 2))
        words = [BOOTSTRAP, "t", "3", "1", "-5"]
        self.assertIn(java(LATENCY, *words).err.splitlines()[0], ours(LATENCY, *words).err.splitlines())
        for words in (["a"], ["a", "b", "3"], ["a"] * 7):
            theirs, mine = java(LATENCY, *words), ours(LATENCY, *words)
            self.assertIn(theirs.err.splitlines()[0], mine.err.splitlines())
            self.assertEqual((theirs.status, mine.status), (1, 2))


if __name__ == "__main__":
    main()
