"""What of a block survives translation, and how well two blocks answer each other.

Scores are log-odds-like: above 0 two blocks are more likely to answer each other than not.  The
terms are the classic ones of sentence alignment carried over to blocks of Markdown: length (Gale &
Church 1993, a Gaussian of the log ratio), anchors that stay the same (Simard, Foster & Isabelle 1992,
"cognates"), and here kind, formulas, code, links, images, placeholders and numbers.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from transcheck.model.normal import formula
from transcheck.model.block import Block, BlockKind

_ASCII_WORD = re.compile(r"[A-Za-z][A-Za-z0-9]{2,}")
_NAME = re.compile(r"\b(?:[A-Z][a-z]*[A-Z0-9][A-Za-z0-9]*|(?<=[a-z,;:(] )[A-Z][a-z]{2,})")
_LOCALE_PART = re.compile(r"(?<=/)[a-z]{2}(?:-[A-Za-z]{2,4})?(?=/)")


@dataclass(frozen=True, slots=True)
class Feature:
    """A block as alignment sees it; `length` is in characters of plain text, `marks` stay in translation."""

    kind: BlockKind
    level: int
    length: int
    marks: frozenset[str]
    names: frozenset[str]


def features(blocks: Sequence[Block], *, latin: bool) -> tuple[Feature, ...]:
    """One feature a block.  `latin` says that the text is in Latin letters, where only names stand out."""
    return tuple(_feature(block, latin=latin) for block in blocks)


@lru_cache(maxsize=20_000)
def _feature(block: Block, *, latin: bool) -> Feature:
    facts = block.facts
    if block.kind is BlockKind.CODE:
        marks = frozenset("c" + "".join(line.split()) for line in block.text.split("\n")[1:] if len(line.strip()) > 3)
        return Feature(block.kind, block.level, len(block.text), marks, frozenset())
    plain = facts.plain
    names = _NAME.findall(plain) if latin else _ASCII_WORD.findall(plain)
    length = len(plain) if block.kind.is_prose else len("".join(block.text.split()))
    return Feature(block.kind, block.level, length, frozenset(_marks(block)), frozenset(n.casefold() for n in names))


def source_features(blocks: Sequence[Block]) -> tuple[Feature, ...]:
    """Features of the source, whose every word may stand in the translation as a name."""
    return features(blocks, latin=False)


def _marks(block: Block) -> Iterable[str]:
    facts = block.facts
    yield from ("f" + formula(token.value) for token in facts.formulas)
    yield from ("c" + "".join(token.value.split()) for token in facts.code)
    yield from ("l" + _LOCALE_PART.sub("", token.value) for token in facts.links)
    yield from ("i" + token.value.rsplit("/", 1)[-1] for token in facts.images)
    yield from ("p" + "".join(token.value.split()) for token in facts.placeholders)
    yield from (f"n{number}" for number in facts.numbers if number > 9)


_KIND = {
    (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM): -0.2,
    (BlockKind.PARAGRAPH, BlockKind.FOOTNOTE): -0.2,
    (BlockKind.PARAGRAPH, BlockKind.HEADING): -1.6,
    (BlockKind.HEADING, BlockKind.LIST_ITEM): -2.0,
    (BlockKind.FIGURE, BlockKind.PARAGRAPH): -0.8,
    (BlockKind.FIGURE, BlockKind.HTML): -0.3,
    (BlockKind.FIGURE, BlockKind.TABLE): -0.8,
    (BlockKind.MATH, BlockKind.PARAGRAPH): -0.6,
    (BlockKind.HTML, BlockKind.PARAGRAPH): -1.0,
    (BlockKind.TABLE, BlockKind.PARAGRAPH): -0.6,
    (BlockKind.CODE, BlockKind.PARAGRAPH): -1.5,
}
_UNLIKE = -4.0
_ALIKE = 1.0


def kind_score(source: BlockKind, target: BlockKind) -> float:
    if source is target:
        return _ALIKE if not source.is_markup else 0.4
    return _KIND.get((source, target), _KIND.get((target, source), _UNLIKE))


@dataclass(frozen=True)
class Scorer:
    """Scores pairs of features; `ratio` is characters of target per character of source."""

    ratio: float
    weights: dict[str, float]

    @classmethod
    def of(cls, sources: Sequence[Feature], targets: Sequence[Feature], prior: float) -> "Scorer":
        """Half prior, half what these documents show; marks weigh by their rarity in the source."""
        counts = Counter(mark for feature in sources for mark in (feature.marks | feature.names))
        lengths = [sum(f.length for f in side if f.kind.is_prose) for side in (sources, targets)]
        seen = lengths[1] / lengths[0] if min(lengths) > 200 else prior
        seen = min(max(seen, prior / 1.8), prior * 1.8)
        weights = {mark: 1 / count for mark, count in counts.items()}
        return cls(math.sqrt(prior * seen), weights)

    def score(self, source: Feature, target: Feature) -> float:
        score = kind_score(source.kind, target.kind)
        if score <= _UNLIKE:
            return score
        if source.kind is BlockKind.HEADING and source.level != target.level:
            score -= 0.25 * abs(source.level - target.level)
        return score + self._marks(source, target) + self._names(source, target) + self._length(source, target)

    def _marks(self, source: Feature, target: Feature) -> float:
        if not source.marks and not target.marks:
            return 0.0
        common = source.marks & target.marks
        size = len(source.marks) + len(target.marks)
        if not common:
            return -0.9 if source.marks and target.marks else -0.12 * min(size, 4)
        rarity = max(self.weights.get(mark, 1.0) for mark in common)
        return 2 * len(common) / size * (0.8 + 1.6 * rarity) + 0.1 * min(len(common), 6)

    def _names(self, source: Feature, target: Feature) -> float:
        if not target.names:
            return 0.0
        common = target.names & source.names
        gain = sum(self.weights.get(name, 1.0) for name in common)
        return min(gain, 1.5) - 0.5 * (1 - len(common) / len(target.names))

    def _length(self, source: Feature, target: Feature) -> float:
        if not (source.kind.is_prose and target.kind.is_prose):
            return 0.0
        expected = source.length * self.ratio
        log_ratio = math.log((target.length + 6) / (expected + 6))
        sureness = min(1.0, (expected + target.length) / 80)
        return sureness * (0.5 - min(2.2, 2.4 * log_ratio * log_ratio))


def merged(parts: Sequence[Feature]) -> Feature:
    """The feature of neighbouring blocks taken as one."""
    if len(parts) == 1:
        return parts[0]
    return Feature(
        parts[0].kind,
        parts[0].level,
        sum(part.length for part in parts) + len(parts),
        frozenset().union(*(part.marks for part in parts)),
        frozenset().union(*(part.names for part in parts)),
    )
