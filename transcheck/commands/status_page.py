"""`transcheck status --format html` and `--format badge`: the report as files in one folder."""

from collections.abc import Sequence
from pathlib import Path

import click

from transcheck.commands.evidence import Evidences
from transcheck.commands.page_folder import PageFolder, replace_own
from transcheck.commands.project import Project
from transcheck.errors import UserError
from transcheck.model.status import StatusReport

FORMATS = ("html", "badge")


def write(
    project: Project,
    evidences: Evidences,
    report: StatusReport,
    output_format: str,
    output: str | None,
    forge: str | None,
) -> int:
    """Write the page or the badges, and say where."""
    if output_format == "badge":
        return _badges(report, output)
    return _page(project, evidences, report, output, forge)


def _badges(report: StatusReport, output: str | None) -> int:
    from transcheck.report.page.badge import MARK, badge
    from transcheck.report.page.names import slugs

    if output is None or output.lower().endswith(".svg"):
        text = badge(report, _only(report.locales))
        if output is None:
            click.echo(text)
        else:
            replace_own(Path(output), text, MARK)
        return 0
    for locale, name in slugs(report.locales).items():
        replace_own(Path(output) / f"{name}.svg", badge(report, locale), MARK)
    return 0


def _only(locales: Sequence[str]) -> str:
    if len(locales) != 1:
        raise UserError(f"one badge is of one locale: add --locale, or -o FOLDER for all {len(locales)}")
    return locales[0]


def _page(project: Project, evidences: Evidences, report: StatusReport, output: str | None, forge: str | None) -> int:
    from transcheck.commands.page_input import page_input
    from transcheck.report.page.site import pages

    if output is None:
        raise UserError("--format html needs -o FOLDER")
    with PageFolder(Path(output)) as folder:
        for name, text in pages(page_input(project, evidences, report, forge)):
            folder.write(name, text)
    click.echo(f"{Path(output) / 'index.html'}: {folder.count} pages", err=True)
    return 0
