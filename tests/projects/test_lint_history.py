"""`transcheck lint` in real repositories: what it asks git, what it says, and what it leaves unsaid."""

import os
import shutil
from pathlib import Path

import pytest

from tests.projects.conftest import EN, ES, Course, Run
from tests.repository import commit_all, git, new_repository

NEWER = EN.replace("the 40 points", "the 60 points")
PLAIN = "\n".join(line for line in ES.split("\n") if not line.startswith("<!--"))
STALE = 'source changed since: "40" became "60"'
SELECT = ("--select", "drift,stale-source-comment,invalid-source-revision", "--format", "concise")


@pytest.fixture
def past(course: Course) -> Course:
    """The course in a repository, whose English changed after the translation."""
    (course.root / ".git").rmdir()
    new_repository(course.root)
    commit_all(course.root, 1)
    course.write("en/week01/01.md", NEWER)
    commit_all(course.root, 2)
    return course


@pytest.fixture
def asked(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file with a line for each git that is started from now on."""
    folder, real = tmp_path_factory.mktemp("bin"), shutil.which("git")
    log = folder / "log"
    log.touch()
    (folder / "git").write_text(f'#!/bin/sh\necho "$@" >> {log}\nexec {real} "$@"\n')
    (folder / "git").chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    return log


def lines(log: Path) -> list[str]:
    return log.read_text().splitlines()


def test_the_commit_is_named(past: Course, run: Run) -> None:
    assert (
        f'{STALE} (changed in {git(past.root, "rev-parse", "HEAD")[:7]} of 2025-01-02, "Revision 2")'
        in run("lint", "docs", *SELECT).out
    )


def test_worker_processes_know_as_much(past: Course, run: Run) -> None:
    past.write("en/week02/02.md", EN.replace("ch.01", "ch.02"))
    past.write("es/week02/02.md", PLAIN.replace("ch.01", "ch.02"))
    commit_all(past.root, 3)
    past.write("en/week02/02.md", NEWER.replace("ch.01", "ch.02"))
    commit_all(past.root, 4)
    alone = run("lint", "docs", "--jobs", "1", *SELECT).out
    assert "drifted-chapter" in alone and "stale-source-comment" in alone
    assert run("lint", "docs", "--jobs", "2", *SELECT).out == alone


@pytest.mark.parametrize("how", ["option", "configuration"])
def test_history_can_be_switched_off(past: Course, run: Run, asked: Path, how: str) -> None:
    if how == "configuration":
        (past.root / "transcheck.toml").write_text("history = false\n")
    options = ("--no-history",) if how == "option" else ()
    assert run("lint", "docs", *SELECT, *options).out.rstrip().endswith(STALE)
    assert not lines(asked)


def test_git_is_not_asked_where_nothing_asks_for_it(past: Course, run: Run, asked: Path) -> None:
    past.write("en/week01/01.md", EN)
    assert not run("lint", "docs/es/week01/01.md", *SELECT).out
    assert not lines(asked)


def test_outside_a_repository_no_git_is_started(course: Course, run: Run, asked: Path) -> None:
    (course.root / ".git").rmdir()
    course.write("en/week01/01.md", NEWER)
    assert run("lint", "docs", *SELECT).out.rstrip().endswith(STALE)
    assert not lines(asked)


def test_as_few_processes_for_many_documents_as_for_one(past: Course, run: Run, asked: Path) -> None:
    run("lint", "docs/es/week01/01.md", *SELECT)
    few = len(lines(asked))
    for number in range(2, 9):
        past.write(f"en/week0{number}/0{number}.md", NEWER.replace("ch.01", f"ch.0{number}"))
        past.write(f"es/week0{number}/0{number}.md", ES.replace("ch.01", f"ch.0{number}"))
    asked.write_text("")
    assert run("lint", "docs", "--jobs", "2", *SELECT).out.count("stale-source-comment") == 8
    assert len(lines(asked)) == few <= 6


def test_a_change_that_is_not_committed_has_no_commit(past: Course, run: Run) -> None:
    past.write("en/week01/01.md", EN.replace("a little against", "far against"))
    out = run("lint", "docs", *SELECT).out
    assert 'source changed since: "a little" became "far"\n' in out


def test_what_a_shallow_clone_cannot_show_accuses_nobody(
    past: Course, run: Run, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    pinned = f"lang: es\ndefault_lang_commit: {git(past.root, 'rev-parse', 'HEAD')}"
    past.write("es/week01/01.md", PLAIN.replace("lang: es", pinned))
    past.write("en/README.md", "Later.\n")
    commit_all(past.root, 3)
    clone = tmp_path_factory.mktemp("clone")
    git(clone, "clone", "-q", "--depth", "1", past.root.as_uri(), ".")
    monkeypatch.chdir(clone)
    assert not run("lint", "docs", *SELECT).out


def test_what_a_clone_without_blobs_cannot_show_is_not_fetched(
    past: Course, run: Run, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    git(past.root, "config", "uploadpack.allowFilter", "true")
    clone = tmp_path_factory.mktemp("clone")
    git(clone, "clone", "-q", "--filter=blob:none", past.root.as_uri(), ".")
    shutil.rmtree(past.root / ".git")
    monkeypatch.chdir(clone)
    assert STALE in run("lint", "docs", *SELECT).out


def test_a_subject_is_shown_as_text(past: Course, run: Run) -> None:
    past.write("en/week01/01.md", EN.replace("the 40 points", "the 70 points"))
    git(past.root, "commit", "-qam", "Fix\x1b[31m sign", day=3)
    out = run("lint", "docs", *SELECT).out
    assert "of 2025-01-03" in out and "\x1b" not in out


def test_a_translation_without_comments_is_drifted(past: Course, run: Run) -> None:
    past.write("en/week01/01.md", EN)
    past.write("es/week01/01.md", PLAIN)
    commit_all(past.root, 3)
    past.write("en/week01/01.md", NEWER.replace("how wrong", "in numbers how wrong"))
    commit_all(past.root, 4)
    out = run("lint", "docs", *SELECT).out
    assert out.startswith("docs/es/week01/01.md:1:1: ")
    assert "drifted-chapter: the source of 1 of 4 blocks (" in out


def test_a_pin_from_before_the_source_was_renamed(past: Course, run: Run) -> None:
    pin = git(past.root, "rev-parse", "HEAD")
    git(past.root, "mv", "docs/en/week01/01.md", "docs/en/week01/intro.md")
    followed = PLAIN.replace("40", "60")
    past.write("es/week01/01.md", followed.replace("lang: es", f"lang: es\ndefault_lang_commit: {pin}"))
    commit_all(past.root, 3)
    assert not run("lint", "docs", *SELECT).out
    past.write("en/week01/intro.md", NEWER.replace("Every step of the descent", "Each step down"))
    commit_all(past.root, 4)
    (line,) = run("lint", "docs", *SELECT).out.splitlines()
    assert "warning drifted-chapter: the source of 1 of 4 blocks" in line and "of 2025-01-04" in line


def test_a_fix_names_the_commit_that_the_comments_hold(past: Course, run: Run) -> None:
    before = git(past.root, "rev-parse", "HEAD")
    past.write("en/week01/01.md", NEWER.replace("moves the parameters", "corrects all weights"))
    after = commit_all(past.root, 3)
    followed = ES.replace("40", "60").replace("moves the parameters", "corrects all weights")
    pinned = followed.replace("lang: es", f"lang: es\ndefault_lang_commit: {before[:12]}")
    past.write("es/week01/01.md", pinned)
    assert "pin-contradicts-comments" in run("lint", "docs", *SELECT).out
    run("fix", "docs", "--unsafe", "--select", "pin-contradicts-comments")
    assert past.read("es/week01/01.md") == pinned.replace(before[:12], after[:12])
