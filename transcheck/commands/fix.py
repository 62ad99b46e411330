"""`transcheck fix`: apply what is safe, round after round until nothing changes."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import click

from transcheck.align.documents import align
from transcheck.check import Plan
from transcheck.commands.chronicle import with_history
from transcheck.commands.options import PATHS, config_option, rule_options
from transcheck.commands.plan import make_plan
from transcheck.commands.project import Project, document_of, open_project
from transcheck.commands.show import show_diff
from transcheck.commands.terms import project_terms
from transcheck.commands.work import processes, progress
from transcheck.fix import apply_fixes, replace_file
from transcheck.lint import lint
from transcheck.model.finding import Fix, Safety
from transcheck.model.unit import Translation

_ROUNDS = 10


@dataclass(frozen=True)
class Mended:
    """A document before and after, with how many fixes were applied and how many refused."""

    path: str
    before: str
    after: str
    applied: int
    refused: int


@click.command("fix")
@click.argument("paths", nargs=-1, type=PATHS)
@click.option("--unsafe", is_flag=True, help="Apply fixes too that a translator must look at.")
@click.option("--diff", is_flag=True, help="Show what would change and write nothing.")
@rule_options
@config_option
def command(
    paths: tuple[str, ...],
    unsafe: bool,
    diff: bool,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    config: str | None,
) -> int:
    """Apply the fixes that are safe, or show them.

    A fix is applied whole or not at all, and refused where it would break the alignment of the
    translation with its source. Files keep their encoding and line endings.

    \b
    Examples:
      transcheck fix --diff docs/
      transcheck fix docs/ --select front-matter
      transcheck fix docs/es/intro.md --unsafe --select stale-source-comment
    """
    project = open_project(paths, config)
    plan = make_plan(project.config, select, ignore, project_terms(project))
    plan = with_history(plan, project, jobs=processes(len(project.asked)))
    mended = mend(project, plan, unsafe=unsafe)
    for one in mended:
        if diff:
            show_diff(one.path, one.before, one.after)
        elif one.after != one.before:
            replace_file(project.root, one.path, one.before, one.after)
    _summarise(mended, diff=diff, unsafe=unsafe)
    return 0


def mend(project: Project, plan: Plan, *, unsafe: bool) -> tuple[Mended, ...]:
    """Every document that fixes touch, mended in memory; nothing is written."""
    texts: dict[str, str] = {}
    first: dict[str, str] = {}
    applied: dict[str, int] = defaultdict(int)
    refused: dict[str, int] = defaultdict(int)
    current = project
    for _ in range(_ROUNDS):
        fixes = _fixes(current, plan, unsafe=unsafe)
        changed = False
        for path, proposed in fixes.items():
            before = _text(current, path)
            first.setdefault(path, before)
            after, taken = _mended(current, path, before, proposed)
            refused[path] = len(proposed) - taken
            if after != before:
                texts[path], changed = after, True
                applied[path] += taken
        if not changed:
            break
        current = project.with_texts(texts)
    return tuple(Mended(p, first[p], texts.get(p, first[p]), applied[p], refused[p]) for p in sorted(first))


def _fixes(project: Project, plan: Plan, *, unsafe: bool) -> dict[str, list[Fix]]:
    found: dict[str, list[Fix]] = defaultdict(list)
    chapters = len(project.asked)
    with progress(chapters, "checking") as show:
        result = lint(
            project.corpus, plan, project.loader, reported=project.reported, jobs=processes(chapters), progress=show
        )
    for finding in result.findings:
        if finding.fix and (unsafe or finding.fix.safety is Safety.SAFE) and finding.path in project.corpus.by_path:
            found[finding.path].append(finding.fix)
    return found


def _text(project: Project, path: str) -> str:
    return project.loader.read(project.corpus.by_path[path]).text


def _mended(project: Project, path: str, before: str, proposed: Sequence[Fix]) -> tuple[str, int]:
    """All fixes at once if the alignment holds, else one by one, leaving out those that break it."""
    done = apply_fixes(before, proposed)
    if _holds(project, path, before, done.text):
        return done.text, len(done.taken)
    good: list[Fix] = []
    for fix in done.taken:
        if _holds(project, path, before, apply_fixes(before, [*good, fix]).text):
            good.append(fix)
    return apply_fixes(before, good).text, len(good)


def _holds(project: Project, path: str, before: str, after: str) -> bool:
    """Whether no unit that had a target and what it answers has lost one of them."""
    head = project.corpus.by_path[path]
    if head.is_source:
        return True
    return _pairs(_aligned(project, path, after)) >= _pairs(_aligned(project, path, before))


def _aligned(project: Project, path: str, text: str) -> Translation:
    head = project.corpus.by_path[path]
    source = project.corpus.source_of(head)
    return align(project.loader.read(source) if source else None, document_of(head, text))


def _pairs(translation: Translation) -> int:
    return sum(unit.is_pair for unit in translation.units)


def _summarise(mended: Sequence[Mended], *, diff: bool, unsafe: bool) -> None:
    applied, refused = sum(one.applied for one in mended), sum(one.refused for one in mended)
    files = sum(one.after != one.before for one in mended)
    word = "would be applied" if diff else "applied"
    message = f"{applied} {'fix' if applied == 1 else 'fixes'} {word} in {files} {'file' if files == 1 else 'files'}"
    if refused:
        message += f", {refused} refused: they collide with others or would break the alignment"
    click.echo(message if unsafe or applied else f"{message} (see --unsafe)", err=True)
