"""kafka-sandbox and Maven: with a program in Maven's place, so that no network is needed."""

import os
import signal
import subprocess
import unittest

from sandbox_case import BIN, SandboxCase, eventually


class Download(SandboxCase):
    def setUp(self):
        super().setUp()
        self.cache = self.scratch / "cache"
        path = self.link_programs("bash", "sleep", "touch", "cat")
        self.environment = {"PATH": str(path), "JAVA_HOME": "", "XDG_CACHE_HOME": str(self.cache)}

    def start(self):
        return self.sandbox("start", "--port", "0", environment=self.environment, timeout=20)

    def fake_java(self, text="echo 'Error: no such class' ; exit 1"):
        self.program("java", text)

    def test_without_java(self):
        run = self.assert_status(1, self.start())
        self.assertIn("Java is missing", run.stderr)
        self.assertIn("packaging/deps", run.stderr)

    def test_without_maven(self):
        self.fake_java()
        run = self.assert_status(1, self.start())
        self.assertIn("Maven is missing", run.stderr)
        self.assertIn("packaging/deps", run.stderr)

    def test_mavens_reason_is_given(self):
        self.fake_java()
        self.program(
            "mvn",
            "echo '[ERROR] Failed to execute goal on project kafka-sandbox: Could not resolve dependencies for project "
            "kpp:kafka-sandbox:pom:1: Could not transfer artifact a:b:jar:1 from/to central: Unknown host -> [Help 1]'\n"
            "exit 1\n",
        )
        run = self.assert_status(1, self.start())
        self.assertIn(
            "Maven could not download Apache Kafka 4.3.1: Could not transfer artifact a:b:jar:1 from/to central: "
            "Unknown host (all of its output is in ", run.stderr,
        )  # fmt: skip
        self.assertNotIn("[Help 1]", run.stderr)

    def test_an_unknown_release(self):
        self.fake_java()
        self.program("mvn", "echo '[ERROR] Could not find artifact org.apache.kafka:kafka_2.13:jar:4.3.1 in x'; exit 1")
        run = self.assert_status(1, self.start())
        self.assertIn("there is no Apache Kafka 4.3.1 where Maven looks for it", run.stderr)

    def test_an_interrupted_download_leaves_nothing(self):
        self.fake_java()
        begun = self.scratch / "begun"
        self.program("mvn", f"touch {begun}\nsleep 600 & wait\n")
        process = subprocess.Popen(
            [BIN / "kafka-sandbox", "start", "--port", "0", "--dir", self.folder],
            env={**os.environ, **self.environment}, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        self.assertTrue(eventually(begun.exists))
        process.send_signal(signal.SIGINT)
        _, complaint = process.communicate(timeout=10)
        self.assertEqual(process.returncode, 130)
        self.assertIn("Interrupted", complaint)
        ps = subprocess.run(["ps", "ax", "-o", "args"], capture_output=True, text=True, check=True).stdout
        self.assertNotIn(str(self.scratch / "bin" / "mvn"), ps)
        self.assertFalse((self.cache / "kpp/kafka/4.3.1/resolved.pom").exists())

    def test_the_cache_is_used_while_all_jars_are_there(self):
        """The second start does not call Maven; one whose jar is gone does."""
        self.fake_java()
        jar = self.scratch / "kafka.jar"
        calls = self.scratch / "calls"
        self.program(
            "mvn",
            f"echo called >> {calls}\n: > {jar}\n"
            "for word; do case $word in -Dmdep.outputFile=*) echo " f"{jar}" ' > "${word#*=}";; esac; done\n',
        )
        for expected in (1, 1):
            # The fake Java cannot format a broker's storage, which comes after the download.
            run = self.assert_status(1, self.start())
            self.assertIn("could not format its storage", run.stderr)
            self.assertEqual(calls.read_text().count("called"), expected)
        jar.unlink()
        self.assert_status(1, self.start())
        self.assertEqual(calls.read_text().count("called"), 2)


if __name__ == "__main__":
    unittest.main()
