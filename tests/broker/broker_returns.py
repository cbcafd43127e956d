#!/usr/bin/env python3
"""The console tools while their only broker dies and comes back: nothing is lost, nothing is there twice, and it is said."""

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
from kpp_test import AT, KafkaTest, Printed, eventually, finish, fresh, main, ours, start_ours
from mortal_brokers import bring_back, kill

LINES = 300


class BrokerReturns(KafkaTest):
    def type_lines(self, producer, lines):
        for line in lines:
            producer.stdin.write(f"{line}\n".encode())
            producer.stdin.flush()
            time.sleep(0.005)

    def consume(self, topic, *words):
        """A consumer that ends with the last of the lines."""
        process = start_ours("kafka-console-consumer", *AT, "--topic", topic, "--from-beginning",
                             "--max-messages", str(LINES), *words)  # fmt: skip
        self.addCleanup(process.kill)
        return process, Printed(process)

    def assert_all_read(self, consumer, expected):
        process, printed = consumer
        run = self.assert_ok(finish(process, timeout=60))
        printed.join(10)
        self.assertEqual(printed.lines, expected)
        self.assertRegex(run.err, r"(?m)^Warning: .*(disconnected|refused|closed)")
        self.assertIn(f"Processed a total of {LINES} messages", run.err)

    def test_both_directions(self):
        topic, group = self.topic(), fresh("group")
        expected = [f"line {n}" for n in range(LINES)]
        in_a_group, alone = self.consume(topic, "--group", group), self.consume(topic, "--partition", "0")
        producer = start_ours("kafka-console-producer", *AT, "--topic", topic)
        self.addCleanup(producer.kill)
        self.type_lines(producer, expected[:100])
        self.assertTrue(eventually(lambda: in_a_group[1].lines and alone[1].lines))

        kill()
        self.type_lines(producer, expected[100:200])
        bring_back()
        self.type_lines(producer, expected[200:])

        sent = self.assert_ok(finish(producer, timeout=60))
        self.assertRegex(sent.err, r"(?m)^.*(disconnected|refused|closed)")
        self.assert_all_read(in_a_group, expected)
        self.assert_all_read(alone, expected)

        again = ours("kafka-console-consumer", *AT, "--topic", topic, "--from-beginning", "--exit-at-end")
        self.assertEqual(self.assert_ok(again).out.splitlines(), expected, "nothing is there twice")

    def test_the_input_ends_while_the_broker_is_dead(self):
        topic = self.topic()
        producer = start_ours("kafka-console-producer", *AT, "--topic", topic)
        self.addCleanup(producer.kill)
        self.type_lines(producer, ["before"])
        self.assertTrue(eventually(lambda: "before" in self.read(topic)))
        kill()
        self.type_lines(producer, ["while it was dead"])
        producer.stdin.close()
        time.sleep(0.5)
        self.assertIsNone(producer.poll(), "it waits for the broker")
        bring_back()
        producer.stdin = None
        self.assert_ok(finish(producer, timeout=60))
        self.assertEqual(self.read(topic), ["before", "while it was dead"])

    def read(self, topic):
        return ours("kafka-console-consumer", *AT, "--topic", topic, "--from-beginning", "--exit-at-end").out.splitlines()


if __name__ == "__main__":
    main()
