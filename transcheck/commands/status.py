"""`transcheck status`: what is missing, untranslated, stale and done, in words of the source."""

import json
import os
from collections.abc import Iterator
from pathlib import Path

import click

from transcheck.commands.evidence import gather, report_on
from transcheck.commands.options import PATHS, config_option
from transcheck.commands.page_folder import write_file
from transcheck.commands.project import Project, open_project
from transcheck.errors import UserError
from transcheck.model.status import StatusReport
from transcheck.report import status_markdown, status_text
from transcheck.report.status_json import as_value

FORMATS = ("text", "markdown", "json", "html", "badge")


@click.command("status")
@click.argument("paths", nargs=-1, type=PATHS)
@click.option("--locale", "locales", multiple=True, metavar="TAG", help="Only this locale; repeatable.")
@click.option("--todo", metavar="TAG", help="The work list of one locale: stale first, small before large.")
@click.option("--chapters", is_flag=True, help="Every document that is not done, beside the overview.")
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
    output_format: str,
    output: str | None,
    forge: str | None,
    config: str | None,
) -> int:
    """Show what is missing, untranslated, stale and done, in words of the source.

    A unit is stale when its source changed in meaning since it was translated: the source comment tells,
    or a pin in the front matter, or the history of the block itself. Without a git repository the
    comments and the structure tell what they can.

    \b
    Examples:
      transcheck status docs/
      transcheck status docs/ --todo es
      transcheck status docs/ --format markdown >> "$GITHUB_STEP_SUMMARY"
      transcheck status docs/ --format json
      transcheck status docs/ --format html -o page
    """
    project = open_project(paths, config)
    chosen = (todo,) if todo else locales
    _check(project, chosen)
    evidences = gather(project)
    report = report_on(project, evidences, chosen)
    if output_format in ("html", "badge"):
        from transcheck.commands import status_page

        return status_page.write(project, evidences, report, output_format, output, forge)
    prefix = os.path.relpath(project.root, Path.cwd()).replace(os.sep, "/")
    prefix = "" if prefix == "." else f"{prefix}/"
    lines = _lines(report, output_format, prefix, todo=todo, chapters=chapters)
    if output:
        write_file(Path(output), "".join(f"{line}\n" for line in lines))
        return 0
    for line in lines:
        click.echo(line)
    return 0


def _check(project: Project, locales: tuple[str, ...]) -> None:
    for locale in locales:
        if locale not in project.corpus.locales:
            known = ", ".join(project.corpus.locales) or "no translations"
            raise UserError(f"{locale!r}: the corpus has {known}")


def _lines(report: StatusReport, output_format: str, prefix: str, *, todo: str | None, chapters: bool) -> Iterator[str]:
    if output_format == "json":
        yield json.dumps(as_value(report), ensure_ascii=False, indent=1)
    elif output_format == "markdown":
        yield from status_markdown.lines(report, prefix)
    elif todo:
        yield from status_text.todo(report, todo, prefix)
    else:
        yield from status_text.overview(report)
        yield from status_text.chapters(report, prefix) if chapters else ()
