"""What a rule claims (a problem) and what is reported of it (a finding)."""

from dataclasses import dataclass, field
from enum import Enum

from transcheck.model.text import Span


class Severity(Enum):
    """How much a finding weighs; an error is worth blocking a merge for."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for the heaviest."""
        return _RANKS[self]


_RANKS = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


class Confidence(Enum):
    """How sure a rule is that a finding is right, apart from how much it weighs."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Dimension(Enum):
    """The top level of the MQM typology (themqm.org)."""

    TERMINOLOGY = "Terminology"
    ACCURACY = "Accuracy"
    LINGUISTIC = "Linguistic conventions"
    STYLE = "Style"
    LOCALE = "Locale conventions"
    AUDIENCE = "Audience appropriateness"
    MARKUP = "Design and markup"


class Safety(Enum):
    """Whether a fix may be applied without a translator's look."""

    SAFE = "safe"
    UNSAFE = "unsafe"


@dataclass(frozen=True, slots=True)
class Edit:
    """Puts `text` in the place of `span` of the document the problem stands in."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Fix:
    """Edits of one document that are right only together."""

    title: str
    edits: tuple[Edit, ...]
    safety: Safety


@dataclass(frozen=True, slots=True)
class Related:
    """Another place that explains a problem: a 1-based line of the document at `path`."""

    path: str
    line: int
    note: str


@dataclass(frozen=True, slots=True)
class Problem:
    """What a rule claims about a span of the document it was given.

    `source` is the place in the source chapter that answers it.  `path` is set by rules over the
    corpus only, which are given no document.  `severity` may be set below the rule's own, and
    `confidence` below its own, where a rule knows that this one weighs less.
    """

    span: Span
    message: str
    hint: str = ""
    fix: Fix | None = None
    source: Span | None = None
    related: tuple[Related, ...] = ()
    path: str | None = None
    severity: Severity | None = None
    confidence: Confidence | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A 1-based line of a file, with the text that stands there."""

    path: str
    line: int
    text: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem as reported: stamped with rule, severity, lines and columns (1-based, code points).

    `excerpt` is the text of the first line, `span` the offsets, for reporters and fixes.
    """

    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    rule: str
    family: str
    severity: Severity
    confidence: Confidence
    message: str
    hint: str
    source: Place | None
    related: tuple[Place, ...]
    fingerprint: str
    fix: Fix | None
    span: Span
    excerpt: str


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts of a run; `suppressed` were silenced by directives, `baseline` by a baseline file."""

    documents: int = 0
    errors: int = 0
    warnings: int = 0
    infos: int = 0
    suppressed: int = 0
    baseline: int = 0
    fixable_safe: int = 0
    fixable_unsafe: int = 0


@dataclass(frozen=True, slots=True)
class Result:
    """What `lint` hands to a reporter; findings are in the order they are shown."""

    root: str
    findings: tuple[Finding, ...]
    summary: Summary = field(default_factory=Summary)
