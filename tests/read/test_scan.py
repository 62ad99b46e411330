"""Comments, formulas and marks are found where they stand, in linear time."""

import itertools
from time import process_time

import pytest
from hypothesis import given

from tests.read.texts import markdown
from transcheck.model.document import CommentFault, MarkKind
from transcheck.read.scan import FILL, Scan, scan


def comments(text: str) -> list[str]:
    return [comment.span.of(text) for comment in scan(text).comments]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("<!-- a -->\nb", ["<!-- a -->"], id="block"),
        pytest.param("a <!-- b --> c", ["<!-- b -->"], id="inline"),
        pytest.param("<!--\n# One\n\nTwo.\n-->\n", ["<!--\n# One\n\nTwo.\n-->"], id="several blocks"),
        pytest.param("<!-- a -- b -->", ["<!-- a -- b -->"], id="two dashes inside"),
        pytest.param("<!--- item --->", ["<!--- item --->"], id="three dashes"),
        pytest.param("<b>Fig. 3</b>: <!--A step-->Un paso", ["<!--A step-->"], id="caption"),
        pytest.param("## <!--One-->Uno", ["<!--One-->"], id="heading"),
        pytest.param("| a <!-- b --> | c |", ["<!-- b -->"], id="table cell"),
        pytest.param("- <!-- a -->\n  b", ["<!-- a -->"], id="list item"),
        pytest.param("`<!-- a -->`", [], id="code span"),
        pytest.param("``a ` <!-- b -->``", [], id="code span with a tick"),
        pytest.param("`a\n<!-- b ` -->", ["<!-- b ` -->"], id="a comment at a line's start ends a code span"),
        pytest.param("a ` b\r\n\r\n<!-- c ` -->", ["<!-- c ` -->"], id="a blank line with CRLF ends it too"),
        pytest.param("\\`<!-- a -->`", ["<!-- a -->"], id="escaped tick"),
        pytest.param("```\n<!-- a -->\n```\n<!-- b -->", ["<!-- b -->"], id="fence"),
        pytest.param("~~~ a`b\n<!-- a -->\n~~~\n<!-- b -->", ["<!-- b -->"], id="fence of tildes"),
        pytest.param("- ```\n  <!-- a -->\n  ```\n\n<!-- b -->", ["<!-- b -->"], id="fence in a list"),
        pytest.param("````\n```\n<!-- a -->\n````\n<!-- b -->", ["<!-- b -->"], id="longer fence"),
        pytest.param("```\r\n<!-- a -->\r\n```\r\n<!-- b -->", ["<!-- b -->"], id="fence with CRLF"),
        pytest.param("```\n<!-- a -->", [], id="fence that never closes"),
        pytest.param("<!-- ``` -->\n<!-- b -->", ["<!-- ``` -->", "<!-- b -->"], id="fence inside a comment"),
    ],
)
def test_comments(text: str, expected: list[str]) -> None:
    assert comments(text) == expected


@pytest.mark.parametrize(
    ("text", "fault", "span"),
    [
        pytest.param("<!-- a\n\nb\n", CommentFault.UNCLOSED, "<!-- a\n\nb", id="to the end"),
        pytest.param("<!-- a\n\nb\n\n<!-- c -->\n", CommentFault.UNCLOSED, "<!-- a\n\nb", id="to the next comment"),
        pytest.param("<!-- a\n  <!-- c -->", CommentFault.UNCLOSED, "<!-- a", id="to an indented one"),
        pytest.param("x <!-- a", CommentFault.UNCLOSED, "<!-- a", id="inline"),
        pytest.param("<!-- a <!-- b -->", CommentFault.NESTED, "<!-- a <!-- b -->", id="another inside a line"),
        pytest.param("<!-- a --!>\n\nb\n\n<!-- c -->", CommentFault.BAD_END, "<!-- a --!>", id="wrong end"),
        pytest.param("<!-- a --!>\n\nb", CommentFault.BAD_END, "<!-- a --!>", id="wrong end of the last"),
        pytest.param("<!-- a --!> b -->", None, "<!-- a --!> b -->", id="wrong end before the right one"),
    ],
)
def test_faults(text: str, fault: CommentFault | None, span: str) -> None:
    first = scan(text).comments[0]
    assert (first.fault, first.span.of(text)) == (fault, span)


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        pytest.param("<!--a-->", "a", id="tight"),
        pytest.param("<!---- a ---->", " a ", id="many dashes"),
        pytest.param("<!---a-->", "a", id="a dash against the text"),
        pytest.param("<!---\na\n--->", "\na\n", id="a dash alone on its line"),
        pytest.param("<!--- item -->", "- item ", id="a list's dash"),
        pytest.param("<!--- text --->", " text ", id="a dash on both ends"),
        pytest.param("<!--\n|a|\n|---|-->", "\n|a|\n|---|", id="a table's dashes"),
        pytest.param("<!-- a|b\n---|----->", " a|b\n---|---", id="a table without a last pipe"),
        pytest.param("<!---------->", "", id="dashes alone"),
        pytest.param("<!---->", "", id="nothing"),
    ],
)
def test_dashes_of_the_delimiters_are_no_content(text: str, inner: str) -> None:
    assert scan(text).comments[0].inner.of(text) == inner


@pytest.mark.parametrize(
    ("text", "kind", "mark"),
    [
        pytest.param("a -->\n", MarkKind.STRAY_END, "-->", id="end without a start"),
        pytest.param("a --!>\n", MarkKind.BAD_END, "--!>", id="wrong end without a start"),
        pytest.param("<!— a —>", MarkKind.BAD_START, "<!—", id="a dash made by an editor"),
        pytest.param("<!-a-->", MarkKind.BAD_START, "<!-", id="one dash"),
        pytest.param("<! - a ->", MarkKind.BAD_START, "<! -", id="spaces between"),
        pytest.param("<--! a -->", MarkKind.BAD_START, "<--!", id="dashes first"),
        pytest.param("a\n <-- b -->", MarkKind.BAD_START, "<--", id="no exclamation mark"),
    ],
)
def test_marks(text: str, kind: MarkKind, mark: str) -> None:
    first = scan(text).marks[0]
    assert (first.kind, first.span.of(text)) == (kind, mark)


@pytest.mark.parametrize(
    "text",
    ["a <-- b", "<!DOCTYPE html>", "<![CDATA[a]]>", "`-->`", "```\na --> b\n```\n", "<!-- a -> b -->", "a -> b"],
)
def test_no_marks(text: str) -> None:
    assert not scan(text).marks


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("$$\nx\n\ny\n$$", ["$$\nx\n\ny\n$$"], id="with a blank line"),
        pytest.param("text\n$$x$$\ntext", ["$$x$$"], id="between lines of text"),
        pytest.param("- item\n\n  $$x$$.\n", ["$$x$$"], id="in a list, with a stop"),
        pytest.param("> $$x$$", ["$$x$$"], id="in a quote"),
        pytest.param("a $$x$$ b", [], id="inside a line"),
        pytest.param("<center>\n$$x$$\n</center>", [], id="inside block HTML"),
        pytest.param("$$x\n\n# Two\n\n$$", [], id="across a heading"),
        pytest.param("$$x\n<!-- a -->\n$$", [], id="across a comment"),
        pytest.param("`$$`\n$$x$$", ["$$x$$"], id="after a code span"),
    ],
)
def test_display_formulas(text: str, expected: list[str]) -> None:
    assert [span.of(text) for span in scan(text).formulas] == expected


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        pytest.param("a\n<!-- b\nc -->\nd", "a\n      \n     \nd", id="lines of its own are blank"),
        pytest.param("a <!-- b\n\nc --> d", f"a {FILL * 13} d", id="inside a line it is part of the line"),
        pytest.param("a <!-- b\nc -->\nd", "a             \nd", id="at a line's end too"),
        pytest.param("<!-- b\nc --> d", f"      \n{FILL * 5} d", id="the text after it is not indented"),
        pytest.param("<center>\n<!-- b -->\nc", f"<center>\n{FILL * 10}\nc", id="an open HTML block goes on"),
        pytest.param("<p>a</p>\n<!-- b -->\nc", f"<p>a</p>\n{' ' * 10}\nc", id="a closed one ends"),
    ],
)
def test_masks(text: str, masked: str) -> None:
    assert scan(text).masked == masked


def test_front_matter_is_blank() -> None:
    found = scan("---\na: <!-- b -->\n---\n<!-- c -->", 21)
    assert [comment.span.start for comment in found.comments] == [22]
    assert found.masked.splitlines()[:3] == ["   ", "             ", "   "]


def _check(text: str, found: Scan) -> None:
    assert len(found.masked) == len(found.shown) == len(text)
    places = sorted([*(comment.span for comment in found.comments), *found.formulas])
    assert all(0 <= span.start < span.end <= len(text) for span in places)
    assert all(one.end <= other.start for one, other in itertools.pairwise(places))
    assert all(comment.span.covers(comment.inner) for comment in found.comments)
    assert all(mark.span.of(text).strip() == mark.span.of(text) != "" for mark in found.marks)


@given(markdown())
def test_places_are_in_the_text_and_apart(text: str) -> None:
    _check(text, scan(text))


@given(markdown())
def test_what_is_shown_is_the_text_but_for_comments(text: str) -> None:
    found = scan(text)
    hidden = {offset for comment in found.comments for offset in range(comment.span.start, comment.span.end)}
    for offset, (shown, char) in enumerate(zip(found.shown, text, strict=True)):
        assert shown == (" " if offset in hidden and char not in "\r\n" else char)


_HOSTILE = {
    "openings": "<!--" * 20_000,
    "openings in paragraphs": "<!--\n\n" * 20_000 + "-->",
    "openings in block HTML": "<center>\n" + "<!--\n" * 20_000,
    "comments in one line": "x<!--a-->" * 20_000,
    "ends": "-->" * 200_000,
    "ticks": "`" * 1_000_000,
    "code spans": "`a`" * 300_000,
    "runs of ticks": "` `` ``` ```` " * 70_000,
    "dollars": "$" * 1_000_000,
    "open formulas": "$$ a " * 200_000,
    "spaces": " " * 1_000_000 + "<!-- a -->",
    "dashes": "<!--" + "-" * 1_000_000,
    "fences": "".join("`" * (3 + n % 500) + "\n\n" for n in range(3000)),
}


@pytest.mark.parametrize("text", _HOSTILE.values(), ids=_HOSTILE.keys())
def test_hostile_texts_take_linear_time(text: str) -> None:
    """Four times the text may take eight times as long, not sixteen; tiny times tell nothing."""
    quarter, whole = _seconds(text[: len(text) // 4]), _seconds(text)
    assert whole < max(0.5, 8 * quarter)


def _seconds(text: str) -> float:
    start = process_time()
    scan(text)
    return process_time() - start
