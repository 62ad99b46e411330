"""Beads and matched comments -> units in the order of the target."""

import math
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.fuzz import ratio

from transcheck.align.comments import Match
from transcheck.align.drift import drift_of
from transcheck.align.sequence import Bead
from transcheck.align.swallowed import Reading
from transcheck.model.block import Block, Segment
from transcheck.model.document import Comment
from transcheck.model.normal import form
from transcheck.model.text import Span
from transcheck.model.unit import Drift, Habit, Unit

_REWRITTEN = 0.4
"""Similarity above which an unmatched comment beside a target may be its source, rewritten since."""
_KEEPS_COMMENTS = 0.3
_SENTENCE = 8


@dataclass(frozen=True)
class Draft:
    """What alignment found: `beads` of indices into `sources` and `reading.targets`, and which are `moved`."""

    sources: tuple[Block, ...]
    reading: Reading
    matches: tuple[Match, ...]
    beads: tuple[Bead, ...]
    moved: frozenset[int]
    habit: Habit
    comments_are_source: bool


def build_units(draft: Draft) -> tuple[tuple[Unit, ...], tuple[Comment, ...]]:
    """The units, and the comments that hold no source."""
    comments_of = _comments_by_source(draft)
    beads = _with_leftovers(draft)
    strays = _Strays(draft, beads, comments_of)
    units = [_unit(draft, bead, comments_of, strays.of(bead)) for bead in beads]
    used = {id(block) for unit in units if unit.comment for block in unit.comment.blocks}
    owners = {id(o) for block, o in zip(draft.reading.comments, draft.reading.owners, strict=True) if id(block) in used}
    loose = {id(o): o for o in draft.reading.owners if id(o) not in owners}
    return tuple(_placed(units)), tuple(loose.values())


def _comments_by_source(draft: Draft) -> dict[int, list[Block]]:
    found: dict[int, list[Block]] = defaultdict(list)
    for match in draft.matches:
        found[match.sources[0]].append(draft.reading.comments[match.comment])
    return found


def _with_leftovers(draft: Draft) -> list[Bead]:
    """The beads with one for each block that is in none."""
    sources = {i for bead in draft.beads for i in bead.sources}
    targets = {j for bead in draft.beads for j in bead.targets}
    alone = [Bead((i,), (), 0.0) for i in range(len(draft.sources)) if i not in sources]
    alone += [Bead((), (j,), 0.0) for j in range(len(draft.reading.targets)) if j not in targets]
    return [*draft.beads, *alone]


class _Strays:
    """Comment blocks that match no source, by the target they stand against."""

    def __init__(self, draft: Draft, beads: Sequence[Bead], comments_of: dict[int, list[Block]]) -> None:
        self.draft = draft
        matched = {match.comment for match in draft.matches}
        self.keeps = len(matched) >= _KEEPS_COMMENTS * max(1, sum(b.kind.is_prose for b in draft.sources))
        self.by_target: dict[int, list[Block]] = defaultdict(list)
        starts = [block.span.start for block in draft.reading.targets]
        for index, block in enumerate(draft.reading.comments):
            if index not in matched and block.kind.is_prose:
                at = bisect_right(starts, block.span.start) - (draft.habit is Habit.AFTER)
                self.by_target[at].append(block)
        self.comments_of = comments_of

    def of(self, bead: Bead) -> list[Block]:
        """The stray blocks that are this bead's source as it once was."""
        if any(self.comments_of.get(i) for i in bead.sources):
            return []
        near = [block for j in bead.targets for block in self.by_target.get(j, ())]
        return [block for block in near if self._belongs(block, bead)]

    def _belongs(self, block: Block, bead: Bead) -> bool:
        if not bead.sources:
            return self.keeps and len(block.facts.words) >= _SENTENCE
        text = " ".join(form(self.draft.sources[i].text) for i in bead.sources)
        return ratio(form(block.text), text) >= _REWRITTEN * 100


def _unit(draft: Draft, bead: Bead, comments_of: dict[int, list[Block]], strays: list[Block]) -> Unit:
    sources = tuple(draft.sources[i] for i in bead.sources)
    targets = tuple(draft.reading.targets[j] for j in bead.targets)
    comments = tuple(sorted([b for i in bead.sources for b in comments_of.get(i, ())] + strays, key=_start))
    source = Segment(sources) if sources and not draft.comments_are_source else None
    comment = Segment(comments) if comments else None
    target = Segment(targets) if targets else None
    side = target or comment
    return Unit(
        source=source,
        comment=comment,
        target=target,
        at=side.span.start if side else -1,
        confidence=_confidence(bead, bool(comments)),
        moved=bool(draft.moved.intersection(bead.targets)),
        hidden=bool(bead.targets) and draft.reading.hidden.issuperset(bead.targets),
        drift=drift_of(comment, source) if comment and source else Drift.FRESH,
    )


def _start(block: Block) -> int:
    return block.span.start


def _confidence(bead: Bead, commented: bool) -> float:
    """The score as a probability; a comment at hand is as good as an anchor."""
    if not bead.sources or not bead.targets:
        return 1.0
    return round(1 / (1 + math.exp(-1.4 * (bead.score + (1.0 if commented else 0.0)))), 3)


def _placed(units: Sequence[Unit]) -> list[Unit]:
    """In order of the target; what has no place there follows the unit of the source before it."""
    by_source = sorted((unit for unit in units if unit.source), key=lambda u: u.source.span.start if u.source else 0)
    places: dict[int, Unit] = {}
    last = 0
    for unit in by_source:
        if unit.at < 0:
            places[id(unit)] = _at(unit, last)
        elif not unit.moved:
            last = _end(unit)
    placed = [places.get(id(unit), unit) for unit in units]
    order = {id(unit): rank for rank, unit in enumerate(by_source)}
    ranked = sorted(range(len(units)), key=lambda n: (placed[n].at, order.get(id(units[n]), -1)))
    return [placed[n] for n in ranked]


def _end(unit: Unit) -> int:
    spans = [side.span for side in (unit.target, unit.comment) if side is not None]
    return max(span.end for span in spans)


def _at(unit: Unit, offset: int) -> Unit:
    return Unit(unit.source, unit.comment, unit.target, offset, unit.confidence, unit.moved, unit.hidden, unit.drift)


def span_at(unit: Unit, text: str) -> Span:
    """The line where the unit stands or should stand."""
    end = text.find("\n", unit.at)
    return Span(unit.at, len(text) if end < 0 else end)
