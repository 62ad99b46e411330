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
        for match in _marks("".join(known.foreign_punctuation)).finditer(piece.text):
            at = piece.start + match.start()
            rest = document.text[at + 1 : piece.start + len(piece.text)]
            if _is_own(_letter_before(piece.text, match.start()), known) and _goes_on(rest, match[0], known):
                yield _edit(at, rest, block, match[0], known.foreign_punctuation[match[0]])


@cache
def _marks(marks: str) -> re.Pattern[str]:
    return re.compile(f"[{re.escape(marks)}]")


def _letter_before(text: str, at: int) -> str:
    """The letter that stands directly before, without its vowel signs; what stands there, if it is none."""
    while at > 0 and unicodedata.category(text[at - 1]).startswith("M"):
        at -= 1
    return text[at - 1 : at]


def _is_own(char: str, known: Language) -> bool:
    return char.isalpha() and script_of(char) in known.scripts


def _goes_on(rest: str, mark: str, known: Language) -> bool:
    """Whether the language's own script follows, or the end of the text for a mark that ends sentences.

    `rest` is as it stands in the document: a formula, code, emphasis or a comment is no letter.
    """
    after = rest.lstrip()
    return _is_own(after[:1], known) if after else mark in _SENTENCE_MARKS


def _edit(at: int, rest: str, block: Block, mark: str, own: str) -> Edit:
    """The mark with the space that goes or comes with it.

    Spaces stay at a line's end, where two are a break, and in a heading, whose identifier is made of them.
    """
    space = len(rest) - len(rest.lstrip(" \t"))
    stays = block.kind is BlockKind.HEADING or rest[space : space + 1] in tuple("\r\n")
    if _is_wide(own):
        return Edit(Span(at, at + 1 + (0 if stays else space)), own)
    wants_space = _is_wide(mark) and bool(rest) and not rest[0].isspace()
    return Edit(Span(at, at + 1), own + " " * wants_space)


def _is_wide(mark: str) -> bool:
    return unicodedata.east_asian_width(mark) in "WF"
