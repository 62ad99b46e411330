"""`action.yml` and the pre-commit hooks: their scripts run as GitHub and pre-commit run them, in a real repository."""

import os
import re
import shlex
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from tests.projects.conftest import EN, Course
from tests.repository import commit_all, git, new_repository
from transcheck.report import since_markdown

TOP = Path(__file__).parents[2]
ACTION = yaml.safe_load((TOP / "action.yml").read_text(encoding="utf-8"))
STEPS = {step["name"]: step for step in ACTION["runs"]["steps"]}
SCRIPTS = {name: step for name, step in STEPS.items() if "run" in step}
_EXPRESSION = re.compile(r"\$\{\{\s*(.*?)\s*\}\}")
GH = """#!/bin/sh
printf '%s\\n' "$*" >> {log}
case "$*" in
  *--paginate*) cat {there} ;;
  *body=@*) [ -z "$DENIED" ] || exit 1
    for one in "$@"; do case "$one" in body=@*) cp "${{one#body=@}}" {body} ;; esac; done ;;
esac
"""


@dataclass(frozen=True)
class Runner:
    """A runner of GitHub with a repository checked out, transcheck installed, and a `gh` that remembers."""

    course: Course
    temp: Path

    def run(self, name: str, **values: str) -> subprocess.CompletedProcess[str]:
        """Run a step with its inputs' defaults, and `values` for the expressions that they are named after."""
        step = SCRIPTS[name]
        environment = {key: self.value(text, values) for key, text in step.get("env", {}).items()}
        files = {"GITHUB_STEP_SUMMARY": self.temp / "summary.md", "GITHUB_OUTPUT": self.temp / "output"}
        return subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
            cwd=self.course.root,
            env={
                **os.environ,
                "PATH": f"{self.temp}:{os.environ['PATH']}",
                "RUNNER_TEMP": str(self.temp),
                "DENIED": values.get("denied", ""),
                **{key: str(path) for key, path in files.items()},
                **environment,
            },
            capture_output=True,
            text=True,
            check=False,
        )

    def value(self, text: str, values: dict[str, str]) -> str:
        defaults = {f"inputs.{key}": str(one["default"]) for key, one in ACTION["inputs"].items()}
        return _EXPRESSION.sub(lambda match: {**defaults, **values}.get(match[1], f"<{match[1]}>"), text)

    def read(self, name: str) -> str:
        path = self.temp / name
        return path.read_text(encoding="utf-8") if path.exists() else ""


@pytest.fixture
def runner(course: Course, tmp_path_factory: pytest.TempPathFactory) -> Runner:
    """On a branch that changes one sentence of the English."""
    temp = tmp_path_factory.mktemp("runner")
    there, log, body = temp / "there", temp / "log", temp / "body"
    there.write_text("", encoding="utf-8")
    _program(temp / "gh", GH.format(log=log, there=there, body=body))
    (temp / "transcheck" / "bin").mkdir(parents=True)
    path = f"PYTHONPATH={shlex.quote(str(TOP))}"
    _program(
        temp / "transcheck" / "bin" / "transcheck", f'#!/bin/sh\n{path} exec {sys.executable} -m transcheck "$@"\n'
    )
    (course.root / ".git").rmdir()
    new_repository(course.root)
    commit_all(course.root, 1)
    git(course.root, "switch", "-q", "-c", "branch")
    course.write("en/week01/01.md", EN.replace("40 points", "50 points"))
    commit_all(course.root, 2)
    return Runner(course, temp)


def _program(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
    path.chmod(0o755)


class TestShape:
    def test_it_is_a_composite_action(self) -> None:
        assert ACTION["runs"]["using"] == "composite"
        assert all(one["description"] and "default" in one for one in ACTION["inputs"].values())

    @pytest.mark.parametrize("name", SCRIPTS)
    def test_a_script_has_a_shell_and_no_expression(self, name: str) -> None:
        assert SCRIPTS[name]["shell"] == "bash"
        assert "${{" not in SCRIPTS[name]["run"]

    @pytest.mark.parametrize("step", [step for step in STEPS.values() if "uses" in step], ids=lambda step: step["name"])
    def test_others_actions_are_pinned(self, step: dict[str, str]) -> None:
        assert re.fullmatch(r"[\w.-]+/[\w./-]+@[0-9a-f]{40}", step["uses"])

    def test_every_expression_names_what_there_is(self) -> None:
        ids = {step["id"] for step in STEPS.values() if "id" in step}
        for text in _EXPRESSION.findall((TOP / "action.yml").read_text(encoding="utf-8")):
            for name in re.split(r"\s*(?:\|\||&&)\s*", text):
                room, _, rest = name.partition(".")
                assert room in ("inputs", "steps", "github"), name
                assert room != "inputs" or rest in ACTION["inputs"], name
                assert room != "steps" or rest.split(".")[0] in ids, name

    def test_every_input_is_used_and_documented(self) -> None:
        used = str(ACTION["runs"])
        guide = (TOP / "docs" / "ci.md").read_text(encoding="utf-8")
        assert [name for name in ACTION["inputs"] if f"inputs.{name}" not in used and name != "token"] == []
        assert [name for name in ACTION["inputs"] if f"`{name}`" not in guide] == []


class TestSteps:
    def test_install(self, runner: Runner) -> None:
        log = runner.temp / "python.log"
        python = f'#!/bin/sh\nprintf "%s\\n" "$*" >> {log}\n'
        _program(runner.temp / "python", python)
        _program(runner.temp / "transcheck" / "bin" / "python", python)
        values = {"steps.python.outputs.python-path": str(runner.temp / "python"), "github.action_path": "/the action"}
        assert runner.run("Install transcheck", **values).returncode == 0
        made, installed = runner.read("python.log").splitlines()
        assert made == f"-m venv {runner.temp}/transcheck"
        assert installed.startswith("-m pip install ")
        assert installed.endswith(" /the action")

    def test_status(self, runner: Runner) -> None:
        done = runner.run("Status")
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
        assert "| Spanish (es) |" in runner.read("summary.md")

    def test_since(self, runner: Runner) -> None:
        done = runner.run("What the changes make stale", **{_BASE: "main"})
        assert (done.returncode, done.stderr) == (0, "")
        assert "docs/es/week01/01.md" in runner.read("transcheck-since.md")
        assert runner.read("summary.md") == runner.read("transcheck-since.md")
        assert runner.read("output") == "left=1\n"

    def test_nothing_to_compare_with(self, runner: Runner) -> None:
        assert runner.run("What the changes make stale", **{_BASE: ""}).returncode == 0
        assert runner.read("transcheck-since.md") == ""

    def test_a_revision_that_is_not_there_fails(self, runner: Runner) -> None:
        done = runner.run("What the changes make stale", **{_BASE: "f" * 40})
        assert (done.returncode, runner.read("output")) == (2, "")
        assert "is no commit" in done.stderr

    def test_page(self, runner: Runner) -> None:
        assert runner.run("Page", **{"inputs.page": str(runner.temp / "page")}).returncode == 0
        assert (runner.temp / "page" / "index.html").is_file()

    def test_sarif(self, runner: Runner) -> None:
        done = runner.run("SARIF", **{"inputs.sarif": str(runner.temp / "x.sarif"), "inputs.arguments": "--locale es"})
        assert (done.returncode, done.stderr) == (0, "")
        assert '"2.1.0"' in runner.read("x.sarif")

    def test_check(self, runner: Runner) -> None:
        done = runner.run("Check", **{"inputs.arguments": "--select stale-source-comment", "inputs.fail-on": "warning"})
        assert done.returncode == 1
        assert done.stdout.startswith("::warning file=docs/es/week01/01.md,line=12")
        assert runner.run("Check", **{"inputs.fail-on": "never"}).returncode == 0

    @pytest.mark.parametrize("name", ["Status", "What the changes make stale", "Page", "SARIF", "Check"])
    def test_what_is_given_runs_nothing(self, runner: Runner, name: str) -> None:
        """Names that a shell, or git, would take for more than a name."""
        evil = '"; touch witness; $(touch witness) `touch witness` --output=witness'
        given = dict.fromkeys(("inputs.path", "inputs.arguments", "inputs.fail-on", _BASE), evil)
        runner.run(name, **given, **{"inputs.page": "page", "inputs.sarif": "x.sarif"})
        assert not list(runner.course.root.rglob("witness"))


_BASE = "inputs.since || github.event.pull_request.base.sha"


_PLACE = {"github.repository": "o/r", "github.event.pull_request.number": "7", "steps.since.outputs.left": "1"}


class TestComment:
    @pytest.fixture(autouse=True)
    def with_report(self, runner: Runner) -> None:
        runner.run("What the changes make stale", **{_BASE: "main"})

    def test_the_first_is_written(self, runner: Runner) -> None:
        assert runner.run("Comment", **_PLACE).returncode == 0
        assert "--method POST repos/o/r/issues/7/comments" in runner.read("log")
        assert runner.read("body").startswith(since_markdown.MARK + "\n")

    def test_the_next_takes_its_place(self, runner: Runner) -> None:
        (runner.temp / "there").write_text("42\n43\n", encoding="utf-8")
        assert runner.run("Comment", **{**_PLACE, "steps.since.outputs.left": "0"}).returncode == 0
        assert "--method PATCH repos/o/r/issues/comments/42 " in runner.read("log")

    def test_nothing_to_say_is_not_said(self, runner: Runner) -> None:
        assert runner.run("Comment", **{**_PLACE, "steps.since.outputs.left": "0"}).returncode == 0
        assert runner.read("body") == ""

    def test_it_is_found_by_its_mark(self) -> None:
        assert f'startswith("{since_markdown.MARK}")' in SCRIPTS["Comment"]["run"]

    def test_a_token_that_may_not_write_is_no_failure(self, runner: Runner) -> None:
        done = runner.run("Comment", **_PLACE, denied="yes")
        assert (done.returncode, done.stdout[:11]) == (0, "::warning::")


_HOOKS = {hook["id"]: hook for hook in yaml.safe_load((TOP / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))}


class TestHooks:
    def run(self, runner: Runner, name: str, *files: str) -> subprocess.CompletedProcess[str]:
        """As pre-commit runs it: the entry with the names of the staged files."""
        program, *arguments = shlex.split(_HOOKS[name]["entry"])
        assert program == "transcheck"
        return subprocess.run(
            [str(runner.temp / "transcheck" / "bin" / program), *arguments, *files],
            cwd=runner.course.root,
            capture_output=True,
            text=True,
            check=False,
        )

    def test_a_changed_source_shows_what_it_leaves_behind(self, runner: Runner) -> None:
        runner.course.write("en/week01/01.md", EN.replace("40 points", "60 points"))
        git(runner.course.root, "add", "-A")
        done = self.run(runner, "transcheck-since", "docs/en/week01/01.md")
        assert (done.returncode, done.stderr) == (0, "")
        assert "es  docs/es/week01/01.md:13  stale before too" in done.stdout

    def test_a_changed_translation_has_nothing_to_follow(self, runner: Runner) -> None:
        done = self.run(runner, "transcheck-since", "docs/es/week01/01.md")
        assert (done.returncode, done.stdout.count("\n")) == (0, 1)
        assert "no source chapter changed" in done.stdout

    def test_a_file_beside_the_corpus(self, runner: Runner) -> None:
        (runner.course.root / "README.md").write_text("# Course\n", encoding="utf-8")
        runner.course.write("en/week01/01.md", EN.replace("40 points", "60 points"))
        done = self.run(runner, "transcheck-since", "README.md", "docs/en/week01/01.md")
        assert "docs/es/week01/01.md:13" in done.stdout

    def test_lint_of_a_changed_source_reports_its_translations(self, runner: Runner) -> None:
        done = self.run(runner, "transcheck", "docs/en/week01/01.md")
        assert "docs/es/week01/01.md" in done.stdout
        assert "stale-source-comment" in done.stdout

    @pytest.mark.parametrize("name", _HOOKS)
    def test_all_files_go_to_one_process(self, name: str) -> None:
        assert _HOOKS[name]["require_serial"]


class TestGuide:
    GUIDE = (TOP / "docs" / "ci.md").read_text(encoding="utf-8")
    FILES = tuple(re.findall(r"<!-- workflow: ([\w-]+) -->\n```yaml\n(.*?)```", GUIDE, re.S))

    @pytest.mark.parametrize(("name", "text"), FILES, ids=[name for name, _ in FILES])
    def test_a_workflow_gives_what_there_is(self, name: str, text: str) -> None:
        loaded = yaml.safe_load(text)
        steps = [step for job in loaded.get("jobs", {}).values() for step in job["steps"]]
        ours = [step for step in steps if step.get("uses", "").startswith("transcheck/transcheck@")]
        assert name == "gitlab" or ours
        assert all(set(step["with"]) <= set(ACTION["inputs"]) for step in ours)

    @pytest.mark.parametrize("command", re.findall(r"(?<=    - )transcheck .+|(?<=\|\| )transcheck .+(?=')", GUIDE))
    def test_a_command_runs(self, runner: Runner, command: str) -> None:
        done = subprocess.run(
            ["bash", "-c", command.replace("transcheck ", f"{runner.temp}/transcheck/bin/transcheck ", 1)],
            cwd=runner.course.root,
            env={**os.environ, "CI_MERGE_REQUEST_DIFF_BASE_SHA": "main"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode, "Error" in done.stderr) == (0, False), done.stderr
