"""kafka-sandbox with real brokers: start, stop, what dies in between, and who may be ended."""

import json
import os
import signal
import subprocess
import time
import unittest
from pathlib import Path

from sandbox_case import BIN, SandboxCase, eventually, processes_in, taken_port


LOOPBACK = "0100007F"  # as /proc/net/tcp writes it, and at the end of the IPv6 form of such an address


def listening_addresses(port):
    found = set()
    for table in ("/proc/net/tcp", "/proc/net/tcp6"):
        for line in Path(table).read_text().splitlines()[1:]:
            local, state = line.split()[1], line.split()[3]
            if state == "0A" and local.endswith(f":{port:04X}"):
                found.add(local.split(":")[0].removeprefix("0000000000000000FFFF0000"))
    return found


class Lifecycle(SandboxCase):
    def start(self, *words, **how):
        return self.assert_status(0, self.sandbox("start", "--port", "0", *words, **how))

    def topics(self):
        run = self.run_program(
            BIN / "kafka-topics", "--bootstrap-server", self.status()["bootstrap_server"], "--list"
        )
        return self.assert_status(0, run).stdout.split()

    def make_topic(self, name, *words):
        self.assert_status(0, self.run_program(
            BIN / "kafka-topics", "--bootstrap-server", self.status()["bootstrap_server"],
            "--create", "--topic", name, *words,
        ))  # fmt: skip

    def test_a_whole_life(self):
        begun = self.start()
        status = self.status()
        server = status["bootstrap_server"]
        self.assertEqual(begun.stdout, f"Kafka 4.3.1 (1 broker, {server}) is running.\n")
        self.assertTrue(status["running"])
        self.assertTrue(server.startswith("127.0.0.1:"))
        self.assertEqual([member["name"] for member in status["members"]], ["broker-1"])
        self.assertEqual(processes_in(self.folder), [status["members"][0]["pid"]])
        self.make_topic("readings")

        with self.subTest("it listens on the loopback address only"):
            port = int(server.split(":")[1])
            self.assertEqual(listening_addresses(port), {LOOPBACK})

        with self.subTest("a second start says so"):
            again = self.assert_status(0, self.sandbox("start"))
            self.assertEqual(again.stdout, f"Kafka 4.3.1 (1 broker, {server}) is running already.\n")

        with self.subTest("a start that wants something else is refused"):
            other = self.assert_status(1, self.sandbox("start", "--brokers", "3"))
            self.assertIn("another sandbox runs in this folder: Kafka 4.3.1", other.stderr)

        with self.subTest("env"):
            settings = self.assert_status(0, self.sandbox("env")).stdout
            shown = self.run_program("bash", "-c", settings + 'echo "$KPP_BOOTSTRAP_SERVER $KPP_SANDBOX_BROKERS"')
            self.assertEqual(shown.stdout, f"{server} 1\n")
            environment = json.loads(self.sandbox("env", "--output", "json").stdout)["environment"]
            self.assertTrue(all(os.path.exists(jar) for jar in environment["KPP_KAFKA_CLASSPATH"].split(":")))

        with self.subTest("logs"):
            lines = self.assert_status(0, self.sandbox("logs", "--lines", "5")).stdout.splitlines()
            self.assertEqual(len(lines), 5)

        with self.subTest("stop and start again keeps the topics"):
            stopped = self.assert_status(0, self.sandbox("stop"))
            self.assertIn("has been stopped", stopped.stdout)
            self.assert_nothing_left()
            self.start()
            self.assertEqual(self.topics(), ["readings"])

        with self.subTest("a killed broker is noticed, and brought back"):
            os.kill(self.status()["members"][0]["pid"], signal.SIGKILL)
            self.assertTrue(eventually(lambda: not self.status()["members"][0]["running"]))
            dead = self.assert_status(1, self.sandbox("status"))
            self.assertIn("has ended without being stopped", dead.stdout)
            self.start()
            self.assertEqual(self.topics(), ["readings"])
        self.assert_status(0, self.sandbox("stop"))
        self.assert_nothing_left()

    def test_three_brokers_and_the_loss_of_one(self):
        self.start("--brokers", "3")
        status = self.status()
        self.assertEqual(len(status["bootstrap_server"].split(",")), 3)
        self.make_topic("wide", "--replication-factor", "3")
        os.kill(status["members"][1]["pid"], signal.SIGKILL)
        part = eventually(lambda: self.sandbox("status").stdout if not self.status()["running"] else None)
        self.assertIn("is running in part; 'start' brings the rest back", part)
        self.start()
        again = self.status()
        self.assertTrue(again["running"])
        self.assertEqual(again["members"][0]["pid"], status["members"][0]["pid"])
        self.assertNotEqual(again["members"][1]["pid"], status["members"][1]["pid"])
        self.assert_status(0, self.sandbox("stop"))
        self.assert_nothing_left()

    def test_zookeeper_and_a_killed_broker(self):
        self.start("--version", "2.5.0")
        status = self.status()
        self.assertEqual([member["name"] for member in status["members"]], ["zookeeper", "broker-1"])
        os.kill(status["members"][1]["pid"], signal.SIGKILL)
        # A JVM takes a moment to die; a start meanwhile would still see it.
        self.assertTrue(eventually(lambda: not self.status()["running"]))
        self.start()  # although ZooKeeper still remembers the one that was killed
        self.assert_status(0, self.sandbox("stop"))
        self.assert_nothing_left()

    def test_an_interrupted_start_leaves_nothing(self):
        for delay in (0.05, 0.4, 1.2):
            with self.subTest(delay):
                process = subprocess.Popen(
                    [BIN / "kafka-sandbox", "start", "--port", "0", "--dir", self.folder],
                    stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                )  # fmt: skip
                time.sleep(delay)
                process.send_signal(signal.SIGINT)
                out, complaint = process.communicate(timeout=15)
                self.assertEqual(process.returncode, 130, complaint)
                self.assertEqual(out, "")
                self.assert_nothing_left()
                self.assertEqual(self.status()["members"], [])

    def test_a_broker_that_cannot_start_says_why_and_soon(self):
        self.start()
        self.assert_status(0, self.sandbox("stop"))
        identity = self.folder / "data/4.3.1-1/broker-1/meta.properties"
        identity.write_text(identity.read_text().replace("node.id=1", "node.id=7"))
        begin = time.monotonic()
        run = self.assert_status(1, self.sandbox("start", "--port", "0"))
        self.assertLess(time.monotonic() - begin, 60)
        self.assertIn("broker-1 ended with status 1: ", run.stderr)
        self.assertIn("Stored node id 7 doesn't match previous node id 1", run.stderr)
        self.assertIn(str(self.folder / "logs/broker-1.log"), run.stderr)
        self.assert_nothing_left()

    def test_java_that_refuses_its_options(self):
        run = self.sandbox("start", "--port", "0", environment={"JAVA_TOOL_OPTIONS": "-Xbogus"})
        self.assert_status(1, run)
        self.assertIn("Unrecognized option: -Xbogus", run.stderr)
        self.assert_nothing_left()

    def test_stop_ends_only_what_start_began(self):
        """The number of an ended broker may be another program's by now."""
        self.start()
        state = self.folder / "sandbox.properties"
        broker = self.status()["members"][0]["pid"]
        with subprocess.Popen(["sleep", "600"]) as stranger:
            state.write_text(state.read_text().replace(f" {broker} ", f" {stranger.pid} "))
            stopped = self.assert_status(0, self.sandbox("stop"))
            self.assertIn("No sandbox runs in", stopped.stdout)
            self.assertIsNone(stranger.poll(), "a stranger's process was ended")
            stranger.kill()

    def test_a_sandbox_of_an_earlier_boot_is_over(self):
        self.start()
        state = self.folder / "sandbox.properties"
        lines = state.read_text().splitlines()
        state.write_text("\n".join("boot=earlier" if line.startswith("boot=") else line for line in lines) + "\n")
        self.assertEqual(self.status()["members"], [])
        self.assertIn("No sandbox runs in", self.assert_status(0, self.sandbox("stop")).stdout)
        self.assertEqual(len(processes_in(self.folder)), 1, "it was not known to be ours")

    def test_following_the_logs_ends_with_130(self):
        self.start()
        process = subprocess.Popen(
            [BIN / "kafka-sandbox", "logs", "--follow", "--lines", "1", "--dir", self.folder],
            stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        self.assertTrue(process.stdout.readline())
        self.make_topic("seen")
        self.assertTrue(any("seen" in line for line in iter(process.stdout.readline, "")))
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=10)
        self.assertEqual(process.returncode, 130)
        self.assert_status(0, self.sandbox("stop"))

    def test_brokers_take_the_ports_after_the_first(self):
        with taken_port() as port:
            run = self.assert_status(1, self.sandbox("start", "--port", str(port - 1), "--brokers", "2"))
        self.assertIn("is in use by another program", run.stderr)


if __name__ == "__main__":
    unittest.main()
