"""What the two Python clients have in common: the commands of README.md."""

import contextlib
import sys


def from_hex(field):
    return None if field == "-" else bytes.fromhex(field)


def to_hex(data):
    return "-" if data is None else data.hex()


def read(client, topic, isolation):
    with contextlib.closing(client.read(topic, isolation)) as records:
        for timestamp, key, value, headers in records:
            if value == b"end":
                return
            shown = [f"{to_hex(name.encode())}={to_hex(content)}" for name, content in headers]
            print("\t".join([topic, str(timestamp), to_hex(key), to_hex(value), *shown]))
    raise RuntimeError(f"no end of {topic}")


def obey(client):
    """`client` has producer(config), send(topic, timestamp, key, value, headers), begin, commit, abort, close, and
    read(topic, isolation), which yields (timestamp, key, value, headers)."""
    for line in sys.stdin:
        command, *words = line.rstrip("\n").split("\t")
        if command == "producer":
            client.producer(dict(word.split("=", 1) for word in words))
        elif command == "send":
            topic, timestamp, key, value, *headers = words
            pairs = [header.split("=") for header in headers]
            client.send(
                topic, int(timestamp), from_hex(key), from_hex(value),
                [(from_hex(name).decode(), from_hex(content)) for name, content in pairs],
            )  # fmt: skip
        elif command == "read":
            read(client, *words)
        else:
            {"begin": client.begin, "commit": client.commit, "abort": client.abort}[command]()
    client.close()
