"""Blocks of a translation that say again what another block of it says."""

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import pairwise

from transcheck.compare.memo import Itself
from transcheck.model.block import Block, BlockKind
from transcheck.model.normal import folded_space, form, letters
from transcheck.model.unit import Translation, Unit

LONG_ENOUGH = 30
"""Weight of letters (see `_weight`) that two texts do not share by chance."""
_FAR = 150
"""The same for blocks that each have a source of their own and stand apart."""
_NEARLY = 0.85
_MARKERS = "#*-+>.)0123456789 \t"
_NEAR = 2
_SYLLABLES = re.compile(r"[^\0-\u2e7f]")
_COMPARED = 2000


@dataclass(frozen=True, slots=True)
class Copy:
    """A block that says again what `original` said; `is_exact` unless the wording differs a little."""

    block: Block
    original: Block
    is_exact: bool = True


def copies(translation: Translation) -> tuple[Copy, ...]:
    """Blocks that stand there once more than their source does, each with the one that says the same.

    Source text left in the open is no copy.
    """
    return _copies(Itself(translation))


@lru_cache(maxsize=2)
def _copies(key: Itself) -> tuple[Copy, ...]:
    translation = key.translation
    units = {id(block): unit for unit in translation.units for block in (unit.target.blocks if unit.target else ())}
    exact = list(_exact(translation, units))
    done = {id(copy.block) for copy in exact}
    nearly = (copy for copy in _nearly(translation, units) if id(copy.block) not in done)
    return tuple(sorted([*exact, *nearly], key=lambda copy: copy.block.span))


def source_letters(translation: Translation) -> frozenset[str]:
    """The letters of every block of the source, as it is now and as the comments have it."""
    return _source_letters(Itself(translation))


@lru_cache(maxsize=2)
def _source_letters(key: Itself) -> frozenset[str]:
    translation = key.translation
    source = translation.source.blocks if translation.source else ()
    comments = (block for _, block in translation.target.comment_blocks())
    return frozenset(letters(block.text) for block in (*source, *comments))


def is_source_text(block: Block, known: frozenset[str]) -> bool:
    """Whether the block says what a block of the source says, in the source's words but for a few, or a part of it."""
    own = letters(block.text)
    if not block.kind.is_prose or own in known:
        return block.kind.is_prose
    if len(own) < LONG_ENOUGH:
        return False
    return any(own in one or (len(one) >= LONG_ENOUGH and one in own) for one in known) or _is_nearly(own, known)


def _is_nearly(text: str, others: Iterable[str]) -> bool:
    """Whether one of `others` is the text but for a few words."""
    matcher = SequenceMatcher(None, "", text[:_COMPARED], autojunk=False)
    for other in others:
        if 0.7 < len(text) / max(len(other), 1) < 1.4:
            matcher.set_seq1(other[:_COMPARED])
            if (
                matcher.real_quick_ratio() >= _NEARLY
                and matcher.quick_ratio() >= _NEARLY
                and matcher.ratio() >= _NEARLY
            ):
                return True
    return False


def _exact(translation: Translation, units: Mapping[int, Unit]) -> Iterator[Copy]:
    by_key: dict[str, list[Block]] = defaultdict(list)
    for block in translation.target.blocks:
        if key := _key(block):
            by_key[key].append(block)
    repeated = {key: blocks for key, blocks in by_key.items() if len(blocks) > 1}
    if not repeated:
        return
    known = source_letters(translation)
    places = {id(block): index for index, block in enumerate(translation.target.blocks)}
    in_source = _source_counts(translation)
    for key, blocks in repeated.items():
        if any(_is_exposed(block, known) for block in blocks):
            continue
        exposed = (_is_among_exposed(block, translation.target.blocks, places, known) for block in blocks)
        if blocks[0].kind.is_prose or not any(exposed):
            allowed = max([1, in_source[key], *(in_source[one] for one in _source_keys(blocks, units))])
            yield from _likely_copies(key, blocks, units, places)[: max(0, len(blocks) - allowed)]


def _key(block: Block) -> str:
    """What two blocks that say the same have in common; empty where it is too little to tell."""
    if block.kind.is_prose:
        text = folded_space(block.text.lstrip(_MARKERS))
        return text if len(text) >= LONG_ENOUGH or _weight(text) >= LONG_ENOUGH else ""
    if block.kind is BlockKind.MATH:
        tex = "".join(block.text.split())
        return tex if len(tex) > 12 else ""
    if block.kind is BlockKind.FIGURE:
        return " ".join(token.value for token in block.facts.images)
    return ""


def _weight(text: str) -> int:
    """The length of a text, with what stands for a syllable or a word counted threefold; long enough is long enough."""
    if len(text) >= _FAR or text.isascii():
        return len(text)
    return len(text) if text.isascii() else len(text) + 2 * len(_SYLLABLES.findall(text))


def _is_exposed(block: Block, known: frozenset[str]) -> bool:
    """Whether it is source text, left in the open; for a figure that its caption is."""
    if block.kind is BlockKind.FIGURE:
        return bool(block.facts.words) and letters(block.text) in known
    return is_source_text(block, known)


def _is_among_exposed(block: Block, blocks: Sequence[Block], places: Mapping[int, int], known: frozenset[str]) -> bool:
    """Whether source text stands beside, so that what is copied as it is belongs to that."""
    at = places[id(block)]
    return any(is_source_text(one, known) for one in blocks[max(0, at - _NEAR) : at + _NEAR + 1])


def _source_counts(translation: Translation) -> Counter[str]:
    """How often the source says what it says, today or in the comments."""
    source = Counter(map(_key, translation.source.blocks if translation.source else ()))
    return source | Counter(_key(block) for _, block in translation.target.comment_blocks())


def _source_keys(blocks: Sequence[Block], units: Mapping[int, Unit]) -> Iterator[str]:
    for block in blocks:
        for side in units[id(block)].references if id(block) in units else ():
            yield from (key for part in side.blocks if (key := _key(part)))


def _likely_copies(
    key: str, blocks: Sequence[Block], units: Mapping[int, Unit], places: Mapping[int, int]
) -> list[Copy]:
    """Those without a source first.

    Of blocks that each have a source only long ones are copies, or neighbours, or one beside a block that is too
    much; and what is copied as it is (formulas, figures) is none.
    """
    free = [block for block in blocks if _is_free(block, units)]
    done = {id(block) for block in free}
    first = next((block for block in blocks if id(block) not in done), blocks[0])
    found = [Copy(block, first if block is not first else blocks[1]) for block in free]
    if not first.kind.is_prose:
        return found
    unanswered = {places[index] for index in places if index in units and not units[index].references}
    for one, other in pairwise(blocks):
        if other is not first and id(other) not in done and _weight(key) >= _least(one, other, places, unanswered):
            found.append(Copy(other, one))
    return found


def _is_free(block: Block, units: Mapping[int, Unit]) -> bool:
    return id(block) in units and not units[id(block)].references


def _least(one: Block, other: Block, places: Mapping[int, int], unanswered: Collection[int]) -> int:
    """The least weight at which two blocks that both have a source are copies."""
    at = places[id(other)]
    if at - places[id(one)] == 1 or any(abs(at - place) <= _NEAR for place in unanswered):
        return LONG_ENOUGH
    if at - places[id(one)] <= _NEAR:
        return 2 * LONG_ENOUGH
    return _FAR if one.kind is other.kind else sys.maxsize


def _nearly(translation: Translation, units: Mapping[int, Unit]) -> Iterator[Copy]:
    """Paragraphs without a source that say in nearly the same words what one beside them says."""
    blocks = translation.target.blocks
    for index, block in enumerate(blocks):
        if block.kind is not BlockKind.PARAGRAPH or not _is_free(block, units):
            continue
        near = (*blocks[max(0, index - _NEAR) : index], *blocks[index + 1 : index + 1 + _NEAR])
        original = next((other for other in near if _is_reworded(block, other)), None)
        if original is not None and not is_source_text(block, source_letters(translation)):
            yield Copy(block, original, is_exact=False)


def _is_reworded(one: Block, other: Block) -> bool:
    if other.kind is not BlockKind.PARAGRAPH or min(_weight(one.text), _weight(other.text)) < 2 * LONG_ENOUGH:
        return False
    return _is_nearly(form(folded_space(one.text)), (form(folded_space(other.text)),))
