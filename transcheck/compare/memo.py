"""A key by which `lru_cache` remembers what was last computed of a translation, for the next rule that asks."""

from dataclasses import dataclass

from transcheck.model.unit import Translation


@dataclass(frozen=True, slots=True, eq=False)
class Itself:
    """Equal for the same translation only; to compare two by value would cost a walk of both."""

    translation: Translation

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Itself) and other.translation is self.translation

    def __hash__(self) -> int:
        return id(self.translation)
