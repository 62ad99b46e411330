"""Markdown -> blocks, by markdown-it-py's block rules; inline rules stay off, for facts find those.

markdown-it gives each block's lines; columns follow from the text.  Indented code is read in
documents, but not inside comments, whose content translators indent as they like.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from transcheck.model.block import Block, BlockKind
from transcheck.model.facts import Facts, Piece, TokenKind
from transcheck.model.text import LineIndex, Span
from transcheck.read.scan import FILL

_LEAD = re.compile(rf"[ \t>{FILL}]*")
_ODD_INDENT = re.compile(r"(?m)^[ \t]*[\u00a0\u3000][ \t\u00a0\u3000]*(?=(?:[-*+]|\d{1,9}[.)])[ \t])")
"""What a translator's editor indented an item with: no list to a parser, but nobody means a paragraph by it."""
_SIMPLE = re.compile(r"[^\W\d_]|#{1,6}[ ]")
_NOT_SIMPLE = re.compile(rf"[\n\r{FILL}]")
_SUSPECT = re.compile(r"[!<{:$\[#ie%/|]")
_WORTH_SHORTENING = 2_000
_TAIL = re.compile(r"(?m)^[ ]+$|(?<=^[^\W\d_]{2})[^|<>\r\n]+$")
_ROWS = re.compile(r"\|[^\n]*\|[ \t]*(?:\r?\n[ \t]*\|[^\n]*)*\Z")
_PSEUDO_HEADING = re.compile(r"(#{1,6})[^#\s!\[][^\n]*\Z|(#{1,6})\u3000[^\n]*\Z")
_FOOTNOTE = re.compile(r"\[\^[^\]\s]+\]:")
_REFERENCE = re.compile(
    r"""(?:[ ]{0,3}\[[^\]\n^][^\]\n]{0,500}\]:[ \t]*(?:<[^<>\n]{0,2000}>|\S+)"""
    r"""(?:[ \t]+(?:"[^"\n]{0,500}"|'[^'\n]{0,500}'|\([^()\n]{0,500}\)))?[ \t]*(?:\r?\n|\Z))+\Z"""
)
_MODULE = re.compile(r"(?:import|export)\s[^\n]*(?:from\s+['\"]|=)")


@cache
def _parser(*, indented_code: bool) -> MarkdownIt:
    rules = ["reference"] if indented_code else ["reference", "code"]
    return MarkdownIt("commonmark", {"maxNesting": 60}).enable("table").disable(["inline", *rules])


def read_blocks(masked: str, shown: str, base: int = 0, *, indented_code: bool = True) -> tuple[Block, ...]:
    """The blocks of `masked` with their text from `shown` (see `scan`), which begin at `base` in the document."""
    if not indented_code and (text := _simple_text(masked)):
        return (_simple(text, base + masked.index(text)),)
    if "\u00a0" in masked or "\u3000" in masked:
        masked = _ODD_INDENT.sub(lambda match: " " * len(match[0]), masked)
    tokens = _parser(indented_code=indented_code).parse(_shortened(masked))
    return tuple(_Builder(masked, shown, base).blocks(tokens))


def _shortened(masked: str) -> str:
    """As many lines as in `masked`, of the same structure: the parser looks at every character, we at lines alone.

    What is blanked goes, and the rest of a line that begins with a letter and has no mark of a table or tag.
    """
    return _TAIL.sub("", masked) if len(masked) > _WORTH_SHORTENING else masked


def formula_block(text: str, start: int) -> Block:
    """A display formula; `text` has its `$$`."""
    return _block(BlockKind.MATH, text, start, raw=TokenKind.DISPLAY)


def _simple_text(masked: str) -> str:
    """The text of a comment of one line of prose or one heading, which most are and which needs no parser."""
    text = masked.strip()
    return text if _SIMPLE.match(text) and not _NOT_SIMPLE.search(text) else ""


def _simple(text: str, start: int) -> Block:
    hashes = len(text) - len(text.lstrip("#"))
    kind = BlockKind.HEADING if hashes else BlockKind.PARAGRAPH
    return _block(kind, text, start, level=hashes)


def _block(
    kind: BlockKind, text: str, start: int, level: int = 0, info: str = "", raw: TokenKind | None = None
) -> Block:
    facts = Facts((Piece(text, start, raw),))
    return Block(kind, Span(start, start + len(text)), text, facts, level, info)


class _Builder:
    """Walks markdown-it's flat tokens; keeps the depth of lists and the item that has no text yet."""

    def __init__(self, text: str, shown: str, base: int) -> None:
        self.text = text
        self.shown = shown
        self.base = base
        self.lines = LineIndex(text)
        self.depth = 0
        self.opened = False

    def blocks(self, tokens: Sequence[Token]) -> Iterator[Block]:
        for token in tokens:
            if token.type in ("bullet_list_open", "ordered_list_open"):
                self.depth += 1
            elif token.type in ("bullet_list_close", "ordered_list_close"):
                self.depth -= 1
            elif token.type in ("list_item_open", "list_item_close"):
                self.opened = token.type == "list_item_open"
            elif token.type in _KINDS and token.map and (block := self._read(token, token.map)) is not None:
                yield block
                self.opened = False

    def _read(self, token: Token, lines: list[int]) -> Block | None:
        span = self._span(lines)
        text = span.of(self.shown)
        kind = self._kind(token, text)
        level = self._level(token, kind, text)
        if not text or kind is None:
            return None
        raw = TokenKind.CODE if kind is BlockKind.CODE else None
        return _block(kind, text, self.base + span.start, level, token.info.strip(), raw)

    def _span(self, lines: list[int]) -> Span:
        """From the first character after indentation and quote markers to the last that is not white."""
        starts = self.lines.starts
        start = starts[lines[0]]
        end = starts[lines[1]] if lines[1] < len(starts) else len(self.text)
        lead = _LEAD.match(self.text, start, end)
        start = lead.end() if lead else start
        return Span(start, start + len(self.text[start:end].rstrip(f" \t\r\n{FILL}")))

    def _kind(self, token: Token, text: str) -> BlockKind | None:
        kind = _KINDS[token.type]
        if kind is BlockKind.PARAGRAPH and self.opened:
            return BlockKind.LIST_ITEM
        if kind is BlockKind.PARAGRAPH and _SUSPECT.match(text):
            return _kind_of_paragraph(text)
        if kind is BlockKind.HTML:
            return _kind_of_html(text)
        return kind

    def _level(self, token: Token, kind: BlockKind | None, text: str) -> int:
        if kind is BlockKind.HEADING:
            return int(token.tag[1]) if token.type == "heading_open" else len(text) - len(text.lstrip("#"))
        return self.depth


_KINDS = {
    "heading_open": BlockKind.HEADING,
    "paragraph_open": BlockKind.PARAGRAPH,
    "fence": BlockKind.CODE,
    "code_block": BlockKind.CODE,
    "html_block": BlockKind.HTML,
    "table_open": BlockKind.TABLE,
    "hr": BlockKind.RULE,
}


def _kind_of_paragraph(text: str) -> BlockKind:
    """Tell headings without a space, footnotes, kramdown's headless tables and markup from prose."""
    if _PSEUDO_HEADING.match(text):
        return BlockKind.HEADING
    if _FOOTNOTE.match(text):
        return BlockKind.FOOTNOTE
    if _ROWS.match(text):
        return BlockKind.TABLE
    if _REFERENCE.match(text) or _MODULE.match(text):
        return BlockKind.HTML
    facts = Facts((Piece(text, 0),))
    if any(char.isalnum() for char in facts.plain) and not _only_images(facts):
        return BlockKind.PARAGRAPH
    if facts.images:
        return BlockKind.FIGURE
    displays = facts.of(TokenKind.DISPLAY)
    return BlockKind.MATH if displays and len(displays) == len(facts.tokens) else _markup_or_prose(facts)


def _markup_or_prose(facts: Facts) -> BlockKind:
    """A line of formulas or code alone is still read by a reader; tags and placeholders are not."""
    return BlockKind.PARAGRAPH if facts.formulas or facts.code or facts.links else BlockKind.HTML


def _only_images(facts: Facts) -> bool:
    """Whether nothing but images stands there, whatever their `alt` texts say."""
    text = facts.pieces[0].text
    for token in reversed(facts.tokens):
        text = text[: token.span.start] + text[token.span.end :]
    return bool(facts.images) and not any(char.isalnum() for char in text)


def _kind_of_html(text: str) -> BlockKind:
    facts = Facts((Piece(text, 0),))
    if facts.images:
        return BlockKind.FIGURE
    return BlockKind.PARAGRAPH if len(facts.words) > 2 else BlockKind.HTML
