#!/usr/bin/env python3
"""kafka-console-consumer beyond Kafka's: formats."""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
from kpp_test import AT, KafkaTest, main, ours
from records import Record, produce

CONSUMER = "kafka-console-consumer"
MAY = 1777629600123  # 2026-05-01T10:00:00.123Z


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


if __name__ == "__main__":
    main()
