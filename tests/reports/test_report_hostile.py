"""Whatever a document or a path holds, a report neither breaks nor acts on what shows it."""

import json
import re
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reports.canonical import HOSTILE
from transcheck.model.finding import (
    Confidence,
    Edit,
    Finding,
    Fix,
    Place,
    Result,
    Safety,
    Severity,
)
from transcheck.model.text import Span
from transcheck.report.escape import encodable
from transcheck.report.formats import Format, render
from transcheck.report.options import Options

PIECES = ("\x1b]0;t\x07", "\x9b2J", "\r\n", "\u2028", "::error::x", "##[error]x", "##vso[x]y", "]]>", "<b>", "\u202e")
TEXTS = st.one_of(
    st.text(st.characters(exclude_categories=())),
    st.lists(st.one_of(st.sampled_from((*PIECES, HOSTILE)), st.text(max_size=3))).map("".join),
)
ANSI = re.compile(r"\x1b\[[0-9;]+m")
ACTING = re.compile(
    r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)
COMMAND = re.compile(r"^\s*::|##\[error\]|##vso\[", re.MULTILINE)
ISOLATES = str.maketrans("", "", "\u2068\u2069")
EVERY_FORMAT = pytest.mark.parametrize("output_format", Format, ids=lambda output_format: output_format.value)


@st.composite
def results(draw: st.DrawFn) -> Result:
    def finding() -> Finding:
        line, column = draw(st.integers(1, 999)), draw(st.integers(1, 50))
        end_line = line + draw(st.integers(0, 2))
        start, end = sorted((draw(st.integers(0, 99)), draw(st.integers(0, 99))))
        edits = (Edit(Span(start, end), draw(TEXTS)),)
        return Finding(
            path=draw(TEXTS),
            line=line,
            column=column,
            end_line=end_line,
            end_column=column + draw(st.integers(0, 9)),
            rule="control-character",
            family="language",
            severity=draw(st.sampled_from(Severity)),
            confidence=draw(st.sampled_from(Confidence)),
            message=draw(TEXTS),
            hint=draw(TEXTS),
            source=draw(st.none() | st.builds(Place, TEXTS, st.integers(1, 9), TEXTS)),
            related=(Place(draw(TEXTS), 1, draw(TEXTS)),),
            fingerprint=draw(st.sampled_from(("aa", "bb"))),
            fix=draw(st.none() | st.builds(Fix, TEXTS, st.just(edits), st.sampled_from(Safety))),
            span=Span(start, end),
            excerpt=draw(TEXTS),
        )

    return Result(draw(TEXTS), tuple(finding() for _ in range(draw(st.integers(0, 3)))))


@EVERY_FORMAT
@settings(max_examples=50, deadline=None)
@given(result=results(), width=st.integers(0, 200))
def test_nothing_acts_on_a_terminal(output_format: Format, result: Result, width: int) -> None:
    text = _text(result, output_format, Options(width=width))
    assert not ACTING.search(text)
    text.encode()


@pytest.mark.parametrize("output_format", [Format.FULL, Format.CONCISE], ids=lambda output_format: output_format.value)
@settings(max_examples=50, deadline=None)
@given(result=results())
def test_colours_are_all_that_colour_adds(output_format: Format, result: Result) -> None:
    coloured = ANSI.sub("", _text(result, output_format, Options(color=True))).translate(ISOLATES)
    assert coloured == _text(result, output_format, Options())


@EVERY_FORMAT
@settings(max_examples=50, deadline=None)
@given(result=results())
def test_nothing_acts_on_the_log_of_a_ci_system(output_format: Format, result: Result) -> None:
    text = _text(result, output_format, Options())
    if output_format is Format.GITHUB:
        lines = text.split("\n")[:-1]
        assert len(lines) == len(result.findings)
        assert all(re.match(r"::(error|warning|notice) file=[^:]*::", line) for line in lines)
    else:
        assert not COMMAND.search(text)


@settings(max_examples=50, deadline=None)
@given(result=results())
def test_json_gives_back_what_documents_hold(result: Result) -> None:
    findings = json.loads(_text(result, Format.JSON, Options()))["findings"]
    lines = _text(result, Format.JSON_LINES, Options()).split("\n")[:-1]
    assert [json.loads(line) for line in lines] == findings
    for value, finding in zip(findings, result.findings, strict=True):
        assert value["message"] == encodable(finding.message)
        assert value["excerpt"] == encodable(finding.excerpt)


@settings(max_examples=50, deadline=None)
@given(result=results())
def test_sarif_and_gitlab_parse(result: Result) -> None:
    sarif = json.loads(_text(result, Format.SARIF, Options()))
    assert len(sarif["runs"][0]["results"]) == len(result.findings)
    uris = re.findall(r'"uri": "(.*)"', _text(result, Format.SARIF, Options()))
    assert all(re.fullmatch(r"[A-Za-z0-9_.~/%-]*", uri) for uri in uris)
    assert len(json.loads(_text(result, Format.GITLAB, Options()))) == len(result.findings)


@settings(max_examples=50, deadline=None)
@given(result=results())
def test_junit_parses(result: Result) -> None:
    root = ElementTree.fromstring(_text(result, Format.JUNIT, Options()))
    assert len(root.findall(".//testcase")) == max(1, len(result.findings))


@settings(max_examples=50, deadline=None)
@given(result=results())
def test_markdown_rows_have_four_cells(result: Result) -> None:
    rows = [line for line in _text(result, Format.MARKDOWN, Options()).split("\n") if line.startswith("|")]
    assert {row.count("|") for row in rows} <= {5}


def _text(result: Result, output_format: Format, options: Options) -> str:
    return "".join(render(result, output_format, options))
