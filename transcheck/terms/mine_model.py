"""Which words answer which: translation probabilities learnt from the couples alone, by expectation maximisation.

IBM Model 1 (Brown et al. 1993, The Mathematics of Statistical Machine Translation, Computational Linguistics
19:2) in both directions, with a word that equals the source's favoured from the start: translators keep names.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_ROUNDS = 4
_LEAST = 1e-4
NULL = ""
"""The empty word, which what answers nothing answers."""

Table = Mapping[str, Mapping[str, float]]
"""For a given word the probability of each answer."""


@dataclass(frozen=True)
class Model:
    """Probabilities of target words given the source's, and the other way round."""

    forward: Table
    backward: Table


Texts = Sequence[tuple[Sequence[str], Sequence[str]]]


def train(texts: Texts) -> Model:
    """The model of pairs of texts."""
    return Model(_table(texts), _table([(theirs, ours) for ours, theirs in texts]))


def _table(texts: Texts) -> Table:
    counts = [([NULL, *set(given)], list(set(said))) for given, said in texts]
    table = _first(counts)
    for _ in range(_ROUNDS):
        table = _improved(table, counts)
    return table


_Counted = Sequence[tuple[Sequence[str], Sequence[str]]]


def _first(texts: _Counted) -> dict[str, dict[str, float]]:
    """How many texts have both, by Dice's coefficient: a better start than none, and fewer rounds."""
    together: dict[str, dict[str, float]] = {}
    alone: dict[str, int] = {}
    answers: dict[str, int] = {}
    for given, said in texts:
        for word in said:
            answers[word] = answers.get(word, 0) + 1
        for word in given:
            alone[word] = alone.get(word, 0) + 1
            row = together.setdefault(word, {})
            for other in said:
                row[other] = row.get(other, 0.0) + 1.0
    for word, row in together.items():
        own = alone[word]
        for other, count in row.items():
            row[other] = 2 * count / (own + answers[other]) * (_SAME if other == word else 1.0)
    return together


_SAME = 10.0


def _improved(table: dict[str, dict[str, float]], texts: _Counted) -> dict[str, dict[str, float]]:
    counted: dict[str, dict[str, float]] = {word: {} for word in table}
    for given, said in texts:
        rows = [(table[word], counted[word]) for word in given]
        for word in said:
            shares = [row.get(word, 0.0) for row, _ in rows]
            total = sum(shares)
            for share, (_, count) in zip(shares, rows, strict=True):
                if share > _LEAST * total:
                    count[word] = count.get(word, 0.0) + share / total
    for row in counted.values():
        total = sum(row.values())
        for word in row:
            row[word] /= total
    return counted
