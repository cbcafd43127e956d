#!/usr/bin/env python3
"""kafka-console-producer and kafka-console-consumer beside Kafka's own, on one broker: the same bytes printed from the
same records, and the same records made from the same lines.

Where ours differs on purpose: an error ends in one sentence and with status 1 (Kafka: a trace, often status 0); wrong
usage exits with 2 (Kafka: 1); null stays null with every deserializer (Kafka hands the deserializer the letters of the
null literal); a record that its deserializer refuses leaves no half line behind; an unknown deserializer is refused
(Kafka: logged, and the bytes are printed).
"""

import itertools
import random
import struct
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
from kpp_test import AT, KafkaTest, eventually, fresh, java, main, ours
from records import Record, consume, contents, produce

PRODUCER, CONSUMER = "kafka-console-producer", "kafka-console-consumer"
SERIALIZATION = "org.apache.kafka.common.serialization."
COLUMNS = ("timestamp", "partition", "offset", "delivery", "epoch", "headers", "key", "value")


def properties(option, pairs):
    return [word for key, value in pairs for word in (option, f"{key}={value}")]


class Printed(KafkaTest):
    def same(self, topic, count, *formatter, words=()):
        """Both tools print the first `count` records of partition 0 with these formatter properties."""
        return self.assert_same(
            CONSUMER, *AT, "--topic", topic, "--partition", "0", "--offset", "earliest", "--max-messages", str(count),
            *properties("--formatter-property", formatter), *words,
        ).out  # fmt: skip

    def awkward_topic(self, *options):
        topic = self.topic(None, *options)
        records = [
            Record(b"plain"),
            Record(b"", b""),
            Record(None, b"tombstone"),
            Record(b"\x00\xff\xfe\r\n\x80", b"\xc3\x28"),
            Record("Grüße, €, 😀".encode(), "ключ".encode()),
            Record(b"h", b"k", [(b"a", b"1"), (b"a", b"2"), (b"empty", b""), (b"null", None), (b"", b"no name")]),
            Record(b"v", None, [(b"bytes", b"\xff\x00"), ("ä:,".encode(), b"x,y:z")]),
            Record(b"x" * 100_000),
            Record(b"a time", timestamp=1713763500123),
            Record(b"nearly the first time", timestamp=1),
        ]
        produce(topic, records)
        return topic, len(records)

    def test_every_combination_of_columns_that_can_matter(self):
        topic, count = self.awkward_topic()
        chosen = [*itertools.combinations(COLUMNS, 0), *itertools.combinations(COLUMNS, 1)]
        chosen += [*itertools.combinations(COLUMNS, 2), COLUMNS, COLUMNS[:-1], COLUMNS[:-2], COLUMNS[2:6]]
        for columns in chosen:
            with self.subTest(columns):
                self.same(topic, count, *((f"print.{c}", str(c in columns).lower()) for c in COLUMNS))

    def test_defaults(self):
        topic, count = self.awkward_topic()
        self.assertIn("\nnull\n", self.same(topic, count))
        self.assertEqual(len(self.same(topic, 3).splitlines()), 3)

    def test_separators_and_flags(self):
        topic, count = self.awkward_topic()
        on = [(f"print.{c}", "true") for c in COLUMNS]
        for pairs in (
            [("key.separator", " | "), ("line.separator", "\r\n"), ("headers.separator", ";"), ("null.literal", "-")],
            [("key.separator", ""), ("line.separator", ""), ("headers.separator", ""), ("null.literal", "")],
            [("key.separator", "→"), ("null.literal", "∅"), ("line.separator", "\n\n")],
            [("print.key", " TRUE "), ("print.value", "yes"), ("print.offset", "True")],
            [("print.key", "false")],
        ):
            with self.subTest(pairs):
                self.same(topic, count, *on, *pairs)

    def test_log_append_time(self):
        topic, count = self.awkward_topic("--config", "message.timestamp.type=LogAppendTime")
        self.assertIn("LogAppendTime:", self.same(topic, count, ("print.timestamp", "true")))

    def test_formatter_file_and_old_spelling(self):
        topic, count = self.awkward_topic()
        with tempfile.NamedTemporaryFile("w", suffix=".properties") as file:
            file.write("print.key=true\nkey.separator=\\u0020=\\t\nprint.offset=true\n")
            file.flush()
            self.same(topic, count, ("print.offset", "false"), words=("--formatter-config", file.name))
        here = (*AT, "--topic", topic, "--partition", "0", "--offset", "earliest", "--max-messages", str(count))
        mine, theirs = (tool(CONSUMER, *here, "--property", "print.key=true") for tool in (ours, java))
        # Kafka's warning stands on stdout.
        self.assertEqual(theirs.out.split("\n", 1)[1], mine.out)
        self.assertIn("--property is deprecated", mine.err)

    def test_formatters(self):
        topic, count = self.awkward_topic()
        package = "org.apache.kafka.tools.consumer."
        for name in ("DefaultMessageFormatter", "LoggingMessageFormatter", "NoOpMessageFormatter"):
            with self.subTest(name):
                self.same(topic, count, ("print.key", "true"), words=("--formatter", package + name))

    def test_whole_number_deserializers(self):
        random.seed(5)
        bits = [struct.pack(">Q", random.getrandbits(64)) for _ in range(300)] + [b"\x00" * 8, b"\xff" * 8, b"\x80" * 8]
        for size, name in ((8, "Long"), (4, "Integer"), (2, "Short")):
            topic = self.topic()
            produce(topic, [Record(b[:size], b[:size]) for b in bits])
            self.same(
                topic, len(bits), ("print.key", "true"),
                ("key.deserializer", f"{SERIALIZATION}{name}Deserializer"),
                ("value.deserializer", f"{SERIALIZATION}{name}Deserializer"),
            )  # fmt: skip

    def test_real_number_deserializers(self):
        random.seed(5)
        people_write = [0.0, -0.0, 1.0, 24.5, 1e7, 9999999.5, 1e-3, 1e22, float("inf"), float("-inf"), float("nan")]
        people_write += [round(random.uniform(-100, 100), 2) for _ in range(300)]
        for layout, name in ((">d", "Double"), (">f", "Float")):
            deserializer = ("value.deserializer", f"{SERIALIZATION}{name}Deserializer")
            topic = self.topic()
            produce(topic, [Record(struct.pack(layout, n)) for n in people_write])
            self.same(topic, len(people_write), deserializer)
            # Before Java 19, Double.toString gave some numbers a digit too many. The value must be the same.
            any_bits = [random.randbytes(struct.calcsize(layout)) for _ in range(300)]
            topic = self.topic()
            produce(topic, [Record(b) for b in any_bits])
            words = ("--topic", topic, "--partition", "0", "--offset", "earliest", "--max-messages", "300")
            shown = [
                [float(n) for n in tool(CONSUMER, *AT, *words, "--value-deserializer", deserializer[1]).out.split()]
                for tool in (ours, java)
            ]
            for mine, theirs in zip(*shown, strict=True):
                packed = [struct.pack(layout, n) for n in (mine, theirs)]
                self.assertTrue(packed[0] == packed[1] or (mine != mine and theirs != theirs), (mine, theirs))

    def test_other_deserializers(self):
        topic, count = self.awkward_topic()
        for name in ("String", "Bytes"):
            deserializer = f"{SERIALIZATION}{name}Deserializer"
            with self.subTest(name):
                # Null is where ours differs.
                self.same(topic, 2, ("print.key", "false"), ("value.deserializer", deserializer))
                self.same(topic, count, ("print.headers", "true"), ("headers.deserializer", deserializer))
        only_text = self.topic()
        produce(only_text, [Record(b, b) for b in (b"a\xff\xfe", b"\xe2\x82", b"x\xed\xa0\x80y", "ä😀\\\n".encode(), b"")])
        for name in ("String", "Bytes"):
            deserializer = f"{SERIALIZATION}{name}Deserializer"
            self.same(only_text, 5, ("print.key", "true"), ("key.deserializer", deserializer),
                      ("value.deserializer", deserializer))  # fmt: skip
        topic = self.topic()
        values = ["123e4567-e89b-12d3-a456-426614174000", "00000000-0000-0000-0000-000000000000", "1-2-3-4-5"]
        produce(topic, [Record(v.encode(), b"\x01", [(b"h", b"\x00\x07")]) for v in values])
        self.same(
            topic, len(values), ("print.key", "true"), ("print.headers", "true"),
            ("value.deserializer", f"{SERIALIZATION}UUIDDeserializer"),
            ("key.deserializer", f"{SERIALIZATION}BooleanDeserializer"),
            ("headers.deserializer", f"{SERIALIZATION}ShortDeserializer"),
        )  # fmt: skip
        topic = self.topic()
        produce(topic, [Record("€ä\x80".encode("cp1252", "replace") + b"\xe4\xff")])
        self.same(
            topic, 1, ("value.deserializer", f"{SERIALIZATION}StringDeserializer"),
            ("value.deserializer.deserializer.encoding", "ISO-8859-1"),
        )  # fmt: skip

    def test_a_value_that_is_no_number(self):
        topic = self.topic()
        produce(topic, [Record(b"12345678"), Record(b"x"), Record(b"87654321")])
        words = (*AT, "--topic", topic, "--partition", "0", "--offset", "earliest", "--max-messages", "3",
                 "--value-deserializer", f"{SERIALIZATION}LongDeserializer")  # fmt: skip
        mine, theirs = ours(CONSUMER, *words), java(CONSUMER, *words)
        self.assertEqual((mine.status, mine.out), (1, theirs.out))
        for run in (mine, theirs):
            self.assertIn("Size of data received by LongDeserializer is not 8", run.err)
        mine, theirs = (tool(CONSUMER, *words, "--skip-message-on-error") for tool in (ours, java))
        self.assertEqual((mine.status, mine.out), (0, theirs.out))

    def test_where_to_begin(self):
        topic = self.topic()
        produce(topic, [Record(str(i).encode()) for i in range(20)])
        here = (*AT, "--topic", topic, "--partition", "0")
        self.assert_same(CONSUMER, *here, "--offset", "17", "--max-messages", "3")
        self.assert_same(CONSUMER, *here, "--offset", "EARLIEST", "--max-messages", "2")
        self.assert_same(CONSUMER, *here, "--from-beginning", "--max-messages", "2")
        self.assert_same(CONSUMER, *AT, "--topic", topic, "--from-beginning", "--max-messages", "20")
        self.assert_same(CONSUMER, *AT, "--include", f"{topic}|nothing", "--from-beginning", "--max-messages", "20")
        self.assert_same(CONSUMER, *here, "--offset", "latest", "--max-messages", "0")

    def test_usage_errors(self):
        topic = fresh()
        with tempfile.NamedTemporaryFile("w", suffix=".properties") as file:
            file.write("group.id=other\n")
            file.flush()
            for words in (
                (*AT,),
                (*AT, "--topic", "a", "--include", "b"),
                ("--topic", "a"),
                (*AT, "--include", "a", "--partition", "0"),
                (*AT, "--topic", topic, "--offset", "3"),
                (*AT, "--topic", topic, "--partition", "0", "--offset", "x"),
                (*AT, "--topic", topic, "--partition", "0", "--offset", "-5"),
                (*AT, "--topic", topic, "--partition", "0", "--offset", "5", "--from-beginning"),
                (*AT, "--topic", topic, "--partition", "0", "--group", "g"),
                (*AT, "--topic", topic, "--from-beginning", "--command-property", "auto.offset.reset=latest"),
                (*AT, "--topic", topic, "--no-such-option"),
            ):
                with self.subTest(words):
                    theirs, mine = java(CONSUMER, *words), ours(CONSUMER, *words)
                    self.assertEqual(mine.err.split("\n")[0], theirs.err.split("\n")[0])
                    self.assertEqual(theirs.status, 1)
                    self.assert_fails(mine, status=2)
            words = (*AT, "--topic", topic, "--group", "g", "--command-config", file.name)
            self.assert_fails(ours(CONSUMER, *words), "Detected group ids: 'g', 'other'", status=2)


class Committed(KafkaTest):
    def offsets(self, group):
        run = self.assert_ok(ours("kafka-consumer-groups", *AT, "--describe", "--group", group))
        rows = [line.split() for line in run.out.splitlines() if line.startswith(group)]
        return sorted((row[2], row[3]) for row in rows)

    def test_what_was_printed_and_no_more(self):
        topic = self.topic()
        produce(topic, [Record(str(i).encode()) for i in range(50)])
        groups = {tool: fresh("g") for tool in (ours, java)}
        for limit in (5, 7, 1):
            outs = []
            for tool, group in groups.items():
                run = tool(CONSUMER, *AT, "--topic", topic, "--group", group, "--from-beginning",
                           "--max-messages", str(limit))  # fmt: skip
                self.assertEqual(run.status, 0, run)
                self.assertIn(f"Processed a total of {limit} messages\n", run.err)
                outs.append(run.out)
            self.assertEqual(*outs)
            self.assertEqual(*(self.offsets(group) for group in groups.values()))
        self.assertEqual(self.offsets(groups[ours]), [("0", "13")])

    def test_an_invented_group_commits_nothing(self):
        topic = self.topic()
        produce(topic, [Record(b"1")])
        for tool in (ours, java):
            tool(CONSUMER, *AT, "--topic", topic, "--from-beginning", "--max-messages", "1")
        groups = ours("kafka-consumer-groups", *AT, "--list").out.splitlines()
        for group in groups:
            if group.startswith("console-consumer-"):
                self.assertEqual([t for t in self.offsets(group) if topic in t], [])


class Produced(KafkaTest):
    def same_records(self, stdin, *reader, count=None, fails=""):
        """Both tools make the same records of these lines."""
        made = []
        count = len(stdin.splitlines()) if count is None else count
        for tool in (java, ours):
            topic = self.topic()
            # Waiting for each record lets Kafka's tool end without its shutdown hook, which a shared JVM does not run.
            extra = ("--sync", "--timeout", "0") if tool is java else ()
            run = tool(PRODUCER, *AT, "--topic", topic, *extra, *properties("--reader-property", reader), stdin=stdin)
            self.assertEqual(run.out, "")
            self.assertEqual(run.status, 1 if fails else 0, run)
            self.assertIn(fails, run.err)
            made.append(contents(consume(topic, count)) if count else [])
        self.assertEqual(len(made[0]), count)
        self.assertEqual(made[1], made[0])
        return made[0]

    def test_lines(self):
        self.same_records("one\ntwo\n\nlast", count=4)
        self.same_records("a\r\nb\rc\n\rd\r\n\r\n", count=6)
        self.same_records("tab\there\n trailing blank \n\x00zero\n", count=3)

    def test_utf8(self):
        bad = b"a\xff\xfe\n\xe2\x82\nx\xed\xa0\x80y\n\xf0\x9f\x98\n\xc0\x80z\n\xf5\x80q\n\xe0\x80\x80r\n\xf4\x90\x80\x80s\n"
        lines = b"\xef\xbb\xbfbom\n" + bad + "Grüße 😀\n".encode()
        random.seed(3)
        for _ in range(60):
            lines += bytes(random.choice(b"a\x80\xbf\xc2\xc3\xe0\xe2\xa0\xed\xf0\x9f\xf4\x8f\x90\xff") for _ in range(9))
            lines += b"\n"
        self.same_records(lines.decode("utf-8", "surrogateescape"), count=lines.count(b"\n"))

    def test_keys(self):
        lines = "k\tv\n\tno key letters\nk\t\n\t\nk\tv\tw\n"
        self.same_records(lines, ("parse.key", "true"), count=5)
        self.same_records("k=>v\n=>\nä=>ö=>ü\n", ("parse.key", "TRUE"), ("key.separator", "=>"), count=3)
        self.same_records("xy\n\n", ("parse.key", " true "), ("key.separator", ""), count=2)
        self.same_records("x\n", ("parse.key", "yes"), count=1)

    def test_headers(self):
        on = ("parse.headers", "true")
        self.same_records("a:1,b:2\tv\na:1:2,a:\tv\na:1,b:2,,\tw\n:x\t\n", on, count=4)
        self.same_records("a:1\tk\tv\n", on, ("parse.key", "true"), count=1)
        self.same_records("a:1;b:2,c:3\tv\n", on, ("headers.separator", "[,;]"), count=1)
        self.same_records("a:1, b:2 ,c:3\tv\n", on, ("headers.separator", "\\s*,\\s*"), count=1)
        self.same_records("a:1|b:2\tv\n", on, ("headers.separator", "\\|"), count=1)
        self.same_records("a=1;b=2 | v\n", on, ("headers.separator", ";"), ("headers.key.separator", "="),
                          ("headers.delimiter", " | "), count=1)  # fmt: skip

    def test_null_marker(self):
        marked = (("parse.key", "true"), ("parse.headers", "true"), ("null.marker", "NULL"))
        self.same_records("NULL\tNULL\tNULL\nh:NULL\tk\tv\nh:v\tNULL\tv\nh:v\tk\tNULLS\n", *marked, count=4)
        self.same_records("\nx\n", ("null.marker", ""), count=2)

    def test_ignore_error(self):
        lenient = (("parse.key", "true"), ("parse.headers", "true"), ("ignore.error", "true"))
        self.same_records("just a value\na,b:2\tv\na:1\tk\tv\n\t\n", *lenient, count=4)

    def test_bad_lines(self):
        keyed = ("parse.key", "true")
        headed = ("parse.headers", "true")
        for lines, reader, sentence, sent in (
            ("k\tv\nnokey\nk2\tv2\n", (keyed,), "No key separator found on line number 2: 'nokey'", 1),
            ("x\n", (headed,), "No headers delimiter found on line number 1: 'x'", 0),
            ("a=1\tv\n", (headed,), "No header key separator found in pair 'a=1' on line number 1", 0),
            ("\tv\n", (headed,), "No header key separator found in pair '' on line number 1", 0),
            ("a:1|b:2\tv\n", (headed, ("headers.separator", "|")), "in pair 'a' on line number 1", 0),
            ("N:1\tv\n", (headed, ("null.marker", "N")), "Header keys should not be equal to the null marker 'N'", 0),
        ):
            with self.subTest(lines):
                self.same_records(lines, *reader, count=sent, fails=sentence)

    def test_settings_that_cannot_be(self):
        for reader in (
            [("headers.delimiter", ",")],
            [("headers.delimiter", ":")],
            [("headers.separator", ":")],
            [("null.marker", "\t")],
            [("null.marker", ",")],
            [("null.marker", ":")],
            [("key.separator", "x"), ("null.marker", "\t")],
        ):
            with self.subTest(reader):
                words = (*AT, "--topic", fresh(), *properties("--reader-property", reader))
                theirs, mine = java(PRODUCER, *words), ours(PRODUCER, *words)
                sentence = theirs.err.split("\n")[0].removeprefix("org.apache.kafka.common.KafkaException: ")
                self.assertEqual(mine.err.split("\n")[0], sentence)
                self.assert_fails(mine, status=2)

    def test_usage_errors(self):
        for words in (
            AT,
            ("--topic", "x", "--bootstrap-server", "host-without-port"),
            ("--topic", "x", "--bootstrap-server", "a:1,b"),
            ("--topic", "x", "--bootstrap-server", " "),
            (*AT, "--topic", "x", "--property", "a=b", "--reader-property", "c=d"),
            (*AT, "--topic", "x", "--no-such-option"),
        ):
            with self.subTest(words):
                theirs, mine = java(PRODUCER, *words), ours(PRODUCER, *words)
                self.assertEqual(mine.err.split("\n")[0], theirs.err.split("\n")[0])
                self.assert_fails(mine, status=2)

    def test_the_largest_record(self):
        for size, status in ((1048489, 0), (1048490, 1)):
            topic = self.topic()
            line = "x" * size + "\n"
            theirs = java(PRODUCER, *AT, "--topic", topic, "--sync", "--timeout", "0", stdin=line)
            mine = ours(PRODUCER, *AT, "--topic", topic, stdin=line)
            self.assertEqual((theirs.status, mine.status), (status, status), mine)
            if status:
                sentence = (
                    f"The message is {size + 87} bytes when serialized which is larger than 1048576, which is the "
                    "value of the max.request.size configuration."
                )
                self.assertIn(sentence, theirs.err)
                self.assertIn(sentence, mine.err)
            else:
                self.assertEqual(len(consume(topic, 2)), 2)


class Partitions(KafkaTest):
    def test_the_same_keys_land_on_the_same_partitions(self):
        random.seed(11)
        keys = [f"sensor_{i}" for i in range(600)] + ["", "ä", "😀"]
        keys += ["".join(random.choices("abcXYZ019-_.äß", k=random.randrange(1, 40))) for _ in range(400)]
        lines = "".join(f"{key}\tv\n" for key in keys)
        placed = []
        for tool in (java, ours):
            topic = self.topic(partitions=7)
            self.assert_ok(
                tool(PRODUCER, *AT, "--topic", topic, "--timeout", "0", "--reader-property", "parse.key=true",
                     stdin=lines)  # fmt: skip
            )
            found = eventually(lambda topic=topic: self.partitions_of(topic, len(keys)))
            placed.append(found)
        self.assertEqual(placed[1], placed[0])
        self.assertEqual(set(placed[1].values()), set(range(7)))

    def partitions_of(self, topic, count):
        return {r["key"]: r["partition"] for r in consume(topic, count)}


if __name__ == "__main__":
    main()
