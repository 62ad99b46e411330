"""The nouns of terminology: concepts with their terms, after TBX (ISO 30042), and the term base that holds them."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from transcheck.lazy import lazy


class TermStatus(Enum):
    """What a translator should think of a term (TBX: administrativeStatus)."""

    PREFERRED = "preferred"
    ADMITTED = "admitted"
    DEPRECATED = "deprecated"


class Case(Enum):
    """Whether capitals tell one term from another."""

    INSENSITIVE = "insensitive"
    SENSITIVE = "sensitive"


class PartOfSpeech(Enum):
    """TBX-Basic's parts of speech. A verb is found in the source in all its forms, anything else in its numbers."""

    NOUN = "noun"
    PROPER_NOUN = "proper noun"
    VERB = "verb"
    ADJECTIVE = "adjective"
    ADVERB = "adverb"
    OTHER = "other"


@dataclass(frozen=True, slots=True, order=True)
class Origin:
    """Where a concept was written: a 1-based line of a file, as it is said in messages."""

    file: str = ""
    line: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True)
class Term:
    """One way to say a concept in the target language.

    `forms` are inflected forms that morphology cannot know.  `everywhere` is for a deprecated term
    that is wrong wherever it stands, whatever the source says.
    """

    text: str
    status: TermStatus = TermStatus.PREFERRED
    forms: tuple[str, ...] = ()
    note: str = ""
    everywhere: bool = False

    @property
    def is_allowed(self) -> bool:
        return self.status is not TermStatus.DEPRECATED


@dataclass(frozen=True, slots=True)
class Example:
    """A test that stands in the glossary: a target that is right, or wrong, for a sentence of the source."""

    source: str
    target: str
    is_right: bool = True
    origin: Origin = Origin()


@dataclass(frozen=True, slots=True)
class Concept:
    """What is named, with all its names.

    `sources` are the source language's terms, the first being its name.  `abbreviations` count in
    either language and are told by their capitals.  `fixed` concepts are not translated: their source
    term is the preferred one, and `terms` may admit others.  `keeps_source` says that the source term in
    a translation is right.  `when` and `unless` are words or phrases: the concept is meant only in a unit whose
    source has one of the first and none of the second; a phrase of `unless` that holds the term itself
    ("pay attention") excepts only itself.  `definition`, `domain` and `id` are kept for exchange.
    """

    sources: tuple[str, ...]
    terms: tuple[Term, ...] = ()
    abbreviations: tuple[str, ...] = ()
    fixed: bool = False
    keeps_source: bool = True
    case: Case = Case.INSENSITIVE
    part_of_speech: PartOfSpeech | None = None
    when: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    note: str = ""
    definition: str = ""
    domain: str = ""
    id: str = ""
    examples: tuple[Example, ...] = ()
    origin: Origin = Origin()

    @property
    def name(self) -> str:
        """How messages call it: its first source term."""
        return self.sources[0]

    @property
    def is_verb(self) -> bool:
        return self.part_of_speech is PartOfSpeech.VERB

    def of(self, status: TermStatus) -> tuple[Term, ...]:
        return tuple(term for term in self.terms if term.status is status)

    @property
    def preferred(self) -> tuple[Term, ...]:
        """What should be written; for a fixed concept without preferred terms the source term itself."""
        own = self.of(TermStatus.PREFERRED)
        return own or ((Term(self.name),) if self.fixed else ())

    @property
    def admitted(self) -> tuple[Term, ...]:
        return self.of(TermStatus.ADMITTED)

    @property
    def deprecated(self) -> tuple[Term, ...]:
        return self.of(TermStatus.DEPRECATED)

    @property
    def allowed(self) -> tuple[Term, ...]:
        """The terms that satisfy it, the preferred ones first."""
        return (*self.preferred, *self.admitted)


@dataclass(frozen=True, eq=False)
class TermBase:
    """The concepts of one locale.  Equal are two that say the same: it travels to worker processes and back."""

    locale: str
    source_locale: str = "en"
    concepts: tuple[Concept, ...] = ()
    file: str = ""

    @lazy
    def digest(self) -> str:
        """A hash of all that it says, for caches."""
        text = repr((self.locale, self.source_locale, self.concepts))
        return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, TermBase) and self.digest == other.digest

    def __hash__(self) -> int:
        return hash(self.digest)

    @lazy
    def by_name(self) -> Mapping[str, Concept]:
        """Concepts by each source term, casefolded; the first where several share one."""
        found: dict[str, Concept] = {}
        for concept in self.concepts:
            for source in concept.sources:
                found.setdefault(source.casefold(), concept)
        return found
