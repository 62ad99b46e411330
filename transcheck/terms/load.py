"""Glossary files -> term bases: `<locale>.yml` with the line of everything that is wrong in it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files
from pathlib import Path

import yaml

from transcheck.errors import UserError
from transcheck.locales.tags import canonical, same_language
from transcheck.terms.base import Case, Concept, Example, Origin, PartOfSpeech, Term, TermBase, TermStatus
from transcheck.terms.nodes import Mistake, Reader, line_of

EXTENSIONS = (".yml", ".yaml")
FOLDER = "glossary"
_TOP = ("source", "locale", "extends", "without", "concepts")
_CONCEPT = (
    "source", "preferred", "admitted", "deprecated", "abbreviations", "forms", "fixed", "keep-source", "case",
    "part-of-speech", "when", "unless", "note", "definition", "domain", "id", "examples",
)  # fmt: skip
_TERM = ("term", "forms", "note", "everywhere")
_EXAMPLE = ("source", "right", "wrong")


def load_glossary(path: Path, shown: str = "") -> TermBase:
    """The term base in the file at `path`, called `shown` in messages; its locale may stand in its name.

    Raises UserError("file:line: …") for YAML that cannot be read, unknown keys, wrong types, a concept
    twice, a term allowed here and deprecated there.  Examples are not run: see `transcheck.terms.examples`.
    """
    return parse_glossary(read_glossary(path), shown or str(path), path.stem)


def read_glossary(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(f"{path}: cannot be read: {error}") from None


def parse_glossary(text: str, shown: str = "", locale: str = "") -> TermBase:
    """The same from text; `locale` stands for a file that does not say its own."""
    base, mistakes = examine(text, shown, locale)
    if mistakes:
        first, more = mistakes[0], len(mistakes) - 1
        others = f" (and {more} more, see: transcheck glossary check)" if more else ""
        raise UserError(f"{shown}:{first.line}: {first.message}{others}")
    return base


def examine(text: str, shown: str = "", locale: str = "") -> tuple[TermBase, tuple[Mistake, ...]]:
    """The term base with all that is wrong in its file, in order of lines."""
    reader = _GlossaryReader(shown)
    base = reader.glossary(text, locale)
    return base, tuple(sorted(reader.mistakes))


def load_folder(folder: Path) -> Mapping[str, TermBase]:
    """The term bases of a folder of `<locale>.yml` or `.yaml`, by locale."""
    found: dict[str, TermBase] = {}
    for path in glossary_files(folder):
        base = load_glossary(path)
        if base.locale in found:
            raise UserError(f"{path}:1: locale {base.locale} has a glossary already: {found[base.locale].file}")
        found[base.locale] = base
    return found


def glossary_files(folder: Path) -> tuple[Path, ...]:
    try:
        return tuple(sorted(path for path in folder.iterdir() if path.suffix in EXTENSIONS and path.is_file()))
    except OSError as error:
        raise UserError(f"{folder}: cannot be read: {error}") from None


def find_folder(root: Path) -> Path | None:
    """The project's own folder: `glossary/` with term bases at the corpus root, or beside it."""
    return next((folder for folder in (root / FOLDER, root.parent / FOLDER) if _is_own(folder)), None)


def _is_own(folder: Path) -> bool:
    """Whether a folder of that name is meant for us: it holds files that are named after locales."""
    if not folder.is_dir():
        return False
    names = (path.stem for path in glossary_files(folder))
    return any(canonical(name) is not None for name in names)


def term_base_for(locale: str, bases: Mapping[str, TermBase]) -> TermBase | None:
    """The term base of a locale: its own, or that of a tag that stands for the same written language."""
    if locale in bases:
        return bases[locale]
    return next((base for tag, base in bases.items() if locale and same_language(tag, locale)), None)


def packaged() -> tuple[str, ...]:
    """The names of the glossaries that come with transcheck, sorted."""
    folder = _packaged_folder()
    return tuple(path.stem for path in glossary_files(folder)) if folder.is_dir() else ()


@cache
def load_packaged(name: str) -> TermBase:
    """The glossary that comes with transcheck; raises UserError that names those there are."""
    if name not in packaged():
        raise UserError(f"no packaged glossary {name!r}; there are: {', '.join(packaged()) or 'none'}")
    return load_glossary(_packaged_folder() / f"{name}.yml", f"packaged:{name}.yml")


def _packaged_folder() -> Path:
    """In the wheel it stands inside the package; in a repository beside it."""
    package = Path(str(files("transcheck")))
    inside = package / FOLDER
    return inside if inside.is_dir() else package.parent / FOLDER


_CASES = tuple(case.value for case in Case)
_PARTS_OF_SPEECH = tuple(part.value for part in PartOfSpeech)
_STATUSES = {status.value: status for status in TermStatus}


class _GlossaryReader(Reader):
    """Reads one file."""

    def __init__(self, shown: str) -> None:
        super().__init__()
        self.shown = shown

    def glossary(self, text: str, locale: str) -> TermBase:
        node = self.root(text)
        if node is None:
            return TermBase(locale, file=self.shown)
        top = self.entries(node, _TOP, "glossary")
        tag, source = self.locale(top.get("locale"), "locale"), self.locale(top.get("source"), "source")
        if not (tag or locale):
            self.note(node, "locale: expected a language tag, found nothing")
        own = tuple(c for item in self.concept_nodes(top) if (c := self.concept(item)) is not None)
        self.mistakes += contradictions(own)
        concepts = (*self.inherited(top, own), *own)
        return TermBase(tag or locale, source or "en", concepts, self.shown)

    def concept_nodes(self, top: Mapping[str, yaml.Node]) -> list[yaml.Node]:
        node = top.get("concepts")
        if node is not None and not isinstance(node, yaml.SequenceNode) and self.items(node):
            self.note(node, "concepts: expected a list (each concept begins with '- source:')")
            return []
        return self.items(node)

    def locale(self, node: yaml.Node | None, key: str) -> str:
        tag = self.text(node, key)
        if node is not None and tag and canonical(tag) is None:
            self.note(node, f"{key}: {tag!r} is no language tag")
        return tag

    def inherited(self, top: Mapping[str, yaml.Node], own: Sequence[Concept]) -> Iterator[Concept]:
        """The concepts of the glossary that this one builds on, less those it says anew or does without."""
        node, without = top.get("extends"), top.get("without")
        if node is None:
            return
        try:
            base = load_packaged(self.text(node, "extends"))
        except UserError as error:
            self.note(node, f"extends: {error}")
            return
        for name in self.texts(without, "without"):
            if name.casefold() not in base.by_name and without is not None:
                self.note(without, f"without: {base.file} has no concept {name!r}")
        said = (*(source for concept in own for source in concept.sources), *self.texts(without, "without"))
        dropped = set(map(source_key, said))
        yield from (concept for concept in base.concepts if dropped.isdisjoint(map(source_key, concept.sources)))

    def concept(self, node: yaml.Node) -> Concept | None:
        before = len(self.mistakes)
        found = self.entries(node, _CONCEPT, "concept")
        sources = self.texts(found.get("source"), "source")
        if not found or not sources:
            if found:
                self.note(node, "concept: expected a source term, found none")
            return None
        concept = Concept(
            sources=sources,
            terms=tuple(self.terms(found)),
            abbreviations=self.texts(found.get("abbreviations"), "abbreviations"),
            fixed=self.flag(found.get("fixed"), "fixed", default=False),
            keeps_source=self.flag(found.get("keep-source"), "keep-source", default=True),
            case=Case(self.choice(found.get("case"), "case", _CASES) or Case.INSENSITIVE),
            part_of_speech=self.part_of_speech(found.get("part-of-speech")),
            when=self.texts(found.get("when"), "when"),
            unless=self.texts(found.get("unless"), "unless"),
            note=self.text(found.get("note"), "note"),
            definition=self.text(found.get("definition"), "definition"),
            domain=self.text(found.get("domain"), "domain"),
            id=self.text(found.get("id"), "id"),
            examples=tuple(self.examples(found.get("examples"))),
            origin=Origin(self.shown, line_of(node)),
        )
        if not concept.allowed and not concept.deprecated and len(self.mistakes) == before:
            self.note(node, f"concept {concept.name!r}: expected preferred, deprecated or fixed, found none")
        return concept

    def part_of_speech(self, node: yaml.Node | None) -> PartOfSpeech | None:
        text = self.choice(node, "part-of-speech", _PARTS_OF_SPEECH)
        return PartOfSpeech(text) if text else None

    def terms(self, found: Mapping[str, yaml.Node]) -> Iterator[Term]:
        forms = self.texts(found.get("forms"), "forms")
        for key, status in _STATUSES.items():
            for node in self.items(found.get(key)):
                term = self.term(node, status)
                if term is not None:
                    is_named = forms and status is TermStatus.PREFERRED
                    yield replace(term, forms=(*term.forms, *forms)) if is_named else term

    def term(self, node: yaml.Node, status: TermStatus) -> Term | None:
        if not isinstance(node, yaml.MappingNode):
            texts = self.texts(node, status.value)
            return Term(texts[0], status) if texts else None
        found = self.entries(node, _TERM, status.value)
        text = self.text(found.get("term"), "term")
        everywhere = self.flag(found.get("everywhere"), "everywhere", default=False)
        if not text:
            if found:
                self.note(node, f"{status.value}: expected a term, found none")
            return None
        if everywhere and status is not TermStatus.DEPRECATED:
            self.note(found["everywhere"], f"everywhere: {text!r} is not deprecated")
        forms, note = self.texts(found.get("forms"), "forms"), self.text(found.get("note"), "note")
        return Term(text, status, forms, note, everywhere)

    def examples(self, node: yaml.Node | None) -> Iterator[Example]:
        for item in self.items(node):
            found = self.entries(item, _EXAMPLE, "example")
            source, right, wrong = (self.text(found.get(key), key) for key in _EXAMPLE)
            if found and (not source or bool(right) == bool(wrong)):
                self.note(item, "example: expected a source, and one of right and wrong")
            elif found:
                yield Example(source, right or wrong, bool(right), Origin(self.shown, line_of(item)))


def contradictions(concepts: Sequence[Concept]) -> list[Mistake]:
    """What concepts say against each other."""
    return [*_twice(concepts), *_allowed_and_deprecated(concepts), *_banned_and_allowed(concepts)]


def source_key(text: str) -> str:
    """What is one source term: capitals and hyphens tell none apart."""
    return " ".join(text.casefold().replace("-", " ").split())


def _twice(concepts: Iterable[Concept]) -> Iterator[Mistake]:
    """One source term in two concepts is right where each has its condition."""
    first: dict[str, Concept] = {}
    for concept in concepts:
        for source in dict.fromkeys(map(source_key, concept.sources)):
            other = first.setdefault(source, concept)
            if other is not concept and not (_has_condition(concept) and _has_condition(other)):
                message = f"concept {source!r} twice, first in line {other.origin.line}; tell them apart by 'when'"
                yield Mistake(concept.origin.line, message)


def _has_condition(concept: Concept) -> bool:
    return bool(concept.when or concept.unless)


def _allowed_and_deprecated(concepts: Iterable[Concept]) -> Iterator[Mistake]:
    for concept in concepts:
        seen: dict[str, TermStatus] = {}
        for term in concept.terms:
            key = term.text if concept.case is Case.SENSITIVE else term.text.casefold()
            before = seen.setdefault(key, term.status)
            if before is not term.status:
                message = f"concept {concept.name!r}: {term.text!r} is {before.value} and {term.status.value}"
                yield Mistake(concept.origin.line, message)


def _banned_and_allowed(concepts: Sequence[Concept]) -> Iterator[Mistake]:
    """A term that is deprecated everywhere cannot be another concept's term."""
    banned = {term.text.casefold(): concept for concept in concepts for term in concept.deprecated if term.everywhere}
    for concept in concepts if banned else ():
        for term in concept.allowed:
            other = banned.get(term.text.casefold())
            if other is not None and other is not concept:
                message = (
                    f"concept {concept.name!r}: {term.text!r} is {term.status.value} here and deprecated "
                    f"everywhere in line {other.origin.line}"
                )
                yield Mistake(concept.origin.line, message)
