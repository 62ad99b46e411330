"""`transcheck lint` on whole small projects: exit codes, what is reported, where it goes."""

import io
import json
import os
import sys
from pathlib import Path

import pytest

from tests.projects.conftest import EN, ES, Course, Run

MISSING = ES.replace("<!-- ## Descent -->\n## Descenso\n", "")
ENGLISH = {"select": "structure"}


def test_a_clean_course_exits_with_0(course: Course, run: Run) -> None:
    ran = run("lint", "docs", "--format", "full")
    assert ran.code == 0
    assert "no findings in 2 documents" in ran.out


def test_an_error_exits_with_1(course: Course, run: Run) -> None:
    course.write("es/week01/01.md", MISSING)
    ran = run("lint", "docs")
    assert ran.code == 1
    assert 'missing-section: section "Descent" has no counterpart' in ran.out


@pytest.mark.parametrize(("fail_on", "code"), [("never", 0), ("error", 1), ("info", 1)])
def test_fail_on(course: Course, run: Run, fail_on: str, code: int) -> None:
    course.write("es/week01/01.md", MISSING)
    assert run("lint", "docs", "--fail-on", fail_on).code == code


def test_json_is_the_contract(course: Course, run: Run) -> None:
    course.write("es/week01/01.md", MISSING)
    report = json.loads(run("lint", "docs", "--format", "json", "--select", "missing-section").out)
    assert report["version"] == 1
    (one,) = report["findings"]
    assert one["path"] == "es/week01/01.md"
    assert one["source"] == {"path": "en/week01/01.md", "line": 10, "text": "## Descent"}
    assert {"line", "column", "end_line", "end_column", "rule", "family", "severity", "confidence", "message", "hint",
            "fingerprint", "fix"} <= one.keys()  # fmt: skip
    assert report["summary"]["documents"] == 2
    assert report["summary"]["errors"] == 1


def test_a_file_finds_its_corpus(course: Course, run: Run) -> None:
    """A hook is given one file; another file's findings are not reported."""
    course.write("es/week01/01.md", MISSING)
    course.write("it/week01/01.md", MISSING.replace("lang: es", "lang: it"))
    report = json.loads(run("lint", "docs/es/week01/01.md", "--format", "json", "--select", "structure").out)
    assert {one["path"] for one in report["findings"]} == {"es/week01/01.md"}


def test_a_changed_source_reports_on_its_translations(course: Course, run: Run) -> None:
    course.write("es/week01/01.md", MISSING)
    ran = run("lint", "docs/en/week01/01.md", "--select", "structure")
    assert "docs/es/week01/01.md" in ran.out


def test_a_locale_is_chosen(course: Course, run: Run) -> None:
    course.write("es/week01/01.md", MISSING)
    assert run("lint", "docs", "--locale", "es").code == 1
    wrong = run("lint", "docs", "--locale", "xx")
    assert wrong.code == 2
    assert "the corpus has es" in wrong.err


def test_the_order_does_not_depend_on_processes(course: Course, run: Run) -> None:
    for number in range(2, 9):
        course.write(f"en/week01/{number:02}.md", EN.replace("ch.01", f"ch.{number:02}"))
        course.write(f"es/week01/{number:02}.md", MISSING.replace("ch.01", f"ch.{number:02}"))
    alone = run("lint", "docs", "--format", "json", "--jobs", "1").out
    assert run("lint", "docs", "--format", "json", "--jobs", "3").out == alone
    assert json.loads(alone)["findings"]


def test_standard_input(course: Course, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(MISSING.encode())))
    ran = run("lint", "-", "--stdin-filename", "docs/es/week01/01.md", "--select", "structure")
    assert ran.code == 1
    assert "missing-section" in ran.out
    assert run("lint", "-").code == 2


def test_a_report_goes_to_a_file(course: Course, run: Run) -> None:
    course.write("es/week01/01.md", MISSING)
    ran = run("lint", "docs", "--format", "sarif", "-o", "out.sarif")
    assert ran.out == ""
    assert json.loads(Path("out.sarif").read_text(encoding="utf-8"))["version"] == "2.1.0"


def test_a_baseline_knows_todays_findings(course: Course, run: Run) -> None:
    course.write("es/week01/01.md", MISSING)
    assert run("lint", "docs", "--write-baseline", "known.json").code == 0
    assert run("lint", "docs", "--baseline", "known.json").code == 0
    course.write("es/week01/01.md", "\n\n" + MISSING.replace("## Pérdida", "\n## Pérdida"))
    assert "missing-section" not in run("lint", "docs", "--baseline", "known.json", "--select", "structure").out
    Path("known.json").write_text("[]", encoding="utf-8")
    assert run("lint", "docs", "--baseline", "known.json").code == 2


def test_select_and_ignore(course: Course, run: Run) -> None:
    course.write("es/week01/01.md", MISSING)
    assert run("lint", "docs", "--ignore", "structure,missing-section").code == 0
    assert run("lint", "docs", "--select", "front-matter").code == 0
    unknown = run("lint", "docs", "--select", "missing-sektion")
    assert unknown.code == 2
    assert "did you mean 'missing-section'?" in unknown.err


def test_configuration_sets_severities_options_and_overrides(course: Course, run: Run) -> None:
    course.write("es/week01/01.md", MISSING)
    course.write("transcheck.toml", '[severity]\nmissing-section = "warning"\n')
    assert run("lint", "docs", "--select", "structure").code == 0
    course.write("transcheck.toml", '[locales.es]\nignore = ["structure"]\n')
    assert "missing-section" not in run("lint", "docs").out
    course.write("transcheck.toml", '[[overrides]]\npaths = ["es/*"]\nseverity = { structure = "off" }\n')
    assert "missing-section" not in run("lint", "docs").out


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("sorce = 'en'", "unknown key 'sorce', did you mean 'source'?"),
        (
            "[severity]\nmissing-secton = 'off'",
            "unknown rule or family 'missing-secton', did you mean 'missing-section'?",
        ),
        ("[severity]\nstructure = 'loud'", "severity.structure: expected one of error, warning, info, off"),
        ("[rules.missing-sectio]", "unknown rule 'missing-sectio'"),
        ("[rules.missing-section]\ncolour = 1", "rules.missing-section: unknown option 'colour'"),
        ("paths = 'x'", "paths: expected a list, found a string"),
        ("paths = [1]", "paths[0]: expected a string, found a number 1"),
        ("flavour = 'pandoc'", "flavour: expected one of commonmark, kramdown"),
        ("fail-on = 'sometimes'", "fail-on: expected one of error, warning, info, never"),
        ("[[overrides]]\npath = []", "overrides[0]: unknown key 'path', did you mean 'paths'?"),
        ("= 1", "not valid TOML"),
    ],
)
def test_a_wrong_configuration_is_one_clear_line(course: Course, run: Run, text: str, says: str) -> None:
    course.write("transcheck.toml", text)
    ran = run("lint", "docs")
    assert ran.code == 2
    assert says in ran.err
    assert "transcheck.toml" in ran.err
    assert ran.err.count("\n") == 1


def test_pyproject_holds_the_configuration(course: Course, run: Run) -> None:
    course.write("es/week01/01.md", MISSING)
    Path("pyproject.toml").write_text('[tool.transcheck]\nignore = ["structure"]\n', encoding="utf-8")
    assert "missing-section" not in run("lint", "docs").out


class TestBadInput:
    """Each is a finding or an error of one line; the other documents are still checked."""

    def check(self, course: Course, run: Run) -> str:
        course.write("es/week02/02.md", MISSING.replace("ch.01", "ch.02"))
        course.write("en/week02/02.md", EN.replace("ch.01", "ch.02"))
        ran = run("lint", "docs")
        assert ran.code == 1
        assert "es/week02/02.md" in ran.out, "the other documents are still checked"
        assert "Traceback" not in ran.err
        return ran.out

    def test_an_undecodable_file(self, course: Course, run: Run) -> None:
        course.write("es/week01/01.md", ES.replace("Pérdida", "P\udce9rdida"))
        assert "is not UTF-8" in self.check(course, run)

    def test_yaml_that_does_not_parse(self, course: Course, run: Run) -> None:
        course.write("es/week01/01.md", ES.replace("title: Semana 1", "title: Semana: 1"))
        assert "invalid-front-matter" in self.check(course, run)

    def test_a_comment_that_never_closes(self, course: Course, run: Run) -> None:
        course.write("es/week01/01.md", ES.replace("gradient. -->", "gradient."))
        assert "unclosed-comment" in self.check(course, run)

    def test_a_broken_link(self, course: Course, run: Run) -> None:
        (course.docs / "es" / "week01" / "03.md").symlink_to("nowhere.md")
        assert "broken link to nowhere.md" in self.check(course, run)

    def test_an_empty_file(self, course: Course, run: Run) -> None:
        course.write("es/week01/01.md", "")
        self.check(course, run)

    def test_two_thousand_nested_lists(self, course: Course, run: Run) -> None:
        course.write("es/week01/01.md", ES + "\n" + "- " * 2000 + "x\n" + ">" * 2000 + "x\n")
        self.check(course, run)

    def test_a_huge_file(self, course: Course, run: Run) -> None:
        course.write("es/week01/01.md", ES + "palabra " * 2_600_000)
        assert "is larger than" in self.check(course, run)

    @pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
    def test_a_file_without_permission(self, course: Course, run: Run) -> None:
        course.write("es/week01/01.md", ES).chmod(0)
        assert "permission denied" in self.check(course, run)

    def test_a_path_that_does_not_exist(self, course: Course, run: Run) -> None:
        ran = run("lint", "nowhere")
        assert (ran.code, ran.err) == (2, "transcheck: error: nowhere: no such file or folder\n")

    def test_a_terminal_escape_in_a_document(self, course: Course, run: Run) -> None:
        course.write("en/week01/01.md", EN.replace("## Descent", "## Desc\x1b[31ment\u202e"))
        course.write("es/week01/01.md", MISSING)
        ran = run("lint", "docs", "--format", "full")
        assert "\x1b" not in ran.out
        assert "\u202e" not in ran.out
