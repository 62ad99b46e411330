"""Where a path says which locale and which chapter a file is.

Layouts known without configuration: a folder a locale beside the source locale's (`docs/es/…`,
`content/es/…`, `src/content/docs/es/…`, `docs/es/docs/…`) or below the sources (`guide/…` and
`es/guide/…`), Docusaurus's `i18n/es/…` beside `docs/…`, and a suffix (`name.es.md`, `name_es.md`).
A `paths` pattern covers the rest.  A folder is a locale not by its name alone (`id`, `it` and `src` are
languages too) but because what stands in it answers what stands beside it.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import PurePosixPath
from typing import TypeAlias

from transcheck.locales.tags import canonical, same_language, suggest

_DOCUSAURUS = re.compile(
    r"(?P<before>(?:.*/)?)i18n/(?P<lang>[^/]+)/docusaurus-plugin-content-(?P<kind>[^/]+)/(?P<rest>.+)\Z"
)
_VERSION = re.compile(r"(?P<version>current|version-[^/]+)/(?P<rest>.+)\Z")
_SUFFIX = re.compile(r"(?P<stem>.+?)[._-](?P<lang>[A-Za-z]{2,3}(?:[-_][A-Za-z]{2,4})?)\Z")
_SHORT_SUFFIX = re.compile(r"(?P<stem>.+)[._-](?P<lang>[A-Za-z]{2,3})\Z")
_LOCALE_NAME = re.compile(r"[a-z]{2,3}(?:[-_][a-z0-9]{2,8})*\Z")
_SHORT_LOCALE = re.compile(r"[a-z]{2}(?:[-_][A-Za-z0-9]{2,8})*\Z", re.I)
_ENTRANCES = frozenset({"index", "_index", "readme", "home"})
"""Pages that any folder has, so that two of them say nothing of the folders."""


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
    folders = _Folders(paths, source_locale).locales()
    suffixes = _suffixes(paths)
    return _first(
        [_by_docusaurus, lambda path: _by_folder(path, folders), lambda path: _by_suffix(path, suffixes), _plain]
    )


def _first(ways: Sequence[Locate]) -> Locate:
    def locate(path: str) -> Place | None:
        return next((place for way in ways if (place := way(path)) is not None), None)

    return locate


@cache
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
    """`i18n/es/…-docs/current/a.md` answers `docs/a.md`, and likewise versions, blogs and pages."""
    match = _DOCUSAURUS.match(path)
    if match is None:
        return None
    version = _VERSION.match(match["rest"]) if match["kind"].startswith("docs") else None
    if version is None:
        folder, rest = {"pages": "src/pages"}.get(match["kind"], match["kind"]), match["rest"]
    else:
        folder, rest = _docs_folder(match["kind"], version["version"]), version["rest"]
    return Place(match["lang"], f"{match['before']}{folder}/{rest}")


def _docs_folder(kind: str, version: str) -> str:
    """The folder of a docs plugin's sources; a second instance of the plugin is named after its folder."""
    instance = kind.removeprefix("docs").lstrip("-")
    if version == "current":
        return instance or "docs"
    return f"{instance}_versioned_docs/{version}" if instance else f"versioned_docs/{version}"


class _Folders:
    """Finds the folders that are locales, as pairs of the folder above and the name."""

    def __init__(self, paths: Sequence[str], source_locale: str) -> None:
        self.source_locale = source_locale
        self.documents = {str(PurePosixPath(path).with_suffix("")) for path in paths}
        self.below: dict[tuple[str, str], set[str]] = defaultdict(set)
        for path in self.documents:
            parts = path.split("/")
            for depth, name in enumerate(parts[:-1]):
                self.below[_join(parts[:depth]), name].add(_join(parts[depth + 1 :]))

    def locales(self) -> frozenset[tuple[str, str]]:
        by_parent: dict[str, list[str]] = defaultdict(list)
        for parent, name in self.below:
            by_parent[parent].append(name)
        beside = {pair for parent, names in by_parent.items() for pair in self._beside_source(parent, names)}
        return frozenset(beside or self._below_sources(by_parent) or self._alone(by_parent))

    def _beside_source(self, parent: str, names: Sequence[str]) -> Iterator[tuple[str, str]]:
        """The source's folder, those that answer it, and beside these any other that is named as a locale."""
        sources = [name for name in names if self._is_source(name)]
        answered = {rest for name in sources for rest in self.below[parent, name]}
        others = [name for name in names if name not in sources and as_locale(name)] if sources else []
        sure = [name for name in others if self._answers(parent, name, answered)]
        likely = [name for name in others if _SHORT_LOCALE.match(name) and canonical(name)] if sure else []
        return ((parent, name) for name in {*sources, *sure, *likely})

    def _is_source(self, name: str) -> bool:
        return name == self.source_locale or bool(canonical(name) and same_language(name, self.source_locale))

    def _answers(self, parent: str, name: str, sources: Collection[str]) -> bool:
        """Whether a document there answers a source's; a code that few know asks for more than one of two."""
        documents = self.below[parent, name]
        shared = [document for document in documents if document in sources]
        if not _SHORT_LOCALE.match(name) or not canonical(name):
            return len(shared) > len(documents) / 2
        return any(not _is_entrance(document) for document in shared) or len(shared) == len(documents)

    def _below_sources(self, by_parent: Mapping[str, Sequence[str]]) -> set[tuple[str, str]]:
        """Folders that repeat what stands beside them: `es/guide/a` below `guide/a`."""
        found = set()
        for parent, names in by_parent.items():
            for name in names:
                inside = {rest for rest in self.below[parent, name] if not _is_entrance(rest)}
                answers = sum(_join([parent, rest]) in self.documents for rest in inside)
                if canonical(name) and answers >= max(1, len(inside) / 2):
                    found.add((parent, name))
        return found

    def _alone(self, by_parent: Mapping[str, Sequence[str]]) -> set[tuple[str, str]]:
        """Translations without sources: a folder with nothing but locales and nearly all documents below it."""
        for parent in sorted(by_parent, key=len):
            names = by_parent[parent]
            inside = sum(len(self.below[parent, name]) for name in names)
            certain = len(names) > 1 or _SHORT_LOCALE.match(names[0])
            if certain and inside >= 0.8 * len(self.documents) and all(canonical(name) for name in names):
                return {(parent, name) for name in names}
        return set()


def _join(parts: Sequence[str]) -> str:
    return "/".join(part for part in parts if part)


def _is_entrance(document: str) -> bool:
    return document.rpartition("/")[2].lower() in _ENTRANCES


def _by_folder(path: str, folders: frozenset[tuple[str, str]]) -> Place | None:
    parts = path.split("/")
    for depth, name in enumerate(parts[:-1]):
        if (_join(parts[:depth]), name) in folders:
            return Place(name, _join([*parts[:depth], *parts[depth + 1 :]]))
    return None


def _suffixes(paths: Iterable[str]) -> frozenset[str]:
    """Suffixes that are locales here: a file without it stands beside, or nearly every file has it."""
    known = {str(PurePosixPath(path).with_suffix("")) for path in paths}
    votes: Counter[str] = Counter()
    beside: set[str] = set()
    for path in known:
        if split := _split(path):
            stem, lang = split
            votes[lang] += 1
            if stem in known:
                beside.add(lang)
    common = {lang for lang, count in votes.items() if count > 1 and count >= 0.8 * len(known)}
    return frozenset(beside | common)


def _split(path: str) -> tuple[str, str] | None:
    """`lookup-api_vn` is `lookup-api` in `vn`, `name.pt-BR` is `name` in `pt-BR`."""
    for pattern in (_SUFFIX, _SHORT_SUFFIX):
        match = pattern.match(path)
        if match and as_locale(match["lang"]):
            return match["stem"], match["lang"]
    return None


def _by_suffix(path: str, suffixes: frozenset[str]) -> Place | None:
    pure = PurePosixPath(path)
    split = _split(str(pure.with_suffix("")))
    if split is None or split[1] not in suffixes:
        return None
    return Place(split[1], split[0] + pure.suffix)


def _plain(path: str) -> Place:
    return Place("", path)
