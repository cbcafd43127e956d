"""What the broker, golden and matrix tests share.

The environment says where everything is (ctest sets it, see tests/CMakeLists.txt):
  KPP_BIN              folder with our kafka-* tools
  KPP_TEST_BOOTSTRAP   host:port of a broker that the tests may use
  KPP_KAFKA_CLASSPATH  class path of Kafka's own tools (golden tests only)

    from kpp_test import AT, KafkaTest, main, ours, java

    class Lists(KafkaTest):
        def test_same_bytes(self):
            topic = self.topic(partitions=2)
            self.assert_same("kafka-topics", *AT, "--describe", "--topic", topic)

    if __name__ == "__main__":
        main()
"""

import atexit
import base64
import functools
import json
import os
import selectors
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import unittest
import uuid
import zipfile
from dataclasses import dataclass
from pathlib import Path

import json_output

SUPPORT = Path(__file__).resolve().parent

# Where each tool's main class is, newest first.
JAVA_CLASSES = {
    "kafka-topics": ("org.apache.kafka.tools.TopicCommand", "kafka.admin.TopicCommand"),
    "kafka-consumer-groups": (
        "org.apache.kafka.tools.consumer.group.ConsumerGroupCommand",
        "kafka.admin.ConsumerGroupCommand",
    ),
    "kafka-console-producer": ("org.apache.kafka.tools.ConsoleProducer", "kafka.tools.ConsoleProducer"),
    "kafka-console-consumer": (
        "org.apache.kafka.tools.consumer.ConsoleConsumer",
        "kafka.tools.ConsoleConsumer",
    ),
    "kafka-console-share-consumer": ("org.apache.kafka.tools.consumer.ConsoleShareConsumer",),
    "kafka-producer-perf-test": ("org.apache.kafka.tools.ProducerPerformance",),
    "kafka-consumer-perf-test": (
        "org.apache.kafka.tools.ConsumerPerformance",
        "kafka.tools.ConsumerPerformance",
    ),
    "kafka-e2e-latency": ("org.apache.kafka.tools.EndToEndLatency",),
    "kafka-acls": ("org.apache.kafka.tools.AclCommand", "kafka.admin.AclCommand"),
    "kafka-delegation-tokens": ("org.apache.kafka.tools.DelegationTokenCommand",),
    "kafka-configs": ("kafka.admin.ConfigCommand",),
    "kafka-get-offsets": ("org.apache.kafka.tools.GetOffsetShell", "kafka.tools.GetOffsetShell"),
    "kafka-delete-records": ("org.apache.kafka.tools.DeleteRecordsCommand", "kafka.admin.DeleteRecordsCommand"),
    "kafka-broker-api-versions": (
        "org.apache.kafka.tools.BrokerApiVersionsCommand",
        "kafka.admin.BrokerApiVersionsCommand",
    ),
    "kafka-cluster": ("org.apache.kafka.tools.ClusterTool", "kafka.tools.ClusterTool"),
    "kafka-leader-election": ("org.apache.kafka.tools.LeaderElectionCommand", "kafka.admin.LeaderElectionCommand"),
    "kafka-log-dirs": ("org.apache.kafka.tools.LogDirsCommand", "kafka.admin.LogDirsCommand"),
    "kafka-groups": ("org.apache.kafka.tools.GroupsCommand",),
    "kafka-reassign-partitions": (
        "org.apache.kafka.tools.reassign.ReassignPartitionsCommand",
        "kafka.admin.ReassignPartitionsCommand",
    ),
}


def setting(name):
    value = os.environ.get(name)
    if not value:
        raise RuntimeError(f"{name} is not set; run these tests by ctest or tests/run")
    return value


BOOTSTRAP = setting("KPP_TEST_BOOTSTRAP")
AT = ("--bootstrap-server", BOOTSTRAP)


@dataclass(frozen=True)
class Run:
    """How a tool ended. Output is text; bytes that are not UTF-8 survive as surrogates."""

    status: int
    out: str
    err: str
    seconds: float = 0.0

    def __str__(self):
        return f"status {self.status}\n--- stdout\n{self.out}--- stderr\n{self.err}---"


def text(data):
    return data.decode("utf-8", "surrogateescape")


def data(words):
    return words.encode("utf-8", "surrogateescape")


def our_tool(tool):
    return str(Path(setting("KPP_BIN")) / tool)


def ours(tool, *words, stdin="", timeout=30, **popen):
    """Runs our tool to its end. A run longer than `timeout` seconds is an error of the test, and so is JSON output that
    is not as the tool's file in tests/schemas says."""
    begin = time.monotonic()
    done = subprocess.run(
        [our_tool(tool), *words],
        input=None if "stdin_file" in popen else data(stdin),
        stdin=popen.pop("stdin_file", None),
        stdout=popen.pop("stdout", subprocess.PIPE),
        stderr=popen.pop("stderr", subprocess.PIPE),
        timeout=timeout,
        **popen,
    )
    seconds = time.monotonic() - begin
    run = Run(done.returncode, text(done.stdout or b""), text(done.stderr or b""), seconds)
    json_output.check(tool, words, run.out, run.err)
    return run


def start_ours(tool, *words, **popen):
    """Our tool as a running process, in a session of its own: `process.send_signal` and `finish`."""
    settings = dict(stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    return subprocess.Popen([our_tool(tool), *words], start_new_session=True, **{**settings, **popen})


def finish(process, timeout=30):
    """Waits for a started process; kills it, and fails, if it has not ended in time."""
    begin = time.monotonic()
    try:
        out, err = process.communicate(timeout=timeout)
    except subprocess.TimeoutExpired:
        process.kill()
        out, err = process.communicate()
        raise AssertionError(f"{process.args[0]} still ran after {timeout} s\n{text(err)}") from None
    return Run(process.returncode, text(out or b""), text(err or b""), time.monotonic() - begin)


class Printed(threading.Thread):
    """The lines that a started process prints, taken while it runs."""

    def __init__(self, process):
        super().__init__(daemon=True)
        # `finish` has only the rest to read.
        self._out, process.stdout = process.stdout, None
        self.lines = []
        self.start()

    def run(self):
        with self._out:
            for line in self._out:
                self.lines.append(text(line).rstrip("\n"))


@functools.lru_cache(maxsize=None)
def main_class(tool, classpath):
    jars = [jar for jar in classpath.split(":") if "kafka" in os.path.basename(jar)]
    for name in JAVA_CLASSES[tool]:
        member = name.replace(".", "/") + ".class"
        for jar in jars:
            with zipfile.ZipFile(jar) as opened:
                if member in opened.NameToInfo:
                    return name
    raise RuntimeError(f"no jar of KPP_KAFKA_CLASSPATH has {tool}")


class JavaTools:
    """Kafka's own tools of one version. Runs share a JVM where there is a compiler for JavaTools.java."""

    def __init__(self, classpath):
        self.classpath = classpath
        self.process = None

    def command(self):
        return [
            "java", "-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Dfile.encoding=UTF-8",
            "-Dstdout.encoding=UTF-8", "-Dstderr.encoding=UTF-8",
            f"-Dlog4j2.configurationFile={SUPPORT / 'log4j2.properties'}",
            f"-Dlog4j.configuration=file:{SUPPORT / 'log4j.properties'}",
            "-cp", self.classpath,
        ]  # fmt: skip

    def run(self, tool, *words, stdin="", timeout=60):
        if shutil.which("javac"):
            return self._run_shared(tool, words, stdin, timeout)
        return self.run_alone(tool, *words, stdin=stdin, timeout=timeout)

    def run_alone(self, tool, *words, stdin="", timeout=60):
        """In a JVM of its own: for signals, and for what outlives a run."""
        done = subprocess.run(
            [*self.command(), main_class(tool, self.classpath), *words],
            input=data(stdin), capture_output=True, timeout=timeout, check=False,
        )  # fmt: skip
        return Run(done.returncode, text(done.stdout), text(done.stderr))

    def _run_shared(self, tool, words, stdin, timeout):
        if self.process is None:
            self.process = subprocess.Popen(
                [*self.command(), str(SUPPORT / "JavaTools.java")],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            )  # fmt: skip
            atexit.register(self.stop)
        fields = [main_class(tool, self.classpath), stdin, *words]
        self.process.stdin.write(b"\t".join(base64.b64encode(data(f)) for f in fields) + b"\n")
        self.process.stdin.flush()
        line = self._answer(timeout, (tool, *words))
        status, out, err = line.rstrip(b"\n").split(b"\t")
        return Run(int(status), text(base64.b64decode(out)), text(base64.b64decode(err)))

    def _answer(self, timeout, command):
        """One line, read without Python's buffering so that the wait can have an end."""
        deadline = time.monotonic() + timeout
        line = b""
        with selectors.DefaultSelector() as selector:
            selector.register(self.process.stdout, selectors.EVENT_READ)
            while not line.endswith(b"\n"):
                ready = selector.select(max(0.0, deadline - time.monotonic()))
                chunk = os.read(self.process.stdout.fileno(), 1 << 16) if ready else b""
                if not chunk:
                    self.stop()
                    why = "ended" if ready else f"did not answer in {timeout} s"
                    raise AssertionError(f"the JVM {why} in: {' '.join(command)}")
                line += chunk
        return line

    def stop(self):
        if self.process is not None:
            self.process.kill()
            self.process.communicate()
            self.process = None


@functools.lru_cache(maxsize=None)
def java_tools():
    return JavaTools(setting("KPP_KAFKA_CLASSPATH"))


def java(tool, *words, **how):
    """Runs Kafka's own tool; same answer as `ours`."""
    return java_tools().run(tool, *words, **how)


def fresh(what="t"):
    """A name that no other test and no earlier run has used."""
    return f"kpp-{what}-{uuid.uuid4().hex[:12]}"


def eventually(check, timeout=15.0, pause=0.1):
    """Calls `check` until its answer is true; answers it. The last answer, if time runs out."""
    deadline = time.monotonic() + timeout
    while True:
        answer = check()
        if answer or time.monotonic() > deadline:
            return answer
        time.sleep(pause)


class KafkaTest(unittest.TestCase):
    maxDiff = None

    def topic(self, name=None, *options, partitions=1, what="t"):
        """A new topic, ready to use, deleted after the test."""
        name = name or fresh(what)
        self.delete_after(name)
        self.assert_ok(
            ours("kafka-topics", *AT, "--create", "--topic", name, "--partitions", str(partitions), *options)
        )
        shown = lambda: ours("kafka-topics", *AT, "--describe", "--topic", name)  # noqa: E731
        ready = eventually(lambda: shown().out.count("\tLeader: ") == partitions and "none" not in shown().out)
        self.assertTrue(ready, f"topic {name} has no leaders")
        return name

    def delete_after(self, topic):
        self.addCleanup(ours, "kafka-topics", *AT, "--delete", "--if-exists", "--topic", topic)

    def assert_ok(self, run):
        self.assertEqual(run.status, 0, run)
        return run

    def json_file(self, document):
        """The path of a file with this document, or this text; gone after the test."""
        with tempfile.NamedTemporaryFile("w", suffix=".json", delete=False) as file:
            file.write(document if isinstance(document, str) else json.dumps(document))
        self.addCleanup(os.unlink, file.name)
        return file.name

    def assert_fails(self, run, *sentences, status=1, out=""):
        """The status, nothing on stdout, and each of the sentences on stderr."""
        self.assertEqual(run.status, status, run)
        self.assertEqual(run.out, out, run)
        for sentence in sentences:
            self.assertIn(sentence, run.err)
        return run

    def assert_same(self, tool, *words, stdin="", sort=False):
        """Our tool succeeds and prints to stdout what Kafka's own prints. Answers our run."""
        theirs, mine = java(tool, *words, stdin=stdin), ours(tool, *words, stdin=stdin)
        order = (lambda out: sorted(out.splitlines(keepends=True))) if sort else (lambda out: out)
        self.assertEqual(order(mine.out), order(theirs.out), f"{words}\n{mine.err}\n{theirs.err}")
        self.assertEqual(theirs.status, 0, theirs)
        self.assertEqual(mine.status, 0, mine)
        return mine


def main():
    # A test that is stopped still deletes its topics.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    unittest.main(verbosity=2)
