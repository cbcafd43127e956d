"""Every version of every message, as our codec writes it, is what Kafka's own schema files read."""

import os
import subprocess
import unittest
from pathlib import Path

from kafka_schema import Schemas


def clients_jar():
    for jar in os.environ["KPP_KAFKA_CLASSPATH"].split(":"):
        if Path(jar).name.startswith("kafka-clients-"):
            return jar
    raise RuntimeError("KPP_KAFKA_CLASSPATH has no kafka-clients jar")


def samples():
    told = subprocess.run([Path(os.environ["KPP_BIN"]) / "kpp_wire_samples"], stdout=subprocess.PIPE, check=True,
                          text=True, timeout=60).stdout
    for block in told.split("\n\n")[:-1]:
        head, frame, _, *lines = block.split("\n")
        side, name, key, version = head.split()
        yield side, name, int(key), int(version), bytes.fromhex(frame), "".join(line + "\n" for line in lines)


class WireSchemas(unittest.TestCase):
    maxDiff = 4000

    def test_every_version(self):
        schemas, seen = Schemas(clients_jar()), set()
        for side, name, key, version, frame, text in samples():
            with self.subTest(f"{name} {side} version {version}"):
                if side == "request":
                    theirs = schemas.text_of_request(frame)
                    self.assertEqual((key, version, text), theirs)
                else:
                    self.assertEqual(text, schemas.text_of_response(frame, key, version))
                self.assertEqual(name, schemas.name(key))
                seen.add((name, version, side))
        self.assertGreater(len(seen), 150)


if __name__ == "__main__":
    unittest.main()
