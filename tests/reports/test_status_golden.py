"""One status, and one change of the source, in every format, as a reader gets them."""

import json
import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.reports.canonical_status import SINCE, STATUS, UNTOUCHED
from transcheck.model.since import ChapterSince, Fate, SinceReport
from transcheck.model.status import StatusReport
from transcheck.report import since_json, since_markdown, since_text, status_json, status_markdown, status_text
from transcheck.report.comment import LIMIT
from transcheck.report.options import Options
from transcheck.report.terminal import width_of

GOLDEN = Path(__file__).parent / "golden" / "status"
WIDE, NARROW = Options(width=100, prefix="docs"), Options(width=60)


def _dumped(value: object) -> Iterable[str]:
    yield json.dumps(value, ensure_ascii=True, indent=1)


def _units(report: StatusReport, options: Options) -> Iterable[str]:
    return (*status_text.overview(report, options), *status_text.units(report, options))


def _chapters(report: StatusReport, options: Options) -> Iterable[str]:
    return (*status_text.overview(report, options), *status_text.chapters(report, options))


REPORTS: dict[str, Callable[[], Iterable[str]]] = {
    "overview.txt": lambda: status_text.overview(STATUS, WIDE),
    "chapters.txt": lambda: _chapters(STATUS, WIDE),
    "chapters-narrow.txt": lambda: _chapters(STATUS, NARROW),
    "units.txt": lambda: _units(STATUS, WIDE),
    "units.ansi.txt": lambda: _units(STATUS, replace(WIDE, color=True)),
    "todo.txt": lambda: status_text.todo(STATUS, "ar", WIDE),
    "todo-narrow.txt": lambda: status_text.todo(STATUS, "ar", NARROW),
    "status.md": lambda: status_markdown.lines(STATUS, WIDE),
    "status.json": lambda: _dumped(status_json.as_value(STATUS)),
    "since.txt": lambda: since_text.lines(SINCE, WIDE),
    "since-narrow.txt": lambda: since_text.lines(SINCE, NARROW),
    "since.ansi.txt": lambda: since_text.lines(SINCE, replace(WIDE, color=True)),
    "since.md": lambda: since_markdown.lines(SINCE, WIDE),
    "since.json": lambda: _dumped(since_json.as_value(SINCE)),
    "untouched.txt": lambda: since_text.lines(UNTOUCHED, WIDE),
    "untouched.md": lambda: since_markdown.lines(UNTOUCHED, WIDE),
}
TEXTS = [name for name in REPORTS if name.endswith(".txt")]


@pytest.mark.parametrize("name", REPORTS)
def test_every_report(name: str, update: bool) -> None:
    text = "".join(f"{line}\n" for line in REPORTS[name]())
    path = GOLDEN / name
    if update:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    assert path.read_bytes().decode() == text


@pytest.mark.parametrize("name", [name for name in TEXTS if "ansi" not in name])
def test_nothing_hostile_reaches_a_terminal(name: str) -> None:
    text = "".join(f"{line}\n" for line in REPORTS[name]())
    assert {char for char in text if unicodedata.category(char) in ("Cc", "Cf", "Cs")} == {"\n"}
    assert not re.search(r"^\s*::|##\[", text, re.M)


@pytest.mark.parametrize("name", [name for name in TEXTS if "narrow" in name])
def test_only_a_path_is_wider_than_the_terminal(name: str) -> None:
    lines = "\n".join(REPORTS[name]()).split("\n")
    too_wide = [line for line in lines if width_of(line) > NARROW.width]
    assert all(".md" in line or "octocat" in line for line in too_wide)


@pytest.mark.parametrize("name", ["status.md", "since.md"])
def test_nothing_hostile_acts_in_a_comment(name: str) -> None:
    text = "\n".join(REPORTS[name]())
    assert text.count("<!--") == 1, "the mark"
    assert set(re.findall(r"<[^>]*>", text)) <= {
        text.split("\n")[0], "<details>", "</details>", "<summary>", "</summary>", "<br>",
    }  # fmt: skip
    assert "@octocat" not in text
    assert not re.search(r"#1\b", text)


def test_a_comment_fits() -> None:
    chapters = tuple(ChapterSince(f"ch.{n}", Fate.ADDED, f"en/{'x' * 200}{n}.md", words=n) for n in range(500))
    text = "\n".join(since_markdown.lines(SinceReport("main", "f" * 40, chapters, ()), WIDE))
    assert LIMIT - 1000 < len(text.encode()) < 65_536
    shown = text.count(": added")
    assert f"{500 - shown} chapters left out here" in text


@pytest.mark.parametrize("width", [60, 80, 100, 140])
def test_columns_stand_one_below_the_other(width: int) -> None:
    lines = list(status_text.overview(STATUS, Options(width=width)))[:4]
    ends = [[match.end() for match in re.finditer(r"(?<=\s)\d+(?=\s|$)", line)][-4:] for line in lines[1:]]
    offsets = [width_of(line) - len(line) for line in lines[1:]]
    assert len({tuple(end + offset for end in row) for row, offset in zip(ends, offsets, strict=True)}) == 1
    assert all(width_of(line) <= width for line in lines)
