"""One canonical result in every format, as a reader gets it."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.reports.canonical import CLEAN, OPTIONS, RESULT
from transcheck.model.finding import Result
from transcheck.report.formats import Format, render
from transcheck.report.options import Options

GOLDEN = Path(__file__).parent / "golden"
EXTENSIONS = {
    Format.JSON: "json",
    Format.JSON_LINES: "jsonl",
    Format.SARIF: "sarif",
    Format.GITLAB: "json",
    Format.JUNIT: "xml",
    Format.MARKDOWN: "md",
}


@pytest.mark.parametrize("format", Format, ids=lambda format: format.value)
def test_every_format(format: Format, update: bool) -> None:
    _check(f"{format.value}.{EXTENSIONS.get(format, 'txt')}", RESULT, format, OPTIONS, update=update)


@pytest.mark.parametrize("format", Format, ids=lambda format: format.value)
def test_nothing_found(format: Format, update: bool) -> None:
    _check(f"clean/{format.value}.{EXTENSIONS.get(format, 'txt')}", CLEAN, format, Options(), update=update)


@pytest.mark.parametrize("format", [Format.FULL, Format.CONCISE], ids=lambda format: format.value)
def test_in_colour(format: Format, update: bool) -> None:
    _check(f"{format.value}.ansi", RESULT, format, replace(OPTIONS, color=True), update=update)


def test_a_narrow_terminal(update: bool) -> None:
    _check("full-narrow.txt", RESULT, Format.FULL, replace(OPTIONS, width=40), update=update)


def _check(name: str, result: Result, format: Format, options: Options, *, update: bool) -> None:
    path = GOLDEN / name
    text = "".join(render(result, format, options))
    if update:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    assert path.read_bytes().decode() == text
