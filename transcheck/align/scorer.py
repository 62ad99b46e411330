"""How well two blocks answer each other.

Scores are like log-odds: above 0 two blocks are more likely to answer each other than not.  The terms
are the classic ones of sentence alignment carried over to blocks of Markdown: length (Gale & Church
1993, a Gaussian of the log ratio), what stays the same in translation (Simard, Foster & Isabelle 1992,
"cognates"), and here kind, formulas, code, links, images, placeholders and numbers.
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.fuzz import ratio

from transcheck.align.features import KINDS, Feature, Same
from transcheck.lazy import lazy
from transcheck.locales.language import Language
from transcheck.model.block import BlockKind

UNLIKE = -4.0
_ALIKE = 1.0
_BETWEEN = {
    (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM): -0.2,
    (BlockKind.PARAGRAPH, BlockKind.FOOTNOTE): -0.2,
    (BlockKind.PARAGRAPH, BlockKind.HEADING): -1.0,
    (BlockKind.HEADING, BlockKind.LIST_ITEM): -1.5,
    (BlockKind.FIGURE, BlockKind.PARAGRAPH): -0.8,
    (BlockKind.FIGURE, BlockKind.HTML): -0.3,
    (BlockKind.FIGURE, BlockKind.TABLE): -0.8,
    (BlockKind.MATH, BlockKind.PARAGRAPH): -0.6,
    (BlockKind.HTML, BlockKind.PARAGRAPH): -0.8,
    (BlockKind.TABLE, BlockKind.PARAGRAPH): -0.6,
    (BlockKind.CODE, BlockKind.PARAGRAPH): -1.5,
}


def _kind_score(source: BlockKind, target: BlockKind) -> float:
    if source is target:
        return _ALIKE if not source.is_markup else 0.4
    return _BETWEEN.get((source, target), _BETWEEN.get((target, source), UNLIKE))


_KIND_SCORES = tuple(tuple(_kind_score(source, target) for target in KINDS) for source in KINDS)
_FIGURE = KINDS.index(BlockKind.FIGURE)
_ENOUGH = 200
_SAME_ID = 1.0
_MUTE = 1.0
_COPY = 2.0
_COGNATE = 0.5
_COGNATES = 1.0
_VERBATIM = frozenset({KINDS.index(BlockKind.MATH), KINDS.index(BlockKind.CODE), KINDS.index(BlockKind.TABLE)})


@dataclass(frozen=True)
class Scorer:
    """Scores features of `sources` with features of `targets`."""

    sources: Sequence[Feature]
    targets: Sequence[Feature]
    tongue: Language

    @lazy
    def ratio(self) -> float:
        """Characters of target for each of source: half what is known of the language, half what these show."""
        lengths = [sum(feature.length for feature in side if feature.is_prose) for side in (self.sources, self.targets)]
        prior = self.tongue.length_ratio if self.tongue.has_data else 1.0
        if min(lengths) < _ENOUGH:
            return prior
        seen = lengths[1] / lengths[0]
        return math.sqrt(prior * min(max(seen, prior / 1.8), prior * 1.8)) if self.tongue.has_data else seen

    @lazy
    def weights(self) -> Mapping[str, float]:
        """Marks and names weigh by their rarity in the source."""
        return _weights(Same(self.sources))

    @lazy
    def stem_counts(self) -> Counter[str]:
        return _stem_counts(Same(self.sources))

    def rough(self, source: Feature, target: Feature) -> float:
        """By kind and length alone, which cost little."""
        score = _KIND_SCORES[source.rank][target.rank]
        if score <= UNLIKE:
            return score
        if source.rank != target.rank:
            score -= 0.0 if source.speaks and target.speaks else _MUTE
        if source.level != target.level and source.kind is BlockKind.HEADING:
            score -= 0.25 * abs(source.level - target.level)
        if (source.is_prose and target.is_prose) or source.rank == target.rank == _FIGURE:
            score += self._length(source.length, target.length)
        return score

    def score(self, source: Feature, target: Feature) -> float:
        return self.closely(source, target, self.rough(source, target))

    def closely(self, source: Feature, target: Feature, score: float) -> float:
        """Their score, where `score` is the rough one."""
        if score <= UNLIKE:
            return score
        if target.copied and target.copies(source):
            score += _COPY
        if source.ids and target.ids:
            score += _SAME_ID * len({*source.ids} & {*target.ids})
        if target.latin and target.is_prose:
            score += self._cognates(source, target)
        return score + self._marks(source, target) + self._names(source, target)

    def _marks(self, source: Feature, target: Feature) -> float:
        if not source.marks and not target.marks:
            return 0.0
        common = source.marks & target.marks
        if not common:
            return self._unlike(source, target)
        rarity = max(self.weights.get(mark, 1.0) for mark in common)
        share = 2 * len(common) / (len(source.marks) + len(target.marks))
        return share * (0.8 + 1.6 * rarity) + 0.1 * min(len(common), 6)

    def _unlike(self, source: Feature, target: Feature) -> float:
        """No mark in common, but code and formulas may still be nearly the same."""
        if source.rank == target.rank and source.rank in _VERBATIM:
            return 4 * ratio(source.bare, target.bare) / 100 - 2.5
        return -0.9 if source.marks and target.marks else -0.12 * min(len(source.marks) + len(target.marks), 4)

    def _cognates(self, source: Feature, target: Feature) -> float:
        common = source.stems & target.stems
        return min(_COGNATE * sum(1 / self.stem_counts[stem] for stem in common), _COGNATES) if common else 0.0

    def _names(self, source: Feature, target: Feature) -> float:
        if not target.names:
            return 0.0
        common = target.names & source.names
        gain = sum(self.weights.get(name, 1.0) for name in common)
        return min(gain, 1.5) - 0.5 * (1 - len(common) / len(target.names))

    def _length(self, source: int, target: int) -> float:
        expected = source * self.ratio
        log_ratio = math.log((target + 6) / (expected + 6))
        sureness = min(1.0, (expected + target) / 80)
        return sureness * (0.5 - min(2.2, 2.4 * log_ratio * log_ratio))


@lru_cache(maxsize=4)
def _weights(sources: Same[Sequence[Feature]]) -> Mapping[str, float]:
    """Kept, for the next locale's translation has the same sources."""
    counts = Counter(mark for feature in sources.things for mark in (feature.marks | feature.names))
    return {mark: 1 / count for mark, count in counts.items()}


@lru_cache(maxsize=4)
def _stem_counts(sources: Same[Sequence[Feature]]) -> Counter[str]:
    return Counter(stem for feature in sources.things for stem in feature.stems)
