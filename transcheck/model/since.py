"""What a branch's changes to the source ask of its translations."""

from dataclasses import dataclass, field
from enum import Enum

from transcheck.model.block import Block
from transcheck.model.status import COSMETIC, DriftClass, Status


class Fate(Enum):
    """What became of a source chapter."""

    CHANGED = "changed"
    RENAMED = "renamed"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class BlockChange:
    """`old` became `new`; one of them is absent where the block was added or removed.

    `line` and `former_line` are 1-based, 0 where that side is absent; `words` are those of the newer side.
    """

    old: Block | None
    new: Block | None
    drift: DriftClass
    words: int
    line: int = 0
    former_line: int = 0

    @property
    def fate(self) -> Fate:
        if self.old is None:
            return Fate.ADDED
        return Fate.CHANGED if self.new is not None else Fate.REMOVED

    @property
    def is_cosmetic(self) -> bool:
        """Whether no translation has to follow."""
        return self.fate is Fate.CHANGED and self.drift in COSMETIC


@dataclass(frozen=True, slots=True)
class BehindUnit:
    """A unit of a translation that the change leaves stale or untranslated; `already` where it was before."""

    locale: str
    path: str
    line: int
    status: Status
    already: bool = False


@dataclass(frozen=True, slots=True)
class Touch:
    """A change with what it leaves behind, in the order of locales."""

    change: BlockChange
    units: tuple[BehindUnit, ...] = ()


@dataclass(frozen=True, slots=True)
class BrokenLink:
    """A link, as it is written, that led somewhere before."""

    locale: str
    path: str
    line: int
    target: str


@dataclass(frozen=True, slots=True)
class LostAnchor:
    """An id of a source page that is gone, with the links that led to it.

    `heading` is what it was made of, "" for an id that was written out.
    """

    anchor: str
    heading: str
    line: int
    links: tuple[BrokenLink, ...] = ()


@dataclass(frozen=True, slots=True)
class ChapterSince:
    """A source chapter that the branch touched; `path` is its place now, or its last one.

    `retitled` are the titles of the front matter, before and now, where they differ, for translations have theirs.
    `translations` are the documents that lost it; `links` led to its former address.
    """

    chapter: str
    fate: Fate
    path: str
    former_path: str = ""
    words: int = 0
    touches: tuple[Touch, ...] = ()
    anchors: tuple[LostAnchor, ...] = ()
    links: tuple[BrokenLink, ...] = ()
    translations: tuple[str, ...] = ()
    retitled: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class SinceReport:
    """What changed from `base`, the merge base of `revision` and HEAD, to the working tree."""

    revision: str
    base: str
    chapters: tuple[ChapterSince, ...]
    locales: tuple[str, ...]
    limits: tuple[str, ...] = field(default=())

    def behind(self, locale: str, status: Status) -> tuple[Touch, ...]:
        """The changes that leave units of `locale` in `status`, for the first time."""
        return tuple(
            touch
            for chapter in self.chapters
            for touch in chapter.touches
            if any(unit.locale == locale and unit.status is status and not unit.already for unit in touch.units)
        )

    @property
    def leaves_work(self) -> bool:
        """Whether anything became stale, untranslated or unreachable."""
        return any(
            chapter.fate in (Fate.ADDED, Fate.REMOVED)
            or chapter.links
            or chapter.retitled
            or any(anchor.links for anchor in chapter.anchors)
            or any(not unit.already for touch in chapter.touches for unit in touch.units)
            for chapter in self.chapters
        )
