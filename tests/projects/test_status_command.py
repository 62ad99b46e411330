"""`transcheck status` in real temporary repositories: what each evidence tells, and what it does not."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from tests.projects.conftest import EN, PLAIN, Course, Repository, Run


def units(run: Run, *arguments: str) -> list[dict[str, object]]:
    """The units of the Spanish chapter that are not plainly done."""
    report = json.loads(run("status", "docs", "--format", "json", *arguments).out)
    found: list[dict[str, object]] = report["chapters"][0]["locales"][0]["units"]
    return found


def test_a_clean_course_is_translated(repository: Repository, run: Run) -> None:
    report = json.loads(run("status", "docs", "--format", "json").out)
    (chapter,) = report["chapters"]
    assert chapter["locales"][0]["status"] == "translated"
    assert chapter["locales"][0]["words"] == {"translated": chapter["source"]["words"], "stale": 0, "missing": 0}
    assert report["summary"]["es"]["translated"] == 1


def test_a_comment_names_the_revision_and_the_commits_since(repository: Repository, run: Run) -> None:
    start = repository.git("rev-parse", "HEAD")
    first = repository.commit("en/week01/01.md", EN.replace("40 points", "50 points"), "more points")
    second = repository.commit("en/week01/01.md", EN.replace("the 40 points", "the 60 dots"), "dots")
    (unit,) = units(run)
    assert (unit["status"], unit["class"], unit["evidence"]) == ("stale", "prose", "comment")
    assert unit["translated_from"] == start
    assert unit["changed_by"] == [first, second]


def test_a_revert_makes_it_fresh_again(repository: Repository, run: Run) -> None:
    repository.commit("en/week01/01.md", EN.replace("40 points", "50 points"), "more points")
    repository.commit("en/week01/01.md", EN, "as it was")
    assert units(run) == []


def test_a_renamed_source_is_followed(repository: Repository, run: Run) -> None:
    start = repository.git("rev-parse", "HEAD")
    repository.git("mv", "docs/en/week01/01.md", "docs/en/week01/one.md")
    repository.git("commit", "-q", "-m", "rename")
    changed = repository.commit("en/week01/one.md", EN.replace("40 points", "50 points"), "more points")
    (unit,) = units(run)
    assert unit["translated_from"] in (start, repository.git("rev-parse", "HEAD~1"))
    assert unit["changed_by"] == [changed]


class TestHistoryOfTheBlock:
    """Translations without comments: the block's own history tells."""

    @pytest.fixture(autouse=True)
    def without_comments(self, repository: Repository) -> None:
        repository.commit("es/week01/01.md", PLAIN, "translated anew")

    @pytest.mark.parametrize(
        ("old", "new"),
        [
            ("how wrong the prediction is", "*how wrong* the prediction is"),
            ("for every one of the 40 points.", "for every one of\nthe 40 points."),
            ("the gradient.", "the [gradient](https://example.org)."),
            ("The loss says", "The  loss says"),
        ],
        ids=["emphasis", "wrapping", "link", "space"],
    )
    def test_a_cosmetic_change_is_no_drift(self, repository: Repository, run: Run, old: str, new: str) -> None:
        repository.commit("en/week01/01.md", EN.replace(old, new), "cosmetic")
        assert [unit for unit in units(run) if unit["status"] != "translated"] == []

    @pytest.mark.parametrize(
        ("old", "new", "line"),
        [
            ("## Descent", "A paragraph that was not there, and that says something new.\n\n## Descent", 0),
            ("the 40 points.", "the 40 points, and for those that nobody has measured yet.", 9),
            ("Every step of the descent moves", "Each of the small steps that we take downhill now moves", 13),
            ("## Descent", "## Gradient descent and its steps", 11),
        ],
        ids=["added", "extended", "rewritten", "heading"],
    )
    def test_a_change_of_meaning_is(self, repository: Repository, run: Run, old: str, new: str, line: int) -> None:
        """Each before a later cosmetic edit of the translation, which fools every comparison of dates."""
        repository.commit("en/week01/01.md", EN.replace(old, new), "meaning")
        repository.commit("es/week01/01.md", PLAIN.replace("equivoca", "equivóca"), "a typo")
        behind = [unit for unit in units(run) if unit["status"] != "translated"]
        assert behind, "the unit is stale or untranslated"
        assert all(unit["status"] in ("stale", "untranslated") for unit in behind)

    def test_a_translation_that_followed_is_fresh(self, repository: Repository, run: Run) -> None:
        repository.commit("en/week01/01.md", EN.replace("40 points", "50 points"), "more points")
        repository.commit("es/week01/01.md", PLAIN.replace("40 puntos", "50 puntos"), "followed")
        assert [unit for unit in units(run) if unit["status"] != "translated"] == []


def test_without_a_repository_the_comments_tell(course: Course, run: Run) -> None:
    (course.root / ".git").rmdir()
    course.write("en/week01/01.md", EN.replace("40 points", "50 points"))
    report = run("status", "docs")
    assert "no git repository" in report.out
    (unit,) = units(run)
    assert (unit["status"], unit["class"], unit["changed_by"]) == ("stale", "number", [])


def test_a_shallow_clone_says_what_it_cannot_see(repository: Repository, run: Run, tmp_path: Path) -> None:
    repository.commit("en/week01/01.md", EN.replace("40 points", "50 points"), "more points")
    clone = tmp_path / "clone"
    repository.git("clone", "-q", "--depth", "1", f"file://{repository.course.root}", str(clone))
    assert "the clone is shallow" in run("status", str(clone / "docs")).out


def test_a_hostile_repository_runs_nothing(repository: Repository, run: Run, tmp_path: Path) -> None:
    witness = tmp_path / "witness"
    program = tmp_path / "program"
    program.write_text(f"#!/bin/sh\ntouch {witness}\ncat\n", encoding="utf-8")
    program.chmod(0o755)
    keys = ("core.fsmonitor", "diff.external", "core.pager", "filter.x.clean", "filter.x.smudge", "diff.x.textconv")
    for key in (*keys, "core.sshCommand", "gpg.program", "credential.helper", "log.showSignature"):
        repository.git("config", key, "true" if key == "log.showSignature" else str(program))
    (repository.course.root / ".gitattributes").write_text("*.md filter=x diff=x\n", encoding="utf-8")
    repository.course.write("en/week01/01.md", EN.replace("40", "50"))
    assert run("status", "docs").code == 0
    assert not witness.exists()


def test_git_is_asked_in_a_constant_number_of_processes(
    repository: Repository, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = subprocess.run(["sh", "-c", "command -v git"], capture_output=True, text=True, check=True).stdout.strip()
    counter = tmp_path / "bin" / "git"
    counter.parent.mkdir()
    counter.write_text(f'#!/bin/sh\necho x >> {tmp_path}/count\nexec {real} "$@"\n', encoding="utf-8")
    counter.chmod(0o755)
    for number in range(2, 8):
        repository.commit(f"en/week01/{number:02}.md", EN.replace("ch.01", f"ch.{number:02}"), "more")
        repository.commit(f"es/week01/{number:02}.md", PLAIN.replace("ch.01", f"ch.{number:02}"), "more")
    monkeypatch.setenv("PATH", f"{counter.parent}:{os.environ['PATH']}")
    run("status", "docs")
    assert (tmp_path / "count").read_text(encoding="utf-8").count("x") <= 6


def test_the_work_list_and_the_summary(repository: Repository, run: Run) -> None:
    commit = repository.commit("en/week01/01.md", EN.replace("40 points", "50 points"), "more points")
    repository.commit("en/week02/02.md", EN.replace("ch.01", "ch.02"), "a new chapter")
    todo = run("status", "docs", "--todo", "es").out
    assert "docs/es/week01/01.md:13" in todo
    assert commit[:10] in todo
    assert "transcheck new es ch.02" in todo
    assert "| Spanish (es) |" in run("status", "docs", "--format", "markdown").out
    wrong = run("status", "docs", "--todo", "xx")
    assert (wrong.code, wrong.err.count("\n")) == (2, 1)


def test_a_pin_tells(repository: Repository, run: Run) -> None:
    start = repository.git("rev-parse", "HEAD")
    pinned = PLAIN.replace("lang: es", f"lang: es\ndefault_lang_commit: {start}")
    changed = repository.commit("en/week01/01.md", EN.replace("40 points", "50 points"), "more points")
    repository.commit("es/week01/01.md", pinned.replace("equivoca", "confunde"), "reworded from the old text")
    (unit,) = [unit for unit in units(run) if unit["status"] != "translated"]
    assert (unit["evidence"], unit["changed_by"]) == ("pin", [changed])
