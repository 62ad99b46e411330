"""`transcheck lint`: check, report, and say by the exit code whether it may pass."""

import sys
from dataclasses import replace
from pathlib import Path

import click

from transcheck.check import Plan
from transcheck.commands.options import PATHS, config_option, glossary_option, rule_options
from transcheck.commands.plan import make_plan
from transcheck.commands.project import Project, open_project
from transcheck.commands.terms import project_terms
from transcheck.commands.work import processes, progress
from transcheck.config import FAIL_ON, Config
from transcheck.errors import UserError
from transcheck.lint import lint, summarise
from transcheck.model.finding import Result, Severity
from transcheck.suppress import read_baseline, without_known, write_baseline

FORMATS = ("full", "concise", "json", "json-lines", "sarif", "github", "gitlab", "junit", "markdown")


@click.command("lint")
@click.argument("paths", nargs=-1, type=PATHS)
@click.option(
    "--format", "output_format", type=click.Choice(FORMATS), help="Default: full on a terminal, else concise."
)
@click.option("-o", "--output", type=click.Path(dir_okay=False), help="Write the report to a file.")
@rule_options
@click.option("--locale", "locales", multiple=True, metavar="TAG", help="Report only on this locale; repeatable.")
@click.option("--fail-on", type=click.Choice(FAIL_ON), help="Least severity that exits with 1; default: error.")
@click.option("--baseline", metavar="FILE", help="Do not report the findings that FILE knows.")
@click.option("--write-baseline", metavar="FILE", help="Write all findings to FILE and exit with 0.")
@glossary_option
@click.option("--no-history", is_flag=True, help="Do not ask git, even in a repository.")
@click.option("--jobs", type=click.IntRange(0), default=0, metavar="N", help="Processes; default: one a core.")
@click.option("--stdin-filename", metavar="PATH", help="With '-': read standard input as this file.")
@config_option
def command(
    paths: tuple[str, ...],
    output_format: str | None,
    output: str | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    locales: tuple[str, ...],
    fail_on: str | None,
    baseline: str | None,
    write_baseline: str | None,
    glossary: str | None,
    no_history: bool,
    jobs: int,
    stdin_filename: str | None,
    config: str | None,
) -> int:
    """Check translations against their source.

    PATHS limit what is reported: the corpus around them is found, so one file is enough. A changed
    source file reports on all its translations.

    \b
    Examples:
      transcheck lint docs/
      transcheck lint docs/es/intro.md --select structure,stale-source-comment
      transcheck lint docs/ --locale ja --fail-on warning
      transcheck lint docs/ --format sarif -o transcheck.sarif
      cat draft.md | transcheck lint - --stdin-filename docs/es/intro.md
    """
    project = _open(paths, stdin_filename, config)
    plan = make_plan(project.config, select, ignore, project_terms(project, glossary))
    jobs = processes(len(project.asked), jobs)
    if project.is_in_repository and not no_history:
        # Costs a tenth of the start, for which most runs outside a repository have no use.
        from transcheck.commands.chronicle import with_history

        plan = with_history(plan, project, jobs=jobs)
    result = _run(project, plan, locales, jobs)
    if write_baseline:
        return _keep(result, write_baseline)
    result = _less_baseline(result, project.config, baseline)
    _write(result, project, output_format, output)
    return _exit_code(result, fail_on or project.config.fail_on)


def _open(paths: tuple[str, ...], stdin_filename: str | None, config: str | None) -> Project:
    if paths != ("-",):
        if "-" in paths or stdin_filename:
            raise UserError("'-' must be the only path, and goes with --stdin-filename")
        return open_project(paths, config)
    if not stdin_filename:
        raise UserError("'-' needs --stdin-filename, so that the document's place in the corpus is known")
    from transcheck.read.files import decode

    text, defect = decode(sys.stdin.buffer.read())
    if defect:
        raise UserError(f"standard input: {defect.message}")
    return open_project((), config, (stdin_filename, text))


def _run(project: Project, plan: Plan, locales: tuple[str, ...], jobs: int) -> Result:
    reported = _of_locales(project, locales)
    with progress(len(project.asked), "checking") as show:
        result = lint(project.corpus, plan, project.loader, reported=reported, jobs=jobs, progress=show)
    return replace(result, root=str(project.root))


def _of_locales(project: Project, locales: tuple[str, ...]) -> frozenset[str] | None:
    """The reported paths that are of `locales`; an unknown locale is an error."""
    if not locales:
        return project.reported
    unknown = [locale for locale in locales if locale not in project.corpus.locales]
    if unknown:
        raise UserError(
            f"--locale {unknown[0]}: the corpus has {', '.join(project.corpus.locales) or 'no translations'}"
        )
    return frozenset(
        head.path
        for chapter in project.corpus.chapters
        for head in chapter.translations
        if head.locale in locales and project.asks_for(head, chapter)
    )


def _keep(result: Result, path: str) -> int:
    _write_file(path, write_baseline(result.findings))
    click.echo(f"{path}: {len(result.findings)} findings are known from now on", err=True)
    return 0


def _less_baseline(result: Result, config: Config, option: str | None) -> Result:
    path = Path(option) if option else (config.folder or Path()) / config.baseline if config.baseline else None
    if path is None:
        return result
    try:
        known = read_baseline(path.read_text(encoding="utf-8"), str(path))
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(f"{path}: baseline cannot be read: {error}") from None
    fresh = without_known(result.findings, known)
    silenced = len(result.findings) - len(fresh)
    summary = summarise(fresh, result.summary.documents, result.summary.suppressed, silenced)
    return Result(result.root, fresh, summary)


def _write(result: Result, project: Project, chosen: str | None, output: str | None) -> None:
    from transcheck.commands.report import options_for, pieces

    output_format = chosen or ("full" if sys.stdout.isatty() and not output else "concise")
    text = pieces(result, output_format, options_for(project.root, to_file=output is not None))
    if output:
        _write_file(output, "".join(text))
        return
    for piece in text:
        sys.stdout.buffer.write(piece.encode("utf-8"))


def _write_file(path: str, text: str) -> None:
    try:
        Path(path).write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise UserError(f"{path}: cannot be written: {error.strerror}") from None


def _exit_code(result: Result, fail_on: str) -> int:
    if fail_on == "never":
        return 0
    return int(any(finding.severity.rank <= Severity(fail_on).rank for finding in result.findings))
