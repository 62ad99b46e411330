"""What `status` makes of pins: the source's commit in a translation's front matter, in real repositories."""

from pathlib import Path

import pytest

from tests.projects.conftest import EN, PLAIN, Course, Repository, Run
from transcheck.commands.evidence import gather, report_on
from transcheck.commands.project import open_project
from transcheck.model.status import Pin, PinState, Status

SOURCE, TARGET = "en/week01/01.md", "es/week01/01.md"
NEWER = EN.replace("40 points", "50 points")


def pin(folder: Path) -> Pin | None:
    project = open_project([str(folder)])
    (document,) = report_on(project, gather(project)).chapters[0].locales
    return document.pin


def pinned(written: str, key: str = "default_lang_commit") -> str:
    return PLAIN.replace("lang: es", f"lang: es\n{key}: {written}")


@pytest.fixture
def start(repository: Repository) -> str:
    return repository.git("rev-parse", "HEAD")


def test_none(repository: Repository) -> None:
    assert pin(repository.course.docs) is None


def test_current(repository: Repository, start: str) -> None:
    repository.commit(TARGET, pinned(start), "pinned")
    found = pin(repository.course.docs)
    assert found is not None and found.commit is not None
    assert (found.key, found.written, found.state, found.since) == ("default_lang_commit", start, PinState.CURRENT, ())
    assert (found.commit.sha, found.commit.subject) == (start, "start")


def test_drifted_names_the_commits_since(repository: Repository, start: str) -> None:
    first = repository.commit(SOURCE, NEWER, "more points")
    second = repository.commit(SOURCE, NEWER.replace("Loss", "Cost"), "cost")
    repository.commit(TARGET, pinned(start), "pinned")
    found = pin(repository.course.docs)
    assert found is not None and found.state is PinState.DRIFTED
    assert [commit.sha for commit in found.since] == [first, second]


def test_a_source_that_is_as_it_was_again_is_current(repository: Repository, start: str) -> None:
    repository.commit(SOURCE, NEWER, "more points")
    repository.commit(SOURCE, EN, "as it was")
    repository.commit(TARGET, pinned(start), "pinned")
    assert state(repository) is PinState.CURRENT


def test_a_change_that_is_not_committed_is_drift(repository: Repository, start: str) -> None:
    repository.commit(TARGET, pinned(start), "pinned")
    repository.course.write(SOURCE, NEWER)
    assert state(repository) is PinState.DRIFTED


@pytest.mark.parametrize("written", ["{0:.7}", "{0:.12}", '"{0}"', "{1}"], ids=["short", "longer", "quoted", "upper"])
def test_a_commit_may_be_abbreviated(repository: Repository, start: str, written: str) -> None:
    repository.commit(TARGET, pinned(written.format(start, f'"{start.upper()}"')), "pinned")
    assert state(repository) is PinState.CURRENT


def test_a_commit_that_touched_no_document(repository: Repository) -> None:
    (repository.course.root / "README").write_text("a", encoding="utf-8")
    repository.git("add", "-A")
    repository.git("commit", "-q", "-m", "elsewhere")
    elsewhere = repository.git("rev-parse", "HEAD")
    changed = repository.commit(SOURCE, NEWER, "more points")
    repository.commit(TARGET, pinned(elsewhere), "pinned")
    found = pin(repository.course.docs)
    assert found is not None and found.commit is not None and found.commit.subject == "elsewhere"
    assert found.commit.date.startswith("2025-01-01T00:")
    assert [commit.sha for commit in found.since] == [changed]


def test_a_commit_of_another_branch(repository: Repository) -> None:
    """Where no revision of this branch is as the source was there, the dates tell."""
    repository.git("checkout", "-q", "-b", "other")
    other = repository.commit(SOURCE, EN.replace("wrong", "false"), "on the other branch")
    repository.git("checkout", "-q", "main")
    changed = repository.commit(SOURCE, NEWER, "more points")
    repository.commit(TARGET, pinned(other), "pinned")
    found = pin(repository.course.docs)
    assert found is not None and found.state is PinState.DRIFTED
    assert [commit.sha for commit in found.since] == [changed]


@pytest.mark.parametrize("written", ["TODO", "main", "v1.2", "abc", "HEAD~1", "'..'", '"a\\nb"'])
def test_what_is_no_name_of_a_commit(repository: Repository, written: str) -> None:
    repository.commit(TARGET, pinned(written), "pinned")
    assert state(repository) is PinState.NOT_A_COMMIT


def test_a_commit_that_nobody_made(repository: Repository) -> None:
    repository.commit(TARGET, pinned("deadbeef" * 5), "pinned")
    assert state(repository) is PinState.UNKNOWN_COMMIT


def test_a_branch_and_a_blob_are_no_commits(repository: Repository) -> None:
    repository.git("branch", "deadbeef")
    repository.commit(TARGET, pinned("deadbeef"), "pinned")
    assert state(repository) is PinState.UNKNOWN_COMMIT
    repository.commit(TARGET, pinned(repository.git("rev-parse", f"HEAD:docs/{SOURCE}")), "pinned")
    assert state(repository) is PinState.UNKNOWN_COMMIT


def test_a_renamed_source_is_found_under_its_former_name(repository: Repository, start: str) -> None:
    repository.git("mv", f"docs/{SOURCE}", "docs/en/week01/one.md")
    repository.git("commit", "-q", "-m", "rename")
    repository.commit(TARGET, pinned(start), "pinned")
    assert state(repository) is PinState.CURRENT
    changed = repository.commit("en/week01/one.md", NEWER, "more points")
    found = pin(repository.course.docs)
    assert found is not None and found.state is PinState.DRIFTED
    assert [commit.sha for commit in found.since] == [changed]


def test_a_commit_before_the_source_stood_there(repository: Repository, start: str) -> None:
    repository.commit("en/week02/02.md", EN.replace("ch.01", "ch.02"), "a new chapter")
    repository.commit("es/week02/02.md", pinned(start).replace("ch.01", "ch.02"), "pinned before it was written")
    project = open_project([str(repository.course.docs)])
    chapter = report_on(project, gather(project)).chapters[1]
    assert chapter.locales[0].pin is not None
    assert chapter.locales[0].pin.state is PinState.SOURCE_ABSENT


def test_a_key_in_a_mapping(repository: Repository, start: str) -> None:
    repository.commit(TARGET, PLAIN.replace("lang: es", f"lang: es\nl10n:\n  sourceCommit: {start}"), "pinned")
    found = pin(repository.course.docs)
    assert found is not None and (found.key, found.state) == ("l10n.sourceCommit", PinState.CURRENT)


def test_the_keys_are_configured(repository: Repository, start: str) -> None:
    (repository.course.root / "transcheck.toml").write_text('pin-keys = ["made.of"]\n', encoding="utf-8")
    repository.commit(TARGET, PLAIN.replace("lang: es", f"lang: es\nmade: {{of: {start}}}"), "pinned")
    found = pin(repository.course.docs)
    assert found is not None and (found.key, found.state) == ("made.of", PinState.CURRENT)
    repository.commit(TARGET, pinned(start), "another key")
    assert pin(repository.course.docs) is None


def test_without_a_repository_it_is_said_once(course: Course, run: Run) -> None:
    (course.root / ".git").rmdir()
    course.write(TARGET, pinned("a" * 40))
    course.write("en/week02/02.md", EN.replace("ch.01", "ch.02"))
    course.write("es/week02/02.md", pinned("b" * 40).replace("ch.01", "ch.02"))
    assert pin(course.docs) == Pin("default_lang_commit", "a" * 40, PinState.UNVERIFIABLE)
    said = run("status", "docs").out
    assert said.count("pins (default_lang_commit) cannot be verified") == 1
    assert "2 of 2 pins" in said


def test_a_shallow_clone_may_lack_the_commit(repository: Repository, start: str, tmp_path: Path) -> None:
    repository.commit(TARGET, pinned(start), "pinned")
    clone = tmp_path / "clone"
    repository.git("clone", "-q", "--depth", "1", f"file://{repository.course.root}", str(clone))
    found = pin(clone / "docs")
    assert found is not None and (found.state, found.commit) == (PinState.UNVERIFIABLE, None)


def test_a_partial_clone_tells_by_the_commits(
    repository: Repository, start: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    changed = repository.commit(SOURCE, NEWER, "more points")
    repository.commit(TARGET, pinned(start), "pinned")
    repository.git("config", "uploadpack.allowFilter", "true")
    clone = tmp_path_factory.mktemp("partial") / "clone"
    repository.git("clone", "-q", "--filter=blob:none", f"file://{repository.course.root}", str(clone))
    repository.course.root.joinpath(".git").rename(repository.course.root / "away")
    found = pin(clone / "docs")
    assert found is not None and found.state is PinState.DRIFTED
    assert [commit.sha for commit in found.since] == [changed]


def test_units_are_judged_by_the_pin(repository: Repository, start: str) -> None:
    """The translation was touched after the change, and still its pin says what it was made of."""
    repository.commit(SOURCE, NEWER, "more points")
    repository.commit(TARGET, pinned(start).replace("equivoca", "confunde"), "reworded")
    project = open_project([str(repository.course.docs)])
    (document,) = report_on(project, gather(project)).chapters[0].locales
    (stale,) = [unit for unit in document.units if unit.status is Status.STALE]
    assert stale.source_then == "The loss says how wrong the prediction is for every one of the 40 points."


def state(repository: Repository) -> PinState | None:
    found = pin(repository.course.docs)
    return found.state if found else None
