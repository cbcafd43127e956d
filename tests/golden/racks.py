"""Brokers in two racks: where the controller and a plan put replicas (KIP-36). Plans begin at random, so what is alike is
what holds for all of them."""

import collections
import json

from kpp_test import AT, main, ours
from reassign_partitions import ReassignTest, ours_of, theirs_of

RACKS = {1: "a", 2: "a", 3: "b", 4: "b"}


def spans_racks(replicas):
    return len({RACKS[broker] for broker in replicas}) == 2


class Racks(ReassignTest):
    def test_a_new_topic_spans_them(self):
        topic = self.topic(None, "--replication-factor", "2", partitions=8)
        shown = ours("kafka-topics", *AT, "--describe", "--topic", topic, "--output", "json")
        (told,) = json.loads(self.assert_ok(shown).out)["topics"]
        for partition in told["partitions"]:
            self.assertTrue(spans_racks(partition["replicas"]), partition)
        listed = self.assert_same("kafka-cluster", "list-endpoints", *AT).out.splitlines()[1:]
        self.assertEqual([line.split()[3] for line in listed], list(RACKS.values()))

    def plans(self, topic, *words):
        """Theirs and ours: the replicas of each partition."""
        topics = self.json_file({"version": 1, "topics": [{"topic": topic}]})
        told = []
        for run_of in theirs_of, ours_of:
            run = run_of(("--generate", "--topics-to-move-json-file", topics, "--broker-list", "1,2,3,4", *words))
            lines = self.assert_ok(run).out.splitlines()
            told.append((lines[1], {p["partition"]: p["replicas"] for p in json.loads(lines[4])["partitions"]}))
        (their_current, theirs), (current, mine) = told
        self.assertEqual(current, their_current)
        for plan in theirs, mine:
            self.assertEqual(sorted(plan), list(range(12)))
            self.assertTrue(all(len(set(replicas)) == 2 for replicas in plan.values()), plan)
        # Kafka's own spreads by chance alone.
        for at in range(2):
            self.assertEqual(set(collections.Counter(replicas[at] for replicas in mine.values()).values()), {3}, mine)
        return theirs, mine

    def test_a_plan_spans_them_unless_told_not_to(self):
        topic = self.twins(",".join(["1:2"] * 12))[0]
        for plan in self.plans(topic):
            self.assertTrue(all(map(spans_racks, plan.values())), plan)
        # Without racks the second replica goes through all other brokers, and with that through its own rack.
        plan = self.plans(topic, "--disable-rack-aware")[1]
        self.assertEqual(sum(map(spans_racks, plan.values())), 8, plan)


if __name__ == "__main__":
    main()
