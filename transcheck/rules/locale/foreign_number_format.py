"""A number is written with another language's separators.

A reader takes `1,500` for one and a half where the comma parts decimals, and for fifteen hundred where
it parts thousands. Only forms that can be nothing else are reported, never a version or the number of a
section; what a variety of the language writes is right, and so are native and Arabic digits alike. A
document that writes all its numbers so is told once.

## Example

```markdown source
The error rate fell from 25.8% to 16.4% with 200,000 images.
```

```markdown target de
Die Fehlerrate sank mit 200,000 Bildern von 25.8 % auf 16.4 %.
```

## Use instead

```markdown target de
Die Fehlerrate sank mit 200.000 Bildern von 25,8 % auf 16,4 %.
```
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from transcheck.locales.language import Language
from transcheck.model.block import Segment
from transcheck.model.facts import Piece
from transcheck.model.finding import Dimension, Problem, Severity
from transcheck.model.gather import counted, gathered
from transcheck.model.text import Span
from transcheck.model.unit import Translation, Unit
from transcheck.rule import Context, NoOptions, rule

_NUMBER = re.compile(r"(?<![A-Za-z\d_.,:/٫٬])(?P<whole>\d{1,12})(?P<rest>(?:[.,]\d{1,12})+)(?![A-Za-z\d_/:]|[.,]\d)")
_SEPARATED = re.compile(r"\d[.,]\d")
_GROUPS = re.compile(r"(?:,\d{3})+")
_BEFORE = re.compile(r"([^\W\d_]+)[.:]?\s*\(?\Z")
_UNIT_AFTER = re.compile(r"[ \u00a0\u202f]?(?:[%‰°]|(?:[kMGT]?(?:Hz|B|W)|[kcm]?m|[mµn]?s|kg)\b)")
_UNIT_BEFORE = re.compile(r"%[ \u00a0]?\Z")
_NEAR = 40


@dataclass(frozen=True, slots=True)
class _Hit:
    span: Span
    written: str
    expected: str


@rule(severity=Severity.INFO, dimension=Dimension.LOCALE)
def check(translation: Translation, ctx: Context[NoOptions]) -> Iterator[Problem]:
    known = ctx.language
    if not known.has_data or not known.decimal_separators or translation.locale == ctx.corpus.source_locale:
        return
    for hits in gathered([list(_hits(unit, known)) for unit in translation.units]):
        yield Problem(hits[0].span, _message(hits, known), hint=counted(hits))


def _message(hits: Sequence[_Hit], known: Language) -> str:
    first = hits[0]
    what = f'"{first.written}" is' if len(hits) == 1 else f'numbers as "{first.written}" are'
    return f'{what} written as in another language; {known.name} writes "{first.expected}"'


def _hits(unit: Unit, known: Language) -> Iterator[_Hit]:
    if unit.target is None or unit.hidden:
        return
    for block in unit.target.blocks:
        if block.kind.is_prose:
            for piece in block.facts.plain_pieces:
                if _SEPARATED.search(piece.text):
                    yield from _hits_in(piece, unit.references, known)


def _hits_in(piece: Piece, references: Sequence[Segment], known: Language) -> Iterator[_Hit]:
    for match in _NUMBER.finditer(piece.text):
        expected = _expected(match, references, known)
        if expected is not None and not _is_named(match, references):
            yield _Hit(Span(*match.span()).shifted(piece.start), match[0], expected)


def _expected(match: re.Match[str], references: Sequence[Segment], known: Language) -> str | None:
    """How the language writes it, if it is surely a number written otherwise."""
    decimal, groups = known.decimal_separators, known.group_separators
    whole, rest = match["whole"], match["rest"]
    if "," not in groups and _GROUPS.fullmatch(rest) and whole != "0" and len(whole) < 4:
        surely = rest.count(",") > 1 or ("," in decimal and _has(references, match[0]))
        return match[0].replace(",", groups[0]) if surely and groups else None
    if not rest[1:].isdigit() or rest[0] in decimal:
        return None
    if rest[0] == "." and (whole == "0" or (_is_measure(match) and not _may_be_groups(rest, known))):
        return whole + decimal[0] + rest[1:]
    if rest[0] == "," and _has(references, f"{whole}.{rest[1:]}"):
        return whole + decimal[0] + rest[1:]
    return None


def _may_be_groups(rest: str, known: Language) -> bool:
    return len(rest) == 4 and rest[0] in known.group_separators


def _is_measure(match: re.Match[str]) -> bool:
    before = match.string[max(0, match.start() - 2) : match.start()]
    return bool(_UNIT_AFTER.match(match.string, match.end()) or _UNIT_BEFORE.search(before))


def _is_named(match: re.Match[str], references: Sequence[Segment]) -> bool:
    """Whether a name stands before it, as in `PyTorch 0.4`: a word that the source has, too."""
    before = _BEFORE.search(match.string[max(0, match.start() - _NEAR) : match.start()])
    return before is not None and _has(references, before[1])


def _has(references: Sequence[Segment], text: str) -> bool:
    pattern = re.compile(rf"(?<![\w.,]){re.escape(text)}(?![\w]|[.,]\d)")
    return any(pattern.search(side.facts.plain) for side in references)
