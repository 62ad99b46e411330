"""`transcheck status`: what is missing, untranslated, stale and done, in words of the source."""

import json

import click

from transcheck.commands.evidence import gather, report_on
from transcheck.commands.options import PATHS, config_option
from transcheck.commands.project import open_project
from transcheck.report.status_json import as_value


@click.command("status")
@click.argument("paths", nargs=-1, type=PATHS)
@click.option("--locale", "locales", multiple=True, metavar="TAG", help="Only this locale; repeatable.")
@click.option("--format", "output_format", type=click.Choice(["json"]), default="json")
@config_option
def command(paths: tuple[str, ...], locales: tuple[str, ...], output_format: str, config: str | None) -> int:
    """Show what is missing, untranslated, stale and done."""
    project = open_project(paths, config)
    report = report_on(project, gather(project), locales)
    click.echo(json.dumps(as_value(report), ensure_ascii=False, indent=1))
    return 0
