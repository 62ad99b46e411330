"""What git tells of one translation, as rules see it."""

from typing import Protocol

from transcheck.model.history import Commit
from transcheck.model.status import DocumentStatus, Pin, UnitStatus
from transcheck.model.unit import Unit


class Chronicle(Protocol):
    """Nothing is read before it is asked, and then once for all rules."""

    @property
    def pin(self) -> Pin | None:
        """The source's commit that the front matter names."""

    @property
    def document(self) -> DocumentStatus:
        """All units judged: without comments that means reading every revision of the translation."""

    @property
    def unpinned(self) -> DocumentStatus:
        """All units judged as if the front matter named no commit."""

    @property
    def is_complete(self) -> bool:
        """Whether git shows every revision of the source, and today's is the last of them."""

    def unit(self, unit: Unit) -> UnitStatus | None:
        """One unit judged; None for what has no status."""

    def is_untouched_since(self, commit: Commit) -> bool:
        """Whether the blocks of the translation are what they were before `commit`."""
