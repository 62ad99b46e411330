"""Where a target renders a phrase of its source: the run of tokens that the phrase, and nothing else, answers.

After S. Vogel (2005), PESA: Phrase Pair Extraction as Sentence Splitting, MT Summit X: of all ways to split the
target into a run and the rest, the one that makes phrase and run, rest and rest likeliest, in both directions.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log

from transcheck.terms.mine_model import NULL, Model, Table

_FLOOR = 0.01
_SURE = 0.3


@dataclass(frozen=True, slots=True)
class Found:
    """A run of target tokens, both ends included."""

    first: int
    last: int


class Aligner:
    """What each token of a couple answers, in both directions; worked out once for all its phrases."""

    def __init__(self, ours: Sequence[str], theirs: Sequence[str], joined: Sequence[bool], model: Model) -> None:
        self._forth = [_shares(word, ours, model.forward) for word in theirs]
        self._back = [_shares(word, theirs, model.backward) for word in ours]
        self._joined = joined
        self._wanted = [sum(shares[at] for shares in self._back) for at in range(len(theirs))]

    def find(self, first: int, last: int, longest: int) -> Found | None:
        """The run that answers the phrase from `first` to `last`, where one does."""
        phrase = self._back[first : last + 1]
        gains = [self._gain(at, first, last) for at in range(len(self._forth))]
        best, found = 0.0, None
        for start in range(len(gains)):
            if gains[start] <= _POOR:
                continue
            total, covered = 0.0, [_FLOOR] * len(phrase)
            for end in range(start, min(start + longest, len(gains))):
                if end > start and not self._joined[end]:
                    break
                total += gains[end]
                covered = [have + shares[end] for have, shares in zip(covered, phrase, strict=True)]
                score = total + sum(log(have / _FLOOR) for have in covered) / _HALF
                if score > best and sum(covered) >= _SURE * len(phrase):
                    best, found = score, Found(start, end)
        return found

    def _gain(self, at: int, first: int, last: int) -> float:
        """The log odds that the target token answers the phrase, less what the other words want of it."""
        share = min(max(sum(self._forth[at][first : last + 1]), _FLOOR), 1 - _FLOOR)
        others = self._wanted[at] - sum(shares[at] for shares in self._back[first : last + 1])
        return log(share / (1 - share)) - others


_POOR = -2.0
_HALF = 2


def _shares(word: str, given: Sequence[str], table: Table) -> list[float]:
    """How much of the word each of the given answers; what the empty word answers is nobody's."""
    rows = [table[one].get(word, 0.0) if one in table else 0.0 for one in given]
    total = sum(rows) + table[NULL].get(word, 0.0)
    return [row / total for row in rows] if total else rows
