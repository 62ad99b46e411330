"""The multilingual YAML of open glossaries of data science <-> term bases.

A list of entries: `slug`, `ref` (slugs of related entries), and under each language's tag `term`, `def` and `acronym`,
as https://github.com/carpentries/glosario has it.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

import yaml

from transcheck.errors import UserError
from transcheck.locales.tags import canonical
from transcheck.terms.base import Concept, Origin, Term, TermBase
from transcheck.terms.exchange.entries import Entry, entries
from transcheck.terms.exchange.own import dump
from transcheck.terms.exchange.say import Found, Request, pick_locales, plain, sayable
from transcheck.terms.nodes import Reader, line_of

_LANGUAGE = ("term", "def", "acronym")


def kept_by_multilingual(concepts: Sequence[Concept]) -> list[Concept | None]:
    """One term, one abbreviation and a definition; the id is made where there is none."""
    return [_kept(concept) for concept in concepts]


def _kept(concept: Concept) -> Concept | None:
    said = sayable(concept)
    if said is None or not said.preferred:
        return None
    return Concept(
        sources=said.sources[:1],
        terms=(Term(said.preferred[0].text),),
        abbreviations=said.abbreviations[:1],
        definition=said.definition,
        id=said.id or _slug(said.name),
    )


def _slug(name: str) -> str:
    return re.sub(r"[\W_]+", "_", name.casefold()).strip("_") or "_"


def write_multilingual(bases: Sequence[TermBase]) -> str:
    """One file with all the locales of `bases`, which share their source."""
    said = [replace(base, concepts=tuple(c for c in kept_by_multilingual(base.concepts) if c)) for base in bases]
    used: set[str] = set()
    return dump([_written(entry, bases[0].source_locale, used) for entry in entries(said, _shared)])


def _shared(concept: Concept) -> Concept:
    return replace(concept, terms=())


def _written(entry: Entry, source: str, used: set[str]) -> dict[str, object]:
    concept, slug = entry.concept, entry.concept.id
    while slug in used:
        slug += "_"
    used.add(slug)
    said = {"term": concept.name, "acronym": next(iter(concept.abbreviations), ""), "def": concept.definition}
    languages = {locale: {"term": one.terms[0].text} for locale, one in entry.locales.items()}
    return {"slug": slug, source: {key: text for key, text in said.items() if text}, **languages}


def read_multilingual(text: str, request: Request) -> Found:
    reader = _Reader(request.shown)
    found = reader.file(text)
    if reader.mistakes:
        first = min(reader.mistakes)
        raise UserError(f"{request.shown}:{first.line}: {first.message}")
    wanted = replace(request, source=request.source or "en")
    source, targets = pick_locales((tag for entry in found for tag in entry.languages), wanted)
    reader.left_out["entries without a term of the source"] = sum(source not in one.languages for one in found)
    bases = []
    for tag, locale in targets.items():
        concepts = [one.concept(source, tag, request.shown) for one in found if {source, tag} <= one.languages.keys()]
        bases.append(TermBase(locale, canonical(source) or source, tuple(concepts), request.shown))
    return Found(tuple(bases), +reader.left_out)


class _Entry:
    """An entry: its place, and by language what it says."""

    def __init__(self, line: int, slug: str) -> None:
        self.line, self.slug = line, slug
        self.languages: dict[str, Mapping[str, str]] = {}

    def concept(self, source: str, target: str, shown: str) -> Concept:
        said, other = self.languages[source], self.languages[target]
        acronyms = filter(None, (said["acronym"], other["acronym"]))
        return Concept(
            sources=(said["term"],),
            terms=(Term(other["term"]),),
            abbreviations=tuple(dict.fromkeys(acronyms)),
            definition=said["def"] or other["def"],
            id=self.slug,
            origin=Origin(shown, self.line),
        )


class _Reader(Reader):
    """Reads one file."""

    def __init__(self, shown: str) -> None:
        super().__init__()
        self.shown = shown
        self.left_out: Counter[str] = Counter()

    def file(self, text: str) -> list[_Entry]:
        node = self.root(text)
        if self.mistakes:
            return []
        if not isinstance(node, yaml.SequenceNode):
            self.note(line_of(node) if node else 1, "expected a list of entries, each with a slug and languages")
            return []
        return [self.entry(item) for item in node.value]

    def entry(self, node: yaml.Node) -> _Entry:
        pairs = node.value if isinstance(node, yaml.MappingNode) else []
        if not pairs:
            self.note(node, "entry: expected a slug and languages")
        found = {key.value: value for key, value in pairs if isinstance(key, yaml.ScalarNode)}
        entry = _Entry(line_of(node), plain(self.text(found.get("slug"), "slug")))
        for key, value in found.items():
            if canonical(key) and isinstance(value, yaml.MappingNode):
                self.language(entry, key, value)
            elif key != "slug":
                self.left_out[f"{key!r}"] += 1
        return entry

    def language(self, entry: _Entry, tag: str, node: yaml.MappingNode) -> None:
        found = {key.value: value for key, value in node.value if isinstance(key, yaml.ScalarNode)}
        said = {key: plain(self.text(found.get(key), key)) for key in _LANGUAGE}
        self.left_out.update(f"{key!r} of a language" for key in found.keys() - set(_LANGUAGE))
        if said["term"]:
            entry.languages[tag] = said
