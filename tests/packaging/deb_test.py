"""The Debian packages: built, installed into a bare Debian, and used there against a broker of this machine."""

import os
import re
import shutil
import subprocess
import tempfile
import unittest
import uuid
from pathlib import Path

ROOT = Path(os.environ["KPP_ROOT"])
BOOTSTRAP = os.environ["KPP_TEST_BOOTSTRAP"]
TOOLS = ["kafka-topics", "kafka-consumer-groups", "kafka-console-producer", "kafka-console-consumer",
         "kafka-producer-perf-test", "kafka-consumer-perf-test", "kafka-e2e-latency", "kafka-configs", "kafka-acls",
         "kafka-sandbox",
         "kafka-get-offsets", "kafka-delete-records", "kafka-broker-api-versions", "kafka-cluster", "kafka-groups",
         "kafka-leader-election", "kafka-preferred-replica-election", "kafka-log-dirs", "kafka-reassign-partitions"]
AS_ROOT = [] if os.geteuid() == 0 else ["sudo", "-n"]


def run(*command, timeout=900, **options):
    done = subprocess.run([str(word) for word in command], text=True, capture_output=True, timeout=timeout, **options)
    if done.returncode != 0:
        raise AssertionError(f"{' '.join(map(str, command))}: status {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


class Packages(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.scratch = Path(tempfile.mkdtemp(prefix="kpp-deb."))
        cls.addClassCleanup(lambda: run(*AS_ROOT, "rm", "-rf", cls.scratch))
        built = run(ROOT / "packaging/build", "deb", "--output", cls.scratch / "packages", timeout=1500).split()
        cls.packages = {re.match(r"([^_]+)_", Path(path).name)[1]: Path(path) for path in built}
        cls.root = cls.scratch / "root"
        run(ROOT / "tests/support/bare_debian", cls.root)
        run(*AS_ROOT, "cp", *built, cls.root / "tmp")
        cls.inside("apt-get", "update", "-q")
        cls.inside("apt-get", "install", "-q", "-y", "--no-install-recommends", *(f"/tmp/{Path(path).name}" for path in built))

    @classmethod
    def inside(cls, *command, **options):
        """Runs a command in the bare Debian; its network is the machine's own."""
        return run(*AS_ROOT, "env", "-i", "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "DEBIAN_FRONTEND=noninteractive",
                   *(f"{name}={os.environ[name]}" for name in ("http_proxy", "https_proxy") if name in os.environ),
                   "chroot", cls.root, *command, **options)

    def field(self, package, name):
        return run("dpkg-deb", "-f", self.packages[package], name).strip()

    def test_there_are_tools_library_and_development_files(self):
        self.assertEqual(sorted(self.packages), ["kpp-tools", "libkpp-dev", "libkpp0.1"])

    def test_dependencies_were_computed(self):
        self.assertRegex(self.field("kpp-tools", "Depends"), "libc6.*libsasl2-2")
        # Loaded by name when they are needed.
        for package in "kpp-tools", "libkpp0.1":
            self.assertIn("libsasl2-modules", self.field(package, "Depends"))
            self.assertRegex(self.field(package, "Depends"), "libcurl4.*libsasl2-2.*libssl3")
        self.assertNotIn("libkpp", self.field("kpp-tools", "Depends"))
        self.assertRegex(self.field("libkpp0.1", "Depends"), r"libc6.*libstdc\+\+6")
        self.assertNotIn("rdkafka", self.field("libkpp0.1", "Depends"))
        version = self.field("libkpp0.1", "Version")
        self.assertIn(f"libkpp0.1 (= {version})", self.field("libkpp-dev", "Depends"))
        self.assertIn("libexpected-dev", self.field("libkpp-dev", "Depends"))

    def test_programs_that_link_the_library_depend_on_its_package(self):
        shlibs = run("dpkg-deb", "-I", self.packages["libkpp0.1"], "shlibs")
        for component in "core", "admin", "client", "testing":
            self.assertRegex(shlibs, rf"(?m)^libkpp-{component} 0\.1 libkpp0\.1 \(>= [\d.]+\)$")

    def test_tools_have_man_pages_and_completions(self):
        for tool in TOOLS:
            self.assertRegex(self.inside(tool, "--version"), r"^\d+\.\d+\.\d+ \(kpp\)\n$")
            for file in (f"man/man1/{tool}.1.gz", f"bash-completion/completions/{tool}", f"zsh/vendor-completions/_{tool}",
                         f"fish/vendor_completions.d/{tool}.fish"):
                self.assertTrue((self.root / "usr/share" / file).is_file(), file)

    def test_first_commands_of_the_main_job(self):
        topic = f"deb-{uuid.uuid4().hex[:8]}"
        at = ("--bootstrap-server", BOOTSTRAP)
        created = self.inside("kafka-topics", "--create", *at, "--partitions", "2", "--replication-factor", "1", "--topic", topic)
        self.assertEqual(created, f"Created topic {topic}.\n")
        described = self.inside("kafka-topics", "--describe", *at, "--topic", topic)
        self.assertIn("PartitionCount: 2", described)
        self.assertIn(topic, self.inside("kafka-topics", "--list", *at).split())
        reading = '{"sensor_id":"sensor_1","temperature":24.5,"timestamp":1713763500}\n'
        self.inside("kafka-console-producer", *at, "--topic", topic, input=reading, timeout=60)
        consumed = self.inside("kafka-console-consumer", *at, "--topic", topic, "--group", f"{topic}-group", "--from-beginning",
                               "--max-messages", "1", "--timeout-ms", "30000", timeout=60)
        self.assertEqual(consumed, reading)
        self.inside("kafka-topics", "--delete", *at, "--topic", topic)

    def test_a_strangers_project_builds_with_the_development_package(self):
        """Compiled here against the files of the bare root, which has no compiler, and run there."""
        build = self.scratch / "stranger"
        for form, shared in ("ON", True), ("OFF", False):
            shutil.rmtree(build, ignore_errors=True)
            run("cmake", "-S", ROOT / "tests/install/strangers/find_package", "-B", build, "-G", "Ninja",
                f"-DCMAKE_PREFIX_PATH={self.root}/usr", "-DKPP_REQUEST=COMPONENTS;admin;client",
                "-DPROGRAMS=administer;transport", f"-DBUILD_SHARED_LIBS={form}", "-DCMAKE_BUILD_WITH_INSTALL_RPATH=ON")
            run("cmake", "--build", build)
            for program in "administer", "transport":
                needed = run("readelf", "-d", build / program)
                self.assertEqual("libkpp-" in needed, shared)
                run(*AS_ROOT, "cp", build / program, self.root / "tmp" / program)
                self.inside(f"/tmp/{program}", timeout=60)

    def test_removing_them_leaves_nothing(self):
        listed = self.inside("dpkg", "-L", *self.packages)
        self.assertIn("/usr/include/kpp/producer.hpp", listed)
        # The other tests may run after this one.
        self.inside("sh", "-c", f"dpkg -r {' '.join(self.packages)} && ls /usr/include/kpp /usr/bin/kafka-topics 2>&1 | "
                    "grep -c 'No such file' | grep -qx 2; status=$?; dpkg -i /tmp/*.deb && exit $status")


if __name__ == "__main__":
    unittest.main()
