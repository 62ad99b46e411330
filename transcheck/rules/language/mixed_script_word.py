"""A letter of another script stands in a word that it only seems to belong to.

A Cyrillic `а` in a Latin word looks right and is another letter: no search, spelling checker or speech
synthesis knows the word.  Words that mix scripts rightly pass: `API-интерфейс`, `LSTMов`, `β-VAE`.

## Example

```markdown target
La red aprende la pérdid\u0430.
```

## Use instead

```markdown target
La red aprende la pérdida.
```
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import groupby

from transcheck.locales.lookalikes import FROM_LATIN, TO_LATIN
from transcheck.locales.scripts import script_of
from transcheck.model.document import Document
from transcheck.model.facts import Piece
from transcheck.model.finding import Dimension, Problem, Severity
from transcheck.model.text import Span
from transcheck.rule import Context, NoOptions, rule
from transcheck.syntax.characters import label

_LATIN = "A-Za-z\u00c0-\u024f\u1e00-\u1eff"
_OTHER = "\u0370-\u03ff\u0400-\u052f"
_MIXED = re.compile(rf"[{_OTHER}](?:(?=[{_LATIN}])|(?<=[{_LATIN}].))")
_WORD = re.compile(rf"[{_LATIN}{_OTHER}]+")
_SHORTEST = 3
_SHORTEST_STEM = 2


@rule(severity=Severity.WARNING, dimension=Dimension.LINGUISTIC)
def check(document: Document, ctx: Context[NoOptions]) -> Iterator[Problem]:
    if _MIXED.search(document.text) is None:
        return
    for block in document.blocks:
        if _MIXED.search(block.text):
            for piece in block.facts.plain_pieces:
                yield from _problems(piece, ctx.language.scripts)


def _problems(piece: Piece, scripts: frozenset[str]) -> Iterator[Problem]:
    for match in _WORD.finditer(piece.text):
        word = match[0]
        if len(word) >= _SHORTEST and _MIXED.search(word) and (strange := _strangers(word, scripts)):
            start = piece.start + match.start() + min(strange)
            other, own = next(iter(strange.values()))
            yield Problem(Span(start, start + 1), f'"{word}" holds {label(other)} in place of {label(own)}')


def _strangers(word: str, scripts: frozenset[str]) -> dict[int, tuple[str, str]]:
    """Letters of the rarer script by their index, each with the other script's letter that it looks like."""
    parts = [(name, len(list(run))) for name, run in groupby(script_of(char) for char in word)]
    counts = Counter(script_of(char) for char in word)
    if len(counts) != 2 or "Latin" not in counts or _is_inflected(parts, scripts):
        return {}
    rare = min(counts, key=lambda name: counts[name])
    other = next(name for name in counts if name != "Latin")
    alike = (FROM_LATIN if rare == "Latin" else TO_LATIN).get(other)
    known: Mapping[str, str] = alike or {}
    found = {at: (char, known.get(char, "")) for at, char in enumerate(word) if script_of(char) == rare}
    return found if 2 * len(found) < len(word) and all(own for _, own in found.values()) else {}


def _is_inflected(parts: list[tuple[str, int]], scripts: frozenset[str]) -> bool:
    """Whether a foreign stem has an ending of the language's own script: GPUа in Russian."""
    if len(parts) != 2:
        return False
    (stem, length), (ending, _) = parts
    return ending in scripts and stem not in scripts and length >= _SHORTEST_STEM
