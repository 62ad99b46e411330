"""Inline code differs from the source's.

Readers type what stands in code: a function whose name was translated or misspelt, or a full-width bracket,
does not exist.  Placeholders in code such as `<your name>` may be translated.

## Example

```markdown source
Call `optimizer.step()` once for each batch.
```

```markdown target
Llame a `optimizador.step()` una vez por lote.
```

## Use instead

```markdown target
Llame a `optimizer.step()` una vez por lote.
```
"""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from transcheck.compare.balance import Balance, Item, balances
from transcheck.locales.foreign import is_foreign
from transcheck.model.block import BlockKind, Segment
from transcheck.model.finding import Confidence, Dimension, Problem, Severity
from transcheck.model.normal import folded_space
from transcheck.model.text import Span
from transcheck.model.unit import Translation
from transcheck.rule import Context, NoOptions, rule

_SURE = 0.6
_SAME = 0.6
"""Similarity from which on one span became the other, whatever else the unit says."""
_ALIKE = 0.5


@rule(severity=Severity.WARNING, dimension=Dimension.ACCURACY)
def check(translation: Translation, ctx: Context[NoOptions]) -> Iterator[Problem]:
    for balance in balances(translation, _codes, _seen):
        unit = balance.unit
        if not balance.lost or unit.target is None or balance.reference is None:
            continue
        sure = unit.is_pair and unit.confidence >= _SURE
        if sure and not is_foreign(unit.target.facts.plain, translation.locale, ctx.corpus.source_locale):
            yield from _problems(balance, balance.reference, unit.target, translation.locale)


def _codes(segment: Segment) -> Sequence[Item]:
    """The code of each span; a fence that stands in a component or a list is read as one, and is none."""
    if segment.kind is BlockKind.CODE:
        return ()
    found = (Item(folded_space(token.value), token.value, token.value_span) for token in segment.facts.code)
    return [item for item in found if item.text.count("\n") < 2]


def _seen(segment: Segment) -> Sequence[str]:
    return [token.value for token in segment.facts.code]


def _problems(balance: Balance, source: Segment, target: Segment, locale: str) -> Iterator[Problem]:
    known, kept = ({item.key for item in _codes(side)} for side in (source, target))
    lost, gained = list(balance.lost), [item for item in balance.gained if item.key not in known]
    changed = _take_pairs(lost, gained, _SAME)
    plain = [item for item in lost if _stands_in(item, target)]
    lost = [item for item in lost if item not in plain and item.key not in kept]
    gained = [item for item in gained if not _stands_in(item, source) and item.text == item.text.strip()]
    changed += _take_pairs(lost, gained, 0.0 if len(lost) == len(gained) else _ALIKE)
    for old, new in {(old.key, new.key): (old, new) for old, new in reversed(changed)}.values():
        if not _may_differ(old.key, new.key, locale):
            yield _change(old, new, _source(balance, old))
    yield from _fainter(plain, "plain text", balance, target)
    yield from _fainter([item for item in lost if _SIGNS.search(item.key)], "missing", balance, target)


def _change(old: Item, new: Item, source: Span | None) -> Problem:
    """Spaces are a slip that few programs mind, and what is quite other may answer another span."""
    spaces = "".join(old.key.split()) == "".join(new.key.split())
    other = bool(_SIGNS.search(old.key) and _SIGNS.search(new.key)) and _likeness(old.key, new.key) < _ALIKE
    return Problem(
        new.span,
        f"inline code `{old.key}` became `{new.key}`",
        source=source,
        severity=Severity.INFO if spaces or other else None,
        confidence=Confidence.LOW if other else None,
    )


def _take_pairs(lost: list[Item], gained: list[Item], least: float) -> list[tuple[Item, Item]]:
    """Takes the pairs that are alike out of both, the most alike first; those that are all unlike in order."""
    scores = [(_likeness(old.key, new.key), -i, -j) for i, old in enumerate(lost) for j, new in enumerate(gained)]
    pairs: dict[int, int] = {}
    for score, i, j in sorted(((score if score >= _ALIKE else 0.0, i, j) for score, i, j in scores), reverse=True):
        if score >= least and -i not in pairs and -j not in pairs.values():
            pairs[-i] = -j
    taken = [(lost[i], gained[j]) for i, j in sorted(pairs.items())]
    lost[:] = [item for i, item in enumerate(lost) if i not in pairs]
    gained[:] = [item for j, item in enumerate(gained) if j not in pairs.values()]
    return taken


def _likeness(old: str, new: str) -> float:
    return SequenceMatcher(None, old.casefold(), new.casefold(), autojunk=False).ratio()


def _stands_in(item: Item, side: Segment) -> bool:
    """Whether the text of the side has the code's words without the backticks."""
    return bool(
        re.search(rf"(?<![A-Za-z0-9_]){re.escape(item.key)}(?![A-Za-z0-9_])", folded_space(_outside_code(side)))
    )


def _outside_code(side: Segment) -> str:
    text = side.text
    return re.sub(r"(`+)[^`]+\1", " ", text)


_SIGNS = re.compile(r"[^\w\s-]|_|\d")
_FREE = r"(?:\s|[^\0-\x7f])"
_PLACEHOLDER = re.compile(rf"<[^<>/=\"']+>|\{{[^{{}}]*{_FREE}[^{{}}]*\}}|\[[^\[\]]*{_FREE}[^\[\]]*\]")
_STRING = re.compile(r"\"[^\"]*\"|'[^']*'|“[^”]*”|«[^»]*»|「[^」]*」")
_TAG = re.compile(r"<[a-z][a-z0-9]*>")


def _may_differ(old: str, new: str, locale: str) -> bool:
    """Whether they differ in what is a translator's: placeholders, strings, prose, a plural, a gloss, a locale."""
    if _filled(old) == _filled(new) and not _TAG.fullmatch(old):
        return True
    if old.isalpha() and new.isalpha() and (old + "s" == new or new + "s" == old):
        return True
    if re.match(rf"{re.escape(old)}\s?[(（]", new) or re.sub(rf"(?i)[-_.]{re.escape(locale)}(?=\.)", "", new) == old:
        return True
    return len(old.split()) > 1 and not _SIGNS.search(old) and not _SIGNS.search(new)


def _filled(code: str) -> str:
    return _STRING.sub('""', _PLACEHOLDER.sub("<>", code))


def _fainter(items: Sequence[Item], what: str, balance: Balance, target: Segment) -> Iterator[Problem]:
    names = list(dict.fromkeys(f"`{item.key}`" for item in items))
    if names:
        yield Problem(
            target.span,
            f"inline code {', '.join(names)} {'is' if len(names) == 1 else 'are'} {what}",
            source=_source(balance, items[0]),
            severity=Severity.INFO,
            confidence=Confidence.MEDIUM,
        )


def _source(balance: Balance, item: Item) -> Span | None:
    source = balance.unit.source
    return item.span if source is not None and source is balance.reference else balance.unit.source_span
