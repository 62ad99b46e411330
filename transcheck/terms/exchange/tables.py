"""Tables <-> term bases: a row a concept; the columns are named after languages, and after what glossaries say."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TypeVar

from transcheck.errors import UserError
from transcheck.locales.tags import canonical, same_language, suggest
from transcheck.terms.base import Case, Concept, Origin, PartOfSpeech, Term, TermBase, TermStatus
from transcheck.terms.exchange.say import Found, Request, common_forms, plain, plains, sayable

_Value = TypeVar("_Value")

SEPARATOR = "; "
SOURCE, TARGET = "source", "target"


@dataclass(frozen=True)
class Row:
    """The cells of a row, as text, and its 1-based line."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """A table as it stands in a file."""

    header: Row
    rows: tuple[Row, ...]


_TERMS: Mapping[str, Callable[[Term], bool]] = MappingProxyType(
    {
        TARGET: lambda term: term.status is TermStatus.PREFERRED,
        "admitted": lambda term: term.status is TermStatus.ADMITTED,
        "deprecated": lambda term: term.status is TermStatus.DEPRECATED and not term.everywhere,
        "deprecated everywhere": lambda term: term.everywhere,
    }
)
"""The columns of terms, and which of them stand there."""
_LISTS = ("abbreviations", "when", "unless")
_TEXTS = ("note", "definition", "domain", "id")
_COLUMNS = (
    SOURCE, *_TERMS, "forms", *_LISTS, "fixed", "keep-source", "case", "part-of-speech", "domain", "definition", "note",
    "id",
)  # fmt: skip
_ALIASES = {
    "source term": SOURCE, "src": SOURCE, "original": SOURCE, "target term": TARGET, "tgt": TARGET,
    "translation": TARGET, "preferred": TARGET, "synonyms": "admitted", "alternatives": "admitted",
    "forbidden": "deprecated", "abbreviation": "abbreviations", "acronym": "abbreviations", "acronyms": "abbreviations",
    "notes": "note", "comment": "note", "comments": "note", "description": "definition", "subject": "domain",
    "subject field": "domain", "part of speech": "part-of-speech", "pos": "part-of-speech",
    "keep source": "keep-source", "do not translate": "fixed", "dnt": "fixed", "identifier": "id",
}  # fmt: skip
_FLAGS = {"true": True, "yes": True, "x": True, "1": True, "false": False, "no": False, "0": False}


def kept_by_tables(concepts: Sequence[Concept]) -> list[Concept | None]:
    """A table has no cells for what is said of a single term, nor for examples."""
    return [_kept(concept) for concept in concepts]


def _kept(concept: Concept) -> Concept | None:
    said = sayable(concept)
    if said is None:
        return None
    forms = common_forms(said)
    terms = [
        Term(term.text, term.status, forms if is_target else (), everywhere=term.everywhere)
        for is_target, term in ((name == TARGET, term) for name in _TERMS for term in said.terms if _TERMS[name](term))
    ]
    return replace(said, terms=tuple(terms), examples=())


def to_table(base: TermBase) -> list[list[str]]:
    """The header and the rows; columns in which no concept says anything are left out."""
    concepts = [concept for concept in kept_by_tables(base.concepts) if concept is not None]
    records = [_record(concept) for concept in concepts]
    columns = [name for name in _COLUMNS if name in (SOURCE, TARGET) or any(record[name] for record in records)]
    names = {SOURCE: _heading(base.source_locale, SOURCE), TARGET: _heading(base.locale, TARGET)}
    header = [names.get(name, name) for name in columns]
    return [header, *([record[name] for name in columns] for record in records)]


def _heading(locale: str, role: str) -> str:
    """The tag, unless a column could be called so: `id` is Indonesian."""
    return role if locale.casefold() in (*_COLUMNS, *_ALIASES) else locale


def _record(concept: Concept) -> dict[str, str]:
    record = {name: _joined(term.text for term in concept.terms if _TERMS[name](term)) for name in _TERMS}
    record |= {name: _joined(getattr(concept, name)) for name in _LISTS}
    record |= {name: getattr(concept, name) for name in _TEXTS}
    return record | {
        SOURCE: _joined(concept.sources),
        "forms": _joined(common_forms(concept)),
        "fixed": "yes" if concept.fixed else "",
        "keep-source": "" if concept.keeps_source else "no",
        "case": concept.case.value if concept.case is Case.SENSITIVE else "",
        "part-of-speech": concept.part_of_speech.value if concept.part_of_speech else "",
    }


def _joined(texts: Iterable[str]) -> str:
    return SEPARATOR.join(text.replace("\\", "\\\\").replace(";", "\\;") for text in texts)


def _split(cell: str) -> tuple[str, ...]:
    """The texts of a list; a backslash keeps a semicolon, or itself."""
    texts, text, chars = [], "", iter(cell)
    for char in chars:
        if char == ";":
            texts.append(text)
            text = ""
        elif char == "\\":
            following = next(chars, "")
            text += following if following in (";", "\\") and following else char + following
        else:
            text += char
    return plains([*texts, text])


def from_tables(tables: Sequence[Table], request: Request) -> Found:
    """The term bases of the tables that have a source and a target, one base for each language of a column."""
    left_out: Counter[str] = Counter()
    readers = [reader for table in tables if (reader := _reader(table, request)) is not None]
    if not readers:
        raise _no_columns(tables, request)
    found: dict[str, list[Concept]] = {}
    for reader in readers:
        for locale, column in reader.targets.items():
            found.setdefault(locale, []).extend(reader.concepts(column))
        left_out.update(reader.left_out + reader.unread())
    source = canonical(request.source or "en") or "en"
    bases = (TermBase(locale, source, tuple(concepts), request.shown) for locale, concepts in found.items())
    return Found(tuple(bases), +left_out)


def _no_columns(tables: Sequence[Table], request: Request) -> UserError:
    line = tables[0].header.line if tables else 1
    there = ", ".join(repr(plain(cell)) for cell in tables[0].header.cells) if tables else "no table"
    wanted = f"one for {request.source or 'en'!r} and one for {request.locale or 'another language'!r}"
    return UserError(f"{request.shown}:{line}: columns: expected {wanted}, or source and target; found {there}")


def _reader(table: Table, request: Request) -> "_Reader | None":
    columns = [_meaning(cell, request) for cell in table.header.cells]
    wanted = request.source or "en"
    source = _first(columns, lambda name: name == SOURCE) or _first(columns, lambda name: same_language(name, wanted))
    tags = {
        name: at for at, name in enumerate(columns) if name not in _COLUMNS and at + 1 != source and canonical(name)
    }
    targets = _targets(tags, request)
    named = _first(columns, lambda name: name == TARGET)
    locale = request.locale or request.named
    if not targets and named and canonical(locale):
        targets = {locale: named - 1}
    return _Reader(table, request.shown, columns, source - 1, targets) if source and targets else None


def _targets(tags: Mapping[str, int], request: Request) -> dict[str, int]:
    if not request.locale:
        return dict(tags)
    near = [at for tag, at in tags.items() if tag == canonical(request.locale)]
    near += [at for tag, at in tags.items() if same_language(tag, request.locale)]
    return dict.fromkeys([request.locale], near[0]) if near else {}


def _first(columns: Sequence[str], is_meant: Callable[[str], bool]) -> int:
    """The 1-based place of a column; 0 for none."""
    return next((at for at, name in enumerate(columns, 1) if is_meant(name)), 0)


def _meaning(heading: str, request: Request) -> str:
    """One of our columns, or a language's tag, or the heading as it stands."""
    name = plain(heading).casefold()
    own = _ALIASES.get(name, name)
    if own in _COLUMNS:
        return own
    return canonical(name) or suggest(name) or name


@dataclass(frozen=True)
class _Reader:
    """A table whose columns are understood; `targets` has the place of each locale's column."""

    table: Table
    shown: str
    columns: Sequence[str]
    source: int
    targets: Mapping[str, int]
    left_out: Counter[str] = field(default_factory=Counter)

    def concepts(self, target: int) -> Iterator[Concept]:
        for row in self.table.rows:
            concept = self.concept(row, target)
            if concept is not None:
                yield concept
            elif any(map(plain, row.cells)):
                self.left_out["rows without a source and a term"] += 1

    def concept(self, row: Row, target: int) -> Concept | None:
        cells = {name: cell for name, cell in zip(self.columns, row.cells, strict=False) if name in _COLUMNS and cell}
        cells |= {SOURCE: self.cell(row, self.source), TARGET: self.cell(row, target)}
        part = self.choice(cells, "part-of-speech", {part.value: part for part in PartOfSpeech})
        case = self.choice(cells, "case", {case.value: case for case in Case})
        concept = Concept(
            sources=_split(cells[SOURCE]),
            terms=tuple(self.terms(cells)),
            fixed=self.choice(cells, "fixed", _FLAGS) or False,
            keeps_source=self.choice(cells, "keep-source", _FLAGS) is not False,
            case=case or Case.INSENSITIVE,
            part_of_speech=part,
            origin=Origin(self.shown, row.line),
            abbreviations=_split(cells.get("abbreviations", "")),
            when=_split(cells.get("when", "")),
            unless=_split(cells.get("unless", "")),
            note=plain(cells.get("note", "")),
            definition=plain(cells.get("definition", "")),
            domain=plain(cells.get("domain", "")),
            id=plain(cells.get("id", "")),
        )
        return concept if concept.sources and (concept.allowed or concept.deprecated) else None

    def cell(self, row: Row, at: int) -> str:
        return row.cells[at] if at < len(row.cells) else ""

    def terms(self, cells: Mapping[str, str]) -> Iterator[Term]:
        """In columns that have no language the terms of several cannot be told apart."""
        forms = _split(cells.get("forms", "")) if len(self.targets) == 1 else ()
        for name, status in zip(_TERMS, (*TermStatus, TermStatus.DEPRECATED), strict=True):
            for text in _split(cells.get(name, "")) if name == TARGET or len(self.targets) == 1 else ():
                is_target, everywhere = name == TARGET, name == "deprecated everywhere"
                yield Term(text, status, forms if is_target else (), everywhere=everywhere)

    def choice(self, cells: Mapping[str, str], column: str, choices: Mapping[str, _Value]) -> _Value | None:
        text = plain(cells.get(column, "")).casefold()
        if text and text not in choices:
            self.left_out[f"cells of {column!r} like {text!r}"] += 1
        return choices.get(text)

    def unread(self) -> Counter[str]:
        """Cells of columns that are not understood, or that belong to one of several languages."""
        used = {self.source, *self.targets.values()}
        known = set(_COLUMNS) if len(self.targets) == 1 else set(_COLUMNS) - set(_TERMS) - {"forms"}
        counts = Counter[str]()
        for row in self.table.rows:
            for at, cell in enumerate(row.cells):
                name = self.columns[at] if at < len(self.columns) else ""
                if at not in used and name not in known and plain(cell):
                    counts[f"cells of {self.heading(at)}"] += 1
        return counts

    def heading(self, at: int) -> str:
        cells = self.table.header.cells
        return repr(plain(cells[at])) if at < len(cells) and plain(cells[at]) else f"column {at + 1}"
