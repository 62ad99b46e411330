"""How far the translations of a corpus are, by chapter, locale and unit, in words of the source."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from transcheck.model.history import Commit
from transcheck.model.unit import Translation, Unit


class Status(Enum):
    """What is to be done, the most first."""

    MISSING = "missing"
    UNTRANSLATED = "untranslated"
    STALE = "stale"
    TRANSLATED = "translated"


class DriftClass(Enum):
    """What the source's change touched, the heaviest first."""

    PROSE = "prose"
    NUMBER = "number"
    FORMULA = "formula"
    CODE = "code"
    LINK = "link"
    SPELLING = "spelling"
    FORMATTING = "formatting"


COSMETIC = frozenset({DriftClass.FORMATTING, DriftClass.LINK, DriftClass.SPELLING})
"""Changes that leave the meaning, and so a translation, as they were."""


class Evidence(Enum):
    """What tells that a unit is stale or fresh."""

    COMMENT = "comment"
    PIN = "pin"
    HISTORY = "history"
    STRUCTURE = "structure"


@dataclass(frozen=True, slots=True)
class UnitStatus:
    """One unit: `line` and `source_line` are 1-based (0 where that side is absent), `words` of the source.

    `translated_from` is the last commit whose source is what was translated; `changed_by` are the commits
    that changed the block since, oldest first.  `source_then` is the source block as the translator saw it,
    "" where it is today's or not known.
    """

    unit: Unit
    status: Status
    line: int
    source_line: int
    words: int
    drift: DriftClass | None = None
    translated_from: Commit | None = None
    changed_by: tuple[Commit, ...] = ()
    evidence: Evidence | None = None
    confidence: float = 1.0
    source_then: str = ""


class PinState(Enum):
    """What became of the commit that a front matter names as the source's."""

    CURRENT = "current"
    """The source is what it was then."""
    DRIFTED = "drifted"
    """The source's file has changed since."""
    NOT_A_COMMIT = "not-a-commit"
    """What is written cannot be a commit's name, or is the beginning of several."""
    UNKNOWN_COMMIT = "unknown-commit"
    """The whole history has no such commit."""
    SOURCE_ABSENT = "source-absent"
    """There is such a commit, and the source did not stand there then."""
    UNVERIFIABLE = "unverifiable"
    """Not to be seen here: there is no repository, or the clone does not hold it."""


@dataclass(frozen=True, slots=True)
class Pin:
    """`key: written` in the front matter of a translation; `commit` is what it names, where that is there.

    `since` are the commits that changed the source's file after it, oldest first.
    """

    key: str
    written: str
    state: PinState
    commit: Commit | None = None
    since: tuple[Commit, ...] = ()


@dataclass(frozen=True, slots=True)
class Words:
    """Words of the source by what became of them."""

    translated: int = 0
    stale: int = 0
    missing: int = 0

    @property
    def total(self) -> int:
        return self.translated + self.stale + self.missing

    def __add__(self, other: "Words") -> "Words":
        return Words(self.translated + other.translated, self.stale + other.stale, self.missing + other.missing)


@dataclass(frozen=True, slots=True)
class DocumentStatus:
    """A chapter in one locale; `path` is empty and `translation` absent where it is missing."""

    locale: str
    path: str
    status: Status
    words: Words
    units: tuple[UnitStatus, ...] = ()
    translation: Translation | None = None
    pin: Pin | None = None


@dataclass(frozen=True, slots=True)
class ChapterStatus:
    """A chapter with its translations, by locale in alphabetical order."""

    chapter: str
    source_path: str
    title: str
    words: int
    locales: tuple[DocumentStatus, ...]


@dataclass(frozen=True, slots=True)
class StatusReport:
    """All chapters in the order of their keys; `limits` says what git could not show."""

    source_locale: str
    chapters: tuple[ChapterStatus, ...]
    locales: tuple[str, ...]
    limits: tuple[str, ...] = ()

    def of(self, locale: str) -> tuple[DocumentStatus, ...]:
        return tuple(one for chapter in self.chapters for one in chapter.locales if one.locale == locale)

    def words(self, locale: str) -> Words:
        return total_words(self.of(locale))


def total_words(documents: Iterable[DocumentStatus]) -> Words:
    return sum((document.words for document in documents), Words())
