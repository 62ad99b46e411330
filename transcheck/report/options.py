"""What a reporter is told beside the result."""

import posixpath
from dataclasses import dataclass

from transcheck.model.finding import Confidence, Severity


@dataclass(frozen=True, slots=True)
class RuleInfo:
    """What a report says of a rule; `summary` is plain text, `help` is Markdown."""

    id: str
    family: str
    summary: str
    help: str
    severity: Severity
    confidence: Confidence
    dimension: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Options:
    """How to report.

    `prefix` leads from the working directory to the corpus root (`docs`).  Formats that people
    click on and that forges map to a repository put it before their paths; `json` and `json-lines`
    keep paths relative to the corpus root, which is their contract.
    """

    color: bool = False
    width: int = 100
    rules: tuple[RuleInfo, ...] = ()
    prefix: str = ""
    version: str = ""

    def path(self, path: str) -> str:
        """`path` as seen from the working directory."""
        return posixpath.join(self.prefix, path) if self.prefix else path
