# SPDX-License-Identifier: Apache-2.0
"""The manual and the completions name every command and option that --help names, and documents name no other."""
import re
import shutil
import subprocess
import unittest

from support import SOURCE, ProgramTest, run

TEXTS = ("docs/isnad.1", "completions/isnad.bash", "completions/_isnad", "completions/isnad.fish")


def help_of(*command):
    ended = run(*command, "--help")
    assert ended.status == 0, ended.err
    return ended.out


def commands(text):
    block = re.search(r"^Subcommands:\n((?:  .*\n)*)", text, re.MULTILINE)
    return re.findall(r"^  (\w+)", block[1], re.MULTILINE) if block else []


def options(text):
    """{(short or None, long)} of a help text."""
    block = re.search(r"^Options:\n((?:  .*\n)*)", text, re.MULTILINE)[1]
    return {(short or None, long) for short, long in re.findall(r"^  (?:(-\w),)?--([\w-]+)", block, re.MULTILINE)}


class Help(ProgramTest):
    @classmethod
    def setUpClass(cls):
        cls.helps = {(): help_of()}
        for name in commands(cls.helps[()]):
            cls.helps[name,] = help_of(name)
            for inner in commands(cls.helps[name,]):
                cls.helps[name, inner] = help_of(name, inner)

    def test_there_is_something_to_compare(self):
        self.assertGreater(len(self.helps), 8)
        self.assertIn((None, "store"), options(self.helps["read",]))
        self.assertIn(("-j", "jobs"), options(self.helps["read",]))

    def test_manual_and_completions_name_every_command(self):
        for name in TEXTS:
            text = (SOURCE / name).read_text(encoding="utf8").replace("\\-", "-")
            for command in self.helps:
                for word in command:
                    self.assertRegex(text, r"\b%s\b" % word, "%s does not name the command %s" % (name, word))

    def test_manual_and_completions_name_every_option(self):
        for name in TEXTS:
            text = (SOURCE / name).read_text(encoding="utf8").replace("\\-", "-")
            for command, shown in self.helps.items():
                for short, long in options(shown):
                    spelled = r"(?:--|-l )%s\b" % long
                    self.assertRegex(text, spelled, "%s does not name --%s of %s" % (name, long, " ".join(command)))
                    if short:
                        spelled = r"(?<![\w-])(?:%s|-s %s)\b" % (short, short[1])
                        self.assertRegex(text, spelled, "%s does not name %s" % (name, short))

    def test_the_manual_names_nothing_that_is_not_there(self):
        known = {long for shown in self.helps.values() for _, long in options(shown)}
        text = (SOURCE / "docs/isnad.1").read_text(encoding="utf8").replace("\\-", "-")
        self.assertEqual(set(re.findall(r"--([a-z]+(?:-[a-z]+)*)", text)) - known, set())
        named = set(re.findall(r"^\.B (?:isnad )(\w+)", text, re.MULTILINE))
        self.assertEqual(named - {c[0] for c in self.helps if c}, set())

    def test_documents_name_commands_that_there_are(self):
        known = {c[0] for c in self.helps if c}
        for path in [*SOURCE.glob("*.md"), *SOURCE.glob("docs/*.md"), SOURCE / "run", SOURCE / "lexicon/README.md"]:
            for word in re.findall(r"(?:`|^ {2,}|/)isnad\"? ([a-z]+)", path.read_text(encoding="utf8"), re.MULTILINE):
                self.assertIn(word, known, "%s names the command %s" % (path.name, word))

    def test_help_ends_with_the_exit_statuses(self):
        self.assertIn("Exit status", self.helps[()])
        self.assertIn("EXIT STATUS", (SOURCE / "docs/isnad.1").read_text(encoding="utf8"))


class Shells(unittest.TestCase):
    """The completion files are at least syntax of their shells, where these are installed."""

    def test_syntax(self):
        for shell, name in (("bash", "isnad.bash"), ("zsh", "_isnad"), ("fish", "isnad.fish")):
            if shutil.which(shell):
                done = subprocess.run([shell, "-n", SOURCE / "completions" / name], capture_output=True, text=True,
                                      check=False)
                self.assertEqual(done.returncode, 0, done.stderr)

    def test_bash_completes(self):
        def complete(*words):
            script = "source '%s'; COMP_WORDS=(%s); COMP_CWORD=%d; _isnad; echo ${COMPREPLY[@]}" % (
                SOURCE / "completions/isnad.bash", " ".join("'%s'" % w for w in words), len(words) - 1)
            return subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=True).stdout.split()
        self.assertEqual(complete("isnad", "rer"), ["reread"])
        self.assertEqual(complete("isnad", "read", "--fo"), ["--format"])
        self.assertEqual(complete("isnad", "read", "--format", "js"), ["jsonl"])
        self.assertEqual(complete("isnad", "lexicon", "c"), ["check", "compile"])


if __name__ == "__main__":
    unittest.main()
