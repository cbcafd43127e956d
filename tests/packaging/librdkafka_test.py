"""packaging/librdkafka: which archive it asks, and what it refuses. Nothing is downloaded or built here."""

import hashlib
import os
import re
import unittest
from pathlib import Path

from sandbox_case import ROOT, ScratchCase


def distribution():
    words = dict(line.split("=", 1) for line in Path("/etc/os-release").read_text().splitlines() if "=" in line)
    return {key: value.strip('"') for key, value in words.items()}


class Librdkafka(ScratchCase):
    def setUp(self):
        super().setUp()
        self.deps = self.scratch / "deps"
        self.etc = self.scratch / "etc"
        (self.etc / "sources.list.d").mkdir(parents=True)
        (self.scratch / "apt.conf").write_text(f'Dir::Etc "{self.etc}";\n')
        self.asked = self.scratch / "asked"
        # Answers as an archive whose version is not pinned, and keeps the sources that it was called with.
        self.program(
            "apt-get",
            "while [[ $# -gt 0 ]]; do\n"
            f'  case $1 in -c) shift; cat "$(dirname "$1")/sources.list.d/kpp.sources" >> {self.asked};;\n'
            "    source) echo \"'http://a/librdkafka_9.9.9.orig.tar.gz' librdkafka_9.9.9.orig.tar.gz 1 SHA256:0\";;\n"
            "  esac\n  shift\ndone\n",
        )

    def build(self, *words):
        return self.run_program(
            ROOT / "packaging" / "librdkafka", "--deps", self.deps, *words,
            environment={"PATH": f"{self.scratch / 'bin'}:{os.environ['PATH']}", "APT_CONFIG": str(self.scratch / "apt.conf")},
        )  # fmt: skip

    def stanzas(self):
        """What apt was asked with, each once, as text."""
        blocks = self.asked.read_text().split("Types: deb-src\n") if self.asked.exists() else []
        return sorted({block for block in blocks if block})

    @unittest.skipUnless(distribution()["ID"] == "debian", "the stanzas below are Debian's")
    def test_the_deb822_form(self):
        codename = distribution()["VERSION_CODENAME"]
        (self.etc / "sources.list.d" / "debian.sources").write_text(
            f"# a comment\nTypes: deb\nURIs: http://mirror.example/debian\nSuites: {codename} {codename}-updates\n"
            "Components: main contrib\nSigned-By: /usr/share/keyrings/debian-archive-keyring.gpg\n\n"
            f"Types: deb\nURIs: http://mirror.example/debian-security\nSuites: {codename}-security\nComponents: main\n\n"
            f"Types: deb\nURIs: http://vendor.example/debian\nSuites: {codename}\nComponents: stable\n\n"
            f"Enabled: no\nTypes: deb\nURIs: http://off.example/debian\nSuites: {codename}\nComponents: main\n"
        )
        run = self.assert_status(1, self.build())
        self.assertIn("forky has version 9.9.9, which is not pinned here", run.stderr)
        self.assertIn("trixie has version 9.9.9, which is not pinned here", run.stderr)
        self.assertIn("no suite gave a source package with a pinned digest. Install librdkafka-dev 2.8.0", run.stderr)
        expected = "Suites: {}\nComponents: main\nURIs: http://mirror.example/debian\n" \
                   "Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg\n"  # fmt: skip
        self.assertEqual(self.stanzas(), [expected.format("forky"), expected.format("trixie")])
        self.assertEqual(run.stdout, "")

    @unittest.skipUnless(distribution()["ID"] == "debian", "the stanzas below are Debian's")
    def test_a_key_inside_of_a_stanza(self):
        key = "Signed-By:\n -----BEGIN PGP PUBLIC KEY BLOCK-----\n .\n mQINBF\n -----END PGP PUBLIC KEY BLOCK-----\n"
        (self.etc / "sources.list.d" / "debian.sources").write_text(
            f"Types: deb deb-src\nSuites: stable\n{key}Components: main\nURIs: http://mirror.example/debian\n"
        )
        self.assert_status(1, self.build())
        self.assertIn(key, self.stanzas()[0])

    @unittest.skipUnless(distribution()["ID"] == "debian", "the stanzas below are Debian's")
    def test_the_one_line_form(self):
        codename = distribution()["VERSION_CODENAME"]
        (self.etc / "sources.list").write_text(
            f"deb cdrom:[Debian]/ {codename} main\n"
            f"# deb http://commented.example/debian {codename} main\n"
            f"deb [ arch=amd64 signed-by=/a.gpg,/b.gpg ] http://mirror.example/debian {codename} main non-free # note\n"
            f"deb-src http://source.example/debian {codename} main\n"
            f"deb http://mirror.example/debian-security {codename}-security main\n"
        )
        self.assert_status(1, self.build())
        self.assertEqual(
            self.stanzas()[0],
            "Suites: forky\nComponents: main\nURIs: http://mirror.example/debian\nSigned-By: /a.gpg /b.gpg\n",
        )
        self.assertEqual(len(self.stanzas()), 2)

    def test_no_archive_of_the_distribution(self):
        run = self.assert_status(1, self.build())
        self.assertIn("the apt sources of this machine name no archive of", run.stderr)
        self.assertIn("packaging/librdkafka --tarball FILE", run.stderr)

    def test_a_tarball_that_is_not_pinned(self):
        file = self.scratch / "librdkafka.tar.gz"
        file.write_bytes(b"not it")
        run = self.assert_status(1, self.build("--tarball", file))
        self.assertIn(f"has the digest {hashlib.sha256(b'not it').hexdigest()}, which is not pinned here", run.stderr)
        self.assertEqual([entry.name for entry in self.deps.iterdir()], [".librdkafka.lock"])

    def test_what_is_there_is_not_built_again(self):
        prefix = self.deps / "librdkafka-2.8.0"
        prefix.mkdir(parents=True)
        recipe = re.search(r"^readonly recipe=(\d+)$", (ROOT / "packaging" / "librdkafka").read_text(), re.MULTILINE)[1]
        (prefix / ".kpp-recipe").write_text(recipe + "\n")
        run = self.assert_status(0, self.build())
        self.assertEqual((run.stdout, run.stderr), (f"{prefix}\n", ""))

    def test_what_another_recipe_built_is_built_again(self):
        prefix = self.deps / "librdkafka-2.8.0"
        prefix.mkdir(parents=True)
        (prefix / ".kpp-recipe").write_text("0\n")
        run = self.assert_status(1, self.build())
        self.assertIn("the apt sources of this machine name no archive", run.stderr)

    def test_wrong_usage(self):
        for words, sentence in [(["--jobs", "0"], "--jobs wants a positive number"), (["x"], "unknown argument 'x'"),
                                (["--tarball"], "option --tarball needs a value")]:  # fmt: skip
            self.assertIn(sentence, self.assert_status(2, self.build(*words)).stderr)


if __name__ == "__main__":
    unittest.main()
