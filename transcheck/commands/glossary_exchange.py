"""`transcheck glossary import` and `export`: glossaries from and for other tools."""

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from transcheck.commands.options import Function, config_option
from transcheck.commands.project import open_project
from transcheck.commands.terms import NONE, PACKAGED, glossary_folder
from transcheck.config import did_you_mean
from transcheck.errors import UserError
from transcheck.fix import create_file, replace_file
from transcheck.locales.tags import canonical, same_language, suggest
from transcheck.report.escape import visible
from transcheck.report.excerpt import shortened
from transcheck.terms.base import TermBase

if TYPE_CHECKING:
    from transcheck.terms.exchange.say import Request

_FORMATS = ("tbx", "csv", "tsv", "markdown", "multilingual")
"""The names of transcheck.terms.exchange.formats, which takes a while to import."""


_MOST_SAID, _WIDEST = 20, 60
"""How many kinds of losses are named, and with how much text of a file."""


def _complete_locales(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Completes the locales of the packaged glossaries, and of those of the project."""
    from transcheck.terms.load import glossary_files, packaged

    own = [path.stem for path in glossary_files(Path("glossary"))] if Path("glossary").is_dir() else []
    return [name for name in sorted({*packaged(), *own}) if name.startswith(incomplete)]


def _format_option(text: str) -> Callable[[Function], Function]:
    return click.option("--format", "format_", type=click.Choice(_FORMATS), help=text)


@click.command("import")
@click.argument("file", type=click.Path())
@_format_option("What FILE is; default: by its name (a .yml is multilingual).")
@click.option("--locale", metavar="LOCALE", shell_complete=_complete_locales, help="Only this locale of the file's.")
@click.option("--source", metavar="LOCALE", help="The language of the source; default: English, or as the file says.")
@click.option("-o", "--output", metavar="PATH", type=click.Path(), help="A glossary to write, or a folder for them.")
@click.option("--merge", is_flag=True, help="Add what the glossary at PATH does not have; what it has stays.")
@click.option("--force", is_flag=True, help="Write over the glossary at PATH.")
def import_file(
    file: str, format_: str | None, locale: str | None, source: str | None, output: str | None, merge: bool, force: bool
) -> int:
    """Make a glossary of FILE, which another tool wrote: TBX, CSV, TSV, Markdown tables, multilingual YAML.

    Prints the glossary, or writes it to PATH. A file of several locales needs --locale, or a folder
    as PATH, where each locale is a file. What a glossary cannot say is counted on standard error.

    \b
    Examples:
      transcheck glossary import terms.tbx --locale es -o glossary/es.yml
      transcheck glossary import terms.csv --locale fr > glossary/fr.yml
      transcheck glossary import glossary.md -o glossary/
      transcheck glossary import glosario.yml --locale es -o glossary/es.yml --merge
    """
    from transcheck.terms.exchange.formats import FORMATS
    from transcheck.terms.exchange.settle import settle

    if merge and force:
        raise UserError("--merge and --force: expected one of them")
    path = Path(file)
    request = _request(path, locale, source)
    found = FORMATS[_format(path.suffix, format_, file)].read(_bytes(path), request)
    _say(f"{file}: left out", found.left_out)
    settled = {}
    for one in (base for base in found.bases if base.concepts):
        settled[one.locale], done = settle(one)
        _say(f"{file}: {one.locale}", done)
    if not settled:
        raise UserError(f"{file}: no concept has a term of the source and one of {locale or 'another language'}")
    planned = _planned(settled, output, ".yml", f"{file}: several locales")
    _check_free((target for target, _ in planned), is_allowed=merge or force)
    drafts = [(target, *_draft(target, base, merge=merge)) for target, base in planned]
    for target, text, said in drafts:
        _write(target, text, said)
    return 0


def _request(path: Path, locale: str | None, source: str | None) -> "Request":
    from transcheck.terms.exchange.say import Request

    named = path.stem if canonical(path.stem) else ""
    return Request(str(path), _tag(source, "--source"), _tag(locale, "--locale"), canonical(named) or "")


def _tag(locale: str | None, option: str) -> str:
    if locale is None:
        return ""
    tag = canonical(locale)
    if tag is None:
        near = suggest(locale)
        raise UserError(f"{option}: {locale!r} is no locale{f', did you mean {near!r}?' if near else ''}")
    return tag


def _format(suffix: str, asked: str | None, file: str) -> str:
    from transcheck.terms.exchange.formats import format_of

    found = asked or format_of(suffix)
    if not found:
        raise UserError(f"{file}: its name does not tell the format; give --format, one of {', '.join(_FORMATS)}")
    return found


def _bytes(path: Path) -> bytes:
    from transcheck.terms.exchange.formats import LARGEST

    try:
        with path.open("rb") as stream:
            data = stream.read(LARGEST + 1)
    except OSError as error:
        raise UserError(f"{path}: cannot be read: {error.strerror}") from None
    if len(data) > LARGEST:
        raise UserError(f"{path}: cannot be read: larger than {LARGEST // 1024 // 1024} MiB")
    return data


def _planned(
    bases: Mapping[str, TermBase], output: str | None, suffix: str, what: str
) -> list[tuple[Path | None, TermBase]]:
    """Where each is written; None stands for standard output, or for a folder a file of each locale."""
    if output is not None and (output.endswith("/") or Path(output).is_dir()):
        return [(Path(output) / f"{locale}{suffix}", base) for locale, base in bases.items()]
    if len(bases) > 1:
        raise UserError(f"{what} ({', '.join(bases)}): expected one LOCALE, or a folder as -o folder/")
    return [(Path(output) if output is not None else None, base) for base in bases.values()]


def _draft(path: Path | None, base: TermBase, *, merge: bool) -> tuple[str, str]:
    """What is to be written, and what is to be said of it."""
    from transcheck.terms.exchange.own import merge as merged
    from transcheck.terms.exchange.own import write_glossary
    from transcheck.terms.load import parse_glossary

    if path is None or not (merge and path.exists()):
        return write_glossary(base), _counted(len(base.concepts))
    old = _text(path)
    there = parse_glossary(old, str(path), path.stem)
    if not same_language(there.locale, base.locale):
        raise UserError(f"{path}: is the glossary of {there.locale}, not of {base.locale}")
    text, added = merged(old, there, base)
    parse_glossary(text, str(path), path.stem)
    return text, f"{_counted(added)} added, {len(base.concepts) - added} there already"


def _counted(concepts: int) -> str:
    return f"{concepts} concept{'' if concepts == 1 else 's'}"


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(f"{path}: cannot be read: {error}") from None


def _check_free(paths: Iterable[Path | None], *, is_allowed: bool) -> None:
    """Before the first is written: none of the files is there, unless that is allowed."""
    for path in paths:
        if path is not None and path.exists() and not is_allowed:
            raise UserError(f"{path}: is there already; expected --force to write over it, or --merge (import)")


def _write(path: Path | None, text: str, said: str) -> None:
    """To standard output, or to the file, at once or not at all."""
    if path is None:
        sys.stdout.buffer.write(text.encode())
        return
    if not path.exists():
        create_file(path.parent, path.name, text)
    elif (old := _text(path)) != text:
        replace_file(path.parent, path.name, old, text)
    click.echo(f"{path}: {said}", err=True)


@click.command("export")
@click.argument("locale", required=False, shell_complete=_complete_locales)
@_format_option("Default: by the name of PATH, or else tbx.")
@click.option("--glossary", metavar="FOLDER", help="A folder of glossaries, or 'packaged'; default: the project's own.")
@click.option("-o", "--output", metavar="PATH", type=click.Path(), help="A file to write, or a folder for a file each.")
@click.option("--force", is_flag=True, help="Write over the file at PATH.")
@config_option
def export(
    locale: str | None, format_: str | None, glossary: str | None, output: str | None, force: bool, config: str | None
) -> int:
    """Write glossaries for other tools: TBX-Basic (ISO 30042), CSV, TSV, Markdown tables, multilingual YAML.

    Without LOCALE all of them: in one file where the format holds several locales (tbx, multilingual),
    or as a file each in the folder PATH. What the format cannot say is counted on standard error.

    \b
    Examples:
      transcheck glossary export -o glossary.tbx
      transcheck glossary export es -o es.csv
      transcheck glossary export ja --glossary packaged --format markdown
      transcheck glossary export --format tsv -o tables/
    """
    from transcheck.terms.exchange.formats import FORMATS
    from transcheck.terms.exchange.say import losses

    name = _format(Path(output).suffix if output else "", format_ or _by_default(output), output or "")
    one = FORMATS[name]
    bases = _chosen(_glossaries(glossary, config), locale)
    is_folder = output is not None and (output.endswith("/") or Path(output).is_dir())
    if one.holds_many and not is_folder:
        _of_one_source(bases)
        written = [(Path(output) if output else None, bases)]
    else:
        planned = _planned({base.locale: base for base in bases}, output, one.suffixes[0], f"{name} holds one locale")
        written = [(path, [base]) for path, base in planned]
    _say(f"{name} cannot say", losses(bases, one.kept))
    _check_free((path for path, _ in written), is_allowed=force)
    for path, held in written:
        said = f"{_counted(sum(len(base.concepts) for base in held))} of {', '.join(base.locale for base in held)}"
        _write(path, one.write(held), said)
    return 0


def _by_default(output: str | None) -> str | None:
    return "tbx" if output is None or not Path(output).suffix else None


def _glossaries(glossary: str | None, config: str | None) -> Mapping[str, TermBase]:
    """The term bases of the folder, of the project, or those that come with transcheck."""
    from transcheck.terms.load import load_folder, load_packaged, packaged

    if glossary == NONE:
        raise UserError(f"--glossary: {NONE!r} leaves nothing to export")
    if glossary is not None and glossary != PACKAGED:
        return load_folder(Path(glossary))
    project = None if glossary == PACKAGED else open_project((), config)
    if project is None or project.config.glossary == PACKAGED:
        return {name: load_packaged(name) for name in packaged()}
    folder = glossary_folder(project.root, project.config)
    if folder is None:
        raise UserError(f"{project.root}: no folder glossary/ at the corpus root or beside it; see --glossary")
    return load_folder(folder)


def _chosen(bases: Mapping[str, TermBase], locale: str | None) -> list[TermBase]:
    from transcheck.terms.load import term_base_for

    if locale is None and bases:
        return list(bases.values())
    base = term_base_for(locale or "", bases)
    if base is None:
        near = did_you_mean(locale or "", bases)
        raise UserError(f"no glossary of {locale or 'any locale'!r}; there are: {', '.join(bases) or 'none'}{near}")
    return [base]


def _of_one_source(bases: Sequence[TermBase]) -> None:
    sources = dict.fromkeys(base.source_locale for base in bases)
    if len(sources) > 1:
        raise UserError(f"glossaries of several sources ({', '.join(sources)}) are no one file; name a LOCALE")


def _say(what: str, counts: Mapping[str, int]) -> None:
    """One line on standard error, the most first; nothing where nothing is to be said."""
    if counts:
        ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        listed = ", ".join(f"{shortened(name, _WIDEST)} ({count})" for name, count in ordered[:_MOST_SAID])
        more = f", and {len(counts) - _MOST_SAID} kinds more" if len(counts) > _MOST_SAID else ""
        click.echo(f"transcheck: {visible(f'{what}: {listed}{more}')}", err=True)
