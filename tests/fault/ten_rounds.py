#!/usr/bin/env python3
"""Ten times one of three brokers is killed hard under load and brought back.

What was acknowledged is there once, an exactly-once copy of it has each record once, and a group misses none.
"""

import json
import signal
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
from kpp_test import AT, BOOTSTRAP, eventually, finish, fresh, main, ours, start_ours
from mortal_brokers import bring_back, kill
from three_brokers import ThreeBrokersTest, in_sync

ROUNDS = 10
RATE = 400


class Supervised:
    """A program that is started again where it gives up, as a service is."""

    def __init__(self, test, *command):
        self.test, self.command, self.ends = test, command, []
        self.process, _ = test.start(*command)

    def look_after(self):
        if self.process.poll() is not None:
            self.ends.append(finish(self.process))
            self.process, _ = self.test.start(*self.command)


class TenRounds(ThreeBrokersTest):
    def start(self, tool, *words):
        """A program whose output grows in a file."""
        output = tempfile.TemporaryFile("w+")
        self.addCleanup(output.close)
        process = start_ours(tool, *words, stdin=subprocess.DEVNULL, stdout=output)
        self.addCleanup(process.kill)

        def lines():
            output.seek(0)
            return output.read().splitlines()

        return process, lines

    def stop(self, process):
        process.send_signal(signal.SIGINT)
        return finish(process, timeout=90)

    def records(self, topic, *words):
        """(partition, offset, value) of all there are."""
        run = ours(
            "kafka-console-consumer", *AT, "--topic", topic, "--from-beginning", "--timeout-ms", "6000",
            "--output", "json", *words, timeout=120,
        )  # fmt: skip
        found = map(json.loads, run.out.splitlines())
        return [(record["partition"], record["offset"], record["value"]) for record in found]

    def test_every_acknowledged_record_is_there_once(self):
        source, copies = self.replicated("source"), self.replicated("copies")
        group = fresh("readers")
        load, acknowledged = self.start("kpp_test_load", BOOTSTRAP, source, str(RATE))
        reader, read = self.start("examples/consume_group", BOOTSTRAP, source, group)
        copier = Supervised(self, "examples/exactly_once", BOOTSTRAP, source, copies, fresh("copiers"), fresh("copier"))

        for round_ in range(ROUNDS):
            with self.subTest(round=round_):
                before = len(acknowledged()), len(read())
                kill(1 + round_ % 3)
                # The two that are left serve writers and readers, before the third is back.
                self.assertTrue(eventually(lambda: len(acknowledged()) > before[0] + RATE, timeout=40), "writing stands")
                self.assertTrue(eventually(lambda: len(read()) > before[1] + RATE, timeout=60), "reading stands")
                bring_back()
                copier.look_after()
                self.assertTrue(
                    eventually(lambda: in_sync(source) and in_sync(copies), timeout=60), "the broker does not catch up"
                )

        self.assertEqual(self.stop(load).status, 0, "some records were not delivered")
        acks = [line.split() for line in acknowledged()]
        self.assertGreater(len(acks), ROUNDS * RATE)
        records = self.records(source)
        there = Counter(value for _, _, value in records)
        self.assertEqual({number for number, _, _ in acks} - there.keys(), set(), "acknowledged and lost")
        twice = sorted((value, partition, offset) for partition, offset, value in records if there[value] > 1)
        self.assertEqual(twice, [], "written twice")
        # The broker tells no place for a batch that it had already when it was sent again.
        places = {(int(partition), int(offset), number) for number, partition, offset in acks if offset != "-1"}
        self.assertEqual(places - set(records), set(), "acknowledged with a wrong offset")
        self.assertGreater(len(places), len(acks) // 2)

        def copied():
            copier.look_after()
            return Counter(value for _, _, value in self.records(copies, "--isolation-level", "read_committed"))

        found = eventually(lambda: (now := copied()).total() >= there.total() and now, timeout=120) or copied()
        self.assertEqual(len(there - found), 0, f"not copied; {copier.ends}")
        self.assertEqual(len(found - there), 0, f"copied twice; {copier.ends}")
        self.assertLess(len(copier.ends), ROUNDS // 2, copier.ends)
        ended = self.stop(copier.process)
        self.assertEqual(ended.status, 0, ended)

        def all_read():
            return {line.split()[-1] for line in read()} >= there.keys()

        self.assertTrue(eventually(all_read, timeout=30), "the group has missed records")
        ended = self.stop(reader)
        self.assertEqual(ended.status, 0, ended)


if __name__ == "__main__":
    main()
