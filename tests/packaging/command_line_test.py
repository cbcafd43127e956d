"""kafka-sandbox: what needs no broker."""

import json
import unittest

from sandbox_case import SandboxCase, taken_port


class CommandLine(SandboxCase):
    def test_wrong_usage_is_said_and_ends_with_2(self):
        for words, sentence in [
            (["launch"], "'launch' is none of start, stop, status, logs and env"),
            (["start", "stop"], "One action at a time: 'stop' is too much"),
            (["stop", "--port", "1"], "--port is an option of 'start', not of 'stop'"),
            (["status", "--follow"], "--follow is an option of 'logs', not of 'status'"),
            (["start", "--version", "4.3"], "'4.3' is no version of Apache Kafka"),
            (["start", "--version", "../../4.3.1"], "is no version of Apache Kafka"),
            (["start", "--version", "2.3.1"], "Kafka 2.3.1 is too old for the sandbox"),
            (["start", "--brokers", "0"], "--brokers must be from 1 to 9"),
            (["start", "--brokers", "two"], "Cannot parse argument 'two' of option brokers"),
            (["start", "--port", "65536"], "--port must be from 0 to 65535"),
            (["start", "--port", "65535", "--brokers", "2"], "--port must be from 0 to 65535"),
            (["logs", "--lines", "-1"], "--lines must not be negative"),
        ]:
            with self.subTest(words):
                run = self.assert_status(2, self.sandbox(*words))
                self.assertEqual(run.stdout, "")
                self.assertIn(sentence, run.stderr)

    def test_nothing_runs(self):
        status = self.assert_status(1, self.sandbox("status"))
        self.assertEqual(status.stdout, f"No sandbox runs in {self.folder}\n")
        self.assertEqual(
            json.loads(self.assert_status(1, self.sandbox("status", "--output", "json")).stdout),
            {"version": 1, "running": False, "folder": str(self.folder), "kafka_version": None,
             "bootstrap_server": None, "secure": [], "members": []},
        )  # fmt: skip
        self.assertEqual(
            self.assert_status(0, self.sandbox("stop")).stdout, f"No sandbox runs in {self.folder}\n"
        )
        for action, sentence in [("env", "no sandbox runs in "), ("logs", "no sandbox was ever started in ")]:
            run = self.assert_status(1, self.sandbox(action))
            self.assertEqual((run.stdout, run.stderr), ("", f"{sentence}{self.folder}\n"))
        self.assertFalse(self.folder.exists(), "asking made a folder")

    def test_a_taken_port_is_said_at_once(self):
        with taken_port() as port:
            run = self.assert_status(1, self.sandbox("start", "--port", str(port), timeout=5))
        self.assertIn(f"port {port} is in use by another program", run.stderr)
        self.assertEqual(run.stdout, "")

    def test_a_damaged_state_is_not_guessed_at(self):
        self.folder.mkdir()
        (self.folder / "sandbox.properties").write_text("boot=x\nversion=4.3.1\nmember.broker-1=here\n")
        for action in ("start", "stop", "status", "env"):
            run = self.assert_status(1, self.sandbox(action))
            self.assertIn("sandbox.properties is damaged", run.stderr)

    def test_a_folder_that_cannot_be_made(self):
        self.folder.write_text("a file is in the way")
        run = self.assert_status(1, self.sandbox("start", "--port", "0"))
        self.assertIn(f"cannot make the folder {self.folder}", run.stderr)


if __name__ == "__main__":
    unittest.main()
