"""Text of documents as a page shows it: what is invisible made visible, formulas and code apart, changes marked."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from transcheck.model.block import Block, BlockKind, Segment
from transcheck.model.diff import edits
from transcheck.report.escape import visible

_RAW = re.compile(r"\$\$[^$]{1,4000}\$\$|\$(?=\S)[^$\n]{1,400}\$|`[^`\n]{1,400}`")
_WRAP = re.compile(r"[ \t]{0,8}(?<!\n)\n(?!\n)[ \t]{0,8}")
_VERBATIM = frozenset({BlockKind.CODE, BlockKind.MATH, BlockKind.TABLE, BlockKind.HTML})


class Run(NamedTuple):
    """A piece of a paragraph; `mark` is "", "del" or "ins"; `raw` says that it is code or a formula."""

    text: str
    mark: str = ""
    raw: bool = False


class Paragraph(NamedTuple):
    """Runs that stand together; `verbatim` ones keep their lines, headings their `level`."""

    runs: tuple[Run, ...]
    verbatim: bool = False
    level: int = 0


def paragraphs(segment: Segment | None) -> tuple[Paragraph, ...]:
    return tuple(map(_paragraph, segment.blocks)) if segment else ()


def changed(old: str, new: str, kind: BlockKind) -> tuple[Paragraph, ...]:
    """`old` and what became of it, with the words that went and those that came marked."""
    verbatim = kind in _VERBATIM
    pieces = edits(_plain(old, verbatim=verbatim), _plain(new, verbatim=verbatim))
    return (Paragraph(tuple(run for mark, text in pieces for run in runs(text, mark)), verbatim),)


def _paragraph(block: Block) -> Paragraph:
    verbatim = block.kind in _VERBATIM
    text = _plain(block.text, verbatim=verbatim)
    level = block.level if block.kind is BlockKind.HEADING else 0
    return Paragraph((Run(shown(text)),) if verbatim else tuple(runs(text)), verbatim, level)


def _plain(text: str, *, verbatim: bool) -> str:
    """The text without the line breaks of its author, unless these mean something."""
    text = text.replace("\r\n", "\n").expandtabs(4).strip("\n")
    return text if verbatim else _WRAP.sub(" ", text.strip())


def runs(text: str, mark: str = "") -> Iterator[Run]:
    at = 0
    for match in _RAW.finditer(text):
        if match.start() > at:
            yield Run(shown(text[at : match.start()]), mark)
        yield Run(shown(match.group()), mark, raw=True)
        at = match.end()
    if at < len(text):
        yield Run(shown(text[at:]), mark)


def shown(text: str) -> str:
    """Every line with its invisible characters shown, so that no bidi control reorders a page."""
    return "\n".join(map(visible, text.split("\n")))
