#!/usr/bin/env python3
"""kafka-console-consumer beyond Kafka's: formats, lists of partitions, the last records, conditions,
values as JSON, progress."""

import concurrent.futures
import contextlib
import json
import os
import pty
import struct
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
from kpp_test import AT, KafkaTest, fresh, main, ours, start_ours
from records import Record, produce

PRODUCER, CONSUMER = "kafka-console-producer", "kafka-console-consumer"
MAY = 1777629600123  # 2026-05-01T10:00:00.123Z
AVRO_READING = "e2d3ef769e48b1cc"  # CRC-64-AVRO of the schema in its canonical form


class ReadingTest(KafkaTest):
    def read(self, topic, *words, **how):
        return self.assert_ok(ours(CONSUMER, *AT, "--topic", topic, *words, **how))

    def all_of(self, topic, *words, **how):
        return self.read(topic, "--exit-at-end", *words, **how).out

    def refused(self, *words):
        """A command line that is wrong, whatever broker there is."""
        return ours(CONSUMER, "--bootstrap-server", "127.0.0.1:1", *words)


class Formats(ReadingTest):
    def test_every_field_of_a_record(self):
        topic = self.topic()
        headers = [(b"h", b"1"), (b"h", None)]
        produce(topic, [Record(b"v", b"k", headers, timestamp=MAY), Record(None, b"\0\xff", timestamp=MAY + 1)])
        run = self.all_of(topic, "--format", r"%t %p %o %T %T{rfc3339} [%k] [%s] %h %K %S\n")
        self.assertEqual(
            run,
            f"{topic} 0 0 {MAY} 2026-05-01T10:00:00.123Z [k] [v] h=1,h= 1 1\n"
            f"{topic} 0 1 {MAY + 1} 2026-05-01T10:00:00.124Z [\0\udcff] []  2 -1\n",
        )
        run = self.all_of(topic, "--format", r"%k{hex}:%s{base64};", "--formatter-property", "null.literal=NIL")
        self.assertEqual(run, "6b:dg==;00ff:NIL;")
        run = self.all_of(topic, "--format", "%K{be16}%k%o{be64}")
        self.assertEqual(run, "\0\1k" + 8 * "\0" + "\0\2\0\udcff" + 7 * "\0" + "\1")
        far_east = {**os.environ, "TZ": "Asia/Tokyo"}
        run = self.all_of(topic, "--format", "%T{strftime:%d.%m.%Y %H:%M} ", env=far_east)
        self.assertEqual(run, "01.05.2026 10:00 01.05.2026 10:00 ")

    def test_deserializers(self):
        topic = self.topic()
        produce(topic, [Record((7).to_bytes(8, "big"))])
        words = ("--value-deserializer", "LongDeserializer", "--format")
        self.assertEqual(self.all_of(topic, *words, "%s %s{hex}"), "7 0000000000000007")

    def test_a_number_without_room(self):
        topic = self.topic()
        produce(topic, [Record(b"a" * 70000), Record(b"b")])
        words = (*AT, "--topic", topic, "--exit-at-end", "--format", "%S{be16}")
        self.assert_fails(ours(CONSUMER, *words), "at offset 0: 70000 has no room in %S{be16}")
        run = self.assert_ok(ours(CONSUMER, *words, "--skip-message-on-error"))
        self.assertEqual(run.out, "\0\1")

    def test_help(self):
        run = self.assert_ok(ours(CONSUMER, "--help-format"))
        for word in ("%k", "{be32}", "{strftime:", r"\xNN", "Examples"):
            self.assertIn(word, run.out)

    def test_wrong_formats(self):
        for words, sentence in (
            (("--format", "%k %q"), "--format: unknown letter %q at position 4"),
            (("--format", "%k{hux}"), "{hux} at position 3"),
            (("--format", ""), "the format is empty"),
            (("--format", "%k", "--output", "json"), "--format"),
            (("--format", "%k", "--formatter", "NoOpMessageFormatter"), "--formatter"),
            (("--format", "%k", "--formatter-property", "print.key=true"), "print.key"),
        ):
            self.assert_fails(self.refused("--topic", "x", *words), sentence, status=2)


class Partitions(ReadingTest):
    def test_lists_and_ranges(self):
        topic = self.topic(partitions=6)
        produce(topic, [Record(b"%d" % n, partition=n % 6) for n in range(24)])

        def read(*words):
            return sorted(int(line) for line in self.read(topic, *words).out.split())

        self.assertEqual(read("--partition", "0,3-5", "--exit-at-end"), [n for n in range(24) if n % 6 in (0, 3, 4, 5)])
        self.assertEqual(read("--partition", "1,2", "--offset", "3", "--max-messages", "2"), [19, 20])
        self.assertEqual(read("--partition", "1,4", "--from", "offset:1", "--until", "offset:3"), [7, 10, 13, 16])
        self.assertEqual(len(read("--partition", "0-5", "--from-beginning", "--max-messages", "24")), 24)
        run = ours(CONSUMER, *AT, "--topic", topic, "--partition", "4-7", "--exit-at-end")
        self.assert_fails(run, f"Topic '{topic}' has no partition 6: there are 6")

    def test_wrong_lists(self):
        for words, sentence in (("3-1", "runs backwards"), ("1,x", "'1,x' of option partition")):
            self.assert_fails(self.refused("--topic", "x", "--partition", words), sentence, status=2)


class Tail(ReadingTest):
    def test_the_last_over_all_partitions_in_time_order(self):
        topic = self.topic(partitions=3)
        produce(topic, [Record(b"%d" % n, partition=n % 7 % 3, timestamp=MAY + n) for n in range(1000)])
        for count in (1, 20, 999, 1000, 5000):
            run = self.read(topic, "--tail", str(count))
            self.assertEqual([int(n) for n in run.out.split()], list(range(1000))[-count:])
            self.assertEqual(run.err, f"Processed a total of {min(count, 1000)} messages\n")
        run = self.read(topic, "--tail", "5", "--partition", "1,2")
        self.assertEqual([int(n) for n in run.out.split()], [n for n in range(1000) if n % 7 % 3][-5:])
        run = self.read(topic, "--tail", "3", "--until", str(MAY + 500), "--format", "%s ")
        self.assertEqual(run.out, "497 498 499 ")

    def test_gaps(self):
        """Marks of transactions, and aborted records, are no records."""
        topic = self.topic()
        produce(topic, [Record(b"%d" % n, timestamp=MAY + n) for n in range(3)])
        words = ("--topic", topic, "--transactional-id", fresh("t"))
        for n in range(3, 8):
            self.assert_ok(ours(PRODUCER, *AT, *words, stdin=f"{n}\n"))
        lines = "".join(f"k\tbad{n}\n" for n in range(500)) + "no separator\n"
        run = ours(PRODUCER, *AT, *words, "--reader-property", "parse.key=true", stdin=lines)
        self.assert_fails(run, "aborted")
        committed = ("--isolation-level", "read_committed")
        for count in (1, 2, 5, 8, 9):
            run = self.read(topic, "--tail", str(count), *committed)
            self.assertEqual([int(n) for n in run.out.split()], list(range(8))[-count:])

    def test_nothing_there(self):
        topic = self.topic(partitions=2)
        self.assertEqual(self.read(topic, "--tail", "5").out, "")

    def test_headers_and_every_byte(self):
        topic = self.topic()
        produce(topic, [Record(None, b"\0", [(b"h", b"\xff"), (b"h", None)], timestamp=MAY), Record(b"x")])
        words = ("--format", "%T %k{hex} %S %h{hex} ")
        self.assertEqual(self.read(topic, "--tail", "2", *words).out.split()[:4], [str(MAY), "00", "-1", "h=ff,h="])


class Conditions(ReadingTest):
    def readings(self):
        topic = self.topic(partitions=2)
        produce(
            topic,
            [
                Record(
                    b'{"sensor_id":"sensor_%d","temperature":%d}' % (n % 4, n), b"key%d" % (n % 4),
                    [(b"room", b"attic")] if n % 2 else [], partition=n % 2, timestamp=MAY + n,
                )
                for n in range(100)
            ],
        )  # fmt: skip
        return topic

    def found(self, topic, *conditions, more=("--exit-at-end",)):
        words = [word for condition in conditions for word in ("--where", condition)]
        return sorted(json.loads(line)["temperature"] for line in self.read(topic, *more, *words).out.splitlines())

    def test_each_kind(self):
        topic = self.readings()
        self.assertEqual(self.found(topic, "/temperature > 95"), [96, 97, 98, 99])
        self.assertEqual(self.found(topic, "/temperature < 9", '/sensor_id == "sensor_1"'), [1, 5])
        self.assertEqual(self.found(topic, "key ~ *[02]", "/temperature >= 94"), [94, 96, 98])
        self.assertEqual(self.found(topic, "header.room == attic", "/temperature <= 4"), [1, 3])
        self.assertEqual(self.found(topic, "!header.room", "/temperature <= 4"), [0, 2, 4])
        self.assertEqual(self.found(topic, "value =~ sensor_[13].*9[0-9]"), [91, 93, 95, 97, 99])
        self.assertEqual(self.found(topic, "/nothing"), [])

    def test_limits_count_what_matches(self):
        topic = self.readings()
        hot = "/temperature > 50"
        run = self.read(topic, "--from-beginning", "--partition", "0", "--where", hot, "--max-messages", "3")
        self.assertEqual([json.loads(line)["temperature"] for line in run.out.splitlines()], [52, 54, 56])
        self.assertIn("total of 3 messages", run.err)
        self.assertEqual(self.found(topic, "/temperature < 10", more=("--tail", "3")), [7, 8, 9])
        run = self.read(topic, "--exit-at-end", "--where", hot, "--where", "key == key1", "--output", "json")
        self.assertEqual({json.loads(line)["key"] for line in run.out.splitlines()}, {"key1"})

    def test_a_group_has_read_what_was_left_out(self):
        topic, group = self.readings(), fresh("g")
        run = self.read(topic, "--group", group, "--exit-at-end", "--where", "/temperature == 3")
        self.assertEqual(len(run.out.splitlines()), 1)
        self.assertEqual(self.committed(group), {0: 50, 1: 50})
        # Of those that come after the last that was printed nothing is known.
        topic, group = self.topic(), fresh("g")
        produce(topic, [Record(b"%d" % n) for n in range(10)])
        words = ("--group", group, "--from-beginning", "--where", "value == 4", "--max-messages", "1")
        self.assertEqual(self.read(topic, *words).out, "4\n")
        self.assertEqual(self.committed(group), {0: 5})

    def committed(self, group):
        run = self.assert_ok(ours("kafka-consumer-groups", *AT, "--describe", "--group", group))
        rows = [line.split() for line in run.out.splitlines() if line.startswith(group)]
        return {int(row[2]): int(row[3]) for row in rows}

    def test_wrong_conditions(self):
        run = self.refused("--topic", "x", "--where", "/temperature = 30")
        self.assert_fails(run, "'/temperature = 30': here must be", "(position 14)", status=2)


def read_all(stream, pause):
    parts = []
    while part := os.read(stream.fileno(), 65536):
        parts.append(part)
        time.sleep(pause)
    return b"".join(parts).decode()


def on_terminal(which, *words, env=None, pause=0.0):
    """Runs the consumer with standard output (1) or standard error (2) on a terminal: its status, what is written
    there, and to the other one, which is read with pauses."""
    inner, outer = pty.openpty()
    streams = {"stdout": outer, "stderr": subprocess.PIPE} if which == 1 else {"stderr": outer}
    process = start_ours(CONSUMER, *AT, *words, env={**os.environ, "TERM": "xterm", **(env or {})}, **streams)
    os.close(outer)
    pipe = process.stderr if which == 1 else process.stdout
    with process.stdin, pipe, concurrent.futures.ThreadPoolExecutor() as reader:
        other = reader.submit(read_all, pipe, pause)
        shown = b""
        with contextlib.suppress(OSError):  # the terminal hangs up
            while part := os.read(inner, 65536):
                shown += part
        os.close(inner)
        return process.wait(30), shown.decode(), other.result(30)


class SensorRoad(ReadingTest):
    def test_readings_filtered_by_temperature_into_another_topic(self):
        """Lines of JSON -> topic -> those that are hot, as records -> another topic: the same lines in the end."""
        source, hot = self.topic(partitions=3), self.topic(partitions=2)
        readings = [
            '{"sensor_id":"sensor_%d","temperature":%.1f,"timestamp":%d}' % (n % 7, 15 + n % 40 / 2, 1713763500 + n)
            for n in range(1000)
        ]
        lines = "".join(f"{reading}\n" for reading in readings)
        self.assert_ok(ours(PRODUCER, *AT, "--topic", source, stdin=lines))
        self.assertEqual(sorted(self.all_of(source).splitlines()), sorted(readings))
        warm_and_early = ("--where", "/temperature > 30", "--where", "/timestamp < 1713764400")
        chosen = self.all_of(source, *warm_and_early, "--output", "json")
        self.assert_ok(ours(PRODUCER, *AT, "--topic", hot, "--input", "json", stdin=chosen))
        whole = [json.loads(line) for line in readings]
        wanted = [
            line for line, r in zip(readings, whole) if r["temperature"] > 30 and r["timestamp"] < 1713764400
        ]
        self.assertGreater(len(wanted), 100)
        self.assertEqual(sorted(self.all_of(hot).splitlines()), sorted(wanted))


class Values(ReadingTest):
    def test_pretty(self):
        topic = self.topic()
        produce(topic, [Record(b'{"a":[1.0,{}],"b":"x"}'), Record(b"no JSON"), Record(None)])
        pretty = '{\n  "a": [\n    1.0,\n    {}\n  ],\n  "b": "x"\n}\nno JSON\nnull\n'
        self.assertEqual(self.all_of(topic, "--pretty"), pretty)
        self.assertEqual(self.all_of(topic, "--pretty", "--format", r"%s\n"), pretty.replace("null", ""))
        for words in (("--output", "json"), ("--value-deserializer", "LongDeserializer")):
            self.assert_fails(self.refused("--topic", "x", "--pretty", *words), status=2)

    def test_colour_on_a_terminal_only(self):
        topic = self.topic()
        produce(topic, [Record(b'{"a":1}')])
        words = ("--topic", topic, "--exit-at-end")
        name = '\x1b[34;1m"a"\x1b[0m'
        self.assertIn(name, on_terminal(1, *words, "--pretty")[1])
        self.assertNotIn("\x1b", on_terminal(1, *words, "--pretty", env={"NO_COLOR": "1"})[1])
        self.assertNotIn("\x1b", on_terminal(1, *words, "--pretty", env={"TERM": "dumb"})[1])
        self.assertEqual(on_terminal(1, *words)[1], '{"a":1}\r\n')
        self.assertIn("\x1b[34;1m\"topic\"", on_terminal(1, *words, "--output", "json")[1])
        self.assertNotIn("\x1b", self.all_of(topic, "--pretty"))

    def test_message_pack(self):
        topic = self.topic()
        produce(topic, [Record(b"\x82\xa1z\x01\xa1a\x92\xc3\xa1x"), Record(b"\x81\xa1z\x05"), Record(None)])
        words = ("--value-format", "msgpack")
        self.assertEqual(self.all_of(topic, *words), '{"z":1,"a":[true,"x"]}\n{"z":5}\nnull\n')
        self.assertEqual(self.all_of(topic, *words, "--where", "/z > 1"), '{"z":5}\n')
        self.assertEqual(self.read(topic, *words, "--tail", "1", "--where", "/a/0 == true").out[:6], '{"z":1')
        self.assertEqual(self.all_of(topic, *words, "--where", "/z == 5", "--pretty"), '{\n  "z": 5\n}\n')
        produce(topic, [Record(b"\xc1"), Record(b"\x07")])
        run = ours(CONSUMER, *AT, "--topic", topic, "--exit-at-end", *words)
        self.assertEqual(run.status, 1, run)
        self.assertIn("at offset 3: the value is not MessagePack", run.err)
        self.assertEqual(self.all_of(topic, *words, "--skip-message-on-error").splitlines()[-1], "7")
        self.assert_fails(self.refused("--topic", "x", "--value-format", "xml"), "unknown format 'xml'", status=2)

    def test_avro(self):
        topic = self.topic()
        schema = self.json_file(
            {"type": "record", "name": "Reading", "fields": [{"name": "temperature", "type": ["null", "double"]}]}
        )
        other = self.json_file('"long"')
        fingerprint = bytes.fromhex(AVRO_READING)[::-1]
        values = [b"\x02" + struct.pack("<d", 24.5), b"\0", b"\x02" + struct.pack("<d", 31)]
        produce(topic, [Record(b"\xc3\x01" + fingerprint + value) for value in values] + [Record(None)])
        words = ("--value-format", "avro", "--avro-schema", other, "--avro-schema", schema)
        hot = '{"temperature":{"double":31.0}}\n'
        first = '{"temperature":{"double":24.5}}\n'
        self.assertEqual(self.all_of(topic, *words), first + '{"temperature":null}\n' + hot + "null\n")
        self.assertEqual(self.all_of(topic, *words, "--where", "/temperature/double > 30"), hot)
        self.assertEqual(json.loads(self.all_of(topic, *words, "--output", "json").splitlines()[0])["value"] + "\n", first)
        run = ours(CONSUMER, *AT, "--topic", topic, "--exit-at-end", *words[:4])
        self.assert_fails(run, f"at offset 0: the value's Avro schema, of fingerprint {AVRO_READING}, is not among")
        produce(topic, [Record(b"plain")])
        run = ours(CONSUMER, *AT, "--topic", topic, "--exit-at-end", *words, "--skip-message-on-error")
        self.assertIn("at offset 4: the value is not an Avro single object; it is skipped", self.assert_ok(run).err)
        for wrong in (("--value-format", "avro"), ("--avro-schema", schema)):
            self.assert_fails(self.refused("--topic", "x", *wrong), "need each other", status=2)
        for file, sentence in (("/no/such.avsc", "/no/such.avsc"), (self.json_file("{}"), "this is no Avro schema")):
            run = self.refused("--topic", "x", "--value-format", "avro", "--avro-schema", file)
            self.assert_fails(run, sentence)


class Showing(ReadingTest):
    def test_progress_on_a_terminal(self):
        topic = self.topic(partitions=2)
        produce(topic, [Record(b"x" * 100, partition=n % 2) for n in range(20_000)])
        # Its reader takes half a second at least for these two megabytes.
        status, shown, out = on_terminal(2, "--topic", topic, "--exit-at-end", pause=0.03)
        self.assertEqual((status, len(out)), (0, 20_000 * 101))
        self.assertRegex(shown, r"\r\x1b\[K\d+ records, [\d.]+ [kM]?B, \d+/s, .*% done, .* left, lag \d+")
        self.assertTrue(shown.endswith("\r\x1b[KProcessed a total of 20000 messages\r\n"), shown)

    def test_progress_of_a_run_without_end(self):
        topic = self.topic()
        produce(topic, [Record(b"x")] * 10)
        words = ("--topic", topic, "--from-beginning", "--timeout-ms", "4500")
        status, shown, out = on_terminal(2, *words)
        self.assertEqual((status, out), (0, "x\n" * 10))
        self.assertRegex(shown, r"\r\x1b\[K10 records, 10 B, \d+/s, [^%]*, lag 0")
        self.assertNotIn("records", on_terminal(2, *words, env={"TERM": "dumb"})[1])

    def test_none_where_nobody_looks(self):
        topic = self.topic()
        produce(topic, [Record(b"x")])
        run = self.read(topic, "--from-beginning", "--timeout-ms", "1000")
        self.assertEqual(run.err, "Processed a total of 1 messages\n")


if __name__ == "__main__":
    main()
