"""Concepts that a locale renders in competing ways: two names where readers expect one; no glossary is needed.

Of what mining finds those are kept that hardly can be anything else: phrases of two words or more, and words made of
two (`autoencoder`), whose renderings stand for the phrase and for little else, often enough each, never together,
and differ by words that are no forms of one another.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from transcheck.locales.language import Language
from transcheck.model.text import Span
from transcheck.terms.mine_phrases import Phrase
from transcheck.terms.mine_proposal import Rendering
from transcheck.terms.mine_renderings import Miner
from transcheck.terms.mine_tokens import Couple
from transcheck.terms.morphology import morphology

_PLACES = 5
_OFTEN, _ALSO, _SHARE = 3, 2, 0.1
_OWN = 0.75
"""The share of a rendering's places that the phrase has, too."""
_ALIKE = 0.7


@dataclass(frozen=True, slots=True)
class Competition:
    """A phrase of the source with its competing renderings, the commonest first."""

    phrase: str
    renderings: tuple[Rendering, ...]


def competitions(couples: Sequence[Couple], source: Language, target: Language) -> Iterator[Competition]:
    """The phrases that the couples of a locale render in competing ways, the commonest first; each place once."""
    taken: set[tuple[str, Span]] = set()
    for one in sorted(_found(couples, source, target), key=lambda one: (-_count(one), one.phrase)):
        places = [(place.path, place.target) for rendering in one.renderings[1:] for place in rendering.places]
        if not any(_is_taken(place, taken) for place in places):
            taken.update((place.path, place.target) for rendering in one.renderings for place in rendering.places)
            yield one


def _count(one: Competition) -> int:
    return sum(len(rendering.places) for rendering in one.renderings)


def _is_taken(place: tuple[str, Span], taken: Iterable[tuple[str, Span]]) -> bool:
    path, span = place
    return any(path == other and span.overlaps(spot) for other, spot in taken)


def _found(couples: Sequence[Couple], source: Language, target: Language) -> Iterator[Competition]:
    if len(couples) < _PLACES:
        return
    miner = Miner(couples, source, target)
    for phrase in miner.phrases(_PLACES):
        if miner.is_compound(phrase):
            proposal = miner.propose(phrase)
            rivals = _rivals(proposal.renderings, _Judge(phrase, miner))
            if len(rivals) > 1:
                yield Competition(proposal.source, rivals)


def _rivals(renderings: Sequence[Rendering], judge: "_Judge") -> tuple[Rendering, ...]:
    """The first rendering, with those that compete with it and with one another."""
    own = [one for one in renderings if one.own >= _OWN and not judge.is_kept(one)]
    if not own or len(own[0].places) < _OFTEN:
        return ()
    least = max(_ALSO, _SHARE * sum(len(one.places) for one in renderings))
    found = own[:1]
    for other in own[1:]:
        if len(other.places) >= least and all(judge.compete(one, other) for one in found):
            found.append(other)
    return tuple(found)


class _Judge:
    """Tells two names for one phrase from two forms of one name, and from two things."""

    def __init__(self, phrase: Phrase, miner: Miner) -> None:
        self._phrase, self._miner = phrase, miner
        self._language = morphology(miner.target.tag)

    def compete(self, one: Rendering, other: Rendering) -> bool:
        ours, theirs = self._miner.content(one.keys), self._miner.content(other.keys)
        only_ours, only_theirs = set(ours) - set(theirs), set(theirs) - set(ours)
        if not only_ours or not only_theirs or not self._resemble(ours, theirs):
            return False
        if not all(self._miner.answers(key, self._phrase) for key in only_ours | only_theirs):
            return False
        return self._language.is_spaceless or not self._is_spelling(one.text, other.text)

    def _resemble(self, ours: Sequence[str], theirs: Sequence[str]) -> bool:
        """Whether they have enough in common to be names of one thing; for one word of the source anything is."""
        if self._language.is_spaceless:
            return ours[-1] == theirs[-1] or (ours[0] == theirs[0] and len(ours) == len(theirs))
        if len(self._phrase.keys) == 1:
            return True
        return len(ours) == len(theirs) and bool(set(ours) & set(theirs))

    def _is_spelling(self, one: str, other: str) -> bool:
        """Whether a word of one is a form or another spelling of a word of the other."""
        ours, theirs = (set(self._language.fold(text).replace("-", " ").split()) for text in (one, other))
        return any(self._is_alike(a, b) for a in ours - theirs for b in theirs - ours)

    def _is_alike(self, one: str, other: str) -> bool:
        language = self._language
        if language.readings(one) & language.lookups(other) or language.readings(other) & language.lookups(one):
            return True
        return _begin_alike(one, other) or SequenceMatcher(None, one, other, autojunk=False).ratio() >= _ALIKE

    def is_kept(self, rendering: Rendering) -> bool:
        """Whether it is the source's own, or an abbreviation; or half of it is, in another script."""
        latin = [char.isascii() for char in rendering.text if char.isalpha()]
        is_latin = "Latin" in self._miner.target.scripts
        return any(latin) if not is_latin else all(latin) and rendering.text.isupper()


def _begin_alike(one: str, other: str) -> bool:
    """Whether they share a root: dimensión, dimensionalidad."""
    shared = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return shared >= max(_ROOT, _MOSTLY * min(len(one), len(other)))


_ROOT, _MOSTLY = 5, 0.7
