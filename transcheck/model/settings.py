"""What a project sets about findings: severities and where rules do not apply."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatch

from transcheck.model.finding import Severity

OFF = None
"""A rule that is switched off has no severity."""
PIN_KEYS = ("default_lang_commit", "l10n.sourceCommit")
"""Front matter keys that name the source's commit, in Hugo sites (OpenTelemetry) and in MDN's."""


@dataclass(frozen=True)
class Override:
    """For documents at `paths` (globs; none means all) of `locales` (none means all).

    `ignore` names rules or families that do not apply; `severities` gives rules or families another.
    """

    paths: tuple[str, ...] = ()
    locales: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severities: Mapping[str, Severity | None] = field(default_factory=dict)

    def applies(self, path: str, locale: str) -> bool:
        here = not self.paths or any(fnmatch(path, pattern) for pattern in self.paths)
        return here and (not self.locales or locale in self.locales)

    def severity(self, rule: str, family: str, severity: Severity | None) -> Severity | None:
        """What becomes of `severity`; a rule's own setting goes before its family's."""
        if rule in self.ignore or family in self.ignore:
            return OFF
        if rule in self.severities:
            return self.severities[rule]
        return self.severities.get(family, severity)
