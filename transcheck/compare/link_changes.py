"""Which links and images a translation lost, and what stands in their place."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import NamedTuple, TypeAlias

from transcheck.model.block import Segment
from transcheck.model.document import Document
from transcheck.model.facts import Token, TokenKind
from transcheck.model.links import Key, Tongues, is_localised, link_key, parse_target, plain_segments
from transcheck.model.unit import Translation, Unit

Keyed: TypeAlias = tuple[tuple[Key, Token], ...]


@dataclass(frozen=True)
class Change:
    """A target of the source that the translation lost, and what stands in its place, if anything does."""

    unit: Unit
    lost: Token
    found: Token | None


_FEW = 3
_ALIKE = 0.5
_LONGEST_COMPARED = 300
_NEARLY_SAME = 0.9
"""Where more than a few are lost, as in a table that grew, only a slip of the pen is surely a change."""
_SURE = 0.6


def link_changes(translation: Translation, source_locale: str) -> tuple[Change, ...]:
    """The links that units lost or changed; additions are the translator's own business."""
    return _changes(translation, TokenKind.LINK, Tongues.of(source_locale, translation))


def image_changes(translation: Translation, source_locale: str) -> tuple[Change, ...]:
    """The images that units lost or changed, but for those that only stand in another place."""
    tongues = Tongues.of(source_locale, translation)
    changes = _changes(translation, TokenKind.IMAGE, tongues)
    if not changes:
        return ()
    here, there = (_shown(document, tongues) for document in (translation.target, translation.source))
    return tuple(
        change
        for change in changes
        if link_key(change.lost.value, tongues) not in here
        or (change.found is not None and link_key(change.found.value, tongues) not in there)
    )


def _shown(document: Document | None, tongues: Tongues) -> frozenset[Key]:
    """The images of a document."""
    blocks = document.blocks if document else ()
    return frozenset(link_key(token.value, tongues) for block in blocks for token in block.facts.images)


def _changes(translation: Translation, kind: TokenKind, tongues: Tongues) -> tuple[Change, ...]:
    balances = [_Balance.of(unit, kind, tongues) for unit in translation.units]
    changes: list[Change] = []
    for balance in balances:
        if balance.lost and balance.unit.confidence >= _SURE:
            changes += balance.changes(balances, tongues)
    return tuple(changes)


class _Balance(NamedTuple):
    """What of a unit's targets has no counterpart on the other side."""

    unit: Unit
    lost: Keyed = ()
    gained: Keyed = ()

    @classmethod
    def of(cls, unit: Unit, kind: TokenKind, tongues: Tongues) -> "_Balance":
        if unit.target is None or _same_at_a_glance(unit.target, unit.references, kind):
            return cls(unit)
        target = _keyed(unit.target, kind, tongues)
        references = [_keyed(side, kind, tongues) for side in unit.references if _speaks(side, kind)]
        if unit.hidden or not references:
            return cls(unit, (), target)
        known = tuple(pair for side in references for pair in side)
        return cls(unit, _less(_common(references), target), _less(target, known))

    def changes(self, every: Sequence["_Balance"], tongues: Tongues) -> Iterator[Change]:
        """What another unit gained has moved there."""
        elsewhere = {key for other in every if other is not self for key, _ in other.gained}
        missed = {key for other in every if other is not self for key, _ in other.lost}
        lost = [token for key, token in self.lost if key not in elsewhere]
        gained = [token for key, token in self.gained if key not in missed]
        least = _ALIKE if len(lost) <= _FEW else _NEARLY_SAME
        for old in lost:
            new = gained[0] if len(lost) == len(gained) == 1 else _best(old, gained, least)
            if new is not None:
                gained.remove(new)
            if not self._answers(old, new, tongues):
                yield Change(self.unit, old, new)

    def _answers(self, old: Token, new: Token | None, tongues: Tongues) -> bool:
        """Whether nothing is wrong after all: a page in the reader's language, or a link written amiss."""
        if new is None:
            return self.unit.target is not None and old.value in self.unit.target.text
        return _is_localisation(old.value, new.value, tongues) or _same_video(old.value, new.value, tongues)


def _is_localisation(old: str, new: str, tongues: Tongues) -> bool:
    """Whether `new` is a page in the target language that stands for `old`: on another host, or of the same name."""
    if not is_localised(new, tongues) or is_localised(old, tongues):
        return False
    one, other = parse_target(old), parse_target(new)
    if one.host != other.host:
        return bool(other.host)
    return list(plain_segments(one.path, tongues))[-1:] == list(plain_segments(other.path, tongues))[-1:]


def _tokens(side: Segment, kind: TokenKind) -> tuple[Token, ...]:
    return side.facts.images if kind is TokenKind.IMAGE else side.facts.links


def _same_at_a_glance(target: Segment, references: Sequence[Segment], kind: TokenKind) -> bool:
    """Whether all sides name the same targets, letter by letter, as most do that name any."""
    named = _tokens(target, kind)
    others = [_tokens(side, kind) for side in references]
    if not named or not references:
        return not named and not any(others)
    values = {token.value for token in named}
    return all({token.value for token in tokens} == values for tokens in others)


def _speaks(side: Segment, kind: TokenKind) -> bool:
    """Whether it tells what is shown: comments keep the caption, and rarely the image above it."""
    return kind is TokenKind.LINK or bool(_tokens(side, kind))


def _keyed(side: Segment, kind: TokenKind, tongues: Tongues) -> Keyed:
    return tuple((link_key(token.value, tongues), token) for token in _tokens(side, kind))


def _common(sides: Sequence[Keyed]) -> Keyed:
    """What all references have: what only one of them has, the translator may have been right to leave out."""
    known = [{key for key, _ in side} for side in sides]
    return tuple((key, token) for key, token in sides[0] if all(key in keys for keys in known))


def _less(pairs: Keyed, others: Keyed) -> Keyed:
    """A target that the other side has at all is there, however often: translators repeat and shorten."""
    known = {key for key, _ in others}
    return tuple({key: (key, token) for key, token in reversed(pairs) if key not in known}.values())[::-1]


def _best(old: Token, gained: Sequence[Token], least: float) -> Token | None:
    """The gained target that is most like `old`, and at least so much."""
    ratios = [(_likeness(old, new), new) for new in gained]
    ratio, best = max(ratios, key=lambda pair: pair[0], default=(0.0, None))
    return best if ratio >= least else None


def _likeness(old: Token, new: Token) -> float:
    """Of the whole targets; of images, of their names."""
    one, other = (token.value.strip()[:_LONGEST_COMPARED] for token in (old, new))
    if old.kind is TokenKind.IMAGE:
        one, other = (text.rsplit("/", 1)[-1].strip() for text in (one, other))
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _same_video(old: str, new: str, tongues: Tongues) -> bool:
    """One video of which one link tells no time."""
    first, second = link_key(old, tongues), link_key(new, tongues)
    is_video = first[0] == second[0] == "youtube" and len(first) == len(second) == 3
    return is_video and first[1] == second[1] and not (first[2] and second[2])
