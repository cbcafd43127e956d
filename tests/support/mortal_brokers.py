"""The brokers of a sandbox that a test has for itself: kills them, and brings them back."""

import json
import os
import signal

from kpp_test import BOOTSTRAP, eventually, ours, setting


def _brokers():
    status = ours("kafka-sandbox", "status", "--dir", setting("KPP_SANDBOX_DIR"), "--output", "json")
    return {m["name"]: m for m in json.loads(status.out)["members"] if m["name"].startswith("broker-")}


def kill(broker=1):
    """SIGKILL: no goodbye to clients, controller or disk. Waits until the process is gone."""
    name = f"broker-{broker}"
    os.kill(_brokers()[name]["pid"], signal.SIGKILL)
    if not eventually(lambda: not _brokers()[name]["running"]):
        raise AssertionError(f"{name} does not die")


def bring_back():
    """Starts what is dead again, where it was."""
    port = BOOTSTRAP.split(",")[0].rsplit(":", 1)[1]
    run = ours(
        "kafka-sandbox", "start", "--dir", setting("KPP_SANDBOX_DIR"), "--port", port, "--brokers", str(len(_brokers())),
        timeout=120,
    )  # fmt: skip
    if run.status != 0:
        raise AssertionError(run)
