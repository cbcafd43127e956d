"""TLS and logins against a real broker: the same properties in both planes, and one sentence where they do not fit."""

import os
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

from authorities import Authority, TlsServer
from kpp_test import BOOTSTRAP, KafkaTest, fresh, main, ours

USER, PASSWORD = "alice", "alice-secret"
WRONG = "not-the-password-7391"
PLAIN_MODULE = "org.apache.kafka.common.security.plain.PlainLoginModule"
SCRAM_MODULE = "org.apache.kafka.common.security.scram.ScramLoginModule"


def properties(text):
    return dict(line.split("=", 1) for line in text.splitlines() if "=" in line and not line.startswith("#"))


def jaas(module, **options):
    words = "".join(f' {name}="{value}"' for name, value in options.items())
    return f"{module} required{words};"


class Secure(KafkaTest):
    @classmethod
    def setUpClass(cls):
        cls.folder = Path(tempfile.mkdtemp(prefix="kpp-security."))
        cls.addClassCleanup(shutil.rmtree, cls.folder)
        cls.client = {}  # properties, by kind of listener
        prefix = "KPP_CLIENT_CONFIG_"
        for name, file in os.environ.items():
            if name.startswith(prefix):
                cls.client[name[len(prefix):].lower()] = properties(Path(file).read_text())
                cls.made = Path(file).parent
        cls.ca = str(cls.made / "ca.pem")

    def at(self, kind):
        return self.client[kind]["bootstrap.servers"]

    def file(self, settings):
        handle, name = tempfile.mkstemp(dir=self.folder, suffix=".properties")
        with os.fdopen(handle, "w") as out:
            out.writelines(f"{key}={value}\n" for key, value in settings.items() if key != "bootstrap.servers")
        return name

    def list_topics(self, at, settings):
        return ours("kafka-topics", "--bootstrap-server", at, "--command-config", self.file(settings), "--list")

    def produce(self, at, settings, topic):
        return ours("kafka-console-producer", "--bootstrap-server", at, "--command-config", self.file(settings),
                    "--topic", topic, stdin="one record\n")

    def consume(self, at, settings, topic):
        return ours("kafka-console-consumer", "--bootstrap-server", at, "--command-config", self.file(settings),
                    "--topic", topic, "--from-beginning", "--max-messages", "1", "--timeout-ms", "15000")

    def assert_works(self, at, settings):
        """Both planes, with one file of properties."""
        topic = self.topic()
        listed = self.assert_ok(self.list_topics(at, settings))
        self.assertIn(topic, listed.out.split())
        self.assert_ok(self.produce(at, settings, topic))
        read = self.assert_ok(self.consume(at, settings, topic))
        self.assertEqual(read.out, "one record\n")
        for run in listed, read:
            self.assertNotIn(PASSWORD, run.err)

    def assert_refused(self, at, settings, sentence, data_plane=None, bound=5.0):
        """Both planes say it, at once, without a secret; `data_plane` where librdkafka knows less."""
        topic = fresh()
        for run, said in ((self.list_topics(at, settings), sentence),
                          (self.produce(at, settings, topic), data_plane or sentence),
                          (self.consume(at, settings, topic), data_plane or sentence)):
            self.assertEqual(run.status, 1, run)
            self.assertEqual(run.out, "", run)
            self.assertIn(said, run.err)
            lines = run.err.strip().splitlines()
            self.assertEqual([line for line in lines if "Processed a total of" not in line], lines[:1], run)
            self.assertLess(run.seconds, bound, run)
            for secret in (PASSWORD, WRONG, "store-secret"):
                self.assertNotIn(secret, run.err)


class Tls(Secure):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.foreign = Authority(cls.folder, "foreign")

    def serve(self, *certificate, **how):
        server = TlsServer(self.foreign.certificate(fresh("c"), *certificate, **how))
        self.addCleanup(server.close)
        return server.at

    def trust(self, pem):
        return {"security.protocol": "SSL", "ssl.truststore.type": "PEM", "ssl.truststore.location": str(pem)}

    def test_as_the_sandbox_says(self):
        self.assert_works(self.at("tls"), self.client["tls"])

    def test_with_librdkafkas_names(self):
        self.assert_works(self.at("tls"), {"security.protocol": "ssl", "ssl.ca.location": self.ca})

    def test_with_certificates_in_the_properties(self):
        text = Path(self.ca).read_text().strip().replace("\n", "\\n")
        self.assert_works(self.at("tls"), {"security.protocol": "SSL", "ssl.truststore.type": "PEM",
                                           "ssl.truststore.certificates": text})

    def test_pkcs12_trust_store(self):
        store = self.folder / "trust.p12"
        subprocess.run(["keytool", "-importcert", "-noprompt", "-alias", "ca", "-file", self.ca, "-keystore", str(store),
                        "-storetype", "PKCS12", "-storepass", "store-secret"], check=True, capture_output=True)
        settings = {"security.protocol": "SSL", "ssl.truststore.location": str(store),
                    "ssl.truststore.password": "store-secret"}
        self.assert_works(self.at("tls"), settings)  # Java's default type is JKS, and it takes this, too
        self.assert_refused(self.at("tls"), {**settings, "ssl.truststore.password": WRONG},
                            f"ssl.truststore.location: {store}: the password is wrong")

    def test_jks_store_is_refused_with_the_command_that_converts_it(self):
        store = self.folder / "trust.jks"
        subprocess.run(["keytool", "-importcert", "-noprompt", "-alias", "ca", "-file", self.ca, "-keystore", str(store),
                        "-storetype", "JKS", "-storepass", "store-secret"], check=True, capture_output=True)
        self.assert_refused(self.at("tls"), {"security.protocol": "SSL", "ssl.truststore.location": str(store),
                                             "ssl.truststore.password": "store-secret"},
                            f"convert it with: keytool -importkeystore -srckeystore {store}")

    def test_client_certificate_in_pem_and_pkcs12(self):
        self.assert_works(self.at("mtls"), self.client["mtls"])
        trusted = self.trust(self.ca)
        self.assert_works(self.at("mtls"), {**trusted, "ssl.keystore.type": "PKCS12",
                                            "ssl.keystore.location": str(self.made / "client.p12"),
                                            "ssl.keystore.password": "kafka-sandbox"})
        self.assert_works(self.at("mtls"), {"security.protocol": "ssl", "ssl.ca.location": self.ca,
                                            "ssl.certificate.location": str(self.made / "client.pem"),
                                            "ssl.key.location": str(self.made / "client.pem")})

    def test_client_certificate_that_is_missing_or_foreign(self):
        self.assert_refused(self.at("mtls"), self.trust(self.ca),
                            f"{self.at('mtls')} demands a certificate of the client; set ssl.keystore.location")
        self.assert_refused(self.at("mtls"), {**self.trust(self.ca), "ssl.keystore.type": "PEM",
                                              "ssl.keystore.location": str(self.foreign.certificate("stranger"))},
                            f"{self.at('mtls')} does not accept the client's certificate")

    def test_authority_that_is_not_trusted(self):
        for trusted in self.trust(self.foreign.pem), {"security.protocol": "SSL"}:  # the system's own
            self.assert_refused(self.at("tls"), trusted,
                                f"The certificate of {self.at('tls')} is not signed by an authority that is trusted here")

    def test_certificate_that_has_expired_or_is_not_valid_yet(self):
        at = self.serve(begin="20200101000000Z", end="20210101000000Z")
        self.assert_refused(at, self.trust(self.foreign.pem),
                            f"The certificate of {at} has expired on 2021-01-01 00:00:00 UTC")
        at = self.serve(begin="20980101000000Z", end="20990101000000Z")
        self.assert_refused(at, self.trust(self.foreign.pem),
                            f"The certificate of {at} is not valid yet but from 2098-01-01 00:00:00 UTC")

    def test_certificate_for_another_host(self):
        at = self.serve("DNS:other.example,IP:192.0.2.7")
        self.assert_refused(at, self.trust(self.foreign.pem),
                            f"The certificate of {at} is not for localhost but for other.example, 192.0.2.7; an empty "
                            "ssl.endpoint.identification.algorithm turns this check off")

    def test_certificate_that_was_revoked(self):
        certificate = self.foreign.certificate("revoked")
        server = TlsServer(certificate)
        self.addCleanup(server.close)
        listed = {**self.trust(self.foreign.pem), "ssl.crl.location": str(self.foreign.revocations())}
        self.assert_refused(server.at, listed, f"{server.at} closed the connection")
        self.foreign.revocations(certificate)
        self.assert_refused(server.at, listed, f"The certificate of {server.at} has been revoked")
        self.assert_refused(server.at, {**listed, "ssl.crl.location": str(self.foreign.key)},
                            f"Invalid value for configuration ssl.crl.location: {self.foreign.key}: ",
                            "ssl.crl.location failed: ")

    def test_checks_can_be_turned_off(self):
        # By a name that the certificate does not have.
        at = self.at("tls").replace("localhost", "127.1")
        self.assert_refused(at, self.trust(self.ca), f"The certificate of {at} is not for 127.1 but for localhost, 127.0.0.1")
        for off in ({"ssl.endpoint.identification.algorithm": ""}, {"ssl.endpoint.identification.algorithm": "none"}):
            self.assert_ok(self.list_topics(at, {**self.trust(self.ca), **off}))
        self.assert_works(self.at("tls"), {"security.protocol": "SSL", "enable.ssl.certificate.verification": "false"})

    def test_plain_text_to_tls_and_tls_to_plain_text(self):
        at = self.at("tls")
        self.assert_refused(at, {}, f"{at} seems to expect TLS; set security.protocol to SSL or SASL_SSL",
                            f"{at} closed the connection without an answer: it seems to expect TLS "
                            "(set security.protocol to SSL or SASL_SSL)")
        plain = BOOTSTRAP.split(",")[0]
        self.assert_refused(plain, self.trust(self.ca),
                            f"{plain} closed the connection during the TLS handshake: it seems not to speak TLS")

    def test_files_that_are_not_there_or_hold_nothing(self):
        self.assert_refused(self.at("tls"), self.trust(self.folder / "nowhere.pem"),
                            f"ssl.truststore.location: {self.folder}/nowhere.pem: cannot be opened: No such file or directory")
        self.assert_refused(self.at("tls"), self.trust(self.foreign.key),
                            f"ssl.truststore.location: {self.foreign.key}: holds no certificate in PEM form")
        self.assert_refused(self.at("mtls"), {**self.trust(self.ca), "ssl.certificate.location": str(self.foreign.pem),
                                              "ssl.key.location": str(self.made / "client.pem")},
                            "certificate and private key do not belong together")

    def test_versions_and_ciphers(self):
        trusted = self.trust(self.ca)
        java = "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384"
        for limit in ({"ssl.enabled.protocols": "TLSv1.2"}, {"ssl.enabled.protocols": "TLSv1.3"},
                      {"ssl.cipher.suites": java}, {"ssl.cipher.suites": "TLS_AES_128_GCM_SHA256"}):
            self.assert_ok(self.list_topics(self.at("tls"), {**trusted, **limit}))
        self.assert_works(self.at("tls"), {**trusted, "ssl.cipher.suites": "ECDHE-ECDSA-AES256-GCM-SHA384"})
        self.assert_refused(self.at("tls"), {**trusted, "ssl.cipher.suites": "TLS_NOPE_WITH_NOTHING"},
                            "Invalid value TLS_NOPE_WITH_NOTHING for configuration ssl.cipher.suites: OpenSSL has no such cipher")

    def test_only_the_cipher_that_was_named_is_used(self):
        """A server with TLS 1.3 only has nothing in common with a list of TLS 1.2."""
        server = TlsServer(self.foreign.certificate("modern"))
        self.addCleanup(server.close)
        server.context.minimum_version = server.context.maximum_version
        run = self.list_topics(server.at, {**self.trust(self.foreign.pem),
                                           "ssl.cipher.suites": "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384"})
        self.assert_fails(run)


class Logins(Secure):
    def java(self, mechanism, password=PASSWORD, kind="sasl_ssl"):
        module = PLAIN_MODULE if mechanism == "PLAIN" else SCRAM_MODULE
        return {**self.client[kind], "sasl.mechanism": mechanism,
                "sasl.jaas.config": jaas(module, username=USER, password=password)}

    def librdkafka(self, mechanism, password=PASSWORD):
        return {"security.protocol": "sasl_ssl", "ssl.ca.location": self.ca, "sasl.mechanisms": mechanism,
                "sasl.username": USER, "sasl.password": password}

    def test_each_mechanism_with_javas_names_and_librdkafkas(self):
        for mechanism in "PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512":
            with self.subTest(mechanism):
                self.assert_works(self.at("sasl_ssl"), self.java(mechanism))
                self.assert_works(self.at("sasl_ssl"), self.librdkafka(mechanism))
                self.assert_works(self.at("sasl_plaintext"), self.java(mechanism, kind="sasl_plaintext"))

    def test_wrong_password(self):
        at = self.at("sasl_ssl")
        for mechanism in "PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512":
            with self.subTest(mechanism):
                for settings in self.java(mechanism, WRONG), self.librdkafka(mechanism, WRONG):
                    self.assert_refused(at, settings, f"{at}: Authentication failed")

    def test_mechanism_that_the_broker_lacks(self):
        at = self.at("sasl_plaintext")
        self.assert_refused(at, {"security.protocol": "SASL_PLAINTEXT"},
                            f"{at} does not offer sasl.mechanism=GSSAPI; it offers ")

    def test_login_where_none_is_taken(self):
        plain = BOOTSTRAP.split(",")[0]
        self.assert_refused(plain, self.java("PLAIN", kind="sasl_plaintext"),
                            f"{plain} takes no login on this port; set security.protocol to PLAINTEXT or SSL")

    def test_no_login_where_one_is_demanded(self):
        at = self.at("sasl_plaintext")
        self.assert_refused(at, {}, "if it requires authentication, set security.protocol and sasl.mechanism")

    def test_properties_that_say_too_little(self):
        at = self.at("sasl_plaintext")
        self.assert_refused(at, {"security.protocol": "SASL_PLAINTEXT", "sasl.mechanism": "PLAIN"},
                            "sasl.mechanism=PLAIN needs a user: set sasl.jaas.config, or sasl.username and sasl.password")
        self.assert_refused(at, {"security.protocol": "SASL_PLAINTEXT", "sasl.mechanism": "MAGIC"},
                            "Invalid value MAGIC for configuration sasl.mechanism")
        self.assert_refused(at, {"security.protocol": "SASL_PLAINTEXT", "sasl.mechanism": "PLAIN",
                                 "sasl.jaas.config": f'{PLAIN_MODULE} required username="{USER}" password="{PASSWORD}'},
                            "sasl.jaas.config: a value is missing or its quote is not closed")


if __name__ == "__main__":
    main()
