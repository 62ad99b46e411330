"""Sums and names that several pages show."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from transcheck.locales.language import language
from transcheck.locales.tags import canonical, english_name
from transcheck.model.finding import Finding, Severity
from transcheck.model.status import DocumentStatus, Status, Words, total_words
from transcheck.report.escape import visible


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language as a page names and sets it; `tag` is empty where no browser would know it."""

    name: str
    endonym: str
    tag: str
    direction: str


@dataclass(frozen=True, slots=True)
class Tally:
    """Words, chapters by status and findings by severity of some documents."""

    words: Words
    chapters: Mapping[str, int]
    findings: Mapping[str, int]

    @property
    def share(self) -> float:
        return self.words.translated / self.words.total if self.words.total else 0.0

    @property
    def level(self) -> int:
        """The share in steps from 0 to 5, for a colour; 5 is all of it."""
        return 5 if self.share >= 1 else min(4, int(self.share * 5))


def tongue(locale: str) -> Tongue:
    known = language(locale)
    tag = (canonical(locale) or "") if english_name(locale) else ""
    return Tongue(visible(known.name), visible(known.endonym), tag, "rtl" if known.right_to_left else "ltr")


def tally(documents: Sequence[DocumentStatus], findings: Sequence[Finding]) -> Tally:
    statuses = Counter(document.status for document in documents)
    severities = Counter(finding.severity for finding in findings)
    return Tally(
        total_words(documents),
        {status.value: statuses[status] for status in Status},
        {severity.value: severities[severity] for severity in Severity},
    )
