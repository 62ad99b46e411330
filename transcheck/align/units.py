"""Beads and matched comments -> units in the order of the target."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from rapidfuzz.fuzz import ratio

from transcheck.align.comments import Match
from transcheck.align.confidence import confidences
from transcheck.align.drift import drift_of
from transcheck.align.features import feature_of
from transcheck.align.sequence import Bead, Sides
from transcheck.align.swallowed import Reading
from transcheck.model.block import Block, BlockKind, Segment
from transcheck.model.document import Comment
from transcheck.model.normal import form
from transcheck.model.unit import Drift, Habit, Unit

_REWRITTEN = 40
"""Similarity (0-100) above which an unmatched comment beside a target may be its source, rewritten since."""
_KEEPS_COMMENTS = 0.3
_SENTENCE = 8
_ALIKE = 1.0


@dataclass(frozen=True)
class Draft:
    """What alignment found: `beads` of indices into both sides, and which targets are `moved`."""

    sides: Sides
    sources: tuple[Block, ...]
    reading: Reading
    matches: tuple[Match, ...]
    beads: tuple[Bead, ...]
    moved: frozenset[int]
    habit: Habit
    comments_are_source: bool


def build_units(draft: Draft) -> tuple[tuple[Unit, ...], tuple[Comment, ...]]:
    """The units, and the comments that hold no source."""
    beads = [bead for bead in _joined(_with_singles(draft), draft.matches) if not _is_note(draft, bead)]
    sureness = confidences(
        beads, {match.sources[0] for match in draft.matches}, len(draft.sources), len(draft.reading.targets)
    )
    comments = _Comments(draft)
    units = [_unit(draft, bead, comments.of(bead), sureness[bead]) for bead in beads]
    used = {id(block) for unit in units if unit.comment for block in unit.comment.blocks}
    owners = draft.reading.owners
    holding = {id(o) for block, o in zip(draft.reading.comments, owners, strict=True) if id(block) in used}
    loose = {id(owner): owner for owner in owners if id(owner) not in holding}
    return tuple(_in_order(units)), tuple(loose.values())


def _with_singles(draft: Draft) -> list[Bead]:
    """The beads with one for each block that is in none."""
    sources = {i for bead in draft.beads for i in bead.sources}
    targets = {j for bead in draft.beads for j in bead.targets}
    singles = [Bead((i,), (), 0.0) for i in range(len(draft.sources)) if i not in sources]
    singles += [Bead((), (j,), 0.0) for j in range(len(draft.reading.targets)) if j not in targets]
    return [*draft.beads, *singles]


def _joined(beads: Sequence[Bead], matches: Iterable[Match]) -> list[Bead]:
    """The beads, those made one that share the comment of a paragraph which was split since."""
    owner = {i: bead for bead in beads for i in bead.sources}
    gone: set[Bead] = set()
    for match in matches:
        first, last = owner[match.sources[0]], owner[match.sources[-1]]
        targets = tuple(sorted({*first.targets, *last.targets}))
        if first != last and (not targets or targets[-1] - targets[0] < len(targets)):
            joined = Bead(first.sources + last.sources, targets, max(first.score, last.score))
            owner |= dict.fromkeys(joined.sources, joined)
            gone |= {first, last}
    return [*dict.fromkeys(owner.values()), *(bead for bead in beads if not bead.sources and bead not in gone)]


def _is_note(draft: Draft, bead: Bead) -> bool:
    """Whether it is a comment in a document without source that nothing answers and that is no sentence or heading."""
    if not draft.comments_are_source or bead.targets:
        return False
    blocks = [draft.sources[i] for i in bead.sources]
    return not any(_is_sentence(block) or block.kind in (BlockKind.HEADING, BlockKind.LIST_ITEM) for block in blocks)


def _is_sentence(block: Block) -> bool:
    return block.kind.is_prose and len(block.facts.words) >= _SENTENCE


class _Comments:
    """The comment blocks of beads: those that match its sources, or as a last resort stand against its target."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.by_source: dict[int, list[Block]] = defaultdict(list)
        self.by_target: dict[int, list[Block]] = defaultdict(list)
        for match in draft.matches:
            self.by_source[match.sources[0]] += [draft.reading.comments[c] for c in match.comments]
        matched = {c for match in draft.matches for c in match.comments}
        self.keeps = len(matched) >= _KEEPS_COMMENTS * max(1, sum(block.kind.is_prose for block in draft.sources))
        starts = [block.span.start for block in draft.reading.targets]
        for index, block in enumerate(draft.reading.comments):
            if index not in matched and block.kind.is_prose:
                self.by_target[bisect_left(starts, block.span.start) - (draft.habit is Habit.AFTER)].append(block)

    def of(self, bead: Bead) -> Segment | None:
        found = [block for i in bead.sources for block in self.by_source.get(i, ())]
        found = found or [b for j in bead.targets for b in self.by_target.get(j, ()) if self._belongs(b, bead)]
        return Segment(tuple(sorted(found, key=_start))) if found else None

    def _belongs(self, block: Block, bead: Bead) -> bool:
        """Whether a block that matches no source is the bead's source as it once was."""
        if not bead.sources:
            return self.keeps and _is_sentence(block) and self._fits(block, bead.targets[0])
        text = " ".join(form(self.draft.sources[i].text) for i in bead.sources)
        return ratio(form(block.text), text) >= _REWRITTEN

    def _fits(self, block: Block, target: int) -> bool:
        """Whether `target` may be a translation of the block."""
        sides = self.draft.sides
        feature = sides.targets[target]
        return not feature.copied and sides.scorer.rough(feature_of((block,), latin=False), feature) > _ALIKE


def _unit(draft: Draft, bead: Bead, comment: Segment | None, confidence: float) -> Unit:
    sources = tuple(draft.sources[i] for i in bead.sources)
    targets = tuple(draft.reading.targets[j] for j in bead.targets)
    source = Segment(sources) if sources and not draft.comments_are_source else None
    target = Segment(targets) if targets else None
    placed = targets or (comment.blocks if comment else ())
    return Unit(
        source=source,
        comment=comment,
        target=target,
        at=placed[0].span.start if placed else _NOWHERE,
        confidence=confidence,
        moved=not draft.moved.isdisjoint(bead.targets),
        hidden=bool(targets) and draft.reading.hidden.issuperset(bead.targets),
        drift=drift_of(comment, source) if comment and source else Drift.FRESH,
    )


_NOWHERE = -1


def _start(block: Block) -> int:
    return block.span.start


def _in_order(units: Sequence[Unit]) -> list[Unit]:
    """In order of the target; what has no place there follows the unit of the source before it."""
    placed = [unit for unit in units if not unit.source]
    last = 0
    for unit in sorted((unit for unit in units if unit.source), key=_source_start):
        placed.append(unit if unit.at != _NOWHERE else replace(unit, at=last))
        if unit.at != _NOWHERE and not unit.moved:
            last = max(side.blocks[-1].span.end for side in (unit.target, unit.comment) if side)
    return sorted(placed, key=lambda unit: (unit.at, _source_start(unit)))


def _source_start(unit: Unit) -> int:
    return unit.source.blocks[0].span.start if unit.source else _NOWHERE
