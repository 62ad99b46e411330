"""Reads one `data/<tag>.toml`, with what it inherits, and gives each entry its type.

The files are part of the package: a wrong key or type in one is our bug, and raises ValueError.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TypeVar

# Every key that a file may have, and the type that TOML must give it.
_TYPES: dict[str, type] = {
    "inherits": str,
    "scripts": list,
    "telling_letters": str,
    "character_sets": list,
    "right_to_left": bool,
    "word_spaces": bool,
    "length_ratio": float,
    "function_words": str,
    "heading_words": str,
    "grammar_words": str,
    "repeatable_words": str,
    "reduplication": str,
    "number_words": dict,
    "quotes": list,
    "end_punctuation": dict,
    "foreign_punctuation": dict,
    "opening_punctuation": dict,
    "no_break_before": dict,
    "no_break_after": dict,
    "no_break_spaces": list,
    "joiners": list,
    "ideographic_space": bool,
    "native_digits": str,
    "varieties": list,
}
_T = TypeVar("_T")
# A tag comes from a path or from front matter, and becomes a file name here.
_LONGEST_TAG = 40
_SAFE = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-")


@dataclass(frozen=True)
class Facts:
    """The entries of one file; every method gives an empty value where the key is absent."""

    tag: str
    entries: Mapping[str, object]

    def flag(self, key: str, *, default: bool = False) -> bool:
        value = self.entries.get(key, default)
        return _checked(self.tag, key, value, bool)

    def number(self, key: str, *, default: float) -> float:
        return _checked(self.tag, key, self.entries.get(key, default), float)

    def text(self, key: str) -> str:
        return _checked(self.tag, key, self.entries.get(key, ""), str)

    def words(self, key: str) -> frozenset[str]:
        """The words of a text that spaces separate, casefolded."""
        return frozenset(self.text(key).casefold().split())

    def ordered(self, key: str) -> tuple[str, ...]:
        return tuple(_checked(self.tag, key, item, str) for item in _list(self.tag, key, self.entries.get(key, [])))

    def strings(self, key: str) -> frozenset[str]:
        return frozenset(self.ordered(key))

    def pairs(self, key: str) -> tuple[tuple[str, str], ...]:
        """Strings of two characters as pairs: «» -> («, »)."""
        return tuple((pair[0], pair[1:]) for pair in self.ordered(key))

    def marks(self, key: str) -> Mapping[str, str]:
        table = _table(self.tag, key, self.entries.get(key, {}))
        return MappingProxyType({mark: _checked(self.tag, key, value, str) for mark, value in table.items()})

    def values(self, key: str) -> Mapping[str, float]:
        """A table from a number to its words, turned round: 7 = "siete" -> siete: 7.0; _ is a space inside a word."""
        table = _table(self.tag, key, self.entries.get(key, {}))
        return MappingProxyType(
            {
                word.replace("_", " "): float(number)
                for number, words in table.items()
                for word in _checked(self.tag, key, words, str).casefold().split()
            }
        )


@cache
def known_tags() -> tuple[str, ...]:
    """The tags that there is a file for, sorted."""
    names = (file.name for file in files("transcheck.locales").joinpath("data").iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml")))


@cache
def facts_of(tag: str) -> Facts | None:
    """The facts that the file of exactly this tag holds; None when there is no such file."""
    if len(tag) > _LONGEST_TAG or not _SAFE.issuperset(tag):
        return None
    file = files("transcheck.locales").joinpath(f"data/{tag}.toml")
    if not file.is_file():
        return None
    entries: dict[str, object] = tomllib.loads(file.read_text("utf-8"))
    for key, value in entries.items():
        if key not in _TYPES:
            raise ValueError(f"locales/data/{tag}.toml: unknown key {key!r}")
        _checked(tag, key, value, _TYPES[key])
    return Facts(tag, MappingProxyType(_inherited(tag, entries) | entries))


def _inherited(tag: str, entries: dict[str, object]) -> dict[str, object]:
    if "inherits" not in entries:
        return {}
    parent = facts_of(_checked(tag, "inherits", entries["inherits"], str))
    if parent is None:
        raise ValueError(f"locales/data/{tag}.toml: inherits from {entries['inherits']!r}, which has no file")
    return dict(parent.entries)


def _checked(tag: str, key: str, value: object, expected: type[_T]) -> _T:
    if not isinstance(value, expected):
        raise ValueError(f"locales/data/{tag}.toml: {key}: expected {expected.__name__}, not {value!r}")
    return value


def _list(tag: str, key: str, value: object) -> list[object]:
    return list(_checked(tag, key, value, list))


def _table(tag: str, key: str, value: object) -> dict[str, object]:
    return dict(_checked(tag, key, value, dict))
