"""How a message names a character that nobody sees, and where in a document characters can be seen."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator

from transcheck.model.block import BlockKind
from transcheck.model.document import Document
from transcheck.model.text import Span

_CONTROLS = {
    0x00: "NULL",
    0x07: "BELL",
    0x08: "BACKSPACE",
    0x0B: "LINE TABULATION",
    0x0C: "FORM FEED",
    0x1B: "ESCAPE",
    0x7F: "DELETE",
    0x85: "NEXT LINE",
}
_JOINERS = "\u200c\u200d"
_LONGEST_WORD = 24
_LOOK = 80


def label(char: str) -> str:
    """Code point and name: U+200B ZERO WIDTH SPACE."""
    name = unicodedata.name(char, _CONTROLS.get(ord(char), "CONTROL" if unicodedata.category(char) == "Cc" else ""))
    return f"U+{ord(char):04X} {name}".rstrip()


def whereabouts(text: str, span: Span) -> str:
    """Where `span` stands, by the words of its line: in "word", after "word", before "word"."""
    before = text[max(0, span.start - _LOOK) : span.start].rsplit("\n", 1)[-1]
    after = text[span.end : span.end + _LOOK].split("\n", 1)[0]
    left, right = _word(before.split()[-1:]), _word(after.split()[:1])
    if left and right and not before[-1].isspace() and not after[0].isspace():
        return f'in "{(left + right)[:_LONGEST_WORD]}"'
    if left:
        return f'after "{left[-_LONGEST_WORD:]}"'
    return f'before "{right[:_LONGEST_WORD]}"' if right else "on a line of its own"


def _word(found: list[str]) -> str:
    return "".join(char for word in found for char in word if char in _JOINERS or not _is_unseen(char))


def _is_unseen(char: str) -> bool:
    return unicodedata.category(char) in ("Cc", "Cf")


def word_around(text: str, span: Span) -> Span:
    """`span` with what stands directly before and after it, up to white space."""
    before = text[max(0, span.start - _LONGEST_WORD) : span.start]
    after = text[span.end : span.end + _LONGEST_WORD]
    left = 0 if not before or before[-1].isspace() else len(before.split()[-1])
    right = 0 if not after or after[0].isspace() else len(after.split()[0])
    return Span(span.start - left, span.end + right)


def _runs(document: Document) -> Iterator[Span]:
    """What is published of a document: the lines of the front matter, and every block."""
    if document.front_matter is not None:
        yield from _lines(document, document.front_matter.body)
    yield from (block.span for block in document.blocks)


def _lines(document: Document, span: Span) -> Iterator[Span]:
    for match in re.finditer(r"[^\r\n]+", document.text[span.start : span.end]):
        yield Span(*match.span()).shifted(span.start)


def visible(document: Document, pattern: re.Pattern[str]) -> Iterator[tuple[Span, tuple[re.Match[str], ...]]]:
    """Each run with the matches of `pattern` in it that stand outside of comments."""
    if pattern.search(document.text) is None:
        return
    for span in _runs(document):
        found = pattern.finditer(document.text, span.start, span.end)
        kept = tuple(match for match in found if not in_comment(document, match.start()))
        if kept:
            yield span, kept


def in_comment(document: Document, offset: int) -> bool:
    index = bisect_right(document.comments, offset, key=lambda comment: comment.span.start) - 1
    return index >= 0 and document.comments[index].span.contains(offset)


def in_code(document: Document, offset: int) -> bool:
    """Whether it stands in a code block or in code within a line."""
    index = bisect_right(document.blocks, offset, key=lambda block: block.span.start) - 1
    if index < 0 or not document.blocks[index].span.contains(offset):
        return False
    block = document.blocks[index]
    return block.kind is BlockKind.CODE or any(token.span.contains(offset) for token in block.facts.code)
