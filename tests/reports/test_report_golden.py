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


@pytest.mark.parametrize("output_format", Format, ids=lambda output_format: output_format.value)
def test_every_format(output_format: Format, update: bool) -> None:
    _check(_name(output_format), RESULT, output_format, OPTIONS, update=update)


@pytest.mark.parametrize("output_format", Format, ids=lambda output_format: output_format.value)
def test_nothing_found(output_format: Format, update: bool) -> None:
    _check(f"clean/{_name(output_format)}", CLEAN, output_format, Options(), update=update)


@pytest.mark.parametrize("output_format", [Format.FULL, Format.CONCISE], ids=lambda output_format: output_format.value)
def test_in_colour(output_format: Format, update: bool) -> None:
    _check(f"{output_format.value}.ansi", RESULT, output_format, replace(OPTIONS, color=True), update=update)


def test_a_narrow_terminal(update: bool) -> None:
    _check("full-narrow.txt", RESULT, Format.FULL, replace(OPTIONS, width=40), update=update)


def _name(output_format: Format) -> str:
    return f"{output_format.value}.{EXTENSIONS.get(output_format, 'txt')}"


def _check(name: str, result: Result, output_format: Format, options: Options, *, update: bool) -> None:
    path = GOLDEN / name
    text = "".join(render(result, output_format, options))
    if update:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    assert path.read_bytes().decode() == text
