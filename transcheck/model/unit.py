"""Aligned units and the translations made of them."""

from dataclasses import dataclass
from enum import Enum

from transcheck.lazy import lazy
from transcheck.model.block import BlockKind, Segment
from transcheck.model.document import Comment, Document
from transcheck.model.text import Span


class Habit(Enum):
    """Where a document keeps its source comments."""

    NONE = "none"
    BEFORE = "before"
    AFTER = "after"


class Drift(Enum):
    """How far the source has moved from the source comment."""

    FRESH = "fresh"
    FORM = "form"
    SPELLING = "spelling"
    MEANING = "meaning"


@dataclass(frozen=True)
class Unit:
    """A source segment, the source as the translator saw it, and its target; any side may be absent.

    `at` is the offset in the target document where the unit stands or should stand.  `moved` says
    that its target stands at another place in the order than its source.  `hidden` says that the target
    stands inside a comment, where no reader sees it.  `confidence` is from 0 to 1.
    """

    source: Segment | None
    comment: Segment | None
    target: Segment | None
    at: int
    confidence: float = 1.0
    moved: bool = False
    hidden: bool = False
    drift: Drift = Drift.FRESH

    @lazy
    def references(self) -> tuple[Segment, ...]:
        """What the target may answer: today's source, and the source the translator saw."""
        return tuple(side for side in (self.source, self.comment) if side is not None)

    @property
    def reference(self) -> Segment | None:
        """The source as the translator saw it, or today's where there is no comment."""
        return self.comment or self.source

    @property
    def kind(self) -> BlockKind:
        side = self.target or self.source or self.comment
        assert side is not None, "a unit has a side"
        return side.kind

    @property
    def is_pair(self) -> bool:
        """Whether there is a visible target and something it answers."""
        return self.target is not None and not self.hidden and bool(self.references)

    @property
    def source_span(self) -> Span | None:
        return self.source.span if self.source else None


@dataclass(frozen=True)
class Translation:
    """A target document aligned with its source.

    Every block of both documents is in exactly one unit; units are in the order of the target.
    `source` is absent where the chapter's source is not in the corpus: then the comments serve.
    `loose` are comments that hold no source: notes, separators, translations commented out.
    """

    chapter: str
    source: Document | None
    target: Document
    units: tuple[Unit, ...]
    habit: Habit = Habit.NONE
    loose: tuple[Comment, ...] = ()

    @property
    def locale(self) -> str:
        return self.target.locale

    @lazy
    def coverage(self) -> float:
        """The share of source prose words that have a visible target; 1 where there is no source."""
        words = [(len(u.source.facts.words), u.is_pair) for u in self.units if u.source and u.source.kind.is_prose]
        total = sum(count for count, _ in words)
        return sum(count for count, has_target in words if has_target) / total if total else 1.0

    @lazy
    def comment_share(self) -> float:
        """The share of source prose units that keep a source comment."""
        prose = [u for u in self.units if u.source and u.source.kind.is_prose]
        return sum(u.comment is not None for u in prose) / len(prose) if prose else 0.0
