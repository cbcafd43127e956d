#!/usr/bin/env python3
"""What each of four clients writes, each of the four reads the same: kpp, Java, confluent-kafka, kafka-python."""

import subprocess
import sys
from collections import defaultdict
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "support"))
from kpp_test import BOOTSTRAP, KafkaTest, fresh, java_tools, main, our_tool, setting

CODECS = {"none": 0, "gzip": 1, "snappy": 2, "lz4": 3, "zstd": 4}  # as a batch's attributes number them
CLIENTS = ("kpp", "java", "confluent-kafka", "kafka-python")
EARLY = 1713763500000


def shown(value):
    return "-" if value is None else value.hex()


def line(key, value, *headers, at=EARLY):
    """Timestamp, key, value and headers as the clients take and print them."""
    pairs = [f"{name.encode().hex()}={shown(content)}" for name, content in headers]
    return "\t".join([str(at), shown(key), shown(value), *pairs])


RECORDS = [
    line(None, b"no key"),
    line(b"", b""),
    line(b"tombstone", None, at=EARLY + 1),
    line(None, None, at=EARLY - 1),  # time may go back
    line(b"\x00\xff\t\n", bytes(range(256))),
    line(b"k", b"v", ("twice", b"1"), ("other", b"\x00\xff"), ("twice", b"2")),
    line(b"k", b"v", ("null", None), ("empty", b""), ("größe", "größe".encode())),
    line(b"large", b"compress me " * 2000, at=EARLY + 86400000),
]
END = line(None, b"end")


def records_of(writer):
    """What this client can write."""
    if writer != "kafka-python":
        return RECORDS
    # It refuses a record without key and value, and a header without a value, before it sends them.
    can = [record for record in RECORDS if not record.endswith("\t-\t-")]
    return [record.replace("\t6e756c6c=-", "") for record in can]


class BetweenClients(KafkaTest):
    def command(self, client):
        if client == "kpp":
            return [our_tool("kpp_test_interop")]
        if client == "java":
            return [*java_tools().command(), str(HERE / "JavaClient.java")]
        return [self.python, str(HERE / f"{client.replace('-', '_')}_client.py")]

    def obeyed(self, client, commands):
        """What the client prints for these commands."""
        run = subprocess.run(
            [*self.command(client), BOOTSTRAP], input="".join(f"{c}\n" for c in commands), capture_output=True,
            text=True, timeout=180,
        )  # fmt: skip
        self.assertEqual(run.returncode, 0, f"{client}: {run.stderr[-3000:]}")
        return run.stdout.splitlines()

    def topics(self, names):
        made = {name: fresh("interop") for name in names}
        for topic in made.values():
            # The records' times are years ago, so that the broker would delete them when it next looks.
            self.topic(topic, "--config", "retention.ms=-1")
        return made

    def read_by_all(self, topics, isolation):
        """By client, by topic: the records, as `line` writes them."""
        found = {}
        for client in CLIENTS:
            found[client] = defaultdict(list)
            for printed in self.obeyed(client, [f"read\t{topic}\t{isolation}" for topic in topics]):
                topic, record = printed.split("\t", 1)
                found[client][topic].append(record)
        return found

    @classmethod
    def setUpClass(cls):
        made = subprocess.run([HERE / "python_clients", sys.executable], stdout=subprocess.PIPE, text=True, check=True)
        cls.python = made.stdout.strip()

    def batches(self, topic):
        """The attributes of each batch in the broker's file: offset 21 of a batch header, which has its length at 8."""
        (file,) = Path(setting("KPP_SANDBOX_DIR")).glob(f"data/*/broker-1/{topic}-0/00000000000000000000.log")
        data, at = file.read_bytes(), 0
        while at < len(data):
            yield int.from_bytes(data[at + 21 : at + 23], "big")
            at += 12 + int.from_bytes(data[at + 8 : at + 12], "big")

    def test_records_and_compression(self):
        topics = self.topics((writer, codec) for writer in CLIENTS for codec in CODECS)
        for writer in CLIENTS:
            commands = []
            for codec in CODECS:
                commands.append(f"producer\tcompression.type={codec}")
                commands += [f"send\t{topics[writer, codec]}\t{record}" for record in [*records_of(writer), END]]
            self.obeyed(writer, commands)
            for codec, number in CODECS.items():
                with self.subTest(writer=writer, codec=codec):
                    self.assertIn(number, {attributes & 7 for attributes in self.batches(topics[writer, codec])})

        for reader, found in self.read_by_all(topics.values(), "read_uncommitted").items():
            for (writer, codec), topic in topics.items():
                with self.subTest(writer=writer, reader=reader, codec=codec):
                    self.assertEqual(found[topic], records_of(writer))

    def test_the_console_consumer_shows_what_others_wrote(self):
        """Kafka's own tool and ours print the same line for a record of each client."""
        topics = self.topics(CLIENTS)
        for writer in CLIENTS:
            sent = [line(b"key", b"value", ("h", b"1"), ("h", b"")), line(None, b""), END]
            self.obeyed(writer, ["producer", *(f"send\t{topics[writer]}\t{record}" for record in sent)])
        for writer, topic in topics.items():
            with self.subTest(writer=writer):
                run = self.assert_same(
                    "kafka-console-consumer", "--bootstrap-server", BOOTSTRAP, "--topic", topic, "--from-beginning",
                    "--max-messages", "3", "--formatter-property", "print.key=true", "--formatter-property", "print.headers=true",
                    "--formatter-property", "print.timestamp=true",
                )  # fmt: skip
                self.assertEqual(run.out.splitlines()[0], f"CreateTime:{EARLY}\th:1,h:\tkey\tvalue")

    def test_transactions(self):
        topics = self.topics(CLIENTS)
        for writer, topic in topics.items():
            send = [f"send\t{topic}\t{line(b'k', word)}" for word in (b"one", b"two", b"never", b"three")]
            self.obeyed(writer, [
                f"producer\ttransactional.id={fresh('id')}", "begin", send[0], send[1], "commit",
                "begin", send[2], "abort", "begin", send[3], f"send\t{topic}\t{END}", "commit",
            ])  # fmt: skip
            self.assertTrue(all(attributes & 0x10 for attributes in self.batches(topic)), "not transactional")

        for isolation, visible in {
            "read_committed": [b"one", b"two", b"three"],
            "read_uncommitted": [b"one", b"two", b"never", b"three"],
        }.items():
            for reader, found in self.read_by_all(topics.values(), isolation).items():
                for writer, topic in topics.items():
                    with self.subTest(writer=writer, reader=reader, isolation=isolation):
                        self.assertEqual(found[topic], [line(b"k", word) for word in visible])


if __name__ == "__main__":
    main()
