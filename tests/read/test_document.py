"""Comments are Markdown in their turn; directives are no comments."""

import pytest
from hypothesis import given

from tests.read.texts import document, markdown
from transcheck.model.block import BlockKind as Kind
from transcheck.model.document import CommentFault


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("<!-- Text. -->", [(Kind.PARAGRAPH, "Text.")], id="paragraph"),
        pytest.param("<!--## Loss\n-->", [(Kind.HEADING, "## Loss")], id="heading"),
        pytest.param("<!---## Loss-->", [(Kind.HEADING, "## Loss")], id="heading after a dash"),
        pytest.param("<!--- item -->", [(Kind.LIST_ITEM, "- item")], id="list item"),
        pytest.param("<!---\nText.\n--->", [(Kind.PARAGRAPH, "Text.")], id="no underlined heading"),
        pytest.param(
            "<!-- ## A\n\n    Text.\n\n$$\nx\n$$ -->",
            [(Kind.HEADING, "## A"), (Kind.PARAGRAPH, "Text."), (Kind.MATH, "$$\nx\n$$")],
            id="several, indented",
        ),
        pytest.param("<!-- ```\na\n``` -->", [(Kind.CODE, "```\na\n```")], id="code"),
        pytest.param("<!-- > Text. -->", [(Kind.PARAGRAPH, "Text.")], id="quote"),
        pytest.param("<!-- 3 of 4 -->", [(Kind.PARAGRAPH, "3 of 4")], id="a number first"),
        pytest.param("<!-- a <!-- b -->", [(Kind.PARAGRAPH, "a")], id="another opening inside"),
        pytest.param("<!-- -->", [], id="nothing"),
    ],
)
def test_comments_are_read_as_markdown(text: str, expected: list[tuple[Kind, str]]) -> None:
    (comment,) = document(text).comments
    assert [(block.kind, block.text) for block in comment.blocks] == expected


@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_places_inside_comments_are_exact(end: str) -> None:
    text = f"\ufeff---\nlang: ar\n---\nنص <!--\t## A{end}{end}  Two `x` words. -->{end}"
    found = document(text)
    assert [block.span.of(text) for _, block in found.comment_blocks()] == ["## A", "Two `x` words."]
    assert [token.value_span.of(text) for _, block in found.comment_blocks() for token in block.facts.code] == ["x"]


@pytest.mark.parametrize(
    ("text", "inline"),
    [("<!-- a -->\n", False), ("  <!-- a\nb -->  \nc", False), ("- <!-- a -->\n", True), ("<!-- a --> b", True)],
)
def test_inline_comments(text: str, inline: bool) -> None:
    assert document(text).comments[0].is_inline is inline


@pytest.mark.parametrize(("at", "found"), [(0, None), (2, "<!--b-->"), (9, "<!--b-->"), (10, None), (12, "<!--d-->")])
def test_the_comment_at_an_offset(at: int, found: str | None) -> None:
    text = "a <!--b--> c<!--d-->"
    comment = document(text).comment_at(at)
    assert (comment and comment.span.of(text)) == found


def test_directives_are_no_comments() -> None:
    found = document("<!-- transcheck: ignore[doubled-word, links] quoted so -->\n\n<!-- Text. -->\n")
    (directive,) = found.directives
    assert (directive.action, directive.rules, directive.reason) == ("ignore", ("doubled-word", "links"), "quoted so")
    assert [comment.blocks[0].text for comment in found.comments] == ["Text."]


def test_a_directive_that_never_closes_is_a_comment() -> None:
    """Else it would hide the rest of the document and nobody would say so."""
    found = document("<!-- transcheck: ignore\n\nTexto.\n")
    assert not found.directives
    assert found.comments[0].fault is CommentFault.UNCLOSED


@given(markdown())
def test_comments_hold_their_blocks(text: str) -> None:
    for comment, block in document(text).comment_blocks():
        assert comment.inner.covers(block.span)
        assert len(block.text) == block.span.end - block.span.start


@given(markdown())
def test_offsets_do_not_depend_on_the_body_before(text: str) -> None:
    """Front matter shifts every place and changes nothing else."""
    head = "---\ntitle: 題\n---\n"
    alone, below = document("\n" + text), document(head + "\n" + text)
    if alone.front_matter is None:
        assert [block.span.shifted(len(head)) for block in alone.blocks] == [block.span for block in below.blocks]
