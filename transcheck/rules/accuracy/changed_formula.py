"""A formula differs from the source's, or is missing in its paragraph.

Nobody reads formulas as carefully as words, so a lost sign or index stays for years and teaches readers
something wrong.  Formulas are compared as sets within a paragraph, for a translator moves them about, and
what prints alike is alike: white space, `\\vect` and `\\boldsymbol`, native digits, the words in `\\text{}`.

## Example

```markdown source
The loss is $y - \\hat{y}$ for each sample.
```

```markdown target
La pérdida es $y + \\hat{y}$ para cada muestra.
```

## Use instead

```markdown target
La pérdida es $y-\\hat y$ para cada muestra.
```
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from transcheck.compare.balance import Balance, Item, balances
from transcheck.compare.formula_diff import FormulaDiff, shown
from transcheck.locales.foreign import is_foreign
from transcheck.locales.language import Language
from transcheck.model.block import Block, BlockKind, Segment
from transcheck.model.finding import Confidence, Dimension, Problem, Severity
from transcheck.model.normal import formula, tex_tokens
from transcheck.model.text import Span
from transcheck.model.unit import Translation
from transcheck.rule import Context, NoOptions, rule

_SURE = 0.6
_ALIKE = 0.5
"""Similarity from which on a lost formula and a gained one are the same, changed."""
_SAME = 0.75
"""Similarity from which on nobody doubts it, even where all formulas of a unit differ."""
_LONG = 4
"""Tokens from which on a formula is no mere symbol, which a translator may leave out or say again."""


@rule(severity=Severity.ERROR, dimension=Dimension.ACCURACY)
def check(translation: Translation, ctx: Context[NoOptions]) -> Iterator[Problem]:
    for balance in balances(translation, _formulas, _seen):
        unit, source = balance.unit, balance.reference
        if unit.target is None or source is None or not unit.is_pair or unit.confidence < _SURE:
            continue
        if "\\_" in source.text:
            yield from _unescaped(balance, source, unit.target)
        if not (balance.lost or balance.gained) or _loses_a_dollar(source, unit.target):
            continue
        if not is_foreign(unit.target.facts.plain, translation.locale, ctx.corpus.source_locale):
            yield from _problems(balance, source, unit.target, ctx.language)


def _formulas(segment: Segment) -> Sequence[Item]:
    if segment.kind is BlockKind.CODE:
        return ()
    found = (Item(formula(token.value), token.value, token.value_span) for token in segment.facts.formulas)
    return tuple(item for item in found if item.key)


def _seen(segment: Segment) -> Sequence[str]:
    return [token.value for token in segment.facts.formulas]


def _unescaped(balance: Balance, source: Segment, target: Segment) -> Iterator[Problem]:
    """Formulas without the backslashes that keep Markdown from reading `}_{…}_` as emphasis."""
    written = {item.key: item for item in _formulas(source)}
    for item in _formulas(target):
        old = written.get(item.key)
        if old is not None and "\\_" in old.text and "_" in item.text and not _ESCAPED_SCRIPT.search(item.text):
            problem = _changed(old, item, _in_source(balance, old))
            yield replace(problem, severity=Severity.WARNING, hint="Markdown may read the underscores as emphasis")


_ESCAPED_SCRIPT = re.compile(r"\\\s*_")


def _loses_a_dollar(source: Segment, target: Segment) -> bool:
    """Whether a lost `$` turns the target's formulas inside out: that is another rule's matter."""
    return any(map(_is_odd, target.blocks)) and not any(map(_is_odd, source.blocks))


_ESCAPED = re.compile(r"\\.|`[^`]*`|\]\([^()\s]*\)", re.S)


def _is_odd(block: Block) -> bool:
    return "$" in block.text and _ESCAPED.sub("", block.text).count("$") % 2 == 1


def _problems(balance: Balance, source: Segment, target: Segment, language: Language) -> Iterator[Problem]:
    kept = _Kept(target, balance.gained, language)
    lost = [item for item in balance.lost if not kept.has(item)]
    known = {item.key for item in _formulas(source)}
    joined = "".join(_bare(item.key) for item in balance.lost if item not in lost)
    gained = [item for item in balance.gained if item.key not in known and _bare(item.key) not in joined]
    anchored = len(balance.lost) in (1, 0) or len(_formulas(source)) > len(balance.lost)
    said: set[tuple[str, str]] = set()
    for old, new in list(_pairs(lost, gained)):
        lost.remove(old)
        gained.remove(new)
        if not _localised(old, new, language) and (old.key, new.key) not in said:
            said.add((old.key, new.key))
            problem = _changed(old, new, _in_source(balance, old))
            if not _is_slip(old, new, anchored=anchored):
                problem = replace(problem, severity=Severity.WARNING, confidence=Confidence.LOW)
            yield problem
    yield from _missing(balance, [item for item in lost if not kept.mentions(item)], kept, target)


def _in_source(balance: Balance, item: Item) -> Span | None:
    """The span of an item that was found in today's source and not in a comment."""
    source = balance.unit.source
    return item.span if source is not None and source is balance.reference else balance.unit.source_span


class _Kept:
    """Where a formula that the target has lost may still be: in a longer one, in parts, in digits of the text."""

    def __init__(self, target: Segment, gained: Sequence[Item], language: Language) -> None:
        self.keys = {item.key for item in _formulas(target)}
        self.joined = "".join(_bare(item.key) for item in gained)
        self.text = formula(_without_formulas(target))
        self.plain = target.facts.plain if "Latin" not in language.scripts else ""
        self.numbers = set(target.facts.numbers)
        self.mirrored = language.right_to_left

    def has(self, item: Item) -> bool:
        if self.mirrored and item.key in _MIRRORED:
            return _MIRRORED[item.key] in self.keys
        if not re.search(r"[^\W\d]|\\[A-Za-z]", item.key.replace("\\times", "")) and self._has_digits(item.key):
            return True
        if len(tex_tokens(item.text)) < 2:
            return False
        if _ORDINAL.search(item.key):
            return True
        return _bare(item.key) in self.joined or any(self._parts_stand(item.key, signs) for signs in _PARTS)

    def _parts_stand(self, key: str, signs: re.Pattern[str]) -> bool:
        parts = {part for part in signs.split(key) if part}
        numbers = {part for part in parts if part.isdecimal() and int(part) in self.numbers}
        return len(parts) > 1 and parts <= self.keys | numbers

    def _has_digits(self, key: str) -> bool:
        """Whether a sum of numbers stands in the text, written as text is."""
        digits = re.findall(r"\d+", key)
        return _bare(key) in _bare(self.text) or (bool(digits) and all(int(run) in self.numbers for run in digits))

    def mentions(self, item: Item) -> bool:
        """Whether it is no loss: a letter said once less, or a number, which may be a word and is another rule's."""
        return (len(item.key) == 1 and item.key in self.keys) or bool(_NUMBER.fullmatch(item.key))

    def is_bare(self, item: Item) -> bool:
        """Whether it stands in the text but for its dollar signs; letters alone may be words, where those are Latin."""
        if not item.key.isalpha():
            return item.key in self.text
        return bool(re.search(rf"(?<![^\W\d_]){re.escape(item.key)}(?![^\W\d_])", self.plain))


def _without_formulas(segment: Segment) -> str:
    texts = []
    for block in segment.blocks:
        text = block.text
        for token in reversed(block.facts.formulas):
            start, end = token.span.start - block.span.start, token.span.end - block.span.start
            text = f"{text[:start]} {text[end:]}"
        texts.append(text.replace("$", ""))
    return " ".join(texts)


_NUMBER = re.compile(r"\W*\d[\d.,]*(?:\\?%|\^\\text|\^\{(?:th|st|nd|rd)\})?")
_PARTS = (re.compile(r"[,;()]|\\dots"), re.compile(r"="))
_MIRRORED = {
    r"\Rightarrow": r"\Leftarrow",
    r"\Leftarrow": r"\Rightarrow",
    r"\rightarrow": r"\leftarrow",
    r"\leftarrow": r"\rightarrow",
}


def _bare(key: str) -> str:
    """Without what joins and parts formulas."""
    return re.sub(r"[\s,;]|\\dots", "", key)


def _pairs(lost: Sequence[Item], gained: Sequence[Item]) -> Iterator[tuple[Item, Item]]:
    """Which lost formula became which gained one: the most alike first, and those in order."""
    alike = [(_alike(old, new), -abs(i - j), i, j) for i, old in enumerate(lost) for j, new in enumerate(gained)]
    sole = len(lost) == len(gained) == 1
    old_done: set[int] = set()
    new_done: set[int] = set()
    for likeness, _, i, j in sorted(alike, reverse=True):
        if i not in old_done and j not in new_done and (likeness >= _ALIKE or (sole and _symbols(lost[i], gained[j]))):
            old_done.add(i)
            new_done.add(j)
            yield lost[i], gained[j]


def _alike(old: Item, new: Item) -> float:
    """From 0 to 1, over tokens, or over characters without spaces where spaces broke the commands.

    A number is like no symbol.
    """
    if bool(_NUMBER.fullmatch(old.key)) != bool(_NUMBER.fullmatch(new.key)):
        return 0.0
    if _is_reworded(old, new):
        return 1.0
    tokens = SequenceMatcher(None, tex_tokens(old.key), tex_tokens(new.key), autojunk=False).ratio()
    signs = SequenceMatcher(None, _squeezed(old.text), _squeezed(new.text), autojunk=False).ratio()
    return max(tokens, signs)


def _squeezed(text: str) -> str:
    return "".join(text.split()).casefold()


def _symbols(old: Item, new: Item) -> bool:
    return len(tex_tokens(old.text)) == len(tex_tokens(new.text)) == 1


def _is_slip(old: Item, new: Item, *, anchored: bool) -> bool:
    """Whether the formulas are alike enough to be one; less will do where others of the unit are unchanged."""
    likeness = _alike(old, new)
    sizes = len(tex_tokens(old.text)), len(tex_tokens(new.text))
    differing = max(sizes) - likeness * sum(sizes) / 2
    return likeness >= _SAME or (anchored and differing <= 2 and len(old.key) > 1)


def _localised(old: Item, new: Item, language: Language) -> bool:
    """Whether they differ but in what a language does to numbers and words: `2,5`, `%90`, `n^{th}`, `L_{pérdida}`.

    A lone sign that took in the numbers around it (`2$\times$2`) is the same, too.
    """
    if sorted(_bare(old.key)) == sorted(_bare(new.key)) and not re.search(r"[^\d.,%\\]", old.key):
        return True
    if "," in language.decimal_separators and _points(old.key) == _points(new.key):
        return True
    return _is_reworded(old, new) or _DIGITS.sub("", new.key) == old.key


def _is_reworded(old: Item, new: Item) -> bool:
    commands = tuple(_COMMAND.findall(old.text + new.text))
    return _wordless(old.key, commands) == _wordless(new.key, commands)


_WORD = re.compile(r"\\text ?|(?<!\\begin\{)(?<!\\end\{)(?<![\\A-Za-z])[^\W\d_]{4,}")
_COMMAND = re.compile(r"\\([A-Za-z]+)")
_DIGITS = re.compile(r"[\d ]")
_EDGES = re.compile(r"\^(?:\\text|\{(?:th|st|nd|rd)\}|[ºªoe])|-+$|^=")
_ORDINAL = re.compile(r"^(?:\d+|[A-Za-z])\^(?:\\text|\{(?:th|st|nd|rd)\})$")


def _wordless(key: str, commands: tuple[str, ...]) -> str:
    """Without English ordinals, the dash of `$i$-th`, a leading `=`, and words but commands that lost a backslash."""
    return _WORD.sub(lambda match: match[0] if match[0].startswith(commands) else "", _EDGES.sub("", key))


def _points(key: str) -> str:
    return re.sub(r"(?<=\d),(?=\d)", ".", key)


def _changed(old: Item, new: Item, source: Span | None) -> Problem:
    diff = FormulaDiff.of(old.text, new.text)
    start, end = diff.part(new.text)
    return Problem(Span(new.span.start + start, new.span.start + end), f"formula {diff}", source=source)


def _missing(balance: Balance, lost: Sequence[Item], kept: "_Kept", target: Segment) -> Iterator[Problem]:
    """One problem for all that a unit lost, and one for all that stands there without its dollar signs."""
    bare = [item for item in lost if kept.is_bare(item)]
    for items, one, many in (
        ([item for item in lost if item not in bare], "is missing", "are missing"),
        (bare, "stands without dollar signs", "stand without dollar signs"),
    ):
        names = list(dict.fromkeys(shown(item.text) for item in items))
        if names:
            subject = f"formula {names[0]} {one}" if len(names) == 1 else f"formulas {', '.join(names)} {many}"
            longest = max(len(tex_tokens(item.text)) for item in items)
            yield Problem(
                target.span,
                subject,
                source=_in_source(balance, items[0]),
                severity=Severity.WARNING if longest >= _LONG else Severity.INFO,
                confidence=Confidence.HIGH if longest >= _LONG else Confidence.MEDIUM,
            )
