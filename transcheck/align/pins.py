"""What became of the commit that a translation's front matter names as its source's."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from transcheck.model.history import Commit, History, Log, Pinned, Revision, is_commit_name
from transcheck.model.status import Pin, PinState


@dataclass(frozen=True, slots=True)
class Named:
    """A pin as written, and what it names: None where the repository was not asked."""

    key: str
    written: str
    source: str
    pinned: Pinned | None
    is_dirty: bool
    is_repository: bool


def judged_pin(named: Named | None, history: History, ignored: frozenset[Commit]) -> tuple[Pin | None, int | None]:
    """The pin, and the place in the log of the commit that gave the source its content then."""
    if named is None:
        return None, None
    state = _defect(named, history)
    commit = named.pinned.commit if named.pinned else None
    if state is not None or named.pinned is None or commit is None:
        return Pin(named.key, named.written, state or PinState.UNVERIFIABLE, commit), None
    revisions = history.of(named.source)
    place = _place(named.pinned, commit, revisions, history.log)
    if place is None:
        return Pin(named.key, named.written, PinState.UNVERIFIABLE, commit), None
    since = tuple(one.commit for one in reversed(revisions[:place]) if one.commit not in ignored)
    state = PinState.DRIFTED if since or named.is_dirty else PinState.CURRENT
    return Pin(named.key, named.written, state, commit, since), history.log.order[revisions[place].commit.sha]


def _defect(named: Named, history: History) -> PinState | None:
    """Why the pin does not name a revision of the source, None where it may."""
    if not is_commit_name(named.written):
        return PinState.NOT_A_COMMIT
    if named.pinned is None or not named.is_repository:
        return PinState.UNVERIFIABLE
    if named.pinned.ambiguous:
        return PinState.NOT_A_COMMIT
    if named.pinned.commit is None:
        return PinState.UNVERIFIABLE if history.is_cut else PinState.UNKNOWN_COMMIT
    return PinState.SOURCE_ABSENT if named.pinned.blob == "" else None


def _place(pinned: Pinned, commit: Commit, revisions: Sequence[Revision], log: Log) -> int | None:
    """The newest of `revisions` that left the source as it was; else the newest that the commit knows, or is as old."""
    if pinned.blob:
        same = next((place for place, one in enumerate(revisions) if one.blob == pinned.blob), None)
        if same is not None:
            return same
    if commit.sha in log.order:
        places = {log.order[one.commit.sha]: place for place, one in enumerate(revisions)}
        known = log.newest(log.order[commit.sha], places)
        return places[known] if known is not None else None
    return next((place for place, one in enumerate(revisions) if _time(one.commit) <= _time(commit)), None)


def _time(commit: Commit) -> float:
    try:
        return datetime.fromisoformat(commit.date).timestamp()
    except (ValueError, OverflowError):
        return 0.0
