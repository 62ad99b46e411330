"""The commands beside `lint`: fix, rule, config, init, completion, and the way in."""

import json
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from tests.projects.conftest import ES, Course, Run
from transcheck import cli
from transcheck.rule import all_rules

MISSPELT = ES.replace("translation-date", "tranlation-date")


class TestFix:
    def test_a_diff_writes_nothing(self, course: Course, run: Run) -> None:
        course.write("es/week01/01.md", MISSPELT)
        ran = run("fix", "--diff", "docs")
        assert "-tranlation-date: 12 Mar 2025\n+translation-date: 12 Mar 2025" in ran.out
        assert course.read("es/week01/01.md") == MISSPELT

    def test_safe_fixes_are_applied_and_a_second_run_changes_nothing(self, course: Course, run: Run) -> None:
        course.write("es/week01/01.md", MISSPELT)
        assert run("fix", "docs").code == 0
        assert course.read("es/week01/01.md") == ES
        assert "0 fixes applied in 0 files" in run("fix", "docs").err

    def test_unsafe_fixes_wait_to_be_asked_for(self, course: Course, run: Run) -> None:
        stale = ES.replace("40 points. -->", "30 points. -->")
        course.write("es/week01/01.md", stale)
        run("fix", "docs")
        assert course.read("es/week01/01.md") == stale
        run("fix", "docs", "--unsafe", "--select", "stale-source-comment")
        assert "40 points. -->" in course.read("es/week01/01.md")

    def test_line_endings_and_bom_are_kept(self, course: Course, run: Run) -> None:
        course.write("es/week01/01.md", "\ufeff" + MISSPELT.replace("\n", "\r\n"))
        run("fix", "docs", "--select", "front-matter")
        assert course.read("es/week01/01.md") == "\ufeff" + ES.replace("\n", "\r\n")

    def test_a_link_out_of_the_corpus_is_not_written(self, course: Course, run: Run, tmp_path: Path) -> None:
        outside = tmp_path / "outside.md"
        outside.write_text(MISSPELT, encoding="utf-8")
        target = course.docs / "es" / "week01" / "01.md"
        target.unlink()
        target.symlink_to(outside)
        ran = run("fix", "docs")
        assert outside.read_text(encoding="utf-8") == MISSPELT
        assert ran.code == 2
        assert "not written" in ran.err


class TestRule:
    def test_a_page(self, run: Run) -> None:
        ran = run("rule", "missing-section")
        assert ran.out.startswith("# missing-section\n")
        assert "## Use instead" in ran.out

    def test_all_and_a_family(self, run: Run) -> None:
        assert all(f"  {rule.id} " in run("rule", "--all").out for rule in list(all_rules().values())[:3])
        assert "missing-section" in run("rule", "structure").out
        records = json.loads(run("rule", "--all", "--format", "json").out)
        assert [record["id"] for record in records] == list(all_rules())

    def test_an_unknown_name(self, run: Run) -> None:
        ran = run("rule", "mising-section")
        assert ran.code == 2
        assert "did you mean 'missing-section'?" in ran.err
        assert run("rule").code == 2


class TestConfig:
    def test_the_schema_takes_what_we_read_and_refuses_the_rest(self, run: Run) -> None:
        schema = json.loads(run("config", "--schema").out)
        jsonschema.Draft202012Validator.check_schema(schema)
        validator = jsonschema.Draft202012Validator(schema)
        good = {
            "source": "en",
            "severity": {"structure": "off"},
            "rules": {"missing-section": {}},
            "fail-on": "warning",
        }
        assert validator.is_valid(good)
        assert not validator.is_valid({"sorce": "en"})
        assert not validator.is_valid({"severity": {"structure": "loud"}})

    def test_what_is_in_force(self, course: Course, run: Run) -> None:
        (course.root / "transcheck.toml").write_text('ignore = ["structure"]\n', encoding="utf-8")
        ran = run("config")
        assert "transcheck.toml" in ran.out
        assert "ignore: structure" in ran.out


class TestInit:
    def test_it_writes_what_the_linter_reads_and_leaves_what_is_there(self, course: Course, run: Run) -> None:
        hook = course.root / ".pre-commit-config.yaml"
        hook.write_text("repos: []\n", encoding="utf-8")
        ran = run("init", "docs")
        assert ran.code == 0
        assert hook.read_text(encoding="utf-8") == "repos: []\n"
        assert "left alone" in ran.out
        assert "1 chapters, locales es" in (course.root / "transcheck.toml").read_text(encoding="utf-8")
        assert (course.root / ".github" / "workflows" / "transcheck.yml").exists()
        assert run("lint", "docs").code == 0

    def test_a_dry_run_writes_nothing(self, course: Course, run: Run) -> None:
        before = sorted(course.root.rglob("*"))
        assert "transcheck.toml" in run("init", "docs", "--dry-run").out
        assert sorted(course.root.rglob("*")) == before


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_scripts(run: Run, shell: str) -> None:
    assert "_TRANSCHECK_COMPLETE" in run("completion", shell).out


def test_completion_knows_rules() -> None:
    environment = {
        "_TRANSCHECK_COMPLETE": "bash_complete",
        "COMP_WORDS": "transcheck rule missing-se",
        "COMP_CWORD": "2",
    }
    done = subprocess.run(
        [sys.executable, "-m", "transcheck"],
        env={**environment, "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "plain,missing-section" in done.stdout


class TestWayIn:
    def test_help_names_every_command_without_importing_them(self) -> None:
        code = (
            "import sys; from transcheck.cli import transcheck\n"
            "try: transcheck.main(['--help'], prog_name='transcheck')\n"
            "except SystemExit: pass\n"
            "print([m for m in sys.modules if m.startswith('transcheck.commands')])"
        )
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        assert all(f"\n  {name} " in done.stdout for name in cli.COMMANDS)
        assert done.stdout.rstrip().endswith("[]")

    @pytest.mark.parametrize("name", list(cli.COMMANDS))
    def test_each_command_has_help_with_an_example(self, run: Run, name: str) -> None:
        ran = run(name, "--help")
        assert ran.code == 0
        assert f"transcheck {name}" in ran.out

    def test_a_misspelt_command(self, run: Run) -> None:
        ran = run("lnit")
        assert ran.code == 2
        assert "did you mean" in ran.err

    def test_a_bug_of_ours_is_3_and_names_the_document(
        self, course: Course, run: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def broken(*_: object) -> None:
            raise ZeroDivisionError("oops")

        monkeypatch.setattr("transcheck.commands.project.align", broken)
        ran = run("lint", "docs")
        assert ran.code == 3
        assert "internal error at en/week01/01.md: ZeroDivisionError: oops" in ran.err
        assert "Traceback" not in ran.err

    def test_a_closed_pipe_is_quiet(self, course: Course) -> None:
        command = f"{sys.executable} -m transcheck rule --all | head -n 1"
        done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
        assert done.stderr == ""
