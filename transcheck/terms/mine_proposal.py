"""What mining proposes: phrases of the source with their renderings and all places of these."""

from collections import Counter
from dataclasses import dataclass

from transcheck.model.text import Span

_OFTEN = 0.2
"""The share of the commonest form from which on a shorter one is rather the one of dictionaries."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a phrase is rendered: the document of the target, and the spans in it and in the source's text."""

    path: str
    target: Span
    source: Span


@dataclass(frozen=True, slots=True)
class Rendering:
    """A way to say a concept, as it is mostly written, with its places in the order of the corpus.

    `count` has the places, too, where a piece of it stands for the phrase, or where it stands with more.  `own` is the
    share of the sentences with it whose source has the phrase.
    """

    text: str
    count: int
    places: tuple[Place, ...]
    keys: tuple[str, ...]
    own: float


@dataclass(frozen=True, slots=True)
class Proposal:
    """A phrase that may name a concept, its places in the source, and its renderings, the commonest first."""

    source: str
    count: int
    renderings: tuple[Rendering, ...]


def as_in_dictionaries(texts: Counter[str], *, inflects: bool = True) -> str:
    """The form without capitals of its sentence: the shortest of those that are usual, or the commonest."""
    plain: Counter[str] = Counter()
    for text, count in texts.items():
        lowered = text.lower()
        plain[lowered if texts[lowered] else text] += count
    often = max(plain.values(), default=0) * (_OFTEN if inflects else 1)
    usual = [text for text, count in plain.items() if count >= often]
    return min(usual, key=lambda text: (len(text), -plain[text], text), default="")
