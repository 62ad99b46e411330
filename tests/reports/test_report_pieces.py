"""The parts that formats share: widths, excerpts, escapes, colours, sentences."""

import io
from collections.abc import Mapping

import pytest

from tests.reports.canonical import RESULT
from transcheck.model.finding import Summary
from transcheck.report import escape
from transcheck.report.excerpt import excerpt, shortened
from transcheck.report.formats import Format, render
from transcheck.report.options import Options
from transcheck.report.summary import sentences
from transcheck.report.terminal import wants_color, width_of


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("latent", 6),
        ("潜在変数", 8),
        ("ＡＢ", 4),
        ("ｱ", 1),
        ("cafe\u0301", 4),
        ("می\u200cشود", 5),
        ("한", 2),
        ("\u1112\u1161\u11ab", 2),
        ("कि", 2),
        ("👩", 2),
    ],
    ids=["latin", "han", "fullwidth", "halfwidth", "combining", "zwnj", "hangul", "jamo", "devanagari", "emoji"],
)
def test_width(text: str, width: int) -> None:
    assert width_of(text) == width


@pytest.mark.parametrize(
    ("line", "mark", "width", "shown", "carets"),
    [
        ("a latent variable", (2, 8), 80, "a latent variable", "  ^^^^^^"),
        ("一个隐变量", (2, 5), 80, "一个隐变量", "    ^^^^^^"),
        ("cafe\u0301 au", (6, 8), 80, "cafe\u0301 au", "     ^^"),
        ("a\tb", (2, 3), 80, "a   b", "    ^"),
        ("a\x1bb", (1, 2), 80, "a␛b", " ^"),
        ("a\u202eb", (2, 3), 80, "a<U+202E>b", "         ^"),
        ("ab", (2, 2), 80, "ab", "  ^"),
        ("ab", (9, 99), 80, "ab", "  ^"),
        ("", (0, 0), 80, "", "^"),
        ("0123456789" * 3, (0, 3), 12, "0123456789…", "^^^"),
        ("0123456789" * 3, (15, 17), 12, "…2345678901…", "    ^^"),
        ("0123456789" * 3, (29, 30), 12, "…0123456789", "          ^"),
        ("0123456789" * 3, (15, 30), 12, "…2345678901…", "    ^^^^^^^"),
        ("一二三四五六七八九十", (5, 6), 12, "…五六七八九…", "   ^^"),
    ],
    ids=[
        "latin", "wide", "combining", "tab", "escape", "bidi control", "end of line", "past the end", "empty",
        "cut after", "cut both", "cut before", "long mark", "cut wide",
    ],
)  # fmt: skip
def test_excerpt(line: str, mark: tuple[int, int], width: int, shown: str, carets: str) -> None:
    part = excerpt(line, *mark, width)
    assert part.before + part.marked + part.after == shown
    assert part.carets == carets


@pytest.mark.parametrize("width", range(40))
def test_an_excerpt_fits_and_shows_the_start_of_the_mark(width: int) -> None:
    line = "La variable latente 潜在変数 e\u0301\t" * 5
    for start in range(len(line)):
        part = excerpt(line, start, start + 1, width)
        assert width_of(part.before + part.marked + part.after) <= max(width, 10)
        assert part.marked


def test_shortened() -> None:
    assert shortened("Nets compute a weighted sum.", 14) == "Nets compute…"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain 潜在 العربية", "plain 潜在 العربية"),
        ("می\u200cشود 👩\u200d🔬 葛\U000e0100", "می\u200cشود 👩\u200d🔬 葛\U000e0100"),
        ("a\nb\tc\x7f\x85", "a␊b␉c␡<U+0085>"),
        ("\ud83d \ufeff \xad \U000e0041", "<U+D83D> <U+FEFF> <U+00AD> <U+E0041>"),
        ("##[error]x ##vso[task]", "#<U+0023>[error]x #<U+0023>vso[task]"),
        ("##[link](a.md) ## [b]", "##[link](a.md) ## [b]"),
    ],
    ids=["scripts", "joiners", "controls", "formats", "log commands", "headings"],
)
def test_visible(text: str, shown: str) -> None:
    assert escape.visible(text) == shown


def test_a_path_cannot_begin_a_workflow_command() -> None:
    assert escape.path(" ::error::x.md") == "./ ::error::x.md"
    assert escape.path("es/a.md") == "es/a.md"


def test_only_right_to_left_text_is_isolated() -> None:
    assert escape.isolated("潜在") == "潜在"
    assert escape.isolated("الشبكات") == "\u2068الشبكات\u2069"


def test_a_link_in_a_sarif_message_is_text() -> None:
    assert escape.sarif_text("see [a](b) and [c]") == r"see \[a](b) and [c]"


@pytest.mark.parametrize(
    ("environ", "terminal", "expected"),
    [
        ({}, True, True),
        ({}, False, False),
        ({"TERM": "dumb"}, True, False),
        ({"NO_COLOR": "1"}, True, False),
        ({"NO_COLOR": ""}, True, True),
        ({"FORCE_COLOR": "1"}, False, True),
        ({"FORCE_COLOR": "1", "TERM": "dumb"}, False, True),
        ({"FORCE_COLOR": "0"}, True, False),
        ({"FORCE_COLOR": ""}, False, False),
        ({"NO_COLOR": "1", "FORCE_COLOR": "1"}, True, False),
    ],
    ids=str,
)
def test_wants_color(environ: Mapping[str, str], terminal: bool, expected: bool) -> None:
    class Stream(io.StringIO):
        def isatty(self) -> bool:
            return terminal

    assert wants_color(Stream(), environ) is expected


@pytest.mark.parametrize(
    ("summary", "text"),
    [
        (Summary(documents=1), "no findings in 1 document"),
        (Summary(documents=2, errors=1, infos=2), "1 error, 2 infos in 2 documents"),
        (Summary(documents=2, suppressed=3), "no findings in 2 documents / not shown: 3 suppressed"),
        (
            Summary(documents=2, warnings=1, fixable_unsafe=1),
            "1 warning in 2 documents / 1 can be fixed with transcheck fix --unsafe",
        ),
        (
            Summary(documents=2, warnings=15, fixable_safe=12, fixable_unsafe=3),
            "15 warnings in 2 documents / 12 can be fixed with transcheck fix, 3 more with --unsafe",
        ),
    ],
    ids=["clean", "plural", "suppressed", "unsafe", "both"],
)
def test_sentences(summary: Summary, text: str) -> None:
    assert " / ".join(sentences(summary)) == text


def test_a_markdown_summary_stays_below_what_github_takes() -> None:
    many = type(RESULT)(".", RESULT.findings * 1000, RESULT.summary)
    text = "".join(render(many, Format.MARKDOWN, Options()))
    assert len(text.encode()) < 2**20
    assert text.endswith(" findings left out\n")
