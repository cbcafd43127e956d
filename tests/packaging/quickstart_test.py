"""packaging/quickstart on a real broker. Installing and building are stood in for; they have tests of their own."""

import os
import re
import signal
import subprocess
import time
import unittest
from pathlib import Path

from sandbox_case import BIN, ROOT, SandboxCase, eventually, processes_in, taken_port

TOOLS = ("kafka-topics", "kafka-console-producer", "kafka-console-consumer", "kafka-consumer-groups",
         "kafka-producer-perf-test", "kafka-consumer-perf-test", "kafka-configs", "kafka-acls", "kafka-sandbox",
         "kafka-get-offsets", "kafka-delete-records", "kafka-broker-api-versions", "kafka-cluster", "kafka-groups",
         "kafka-leader-election", "kafka-preferred-replica-election", "kafka-log-dirs", "kafka-reassign-partitions")  # fmt: skip


class Quickstart(SandboxCase):
    def setUp(self):
        super().setUp()
        self.tree = self.scratch / "tree"
        (self.tree / "packaging").mkdir(parents=True)
        (self.tree / "packaging" / "quickstart").write_bytes((ROOT / "packaging" / "quickstart").read_bytes())
        (self.tree / "packaging" / "quickstart").chmod(0o755)
        self.program("deps", f"echo deps >> {self.scratch}/steps\n", folder="tree/packaging")
        self.program("cmake", f'echo "cmake $*" >> {self.scratch}/steps\n')
        tools = self.tree / "build" / "release" / "bin"
        tools.mkdir(parents=True)
        for tool in TOOLS:
            (tools / tool).symlink_to(BIN / tool)

    def command(self, *words):
        return [self.tree / "packaging" / "quickstart", "--dir", self.folder, *words]

    def environment(self):
        return {"PATH": f"{self.scratch / 'bin'}:{os.environ['PATH']}"}

    def quickstart(self, *words):
        return self.run_program(*self.command(*words), timeout=240, environment=self.environment())

    def break_tool(self, tool, text):
        (self.tree / "build/release/bin" / tool).unlink()
        self.program(tool, text, folder="tree/build/release/bin")

    def test_a_first_and_a_second_run(self):
        with taken_port() as taken:
            first = self.assert_status(0, self.quickstart("--port", str(taken)))
            self.assertIn(f"Port {taken} is taken by another program, so Kafka gets a free one.", first.stdout)
        port = self.status()["bootstrap_server"].split(":")[1]
        self.assertIn(f"Its port is {port}, not {taken}: the commands below use {port}.", first.stdout)
        at = f"localhost:{port}"

        with self.subTest("each command is printed, in order"):
            commands = [line[2:] for line in first.stdout.splitlines() if line.startswith("$ ")]
            self.assertEqual(commands, [
                f"kafka-sandbox start --port 0 --dir {self.folder}",
                f"kafka-topics --create --bootstrap-server {at} --replication-factor 1 --partitions 2 --topic sensor-stream",
                f"kafka-topics --describe --bootstrap-server {at} --topic sensor-stream",
                f"cat <<'READINGS' | kafka-console-producer --broker-list {at} --topic sensor-stream",
                f"kafka-console-consumer --bootstrap-server {at} --topic sensor-stream -group testgroup --from-beginning --max-messages 5",
                f"kafka-consumer-groups --bootstrap-server {at} --list",
                f"kafka-consumer-groups --bootstrap-server {at} --group testgroup --describe",
                f"kafka-consumer-groups --bootstrap-server {at} --group testgroup --topic sensor-stream --reset-offsets --to-earliest --execute",
                f"kafka-consumer-groups --bootstrap-server {at} --group testgroup --topic sensor-stream:1 --reset-offsets --to-offset 1 --execute",
                f"kafka-producer-perf-test --topic sensor-stream --num-records 200000 --record-size 100 --throughput -1 --producer-props bootstrap.servers={at}",
                f"kafka-consumer-perf-test --bootstrap-server {at} --topic sensor-stream --messages 200000",
            ])  # fmt: skip

        with self.subTest("and its effect is shown"):
            self.assertIn("Created topic sensor-stream.\n", first.stdout)
            # Once as they are typed, once as they come back.
            self.assertEqual(len(re.findall(r'^\{"sensor_id":"sensor_3",.*\}$', first.stdout, re.M)), 2)
            self.assertIn("\ntestgroup\n", first.stdout)
            self.assertRegex(first.stdout, r"(?m)^200000 records sent, ")
            self.assertRegex(first.stdout, r"(?m)^start\.time, end\.time, ")

        with self.subTest("the end says how to go on and how to stop"):
            self.assertIn(f"Kafka goes on running on {at}.", first.stdout)
            stop = re.search(r"^  (\S*kafka-sandbox stop .*)$", first.stdout, re.M).group(1)
            self.assertIn(str(self.folder), stop)

        with self.subTest("a second run finds it all there"):
            second = self.assert_status(0, self.quickstart("--port", str(taken)))
            self.assertIn("Kafka is running already", second.stdout)
            self.assertIn("--topic sensor-stream --if-not-exists\n", second.stdout)
            consumed = second.stdout.split("--max-messages 5\n")[1].splitlines()[:5]
            self.assertEqual(
                sorted(consumed), sorted(line for line in first.stdout.splitlines() if "sensor_id" in line)[::2]
            )
            self.assertIn(f"the commands below use {port}", second.stdout)
        self.assert_status(0, self.run_program("bash", "-c", stop))
        self.assert_nothing_left()

    def test_a_failing_step_is_named_and_leaves_nothing(self):
        self.break_tool("kafka-consumer-groups", "echo 'no such luck' >&2; exit 7\n")
        run = self.assert_status(7, self.quickstart("--port", self.free_port()))
        self.assertIn("no such luck", run.stderr)
        self.assertIn("quickstart: failed while listing the groups (status 7)", run.stderr)
        self.assertNotIn("All of it worked", run.stdout)
        self.assert_nothing_left()

    def test_a_failing_build_is_named(self):
        self.program("cmake", 'if [[ $1 == --build ]]; then echo "it does not compile" >&2; exit 1; fi\n')
        run = self.assert_status(1, self.quickstart())
        self.assertIn("quickstart: failed while building (status 1)", run.stderr)

    def test_failing_packages_are_named(self):
        self.program("deps", "exit 1\n", folder="tree/packaging")
        run = self.assert_status(1, self.quickstart())
        self.assertIn("quickstart: failed while installing what is needed (packaging/deps) (status 1)", run.stderr)

    def test_wrong_usage(self):
        for words, sentence in [(["--ports", "1"], "unknown argument '--ports'"), (["--port"], "option --port needs a value")]:
            self.assertIn(sentence, self.assert_status(2, self.run_program(self.command()[0], *words)).stderr)

    def free_port(self):
        with taken_port() as port:
            return str(port)

    def interrupted(self, ready, whole_group):
        """Starts it, waits for `ready`, and interrupts it as a terminal does or as `kill` does."""
        process = subprocess.Popen(
            [str(word) for word in self.command("--port", self.free_port())], start_new_session=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env={**os.environ, **self.environment()},
        )  # fmt: skip
        self.assertTrue(eventually(ready, timeout=120))
        if whole_group:
            os.killpg(process.pid, signal.SIGINT)
        else:
            process.send_signal(signal.SIGINT)
        begin = time.monotonic()
        out, _ = process.communicate(timeout=30)
        self.assertLess(time.monotonic() - begin, 20)
        self.assertEqual(process.returncode, 130, out)
        self.assert_nothing_left()
        return out

    def test_interrupted_while_kafka_starts(self):
        for whole_group in (True, False):
            with self.subTest(whole_group=whole_group):
                out = self.interrupted(lambda: processes_in(self.folder), whole_group)
                self.assertIn("quickstart: interrupted while starting Kafka", out)

    def test_interrupted_in_a_step(self):
        begun = self.scratch / "begun"
        self.break_tool("kafka-console-consumer", f"echo $$ > {begun}\nsleep 600\n")
        for whole_group in (True, False):
            with self.subTest(whole_group=whole_group):
                out = self.interrupted(lambda: begun.exists() and begun.read_text(), whole_group)
                self.assertIn("quickstart: interrupted while consuming readings", out)
                self.assertFalse(Path("/proc", begun.read_text().strip()).exists(), "the step goes on")
                begun.unlink()


if __name__ == "__main__":
    unittest.main()
