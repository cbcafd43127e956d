"""TAB in bash, zsh and fish: options, choices, and the names of topics and groups on a real broker."""

import os
import subprocess
import unittest
from pathlib import Path

from kpp_test import BOOTSTRAP, KafkaTest, main, setting

ROOT = Path(__file__).resolve().parents[2]
ENVIRONMENT = {**os.environ, "PATH": setting("KPP_BIN") + os.pathsep + os.environ["PATH"]}

BASH = r"""
source "$1"
COMP_LINE=$2 COMP_POINT=${#2}
# Words as readline cuts them: blanks, and ':' and '=' stand alone.
read -ra COMP_WORDS <<< "$(sed 's/\([:=]\)/ \1 /g' <<< "$2")"
[[ $2 == *' ' ]] && COMP_WORDS+=("")
COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
function=$(complete -p "${COMP_WORDS[0]}" | sed 's/.*-F \([^ ]*\).*/\1/')
compopt() { :; }
"$function"
printf '%s\n' "${COMPREPLY[@]}"
"""


def bash(tool, line):
    script = ROOT / "completions" / "bash" / tool
    done = subprocess.run(
        ["bash", "-c", BASH, "bash", str(script), line],
        capture_output=True, text=True, env=ENVIRONMENT, timeout=20, check=True,
    )  # fmt: skip
    return done.stdout.split()


def fish(tool, line):
    script = f"source {ROOT}/completions/fish/{tool}.fish; complete --do-complete='{line}'"
    done = subprocess.run(
        ["fish", "--no-config", "-c", script], capture_output=True, text=True, env=ENVIRONMENT, timeout=20, check=True
    )
    return [answer.split("\t")[0] for answer in done.stdout.splitlines()]


ZSH = r"""
zmodload zsh/zpty
zpty z zsh -f -i
zpty -w z "PS1= ; fpath=($1 \$fpath); autoload -U compinit; compinit -u -D; zstyle ':completion:*' list-colors; LISTMAX=100000; setopt no_list_beep; bindkey '^I' list-choices; echo READY"
zpty -r -m z out '*READY*READY*' || exit 1
zpty -w -n z "$2"$'\t'
sleep ${3:-3}
while zpty -r -t z chunk; do print -rn -- "$chunk"; done
zpty -d z
"""


def zsh(tool, line):
    done = subprocess.run(
        ["zsh", "-f", "-c", ZSH, "zsh", str(ROOT / "completions" / "zsh"), line],
        capture_output=True, text=True, env=ENVIRONMENT, timeout=30,
    )  # fmt: skip
    return done.stdout


class Completion(KafkaTest):
    @classmethod
    def setUpClass(cls):
        cls.at = f"--bootstrap-server {BOOTSTRAP}"

    def test_option_names(self):
        for shell in (bash, fish):
            with self.subTest(shell=shell.__name__):
                names = shell("kafka-topics", "kafka-topics --des")
                self.assertEqual(names, ["--describe"])
                self.assertNotIn("--broker-list", shell("kafka-console-producer", "kafka-console-producer --bro"))

    def test_choices(self):
        for shell in (bash, fish):
            with self.subTest(shell=shell.__name__):
                self.assertEqual(sorted(shell("kafka-topics", "kafka-topics --output ")), ["default", "json"])

    def test_operands(self):
        for shell in (bash, fish):
            with self.subTest(shell=shell.__name__):
                self.assertEqual(sorted(shell("kafka-sandbox", "kafka-sandbox sta")), ["start", "status"])

    def test_topics_of_the_cluster(self):
        topic = self.topic()
        for shell in (bash, fish):
            with self.subTest(shell=shell.__name__):
                found = shell("kafka-topics", f"kafka-topics {self.at} --describe --topic {topic[:-4]}")
                self.assertIn(topic, found)

    def test_value_behind_an_equals_sign_in_bash(self):
        topic = self.topic()
        line = f"kafka-topics --bootstrap-server={BOOTSTRAP} --topic={topic[:-4]}"
        self.assertIn(topic, bash("kafka-topics", line))

    def test_no_cluster_named_is_silent(self):
        for shell in (bash, fish):
            with self.subTest(shell=shell.__name__):
                self.assertEqual(shell("kafka-topics", "kafka-topics --topic "), [])

    def test_zsh(self):
        topic = self.topic()
        self.assertIn("--describe", zsh("kafka-topics", "kafka-topics --desc"))
        self.assertIn(topic, zsh("kafka-topics", f"kafka-topics {self.at} --topic {topic[:-4]}"))


if __name__ == "__main__":
    main()
