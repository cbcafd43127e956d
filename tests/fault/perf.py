#!/usr/bin/env python3
"""A performance test while the leader of its partitions is killed hard: nothing fails, and the summary tells what happened."""

import json
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
from kpp_test import AT, finish, main, start_ours
from mortal_brokers import bring_back, kill
from three_brokers import ThreeBrokersTest, partitions

PRODUCE, CONSUME, LATENCY = "kafka-producer-perf-test", "kafka-consumer-perf-test", "kafka-e2e-latency"
RECORDS, RATE = 3000, 500


class LeaderLost(ThreeBrokersTest):
    def tearDown(self):
        bring_back()

    def test_the_summary_tells(self):
        topic = self.replicated(parts=1)
        words = ["--topic", topic, "--num-records", str(RECORDS), "--record-size", "100", "--throughput", str(RATE)]
        processes = [
            start_ours(PRODUCE, *AT, *words, "--reporting-interval", "300", *more, stdin=subprocess.DEVNULL)
            for more in (["--producers", "2"], ["--output", "json"])
        ]
        reading = ["--topic", topic, "--num-records", str(2 * RECORDS), "--timeout", "30000", "--output", "json"]
        processes.append(start_ours(CONSUME, *AT, *reading, stdin=subprocess.DEVNULL))
        round_trips = ["--topic", topic, "--num-records", "200", "--producer-acks", "all", "--record-size", "20", "--throughput",
                       "40", "--ignore-other-records", "--output", "json"]  # fmt: skip
        processes.append(start_ours(LATENCY, *AT, *round_trips, stdin=subprocess.DEVNULL))
        processes[0].stdout.readline()
        time.sleep(1)
        kill(partitions(topic)[0]["leader"])
        text, data, read, back = (finish(process, timeout=60) for process in processes)

        self.assert_ok(text)
        self.assertTrue(text.out.splitlines()[-1].endswith(" 99.9th."), text)
        told = re.search(r"^(\d+) client errors, (\d+) records sent again, longest stall (\d+)\.\d\d ms, begun ", text.err, re.MULTILINE)
        self.assertTrue(told, text)
        self.assertGreater(int(told[1]), 0)
        self.assertGreater(int(told[3]), 100)
        self.assertIn("Warning: ", text.err)

        answer = json.loads(self.assert_ok(data).out)
        self.assertEqual((answer["total"]["records"], answer["failures"]), (RECORDS, []))
        self.assertGreater(sum(error["count"] for error in answer["errors"]), 0)
        self.assertGreater(answer["retries"] + int(told[2]), 0, "what was on its way to the dead broker is sent again")
        stall = answer["stall"]
        self.assertGreater(stall["longest_ms"], 100)
        self.assertLess(stall["at_ms"], answer["total"]["elapsed_ms"])
        total = answer["total"]
        self.assertGreaterEqual(total["latency_ms"]["max"], stall["longest_ms"])
        self.assertGreaterEqual(total["scheduled_latency_ms"]["max"], 0.99 * total["latency_ms"]["max"])

        answer = json.loads(self.assert_ok(read).out)
        self.assertGreaterEqual(answer["total"]["records"], 2 * RECORDS)
        self.assertGreater(sum(error["count"] for error in answer["errors"]), 0)
        self.assertGreater(answer["stall"]["longest_ms"], 1000)

        answer = json.loads(self.assert_ok(back).out)
        self.assertEqual((answer["records"], answer["failures"]), (200, []))
        self.assertGreater(sum(error["count"] for error in answer["errors"]), 0)
        self.assertGreater(answer["stall"]["longest_ms"], 1000)
        self.assertIn("Warning: ", back.err)

    def test_an_interrupt_when_no_broker_is_left(self):
        topic = self.replicated(parts=1)
        words = ["--topic", topic, "--num-records", "1000000", "--record-size", "20", "--output", "json"]
        processes = [
            start_ours(PRODUCE, *AT, *words, "--throughput", "50", stdin=subprocess.DEVNULL),
            start_ours(LATENCY, *AT, *words, "--throughput", "50", "--producer-acks", "all", "--ignore-other-records",
                       stdin=subprocess.DEVNULL),
            start_ours(CONSUME, *AT, *words[:4], *words[6:], stdin=subprocess.DEVNULL),
        ]  # fmt: skip
        time.sleep(3)
        for broker in 1, 2, 3:
            kill(broker)
        time.sleep(1)
        begun = time.monotonic()
        for process in processes:
            process.send_signal(signal.SIGINT)
        for process in processes:
            run = finish(process, timeout=30)
            self.assertEqual(run.status, 130, run)
            answer = json.loads(run.out)
            self.assertTrue(answer["interrupted"])
            self.assertGreater(answer.get("total", answer)["records"], 0)
            self.assertGreater(sum(error["count"] for error in answer["errors"]), 0)
            self.assertGreater(answer["stall"]["longest_ms"], 500)
        self.assertLess(time.monotonic() - begun, 6)


if __name__ == "__main__":
    main()
