"""`transcheck status`: what is missing, untranslated, stale and done, in words of the source."""

import json
import os
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click

from transcheck.commands.evidence import gather, report_on
from transcheck.commands.options import PATHS, config_option
from transcheck.commands.page_folder import write_file
from transcheck.commands.project import Project, open_project
from transcheck.commands.since import since as report_since
from transcheck.errors import UserError
from transcheck.model.since import SinceReport
from transcheck.model.status import StatusReport
from transcheck.report import since_json, since_markdown, since_text, status_json, status_markdown, status_text
from transcheck.report.escape import encodable, json_text
from transcheck.report.options import Options
from transcheck.report.terminal import wants_color

FORMATS = ("text", "markdown", "json", "html", "badge")


@click.command("status")
@click.argument("paths", nargs=-1, type=PATHS)
@click.option("--locale", "locales", multiple=True, metavar="TAG", help="Only this locale; repeatable.")
@click.option("--todo", metavar="TAG", help="The work list of one locale: stale first, small before large.")
@click.option("--chapters", is_flag=True, help="Every document that is not done, beside the overview.")
@click.option("--units", is_flag=True, help="Every unit that is not done, beside the overview.")
@click.option("--since", metavar="REV", help="What the changes to the source since REV leave behind.")
@click.option("--exit-code", is_flag=True, help="With --since: exit with 1 where something is left behind.")
@click.option("--format", "output_format", type=click.Choice(FORMATS), default="text", show_default=True)
@click.option(
    "-o", "--output", type=click.Path(), help="Folder of the page; file or folder of badges; file of a report."
)
@click.option("--forge", metavar="URL", help="Repository's address, for the page's links; default: from git's remote.")
@config_option
def command(
    paths: tuple[str, ...],
    locales: tuple[str, ...],
    todo: str | None,
    chapters: bool,
    units: bool,
    since: str | None,
    exit_code: bool,
    output_format: str,
    output: str | None,
    forge: str | None,
    config: str | None,
) -> int:
    """Show what is missing, untranslated, stale and done, in words of the source.

    A unit is stale when its source changed in meaning since it was translated: the source comment tells,
    or a pin in the front matter, or the history of the block itself. Without a git repository the
    comments and the structure tell what they can.

    --since REV compares the working tree with the merge base of REV and HEAD, as a pull request does:
    the source's blocks that changed, the units that this makes stale, the links that it breaks. PATHS
    limit it to some source chapters.

    \b
    Examples:
      transcheck status docs/
      transcheck status docs/ --todo es
      transcheck status docs/ --since origin/main
      transcheck status docs/ --format markdown >> "$GITHUB_STEP_SUMMARY"
      transcheck status docs/ --format json
      transcheck status docs/ --format html -o page
    """
    project = open_project(paths, config)
    chosen = (todo,) if todo else locales
    _check(project, chosen)
    if since is not None:
        _check_since(output_format, todo=todo, detailed=chapters or units)
        changed = report_since(project, since, chosen)
        _write(_since_lines(changed, output_format, _options(project, output)), output)
        return int(exit_code and changed.leaves_work)
    if exit_code:
        raise UserError("--exit-code goes with --since")
    evidences = gather(project)
    report = report_on(project, evidences, chosen)
    if output_format in ("html", "badge"):
        from transcheck.commands import status_page

        return status_page.write(project, evidences, report, output_format, output, forge)
    _write(_lines(report, output_format, _options(project, output), _View(todo, chapters, units)), output)
    return 0


@dataclass(frozen=True, slots=True)
class _View:
    """How much of the status is shown as text."""

    todo: str | None
    chapters: bool
    units: bool


def _check(project: Project, locales: tuple[str, ...]) -> None:
    for locale in locales:
        if locale not in project.corpus.locales:
            known = ", ".join(project.corpus.locales) or "no translations"
            raise UserError(f"{locale!r}: the corpus has {known}")


def _check_since(output_format: str, *, todo: str | None, detailed: bool) -> None:
    if output_format in ("html", "badge"):
        raise UserError(f"--since has no {output_format}: --format text, markdown or json")
    if todo or detailed:
        raise UserError("--since is a report of its own: without --todo, --chapters and --units")


def _options(project: Project, output: str | None) -> Options:
    """Colour and width of the terminal, if it goes to one; paths as seen from the working directory."""
    prefix = os.path.relpath(project.root, Path.cwd()).replace(os.sep, "/")
    return Options(
        color=output is None and wants_color(sys.stdout, os.environ),
        width=shutil.get_terminal_size((100, 24)).columns,
        prefix="" if prefix == "." else prefix,
    )


def _lines(report: StatusReport, output_format: str, options: Options, view: _View) -> Iterator[str]:
    if output_format == "json":
        yield _json(status_json.as_value(report))
    elif output_format == "markdown":
        yield from status_markdown.lines(report, options)
    elif view.todo:
        yield from status_text.todo(report, view.todo, options)
    else:
        yield from status_text.overview(report, options)
        yield from status_text.chapters(report, options) if view.chapters else ()
        yield from status_text.units(report, options) if view.units else ()


def _since_lines(report: SinceReport, output_format: str, options: Options) -> Iterator[str]:
    if output_format == "json":
        yield _json(since_json.as_value(report))
    elif output_format == "markdown":
        yield from since_markdown.lines(report, options)
    else:
        yield from since_text.lines(report, options)


def _json(value: object) -> str:
    return json_text(json.dumps(value, ensure_ascii=False, indent=1))


def _write(lines: Iterator[str], output: str | None) -> None:
    """To the file at once, or line by line; in UTF-8 whatever the terminal says of itself."""
    if output:
        write_file(Path(output), "".join(f"{encodable(line)}\n" for line in lines))
        return
    for line in lines:
        click.echo(f"{encodable(line)}\n".encode(), nl=False)
