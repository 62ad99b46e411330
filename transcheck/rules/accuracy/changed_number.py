"""A number of the source became another one.

A wrong year, percentage or size misleads a reader who has no reason to doubt it.  Numbers are compared
within a paragraph, as the languages write them: native digits, `200.000` and `200 000`, decimal commas,
number words, and digits that moved into a formula are the same number.

## Example

```markdown source
In 2012 the error fell to 17 percent.
```

```markdown target
En 2012 el error bajó al 20 por ciento.
```

## Use instead

```markdown target
En 2012 el error bajó al 17 %.
```
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from transcheck.compare.balance import Balance, Item, balances
from transcheck.lazy import lazy
from transcheck.locales.foreign import is_foreign
from transcheck.locales.language import Language
from transcheck.locales.numbers import Number, ascii_digits, digits_in, number_key, numbers_in, said_in, scaled
from transcheck.model.block import BlockKind, Segment
from transcheck.model.facts import TokenKind
from transcheck.model.finding import Confidence, Dimension, Problem, Severity
from transcheck.model.text import Span
from transcheck.model.unit import Translation
from transcheck.rule import Context, NoOptions, rule

_SURE = 0.6
_SMALL = 12
"""Numbers up to here are often left to words: two classes, twice, a 1D signal."""


@rule(severity=Severity.WARNING, dimension=Dimension.ACCURACY)
def check(translation: Translation, ctx: Context[NoOptions]) -> Iterator[Problem]:
    for balance in balances(translation, _numbers, _seen):
        unit = balance.unit
        if not balance.lost or unit.target is None or balance.reference is None:
            continue
        sure = unit.is_pair and unit.confidence >= _SURE
        if sure and not is_foreign(unit.target.facts.plain, translation.locale, ctx.corpus.source_locale):
            yield from _problems(balance, balance.reference, unit.target, ctx)


def _numbers(segment: Segment) -> Sequence[Item]:
    """The numbers of the text that is translated, those in dollar signs for their looks, and sizes of images."""
    if segment.kind in (BlockKind.CODE, BlockKind.MATH):
        return ()
    return (*(Item(number.key, number.key, span) for _, number, span in _found(segment)), *_sizes(segment))


def _seen(segment: Segment) -> Sequence[str]:
    """Every digit of the segment, with what may be a separator."""
    return digits_in(segment.text)


def _sizes(segment: Segment) -> Iterator[Item]:
    for token in segment.facts.of(TokenKind.TAG):
        for match in _SIZE.finditer(token.value):
            size = f"{match[1]}={match[2]}"
            yield Item(size, size, Span(*match.span()).shifted(token.value_span.start))


_SIZE = re.compile(r"""\b(width|height)\s*=\s*["']?\s*(\d+%?)""")


def _found(segment: Segment) -> Iterator[tuple[str, Number, Span]]:
    """Each number with the text that it stands in and its place in the document."""
    runs = [(piece.text, piece.start) for piece in segment.facts.plain_pieces]
    runs += [
        (token.value, token.value_span.start) for token in segment.facts.formulas if _NUMERIC.fullmatch(token.value)
    ]
    for text, start in runs:
        for number in numbers_in(text):
            yield text, number, Span(number.start, number.end).shifted(start)


_NUMERIC = re.compile(r"\s*(?:\\?%)?[+~-]?\s*\d[\d.,\s]*(?:\\?%)?\s*")


def _problems(balance: Balance, source: Segment, target: Segment, ctx: Context[NoOptions]) -> Iterator[Problem]:
    of_source, of_target = _Side(source, ctx.source_language), _Side(target, ctx.language)
    lost = [item for item in balance.lost if not _otherwise(item, of_source, of_target, balance.gained)]
    gained = [item for item in balance.gained if not _otherwise(item, of_target, of_source, balance.lost)]
    gained = [item for item in gained if item.key not in of_source.values]
    lost, gained = _without_parts(lost, gained), _without_parts(gained, lost)
    in_today = source is balance.unit.source
    # Captions are renumbered with every figure that comes or goes: there a number is seldom a slip.
    for old, new in list(_pairs(lost, gained)):
        lost.remove(old)
        yield Problem(
            new.span,
            f"{old.text} became {new.text}",
            source=old.span if in_today else balance.unit.source_span,
            severity=None if target.kind is not BlockKind.FIGURE and (_weighs(old) or _weighs(new)) else Severity.INFO,
        )
    missing = [item for item in lost if _weighs(item) and item.key not in of_target.values]
    if missing:
        names = list(dict.fromkeys(item.text for item in missing))
        yield Problem(
            target.span,
            f"number {names[0]} is missing" if len(names) == 1 else f"numbers {', '.join(names)} are missing",
            source=missing[0].span if in_today else balance.unit.source_span,
            severity=Severity.INFO,
            confidence=Confidence.MEDIUM,
        )


def _pairs(lost: Sequence[Item], gained: Sequence[Item]) -> Iterator[tuple[Item, Item]]:
    """Which lost number became which gained one: in order, those of a size."""
    left = list(gained)
    for old in lost:
        new = next((item for item in left if _alike(old.key, item.key)), None)
        if new is not None:
            left.remove(new)
            yield old, new


def _alike(old: str, new: str) -> bool:
    """Whether one may be the other miscopied: a fraction is no year, 3 is no 1500, and a width no height."""
    if "=" in old or "=" in new:
        return old.partition("=")[0] == new.partition("=")[0]
    if "." in old or "." in new:
        return ("." in old and "." in new) or old.replace(".", "") == new.replace(".", "")
    return abs(len(old) - len(new)) <= 1


class _Side:
    """What one side says: its numbers with what they may be worth, number words, and numbers in formulas and code."""

    def __init__(self, segment: Segment, language: Language) -> None:
        self.segment = segment
        self.language = language
        self.copied = Counter(key for token in segment.facts.of(*_CARRIERS) for key in _runs(token.value))
        self.copied.update(_names(segment))
        self.values: dict[str, set[float]] = {}
        for text, number, _ in _found(segment):
            worth = {number.value, *scaled(text, number), *_decade(number.value)}
            self.values.setdefault(number.key, set()).update(worth)

    @lazy
    def said(self) -> frozenset[float]:
        return said_in(self.segment.facts.plain, self.language)

    def worth(self, items: Sequence[Item]) -> set[float]:
        return {value for item in items for value in self.values.get(item.key, ())}


def _otherwise(item: Item, side: _Side, other: _Side, others: Sequence[Item]) -> bool:
    """Whether the other side says in another way what `item` says on its side."""
    if other.copied[item.key] > side.copied[item.key]:
        return True
    values = side.values.get(item.key, set())
    return not values.isdisjoint(other.worth(others)) or not values.isdisjoint(other.said)


_CARRIERS = (TokenKind.FORMULA, TokenKind.DISPLAY, TokenKind.CODE, TokenKind.TAG, TokenKind.PLACEHOLDER)
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
_NAMED = re.compile(r"(?<=[A-Za-z_])\d+(?:[.,]\d+)*")


def _runs(text: str) -> Iterator[str]:
    """The numbers of code and formulas, whole and in parts."""
    for run in _DIGITS.findall(ascii_digits(text)):
        yield from (number_key(run), *re.split("[.,]", run))


def _names(segment: Segment) -> Iterator[str]:
    """Numbers that are part of a name: ResNet50, v1.14."""
    for piece in segment.facts.plain_pieces:
        yield from map(number_key, _NAMED.findall(ascii_digits(piece.text)))


def _decade(value: float) -> Iterator[float]:
    """1990 may be said as '90, or the nineties."""
    if 1900 <= value < 2100 and value.is_integer():
        yield value % 100


def _without_parts(items: Sequence[Item], others: Sequence[Item]) -> list[Item]:
    """`items` without lists and dates whose parts the other side has apart, and without such parts."""
    whole = {item.key for item in others}
    parts = {part for key in whole if "." in key for part in key.split(".")}
    return [item for item in items if item.key not in parts and not whole.issuperset(item.key.split("."))]


def _weighs(item: Item) -> bool:
    """Whether it is no number that a translator may leave out or put into words."""
    return item.key.count(".") == 1 or (item.key.isdecimal() and int(item.key) > _SMALL)
