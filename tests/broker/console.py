#!/usr/bin/env python3
"""kafka-console-producer and kafka-console-consumer against a broker: what people type, and what can go wrong."""

import base64
import contextlib
import json
import os
import pty
import random
import re
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
import peers
from kpp_test import (
    AT,
    BOOTSTRAP,
    KafkaTest,
    Printed,
    eventually,
    finish,
    fresh,
    main,
    our_tool,
    ours,
    start_ours,
    text,
)
from records import Record, consume, contents, produce

PRODUCER, CONSUMER = "kafka-console-producer", "kafka-console-consumer"
READINGS = [
    '{"sensor_id":"sensor_%d","temperature":%.1f,"timestamp":%d}' % (n, 20.5 + n, 1713763500 + n) for n in range(1, 6)
]


def joined(lines):
    return "".join(f"{line}\n" for line in lines)


@contextlib.contextmanager
def properties_file(content):
    with tempfile.NamedTemporaryFile("w", suffix=".properties") as file:
        file.write(content)
        file.flush()
        yield file.name


class ConsoleTest(KafkaTest):
    def send(self, topic, lines, *words):
        return self.assert_ok(ours(PRODUCER, *AT, "--topic", topic, *words, stdin=joined(lines)))

    def read(self, topic, *words, **how):
        return self.assert_ok(ours(CONSUMER, *AT, "--topic", topic, *words, **how))

    def values(self, topic, count):
        return self.read(topic, "--from-beginning", "--max-messages", str(count)).out.splitlines()

    def offsets(self, group):
        """Committed offset by (topic, partition)."""
        run = self.assert_ok(ours("kafka-consumer-groups", *AT, "--describe", "--group", group))
        rows = [line.split() for line in run.out.splitlines() if line.startswith(group)]
        return {(row[1], int(row[2])): row[3] for row in rows}

    def has_members(self, group):
        run = ours("kafka-consumer-groups", *AT, "--describe", "--group", group, "--state")
        return "has no active members" not in run.err and "Stable" in run.out


class RoadOfReadings(ConsoleTest):
    def test_the_tutorials_command_lines(self):
        topic, group = self.topic(partitions=2), fresh("testgroup")
        run = ours(PRODUCER, "--broker-list", BOOTSTRAP, "--topic", topic, stdin=joined(READINGS))
        self.assert_ok(run)
        self.assertEqual(run.out, "")
        run = self.read(topic, "-group", group, "--from-beginning", "--max-messages", "5")
        self.assertEqual(sorted(run.out.splitlines()), READINGS)
        self.assertEqual(run.err, "Processed a total of 5 messages\n")
        self.assertEqual(sum(int(offset) for offset in self.offsets(group).values() if offset != "-"), 5)

    def test_both_spellings(self):
        topic = self.topic()
        for name, old in (("reader-property", "property"), ("command-property", "producer-property")):
            for option in (name, old):
                value = "parse.key=true" if "reader" in name else "client.id=mine"
                line = "k\tv" if "reader" in name else "v"
                run = self.send(topic, [line], f"--{option}", value)
                self.assertEqual(f"--{old} is deprecated" in run.err, option == old)
        for name, old, value in (
            ("formatter-property", "property", "print.key=true"),
            ("command-property", "consumer-property", "client.id=mine"),
        ):
            for option in (name, old):
                run = self.read(topic, "--from-beginning", "--max-messages", "1", f"--{option}", value)
                self.assertEqual(run.out, "k\tv\n" if "print" in value else "v\n")
                self.assertEqual(f"--{old} is deprecated" in run.err, option == old)
        with properties_file("parse.key=true\nkey.separator=:\n") as reader, properties_file("acks=1\n") as config:
            self.send(topic, ["a;b"], "--reader-config", reader, "--property", "key.separator=;")
            self.send(topic, ["v"], "--producer.config", config)
            run = ours(PRODUCER, *AT, "--topic", topic, "--producer.config", config, "--command-config", config)
            self.assert_fails(run, "cannot be specified together", status=2)
        self.assertEqual(contents(consume(topic, 6))[4], ([], b"a", b"b"))

    def test_old_options(self):
        for option in (["--zookeeper", "localhost:2181"], ["--blacklist", "x"]):
            self.assert_fails(ours(CONSUMER, *AT, "--topic", "x", *option), "Use --", status=2)
        topic = self.topic()
        self.send(topic, ["v"])
        run = ours(CONSUMER, "--new-consumer", *AT, "--whitelist", topic, "--from-beginning", "--max-messages", "1")
        self.assertEqual(self.assert_ok(run).out, "v\n")

    def test_help_names_every_option(self):
        for tool in (PRODUCER, CONSUMER):
            run = self.assert_ok(ours(tool, "--help"))
            self.assertIn("--bootstrap-server", run.out)
            self.assertEqual(run.err, "")


class Producing(ConsoleTest):
    def test_nothing_is_lost_at_the_end_of_the_input(self):
        topic = self.topic()
        lines = [f"line {i} {'x' * (i % 90)}" for i in range(100_000)]
        self.send(topic, lines)
        self.assertEqual(self.values(topic, len(lines)), lines)

    def test_every_codec(self):
        for codec in ("none", "gzip", "snappy", "lz4", "zstd"):
            with self.subTest(codec):
                topic = self.topic()
                self.send(topic, ["x" * 1000] * 100, "--compression-codec", codec)
                self.assertEqual(self.values(topic, 100), ["x" * 1000] * 100)
        topic = self.topic()
        self.send(topic, ["x"], "--compression-codec")
        self.send(topic, ["y"], "--command-property", "compression.type=lz4")
        self.assertEqual(self.values(topic, 2), ["x", "y"])
        run = ours(PRODUCER, *AT, "--topic", topic, "--compression-codec", "rar")
        self.assert_fails(run, "compression.type=rar", status=2)

    def test_settings(self):
        topic = self.topic()
        self.send(
            topic, ["v"], "--batch-size", "1000", "--message-send-max-retries", "2", "--retry-backoff-ms", "50",
            "--timeout", "1", "--request-required-acks", "1", "--request-timeout-ms", "3000", "--metadata-expiry-ms",
            "60000", "--max-block-ms", "2000", "--max-memory-bytes", "1000000", "--socket-buffer-size", "65536",
        )  # fmt: skip
        run = self.send(topic, ["v"], "--max-partition-memory-bytes", "1000")
        self.assertIn("--max-partition-memory-bytes is deprecated", run.err)
        for words in (("--request-required-acks", "7"), ("--retry-backoff-ms", "-1")):
            run = ours(PRODUCER, *AT, "--topic", topic, *words)
            self.assert_fails(run, words[0], words[1], status=2)
        run = ours(PRODUCER, *AT, "--topic", topic, "--batch-size", "many")
        self.assert_fails(run, "Cannot parse argument 'many' of option batch-size", status=2)

    def test_sync_does_not_wait_for_batches_to_fill(self):
        topic = self.topic()
        run = ours(PRODUCER, *AT, "--topic", topic, "--sync", stdin=joined(range(20)))
        self.assert_ok(run)
        self.assertLess(run.seconds, 8)  # Kafka's takes a second for each
        self.assertEqual(self.values(topic, 20), [str(i) for i in range(20)])

    def test_sync_stops_at_the_first_failure(self):
        topic = self.topic()
        run = ours(PRODUCER, *AT, "--topic", topic, "--sync", stdin=joined(["one", "x" * 2_000_000, "three"]))
        self.assert_fails(run, "Error when sending message", "(line 2)", "1 of 2 records were not delivered")
        self.send(topic, ["end"])
        self.assertEqual(self.values(topic, 2), ["one", "end"])

    def test_a_line_that_is_too_large(self):
        topic = self.topic()
        run = ours(PRODUCER, *AT, "--topic", topic, stdin=joined(["one", "x" * 5_000_000, "three"]))
        self.assert_fails(
            run,
            f"Error when sending message to topic {topic} with key: null, value: 5000000 bytes with error: ",
            "larger than 1048576, which is the value of the max.request.size configuration. (line 2)",
            "1 of 3 records were not delivered",
        )
        self.assertEqual(self.values(topic, 2), ["one", "three"])

    def test_what_the_broker_refuses(self):
        topic = self.topic(None, "--config", "max.message.bytes=2000")
        run = ours(PRODUCER, *AT, "--topic", topic, stdin=joined(["one", "x" * 5000, "three"]))
        self.assert_fails(run, "value: 5000 bytes with error: ", "too large", "1 of 3 records were not delivered")
        self.assertEqual(self.values(topic, 2), ["one", "three"])
        run = ours(PRODUCER, *AT, "--topic", "no such name!", stdin="value\n")
        self.assert_fails(run, "Invalid topic", "1 of 1 record was not delivered")

    def test_batches_are_not_larger_than_the_topic_takes(self):
        lines = [f"{n:0500}" for n in range(200)]
        topic = self.topic(None, "--config", "max.message.bytes=3000")
        self.send(topic, lines)
        self.assertEqual(self.values(topic, 200), lines)
        # The user's word counts, and what it leads to is said.
        run = ours(PRODUCER, *AT, "--topic", topic, "--batch-size", "50000", stdin=joined(lines))
        self.assert_fails(run, "too large", "records were not delivered")

    def test_many_failures_are_counted(self):
        run = ours(PRODUCER, *AT, "--topic", "no such name!", stdin=joined(range(5000)))
        self.assert_fails(run, "5000 of 5000 records were not delivered")
        self.assertLess(len(run.err.splitlines()), 30)

    def test_a_bad_line_ends_the_run_after_what_came_before(self):
        topic = self.topic()
        words = ("--reader-property", "parse.key=true")
        run = ours(PRODUCER, *AT, "--topic", topic, *words, stdin="a\t1\nb\t2\nno key\nc\t3\n")
        self.assert_fails(run, "No key separator found on line number 3: 'no key'")
        self.send(topic, ["end"])
        self.assertEqual(self.values(topic, 3), ["1", "2", "end"])

    def test_text_that_is_not_utf8_is_said_once(self):
        topic = self.topic()
        run = ours(PRODUCER, *AT, "--topic", topic, stdin=text(b"ok\n\xff\n\xfe\n"))
        self.assertEqual(self.assert_ok(run).err.count("UTF-8"), 1)
        self.assertIn("line 2 is not UTF-8", run.err)

    def test_line_readers_of_java_are_refused_by_name(self):
        run = ours(PRODUCER, *AT, "--topic", "x", "--line-reader", "com.acme.JsonReader")
        self.assert_fails(run, "com.acme.JsonReader", "--reader-property", status=2)
        topic = self.topic()
        self.send(topic, ["v"], "--line-reader", "org.apache.kafka.tools.LineMessageReader")
        run = self.send(topic, ["v"], "--reader-property", "parse.kye=true")
        self.assertIn("'parse.kye' is not known", run.err)

    def test_unreadable_input(self):
        topic = fresh()
        self.assert_fails(
            ours(PRODUCER, *AT, "--topic", topic, preexec_fn=lambda: os.close(0), stdin_file=subprocess.DEVNULL),
            "Cannot read standard input: Bad file descriptor",
        )
        folder = os.open("/", os.O_RDONLY)
        self.addCleanup(os.close, folder)
        run = ours(PRODUCER, *AT, "--topic", topic, stdin_file=folder)
        self.assert_fails(run, "Cannot read standard input: Is a directory")

    def interrupted(self, number):
        """Lines that came before the signal are delivered, the one that had only begun is not."""
        topic = self.topic()
        # Whoever runs this test by nohup ignores SIGHUP, and so would the tool.
        heed = lambda: signal.signal(number, signal.SIG_DFL)  # noqa: E731
        process = start_ours(PRODUCER, *AT, "--topic", topic, "--timeout", "60000", preexec_fn=heed)
        process.stdin.write(b"one\ntwo\nhal")
        process.stdin.flush()
        time.sleep(1)
        self.assertIsNone(process.poll())
        process.send_signal(number)
        status = process.wait(5)
        err = text(process.stderr.read())
        for stream in (process.stdin, process.stdout, process.stderr):
            stream.close()
        self.assertEqual(self.values(topic, 2), ["one", "two"])
        self.assertIn("Line 3 was not complete", err)
        return status

    def test_signals_deliver_what_was_read(self):
        self.assertEqual(self.interrupted(signal.SIGINT), 130)
        self.assertEqual(self.interrupted(signal.SIGTERM), 143)
        self.assertEqual(self.interrupted(signal.SIGHUP), 129)

    def test_nohup(self):
        topic = self.topic()
        ignore = lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN)  # noqa: E731
        process = start_ours(PRODUCER, *AT, "--topic", topic, preexec_fn=ignore)
        process.stdin.write(b"one\n")
        process.stdin.flush()
        time.sleep(0.5)
        process.send_signal(signal.SIGHUP)
        time.sleep(0.2)
        self.assertIsNone(process.poll())
        process.stdin.write(b"two\n")
        self.assert_ok(finish(process))
        self.assertEqual(self.values(topic, 2), ["one", "two"])

    def test_prompt_on_a_terminal_only(self):
        topic = self.topic()
        for stdout_is_terminal in (True, False):
            ours_end, theirs = pty.openpty()
            stdout = theirs if stdout_is_terminal else subprocess.PIPE
            process = start_ours(PRODUCER, *AT, "--topic", topic, stdin=theirs, stdout=stdout)
            os.close(theirs)
            # The first line may be typed before the prompt is there; the terminal keeps it.
            os.write(ours_end, b"typed\n\x04")
            self.assertEqual(process.wait(10), 0)
            shown = os.read(ours_end, 4096) if stdout_is_terminal else process.stdout.read()
            self.assertEqual(shown.count(b">"), 2 if stdout_is_terminal else 0, shown)
            os.close(ours_end)
            process.stderr.close()
            if process.stdout:
                process.stdout.close()
        self.assertEqual(self.values(topic, 2), ["typed", "typed"])


class Inputs(ConsoleTest):
    """What of ours there is beside standard input's lines."""

    def files(self, *contents):
        paths = []
        for content in contents:
            with tempfile.NamedTemporaryFile(suffix=".txt", delete=False) as file:
                file.write(content)
            self.addCleanup(os.unlink, file.name)
            paths.append(file.name)
        return paths

    def sent(self, topic, *words, stdin=b""):
        """The values that a run leaves in an empty topic."""
        self.assert_ok(ours(PRODUCER, *AT, "--topic", topic, *words, stdin=text(stdin)))
        return [value for _, _, value in contents(self.all(topic))]

    def all(self, topic):
        run = self.read(topic, "--exit-at-end", "--output", "json")
        return [json.loads(line) for line in run.out.splitlines()]

    def test_files_in_their_order(self):
        first, second = self.files(b"1\r\n2\n", b"4\n5")
        self.assertEqual(
            self.sent(self.topic(), first, "-", second, stdin=b"3\n"), [b"1", b"2", b"3", b"4", b"5"]
        )

    def test_files_that_cannot_be_read(self):
        topic, (good,) = self.topic(), self.files(b"1\n")
        for name, reason in (("/no/such/file", "No such file or directory"), ("/tmp", "Is a directory")):
            run = ours(PRODUCER, *AT, "--topic", topic, good, name)
            self.assert_fails(run, f"Cannot read {name}: {reason}")
        self.assertEqual(self.all(topic), [], "nothing is sent before all is known to be there")

    def test_what_goes_wrong_in_a_file_names_it(self):
        topic, (good, bad, large) = self.topic(), self.files(b"k\tv\n", b"k\tv\nnone\n", b"k\t" + b"x" * 2_000_000)
        keyed = ("--reader-property", "parse.key=true")
        run = ours(PRODUCER, *AT, "--topic", topic, *keyed, good, bad)
        self.assert_fails(run, f"{bad}: No key separator found on line number 2: 'none'")
        self.assertEqual(len(self.all(topic)), 2)
        run = ours(PRODUCER, *AT, "--topic", topic, *keyed, good, large)
        self.assert_fails(run, f"({large}, line 1)", "1 of 2 records were not delivered")

    def test_whole_files(self):
        picture = random.Random(3).randbytes(1_000_000)
        paths = self.files(picture, b"a\r\nb\n", b"")
        topic = self.topic()
        self.assertEqual(self.sent(topic, "--whole-file", *paths), [picture, b"a\r\nb\n", b""])
        self.assertEqual(self.sent(self.topic(), "--whole-file", stdin=b"\xff\n\n"), [b"\xff\n\n"])
        run = ours(PRODUCER, *AT, "--topic", topic, "--whole-file", *self.files(b"x" * 1_100_000))
        self.assert_fails(run, "value: 1100000 bytes with error: ", "max.request.size", ".txt)", "1 of 1 record was")

    def test_delimiters(self):
        for delimiter, data, values in (
            (";", b"a\n;b\xff;c", [b"a\n", b"b\xff", b"c"]),
            ("\\0", b"a\0\0b\0", [b"a", b"", b"b"]),
            ("\\r\\n--\\x2d", b"a\r\n---b\n\r", [b"a", b"b\n\r"]),
            ("\\n", b"a\r\nb\n", [b"a\r", b"b"]),
        ):
            with self.subTest(delimiter):
                self.assertEqual(self.sent(self.topic(), "--delimiter", delimiter, stdin=data), values)
        topic = self.topic()
        self.sent(topic, "--delimiter", "//", "--reader-property", "parse.key=true", stdin=b"k\tv\n//l\tw")
        self.assertEqual([record[1:] for record in contents(self.all(topic))], [(b"k", b"v\n"), (b"l", b"w")])

    def test_letters_for_bytes(self):
        every = bytes(range(256))
        self.assertEqual(
            self.sent(self.topic(), "--input", "hex", stdin=every.hex(" ").encode() + b"\nFf\n\n"), [every, b"\xff", b""]
        )
        wrapped = base64.encodebytes(every * 10)
        self.assertEqual(self.sent(self.topic(), "--input", "base64", "--whole-file", stdin=wrapped), [every * 10])
        topic = self.topic()
        keyed = ("--input", "hex", "--reader-property", "parse.key=true", "--reader-property", "null.marker=NULL")
        self.sent(topic, *keyed, stdin=b"6b\tNULL\n00\tff\n")
        self.assertEqual([record[1:] for record in contents(self.all(topic))], [(b"k", None), (b"\0", b"\xff")])
        run = ours(PRODUCER, *AT, "--topic", topic, "--input", "hex", "--on-error", "skip", stdin="0\n01\n")
        self.assert_fails(run, "The value is not hexadecimal on line number 1", "1 of 2 records were not delivered")

    def test_the_largest_value_in_letters(self):
        """A line may be longer than the record that it stands for."""
        value = b"\xff" * 1_048_400
        for form, line in (
            ("hex", value.hex()),
            ("base64", base64.b64encode(value).decode()),
            ("json", json.dumps({"value": base64.b64encode(value).decode(), "value_encoding": "base64"})),
            ("json", json.dumps({"value": "\0" * 1_048_400})),
        ):
            with self.subTest(form):
                (got,) = self.sent(self.topic(), "--input", form, stdin=line.encode() + b"\n")
                self.assertEqual(len(got), 1_048_400)
        run = ours(PRODUCER, *AT, "--topic", self.topic(), "--input", "hex", stdin="00" * 2_000_000)
        self.assert_fails(run, "larger than 1048576, which is the value of the max.request.size", "1 of 1 record was")

    def test_time_and_partition_from_the_line(self):
        source, copy = self.topic(partitions=3), self.topic(partitions=3)
        produce(source, [Record(b"v%d" % n, b"k", partition=n % 3, timestamp=1_713_763_500_000 + n) for n in range(9)])
        shown = [word for what in ("timestamp", "partition", "key")
                 for word in ("--formatter-property", f"print.{what}=true")]  # fmt: skip
        printed = self.read(source, "--exit-at-end", *shown).out
        parsed = [word.replace("--formatter", "--reader").replace("print", "parse") for word in shown]
        self.assert_ok(ours(PRODUCER, *AT, "--topic", copy, *parsed, stdin=printed))
        again = self.read(copy, "--exit-at-end", *shown).out
        self.assertEqual(sorted(again.splitlines()), sorted(printed.splitlines()))
        run = ours(PRODUCER, *AT, "--topic", copy, "--reader-property", "parse.partition=true", stdin="7\tv\n1\tw\n")
        self.assert_fails(run, "Unknown partition 7 (line 1)", "1 of 2 records were not delivered")
        run = ours(PRODUCER, *AT, "--topic", copy, "--reader-property", "parse.timestamp=true", stdin="soon\tv\n")
        self.assert_fails(run, "'soon' is no time on line number 1")

    def test_repeat(self):
        (path,) = self.files(b"1\n2\n")
        with open(path, "rb") as file:
            file.seek(2)
            topic = self.topic()
            self.assert_ok(ours(PRODUCER, *AT, "--topic", topic, "--repeat", "2", stdin_file=file))
            self.assertEqual(self.values(topic, 2), ["2", "2"])
        self.assertEqual(self.sent(self.topic(), "--repeat", "3", path), [b"1", b"2"] * 3)
        self.assertEqual(self.sent(self.topic(), "--repeat", "2", "-", path, stdin=b"0\n"), [b"0", b"1", b"2"] * 2)
        topic = self.topic()
        self.assert_ok(ours(PRODUCER, *AT, "--topic", topic, "--repeat", "100000", stdin="x" * 100 + "\n"))
        self.assertEqual(len(self.values(topic, 100_000)), 100_000)

    def test_rate(self):
        topic = self.topic()
        run = ours(PRODUCER, *AT, "--topic", topic, "--repeat", "30", "--rate", "20", stdin="x\n")
        self.assertGreater(self.assert_ok(run).seconds, 1.3)
        times = [r["timestamp"] for r in self.all(topic)]
        self.assertEqual(len(times), 30)
        self.assertGreater(times[-1] - times[0], 1200)

    def test_a_signal_says_where_it_stopped(self):
        (path,) = self.files(b"1\n2\n3\n")
        topic = self.topic()
        process = start_ours(PRODUCER, *AT, "--topic", topic, "--repeat", "1000000", "--rate", "200", path)
        self.assertTrue(eventually(lambda: self.all(topic)))
        process.send_signal(signal.SIGTERM)
        run = finish(process, timeout=5)
        self.assertEqual(run.status, 143)
        told = re.search(rf"^Stopped after {path}, line (\d), pass (\d+) of 1000000\.$", run.err, re.MULTILINE)
        self.assertTrue(told, run)
        self.assertEqual(len(self.all(topic)), (int(told[2]) - 1) * 3 + int(told[1]))

    def test_formats(self):
        topic = self.topic(partitions=3)
        lines = b"2|1713763500123|unit=celsius|k:v:w\n|-1||:x\n"
        self.assert_ok(ours(PRODUCER, *AT, "--topic", topic, "--format", "%p|%T|%h|%k:%s", stdin=text(lines)))
        first = next(r for r in self.all(topic) if r["key"] == "k")
        self.assertEqual((first["partition"], first["timestamp"], first["value"]), (2, 1713763500123, "v:w"))
        self.assertEqual(contents([first])[0][0], [(b"unit", b"celsius")])
        self.assertEqual(len(self.all(topic)), 2)
        self.assert_ok(ours(PRODUCER, *AT, "--format", "%t %s", stdin=f"{topic} named\n"))
        self.assertIn("named", [r["value"] for r in self.all(topic)])
        run = ours(PRODUCER, *AT, "--topic", topic, "--format", "%k:%s", "--on-error", "skip", stdin="none\na:b\n")
        self.assert_fails(run, "Line 1: the text behind %k is not there", "1 of 2 records were not delivered")
        run = ours(PRODUCER, *AT, "--topic", topic, "--format", "%S %s", stdin="1 a5 b")
        self.assert_fails(run, "Record 2: the input ends in the middle of it")
        self.assertIn("Reading (kafka-console-producer)", self.assert_ok(ours(PRODUCER, "--help-format")).out)
        for words in (
            ("--format", ""), ("--format", "%q"), ("--format", "%k%s"), ("--format", "%s", "--input", "json"),
            ("--format", "%s", "--reader-property", "parse.key=true"), ("--format", "%s;", "--delimiter", ";"),
        ):  # fmt: skip
            with self.subTest(words):
                self.assert_fails(ours(PRODUCER, *AT, "--topic", topic, *words, stdin="v\n"), status=2)

    def test_any_bytes_by_one_format_from_topic_to_topic(self):
        source, copy = self.topic(partitions=2), self.topic(partitions=2)
        chance = random.Random(3)
        some = lambda: chance.choice((None, b"", chance.randbytes(50), chance.randbytes(70_000)))  # noqa: E731
        produce(source, [Record(some(), some(), partition=n % 2, timestamp=10**12 + n) for n in range(200)])
        shape = ("--format", "%p{be32}%T{be64}%K{be32}%S{be32}%k%s")
        dumped = self.read(source, "--exit-at-end", *shape).out
        self.assert_ok(ours(PRODUCER, *AT, "--topic", copy, *shape, stdin=dumped))
        place = lambda r: (r["partition"], r["offset"])  # noqa: E731
        whole = lambda topic: [  # noqa: E731
            (r["partition"], r["timestamp"], *contents([r])) for r in sorted(self.all(topic), key=place)
        ]
        self.assertEqual(whole(copy), whole(source))

    def test_usage(self):
        for words in (
            ("--topic", ""), ("--delimiter", ""), ("--delimiter", "\\q"), ("--delimiter", ";", "--whole-file"), ("--repeat", "0"),
            ("--rate", "0"), ("--rate", "fast"), ("-", "-"), ("--input", "hex", "--keep", "partition"),
        ):  # fmt: skip
            with self.subTest(words):
                self.assert_fails(ours(PRODUCER, *AT, "--topic", "x", *words, stdin="v\n"), status=2)


class Consuming(ConsoleTest):
    def test_a_group_goes_on_where_it_stopped(self):
        topic, group = self.topic(), fresh("g")
        self.send(topic, range(10))
        words = ("--group", group, "--from-beginning")
        self.assertEqual(self.read(topic, *words, "--max-messages", "4").out, joined(range(4)))
        self.assertEqual(self.offsets(group), {(topic, 0): "4"})
        self.assertFalse(self.has_members(group))
        self.assertEqual(self.read(topic, *words, "--max-messages", "1").out, "4\n")
        self.assertEqual(self.read(topic, *words, "--timeout-ms", "1500").out, joined(range(5, 10)))
        self.assertEqual(self.offsets(group), {(topic, 0): "10"})

    def test_the_timeout_is_kept_and_no_failure(self):
        topic = self.topic()
        begin = time.monotonic()
        run = self.read(topic, "--timeout-ms", "1000")
        self.assertLess(time.monotonic() - begin, 4)
        self.assertEqual((run.out, run.err), ("", "Processed a total of 0 messages\n"))

    def test_no_message_is_none(self):
        run = self.read(self.topic(), "--max-messages", "0")
        self.assertEqual((run.out, run.err), ("", "Processed a total of 0 messages\n"))
        self.assert_fails(ours(CONSUMER, *AT, "--topic", "x", "--max-messages", "-3"), "negative", status=2)

    def test_where_to_begin(self):
        topic = self.topic()
        self.send(topic, range(10))
        here = ("--partition", "0", "--max-messages", "2")
        self.assertEqual(self.read(topic, *here, "--offset", "7").out, "7\n8\n")
        self.assertEqual(self.read(topic, *here, "--offset", "Earliest").out, "0\n1\n")
        self.assertEqual(self.read(topic, *here, "--from-beginning").out, "0\n1\n")
        two = ("--max-messages", "2")
        for words in (here, (*here, "--offset", "latest"), two, ("--group", fresh("g"), *two)):
            process = start_ours(CONSUMER, *AT, "--topic", topic, *words)
            # Until it stands at the end of the log, nobody can tell from outside: so send until it is there.
            for n in range(100, 400):
                self.send(topic, [n])
                if process.poll() is not None:
                    break
            run = finish(process)
            self.assertTrue(run.out.splitlines(), run)
            self.assertTrue(all(int(line) >= 100 for line in run.out.splitlines()), run.out)

    def test_a_partition_that_is_not_there(self):
        topic = self.topic(partitions=2)
        run = ours(CONSUMER, *AT, "--topic", topic, "--partition", "7")
        self.assert_fails(run, f"Topic '{topic}' has no partition 7: there are 2", "Processed a total of 0 messages")

    def test_an_offset_that_is_not_there(self):
        topic = self.topic()
        self.send(topic, ["one"])
        words = ("--partition", "0", "--offset", "99", "--timeout-ms", "5000")
        run = ours(CONSUMER, *AT, "--topic", topic, *words, "--command-property", "auto.offset.reset=none")
        self.assert_fails(run, "ffset")
        run = self.read(topic, *words, "--command-property", "auto.offset.reset=earliest", "--max-messages", "1")
        self.assertEqual(run.out, "one\n")

    def test_a_topic_that_is_made_later(self):
        name = fresh()
        self.delete_after(name)
        process = start_ours(
            CONSUMER, *AT, "--topic", name, "--from-beginning", "--max-messages", "1",
            "--command-property", "allow.auto.create.topics=false", "--command-property", "metadata.max.age.ms=500",
        )  # fmt: skip
        time.sleep(1.5)
        self.assertIsNone(process.poll())
        self.topic(name)
        self.send(name, ["here"])
        run = self.assert_ok(finish(process))
        self.assertEqual(run.out, "here\n")
        self.assertIn(f"topic '{name}' does not exist; waiting for it", run.err)

    def test_reading_makes_a_topic_where_the_broker_allows_it(self):
        name = fresh()
        self.delete_after(name)
        run = self.assert_ok(ours(CONSUMER, *AT, "--topic", name, "--timeout-ms", "2000"))
        self.assertIn(f"topic '{name}' did not exist; the broker has made it", run.err)
        self.assertIn(name, ours("kafka-topics", *AT, "--list").out.split())

    def test_what_comes_into_a_topic_made_by_reading(self):
        name = fresh()
        self.delete_after(name)
        process = start_ours(CONSUMER, *AT, "--topic", name, "--from-beginning", "--max-messages", "1")
        made = lambda: name in ours("kafka-topics", *AT, "--list").out.split()  # noqa: E731
        self.assertTrue(eventually(made))
        self.send(name, ["here"])
        self.assertEqual(self.assert_ok(finish(process)).out, "here\n")

    def test_a_topic_that_never_comes(self):
        name = fresh()
        words = ("--timeout-ms", "2000", "--command-property", "allow.auto.create.topics=false")
        run = ours(CONSUMER, *AT, "--topic", name, *words)
        self.assert_fails(run, f"Topic '{name}' does not exist", "Processed a total of 0 messages")
        for more in ((), ("--exit-at-end",), ("--tail", "1")):
            run = ours(CONSUMER, *AT, "--topic", name, *words, "--partition", "0", *more)
            self.assert_fails(run, f"Topic '{name}' does not exist", "Processed a total of 0 messages")
            waited = f"Warning: topic '{name}' does not exist; waiting for it" in run.err
            self.assertEqual(waited, not more)
        run = ours(CONSUMER, *AT, "--topic", name, *words, "--exit-at-end")
        self.assert_fails(run, f"Topic '{name}' does not exist")

    def test_a_topic_that_comes_while_its_partition_is_waited_for(self):
        name = fresh()
        self.delete_after(name)
        words = ("--partition", "0", "--from-beginning", "--max-messages", "1", "--command-property")
        no = ("allow.auto.create.topics=false", "--command-property", "metadata.max.age.ms=300")
        process = start_ours(CONSUMER, *AT, "--topic", name, *words, *no)
        self.assertIn(b"does not exist; waiting for it", process.stderr.readline())
        self.send(self.topic(name), ["here"])
        self.assertEqual(self.assert_ok(finish(process)).out, "here\n")

    def test_include(self):
        stem = fresh()
        for suffix in ("a1", "b2", "c"):
            self.send(self.topic(f"{stem}-{suffix}"), [suffix])
        words = (*AT, "--from-beginning", "--timeout-ms", "3000", "--include")
        for pattern, found in (
            (rf"{stem}-[a-c]\d", ["a1", "b2"]),
            (rf"{stem}-(?:a1|c)", ["a1", "c"]),
            (rf"\Q{stem}\E.*?", ["a1", "b2", "c"]),
            (stem, []),
        ):
            with self.subTest(pattern):
                run = self.assert_ok(ours(CONSUMER, *words, pattern))
                self.assertEqual(sorted(run.out.splitlines()), found)
        self.assert_fails(ours(CONSUMER, *AT, "--include", "("), "( is an invalid regex.", status=2)
        self.assert_fails(ours(CONSUMER, *AT, "--include", "(?!x)y"), "cannot be used here", status=2)

    def test_json(self):
        topic = self.topic(partitions=2)
        sent = [
            Record(b"plain", b"key", partition=0, timestamp=1713763500123),
            Record(None, b"", partition=0),
            Record(b"", None, partition=0),
            Record(b"\xff\x00\xfe", b"\x80", [(b"a", b"1"), (b"a", None), (b"b", b""), (b"c", b"\xff")], partition=0),
            Record("\"\\\n\r\t\x01 ä😀".encode(), None, [("ü".encode(), b"x")], partition=1),
        ]
        produce(topic, sent)
        got = consume(topic, len(sent))
        self.assertEqual({r["version"] for r in got}, {1})
        self.assertEqual({r["topic"] for r in got}, {topic})
        got.sort(key=lambda r: (r["partition"], r["offset"]))
        self.assertEqual(contents(got), [(s.headers, s.key, s.value) for s in sent])
        first = got[0]
        self.assertEqual((first["timestamp"], first["timestamp_type"]), (1713763500123, "create_time"))
        self.assertEqual([(r["partition"], r["offset"]) for r in got], [(0, 0), (0, 1), (0, 2), (0, 3), (1, 0)])

        run = ours(CONSUMER, *AT, "--topic", topic, "--output", "json", "--formatter-property", "print.key=true")
        self.assert_fails(run, status=2)
        self.assertEqual(json.loads(run.err)["error"]["code"], "USAGE")

    def test_the_end_is_the_end(self):
        """Also where nothing is, where records were deleted, and where the last is a transaction's mark."""
        topic, group = self.topic(partitions=4), fresh("g")
        self.assertEqual(self.read(topic, "--exit-at-end").out, "")
        produce(topic, [Record(b"%d" % n, partition=n % 3) for n in range(9)])
        self.assert_ok(ours(PRODUCER, *AT, "--topic", topic, "--transactional-id", fresh("t"), stdin="9\n"))
        run = self.read(topic, "--exit-at-end", "--isolation-level", "read_committed")
        self.assertEqual(sorted(run.out.split()), [str(n) for n in range(10)])
        with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
            file.write(json.dumps({"version": 1, "partitions": [{"topic": topic, "partition": 0, "offset": -1}]}))
            file.flush()
            self.assert_ok(ours("kafka-delete-records", *AT, "--offset-json-file", file.name))
        run = self.read(topic, "--exit-at-end", "--group", group)
        left = {"1", "2", "4", "5", "7", "8"}
        self.assertLessEqual(left, set(run.out.split()))
        self.assertLessEqual(set(run.out.split()), left | {"9"})
        # The group goes on where it was, and so does a part of a batch.
        self.assertEqual(self.read(topic, "--exit-at-end", "--group", group).out, "")
        produce(topic, [Record(b"new", partition=3)])
        self.assertEqual(self.read(topic, "--exit-at-end", "--group", group).out, "new\n")
        run = ours(CONSUMER, *AT, "--topic", topic, "--exit-at-end", "--partition", "9")
        self.assert_fails(run, "has no partition 9")

    def test_what_lies_between_two_places(self):
        topic = self.topic(partitions=2)
        start = 1713763500000
        produce(topic, [Record(b"%d" % n, partition=n % 2, timestamp=start + n * 1000) for n in range(20)])

        def between(*words):
            return sorted(int(line) for line in self.read(topic, *words).out.split())

        self.assertEqual(between("--from", "1713763505", "--until", "1713763509"), [5, 6, 7, 8])
        self.assertEqual(between("--from", "2024-04-22T05:25:15Z", "--exit-at-end"), list(range(15, 20)))
        self.assertEqual(between("--until", "2024-04-22 07:25:02+02:00"), [0, 1])
        self.assertEqual(between("--from", "2", "--until", "offset:4"), [4, 5, 6, 7])
        self.assertEqual(between("--partition", "1", "--until", "2"), [1, 3])
        self.assertEqual(between("--partition", "1", "--offset", "8", "--exit-at-end"), [17, 19])
        self.assertEqual(between("--from", "1h ago", "--until", "now"), [])
        self.assertEqual(between("--from", "earliest", "--max-messages", "20"), list(range(20)))
        group = fresh("g")
        self.assertEqual(len(between("--group", group, "--until", "offset:3")), 6)
        self.assertEqual(self.offsets(group), {(topic, 0): "3", (topic, 1): "3"})
        for wrong in (
            ("--from", "soon"), ("--until", "2099-01-01"), ("--until", "end", "--exit-at-end"),
            ("--from", "0", "--from-beginning"),
        ):  # fmt: skip
            with self.subTest(wrong):
                self.assert_fails(ours(CONSUMER, *AT, "--topic", topic, *wrong), status=2)
        self.assert_fails(ours(CONSUMER, *AT, "--include", ".*", "--exit-at-end"), "need --topic", status=2)

    def test_records_survive_a_file(self):
        """Topic -> lines of JSON -> another topic: every byte, in every partition, at every time."""
        source, copy = self.topic(partitions=3), self.topic(partitions=3)
        chance = random.Random(7)

        def some_bytes():
            kind = chance.randrange(4)
            if kind == 0:
                return None
            if kind == 1:
                return chance.randbytes(chance.randrange(60))
            return "".join(chance.choice("aB\"\\\n\r\t\0äß😀{}:,") for _ in range(chance.randrange(60))).encode()

        sent = [
            Record(
                some_bytes(), some_bytes(),
                [(some_bytes() or b"h", some_bytes()) for _ in range(chance.randrange(4))],
                partition=chance.randrange(3), timestamp=chance.randrange(1, 1_700_000_000_000),
            )
            for _ in range(500)
        ]  # fmt: skip
        produce(source, sent)
        words = ("--from-beginning", "--max-messages", "500", "--timeout-ms", "20000", "--output", "json")
        file = self.read(source, *words).out
        run = ours(PRODUCER, *AT, "--topic", copy, "--input", "json", "--keep", "partition,timestamp", stdin=file)
        self.assert_ok(run)

        def by_place(topic):
            records = sorted(consume(topic, 500), key=lambda r: (r["partition"], r["offset"]))
            return [(r["partition"], r["timestamp"], *contents([r])) for r in records]

        self.assertEqual(by_place(copy), by_place(source))
        # Without --topic each goes where it came from.
        self.assert_ok(ours(PRODUCER, *AT, "--input", "json", stdin=file))
        self.assertEqual(len(consume(source, 1000)), 1000)

    def test_lines_of_json_that_are_no_records(self):
        topic = self.topic()
        lines = joined(['{"value":"1"}', '{"value":2}', '{"value":"3"}'])
        words = (*AT, "--input", "json", "--topic", topic)
        run = ours(PRODUCER, *words, stdin=lines)
        self.assert_fails(run, 'Line 2: "value" is neither a string nor null')
        self.assertEqual(self.values(topic, 1), ["1"])
        run = ours(PRODUCER, *words, "--on-error", "skip", stdin=lines)
        self.assert_fails(run, "Line 2: ", "1 of 3 records were not delivered")
        self.assertEqual(self.values(topic, 3), ["1", "1", "3"])
        run = ours(PRODUCER, *AT, "--input", "json", stdin='{"value":"1"}\n')
        self.assert_fails(run, 'Line 1: there is no "topic"')
        for wrong in (
            ("--input", "xml"), ("--on-error", "panic"), ("--keep", "partition"), ("--transactional-id", ""),
            ("--input", "json", "--keep", "offset"), ("--input", "json", "--reader-property", "parse.key=true"),
        ):  # fmt: skip
            with self.subTest(wrong):
                self.assert_fails(ours(PRODUCER, *AT, "--topic", topic, *wrong, stdin="x\n"), status=2)

    def test_all_or_nothing(self):
        topic = self.topic()
        words = (*AT, "--topic", topic, "--transactional-id", fresh("t"))
        committed = ("--isolation-level", "read_committed", "--from-beginning", "--timeout-ms", "2000")
        self.assert_ok(ours(PRODUCER, *words, stdin="1\n2\n"))
        self.assertEqual(self.read(topic, *committed).out, "1\n2\n")
        run = ours(PRODUCER, *AT, "--topic", topic, "--command-property", "transactional.id=t", stdin="x\n")
        self.assert_fails(run, "--transactional-id", status=2)
        parts = ("--reader-property", "parse.key=true")
        run = ours(PRODUCER, *words, *parts, stdin="k\t3\nno separator\n")
        self.assert_fails(run, "No key separator found on line number 2", "the transaction of 1 record was aborted")
        self.assertEqual(self.read(topic, *committed).out, "1\n2\n")

    def test_a_record_that_cannot_be_shown(self):
        topic, group = self.topic(), fresh("g")
        produce(topic, [Record(b"\x00\x00\x00\x07"), Record(b"bad"), Record(b"\x00\x00\x00\x08")])
        words = ("--group", group, "--from-beginning", "--value-deserializer", "IntegerDeserializer")
        run = ours(CONSUMER, *AT, "--topic", topic, *words, "--max-messages", "3")
        self.assert_fails(
            run, f"message {topic}-0 at offset 1: Size of data received by IntegerDeserializer is not 4",
            "Processed a total of 2 messages", out="7\n",
        )  # fmt: skip
        self.assertEqual(self.offsets(group), {(topic, 0): "1"})
        run = self.read(topic, *words, "--max-messages", "2", "--skip-message-on-error")
        self.assertEqual(run.out, "8\n")
        self.assertEqual(self.offsets(group), {(topic, 0): "3"})
        run = ours(CONSUMER, *AT, "--topic", topic, "--value-deserializer", "io.confluent.KafkaAvroDeserializer")
        self.assert_fails(run, "io.confluent.KafkaAvroDeserializer", "StringDeserializer", status=2)
        run = ours(CONSUMER, *AT, "--topic", topic, "--formatter", "com.acme.Formatter")
        self.assert_fails(run, "com.acme.Formatter", "DefaultMessageFormatter", status=2)

    def test_systest_events(self):
        run = self.read(self.topic(), "--max-messages", "0", "--enable-systest-events")
        self.assertEqual(run.out, "shutdown_complete\n")

    def test_a_rebalance_without_a_group_repeats_nothing(self):
        topic = self.topic()
        self.send(topic, range(100))
        # Java's begins anew, for there are no commits.
        process = start_ours(
            CONSUMER, *AT, "--topic", topic, "--from-beginning", "--max-messages", "102",
            "--command-property", "metadata.max.age.ms=300",
        )  # fmt: skip
        self.addCleanup(process.kill)
        printed = Printed(process)
        self.assertTrue(eventually(lambda: len(printed.lines) == 100))
        self.assert_ok(ours("kafka-topics", *AT, "--alter", "--topic", topic, "--partitions", "2"))
        produce(topic, [Record(b"new", partition=1), Record(b"old", partition=0)])
        self.assert_ok(finish(process))
        printed.join(10)
        self.assertEqual(printed.lines[:100], [str(n) for n in range(100)])
        self.assertEqual(sorted(printed.lines[100:]), ["new", "old"])

    def test_groups_must_agree(self):
        with properties_file("group.id=other\n") as config:
            run = ours(CONSUMER, *AT, "--topic", "x", "--group", "g", "--command-config", config)
            self.assert_fails(run, "do not match. Detected group ids: 'g', 'other'", status=2)
            topic = self.topic()
            self.send(topic, ["v"])
            group = fresh("g")
            run = self.read(topic, "--command-property", f"group.id={group}", "--from-beginning", "--max-messages", "1")
            self.assertEqual(self.offsets(group), {(topic, 0): "1"})

    def test_no_commit_when_told_so(self):
        topic, group = self.topic(), fresh("g")
        self.send(topic, ["v"])
        for _ in range(2):
            run = self.read(topic, "--group", group, "--from-beginning", "--max-messages", "1",
                            "--command-property", "enable.auto.commit=false")  # fmt: skip
            self.assertEqual(run.out, "v\n")

    def test_large_records(self):
        topic = self.topic(None, "--config", "max.message.bytes=20000000")
        value = "".join(random.choices("abcdefgh", k=9_000_000))
        self.send(topic, [value, "small"], "--command-property", "max.request.size=10000000")
        self.assertEqual(self.values(topic, 2), [value, "small"])


class Ends(ConsoleTest):
    """How a consumer stops."""

    def start(self, topic, *words, **popen):
        return start_ours(CONSUMER, *AT, "--topic", topic, "--from-beginning", *words, **popen)

    def interrupted(self, number):
        topic, group = self.topic(), fresh("g")
        self.send(topic, range(1000))
        process = self.start(topic, "--group", group)
        self.assertEqual(text(process.stdout.read(3890)), joined(range(1000)))
        process.send_signal(number)
        run = finish(process, timeout=5)
        self.assertLess(run.seconds, 3)
        self.assertEqual((run.out, run.err), ("", "Processed a total of 1000 messages\n"))
        self.assertEqual(self.offsets(group), {(topic, 0): "1000"})
        self.assertFalse(self.has_members(group))
        return run.status

    def test_signals_commit_what_was_printed(self):
        self.assertEqual(self.interrupted(signal.SIGINT), 130)
        self.assertEqual(self.interrupted(signal.SIGTERM), 143)

    def test_a_reader_that_goes_away(self):
        topic = self.topic()
        self.send(topic, range(100_000))
        process = self.start(topic)
        self.assertEqual(process.stdout.readline(), b"0\n")
        process.stdout.close()
        self.assertEqual(process.wait(10), 1)
        self.assertIn("Unable to write to standard out, closing consumer.", text(process.stderr.read()))
        process.stderr.close()

    def test_a_reader_that_goes_away_while_nothing_comes(self):
        process = self.start(self.topic())
        process.stdout.close()
        self.assertEqual(process.wait(10), 1)
        self.assertIn("Unable to write to standard out, closing consumer.", text(process.stderr.read()))
        process.stderr.close()

    def test_a_reader_that_takes_nothing_cannot_hold_it(self):
        topic, group = self.topic(), fresh("g")
        self.send(topic, ["x" * 1000] * 2000)
        process = self.start(topic, "--group", group)
        self.assertTrue(eventually(lambda: self.has_members(group)))
        time.sleep(1)
        process.send_signal(signal.SIGINT)
        self.assertEqual(process.wait(6), 130)
        printed = process.stdout.read().count(b"\n")
        process.stdout.close()
        process.stderr.close()
        self.assertLess(printed, 2000)
        committed = self.offsets(group).get((topic, 0), "-")
        self.assertLessEqual(0 if committed == "-" else int(committed), printed)

    def test_full_disk(self):
        topic, group = self.topic(), fresh("g")
        self.send(topic, range(10))
        with open("/dev/full", "w", encoding="ascii") as full:
            run = ours(CONSUMER, *AT, "--topic", topic, "--group", group, "--from-beginning", stdout=full)
        self.assert_fails(run, "Unable to write to standard out, closing consumer.", "No space left on device")
        self.assertNotIn((topic, 0), {k for k, v in self.offsets(group).items() if v != "-"})

    def test_closed_stdout(self):
        topic = self.topic()
        self.send(topic, range(10))
        run = ours(
            CONSUMER, *AT, "--topic", topic, "--from-beginning", preexec_fn=lambda: os.close(1), stdout=None
        )
        self.assert_fails(run, "Unable to write to standard out, closing consumer.")

    def test_output_comes_at_once(self):
        topic = self.topic()
        process = self.start(topic)
        self.send(topic, ["first"])
        self.assertEqual(process.stdout.readline(), b"first\n")
        for n in range(3):
            sent = time.monotonic()
            self.send(topic, [n])
            self.assertEqual(process.stdout.readline(), b"%d\n" % n)
            self.assertLess(time.monotonic() - sent, 3)
        process.send_signal(signal.SIGINT)
        self.assertEqual(finish(process).status, 130)


def peak_memory(process):
    """Of a process that still runs, in MiB."""
    status = Path(f"/proc/{process.pid}/status").read_text()
    return int(re.search(r"^VmHWM:\s+(\d+) kB$", status, re.MULTILINE)[1]) / 1024


class Memory(ConsoleTest):
    def test_it_does_not_grow_with_the_run(self):
        topic, count, line = self.topic(), 800_000, b"x" * 99 + b"\n"
        producer = start_ours(PRODUCER, *AT, "--topic", topic)
        self.addCleanup(producer.kill)
        for _ in range(count // 1000):
            producer.stdin.write(line * 1000)
        producer.stdin.flush()
        self.assertLess(peak_memory(producer), 64)
        self.assert_ok(finish(producer, timeout=60))

        consumer = start_ours(CONSUMER, *AT, "--topic", topic, "--from-beginning")
        self.addCleanup(consumer.kill)
        consumer.stdout.read(len(line))
        time.sleep(1.5)  # it could have read all by now, if it did not wait for its own reader
        self.assertLess(peak_memory(consumer), 64)
        for _ in range(count - 1):
            if consumer.stdout.read(len(line)) != line:
                self.fail("other bytes than were sent")
        self.assertLess(peak_memory(consumer), 64)
        consumer.send_signal(signal.SIGINT)
        self.assertIn(f"Processed a total of {count} messages", finish(consumer).err)


class Connecting(ConsoleTest):
    def both(self, *words, **how):
        yield ours(PRODUCER, "--topic", "x", *words, stdin="v\n", **how)
        yield ours(CONSUMER, "--topic", "x", *words, **how)

    def test_no_broker(self):
        with peers.nobody() as peer:
            for run in self.both("--bootstrap-server", peer.address):
                self.assert_fails(run, peer.address, "Connection refused")
                self.assertLess(run.seconds, 5)

    def test_no_such_host(self):
        for run in self.both("--bootstrap-server", "no-such-host.invalid:9092"):
            self.assert_fails(run, "no-such-host.invalid:9092")
            self.assertLess(run.seconds, 8)

    def test_ports_that_speak_no_kafka(self):
        for peer_kind in (peers.web_server, peers.hanging_up, peers.silent):
            with peer_kind() as peer:
                for run in self.both("--bootstrap-server", peer.address):
                    self.assert_fails(run, peer.address)
                    self.assertLess(run.seconds, 8)

    def test_tls_spoken_to_plain_text(self):
        for run in self.both(*AT, "--command-property", "security.protocol=SSL"):
            self.assert_fails(run, "seems not to speak TLS")
            self.assertLess(run.seconds, 8)

    def test_json_errors(self):
        with peers.nobody() as peer:
            run = ours(CONSUMER, "--bootstrap-server", peer.address, "--topic", "x", "--output", "json")
        self.assert_fails(run)
        self.assertIn("Connection refused", json.loads(run.err.splitlines()[0])["error"]["message"])

    def test_a_signal_while_connecting(self):
        with peers.silent() as peer:
            for tool in (PRODUCER, CONSUMER):
                process = start_ours(tool, "--bootstrap-server", peer.address, "--topic", "x")
                before = len(peer.accepted)
                self.assertTrue(eventually(lambda: len(peer.accepted) > before))  # noqa: B023
                process.send_signal(signal.SIGINT)
                self.assertEqual(finish(process, timeout=3).status, 130)

    def test_bad_properties_files(self):
        for content, sentence in (
            ("request.timeout.ms=soon\n", "request.timeout.ms=soon"),
            ("client.id=\\u12\n", "line 1"),
            ("security.protocl=SSL\n", "security.protocl"),
        ):
            with properties_file(content) as name:
                for run in self.both(*AT, "--command-config", name):
                    self.assert_fails(run, sentence)
        for run in self.both(*AT, "--command-config", "/no/such/file"):
            self.assert_fails(run, "/no/such/file")

    def test_a_file_for_java_works(self):
        topic = self.topic()
        content = (
            "bootstrap.servers=127.0.0.1:1\nkey.serializer=org.apache.kafka.common.serialization.StringSerializer\n"
            "key.deserializer=a.b.C\nacks=all\nlinger.ms=5\nmax.poll.records=7\ngroup.id=%s\n" % fresh("g")
        )
        with properties_file(content) as name:
            self.send(topic, ["v"], "--command-config", name)
            run = self.read(topic, "--command-config", name, "--from-beginning", "--max-messages", "1")
            self.assertEqual(run.out, "v\n")


if __name__ == "__main__":
    main()
