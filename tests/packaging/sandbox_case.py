"""What the tests of kafka-sandbox and of the packaging scripts share."""

import json
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import unittest
from contextlib import contextmanager
from pathlib import Path

BIN = Path(os.environ["KPP_BIN"])
ROOT = Path(os.environ["KPP_ROOT"])


def eventually(check, timeout=10.0):
    deadline = time.monotonic() + timeout
    while not (answer := check()) and time.monotonic() < deadline:
        time.sleep(0.05)
    return answer


@contextmanager
def taken_port():
    """A port of 127.0.0.1 on which somebody listens."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


def processes_in(folder):
    """The processes that work in this folder, as all of a sandbox's do."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                if os.readlink(entry / "cwd") == str(folder):
                    found.append(int(entry.name))
            except OSError:
                pass  # it has just ended, or is another user's
    return found


class ScratchCase(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        self.scratch = Path(tempfile.mkdtemp(prefix="kpp-packaging.")).resolve()
        self.addCleanup(shutil.rmtree, self.scratch, ignore_errors=True)

    def program(self, name, text, folder="bin"):
        """A script that stands in for a program of the machine."""
        file = self.scratch / folder / name
        file.parent.mkdir(exist_ok=True)
        file.write_text("#!/bin/bash\n" + text)
        file.chmod(0o755)
        return file

    def link_programs(self, *names, folder="bin"):
        """A $PATH with these programs of the machine only."""
        path = self.scratch / folder
        path.mkdir(exist_ok=True)
        for name in names:
            (path / name).symlink_to(shutil.which(name))
        return path

    def run_program(self, *words, timeout=30, environment=None):
        return subprocess.run(
            [str(word) for word in words], stdin=subprocess.DEVNULL, capture_output=True, text=True,
            timeout=timeout, env={**os.environ, **(environment or {})},
        )  # fmt: skip

    def assert_status(self, status, run):
        self.assertEqual(run.returncode, status, f"{run.args}\n--- stdout\n{run.stdout}\n--- stderr\n{run.stderr}")
        return run


class SandboxCase(ScratchCase):
    """A kafka-sandbox in a folder of the test's own."""

    def setUp(self):
        super().setUp()
        self.folder = self.scratch / "sandbox"
        self.addCleanup(self.kill_all)

    def kill_all(self):
        for pid in processes_in(self.folder):
            os.kill(pid, signal.SIGKILL)

    def sandbox(self, *words, timeout=150, environment=None):
        return self.run_program(
            BIN / "kafka-sandbox", *words, "--dir", self.folder, timeout=timeout, environment=environment
        )

    def status(self):
        return json.loads(self.sandbox("status", "--output", "json").stdout)

    def assert_nothing_left(self):
        self.assertEqual(processes_in(self.folder), [])
