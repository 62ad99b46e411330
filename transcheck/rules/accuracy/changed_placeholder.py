"""A placeholder of the source was changed or lost: Liquid, a shortcode, a component, a role, a heading's id.

A program reads it and not a reader: a site does not build, a link has no anchor, a value is not filled in.
Arguments that are text (`title="…"`), and links that lead to the translation's own pages, are translated.

## Example

```markdown source
See :numref:`fig_loss`, and {% include note.html %} there.
```

```markdown target
Vea :numref:`fig_perdida`, y allí {% include note.html %}.
```

## Use instead

```markdown target
Vea :numref:`fig_loss`, y allí {% include note.html %}.
```
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher
from functools import partial

from transcheck.compare.balance import Balance, Item, balances
from transcheck.model.block import BlockKind, Segment
from transcheck.model.facts import Token, TokenKind
from transcheck.model.finding import Dimension, Problem, Severity
from transcheck.model.normal import folded_space
from transcheck.model.text import Span
from transcheck.model.unit import Translation, Unit
from transcheck.rule import Context, NoOptions, rule

_SURE = 0.6
_ALIKE = 0.6


@rule(severity=Severity.ERROR, dimension=Dimension.ACCURACY)
def check(translation: Translation, ctx: Context[NoOptions]) -> Iterator[Problem]:
    read = _reader(translation, ctx.corpus.source_locale)
    found = balances(translation, read, _seen)
    if not any(balance.lost for balance in found):
        return
    short = _shortage(translation, read)
    for index, balance in enumerate(found):
        lost = [item for item in balance.lost if short[item.key] > 0]
        if lost and (_is_sure(balance.unit) or _is_dropped(found, index)):
            yield from _problems(balance, lost)


def _is_sure(unit: Unit) -> bool:
    return unit.is_pair and unit.confidence >= _SURE


def _is_dropped(found: Sequence[Balance], index: int) -> bool:
    """Whether a line of markup alone is missing, between blocks that are there."""
    unit = found[index].unit
    near = [balance.unit for balance in (*found[max(0, index - 1) : index], *found[index + 1 : index + 2])]
    return unit.target is None and not unit.hidden and unit.kind.is_markup and all(map(_is_sure, near))


def _reader(translation: Translation, source_locale: str) -> Callable[[Segment], Sequence[Item]]:
    locales = sorted({source_locale, translation.locale, translation.locale.lower()}, key=len, reverse=True)
    own = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, locales))})(?=/)")
    kinds = [TokenKind.PLACEHOLDER]
    if translation.target.path.endswith(".mdx"):
        kinds.append(TokenKind.TAG)
    return partial(_placeholders, kinds=tuple(kinds), own=own)


def _seen(segment: Segment) -> Sequence[str]:
    facts = segment.facts
    return [token.value for token in (*facts.placeholders, *facts.of(TokenKind.TAG))]


def _placeholders(segment: Segment, kinds: tuple[TokenKind, ...], own: re.Pattern[str]) -> Sequence[Item]:
    if segment.kind in (BlockKind.CODE, BlockKind.MATH):
        return ()
    tokens = [token for token in segment.facts.of(*kinds) if _is_read(token)]
    return [Item(_key(own.sub("·", token.value)), folded_space(token.value), token.span) for token in tokens]


def _is_read(token: Token) -> bool:
    """Whether a program other than Markdown reads it: a component, no HTML; a name in braces, no `{x}` of TeX."""
    if token.kind is TokenKind.TAG:
        return bool(_COMPONENT.match(token.value))
    return not _NO_PLACEHOLDER.match(token.value)


_COMPONENT = re.compile(r"</?[A-Z]")
_NO_PLACEHOLDER = re.compile(r"\{\w{1,2}\}|\{\*\S")
_ARGUMENT = re.compile(r"""([\w:.-]+)\s*=\s*("[^"]*"|'[^']*'|\{[^{}]*\}|[^\s"'{}>]+)|("[^"]*"|'[^']*'|[^\s"'=]+)""")
_OPENING = re.compile(r"(\{\{[<%]|\{%-?|<)\s*(/?\s*[\w./:-]+)\s*(.*?)\s*/?\s*(?:[>%]\}\}|-?%\}|>)\s*", re.S)
_TEXT_NAMES = re.compile(
    r"alt|aria-label|caption|content|cta|desc|description|details|footer|header|heading|label|message|name|placeholder"
    r"|subtitle|summary|text|title|tooltip",
    re.I,
)
_LABELLED = re.compile(r"(\{?:?[\w:.-]+[:}])`[^`]*<([^<>`]+)>`")


def _key(value: str) -> str:
    """What must not change: the name and the arguments that are no text; white space does not count."""
    opening = _OPENING.fullmatch(value)
    if opening:
        arguments = (_argument(match) for match in _ARGUMENT.finditer(opening[3]))
        return " ".join([opening[2].replace(" ", ""), *sorted(filter(None, arguments))])
    return "".join(_LABELLED.sub(r"\1\2", value).split())


def _argument(match: re.Match[str]) -> str:
    name, value = match[1] or "", (match[2] or match[3]).strip("\"'")
    if _TEXT_NAMES.fullmatch(name) or " " in value or not value.isascii():
        return ""
    return f"{name}={value}" if name else value


def _shortage(translation: Translation, read: Callable[[Segment], Sequence[Item]]) -> Counter[str]:
    """By how much the target has fewer of each; a placeholder that moved far is not lost."""
    count: Counter[str] = Counter()
    for unit in translation.units:
        reference = unit.source or unit.comment
        count.update(item.key for item in (read(reference) if reference else ()))
        count.subtract(item.key for item in (read(unit.target) if unit.target else ()))
    return count


def _problems(balance: Balance, lost: Sequence[Item]) -> Iterator[Problem]:
    unit, gained = balance.unit, list(balance.gained)
    at = unit.target.span if unit.target else Span(unit.at, unit.at)
    for old in lost:
        new = _counterpart(old, gained)
        if new is not None:
            gained.remove(new)
            yield Problem(new.span, f"placeholder {old.text} became {new.text}", source=_source(balance, old))
        else:
            message = f"placeholder {old.text} is missing"
            yield Problem(at, message, source=_source(balance, old), severity=Severity.WARNING)


def _counterpart(old: Item, gained: Sequence[Item]) -> Item | None:
    """The first of the same kind, or one that looks as if its very name had been translated."""
    same = next((item for item in gained if _kind(item.key) == _kind(old.key)), None)
    return same or next((item for item in gained if _likeness(item.key, old.key) >= _ALIKE), None)


def _kind(key: str) -> str:
    """What two of a kind share: a shortcode's name, a role, the brackets."""
    match = _KIND.match(key)
    return match[0] if match else ""


_KIND = re.compile(r"\{?:[\w:.-]+[:}](?=`)|[^\w\s·/]+|/?[\w.:-]+")


def _likeness(old: str, new: str) -> float:
    return SequenceMatcher(None, old, new, autojunk=False).ratio()


def _source(balance: Balance, item: Item) -> Span | None:
    source = balance.unit.source
    return item.span if source is not None and source is balance.reference else balance.unit.source_span
