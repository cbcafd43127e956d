"""Delegation tokens (KIP-48): those that Kafka's own tool gets let our tools in, and each refusal is one sentence."""

import os
import subprocess
import time

from kpp_test import eventually, fresh, java, main, ours, setting
from security import SCRAM_MODULE, Secure, jaas


class Tokens(Secure):
    def setUp(self):
        self.address = self.at("sasl_plaintext")
        self.alice = ("--bootstrap-server", self.address, "--command-config", self.file(self.client["sasl_plaintext"]))

    def token(self):
        """Id and secret of a new one of alice's."""
        made = java("kafka-delegation-tokens", *self.alice, "--create", "--max-life-time-period", "-1")
        self.assert_ok(made)
        return made.out.splitlines()[-1].split()[:2]

    def by_token(self, name, secret, mechanism="SCRAM-SHA-512"):
        return {"security.protocol": "SASL_PLAINTEXT", "sasl.mechanism": mechanism,
                "sasl.jaas.config": jaas(SCRAM_MODULE, username=name, password=secret, tokenauth="true")}  # fmt: skip

    def lets_in(self, settings):
        return self.list_topics(self.address, settings).status == 0

    def test_every_call_of_admin(self):
        done = subprocess.run([setting("KPP_TEST_TOKENS")], env={**os.environ, "KPP_TEST_LOGIN": self.address},
                              capture_output=True, text=True, timeout=120)  # fmt: skip
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def test_administration_by_token(self):
        name, secret = self.token()
        topic = self.topic()
        right = ("--add", "--allow-principal", "User:alice", "--operation", "All", "--topic", topic)
        self.assert_ok(ours("kafka-acls", "--bootstrap-server", setting("KPP_TEST_BOOTSTRAP"), *right))
        for mechanism in "SCRAM-SHA-256", "SCRAM-SHA-512":
            settings = self.by_token(name, secret, mechanism)
            shown = lambda: self.list_topics(self.address, settings)  # noqa: B023, E731
            self.assertTrue(eventually(lambda: shown().out == f"{topic}\n"), shown())

    def test_producer_and_consumer_refuse_it(self):
        settings, why = self.by_token("id", "secret-3317"), "librdkafka cannot log in by delegation token (tokenauth)"
        for run in self.produce(self.address, settings, fresh()), self.consume(self.address, settings, fresh()):
            self.assert_fails(run, why)
            self.assertEqual(len(run.err.splitlines()), 1, run)
            self.assertNotIn("secret-3317", run.err)

    def test_wrong_secret_and_expired_token(self):
        name, secret = self.token()
        self.assertTrue(eventually(lambda: self.lets_in(self.by_token(name, secret))))
        self.refused(self.by_token(name, "c2VjcmV0LTMzMTc="))
        self.assert_ok(java("kafka-delegation-tokens", *self.alice, "--expire", "--expiry-time-period", "-1", "--hmac", secret))
        self.assertTrue(eventually(lambda: not self.lets_in(self.by_token(name, secret))))
        self.refused(self.by_token(name, secret))

    def refused(self, settings):
        begin = time.monotonic()
        run = self.assert_fails(self.list_topics(self.address, settings), f"{self.address}: Authentication failed")
        self.assertEqual(len(run.err.splitlines()), 1, run)
        self.assertLess(time.monotonic() - begin, 5, run)
        self.assertNotIn(settings["sasl.jaas.config"].split('"')[3], run.err)


if __name__ == "__main__":
    main()
