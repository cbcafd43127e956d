#!/usr/bin/env python3
"""Figures of /proc through a topic of five partitions into CSV files, also when the writer is killed."""

import csv
import signal
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
from examples import ExampleTest
from kpp_test import eventually, fresh, main
from records import consume

NAMES = ["load", "uptime_seconds", "available_kb", "context_switches", "processes_started"]


class MachineMetrics(ExampleTest):
    def send(self, topic, rounds):
        run = self.assert_ok(self.example("metrics_produce", topic, str(rounds)))
        self.assertEqual(run.out, f"{5 * rounds} figures sent\n")

    def rows(self, folder, topic):
        """All rows of all files, without the headings, by partition."""
        found = {}
        for partition in range(5):
            file = folder / f"{topic}-{partition}.csv"
            if not file.exists():
                continue
            heading, *rows = csv.reader(file.read_text().splitlines())
            self.assertEqual(heading, ["offset", "time_ms", "metric", "value"])
            found[partition] = rows
        return found

    def write(self, topic, folder, rounds, how):
        """Runs the writer until the files have so many rows each."""
        writer = self.start("metrics_to_csv", topic, str(folder))

        def complete():
            files = [folder / f"{topic}-{p}.csv" for p in range(5)]
            return all(f.exists() and f.read_text().count("\n") > rounds for f in files)

        self.assertTrue(eventually(complete, timeout=60), self.rows(folder, topic))
        if how == signal.SIGINT:
            self.assert_stops(writer)
        else:
            writer.stop(how)

    def test_from_proc_to_csv(self):
        topic, folder = fresh("metrics"), self.folder()
        self.delete_after(topic)
        self.send(topic, 2)
        self.assertEqual(self.partition_counts(topic), {p: 2 for p in range(5)})
        on_broker = sorted(consume(topic, 10), key=lambda r: (r["partition"], r["offset"]))
        self.assertEqual([r["key"] for r in on_broker[::2]], NAMES)
        for record in on_broker:
            self.assertGreaterEqual(float(record["value"]), 0)
        uptime = float(Path("/proc/uptime").read_text().split()[0])
        self.assertAlmostEqual(float(on_broker[3]["value"]), uptime, delta=60)

        self.write(topic, folder, 2, signal.SIGINT)
        self.assertEqual(
            [row for rows in self.rows(folder, topic).values() for row in rows],
            [[str(r["offset"]), str(r["timestamp"]), r["key"], r["value"]] for r in on_broker],
        )

        with self.subTest("it goes on where it stopped, also after a kill and a row cut short"):
            self.send(topic, 1)
            self.write(topic, folder, 3, signal.SIGKILL)
            with (folder / f"{topic}-0.csv").open("a") as file:
                file.write("3,17952404")
            self.send(topic, 1)
            self.write(topic, folder, 4, signal.SIGINT)
            for partition, rows in self.rows(folder, topic).items():
                self.assertEqual([row[0] for row in rows], ["0", "1", "2", "3"], partition)
                self.assertEqual({row[2] for row in rows}, {NAMES[partition]})

    def test_a_folder_that_cannot_be_written(self):
        topic = fresh("metrics")
        self.delete_after(topic)
        self.send(topic, 1)
        run = self.example("metrics_to_csv", topic, "/proc")
        self.assertEqual(run.status, 1, run)
        self.assertIn(f"cannot write /proc/{topic}-", run.err)


if __name__ == "__main__":
    main()
