"""Records with any bytes, as the console tests write and read them."""

import base64
import json
import subprocess
from dataclasses import dataclass, field
from typing import Optional

from kpp_test import AT, BOOTSTRAP, our_tool, ours


@dataclass
class Record:
    value: Optional[bytes] = b""
    key: Optional[bytes] = None
    headers: list = field(default_factory=list)  # (name, value or None)
    partition: Optional[int] = None
    timestamp: Optional[int] = None


def produce(topic, records):
    """Writes them in order with a producer that leaves every byte alone."""

    def shown(value):
        return "-" if value is None else value.hex() if isinstance(value, bytes) else str(value)

    lines = []
    for r in records:
        fields = [topic, shown(r.partition), shown(r.timestamp), shown(r.key), shown(r.value)]
        fields += [f"{name.hex()}={shown(value)}" for name, value in r.headers]
        lines.append("\t".join(fields))
    subprocess.run(
        [our_tool("kpp_test_produce"), BOOTSTRAP], input="\n".join(lines).encode() + b"\n", check=True, timeout=60
    )


def bytes_of(holder, name):
    """A key or value of the JSON form as bytes."""
    value = holder[name]
    if value is None:
        return None
    if holder.get(f"{name}_encoding") == "base64":
        return base64.b64decode(value)
    return value.encode()


def consume(topic, count, *words):
    """The first `count` records of a topic, by our consumer's JSON form: parsed objects."""
    run = ours(
        "kafka-console-consumer", *AT, "--topic", topic, "--from-beginning", "--max-messages", str(count),
        "--timeout-ms", "20000", "--output", "json", *words,
    )  # fmt: skip
    if run.status != 0:
        raise AssertionError(run)
    return [json.loads(line) for line in run.out.splitlines()]


def contents(records):
    """What was written, without where and when: (headers, key, value) of each."""
    return [
        ([(bytes_of(h, "key"), bytes_of(h, "value")) for h in r["headers"]], bytes_of(r, "key"), bytes_of(r, "value"))
        for r in records
    ]
