"""GSSAPI in both planes: a key distribution centre and a broker of this test's own, keytabs, ticket caches, and what goes wrong."""

import os
import shutil
import socket
import subprocess
import tempfile
import time
import unittest
from pathlib import Path

from kpp_test import KafkaTest, eventually, fresh, main, ours, setting

REALM = "KPP.TEST"
NEEDED = {"krb5kdc": "krb5-kdc", "kdb5_util": "krb5-kdc", "kadmin.local": "krb5-admin-server", "kinit": "krb5-user"}
PATH = os.environ["PATH"] + ":/usr/sbin:/sbin"
PLUGINS = "/usr/lib/x86_64-linux-gnu/sasl2", "/usr/lib/aarch64-linux-gnu/sasl2", "/usr/lib/sasl2", "/usr/lib64/sasl2"


def missing():
    packages = {package for program, package in NEEDED.items() if not shutil.which(program, path=PATH)}
    if not any(Path(folder, "libgssapiv2.so").exists() for folder in PLUGINS):
        packages.add("libsasl2-modules-gssapi-mit")
    return " ".join(sorted(packages))


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


def listens(port):
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@unittest.skipIf(missing(), f"needs Debian's {missing()}")
class Kerberos(KafkaTest):
    @classmethod
    def setUpClass(cls):
        cls.folder = Path(tempfile.mkdtemp(prefix="kpp-kerberos."))
        cls.addClassCleanup(shutil.rmtree, cls.folder, ignore_errors=True)
        cls.start_centre()
        cls.start_broker()

    @classmethod
    def start_centre(cls):
        port = free_port()
        (cls.folder / "krb5.conf").write_text(
            f"[libdefaults]\n default_realm = {REALM}\n dns_lookup_kdc = false\n dns_lookup_realm = false\n"
            " dns_canonicalize_hostname = false\n rdns = false\n udp_preference_limit = 1\n"
            f"[realms]\n {REALM} = {{\n  kdc = 127.0.0.1:{port}\n }}\n[domain_realm]\n localhost = {REALM}\n")
        (cls.folder / "kdc.conf").write_text(
            f"[kdcdefaults]\n kdc_listen = 127.0.0.1:{port}\n kdc_tcp_listen = 127.0.0.1:{port}\n"
            f"[realms]\n {REALM} = {{\n  database_name = {cls.folder}/principal\n  key_stash_file = {cls.folder}/stash\n"
            f"  acl_file = {cls.folder}/kadm5.acl\n }}\n[logging]\n kdc = FILE:{cls.folder}/kdc.log\n")
        cls.env = {**os.environ, "PATH": PATH, "KRB5_CONFIG": str(cls.folder / "krb5.conf"),
                   "KRB5_KDC_PROFILE": str(cls.folder / "kdc.conf"), "KRB5CCNAME": f"FILE:{cls.folder}/nobody"}
        cls.command("kdb5_util", "create", "-s", "-r", REALM, "-P", "master")
        for principal, keytab in ("kafka/localhost", "broker"), ("alice", "alice"):
            cls.command("kadmin.local", "-r", REALM, "addprinc", "-randkey", principal)
            cls.command("kadmin.local", "-r", REALM, "ktadd", "-k", str(cls.folder / f"{keytab}.keytab"), principal)
        centre = subprocess.Popen(["krb5kdc", "-n", "-r", REALM], env=cls.env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        cls.addClassCleanup(cls.end, centre)
        assert eventually(lambda: listens(port)), "krb5kdc does not listen"

    @classmethod
    def start_broker(cls):
        plain, secured, controller = free_port(), free_port(), free_port()
        module = "com.sun.security.auth.module.Krb5LoginModule"
        config = cls.folder / "broker.properties"
        config.write_text(
            f"process.roles=broker,controller\nnode.id=1\ncontroller.quorum.voters=1@127.0.0.1:{controller}\n"
            f"listeners=PLAINTEXT://127.0.0.1:{plain},SASL_PLAINTEXT://localhost:{secured},CONTROLLER://127.0.0.1:{controller}\n"
            f"advertised.listeners=PLAINTEXT://127.0.0.1:{plain},SASL_PLAINTEXT://localhost:{secured}\n"
            "controller.listener.names=CONTROLLER\ninter.broker.listener.name=PLAINTEXT\n"
            "listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT,SASL_PLAINTEXT:SASL_PLAINTEXT\n"
            f"log.dirs={cls.folder}/data\noffsets.topic.replication.factor=1\ngroup.initial.rebalance.delay.ms=0\n"
            "sasl.enabled.mechanisms=GSSAPI\nsasl.kerberos.service.name=kafka\n"
            f"listener.name.sasl_plaintext.gssapi.sasl.jaas.config={module} required useKeyTab=true storeKey=true "
            f'keyTab="{cls.folder}/broker.keytab" principal="kafka/localhost@{REALM}";\n')
        java = ["java", "-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", f"-Djava.security.krb5.conf={cls.folder}/krb5.conf",
                "-cp", setting("KPP_KAFKA_CLASSPATH")]
        subprocess.run([*java, "kafka.tools.StorageTool", "format", "-t", "AAAAAAAAAAAAAAAAAAAAAA", "-c", str(config)],
                       check=True, capture_output=True)
        with open(cls.folder / "broker.log", "w") as log:
            broker = subprocess.Popen([*java, "kafka.Kafka", str(config)], stdout=log, stderr=log)
        cls.addClassCleanup(cls.end, broker)
        cls.at = f"localhost:{secured}"
        ready = eventually(lambda: ours("kafka-topics", "--bootstrap-server", f"127.0.0.1:{plain}", "--list").status == 0, 60)
        assert ready, (cls.folder / "broker.log").read_text()[-2000:]

    @classmethod
    def end(cls, process):
        process.kill()
        process.wait()

    @classmethod
    def command(cls, *words):
        done = subprocess.run(words, env=cls.env, capture_output=True, text=True)
        assert done.returncode == 0, f"{words}: {done.stdout}{done.stderr}"

    def tools(self, settings, cache=None):
        """What each plane does with these properties: kafka-topics, producer, consumer."""
        file = Path(tempfile.mkstemp(dir=self.folder)[1])
        file.write_text("".join(f"{key}={value}\n" for key, value in settings.items()))
        how = ("--bootstrap-server", self.at, "--command-config", str(file))
        env = {**self.env, "KRB5CCNAME": f"FILE:{cache or tempfile.mktemp(dir=self.folder)}"}
        topic = fresh()
        yield ours("kafka-topics", *how, "--create", "--topic", topic, env=env)
        yield ours("kafka-console-producer", *how, "--topic", topic, stdin="v\n", env=env)
        yield ours("kafka-console-consumer", *how, "--topic", topic, "--from-beginning", "--max-messages", "1",
                   "--timeout-ms", "15000", env=env)

    def assert_works(self, settings, cache=None):
        for done in self.tools(settings, cache):
            self.assert_ok(done)
        self.assertEqual(done.out, "v\n")

    PLAIN = {"security.protocol": "SASL_PLAINTEXT", "sasl.mechanism": "GSSAPI", "sasl.kerberos.service.name": "kafka"}

    def jaas(self, **options):
        words = "".join(f' {name}="{value}"' for name, value in options.items())
        return {**self.PLAIN, "sasl.jaas.config": f"com.sun.security.auth.module.Krb5LoginModule required{words};"}

    def test_keytab_in_the_jaas_entry(self):
        self.assert_works(self.jaas(useKeyTab="true", storeKey="true", keyTab=self.folder / "alice.keytab",
                                    principal=f"alice@{REALM}"))

    def test_keytab_in_librdkafkas_names(self):
        self.assert_works({**self.PLAIN, "sasl.kerberos.keytab": self.folder / "alice.keytab",
                           "sasl.kerberos.principal": f"alice@{REALM}"})

    def test_tickets_that_are_there_already(self):
        cache = self.folder / "cache"
        self.command("kinit", "-c", f"FILE:{cache}", "-k", "-t", str(self.folder / "alice.keytab"), f"alice@{REALM}")
        self.assert_works(self.jaas(useTicketCache="true"), cache)
        self.assert_works({**self.PLAIN}, cache)

    def test_no_tickets(self):
        for done in self.tools(self.PLAIN):
            self.assert_fails(done)
            self.assertRegex(done.err, "(?i)GSSAPI|kerberos")
            self.assertLess(done.seconds, 8)

    def test_ticket_that_has_expired(self):
        cache = self.folder / "short"
        self.command("kinit", "-c", f"FILE:{cache}", "-l", "1s", "-k", "-t", str(self.folder / "alice.keytab"), f"alice@{REALM}")
        time.sleep(2)
        for done in self.tools(self.PLAIN, cache):
            self.assert_fails(done)
            self.assertRegex(done.err, "(?i)expired")
            self.assertLess(done.seconds, 8)

    def test_keytab_that_is_not_there_or_of_somebody_else(self):
        first = next(self.tools({**self.PLAIN, "sasl.kerberos.keytab": "/nowhere.keytab", "sasl.kerberos.principal": "alice"}))
        self.assert_fails(first, "Kerberos gives no ticket for alice with the keytab /nowhere.keytab: ")
        first = next(self.tools({**self.PLAIN, "sasl.kerberos.keytab": self.folder / "alice.keytab",
                                 "sasl.kerberos.principal": "bob"}))
        self.assert_fails(first, f"Kerberos gives no ticket for bob with the keytab {self.folder}/alice.keytab: ")

    def test_broker_of_another_service(self):
        first = next(self.tools({**self.jaas(useKeyTab="true", keyTab=self.folder / "alice.keytab", principal="alice"),
                                 "sasl.kerberos.service.name": "nobody"}))
        self.assert_fails(first, "Login by GSSAPI failed: ")


if __name__ == "__main__":
    main()
