"""What a page shows, gathered: the report, the findings of `lint`, and the repository's address."""

from collections.abc import Iterator, Sequence

from transcheck.commands.chronicle import with_history
from transcheck.commands.evidence import Evidences
from transcheck.commands.plan import make_plan
from transcheck.commands.project import Project
from transcheck.commands.terms import project_terms
from transcheck.commands.work import processes, progress
from transcheck.errors import UserError
from transcheck.lint import lint
from transcheck.model.finding import Finding
from transcheck.model.forge import Forge, address_of_remote, is_address
from transcheck.model.status import StatusReport
from transcheck.read.remote import remote_addresses
from transcheck.report.page.site import PageInput
from transcheck.rule import all_rules


def page_input(project: Project, evidences: Evidences, report: StatusReport, forge: str | None) -> PageInput:
    found = _forge(evidences, forge)
    summaries = {rule.id: rule.summary for rule in all_rules().values()}
    title = found.name if found and found.name else project.root.name
    return PageInput(report, tuple(_findings(project, evidences, report.locales)), title, summaries, found)


def _findings(project: Project, evidences: Evidences, locales: Sequence[str]) -> Iterator[Finding]:
    """The findings of all documents but those of other locales."""
    plan = make_plan(project.config, terms=project_terms(project))
    chapters = len(project.corpus.chapters)
    jobs = processes(chapters)
    plan = with_history(plan, project, jobs=jobs, gathered=evidences)
    with progress(chapters, "checking") as show:
        result = lint(project.corpus, plan, project.loader, jobs=jobs, progress=show)
    heads = project.corpus.by_path
    for finding in result.findings:
        head = heads.get(finding.path)
        if head is None or head.is_source or head.locale in locales:
            yield finding


def _forge(evidences: Evidences, given: str | None) -> Forge | None:
    """The address that was given, or that of the first remote on a forge whose addresses are known."""
    if given is not None and not is_address(given):
        raise UserError(f"--forge {given!r}: not the http or https address of a repository")
    newest = next(iter(evidences.order), None)
    if newest is None:
        return None
    derived = (address_of_remote(remote) for remote in remote_addresses(evidences.project.root))
    base = given.rstrip("/") if given else next(filter(None, derived), "")
    return Forge(base, newest, evidences.prefix) if base else None
