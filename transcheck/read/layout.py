"""Where a path says which locale and which chapter a file is.

Layouts known without configuration: a folder a locale beside the source locale's (`docs/es/…`,
`content/es/…`, `src/content/docs/es/…`, `docs/es/docs/…`), Docusaurus's `i18n/es/…/current/…` beside
`docs/…`, and a suffix (`name.es.md`, `name_es.md`).  A `paths` pattern covers the rest.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TypeAlias

from transcheck.locales.tags import canonical, suggest

_DOCUSAURUS = re.compile(r"(?P<before>(?:.*/)?)i18n/(?P<lang>[^/]+)/docusaurus-plugin-content-(?P<kind>[^/]+)/current/(?P<rest>.+)\Z")
_SUFFIX = re.compile(r"(?P<stem>.+?)[._-](?P<lang>[a-zA-Z]{2,3}(?:[-_][a-zA-Z]{2,4})?)\Z")
_LOCALE_NAME = re.compile(r"[a-z]{2,3}(?:[-_][A-Za-z]{2,8})*\Z")


@dataclass(frozen=True, slots=True)
class Place:
    """What a path tells: its locale ("" where none, as for a source without a folder) and chapter."""

    locale: str
    chapter: str


Locate: TypeAlias = Callable[[str], Place | None]


def locator(paths: Sequence[str], source_locale: str, patterns: Sequence[str] = ()) -> Locate:
    """How to place each of `paths` (POSIX, below the root): by `patterns`, or by what the paths look like."""
    if patterns:
        return _first([_by_pattern(pattern) for pattern in patterns])
    roots = _locale_folders(paths, source_locale)
    suffixes = _suffixes(paths)
    return _first([_by_docusaurus, lambda path: _by_folder(path, roots), lambda path: _by_suffix(path, suffixes), _plain])


def _first(ways: Sequence[Locate]) -> Locate:
    def locate(path: str) -> Place | None:
        return next((place for way in ways if (place := way(path)) is not None), None)

    return locate


def as_locale(name: str) -> str:
    """The locale that a folder or suffix names, `vi` for a mistaken `vn`; "" for none."""
    if not _LOCALE_NAME.match(name.lower()):
        return ""
    return name if canonical(name) else (suggest(name) or "")


def _by_pattern(pattern: str) -> Locate:
    escaped = re.escape(pattern).replace(r"\{lang\}", "(?P<lang>[^/]+?)").replace(r"\{chapter\}", "(?P<chapter>.+)")
    expression = re.compile(escaped.replace(r"\*\*", ".*").replace(r"\*", "[^/]*") + r"\Z")

    def locate(path: str) -> Place | None:
        match = expression.match(path)
        return Place(match["lang"], match["chapter"]) if match else None

    return locate


def _by_docusaurus(path: str) -> Place | None:
    match = _DOCUSAURUS.match(path)
    return Place(match["lang"], f"{match['before']}{match['kind']}/{match['rest']}") if match else None


def _locale_folders(paths: Iterable[str], source_locale: str) -> frozenset[str]:
    """The folders whose children are locales: one is the source's; where none is, all are locale names."""
    children: dict[str, set[str]] = {}
    for path in paths:
        parts = path.split("/")[:-1]
        for depth, name in enumerate(parts):
            children.setdefault("/".join(parts[:depth]), set()).add(name)
    beside_source = {parent for parent, names in children.items() if source_locale in names}
    alone = {parent for parent, names in children.items() if all(map(as_locale, names))}
    return frozenset(beside_source or alone)


def _by_folder(path: str, roots: frozenset[str]) -> Place | None:
    parts = path.split("/")
    for depth, name in enumerate(parts[:-1]):
        parent = "/".join(parts[:depth])
        if parent in roots and as_locale(name):
            return Place(name, "/".join([*parts[:depth], *parts[depth + 1 :]]))
    return None


def _suffixes(paths: Sequence[str]) -> frozenset[str]:
    """Suffixes that are locales here: a file without it stands beside, or nearly every file has it."""
    known = {str(PurePosixPath(path).with_suffix("")) for path in paths}
    votes: Counter[str] = Counter()
    beside: set[str] = set()
    for stem in known:
        match = _SUFFIX.match(stem)
        if match and as_locale(match["lang"]):
            votes[match["lang"]] += 1
            if match["stem"] in known:
                beside.add(match["lang"])
    common = {lang for lang, count in votes.items() if count > 1 and count >= 0.8 * len(known)}
    return frozenset(beside | common)


def _by_suffix(path: str, suffixes: frozenset[str]) -> Place | None:
    pure = PurePosixPath(path)
    match = _SUFFIX.match(pure.stem)
    if match is None or match["lang"] not in suffixes:
        return None
    return Place(match["lang"], str(pure.with_name(match["stem"] + pure.suffix)))


def _plain(path: str) -> Place:
    return Place("", path)
