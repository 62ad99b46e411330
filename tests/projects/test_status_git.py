"""`status` where git is not as one would like: cut, empty, hostile, elsewhere, not there at all."""

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.projects.conftest import EN, ES, PLAIN, Course, Repository, Run

SOURCE, TARGET = "en/week01/01.md", "es/week01/01.md"
NEWER = EN.replace("40 points", "50 points")


def report(run: Run, folder: object = "docs") -> dict[str, Any]:
    ran = run("status", str(folder), "--format", "json")
    assert ran.code == 0, ran.err
    found: dict[str, Any] = json.loads(ran.out)
    return found


def changed_by(run: Run, folder: object = "docs") -> list[str]:
    (chapter,) = report(run, folder)["chapters"]
    return [sha for unit in chapter["locales"][0]["units"] for sha in unit["changed_by"]]


@pytest.fixture
def changed(repository: Repository) -> str:
    """The commit that changed the English after the Spanish."""
    return repository.commit(SOURCE, NEWER, "more points")


@pytest.fixture
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("elsewhere")


class TestNoHistory:
    def test_git_is_not_installed(
        self, course: Course, run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        monkeypatch.setenv("PATH", str(tmp_path))
        assert report(run)["limits"] == ["git is not installed: comments and structure alone tell"]

    def test_a_bare_folder(self, course: Course, run: Run) -> None:
        (course.root / ".git").rmdir()
        assert report(run)["limits"] == ["no git repository: comments and structure alone tell"]

    def test_a_repository_without_a_commit(self, course: Course, run: Run) -> None:
        (course.root / ".git").rmdir()
        Repository(course).git("init", "-q", "-b", "main")
        assert report(run)["limits"] == ["the repository has no commit yet: comments and structure alone tell"]

    def test_a_broken_repository(self, repository: Repository, run: Run) -> None:
        for path in (repository.course.root / ".git" / "objects").rglob("*"):
            if path.is_file():
                path.unlink()
        (limit,) = report(run)["limits"]
        assert limit.startswith("git log: ") and "\n" not in limit

    def test_documents_that_git_does_not_know(self, course: Course, run: Run) -> None:
        (course.root / ".git").rmdir()
        made = Repository(course)
        made.git("init", "-q", "-b", "main")
        made.git("commit", "-q", "--allow-empty", "-m", "nothing")
        course.write(SOURCE, NEWER)
        assert changed_by(run) == []


class TestPlaces:
    def test_the_corpus_root_is_the_repository_s(
        self, repository: Repository, changed: str, run: Run, elsewhere: Path
    ) -> None:
        repository.git("mv", "docs/en", "docs/es", ".")
        repository.git("commit", "-q", "-m", "up")
        assert changed_by(run, ".") == [changed]

    def test_a_detached_head(self, repository: Repository, changed: str, run: Run) -> None:
        repository.git("checkout", "-q", "--detach")
        repository.git("branch", "-q", "-D", "main")
        assert changed_by(run) == [changed]

    def test_a_worktree(self, repository: Repository, changed: str, run: Run, elsewhere: Path) -> None:
        repository.git("worktree", "add", "-q", str(elsewhere / "tree"))
        assert (elsewhere / "tree" / ".git").is_file()
        assert changed_by(run, elsewhere / "tree" / "docs") == [changed]

    def test_a_submodule(self, repository: Repository, changed: str, run: Run, elsewhere: Path) -> None:
        outer = Repository(Course(elsewhere))
        outer.git("init", "-q", "-b", "main")
        inner = str(repository.course.root)
        outer.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", inner, "content")
        assert changed_by(run, elsewhere / "content" / "docs") == [changed]

    def test_a_link_to_the_folder(self, repository: Repository, changed: str, run: Run, elsewhere: Path) -> None:
        (elsewhere / "link").symlink_to(repository.course.docs, target_is_directory=True)
        assert changed_by(run, elsewhere / "link") == [changed]

    def test_run_by_a_hook(
        self, repository: Repository, changed: str, run: Run, elsewhere: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A hook of another repository has set the place of its own."""
        Repository(Course(elsewhere)).git("init", "-q")
        for name, value in {"GIT_DIR": str(elsewhere / ".git"), "GIT_INDEX_FILE": "x", "GIT_WORK_TREE": "y"}.items():
            monkeypatch.setenv(name, value)
        assert changed_by(run) == [changed]


class TestCheckouts:
    def test_a_change_that_is_not_committed_has_no_commit(self, repository: Repository, run: Run) -> None:
        repository.course.write(SOURCE, NEWER)
        (chapter,) = report(run)["chapters"]
        (unit,) = chapter["locales"][0]["units"]
        assert (unit["status"], unit["changed_by"]) == ("stale", [])

    def test_a_change_on_top_of_a_commit(self, repository: Repository, changed: str, run: Run) -> None:
        repository.course.write(SOURCE, NEWER.replace("wrong", "false"))
        assert changed_by(run) == [changed]

    def test_line_ends_that_git_converts_are_no_change(self, repository: Repository, changed: str, run: Run) -> None:
        repository.course.write(SOURCE, NEWER.replace("\n", "\r\n"))
        assert changed_by(run) == [changed]

    def test_a_translation_that_is_not_committed(self, repository: Repository, changed: str, run: Run) -> None:
        """It has no history, unless its wording had been committed."""
        repository.course.write(TARGET, PLAIN)
        assert changed_by(run) == [changed]
        repository.course.write(TARGET, PLAIN.replace("equivoca la predicción", "confunde nuestra red"))
        assert changed_by(run) == []

    def test_a_partial_clone_fetches_nothing(
        self, repository: Repository, changed: str, run: Run, elsewhere: Path
    ) -> None:
        repository.git("config", "uploadpack.allowFilter", "true")
        repository.git(
            "clone", "-q", "--filter=blob:none", f"file://{repository.course.root}", str(elsewhere / "clone")
        )
        before = objects(elsewhere / "clone")
        found = report(run, elsewhere / "clone" / "docs")
        (unit,) = found["chapters"][0]["locales"][0]["units"]
        assert unit["status"] == "stale"
        assert found["limits"] == ["1 revisions are not in this partial clone: they were not looked at"]
        assert objects(elsewhere / "clone") == before

    def test_a_shallow_clone_sees_what_it_holds(
        self, repository: Repository, changed: str, run: Run, elsewhere: Path
    ) -> None:
        repository.git("clone", "-q", "--depth", "2", f"file://{repository.course.root}", str(elsewhere / "clone"))
        assert changed_by(run, elsewhere / "clone" / "docs") == [changed]


def objects(clone: Path) -> set[Path]:
    return {path for path in (clone / ".git" / "objects").rglob("*") if path.is_file()}


class TestHostile:
    @pytest.mark.parametrize(
        "subject", ["a\x01b\x02c", ":100644 100644 aaaa bbbb M", "\u202e\x1b[31mred", "0" * 40, "x" * 5000]
    )
    def test_subjects(self, repository: Repository, run: Run, subject: str) -> None:
        assert changed_by(run) == []
        changed = repository.commit(SOURCE, NEWER, subject)
        assert changed_by(run) == [changed]
        assert "\x1b" not in run("status", "docs", "--todo", "es").out

    @pytest.mark.parametrize(
        "name",
        ["line\nend", 'qu"ote', "tab\tular", "-O", ":(glob)**", "caf\udce9", "a\\b", "ünï", " blank ", "$(touch x)"],
        ids=ascii,
    )
    def test_names_of_folders(self, repository: Repository, run: Run, name: str) -> None:
        try:
            repository.git("mv", "docs", name)
        except subprocess.CalledProcessError:
            pytest.skip("git does not take this name")
        repository.git("commit", "-q", "-m", "rename")
        (repository.course.root / name / SOURCE).write_text(NEWER, encoding="utf-8")
        repository.git("commit", "-qam", "more points")
        os.chdir(repository.course.root / name)
        assert changed_by(run, ".") == [repository.git("rev-parse", "HEAD")]

    @pytest.mark.parametrize("name", ["line\nend.md", 'qu"ote.md', "caf\udce9.md", "-O.md", "a\\b.md"], ids=ascii)
    def test_names_of_files(self, repository: Repository, run: Run, name: str) -> None:
        repository.git("rm", "-q", f"docs/{SOURCE}", f"docs/{TARGET}")
        repository.course.write(f"es/{name}", ES)
        repository.commit(f"en/{name}", EN, "another name")
        changed = repository.commit(f"en/{name}", NEWER, "more points")
        assert changed_by(run) == [changed]

    @pytest.mark.parametrize(
        ("key", "value"),
        [
            ("diff.relative", "true"), ("diff.orderFile", "/no/such/file"), ("log.showRoot", "false"),
            ("log.follow", "true"), ("log.diffMerges", "off"), ("diff.renames", "false"), ("color.ui", "always"),
            ("i18n.logOutputEncoding", "UTF-16"), ("log.decorate", "full"), ("format.pretty", "oneline"),
            ("core.quotePath", "true"), ("diff.noprefix", "true"), ("log.date", "relative"), ("core.abbrev", "4"),
        ],
    )  # fmt: skip
    def test_settings(self, repository: Repository, changed: str, run: Run, key: str, value: str) -> None:
        repository.git("mv", f"docs/{SOURCE}", "docs/en/week01/one.md")
        repository.git("commit", "-q", "-m", "rename")
        repository.git("config", key, value)
        assert changed_by(run) == [changed]

    def test_a_file_too_large_to_be_a_text(self, repository: Repository, run: Run) -> None:
        repository.commit(SOURCE, EN + "x" * 8_000_001, "too much")
        repository.commit(SOURCE, EN, "as it was")
        changed = repository.commit(SOURCE, NEWER, "more points")
        found = report(run)
        assert found["limits"] == ["1 revisions are not to be read: they were not looked at"]
        assert changed_by(run) == [changed]

    def test_bytes_that_are_no_text(self, repository: Repository, run: Run) -> None:
        (repository.course.docs / SOURCE).write_bytes(b"\xff\xfe\x00 \x80\n")
        repository.git("commit", "-qam", "bytes")
        changed = repository.commit(SOURCE, NEWER, "more points")
        assert changed in changed_by(run)


@pytest.mark.parametrize("pins", [False, True], ids=["plain", "pinned"])
def test_processes_share_the_work_and_git_is_asked_in_six(
    repository: Repository, run: Run, elsewhere: Path, monkeypatch: pytest.MonkeyPatch, pins: bool
) -> None:
    """Enough chapters for several processes: they tell what one would, in the same order."""
    monkeypatch.setattr("transcheck.commands.work.os.sched_getaffinity", lambda pid: {0, 1, 2}, raising=False)
    start = repository.git("rev-parse", "HEAD")
    for number in range(2, 40):
        text = PLAIN.replace("lang: es", f"lang: es\ndefault_lang_commit: {start}") if pins else PLAIN
        repository.course.write(f"en/week01/{number:02}.md", EN.replace("ch.01", f"ch.{number:02}"))
        repository.course.write(f"es/week01/{number:02}.md", text.replace("ch.01", f"ch.{number:02}"))
    repository.git("add", "-A")
    repository.git("commit", "-q", "-m", "many")
    asked = counted(elsewhere, monkeypatch)
    found = report(run)
    keys = [chapter["chapter"] for chapter in found["chapters"]]
    assert keys == [f"ch.{number:02}" for number in range(1, 40)]
    assert 0 < len(asked.read_text(encoding="utf-8").splitlines()) <= 6
    monkeypatch.setattr("transcheck.commands.work.os.sched_getaffinity", lambda pid: {0}, raising=False)
    assert report(run) == found


def counted(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file with a line for each git that is started from now on."""
    real = subprocess.run(["sh", "-c", "command -v git"], capture_output=True, text=True, check=True).stdout.strip()
    (folder / "git").write_text(f'#!/bin/sh\necho x >> {folder}/log\nexec {real} "$@"\n', encoding="utf-8")
    (folder / "git").chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    return folder / "log"
