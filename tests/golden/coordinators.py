#!/usr/bin/env python3
"""Kafka's formatters for what its coordinators write, beside Kafka's own: on what the broker wrote, and on records of every
type and version made by chance from Kafka's own schema files."""

import json
import random
import struct
import sys
import zipfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
from kafka_schema import NUMBERS, contains, without_comments
from kpp_test import AT, KafkaTest, fresh, java, java_tools, main, ours, setting
from records import Record, bytes_of, produce

PRODUCER, CONSUMER = "kafka-console-producer", "kafka-console-consumer"
PACKAGE = "org.apache.kafka.tools.consumer."
# The records that each formatter prints: names of the schema files.
FORMATTERS = {
    PACKAGE + "OffsetsMessageFormatter": ("LegacyOffsetCommit", "OffsetCommit"),
    PACKAGE + "GroupMetadataMessageFormatter": ("GroupMetadata",),
    PACKAGE + "ShareGroupMessageFormatter": (
        "ShareGroupMemberMetadata", "ShareGroupMetadata", "ShareGroupTargetAssignmentMetadata",
        "ShareGroupTargetAssignmentMember", "ShareGroupCurrentMemberAssignment", "ShareGroupStatePartitionMetadata",
    ),
    PACKAGE + "TransactionLogMessageFormatter": ("TransactionLog",),
    PACKAGE + "group.share.ShareGroupStateMessageFormatter": ("ShareSnapshot", "ShareUpdate"),
}  # fmt: skip


def schemas():
    found = {}
    for jar in setting("KPP_KAFKA_CLASSPATH").split(":"):
        if "-coordinator-" not in Path(jar).name:
            continue
        with zipfile.ZipFile(jar) as archive:
            for name in archive.namelist():
                if name.startswith("common/message/") and name.endswith(".json"):
                    message = json.loads(without_comments(archive.read(name).decode()))
                    found[message["name"]] = message
    return found


def varint(number):
    out = b""
    while number >= 0x80:
        out += bytes([number & 0x7F | 0x80])
        number >>= 7
    return out + bytes([number])


class Chance:
    """Messages by chance, as a schema says."""

    def __init__(self, message, version, seed):
        self.version, self.random = version, random.Random(seed)
        self.flexible = contains(message["flexibleVersions"], version)
        self.common = {c["name"]: c["fields"] for c in message.get("commonStructs", [])}
        self.bytes = self.fields(message["fields"])

    def fields(self, fields):
        out, tagged = b"", {}
        for field in fields:
            tag_only = field.get("taggedVersions")
            if not contains(field.get("versions", tag_only), self.version):
                continue
            if not contains(tag_only, self.version):
                out += self.value(field["type"], field)
            elif self.random.random() < 0.6:
                tagged[field["tag"]] = self.value(field["type"], field)
        if not self.flexible:
            return out
        if self.random.random() < 0.3:
            tagged[77] = self.random.randbytes(5)  # of a later Kafka
        out += varint(len(tagged))
        for tag, data in sorted(tagged.items()):
            out += varint(tag) + varint(len(data)) + data
        return out

    def length(self, size, form):
        return varint(size + 1) if self.flexible else struct.pack(">" + form, size)

    def value(self, kind, field):
        nullable = contains(field.get("nullableVersions"), self.version)
        null = nullable and self.random.random() < 0.3
        if kind.startswith("[]"):
            if null:
                return self.length(-1, "i")
            count = self.random.randrange(4)
            return self.length(count, "i") + b"".join(self.value(kind[2:], {"fields": field.get("fields")})
                                                      for _ in range(count))  # fmt: skip
        if kind in NUMBERS:
            size = struct.calcsize(NUMBERS[kind])
            usual = self.random.choice((-1, 0)).to_bytes(size, "big", signed=True)
            return usual if self.random.random() < 0.3 else self.random.randbytes(size)
        if kind == "uuid":
            return bytes(16) if self.random.random() < 0.2 else self.random.randbytes(16)
        if kind == "string":
            data = self.some_text()
            return self.length(-1, "h") if null else self.length(len(data), "h") + data
        if kind == "bytes":
            data = self.random.randbytes(self.random.randrange(40))
            return self.length(-1, "i") if null else self.length(len(data), "i") + data
        return self.fields(field.get("fields") or self.common[kind])

    def some_text(self):
        letters = "aB3-\"\\/\n\r\t\b\f\0\x1f\x7f äß€😀\u2028"
        data = "".join(self.random.choices(letters, k=self.random.randrange(12))).encode()
        return data + b"\xff\xc3" if self.random.random() < 0.1 else data


def java_hash(text):
    """Its distance from zero."""
    value = 0
    for unit in text.encode("utf-16-be")[1::2]:  # ASCII
        value = (31 * value + unit) & 0xFFFFFFFF
    return min(value, 2**32 - value)


class Coordinators(KafkaTest):
    def partition_of(self, topic, name):
        described = ours("kafka-topics", *AT, "--describe", "--topic", topic, "--output", "json")
        return java_hash(name) % len(json.loads(described.out)["topics"][0]["partitions"])

    def same(self, topic, formatter, partition=0, words=()):
        """All of a partition through the formatter, by both tools."""
        here = ("--topic", topic, "--partition", str(partition), "--offset", "earliest")
        counted = ours(CONSUMER, *AT, *here, "--exit-at-end", "--formatter", formatter, *words)
        count = self.assert_ok(counted).err.split()[-2]
        return self.assert_same(
            CONSUMER, *AT, *here, "--max-messages", count, "--timeout-ms", "20000", "--formatter", formatter, *words
        )

    def test_records_of_every_type_and_version(self):
        found = schemas()
        for formatter, names in FORMATTERS.items():
            with self.subTest(formatter):
                records = [Record(b"no key"), Record(b"\0\0", b"\0\x63")]
                for name in names:
                    key, value = found[name + "Key"], found[name + "Value"]
                    low, _, high = value["validVersions"].partition("-")
                    for version in range(int(low), int(high or low) + 1):
                        for seed in range(12):
                            head = struct.pack(">h", key["apiKey"]) + Chance(key, 0, seed).bytes
                            body = struct.pack(">h", version) + Chance(value, version, seed).bytes
                            records.append(Record(None if seed == 0 else body, head))
                topic = self.topic()
                produce(topic, records)
                out = self.same(topic, formatter).out
                self.assertEqual(out.count('{"key":{"type":'), len(records) - 2)

    def test_records_that_cannot_be_read(self):
        formatter = PACKAGE + "OffsetsMessageFormatter"
        good = struct.pack(">h", 1) + b"\0\1g" + b"\0\1t" + bytes(4)
        value = struct.pack(">hq", 1, 7) + b"\0\0" + bytes(16)
        bad = [
            Record(value, b"\1"),
            Record(value, good[:-1]),
            Record(b"", good),
            Record(b"\0\5" + value[2:], good),
            Record(value[:-1], good),
            Record(struct.pack(">hq", 1, 7) + b"\xff\xff" + bytes(16), good),
        ]
        for record in bad:
            topic = self.topic()
            produce(topic, [record, Record(value, good)])
            words = (*AT, "--topic", topic, "--from-beginning", "--max-messages", "2", "--formatter", formatter)
            with self.subTest(record):
                theirs, mine = java(CONSUMER, *words), ours(CONSUMER, *words)
                self.assertEqual((mine.out, mine.status), (theirs.out, 1))
                self.assert_fails(mine, "at offset 0: ", "Could not read" if record is not bad[3] else "version 5")
                theirs, mine = (tool(CONSUMER, *words, "--skip-message-on-error") for tool in (java, ours))
                self.assertEqual(mine.out, theirs.out)
                self.assertIn('"offset":7', mine.out)

    def test_names_of_older_kafkas(self):
        topic = self.topic()
        produce(topic, [Record(None, b"\0\1\0\1g\0\1t" + bytes(4)), Record(None, b"\0\2\0\1g")])
        read = (*AT, "--topic", topic, "--exit-at-end", "--formatter")
        group = "kafka.coordinator.group.GroupMetadataManager$"
        for name in ("OffsetsMessageFormatter", "GroupMetadataMessageFormatter"):
            new = self.assert_ok(ours(CONSUMER, *read, PACKAGE + name)).out
            self.assertTrue(new)
            for old in (group + name, name):
                self.assertEqual(self.assert_ok(ours(CONSUMER, *read, old)).out, new)
        old = "kafka.coordinator.transaction.TransactionLog$TransactionLogMessageFormatter"
        self.assert_ok(ours(CONSUMER, *read, old))

    def test_what_a_group_leaves(self):
        topic, group = self.topic(), fresh("g")
        self.assert_ok(ours(PRODUCER, *AT, "--topic", topic, stdin="1\n2\n"))
        self.assert_ok(ours(CONSUMER, *AT, "--topic", topic, "--group", group, "--from-beginning", "--max-messages", "2"))
        partition = self.partition_of("__consumer_offsets", group)
        for name in ("OffsetsMessageFormatter", "GroupMetadataMessageFormatter"):
            out = self.same("__consumer_offsets", PACKAGE + name, partition).out
            self.assertTrue(f'"group":"{group}"' in out)
        self.assertIn('"protocolType":"consumer"', out)

    def test_what_a_transaction_leaves(self):
        topic, name = self.topic(), fresh("x")
        self.assert_ok(ours(PRODUCER, *AT, "--topic", topic, "--transactional-id", name, stdin="1\n"))
        partition = self.partition_of("__transaction_state", name)
        out = self.same("__transaction_state", PACKAGE + "TransactionLogMessageFormatter", partition).out
        self.assertIn(f'"transactionalId":"{name}"', out)
        self.assertIn(f'"topic":"{topic}"', out)

    def test_what_a_share_group_leaves(self):
        topic, group = self.topic(), fresh("s")
        self.assert_ok(ours(PRODUCER, *AT, "--topic", topic, stdin="1\n2\n"))
        reset = ("--entity-type", "groups", "--entity-name", group, "--add-config", "share.auto.offset.reset=earliest")
        self.assert_ok(ours("kafka-configs", *AT, "--alter", *reset))
        words = ("--topic", topic, "--group", group, "--max-messages", "2", "--timeout-ms", "20000")
        self.assertEqual(self.assert_ok(java_tools().run_alone("kafka-console-share-consumer", *AT, *words)).out, "1\n2\n")
        everywhere = ("--topic", "__share_group_state", "--exit-at-end", "--output", "json")
        written = [json.loads(line) for line in self.assert_ok(ours(CONSUMER, *AT, *everywhere)).out.splitlines()]
        partitions = {r["partition"] for r in written if group.encode() in bytes_of(r, "key")}
        self.assertTrue(partitions)
        for partition in partitions:
            out = self.same("__share_group_state", PACKAGE + "group.share.ShareGroupStateMessageFormatter", partition).out
            self.assertIn(f'"groupId":"{group}"', out)
        partition = self.partition_of("__consumer_offsets", group)
        out = self.same("__consumer_offsets", PACKAGE + "ShareGroupMessageFormatter", partition).out
        self.assertIn(f'"groupId":"{group}"', out)


if __name__ == "__main__":
    main()
