"""`transcheck glossary`: looks after the term base."""

import importlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from types import MappingProxyType

import click

from transcheck.commands.options import config_option
from transcheck.commands.project import Project, open_project
from transcheck.commands.terms import PACKAGED, glossary_folder
from transcheck.config import did_you_mean
from transcheck.errors import UserError
from transcheck.terms.base import Concept, Term, TermBase

SUBCOMMANDS = MappingProxyType(
    {
        "check": ("glossary", "check", "Check glossaries for mistakes, and run their examples."),
        "list": ("glossary", "list_concepts", "List the concepts of a glossary, with how often they are used."),
        "test": ("glossary", "test", "Show what a glossary finds in a sentence, and how its terms match."),
        "mine": ("glossary_mine", "mine", "Propose concepts from the translations there are."),
        "import": ("glossary_exchange", "import_file", "Make a glossary of a file of another tool."),
        "export": ("glossary_exchange", "export", "Write glossaries for other tools."),
    }
)
"""Each subcommand with its module, the command in it, and the line that `--help` shows."""


class Subcommands(click.Group):
    """The subcommands, imported on demand."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(SUBCOMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in SUBCOMMANDS:
            return None
        module, name, _ = SUBCOMMANDS[cmd_name]
        found: click.Command = getattr(importlib.import_module(f"transcheck.commands.{module}"), name)
        return found

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in SUBCOMMANDS and not args[0].startswith("-"):
            raise click.UsageError(f"no subcommand {args[0]!r}{did_you_mean(args[0], SUBCOMMANDS)}", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, _, text) in SUBCOMMANDS.items()])


@click.group("glossary", cls=Subcommands)
def command() -> None:
    """Look after the glossaries: files that name the concepts of the source and their terms in a language.

    \b
    Examples:
      transcheck glossary check
      transcheck glossary list es docs/ --usage
      transcheck glossary test es "The latent variable." "La variable latente."
      transcheck glossary import terms.tbx --locale es -o glossary/es.yml
      transcheck glossary export -o glossary.tbx
    """


@click.command("check")
@click.argument("paths", nargs=-1, type=click.Path())
@config_option
def check(paths: tuple[str, ...], config: str | None) -> int:
    """Check glossaries for mistakes: YAML, unknown keys, contradictions, examples that fail.

    PATHS are glossary files or folders; without any, the project's own folder. Exits with 1 where
    something is wrong.

    \b
    Examples:
      transcheck glossary check
      transcheck glossary check glossary/es.yml
    """
    files = list(_files(paths, config))
    wrong = 0
    for file in files:
        concepts, mistakes = _examined(file)
        wrong += len(mistakes)
        for line, message in mistakes:
            click.echo(f"{file}:{line}: {message}")
        if not mistakes:
            click.echo(f"{file}: {_counted(concepts, 'concept')}, nothing wrong")
    return int(wrong > 0)


def _files(paths: Sequence[str], config: str | None) -> Iterator[Path]:
    from transcheck.terms.load import glossary_files

    for path in map(Path, paths):
        if not path.exists():
            raise UserError(f"{path}: no such file or folder")
        yield from glossary_files(path) if path.is_dir() else (path,)
    if not paths:
        yield from glossary_files(_own_folder(open_project((), config)))


def _own_folder(project: Project) -> Path:
    folder = glossary_folder(project.root, project.config)
    if folder is None:
        raise UserError(f"{project.root}: no folder glossary/ at the corpus root or beside it")
    return folder


def _examined(file: Path) -> tuple[int, list[tuple[int, str]]]:
    """How many concepts a file has, and its mistakes by line; examples run where there are none."""
    from transcheck.terms.examples import failures
    from transcheck.terms.load import examine, read_glossary

    base, mistakes = examine(read_glossary(file), str(file), file.stem)
    found = [(mistake.line, mistake.message) for mistake in mistakes]
    if not found:
        found = [(f.example.origin.line, f"example of {f.concept.name!r} fails: {f.reason}") for f in failures(base)]
    return len(base.concepts), found


def _counted(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


@click.command("list")
@click.argument("locale")
@click.argument("path", required=False, type=click.Path())
@click.option("--usage", is_flag=True, help="Count in the corpus at PATH how often each concept and term stands.")
@click.option("--packaged", is_flag=True, help="The glossary that comes with transcheck.")
@config_option
def list_concepts(locale: str, path: str | None, usage: bool, packaged: bool, config: str | None) -> int:
    """List the concepts of LOCALE's glossary.

    With --usage each concept has the number of units whose source names it, and of those whose
    translation has one of its terms, keeps the source's, has a deprecated one, or none of them; each
    term also says how it is matched.

    \b
    Examples:
      transcheck glossary list es
      transcheck glossary list es docs/ --usage
      transcheck glossary list ja --packaged
    """
    project = open_project((path,) if path else (), config)
    base = _base(locale, project, packaged=packaged)
    counts = _usage(base, locale, project) if usage else {}
    for concept in base.concepts:
        click.echo(_line(concept))
        if usage:
            _echo_usage(concept, counts[concept.name], base)
    return 0


def _base(locale: str, project: Project, *, packaged: bool) -> TermBase:
    """The glossary of a locale; UserError names those there are."""
    from transcheck.terms.load import load_folder, load_packaged, term_base_for

    if packaged or project.config.glossary == PACKAGED:
        return load_packaged(locale)
    folder = _own_folder(project)
    bases = load_folder(folder)
    base = term_base_for(locale, bases)
    if base is None:
        raise UserError(f"{folder}: no glossary of {locale!r}; there are: {', '.join(bases) or 'none'}")
    return base


def _line(concept: Concept) -> str:
    parts = [", ".join(concept.sources), " → "]
    parts.append("(not translated)" if concept.fixed else _joined(concept.preferred))
    parts += [f"; admitted {_joined(concept.admitted)}"] if concept.admitted else []
    parts += [f"; deprecated {_joined(concept.deprecated)}"] if concept.deprecated else []
    return "".join(parts)


def _joined(terms: Iterable[Term]) -> str:
    return ", ".join(term.text for term in terms)


def _usage(base: TermBase, locale: str, project: Project) -> dict[str, Counter[str]]:
    """For each concept, by its name, in how many units it is meant and each of its terms said."""
    from transcheck.locales.language import language
    from transcheck.terms.matcher import matcher
    from transcheck.terms.unit import answers, meant

    terms, counts = matcher(base), {concept.name: Counter[str]() for concept in base.concepts}
    for chapter in project.corpus.chapters:
        if not any(head.locale == locale for head in chapter.translations):
            continue
        for translation in project.loader(chapter).translations:
            for unit in translation.units if translation.locale == locale else ():
                if unit.target is not None and answers(unit, language(locale)):
                    target = terms.target(unit.target.facts)
                    for one in meant(unit, terms):
                        said = terms.allowed(one.concept, target)
                        wrong = terms.deprecated(one.concept, target)
                        text = said.term.text if said else wrong[0].term.text if wrong else ""
                        counts[one.concept.name].update(["", text or "none of them"])
    return counts


def _echo_usage(concept: Concept, counts: Counter[str], base: TermBase) -> None:
    from transcheck.terms.matcher import matcher

    total = counts.pop("", 0)
    shares = ", ".join(f"{text}: {count}" for text, count in counts.most_common())
    click.echo(f"    {_counted(total, 'unit')}{f' ({shares})' if shares else ''}")
    for how in dict.fromkeys(matcher(base).how(term) for term in concept.terms):
        click.echo(f"    matched {how}")


@click.command("test")
@click.argument("locale")
@click.argument("source")
@click.argument("target")
@click.option("--packaged", is_flag=True, help="The glossary that comes with transcheck.")
@config_option
def test(locale: str, source: str, target: str, packaged: bool, config: str | None) -> int:
    """Show which concepts SOURCE names, what TARGET says for each, and how its terms are matched.

    Exits with 1 where a concept has none of its terms, or a deprecated one.

    \b
    Examples:
      transcheck glossary test es "The latent variables." "Las variables latentes."
      transcheck glossary test fa "A loss function." "تابع خطا" --packaged
    """
    from transcheck.terms.matcher import facts_of, matcher

    terms = matcher(_base(locale, open_project((), config), packaged=packaged))
    text = terms.target(facts_of(target))
    named = terms.in_source(facts_of(source))
    wrong = 0
    for one in named:
        said, bad = terms.allowed(one.concept, text), terms.deprecated(one.concept, text)
        place = bad[0].span if bad else said.span if said else None
        verdict = "deprecated" if bad else "right" if said else "missing"
        wrong += verdict != "right"
        click.echo(f'{verdict:10} "{one.text}" → ' + (f'"{place.of(target)}"' if place else "nothing"))
        for term in one.concept.terms:
            click.echo(f"           {term.status.value} {term.text!r}: {terms.how(term)}")
    if not named:
        click.echo("the source names no concept of the glossary")
    return int(wrong > 0)
