"""A code block differs from the source's by more than comments and strings.

Readers copy code and run it.  A line that was lost, or changed by a translator's editor, breaks it for them,
and an older version teaches what no longer works.  Comments, strings and outputs may be translated: they,
prompts and white space are not compared.

## Example

````markdown source
```python
loss = model(x)
loss.backward()
optimizer.step()  # update
```
````

````markdown target
```python
loss = model(x)
optimizer.step()  # actualizar
```
````

## Use instead

````markdown target
```python
loss = model(x)
loss.backward()
optimizer.step()  # actualizar
```
````
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from typing import TYPE_CHECKING

from transcheck.compare.balance import Balance, Item, balances
from transcheck.model.block import Block, BlockKind, Segment
from transcheck.model.finding import Confidence, Dimension, Problem, Severity
from transcheck.model.normal import folded_space
from transcheck.model.text import Span
from transcheck.model.unit import Translation, Unit
from transcheck.rule import Context, NoOptions, rule

if TYPE_CHECKING:
    from pygments.lexer import Lexer

_SURE = 0.6
_REACH = 6
"""How many units away a line may have moved: commands and what they print are parted and joined."""
_OTHER = 0.5
"""The share of lost lines above which it is other code, of another revision, and no slip."""
_ALIKE = 0.7
_COMPARED = 2000
_FEW = 3
"""How many changes of a block are told one by one."""
_SHOWN = 70


@rule(severity=Severity.WARNING, dimension=Dimension.ACCURACY)
def check(translation: Translation, ctx: Context[NoOptions]) -> Iterator[Problem]:
    if not any(_is_changed(unit) for unit in translation.units):
        return
    for balance in balances(translation, _lines, _seen, _REACH):
        if (balance.lost or balance.gained) and balance.unit.confidence >= _SURE and _is_changed(balance.unit):
            yield from _problems(balance)


def _is_changed(unit: Unit) -> bool:
    """Whether a pair of blocks of code differs in more than white space.

    Tags that stand far to the right are code for CommonMark, but nobody meant them to be.
    """
    if unit.target is None or not unit.is_pair or unit.kind is not BlockKind.CODE:
        return False
    sides = [side for side in unit.references if side.kind is BlockKind.CODE]
    target = folded_space(unit.target.text)
    return bool(sides) and not target.startswith("<") and all(folded_space(side.text) != target for side in sides)


def _seen(segment: Segment) -> Sequence[str]:
    return [block.text for block in segment.blocks if block.kind is BlockKind.CODE]


def _problems(balance: Balance) -> Iterator[Problem]:
    unit, side = balance.unit, balance.reference
    if unit.target is None or side is None or side.kind is not BlockKind.CODE:
        return
    before, after = _lines(side), _lines(unit.target)
    changes = _changes(before, after, balance)
    other = sum(len(change.old) for change in changes) > len(before) * _OTHER and not _are_alike(before, after)
    for shown in [changes] if other or len(changes) > _FEW else [[change] for change in changes]:
        if shown:
            yield _problem(balance, shown, shown[0].place(after, unit.target.span), other=other)


def _are_alike(before: Sequence[Item], after: Sequence[Item]) -> bool:
    """Whether the code is nearly the same, sign by sign: one line of one line may well be a slip."""
    old, new = ("\n".join(line.key for line in side)[:_COMPARED] for side in (before, after))
    return SequenceMatcher(None, old, new, autojunk=False).ratio() > _ALIKE


def _problem(balance: Balance, changes: Sequence["Change"], place: Span, *, other: bool) -> Problem:
    """One for several changes where most of the code is another."""
    old, source = changes[0].old, balance.unit.source
    return Problem(
        place,
        _message(changes),
        source=old[0].span if old and source is balance.reference else balance.unit.source_span,
        severity=Severity.INFO if other else None,
        confidence=Confidence.MEDIUM if other else None,
    )


@dataclass(frozen=True, slots=True)
class Change:
    """Lines that gave way to others; `at` is the index of the first of the new lines, or where they would be."""

    old: tuple[Item, ...]
    new: tuple[Item, ...]
    at: int

    def place(self, lines: Sequence[Item], block: Span) -> Span:
        if self.new:
            return self.new[0].span
        return lines[min(self.at, len(lines) - 1)].span if lines else block


def _changes(before: Sequence[Item], after: Sequence[Item], balance: Balance) -> list[Change]:
    """The changes in order, less lines that moved between blocks or are read as another language."""
    same = set(map(_written, balance.lost)) & set(map(_written, balance.gained))
    lost, gained = (
        {line.key for line in side if _written(line) not in same} for side in (balance.lost, balance.gained)
    )
    matcher = SequenceMatcher(None, [line.key for line in before], [line.key for line in after], autojunk=False)
    changes = [
        Change(tuple(o for o in before[a:b] if o.key in lost), tuple(n for n in after[c:d] if n.key in gained), c)
        for tag, a, b, c, d in matcher.get_opcodes()
        if tag != "equal"
    ]
    return [change for change in changes if (change.old or change.new) and not _is_translated(change)]


def _written(line: Item) -> str:
    return folded_space(line.text)


def _is_translated(change: Change) -> bool:
    """Whether the lines are prose on both sides."""
    return bool(change.old and change.new) and all(map(_is_prose, (*change.old, *change.new)))


def _message(changes: Sequence[Change]) -> str:
    first = changes[0]
    count = sum(max(len(change.old), len(change.new)) for change in changes)
    more = f" (and {count - 1} more)" if count > 1 else ""
    if not first.new:
        return f"code line {_quoted(first.old[0])} is missing{more}"
    if not first.old:
        return f"code line {_quoted(first.new[0])} is not in the source{more}"
    return f"code line {_quoted(first.old[0])} became {_quoted(first.new[0])}{more}"


def _quoted(line: Item) -> str:
    text = _written(line)
    return f'"{text}"' if len(text) <= _SHOWN else f'"{text[:_SHOWN]}…"'


def _lines(segment: Segment) -> Sequence[Item]:
    return [line for block in segment.blocks if block.kind is BlockKind.CODE for line in _lines_of(block)]


@lru_cache(maxsize=256)
def _lines_of(block: Block) -> tuple[Item, ...]:
    """The lines between the fences that hold code."""
    written = block.text.splitlines(keepends=True)
    start = block.span.start
    if re.match(r"[ \t]*(`{3,}|~{3,})", written[0]):
        start += len(written[0])
        is_closed = len(written) > 1 and re.fullmatch(r"[ \t>]*(`{3,}|~{3,})\s*", written[-1])
        written = written[1:-1] if is_closed else written[1:]
    lines = []
    for text, code in zip(written, _code_of("".join(written), block.info), strict=False):
        if code:
            lines.append(Item(code, text.strip(), Span(start, start + len(text.rstrip("\r\n")))))
        start += len(text)
    return tuple(lines)


_PROMPT = re.compile(r"(?m)^[ \t]*(?:\$|>>>|\.\.\.|PS>)[ \t]+")
_STRING = "″"
"""Stands for a string, whatever it says."""


def _code_of(text: str, info: str) -> list[str]:
    """For each line what is compared of it: no prompt, comment, output or white space, strings as one sign."""
    text = _PROMPT.sub("", text)
    lexer = _lexer(info)
    code = _by_patterns(text) if lexer is None else _by_lexer(text, lexer)
    return ["".join(line.split()).rstrip(",;") for line in re.sub(f"{_STRING}+", _STRING, code).split("\n")]


_COMMENTS = re.compile(r"/\*.*?\*/|<!--.*?-->|(?m:(?:^|(?<=\s))(?:#|//|--(?=\s)|%(?=\s))[^\n]*)", re.S)
_STRINGS = re.compile(r'"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'|“[^”\n]*”|«[^»\n]*»')


_ELEMENT_TEXT = re.compile(r"(?<=[>}])[^<>{}=;()\n]+(?=[<{])")


def _by_patterns(text: str) -> str:
    """Without knowing the language: what are comments, strings and text between tags in most."""
    text = _STRINGS.sub(_STRING, _COMMENTS.sub(lambda match: "\n" * match[0].count("\n"), text))
    return _ELEMENT_TEXT.sub("", text)


def _by_lexer(text: str, lexer: "Lexer") -> str:
    is_markup = bool(_MARKUP.intersection(lexer.aliases))
    return "".join(_shown(str(kind), value, is_markup=is_markup) for kind, value in lexer.get_tokens(text))


def _shown(kind: str, value: str, *, is_markup: bool) -> str:
    """What is compared of a token; `kind` is its dotted name, `Token.Literal.String.Doc`."""
    lines = "\n" * value.count("\n")
    if value.startswith("<<") and lines:
        return _by_patterns(value)
    if _DROPPED.match(kind) or (is_markup and kind.startswith("Token.Text")):
        return lines
    is_string = kind.startswith("Token.Literal.String")
    return _STRING + lines if is_string or (".Scalar" in kind and len(value.split()) > 1) else value


_DROPPED = re.compile(r"Token\.(?:Comment(?!\.Preproc)|Generic\.(?:Output|Prompt)|Literal\.String\.Doc)")
_MARKUP = frozenset({"html", "xml", "vue", "svelte", "html+jinja", "html+php"})
_PLAIN = frozenset({"text", "markdown", "restructuredtext", "output"})


def _lexer(info: str) -> "Lexer | None":
    """The lexer for an info string such as `python`, `{.python}`, `js {1,3}`, `Python hl_lines="2"`."""
    word = re.match(r"[{.\s]*([A-Za-z][\w+#-]*)", info)
    return _lexer_of(word[1].lower()) if word else None


@lru_cache(maxsize=64)
def _lexer_of(name: str) -> "Lexer | None":
    # Pygments takes 0.05 s to import and is wanted by the few documents whose code differs.
    from pygments.lexers import get_lexer_by_name
    from pygments.util import ClassNotFound

    try:
        lexer = get_lexer_by_name(name, stripnl=False, ensurenl=False)
    except ClassNotFound:
        return None
    return None if _PLAIN.intersection(lexer.aliases) else lexer


_WORDS = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*[.,:;!?…。、，：]*")


def _is_prose(line: Item) -> bool:
    """Whether a line is words, as in a diagram, a listing of files or what a program prints."""
    return bool(_WORDS.search(line.text)) and not re.sub(r"[\W_]|″", "", _WORDS.sub("", line.text))
