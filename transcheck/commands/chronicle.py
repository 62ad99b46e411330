"""What git tells rules of a translation: read when the first rule asks, and once for all documents."""

from dataclasses import dataclass, replace
from functools import cached_property

from transcheck.align.staleness import Past, status_of, unit_status
from transcheck.check import Plan
from transcheck.commands.evidence import Evidences, gather, pin_of
from transcheck.commands.project import Project
from transcheck.model.history import Commit
from transcheck.model.status import DocumentStatus, Pin, PinState, UnitStatus
from transcheck.model.unit import Translation, Unit

_SEVERAL = 3
"""Pins of which one at least is right, if they are of this repository."""


@dataclass(frozen=True)
class Chronicles:
    """What git tells of a project's translations; it goes to worker processes with that, so that none asks again."""

    project: Project
    gathered: Evidences | None = None

    def __call__(self, translation: Translation) -> "Told":
        return Told(self, translation)

    @cached_property
    def evidences(self) -> Evidences:
        return self.gathered or gather(self.project, _asked_for(self.project))

    @cached_property
    def is_without_pins(self) -> bool:
        """Whether the pins are of another repository: the source's, or this one before its commits were rewritten."""
        pins = self.evidences.history.pins.values()
        return len(pins) >= _SEVERAL and not any(pin.commit for pin in pins)

    def __getstate__(self) -> dict[str, object]:
        return {"project": self.project, "gathered": self.evidences}


@dataclass(frozen=True)
class Told:
    """What git tells of one translation."""

    chronicles: Chronicles
    translation: Translation

    @cached_property
    def pin(self) -> Pin | None:
        if pin_of(self.translation.target.head, self.chronicles.project.config.pin_keys) is None:
            return None
        pin = self._past.pin
        if pin and pin.state is PinState.UNKNOWN_COMMIT and self.chronicles.is_without_pins:
            return replace(pin, state=PinState.UNVERIFIABLE)
        return pin

    @cached_property
    def document(self) -> DocumentStatus:
        return status_of(self.translation, self._past)

    @cached_property
    def unpinned(self) -> DocumentStatus:
        return status_of(self.translation, replace(self._past, pinned=None))

    @property
    def is_complete(self) -> bool:
        stages = self._past.source.stages
        return bool(stages) and stages[0].commit is not None and not self.chronicles.evidences.history.limits

    def unit(self, unit: Unit) -> UnitStatus | None:
        return unit_status(unit, self._past, self.translation)

    def is_untouched_since(self, commit: Commit) -> bool:
        order = self.chronicles.evidences.order.get(commit.sha)
        before = next((stage for stage in self._past.target.stages if order is not None and stage.order > order), None)
        return before is not None and before.exact == self._past.target.stages[0].exact

    @cached_property
    def _past(self) -> Past:
        return self.chronicles.evidences.past(self.translation)


def with_history(plan: Plan, project: Project, *, jobs: int = 1, gathered: Evidences | None = None) -> Plan:
    """`plan` with what git tells, where one of its rules asks for that; outside a repository no git is started.

    Several processes are given what git tells before they part, so that none of them asks.  `gathered` is what it
    has told already.
    """
    wanted = project.config.history and any(active.rule.history for active in plan.active)
    if not wanted or not project.is_in_repository:
        return plan
    if jobs > 1 and gathered is None:
        gathered = gather(project, _asked_for(project))
    return replace(plan, chronicle=Chronicles(project, gathered))


def _asked_for(project: Project) -> frozenset[str]:
    """The documents that are looked at, and their sources."""
    found: set[str] = set()
    for chapter in project.corpus.chapters:
        targets = [head.path for head in chapter.translations if project.asks_for(head, chapter)]
        if targets and chapter.source:
            found.update((chapter.source.path, *targets))
    return frozenset(found)
