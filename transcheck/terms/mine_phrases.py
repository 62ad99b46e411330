"""The phrases of the source that may be terms: runs of content words, ranked by C-value.

K. Frantzi, S. Ananiadou and H. Mima (2000), Automatic recognition of multi-word terms: the C-value/NC-value
method, International Journal on Digital Libraries 3:2.  What is a noun phrase is told by its neighbours, for no
tagger is at hand: `the loss`, `a loss of`; not `to lose`, `we lose the`.
"""

import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import log2

from transcheck.locales.language import Language
from transcheck.terms.mine_tokens import Tokens

LONGEST = 5
"""Words of the longest phrase."""
Place = tuple[int, int, int]
"""The number of a couple, the first and the last token of the phrase in its source."""


@dataclass(frozen=True)
class Phrase:
    """A run of words that may name a concept: its keys, its places, and how much of a term it is."""

    keys: tuple[str, ...]
    places: tuple[Place, ...]
    rank: float


def phrases(texts: Sequence[Tokens], keys: Sequence[tuple[str, ...]], source: Language, least: int) -> list[Phrase]:
    """The phrases with at least `least` places, the likeliest terms first."""
    places = _places(texts, keys, source)
    often = {keys: where for keys, where in places.items() if len(where) >= least}
    values = _c_values({keys: len(where) for keys, where in often.items()})
    found = [
        Phrase(keys, tuple(where), max(values[keys], _NESTED) * _likely(keys, where, texts))
        for keys, where in often.items()
    ]
    return sorted(found, key=lambda one: (-one.rank, one.keys))


def _places(
    texts: Sequence[Tokens], keys: Sequence[tuple[str, ...]], source: Language
) -> Mapping[tuple[str, ...], list[Place]]:
    found: dict[tuple[str, ...], list[Place]] = defaultdict(list)
    for number, text in enumerate(texts):
        for first, last in _runs(text, source):
            found[keys[number][first : last + 1]].append((number, first, last))
    return found


def _runs(tokens: Tokens, source: Language) -> Iterator[tuple[int, int]]:
    content = [is_content(word, source) or _is_prefix(tokens, at) for at, word in enumerate(tokens.words)]
    for first in range(len(content)):
        for last in range(first, min(first + LONGEST, len(content))):
            if not content[last] or (last > first and not tokens.joined[last]):
                break
            if is_content(tokens.words[last], source) and not tokens.cuts(first, last):
                yield first, last


def _is_prefix(tokens: Tokens, at: int) -> bool:
    """Whether a hyphen ties it to what follows: k-fold, one-hot."""
    return at + 1 < len(tokens.words) and tokens.is_hyphened(at + 1) and tokens.words[at].isalnum()


def is_content(word: str, source: Language) -> bool:
    if len(word) < 2 or not word.isalpha() or word in source.function_words or word in source.number_words:
        return False
    return word not in _words("no_term")


_NESTED = 0.01
"""The value of what stands only in longer phrases: a concept perhaps, but the last to be proposed."""


def _c_values(counts: Mapping[tuple[str, ...], int]) -> dict[tuple[str, ...], float]:
    """How often each stands, but for where it stands in longer ones, weighted by its length."""
    within: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for keys, count in counts.items():
        for length in range(1, len(keys)):
            for start in range(len(keys) - length + 1):
                within[keys[start : start + length]].append(count)
    return {
        keys: log2(len(keys) + 1) * (count - (sum(within[keys]) / len(within[keys]) if keys in within else 0))
        for keys, count in counts.items()
    }


def _likely(keys: tuple[str, ...], places: Sequence[Place], texts: Sequence[Tokens]) -> float:
    """How far it is a noun phrase, that ends where the phrase around it ends, and says something of its own."""
    general = len(keys) == 1 and keys[0] in _words("general")
    return _nominal(places, texts) * _ending(places, texts) * (_RARELY if general else 1.0)


def _nominal(places: Sequence[Place], texts: Sequence[Tokens]) -> float:
    """The share of the telling places that tell a noun phrase."""
    votes: Counter[bool] = Counter()
    for number, first, last in places:
        words = texts[number].words
        before = words[first - 1] if first else ""
        if _follows(texts[number], last, _words("after_verb")) or before in _words("before_verb"):
            votes[False] += 1
        elif before in _words("before_noun"):
            votes[True] += 1
    return (votes[True] + 1) / (votes.total() + 2)


def _follows(text: Tokens, last: int, words: frozenset[str]) -> bool:
    return last + 1 < len(text.words) and text.joined[last + 1] and text.words[last + 1] in words


def _ending(places: Sequence[Place], texts: Sequence[Tokens]) -> float:
    """The share of the places that no further word of content follows."""
    within = sum(
        last + 1 < len(texts[number].words)
        and texts[number].joined[last + 1]
        and texts[number].words[last + 1] not in _words("ends_phrase")
        for number, _, last in places
    )
    return 1 - within / (len(places) + 1)


_RARELY = 0.1


@cache
def _words(kind: str) -> frozenset[str]:
    facts = tomllib.loads(files("transcheck.terms").joinpath("data/phrases.toml").read_text("utf-8"))
    return frozenset(facts[kind].split())
