"""A head and its text -> a document."""

import re
from itertools import accumulate

from transcheck.model.block import Block
from transcheck.model.document import Comment, CommentFault, Directive, Document, Head
from transcheck.model.text import Span
from transcheck.read.markdown import formula_block, read_blocks
from transcheck.read.scan import RawComment, Scan, scan

_DIRECTIVE = re.compile(
    r"\s*transcheck:\s*(?P<action>[a-z-]+)\s*(?:\[(?P<rules>[^\]]*)\])?\s*(?P<reason>.*?)\s*\Z", re.S
)


def read_document(head: Head) -> Document:
    """Read the body of a file; never raises, whatever the text holds."""
    text = head.text
    start = head.front_matter.span.end if head.front_matter else (1 if text.startswith("\ufeff") else 0)
    found = scan(text, start)
    directives = tuple(d for raw in found.comments if (d := _directive(text, raw)) is not None)
    taken = {directive.span.start for directive in directives}
    comments = tuple(_comment(text, raw) for raw in found.comments if raw.span.start not in taken)
    return Document(head, text, _blocks(text, found, 0, indented_code=True), comments, directives, tuple(found.marks))


def _blocks(text: str, found: Scan, base: int, *, indented_code: bool) -> tuple[Block, ...]:
    """The parsed blocks with the display formulas between them; a formula inside a `<pre>` is a part of that."""
    parsed = read_blocks(found.masked, found.shown, base, indented_code=indented_code)
    if not found.formulas:
        return parsed
    formulas = [formula_block(span.of(text), base + span.start) for span in found.formulas]
    merged = sorted([*parsed, *formulas], key=lambda block: block.span.start)
    ends = accumulate((block.span.end for block in merged), max, initial=0)
    return tuple(block for block, end in zip(merged, ends, strict=False) if block.span.start >= end)


def _comment(text: str, raw: RawComment) -> Comment:
    inner = raw.inner.of(text)
    blocks = _blocks(inner, scan(inner), raw.inner.start, indented_code=False)
    return Comment(raw.span, raw.inner, blocks, raw.is_inline, raw.fault)


def _directive(text: str, raw: RawComment) -> Directive | None:
    inner = raw.inner.of(text)
    match = _DIRECTIVE.match(inner) if "transcheck:" in inner else None
    if match is None or raw.fault is CommentFault.UNCLOSED:
        return None
    rules = tuple(name.strip() for name in (match["rules"] or "").split(",") if name.strip())
    return Directive(raw.span, match["action"], rules, match["reason"])


def comment_content(text: str, span: Span) -> tuple[Block, ...]:
    """The blocks that a stretch of `text` holds, read as a comment's content."""
    inner = span.of(text)
    return _blocks(inner, scan(inner), span.start, indented_code=False)
