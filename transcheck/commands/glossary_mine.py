"""`transcheck glossary mine`: proposes concepts from the translations there are."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import click

from transcheck.commands.options import config_option, glossary_option
from transcheck.commands.project import Project, open_project
from transcheck.commands.terms import project_terms
from transcheck.commands.work import progress
from transcheck.config import did_you_mean
from transcheck.errors import UserError
from transcheck.model.corpus import Chapter
from transcheck.model.document import Document
from transcheck.report.escape import isolated, json_text, visible
from transcheck.terms.base import Concept, Term, TermBase
from transcheck.terms.mine import mine as propose
from transcheck.terms.mine_proposal import Place, Proposal, Rendering
from transcheck.terms.mine_tokens import Couple, couples

_SHOWN = 4
"""Renderings that a line of the table shows."""


@dataclass(frozen=True)
class _Mined:
    """What was mined of a locale: the proposals, and the glossary and documents to compare them with."""

    locale: str
    source_locale: str
    proposals: Sequence[Proposal]
    base: TermBase | None
    documents: Mapping[str, Document]

    def known(self, proposal: Proposal) -> Concept | None:
        from transcheck.terms.matcher import named

        return named(proposal.source, self.base) if self.base is not None else None

    def at(self, place: Place) -> str:
        line, _ = self.documents[place.path].lines.place(place.target.start)
        return f"{place.path}:{line}"


@click.command("mine")
@click.argument("locale")
@click.argument("paths", nargs=-1, type=click.Path())
@click.option(
    "--format", "format_", type=click.Choice(("table", "yaml", "json")), default="table", help="Default: table."
)
@click.option(
    "--min-count", type=click.IntRange(min=2), default=5, show_default=True, help="Places that a phrase needs."
)
@click.option("--limit", type=click.IntRange(min=0), default=100, show_default=True, help="Proposals; 0 for all.")
@glossary_option
@config_option
def mine(
    locale: str,
    paths: tuple[str, ...],
    format_: str,
    min_count: int,
    limit: int,
    glossary: str | None,
    config: str | None,
) -> int:
    """Propose concepts for LOCALE's glossary: phrases of the source, and how its translations render them.

    Each proposal has its renderings with their counts, and a place; the likeliest concepts come
    first. "=" stands before what the glossary has, "≠" where it says otherwise. The YAML leaves
    out what the glossary has: paste it under its `concepts`, and read it before you trust it.

    \b
    Examples:
      transcheck glossary mine es docs/
      transcheck glossary mine zh docs/ --format yaml > glossary/zh.yml
      transcheck glossary mine ja docs/ --glossary packaged --min-count 10
    """
    project = open_project(paths, config)
    mined = _mined(project, locale, glossary, min_count, limit)
    if not mined.documents:
        raise UserError(f"{', '.join(paths) or project.root}: no document in {locale!r}")
    if not mined.proposals:
        click.echo(f"no phrase of the source has {min_count} places with a rendering in {locale}", err=True)
    for line in _WRITERS[format_](mined):
        click.echo(line)
    return 0


def _mined(project: Project, locale: str, glossary: str | None, least: int, limit: int) -> _Mined:
    from transcheck.locales.language import language

    source = project.corpus.source_locale
    base = project_terms(project, glossary).get(_known_locale(project, locale))
    found, documents = couples_of(project, locale)
    with progress(_BAR if found else 0, "Mining") as advance:
        proposals = propose(
            found,
            language(source),
            language(locale),
            least=least,
            limit=limit,
            done=lambda done, total: advance(_BAR * done // total),
        )
    return _Mined(locale, source, proposals, base, documents)


_BAR = 100


def _known_locale(project: Project, locale: str) -> str:
    locales = project.corpus.locales
    if locale not in locales:
        there = f"; there are: {', '.join(locales)}" if locales else ""
        raise UserError(f"{project.root}: no translation in {locale!r}{did_you_mean(locale, locales)}{there}")
    return locale


def couples_of(project: Project, locale: str) -> tuple[list[Couple], dict[str, Document]]:
    """The sentences of a locale with their translations, and the documents of these by path."""
    from transcheck.locales.language import language

    source, target = language(project.corpus.source_locale), language(locale)
    chapters = [part for chapter in project.corpus.chapters if (part := _asked(project, chapter, locale)).translations]
    found: list[Couple] = []
    documents: dict[str, Document] = {}
    with progress(len(chapters), "Aligning") as advance:
        for number, chapter in enumerate(chapters, 1):
            for translation in project.loader(chapter).translations:
                found += couples(translation.units, source, target, translation.target.path)
                documents[translation.target.path] = translation.target
            advance(number)
    return found, documents


def _asked(project: Project, chapter: Chapter, locale: str) -> Chapter:
    """The chapter with no translations but those into `locale` that were asked for."""
    heads = chapter.translations
    return replace(chapter, translations=tuple(h for h in heads if h.locale == locale and project.asks_for(h, chapter)))


def _says(concept: Concept, rendering: Rendering, base: TermBase) -> bool:
    """Whether the glossary allows a rendering."""
    from transcheck.terms.matcher import facts_of, matcher

    terms = matcher(base)
    return terms.allowed(concept, terms.target(facts_of(rendering.text))) is not None


def _table(mined: _Mined) -> Iterator[str]:
    for proposal in mined.proposals:
        shown = [f"{isolated(visible(one.text))} ({one.count})" for one in proposal.renderings[:_SHOWN]]
        more = ", …" if len(proposal.renderings) > _SHOWN else ""
        place = visible(mined.at(proposal.renderings[0].places[0]))
        source = visible(proposal.source)
        yield f"{_mark(mined, proposal)} {proposal.count:5}  {source:28}  {', '.join(shown)}{more}  {place}"


def _mark(mined: _Mined, proposal: Proposal) -> str:
    concept = mined.known(proposal)
    if concept is None or mined.base is None:
        return " "
    return "=" if _says(concept, proposal.renderings[0], mined.base) else "≠"


def _yaml(mined: _Mined) -> Iterator[str]:
    from transcheck.terms.exchange.own import write_glossary

    new = tuple(_as_concept(one, mined) for one in mined.proposals if mined.known(one) is None)
    yield write_glossary(TermBase(mined.locale, mined.source_locale, new)).rstrip("\n")


def _as_concept(proposal: Proposal, mined: _Mined) -> Concept:
    first, *others = proposal.renderings
    source, text = _line(proposal.source), _line(first.text)
    rivals = ", ".join(f"{_line(one.text)} ({one.count})" for one in others)
    note = f"{first.count} of {proposal.count}, as in {mined.at(first.places[0])}"
    if source.casefold() == text.casefold():
        return Concept((source,), fixed=True, note=_with(note, rivals))
    return Concept((source,), (Term(text),), note=_with(note, rivals))


def _with(note: str, rivals: str) -> str:
    return f"{note}; also {rivals}" if rivals else note


def _line(text: str) -> str:
    return " ".join(text.split())


def _json(mined: _Mined) -> Iterator[str]:
    found = [
        {
            "source": proposal.source,
            "count": proposal.count,
            "renderings": [
                {"text": one.text, "count": one.count, "places": [mined.at(place) for place in one.places]}
                for one in proposal.renderings
            ],
            "glossary": _glossary(mined.known(proposal)),
        }
        for proposal in mined.proposals
    ]
    value = {"version": 1, "source": mined.source_locale, "locale": mined.locale, "proposals": found}
    yield json_text(json.dumps(value, ensure_ascii=False, indent=1))


def _glossary(concept: Concept | None) -> dict[str, object] | None:
    if concept is None:
        return None
    return {"source": concept.name, "allowed": [term.text for term in concept.allowed], "fixed": concept.fixed}


_WRITERS: Mapping[str, Callable[[_Mined], Iterator[str]]] = {"table": _table, "yaml": _yaml, "json": _json}
