"""Runs the programs of examples/ for their tests, and asks the broker what they have done."""

import json
import os
import signal
import subprocess
import tempfile
from pathlib import Path

from kpp_test import AT, BOOTSTRAP, KafkaTest, eventually, finish, fresh, ours, start_ours


class Running:
    """An example that runs until it is stopped. Its output can be read meanwhile."""

    def __init__(self, name, *words):
        self.output = tempfile.TemporaryFile()
        self.process = start_ours(
            f"examples/{name}", BOOTSTRAP, *words, stdin=subprocess.DEVNULL, stdout=self.output
        )

    def lines(self):
        """The whole lines that it has printed so far."""
        # The position of the file is where the program writes next: it must not be moved by reading.
        printed = os.pread(self.output.fileno(), os.fstat(self.output.fileno()).st_size, 0)
        return printed.decode().rpartition("\n")[0].splitlines()

    def stop(self, how=signal.SIGINT):
        if self.process.poll() is None:
            self.process.send_signal(how)
        return finish(self.process, timeout=20)


class ExampleTest(KafkaTest):
    def example(self, name, *words, **how):
        return ours(f"examples/{name}", BOOTSTRAP, *words, **how)

    def start(self, name, *words):
        running = Running(name, *words)
        self.addCleanup(running.output.close)
        self.addCleanup(running.stop, signal.SIGKILL)
        return running

    def assert_stops(self, running):
        """Ctrl-C ends it soon and well."""
        run = self.assert_ok(running.stop())
        self.assertEqual(run.err, "")
        self.assertLess(run.seconds, 8)

    def until(self, running, count):
        """The first `count` lines that it prints."""
        self.assertTrue(
            eventually(lambda: len(running.lines()) >= count or running.process.poll() is not None, timeout=30)
        )
        if len(running.lines()) < count:
            raise AssertionError(f"{running.lines()}\n{finish(running.process)}")
        return running.lines()

    def group(self):
        name = fresh("group")
        self.addCleanup(ours, "kafka-consumer-groups", *AT, "--delete", "--group", name)
        return name

    def committed(self, group):
        """Offsets that the group has committed, by partition."""
        run = ours("kafka-consumer-groups", *AT, "--describe", "--group", group, "--output", "json")
        groups = json.loads(run.out)["groups"] if run.status == 0 else []
        return {
            part["partition"]: part["current_offset"]
            for one in groups
            for part in one["partitions"]
            if part["current_offset"] is not None
        }

    def partition_counts(self, topic):
        """How many records a topic without deleted ones has, by partition."""
        run = self.assert_ok(
            ours("kafka-consumer-groups", *AT, "--group", fresh("nobody"), "--reset-offsets", "--to-latest",
                 "--topic", topic, "--dry-run", "--export")
        )  # fmt: skip
        rows = (line.rsplit(",", 2) for line in run.out.splitlines() if line)
        return {int(partition): int(end) for _, partition, end in rows}

    def folder(self):
        made = tempfile.TemporaryDirectory()
        self.addCleanup(made.cleanup)
        return Path(made.name)
