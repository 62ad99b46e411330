"""What of a source changed since a translator copied it into a comment, change by change with its weight.

`Unit.drift` tells at once that something changed; this tells what, and finds lighter what only seems to
be a change: formulas that got their `$`, a comment that holds a part of its block, a neighbour's text.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from transcheck.model.block import Block, BlockKind, Segment
from transcheck.model.diff import Change, has_words, word_changes
from transcheck.model.facts import Facts, Piece, TokenKind
from transcheck.model.metadata import TITLE
from transcheck.model.normal import form, formula, letters
from transcheck.model.text import Span
from transcheck.model.unit import Drift, Translation, Unit

_TELLING = 20
"""Letters that do not stand by chance in another block too."""
_LABEL = 4
_ENVIRONMENT = re.compile(r"\\(?:begin|end)\s*\{[a-z]{1,20}\*?\}(?:\{[lcr|@ ]{0,40}\})?")
_STYLE = re.compile(r"\\b(?![A-Za-z])|[\W_]")


@dataclass(frozen=True, slots=True)
class Grammar:
    """What the source language has of words that weigh little, and of words for numbers; all casefolded."""

    weightless: frozenset[str]
    numbers: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Weighed:
    """A change and its weight: FORM, SPELLING or MEANING."""

    change: Change
    drift: Drift


def source_changes(unit: Unit, translation: Translation, grammar: Grammar) -> tuple[Weighed, ...]:
    """The changes that made today's source of the source comment, in order; none where one is absent."""
    if unit.source is None or unit.comment is None or unit.drift is Drift.FRESH:
        return ()
    old, new = _left(unit.comment, unit.source), _left(unit.source, unit.comment)
    if not old or _is_title(unit.comment, translation):
        return ()
    before, after = _readable(old), _readable(new)
    if _is_part(unit, translation) and form(before).casefold() in form(after).casefold():
        return ()
    scales = _Scales(unit, translation, grammar)
    return tuple(Weighed(change, scales.weigh(change)) for change in word_changes(before, after))


def changes_since(then: str, unit: Unit, translation: Translation, grammar: Grammar) -> tuple[Weighed, ...]:
    """The changes that made today's source of `then`, which git tells and no comment holds."""
    block = Block(unit.kind, Span(0, len(then)), then, Facts((Piece(then, 0),)))
    return source_changes(replace(unit, comment=Segment((block,)), drift=Drift.MEANING), translation, grammar)


def _left(side: Segment, other: Segment) -> list[Block]:
    """The blocks of `side` that are not in `other` as they are; all, where each has one."""
    if len(side.blocks) == len(other.blocks) == 1:
        return list(side.blocks)
    known = Counter(letters(block.text) for block in other.blocks)
    left = []
    for block in side.blocks:
        key = letters(block.text)
        known[key] -= 1
        if known[key] < 0:
            left.append(block)
    return left


def _readable(blocks: Sequence[Block]) -> str:
    """The text without what is only form, its formulas as they are written, and no shortcodes around it."""
    return " ".join(part for block in blocks for part in _parts(block) if part)


def _parts(block: Block) -> Iterator[str]:
    at = 0
    for token in block.facts.of(TokenKind.FORMULA, TokenKind.DISPLAY, TokenKind.PLACEHOLDER):
        is_formula = token.kind is not TokenKind.PLACEHOLDER
        if is_formula or token.value.startswith(("{{", "{%")):
            start, end = token.span.start - block.span.start, token.span.end - block.span.start
            yield form(block.text[at:start].replace("`", ""))
            yield f"${' '.join(token.value.split())}$" if is_formula else ""
            at = max(at, end)
    yield form(block.text[at:].replace("`", ""))


def _is_title(comment: Segment, translation: Translation) -> bool:
    """Whether the comment is of the front matter's title, which stands in no block."""
    metadata = translation.source.head.metadata if translation.source else None
    title = letters(metadata.text(TITLE)) if metadata else ""
    return bool(title) and letters(comment.text).removeprefix(TITLE) == title


def _is_part(unit: Unit, translation: Translation) -> bool:
    """Whether the comment may hold but a part of the block: a caption, or what follows a formula in a line."""
    assert unit.source is not None and unit.comment is not None, "both are compared"
    if unit.source.facts.images and not unit.comment.facts.images:
        return True
    owner = translation.target.comment_at(unit.comment.span.start)
    return owner is not None and owner.is_inline


class _Scales:
    """Weighs changes of one unit; what it must know of the rest of both documents is looked up when it is asked."""

    def __init__(self, unit: Unit, translation: Translation, grammar: Grammar) -> None:
        self.unit = unit
        self.translation = translation
        self.grammar = grammar

    def weigh(self, change: Change) -> Drift:
        if not (has_words(change.old) or has_words(change.new)):
            return Drift.FORM
        if self._is_markup(change) or self._is_label(change) or self._is_elsewhere(change):
            return Drift.FORM
        old, new = (self._weighty(words) for words in (change.old, change.new))
        if old == new or (old and new and Change(old, new).is_spelling):
            return Drift.SPELLING
        return Drift.MEANING

    def _is_markup(self, change: Change) -> bool:
        """Whether only `$` came to a letter or number, or a formula is written in another way."""
        read = _printed if all(map(_has_formula, (change.old, change.new))) else self._letters
        return "".join(map(read, change.old)) == "".join(map(read, change.new))

    def _letters(self, word: str) -> str:
        """Letters and digits, whether they stand in a formula or not; number words as digits."""
        if word.startswith("$"):
            return _STYLE.sub("", _printed(word)).casefold()
        value = self.grammar.numbers.get(word.casefold())
        return f"{value:g}" if value is not None else "".join(filter(str.isalnum, word.casefold()))

    def _weighty(self, words: Sequence[str]) -> tuple[str, ...]:
        return tuple(w for w in words if has_words((w,)) and w.casefold() not in self.grammar.weightless)

    def _is_label(self, change: Change) -> bool:
        """Whether a figure's number is all that was added: the label of a caption stands outside of the comment."""
        if change.old or len(change.new) > _LABEL or not any(word.isdigit() for word in change.new):
            return False
        source = letters(self.unit.source.text) if self.unit.source else ""
        return self.unit.kind in (BlockKind.FIGURE, BlockKind.TABLE) or source.startswith(letters(" ".join(change.new)))

    def _is_elsewhere(self, change: Change) -> bool:
        """Whether the words are another block's, which the comment took in or left to another comment."""
        if change.old and change.new:
            return False
        own = letters(" ".join(change.old or change.new))
        blocks = self._sources() if change.old else self._comments()
        others = [letters(block.text) for block in blocks]
        return (len(own) > _LABEL and own in others) or (len(own) >= _TELLING and own in "".join(others))

    def _sources(self) -> list[Block]:
        source = self.translation.source
        return list(source.blocks) if source else []

    def _comments(self) -> list[Block]:
        return [block for _, block in self.translation.target.comment_blocks()]


def _has_formula(words: Sequence[str]) -> bool:
    return any(word.startswith("$") for word in words)


def _printed(word: str) -> str:
    """A formula as it prints, another word as it is."""
    return formula(_ENVIRONMENT.sub(" ", word.strip("$"))) if word.startswith("$") else word
