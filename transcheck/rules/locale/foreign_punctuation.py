"""A punctuation mark of another script stands in running text.

A Latin comma between Arabic words leans the wrong way, a half-width full stop between Chinese characters
leaves a hole in the line, and a search for a sentence's end does not find it. Only marks between letters
of the language's own script are reported, or between one and the end of the text: beside Latin words,
numbers, formulas and code either mark is in use. A document that writes so throughout is told once.

## Example

```markdown target zh
网络有三层,每一层都有权重.
```

## Use instead

```markdown target zh
网络有三层，每一层都有权重。
```

## Fix safety

Puts the language's own mark in the place of the foreign one, which sounds and means the same. A space
after it goes where the own mark is of full width, and comes where it is not.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache

from transcheck.locales.language import Language
from transcheck.locales.scripts import script_of
from transcheck.model.block import Block, BlockKind
from transcheck.model.document import Document
from transcheck.model.facts import Piece
from transcheck.model.finding import Dimension, Edit, Fix, Problem, Safety, Severity
from transcheck.model.gather import counted, gathered
from transcheck.model.text import Span
from transcheck.rule import Context, NoOptions, rule

_SENTENCE_MARKS = ".!?。？！؟"


@rule(severity=Severity.INFO, dimension=Dimension.LOCALE, fix=Safety.SAFE)
def check(document: Document, ctx: Context[NoOptions]) -> Iterator[Problem]:
    known = ctx.language
    if not known.foreign_punctuation:
        return
    for edits in gathered([list(_edits(block, document, known)) for block in document.blocks if block.kind.is_prose]):
        yield _problem(edits, document, known)


def _problem(edits: Sequence[Edit], document: Document, known: Language) -> Problem:
    written = {edit.span.of(document.text)[0] for edit in edits}
    listed = ", ".join(f'"{mark}" for "{own}"' for mark, own in known.foreign_punctuation.items() if mark in written)
    fix = Fix(f"Write the marks of {known.name}", tuple(edits), Safety.SAFE)
    return Problem(edits[0].span, f"{listed} in {known.name} text", hint=counted(edits), fix=fix)


def _edits(block: Block, document: Document, known: Language) -> Iterator[Edit]:
    for piece in block.facts.plain_pieces:
        for match in _marks(tuple(known.foreign_punctuation)).finditer(piece.text):
            if _is_own_text(match, piece, document, known):
                yield _edit(match, piece, block, known)


@cache
def _marks(marks: tuple[str, ...]) -> re.Pattern[str]:
    """One mark that stands directly after a letter, with the space after it."""
    return re.compile(rf"(?<=[^\W\d_])(?P<mark>[{re.escape(''.join(marks))}])(?P<space>[ \t]*)")


def _is_own_text(match: re.Match[str], piece: Piece, document: Document, known: Language) -> bool:
    if script_of(piece.text[match.start() - 1]) not in known.scripts:
        return False
    after = document.text[piece.start + match.end() : piece.start + len(piece.text)].lstrip()
    ends = not after and match["mark"] in _SENTENCE_MARKS
    return ends or script_of(after[:1] or " ") in known.scripts


def _edit(match: re.Match[str], piece: Piece, block: Block, known: Language) -> Edit:
    """The space stays in a heading, for its identifier, which links name, is made of its words and spaces."""
    mark = known.foreign_punctuation[match["mark"]]
    if _is_wide(mark) and block.kind is not BlockKind.HEADING:
        return Edit(Span(*match.span()).shifted(piece.start), mark)
    at_end = match.end() == len(piece.text) or piece.text[match.end()].isspace()
    space = " " if _is_wide(match["mark"]) and not _is_wide(mark) and not match["space"] and not at_end else ""
    return Edit(Span(*match.span("mark")).shifted(piece.start), mark + space)


def _is_wide(mark: str) -> bool:
    return unicodedata.east_asian_width(mark) in "WF"
