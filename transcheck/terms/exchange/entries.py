"""Term bases of several locales -> the entries of one file, which say the source once."""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field

from transcheck.terms.base import Concept, TermBase


@dataclass
class Entry:
    """A concept in several languages; `concept` is what its locales agree on."""

    concept: Concept
    locales: dict[str, Concept] = field(default_factory=dict)


def entries(bases: Iterable[TermBase], shared: Callable[[Concept], Hashable]) -> list[Entry]:
    """Concepts of which `shared` says the same are one entry; a locale that has one twice has two entries."""
    found: dict[Hashable, list[Entry]] = {}
    ordered: list[Entry] = []
    for base in bases:
        for concept in base.concepts:
            alike = found.setdefault(shared(concept), [])
            entry = next((one for one in alike if base.locale not in one.locales), None)
            if entry is None:
                entry = Entry(concept)
                alike.append(entry)
                ordered.append(entry)
            entry.locales[base.locale] = concept
    return ordered
