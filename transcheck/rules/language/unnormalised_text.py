"""A letter is written by code points that Unicode holds for the same as others, or for compatibility only.

`é` may be one code point or two, and an Arabic letter may be spelled by the shape it has in print.  Both look
right, but a search for the word as a keyboard types it does not find them, and fonts set them badly.  The
composed form (NFC) is what the web expects.

## Example

```markdown target
La pe\u0301rdida baja.
```

## Use instead

```markdown target
La p\u00e9rdida baja.
```

## Fix safety

Safe: the prose of the block is put into the composed form, and shapes of letters become letters.
"""

import re
import unicodedata
from collections.abc import Iterator

from transcheck.model.block import Block
from transcheck.model.document import Document
from transcheck.model.facts import Piece
from transcheck.model.finding import Dimension, Edit, Fix, Problem, Safety, Severity
from transcheck.model.text import Span
from transcheck.rule import Context, NoOptions, rule

# Latin ligatures, Hebrew letters and Arabic letters by their shape; signs that are words of their own (U+FD3E on) stay.
_SHAPES = re.compile("[\ufb00-\ufb06\ufb1d-\ufb28\ufb2a-\ufd3d\ufe70-\ufe7f\ufe80-\ufefc]")
_WORD = re.compile(r"\S+")


@rule(severity=Severity.INFO, dimension=Dimension.LINGUISTIC, fix=Safety.SAFE)
def check(document: Document, ctx: Context[NoOptions]) -> Iterator[Problem]:
    if _is_normal(document.text):
        return
    for block in document.blocks:
        if not _is_normal(block.text):
            yield from _problem(block)


def _is_normal(text: str) -> bool:
    return text.isascii() or (unicodedata.is_normalized("NFC", text) and _SHAPES.search(text) is None)


def _problem(block: Block) -> Iterator[Problem]:
    edits = tuple(edit for piece in block.facts.plain_pieces for edit in _edits(piece))
    if edits:
        first = edits[0].span.shifted(-block.span.start).of(block.text)
        more = f" and {len(edits) - 1} more" if len(edits) > 1 else ""
        fix = Fix("Compose the letters (NFC)", edits, Safety.SAFE)
        message = f'not in Unicode\'s composed form: "{first}" ({_codes(first, edits[0].text)}){more}'
        yield Problem(edits[0].span, message, fix=fix)


def _edits(piece: Piece) -> Iterator[Edit]:
    for match in _WORD.finditer(piece.text):
        word = match[0]
        if not _is_normal(word) and not _is_usual(word, normal := _normal(word)):
            yield Edit(Span(*match.span()).shifted(piece.start), normal)


def _normal(word: str) -> str:
    """The composed form, with letters in place of their shapes; other compatibility characters stay."""
    return unicodedata.normalize("NFC", _SHAPES.sub(lambda match: unicodedata.normalize("NFKC", match[0]), word))


def _is_usual(word: str, normal: str) -> bool:
    """Whether keyboards write it so: Arabic marks in another order, Bengali letters that NFC takes apart."""
    composed = [(char, unicodedata.normalize("NFC", char)) for char in word]
    return sorted("".join(new if len(new) > 1 else char for char, new in composed)) == sorted(normal)


def _codes(word: str, normal: str) -> str:
    """The first code points that differ, and those that should be there: U+0065 U+0301 for U+00E9."""
    start = next((n for n, (old, new) in enumerate(zip(word, normal, strict=False)) if old != new), len(normal))
    end = 0
    while end < min(len(word), len(normal)) - start - 1 and word[-1 - end] == normal[-1 - end]:
        end += 1
    was, now = (" ".join(f"U+{ord(char):04X}" for char in text[start : len(text) - end][:2]) for text in (word, normal))
    return f"{was} for {now}"
