"""Text of documents as a page shows it: what is invisible made visible, formulas and code apart, changes marked."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from transcheck.model.block import Block, BlockKind, Segment
from transcheck.model.diff import edits
from transcheck.model.text import Span
from transcheck.report.escape import visible

_APART = re.compile(
    r"(?P<code>\$\$[^$]{1,4000}\$\$|\$(?=\S)[^$\n]{1,400}\$|`[^`\n]{1,400}`)"
    r"|(?P<link>(?<=\])\([^()\s]{1,400}(?:\([^()\s]{0,100}\)[^()\s]{0,300})?\)"
    r"|https?://[^\s<>()\[\]]{1,400}|</?[A-Za-z][^<>]{0,400}>)"
)
"""Code and formulas, and what readers of the site do not read: targets of links, and tags."""
_BEGIN, _END = "\ufdd0", "\ufdd1"
"""Noncharacters, which no text may hold (https://www.unicode.org/faq/private_use.html#nonchar1): a mark's ends."""
_ENDS = re.compile(f"([{_BEGIN}{_END}])")
_LARGE = 0.7
"""The share of a block from which a finding is one of the whole block, and no place in it."""
_WRAP = re.compile(r"[ \t]{0,8}(?<!\n)\n(?!\n)[ \t]{0,8}")
_VERBATIM = frozenset({BlockKind.CODE, BlockKind.MATH, BlockKind.TABLE, BlockKind.HTML})


class Run(NamedTuple):
    """A piece of a paragraph; `mark` is "", "del", "ins" or "mark", `apart` "", "code" or "link"."""

    text: str
    mark: str = ""
    apart: str = ""


class Paragraph(NamedTuple):
    """Runs that stand together; `verbatim` ones keep their lines, headings their `level`."""

    runs: tuple[Run, ...]
    verbatim: bool = False
    level: int = 0


def paragraphs(segment: Segment | None, marked: Sequence[Span] = ()) -> tuple[Paragraph, ...]:
    """The blocks of a segment with the places of findings in them marked."""
    return tuple(_paragraph(block, marked) for block in segment.blocks) if segment else ()


def changed(old: str, new: str, kind: BlockKind) -> tuple[Paragraph, ...]:
    """`old` and what became of it, with the words that went and those that came marked."""
    verbatim = kind in _VERBATIM
    level = int(kind is BlockKind.HEADING)
    blocks: list[list[Run]] = [[]]
    for mark, text in edits(_plain(old, verbatim=verbatim), _plain(new, verbatim=verbatim)):
        for number, part in enumerate([text] if verbatim else text.split("\n\n")):
            blocks += [[]] if number else []
            found = [Run(part, mark)] if verbatim else runs(part, mark)
            blocks[-1] += _without_end(run._replace(text=shown(run.text)) for run in found)
    return tuple(Paragraph(tuple(block), verbatim, level) for block in blocks if block)


def _without_end(found: Iterable[Run]) -> Iterator[Run]:
    """White space at the end of a change is not shown as one."""
    for run in found:
        text = run.text.rstrip() if run.mark else run.text
        yield run._replace(text=text)
        if text != run.text:
            yield Run(run.text[len(text) :])


def _paragraph(block: Block, marked: Sequence[Span]) -> Paragraph:
    verbatim = block.kind in _VERBATIM
    text = _plain(_with_ends(block, marked), verbatim=verbatim)
    level = block.level if block.kind is BlockKind.HEADING else 0
    found = [Run(text)] if verbatim else runs(text)
    return Paragraph(tuple(_marked(found)), verbatim, level)


def _with_ends(block: Block, marked: Sequence[Span]) -> str:
    """The text of a block with `_BEGIN` and `_END` around the places of findings, which do not overlap then."""
    text = block.text.replace(_BEGIN, "\ufffd").replace(_END, "\ufffd")
    pieces, at = [], 0
    for span in sorted(span for span in marked if _is_place(span, block)):
        start, end = max(span.start - block.span.start, at), min(span.end - block.span.start, len(text))
        if start < end:
            pieces += [text[at:start], _BEGIN, text[start:end], _END]
            at = end
    return "".join([*pieces, text[at:]])


def _is_place(span: Span, block: Block) -> bool:
    return span.overlaps(block.span) and span.end - span.start < _LARGE * len(block.text)


def _marked(found: Iterable[Run]) -> Iterator[Run]:
    """Runs cut where a mark begins or ends."""
    mark = ""
    for run in found:
        for piece in _ENDS.split(run.text):
            if piece in (_BEGIN, _END):
                mark = "mark" if piece == _BEGIN else ""
            elif piece:
                yield run._replace(text=shown(piece), mark=mark)


def _plain(text: str, *, verbatim: bool) -> str:
    """The text without the line breaks of its author, unless these mean something."""
    text = text.replace("\r\n", "\n").expandtabs(4).strip("\n")
    return text if verbatim else _WRAP.sub(" ", text.strip())


def runs(text: str, mark: str = "") -> Iterator[Run]:
    at = 0
    for match in _APART.finditer(text):
        if match.start() > at:
            yield Run(text[at : match.start()], mark)
        yield Run(match.group(), mark, match.lastgroup or "")
        at = match.end()
    if at < len(text):
        yield Run(text[at:], mark)


def shown(text: str) -> str:
    """Every line with its invisible characters shown, so that no bidi control reorders a page."""
    return "\n".join(map(visible, text.split("\n")))
