"""Sentences of both sides in pairs, where a unit's sides have as many and of like lengths."""

import re
from collections.abc import Iterator
from itertools import pairwise

from transcheck.model.facts import Facts, Piece

_END = re.compile(
    r"[.!?…]+[\"'”’»)\]*_]*\s+(?=[^\W\d_a-z]|[\"'“‘«¿¡(\[*_])|[。！？]|[؟۔!](?=\s)|(?<=[^\W\dA-Za-z_])\.\s"
)
_FAR = 0.12
_SHORT = 12


def sentence_pairs(source: Facts, target: Facts) -> tuple[tuple[Facts, Facts], ...]:
    """The pairs; none where the sides are one sentence, or where it is unsure which answers which."""
    ours, theirs = list(sentences(source)), list(sentences(target))
    if len(ours) != len(theirs) or len(ours) < 2:
        return ()
    ends = zip(_shares(ours), _shares(theirs), strict=True)
    if any(abs(one - other) > _FAR for one, other in ends):
        return ()
    return tuple((Facts((one,)), Facts((other,))) for one, other in zip(ours, theirs, strict=True))


def sentences(facts: Facts) -> Iterator[Piece]:
    for piece in facts.plain_pieces:
        cuts = [0, *(match.end() for match in _END.finditer(piece.text)), len(piece.text)]
        for start, end in pairwise(cuts):
            if len(piece.text[start:end].strip()) > 1:
                yield Piece(piece.text[start:end], piece.start + start)


def _shares(sentences: list[Piece]) -> list[float]:
    """How much of the text has been said at the end of each."""
    lengths = [len(" ".join(piece.text.split())) + _SHORT for piece in sentences]
    total, said = sum(lengths), 0
    shares = []
    for length in lengths:
        said += length
        shares.append(said / total)
    return shares
