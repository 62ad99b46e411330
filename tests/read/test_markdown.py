"""Blocks of every kind, where they stand."""

import pytest
from hypothesis import given

from tests.read.texts import document, markdown
from transcheck.model.block import BlockKind as Kind
from transcheck.model.facts import TokenKind


def blocks(text: str) -> list[tuple[Kind, int, str]]:
    return [(block.kind, block.level, block.text) for block in document(text).blocks]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("# 損失 #\n\nText.", [(Kind.HEADING, 1, "# 損失 #"), (Kind.PARAGRAPH, 0, "Text.")], id="atx"),
        pytest.param("الخسارة\n===\n", [(Kind.HEADING, 1, "الخسارة\n===")], id="setext"),
        pytest.param("##Loss", [(Kind.HEADING, 2, "##Loss")], id="heading without a space"),
        pytest.param("##\u3000損失", [(Kind.HEADING, 2, "##\u3000損失")], id="heading with an ideographic space"),
        pytest.param("- a\n  - b", [(Kind.LIST_ITEM, 1, "- a"), (Kind.LIST_ITEM, 2, "- b")], id="nested list"),
        pytest.param("1. a\n\n   b", [(Kind.LIST_ITEM, 1, "1. a"), (Kind.PARAGRAPH, 1, "b")], id="item of two"),
        pytest.param("* a\n\u00a0 * b", [(Kind.LIST_ITEM, 1, "* a"), (Kind.LIST_ITEM, 2, "* b")], id="odd indentation"),
        pytest.param("- <!-- a -->\n  b", [(Kind.LIST_ITEM, 1, "b")], id="item below its comment"),
        pytest.param("> a\n> b", [(Kind.PARAGRAPH, 0, "a\n> b")], id="quote"),
        pytest.param("|a|b|\n|-|-|\n|c|d|", [(Kind.TABLE, 0, "|a|b|\n|-|-|\n|c|d|")], id="table"),
        pytest.param("|a|b|\n|c|d|", [(Kind.TABLE, 0, "|a|b|\n|c|d|")], id="table without a head"),
        pytest.param("```py\nx\n```", [(Kind.CODE, 0, "```py\nx\n```")], id="fence"),
        pytest.param("    x\n", [(Kind.CODE, 0, "x")], id="indented code"),
        pytest.param("$$\nx\n$$", [(Kind.MATH, 0, "$$\nx\n$$")], id="formula"),
        pytest.param("![a](b.png)", [(Kind.FIGURE, 0, "![a](b.png)")], id="image"),
        pytest.param("[^1]: Note.", [(Kind.FOOTNOTE, 0, "[^1]: Note.")], id="footnote"),
        pytest.param(
            "<center>\n<img src='a.png'>\n</center>",
            [(Kind.FIGURE, 0, "<center>\n<img src='a.png'>\n</center>")],
            id="figure",
        ),
        pytest.param(
            "<div>\n\nText.\n\n</div>",
            [(Kind.HTML, 0, "<div>"), (Kind.PARAGRAPH, 0, "Text."), (Kind.HTML, 0, "</div>")],
            id="markup",
        ),
        pytest.param("{{< note >}}", [(Kind.HTML, 0, "{{< note >}}")], id="shortcode"),
        pytest.param("---\n", [(Kind.RULE, 0, "---")], id="rule"),
        pytest.param(
            "[a]: https://a.org\n[b]: <b c> 'B'",
            [(Kind.HTML, 0, "[a]: https://a.org\n[b]: <b c> 'B'")],
            id="targets of links",
        ),
        pytest.param("[a]: https://a.org\nText.", [(Kind.PARAGRAPH, 0, "[a]: https://a.org\nText.")], id="not only"),
        pytest.param("import A from 'b'", [(Kind.HTML, 0, "import A from 'b'")], id="module"),
    ],
)
def test_kinds(text: str, expected: list[tuple[Kind, int, str]]) -> None:
    assert blocks(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("\ufeff# A\n\nnoch `x`\n", id="byte order mark"),
        pytest.param("---\ntitle: 第8週\n---\n\n# A\r\n\r\nnoch `x`\r\n", id="CRLF after front matter"),
        pytest.param("مقدمة قصيرة\n\n- \tعنصر `x`\n", id="Arabic and a tab"),
        pytest.param("\t\n𝒙𝒚 文字\u3000文字\n\n> 引用 `x`\n", id="astral letters and a quote"),
        pytest.param("<!-- English `y` -->\n訳文 `x`\n", id="after a comment"),
        pytest.param("a\u2028b\x0cc `x`\n", id="line separators that are none"),
        pytest.param("a\rb `x`\r", id="lone CR"),
    ],
)
def test_places_are_exact(text: str) -> None:
    found = document(text)
    (code,) = [token for block in found.blocks for token in block.facts.of(TokenKind.CODE)]
    assert code.span.of(text) == "`x`"
    assert all(block.span.of(text) == block.text for block in found.blocks)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("a <!-- b --> c", ["a            c"], id="in a paragraph"),
        pytest.param("## <!-- A -->", ["##"], id="a heading of nothing else"),
        pytest.param("- <!-- a --> b", ["-            b"], id="in a list item"),
        pytest.param("|a <!-- b -->|\n|-|\n", ["|a           |\n|-|"], id="in a table"),
        pytest.param(
            "<center>\n<!-- a\n\nb -->\nc d e\n</center>",
            ["<center>\n      \n\n     \nc d e\n</center>"],
            id="in block HTML",
        ),
        pytest.param(
            "<center>c</center>\n<!-- a -->\nUno dos.", ["<center>c</center>", "Uno dos."], id="after block HTML"
        ),
    ],
)
def test_comments_are_blanked(text: str, shown: list[str]) -> None:
    assert [block.text for block in document(text).blocks] == shown


def test_a_formula_inside_preformatted_text_is_part_of_it() -> None:
    text = "<pre>\n\n$$x$$\n\n</pre>\n"
    assert [(block.kind, block.text) for block in document(text).blocks] == [(Kind.HTML, text.strip())]


@given(markdown())
def test_blocks_are_in_order_apart_and_true(text: str) -> None:
    found = document(text)
    ends = [0, *(block.span.end for block in found.blocks)]
    hidden = {offset for comment in found.comments for offset in range(comment.span.start, comment.span.end)}
    for block, end in zip(found.blocks, ends, strict=False):
        assert end <= block.span.start < block.span.end <= len(text)
        assert len(block.text) == block.span.end - block.span.start
        for offset, char in enumerate(block.text, block.span.start):
            assert char == text[offset] or (char == " " and offset in hidden)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("".join("  " * depth + "- a\n" for depth in range(2000)), id="2,000 nested lists"),
        pytest.param("- " * 2000 + "a", id="2,000 nested lists in a line"),
        pytest.param(">" * 100_000, id="quotes"),
        pytest.param("a" + " " * 1_000_000 + "b", id="spaces"),
        pytest.param("<!-- a" + " " * 1_000_000 + "b -->", id="spaces in a comment"),
        pytest.param("|a" * 100_000 + "\n" + "|-" * 1000, id="columns"),
    ],
)
def test_hostile_texts_are_read(text: str) -> None:
    document(text)
