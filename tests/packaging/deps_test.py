"""packaging/deps, with programs of the test in the place of dpkg-query, apt-get, apt-cache and sudo."""

import unittest

from sandbox_case import ROOT, ScratchCase


class Deps(ScratchCase):
    def setUp(self):
        super().setUp()
        self.path = self.link_programs("bash", "env", "sed", "awk", "grep", "sort", "xargs", "seq", "cat", "sleep", "echo")
        self.calls = self.scratch / "calls"
        self.calls.touch()
        self.user(0)
        self.installed()
        self.offered("everything")
        self.program("apt-get", f'echo "apt-get $*" >> {self.calls}\n[[ $* != *" install "* ]] || echo all > {self.scratch}/installed\n')

    def user(self, number):
        self.program("id", f"echo {number}\n")

    def installed(self, which=""):
        """dpkg-query knows no package, or all."""
        (self.scratch / "installed").write_text(which)
        self.program(
            "dpkg-query",
            f'[[ -s {self.scratch}/installed ]] || exit 1\nfor name in "${{@:3}}"; do echo "$name installed"; done\n',
        )

    def offered(self, which):
        """apt-cache has a candidate for every package, for none before an update, or for none ever."""
        answer = 'for name in "${@:2}"; do printf "%s:\\n  Candidate: 1\\n" "$name"; done\n'
        condition = {
            "everything": "",
            "after update": f"grep -q update {self.calls} || exit 0\n",
            "nothing": "exit 0\n",
        }[which]
        self.program("apt-cache", condition + answer)

    def deps(self, *words):
        return self.run_program("bash", ROOT / "packaging" / "deps", *words, environment={"PATH": str(self.path)})

    def called(self):
        return self.calls.read_text().splitlines()

    def test_nothing_to_do_is_quick_and_calls_nothing(self):
        self.installed("all")
        run = self.assert_status(0, self.deps())
        self.assertRegex(run.stderr, r"^deps: all \d+ packages are installed\n$")
        self.assertEqual(self.called(), [])

    def test_dry_run_says_what_it_would_do_and_does_nothing(self):
        run = self.assert_status(0, self.deps("--dry-run"))
        self.assertIn("apt-get -q -o DPkg::Lock::Timeout=300 install -y", run.stdout)
        for package in ("cmake", "g++", "libasio-dev", "libexpected-dev", "maven", "default-jre-headless"):
            self.assertIn(f" {package}", run.stdout)
        self.assertNotIn("clang-tidy-14", run.stdout)
        self.assertNotIn(" update", run.stdout)
        self.assertEqual(self.called(), [])

    def test_dry_run_for_tests_without_package_lists(self):
        self.offered("nothing")
        run = self.assert_status(0, self.deps("--dry-run", "--tests"))
        self.assertIn(" update\n", run.stdout)
        self.assertIn(" clang-tidy-14", run.stdout)
        self.assertEqual(self.called(), [])

    def test_lists_are_fetched_only_if_needed(self):
        self.assert_status(0, self.deps())
        self.assertEqual([call.split()[4] for call in self.called()], ["install"])

    def test_lists_are_fetched_if_needed(self):
        self.offered("after update")
        self.assert_status(0, self.deps())
        self.assertIn(" update", self.called()[0])
        self.assertIn(" install -y --no-install-recommends cmake ", self.called()[1])
        self.assertEqual(len(self.called()), 2)

    def test_a_package_that_does_not_exist_here(self):
        self.offered("nothing")
        run = self.assert_status(1, self.deps())
        self.assertIn("do not have: ", run.stderr)
        self.assertNotIn(" install ", "\n".join(self.called()))

    def test_a_failed_install_is_tried_once_more_with_new_lists(self):
        self.program("apt-get", f'echo "apt-get $*" >> {self.calls}\n[[ $* != *" install "* ]]\n')
        run = self.assert_status(1, self.deps())
        self.assertIn("deps: apt-get install failed", run.stderr)
        self.assertEqual([call.split()[-1] == "update" for call in self.called()], [False, True, False])

    def test_a_user_without_sudo_is_told_the_command(self):
        self.user(1000)
        run = self.assert_status(1, self.deps())
        self.assertIn("installing needs root, and there is no sudo here. As root, run: apt-get install cmake", run.stderr)
        self.assertEqual(self.called(), [])

    def test_a_user_with_sudo(self):
        self.user(1000)
        self.program("sudo", f'echo "sudo $*" >> {self.calls}\n[[ $1 == -v ]] || exec "$@"\n')
        self.assert_status(0, self.deps())
        self.assertEqual(self.called()[0], "sudo -v")
        self.assertTrue(self.called()[1].startswith("sudo env DEBIAN_FRONTEND=noninteractive apt-get "))

    def test_a_user_whom_sudo_refuses(self):
        self.user(1000)
        self.program("sudo", "exit 1\n")
        run = self.assert_status(1, self.deps())
        self.assertIn("sudo was refused. As root, run: apt-get install cmake", run.stderr)
        self.assertEqual(self.called(), [])

    def test_another_system(self):
        (self.path / "apt-get").unlink()
        run = self.assert_status(1, self.deps())
        self.assertIn("this machine has no dpkg and apt-get", run.stderr)

    def test_wrong_usage(self):
        run = self.assert_status(2, self.deps("--everything"))
        self.assertIn("unknown argument '--everything'", run.stderr)


if __name__ == "__main__":
    unittest.main()
