"""Text of the source stands in place of its translation.

Readers who do not know the source language lose the passage, and everyone sees that the page is not
finished.

Names, acronyms, code, bibliographies and terms that the translation keeps elsewhere in its own sentences
are left alone.  Where a passage stands twice, in both languages, `exposed-source` speaks instead.

## Example

```markdown source
## The loss

The loss tells us how far the answer of the network is from the one that we want.

It falls with every step of the descent, unless the step is too long for the valley.
```

```markdown target
## La pérdida

La pérdida nos dice cuán lejos está la respuesta de la red de la que queremos.

It falls with every step of the descent, unless the step is too long for the valley.
```

## Use instead

```markdown target
## La pérdida

La pérdida nos dice cuán lejos está la respuesta de la red de la que queremos.

Baja con cada paso del descenso, a no ser que el paso sea demasiado largo para el valle.
```
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from transcheck.locales.language import Language
from transcheck.locales.scripts import script_counts
from transcheck.locales.tags import same_language
from transcheck.model.block import Block, BlockKind
from transcheck.model.exposed import exposed_blocks
from transcheck.model.facts import TokenKind
from transcheck.model.finding import Problem, Severity
from transcheck.model.normal import letters
from transcheck.model.text import Span, hull
from transcheck.model.unit import Translation, Unit
from transcheck.rule import Context, NoOptions, rule

_READ = frozenset({*(kind for kind in BlockKind if kind.is_prose), BlockKind.TABLE, BlockKind.FIGURE})
_WORD = re.compile(r"(?<!\w)[^\W\d_]+(?:['’-][^\W\d_]+)*(?!\w)")
_LATIN_WORD = re.compile(r"[A-Za-z]+(?:['’-][A-Za-z]+)*")
_REFERENCE = re.compile(r"\]\[[^\[\]]*\]")
_LABEL = re.compile(r"\A\W*[^\W\d_]{1,12}\.?\s*\d[\w.()-]*\s*[:.：]?")
_ASIDE = re.compile(r"\([^()]*\)|（[^（）]*）|\[[^\[\]]*\]|[\"“«„「『][^\"”»“」』]{0,400}[\"”»“」』]")
_ACRONYM_ASIDE = re.compile(r"\([A-Za-z]{0,3}[A-Z][A-Za-z]{0,3}[A-Z]\w{0,6}\)|\b[A-Z]{2,}\w*\s*\(")
_QUOTED = re.compile(r"\W*[\"“«„「『].*[\"”»“」』]\W*\Z", re.S)
_ALT = re.compile(r"!\[[^\[\]]*\]\([^()]*\)|<[^<>]*>")
_DEFINITION = re.compile(r"\[[^\[\]]+\]:\s")

_SENTENCE = re.compile(r"[^\s.!?。！？؟۔\0\n](?:[^.!?。！？؟۔\0\n]|\.(?=\S| \d))*")
_SENTENCE_WORDS = 10
_SENTENCE_RUNNING = 4

_SCRIPT_SHARE = 0.9
_RUNNING = 0.2
"""The share of function words from which on words are a text (English prose has 0.4)."""
_FEWEST_RUNNING = 6
_FEWEST_ALIKE = 4
_ALIKE = 0.8
_PAGE = 0.6
_PAGE_BLOCKS = 7


@rule(severity=Severity.WARNING)
def check(translation: Translation, ctx: Context[NoOptions]) -> Iterator[Problem]:
    if same_language(translation.locale, ctx.corpus.source_locale):
        return
    judge = _Judge(translation, ctx.source_language, ctx.language)
    read = [(unit, block) for unit in translation.units for block in _blocks(unit)]
    left = {id(block) for unit, block in read if judge.is_left(unit, block)}
    runs = list(_runs([block for _, block in read], left))
    name = ctx.source_language.name
    if _is_page([block for _, block in read], left):
        first = runs[0][0]
        yield Problem(first.span, f"most of this page is still in {name}: {len(left)} of {len(read)} blocks")
        return
    yield from (_problem(run, name) for run in runs)
    for _, block in read:
        if id(block) not in left and (span := judge.part_left(block)) is not None:
            text = span.of(translation.target.text)
            yield Problem(span, f'part of the {block.kind.value} is still in {name}: "{_opening(text)}"')


def _blocks(unit: Unit) -> Iterator[Block]:
    if unit.target is not None and not unit.hidden:
        yield from (block for block in unit.target.blocks if block.kind in _READ and block.facts.words)


def _runs(read: Sequence[Block], left: set[int]) -> Iterator[list[Block]]:
    """Neighbouring blocks that are left."""
    run: list[Block] = []
    for block in read:
        if id(block) in left:
            run.append(block)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _is_page(read: Sequence[Block], left: set[int]) -> bool:
    """Whether most blocks are left, and most letters."""
    if len(left) < max(_PAGE_BLOCKS, len(read) / 2):
        return False
    lengths = [(len(block.facts.plain), id(block) in left) for block in read]
    return sum(length for length, is_left in lengths if is_left) >= _PAGE * sum(length for length, _ in lengths)


def _problem(run: Sequence[Block], name: str) -> Problem:
    opening = _opening(run[0].facts.plain)
    if len(run) > 1:
        return Problem(hull(block.span for block in run), f'{len(run)} blocks are still in {name}, from "{opening}"')
    what = "caption" if run[0].kind is BlockKind.FIGURE else run[0].kind.value
    return Problem(run[0].span, f'{what} is still in {name}: "{opening}"')


def _opening(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 60 else text[:60].rstrip() + "…"


@dataclass(frozen=True)
class _Judge:
    """Tells what of a translation is still source; knows both languages and both documents."""

    translation: Translation
    source: Language
    target: Language

    def is_left(self, unit: Unit, block: Block) -> bool:
        words = block.facts.words
        if self._is_in_own_language(block, words) or self._is_spoilt(block) or _is_quoted(block):
            return False
        copied = self._is_copied(block)
        if self._is_running(unit, words, copied=copied) or (copied and self._is_phrase(block)):
            return not self._is_exposed(block)
        return False

    def part_left(self, block: Block) -> Span | None:
        """A long sentence of the source amid a translation, outside of brackets and quotation marks."""
        running = sum(word in self._source_words for word in block.facts.words) if block.kind.is_prose else 0
        if running < _SENTENCE_RUNNING or self._is_exposed(block):
            return None
        for piece in block.facts.plain_pieces:
            for match in _SENTENCE.finditer(_ASIDE.sub(lambda aside: "\0" * len(aside[0]), piece.text)):
                if self._is_running_sentence(match[0]):
                    return Span(*match.span()).shifted(piece.start)
        return None

    def _is_running_sentence(self, text: str) -> bool:
        words = [word.casefold() for word in _WORD.findall(text)]
        running = sum(word in self._source_words for word in words)
        if len(words) < _SENTENCE_WORDS or running < max(_SENTENCE_RUNNING, 0.3 * len(words)):
            return False
        if self._foreign_script:
            return _share(text, self.source) > _SCRIPT_SHARE
        return self.target.has_data and not any(word in self._target_words for word in words)

    @cached_property
    def _foreign_script(self) -> bool:
        return bool(self.source.scripts and self.target.scripts) and self.source.scripts.isdisjoint(self.target.scripts)

    @cached_property
    def _source_words(self) -> frozenset[str]:
        return self.source.function_words - self.target.function_words

    @cached_property
    def _target_words(self) -> frozenset[str]:
        return self.target.function_words - self.source.function_words

    def _is_in_own_language(self, block: Block, words: Sequence[str]) -> bool:
        """The cheap test, which nearly every block of a translation passes."""
        if self._foreign_script:
            return _share(block.facts.plain, self.source) < _SCRIPT_SHARE
        return sum(word in self._target_words for word in words) > len(words) * 0.1

    def _is_spoilt(self, block: Block) -> bool:
        """Whether the marks of a comment stand in it, which is reported as that, or it is no text at all."""
        marks = self.translation.target.marks
        return any(mark.span.overlaps(block.span) for mark in marks) or bool(_DEFINITION.match(block.text))

    def _is_running(self, unit: Unit, words: Sequence[str], *, copied: bool) -> bool:
        """Whether the function words say that this is text in the source language."""
        running = sum(word in self._source_words for word in words)
        if running < _RUNNING * len(words) or running < 2:
            return False
        if self._foreign_script and len(words) >= _FEWEST_RUNNING:
            return True
        if self.target.has_data and running >= 3 and len(words) >= 8:
            return True
        return len(words) >= _FEWEST_ALIKE and (copied or _is_alike(unit, words))

    def _is_copied(self, block: Block) -> bool:
        """Whether the chapter's source has just these letters."""
        text = letters(_unlabelled(block.text))
        return len(text) > 2 and (text in self._source_letters or letters(block.text) in self._source_letters)

    @cached_property
    def _source_letters(self) -> frozenset[str]:
        blocks = [block for unit in self.translation.units for side in unit.references for block in side.blocks]
        texts = [text for block in blocks if block.kind in _READ for text in (block.text, _unlabelled(block.text))]
        return frozenset(map(letters, texts))

    def _is_exposed(self, block: Block) -> bool:
        """Whether the translation of this stands beside it: then it is a source comment without its marks."""
        return id(block) in self._exposed

    @cached_property
    def _exposed(self) -> frozenset[int]:
        return frozenset(map(id, exposed_blocks(self.translation)))

    def _is_phrase(self, block: Block) -> bool:
        """Whether copied words are more than names and terms: a translator would have put them in other words."""
        if block.kind is BlockKind.HEADING and block.facts.of(TokenKind.CODE):
            return False
        if block.kind is BlockKind.FIGURE and not any(char.isalpha() for char in _ALT.sub("", block.text)):
            return False
        text = _unlabelled(block.facts.plain)
        if "=" in text and block.kind is not BlockKind.TABLE:
            return False
        words = _WORD.findall(text)
        function = {word for word in words if word.casefold() in self._source_words}
        rest = {word.casefold() for word in words if word not in function and self._is_common(word)}
        if not any(len(word) > 4 for word in rest) or rest <= self._kept or self._is_name(block, text, words):
            return False
        is_telling = block.kind is BlockKind.HEADING and len(words) == 1 and rest <= self.source.heading_words
        return bool(function) or len(rest) > 1 or is_telling

    def _is_common(self, word: str) -> bool:
        """No acronym, no `ReLU`, no name."""
        return len(word) > 2 and word[1:].islower() and word not in self._names

    def _is_name(self, block: Block, text: str, words: Sequence[str]) -> bool:
        """What has an acronym, or stands with capitals in sentences of the source, or alone in a list."""
        if _ACRONYM_ASIDE.search(text):
            return True
        if len(words) < 2 or not all(word[0].isupper() for word in words):
            return False
        initials = "".join(part[0] for word in words for part in word.split("-")).upper()
        is_known = text.strip(" .:") in self._source_prose or (len(initials) > 2 and initials in self._source_prose)
        return is_known or block.kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM)

    @cached_property
    def _source_prose(self) -> str:
        sides = (side for unit in self.translation.units for side in unit.references[:1])
        blocks = (b for side in sides for b in side.blocks if b.kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM))
        return "\n".join(block.facts.plain for block in blocks)

    @cached_property
    def _names(self) -> frozenset[str]:
        """Words that the source writes with a capital amid its sentences, and never without."""
        capital = set(re.findall(r"(?<=[a-z,;] )[A-Z][\w'’-]*", self._source_prose))
        common = set(_WORD.findall(self._source_prose))
        return frozenset(word for word in capital if word.lower() not in common)

    @cached_property
    def _kept(self) -> frozenset[str]:
        """Words of the source that stand bare in sentences of the translation: its reader's words too."""
        own = (block for unit in self.translation.units for block in _blocks(unit) if self._is_own_prose(block))
        texts = [_ASIDE.sub(" ", block.facts.plain).casefold() for block in own]
        pattern = _LATIN_WORD if self._foreign_script else _WORD
        return frozenset(word for text in texts for word in pattern.findall(text))

    def _is_own_prose(self, block: Block) -> bool:
        if not block.kind.is_prose or block.kind is BlockKind.HEADING:
            return False
        if self._foreign_script:
            return _share(block.facts.plain, self.source) < 0.7
        return len(block.facts.words) > 7 and self._is_in_own_language(block, block.facts.words)


def _share(text: str, language: Language) -> float:
    counts = script_counts(text)
    total = sum(counts.values())
    return sum(counts.get(script, 0) for script in language.scripts) / total if total else 0.0


def _is_quoted(block: Block) -> bool:
    """An example in another language, which is quoted as it is."""
    return bool(_QUOTED.match(block.facts.plain))


def _unlabelled(text: str) -> str:
    """`Figure 3: The loss` without its label, `[the loss][loss]` without its reference."""
    return _LABEL.sub("", _REFERENCE.sub("]", text), count=1)


def _is_alike(unit: Unit, words: Sequence[str]) -> bool:
    return any(_overlap(words, side.facts.words) >= _ALIKE for side in unit.references)


def _overlap(words: Sequence[str], others: Sequence[str]) -> float:
    known = set(others)
    return min(sum(word in known for word in words) / len(words), len(words) / max(1, len(others)))
