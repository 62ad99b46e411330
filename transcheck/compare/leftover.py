"""What of a translation is still in the source's language.

The source's own blocks are compared with before anything is guessed; then function words and scripts decide.
Names, acronyms, code, bibliographies and terms that the translation keeps in its own sentences are no leftovers.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from string import ascii_lowercase

from transcheck.compare.exposed import exposed_blocks
from transcheck.lazy import lazy
from transcheck.locales.language import Language
from transcheck.locales.scripts import script_counts
from transcheck.model.block import Block, BlockKind
from transcheck.model.text import Span
from transcheck.model.unit import Translation, Unit

_READ = (*(kind for kind in BlockKind if kind.is_prose), BlockKind.TABLE, BlockKind.FIGURE)
_WORD = re.compile(r"(?<!\w)[^\W\d_]+(?:['’-][^\W\d_]+)*(?!\w)")
_REFERENCE = re.compile(r"\]\[[^\[\]]*\]")
_LABEL = re.compile(r"\A\W*[^\W\d_]{1,12}\.?\s*\d[\w.()-]*\s*[:.：]?")
_LATIN = frozenset({"Latin"})
_ASIDE = re.compile(r"\([^()]*\)|（[^（）]*）|\[[^\[\]]*\]|[\"“«„「『][^\"”»“」』]{0,400}[\"”»“」』]")
_ACRONYM_ASIDE = re.compile(r"\([A-Za-z]{0,3}[A-Z][A-Za-z]{0,3}[A-Z]\w{0,6}\)|\b[A-Z]{2,}\w*\s*\(")
_OPENING, _CLOSING = frozenset('"“«„「『'), frozenset('"”»“」』')
_ALT = re.compile(r"!\[[^\[\]]*\]\([^()]*\)|<[^<>]*>")
_AMID = f"{ascii_lowercase},;"
"""What stands before the space before a word that does not begin a sentence."""
_DEFINITION = re.compile(r"\[[^\[\]]+\]:\s")

_SENTENCE = re.compile(r"[^\s.!?。！？؟۔\0\n](?:[^.!?。！？؟۔\0\n]|\.(?=\S| \d))*")
_SENTENCE_WORDS = 10
_SENTENCE_RUNNING = 4

_SCRIPT_SHARE = 0.9
_ASCII_SHARE = 0.75
"""Below it a text is in no Latin script, accents and dashes allowed."""
_RUNNING = 0.2
"""The share of function words from which on words are a text (English prose has 0.4)."""
_FEWEST_RUNNING = 6
_FEWEST_SIGNS = 8
_FEWEST_ALIKE = 4
_ALIKE = 0.8


def read_blocks(unit: Unit) -> Iterator[Block]:
    """The visible blocks of the unit's target that have words for a reader."""
    if unit.target is not None and not unit.hidden:
        yield from (block for block in unit.target.blocks if block.kind in _READ and block.facts.words)


@dataclass(frozen=True)
class Leftovers:
    """Tells what of a translation is still source; knows both languages and both documents."""

    translation: Translation
    source: Language
    target: Language

    def is_left(self, unit: Unit, block: Block) -> bool:
        words = block.facts.words
        if self._is_in_own_language(block, words) or self._is_spoilt(block) or _is_quoted(block):
            return False
        copied = self._is_copied(block)
        is_text = self._is_script_enough(block) or self._is_running(unit, words, copied=copied)
        return (is_text or (copied and self._is_phrase(block))) and not self._is_exposed(block)

    def _is_script_enough(self, block: Block) -> bool:
        """Whether no words need be told apart: Chinese amid English."""
        return self._foreign_script and not self.source.word_spaces and len(block.facts.plain) >= _FEWEST_SIGNS

    def part_left(self, block: Block) -> Span | None:
        """A long sentence of the source amid a translation, outside of brackets and quotation marks."""
        running = _count(block.facts.words, self._source_words) if block.kind.is_prose else 0
        if running < _SENTENCE_RUNNING or self._is_exposed(block):
            return None
        for piece in block.facts.plain_pieces:
            for match in _SENTENCE.finditer(_ASIDE.sub(lambda aside: "\0" * len(aside[0]), piece.text)):
                if self._is_running_sentence(match[0]):
                    return Span(*match.span()).shifted(piece.start)
        return None

    def _is_running_sentence(self, text: str) -> bool:
        words = [word.casefold() for word in _WORD.findall(text)]
        running = _count(words, self._source_words)
        if len(words) < _SENTENCE_WORDS or running < max(_SENTENCE_RUNNING, 0.3 * len(words)):
            return False
        if len(self._telling(words)) < 2:
            return False
        if self._foreign_script:
            return self._is_in_source_script(text)
        return self.target.has_data and not any(word in self._target_words for word in words)

    @lazy
    def _foreign_script(self) -> bool:
        return bool(self.source.scripts and self.target.scripts) and self.source.scripts.isdisjoint(self.target.scripts)

    @lazy
    def _source_words(self) -> frozenset[str]:
        return self.source.function_words - self.target.function_words

    @lazy
    def _target_words(self) -> frozenset[str]:
        return self.target.function_words - self.source.function_words

    def _is_in_own_language(self, block: Block, words: Sequence[str]) -> bool:
        """The cheap test, which nearly every block of a translation passes."""
        if self._foreign_script:
            return not self._is_in_source_script(block.facts.plain)
        return _count(words, self._target_words) > len(words) * 0.1

    def _is_in_source_script(self, text: str) -> bool:
        if self.source.scripts == _LATIN:
            if text.isascii():
                return True
            if len(text.encode("ascii", "ignore")) < len(text) * _ASCII_SHARE:
                return False
        return _share(text, self.source) >= _SCRIPT_SHARE

    def _is_spoilt(self, block: Block) -> bool:
        """Whether the marks of a comment stand in it, which is reported as that, or it is no text at all."""
        marks = self.translation.target.marks
        return any(mark.span.overlaps(block.span) for mark in marks) or bool(_DEFINITION.match(block.text))

    def _is_running(self, unit: Unit, words: Sequence[str], *, copied: bool) -> bool:
        """Whether the function words say that this is text in the source language."""
        running = _count(words, self._source_words)
        if running < _RUNNING * len(words) or running < 2:
            return False
        is_long = len(words) >= (_FEWEST_RUNNING if self._foreign_script else _FEWEST_RUNNING + 2)
        is_sure = self._foreign_script or (self.target.has_data and running > 2)
        if is_long and is_sure and len(self._telling(words)) > 1:
            return True
        return len(words) >= _FEWEST_ALIKE and (copied or _is_alike(unit, words))

    def _telling(self, words: Sequence[str]) -> set[str]:
        """Function words that are no chance likeness, as short ones are in many languages."""
        return {word for word in words if len(word) > 2 and word in self._source_words}

    def _is_copied(self, block: Block) -> bool:
        """Whether the chapter's source has a block of just these letters."""
        return _key(block) in self._source_keys

    @lazy
    def _source_keys(self) -> frozenset[str]:
        sides = (side for unit in self.translation.units for side in unit.references)
        return frozenset(_key(block) for side in sides for block in side.blocks if block.kind in _READ)

    def _is_exposed(self, block: Block) -> bool:
        """Whether the translation of this stands beside it: then it is a source comment without its marks."""
        return id(block) in self._exposed

    @lazy
    def _exposed(self) -> frozenset[int]:
        return frozenset(map(id, exposed_blocks(self.translation)))

    def _is_phrase(self, block: Block) -> bool:
        """Whether copied words are more than names and terms: a translator would have put them in other words."""
        text = _unlabelled(block.facts.plain)
        if _is_code_or_alt(block, text):
            return False
        words = _WORD.findall(text)
        function = {word for word in words if word.casefold() in self._source_words}
        rest = {word.casefold() for word in words if word not in function and self._is_common(word)}
        is_heading = block.kind is BlockKind.HEADING and len(words) == 1 and self._is_telling(words[0])
        if not any(len(word) > 4 for word in rest) or not (function or len(rest) > 1 or is_heading):
            return False
        return not all(map(self._is_kept, rest)) and not self._is_name(block, text, words)

    def _is_telling(self, word: str) -> bool:
        """Whether a word alone is surely of the source: no command, and no word that the languages share."""
        return word.casefold() in self.source.heading_words or (
            self._foreign_script and len(word) > 5 and word[0].isupper() and word.isalpha()
        )

    def _is_common(self, word: str) -> bool:
        """No acronym, no `ReLU`, no name."""
        return len(word) > 2 and word[1:].islower() and not self._is_proper(word)

    def _is_name(self, block: Block, text: str, words: Sequence[str]) -> bool:
        """What has an acronym, or stands with capitals in sentences of the source, or alone in a list."""
        if _ACRONYM_ASIDE.search(text):
            return True
        if len(words) < 2 or not all(word[0].isupper() for word in words):
            return False
        initials = "".join(part[0] for word in words for part in word.split("-")).upper()
        is_known = text.strip(" .:") in self._source_prose or (len(initials) > 2 and initials in self._source_prose)
        return is_known or block.kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM)

    @lazy
    def _source_prose(self) -> str:
        sides = (side for unit in self.translation.units for side in unit.references[:1])
        blocks = (b for side in sides for b in side.blocks if b.kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM))
        return "\n".join(block.facts.plain for block in blocks)

    def _is_proper(self, word: str) -> bool:
        """Whether the source writes the word with a capital amid its sentences, and never without."""
        text = self._source_prose
        if not word[0].isupper() or _stands(word.lower(), text, str.isalpha):
            return False
        around = ((text[max(0, start - 1) : start], text[end : end + 1]) for start, end in _places(f" {word}", text))
        return any(before and before in _AMID and not (after.isalnum() or after == "_") for before, after in around)

    def _is_kept(self, word: str) -> bool:
        """Whether a word of the source stands bare in sentences of the translation: then it is its readers' too."""
        is_latin_amid_other = self._foreign_script and self.source.scripts == _LATIN
        return _stands(word, self._own_prose, _is_small_latin if is_latin_amid_other else str.isalpha)

    @lazy
    def _own_prose(self) -> str:
        """What the translation says in its own words, outside of brackets and quotation marks."""
        own = (block for unit in self.translation.units for block in read_blocks(unit) if self._is_own_prose(block))
        return _ASIDE.sub(" ", "\n".join(block.facts.plain for block in own)).casefold()

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


def _is_code_or_alt(block: Block, text: str) -> bool:
    """A heading of a function, a formula without its dollars, an image with nothing but its `alt` text."""
    if block.kind is BlockKind.HEADING and block.facts.code:
        return True
    if block.kind is BlockKind.FIGURE:
        return not any(char.isalpha() for char in _ALT.sub("", block.text))
    return "=" in text and block.kind is not BlockKind.TABLE


def _is_quoted(block: Block) -> bool:
    """An example in another language, which is quoted as it is."""
    text = block.facts.plain.strip(" .,;:!?")
    return text[:1] in _OPENING and text[-1:] in _CLOSING


def _stands(word: str, text: str, is_letter: Callable[[str], bool]) -> bool:
    """Whether `text` has the word between characters that are no letters."""
    around = ((text[max(0, start - 1) : start], text[end : end + 1]) for start, end in _places(word, text))
    return any(not (before and is_letter(before)) and not (after and is_letter(after)) for before, after in around)


def _places(word: str, text: str) -> Iterator[tuple[int, int]]:
    """Where the word begins and ends: an expression for each word would have to be compiled."""
    start = text.find(word)
    while start >= 0:
        yield start, start + len(word)
        start = text.find(word, start + 1)


def _is_small_latin(char: str) -> bool:
    return "a" <= char <= "z"


def _count(words: Sequence[str], known: frozenset[str]) -> int:
    return sum(map(known.__contains__, words))


def _key(block: Block) -> str:
    """The letters of its words without a label, which may be translated alone."""
    words = block.facts.words
    return "".join(words[1:] if _LABEL.match(block.facts.plain) else words)


def _unlabelled(text: str) -> str:
    """`Figure 3: The loss` without its label, `[the loss][loss]` without its reference."""
    return _LABEL.sub("", _REFERENCE.sub("]", text), count=1)


def _is_alike(unit: Unit, words: Sequence[str]) -> bool:
    return any(_overlap(words, side.facts.words) >= _ALIKE for side in unit.references)


def _overlap(words: Sequence[str], others: Sequence[str]) -> float:
    known = set(others)
    return min(sum(word in known for word in words) / len(words), len(words) / max(1, len(others)))
