"""`transcheck status`: what is missing, untranslated, stale and done, in words of the source."""

import json
import os
from collections.abc import Iterator
from pathlib import Path

import click

from transcheck.commands.evidence import gather, report_on
from transcheck.commands.options import PATHS, config_option
from transcheck.commands.project import Project, open_project
from transcheck.errors import UserError
from transcheck.model.status import StatusReport
from transcheck.report import status_markdown, status_text
from transcheck.report.status_json import as_value


@click.command("status")
@click.argument("paths", nargs=-1, type=PATHS)
@click.option("--locale", "locales", multiple=True, metavar="TAG", help="Only this locale; repeatable.")
@click.option("--todo", metavar="TAG", help="The work list of one locale: stale first, small before large.")
@click.option("--chapters", is_flag=True, help="Every document that is not done, beside the overview.")
@click.option(
    "--format", "output_format", type=click.Choice(["text", "markdown", "json"]), default="text", show_default=True
)
@config_option
def command(
    paths: tuple[str, ...],
    locales: tuple[str, ...],
    todo: str | None,
    chapters: bool,
    output_format: str,
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
    """
    project = open_project(paths, config)
    chosen = (todo,) if todo else locales
    _check(project, chosen)
    report = report_on(project, gather(project), chosen)
    prefix = os.path.relpath(project.root, Path.cwd()).replace(os.sep, "/")
    prefix = "" if prefix == "." else f"{prefix}/"
    for line in _lines(report, output_format, prefix, todo=todo, chapters=chapters):
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
