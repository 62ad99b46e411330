"""One chapter, or the corpus, against the rules of a plan -> findings of it.

What the source brought is dropped, directives silence, what remains is stamped.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import TracebackType
from typing import TypeAlias

from transcheck.model.chronicle import Chronicle
from transcheck.model.corpus import Chapter, Corpus
from transcheck.model.document import Directive, Document
from transcheck.model.finding import Finding, Problem, Severity
from transcheck.model.settings import Override
from transcheck.model.text import LineIndex, Span
from transcheck.model.unit import Translation, Unit
from transcheck.rule import Context, NoOptions
from transcheck.stamp import Active, Claim, Target, stamp
from transcheck.suppress import Reach, reaches
from transcheck.terms.base import TermBase

CONTROL = "control"


@dataclass(frozen=True)
class Plan:
    """What runs, and where it does not; `today` is an ISO date, `terms` are the glossaries by locale.

    It is `complete` where no rule was left out, so that a directive for all rules can be judged.  `chronicle`
    tells what git knows of a translation; it must be picklable for more than one job.
    """

    active: tuple[Active, ...]
    known_rules: frozenset[str]
    overrides: tuple[Override, ...] = ()
    today: str = ""
    terms: Mapping[str, TermBase] = field(default_factory=dict)
    complete: bool = True
    chronicle: Callable[[Translation], Chronicle] | None = None

    def on(self, subject: type) -> tuple[Active, ...]:
        return tuple(a for a in self.active if a.rule.subject is subject and a.rule.family != CONTROL)

    @property
    def control(self) -> tuple[Active, ...]:
        return tuple(a for a in self.active if a.rule.family == CONTROL)

    def severity(self, active: Active, path: str, locale: str) -> Severity | None:
        """The severity at a place; None where the rule is off there."""
        severity: Severity | None = active.severity
        for override in self.overrides:
            if override.applies(path, locale):
                severity = override.severity(active.rule.id, active.rule.family, severity)
        return severity


@dataclass(frozen=True)
class Loaded:
    """A chapter's documents, read and aligned."""

    source: Document | None
    translations: tuple[Translation, ...]


@dataclass(frozen=True)
class Batch:
    """Findings of one or more chapters with counts that make the summary."""

    findings: tuple[Finding, ...] = ()
    documents: int = 0
    suppressed: int = 0


Load: TypeAlias = Callable[[Chapter], Loaded]


def check_corpus(corpus: Corpus, plan: Plan, load: Load) -> Batch:
    """Findings of the rules over the corpus; most need no more than heads, and `load` only when they ask."""
    texts = {head.path: head.text for head in (*corpus.heads, *corpus.unread)}
    locales = {head.path: head.locale for head in corpus.heads}
    if corpus.index:
        texts[corpus.index.path] = corpus.index.text
    found, silenced = [], 0
    ground = replace(
        _ground(corpus, plan), translations=lambda chapter: load(chapter).translations, glossaries=plan.terms
    )
    for active in plan.on(Corpus):
        for problem in active.rule.check(corpus, _told(ground, active)):
            path = problem.path or ""
            severity = plan.severity(active, path, locales.get(path, ""))
            document = corpus.documents.get(path)
            if document is not None and _is_silenced(active, problem, document):
                silenced += 1
            elif severity is not None:
                text = texts.get(path, "")
                if document and problem.span.end > len(text):
                    text = document.text
                place = Target(path, LineIndex(text), None)
                found.append(stamp(Claim(active, problem), severity, place))
    return Batch(tuple(found), suppressed=silenced)


def _is_silenced(active: Active, problem: Problem, document: Document) -> bool:
    return any(reach.silences(active.rule.id, active.rule.family, problem.span) for reach in reaches(document))


def _ground(corpus: Corpus, plan: Plan, translation: Translation | None = None) -> Context[object]:
    """What every rule is told, before it is given its options."""
    ground: Context[object] = Context(NoOptions(), corpus, translation, plan.today, plan.known_rules)
    if translation is None:
        return ground
    chronicle = plan.chronicle(translation) if plan.chronicle else None
    return replace(ground, terms=plan.terms.get(translation.locale), chronicle=chronicle)


def _told(ground: Context[object], active: Active) -> Context[object]:
    """`ground` as one rule is told it: as it is, for most rules."""
    return ground if isinstance(active.options, NoOptions) else replace(ground, options=active.options)


def check_chapter(corpus: Corpus, plan: Plan, load: Load, chapter: Chapter) -> Batch:
    """The findings of a chapter's source and of all its translations."""
    with _At(chapter.source.path if chapter.source else chapter.key):
        loaded = load(chapter)
    batches = []
    in_source: tuple[Claim, ...] = ()
    if loaded.source is not None:
        with _At(loaded.source.path):
            ground = _ground(corpus, plan)
            in_source = tuple(_document_claims(loaded.source, ground, plan))
            batches.append(_report(loaded.source, in_source, ground, plan))
    for translation in loaded.translations:
        with _At(translation.target.path):
            ground = _ground(corpus, plan, translation)
            claims = _translation_claims(translation, ground, plan, in_source)
            batches.append(_report(translation.target, claims, ground, plan))
    findings = tuple(finding for batch in batches for finding in batch.findings)
    return Batch(findings, len(batches), sum(batch.suppressed for batch in batches))


def _document_claims(document: Document, ground: Context[object], plan: Plan) -> Iterator[Claim]:
    for active in plan.on(Document):
        if plan.severity(active, document.path, document.locale) is not None:
            context = _told(ground, active)
            yield from (Claim(active, problem) for problem in active.rule.check(document, context))


def _translation_claims(
    translation: Translation, ground: Context[object], plan: Plan, in_source: Sequence[Claim]
) -> Iterator[Claim]:
    target = translation.target
    brought = _Inherited(translation, in_source)
    for claim in _document_claims(target, ground, plan):
        if not brought.has(claim):
            yield replace(claim, unit=brought.unit_at(claim.problem.span))
    for active in (*plan.on(Translation), *plan.on(Unit)):
        if plan.severity(active, target.path, target.locale) is None:
            continue
        context = _told(ground, active)
        if active.rule.subject is Translation:
            yield from (Claim(active, problem) for problem in active.rule.check(translation, context))
        else:
            for unit in translation.units:
                yield from (Claim(active, problem, unit) for problem in active.rule.check(unit, context))


class _Inherited:
    """What the source's own defects are, so that they are reported there, once, and not in every locale."""

    def __init__(self, translation: Translation, in_source: Sequence[Claim]) -> None:
        self.units = [unit for unit in translation.units if unit.target is not None]
        self.by_rule: dict[str, list[Problem]] = defaultdict(list)
        for claim in in_source:
            self.by_rule[claim.active.rule.id].append(claim.problem)

    def unit_at(self, span: Span) -> Unit | None:
        return next((u for u in self.units if u.target and u.target.span.contains(span.start)), None)

    def has(self, claim: Claim) -> bool:
        problems = self.by_rule.get(claim.active.rule.id)
        unit = self.unit_at(claim.problem.span) if problems else None
        if not problems or unit is None or unit.source is None:
            return False
        return any(unit.source.span.overlaps(problem.span) for problem in problems)


def _report(document: Document, claims: Iterable[Claim], ground: Context[object], plan: Plan) -> Batch:
    """Silence what directives silence, then let the control family look at the directives themselves."""
    found = reaches(document)
    used: set[tuple[Directive, str]] = set()
    listed = list(claims)
    kept = [claim for claim in listed if not _silenced(claim, found, used)]
    silenced = len(listed) - len(kept)
    unused = tuple(sorted(_unused(found, used, plan), key=lambda item: (item[0].span.start, item[1])))
    for active in plan.control:
        context = replace(_told(ground, active), unused=unused)
        kept += [Claim(active, problem) for problem in active.rule.check(document, context)]
    source = ground.translation.source if ground.translation else None
    place = Target(document.path, document.lines, source)
    findings = []
    for claim in kept:
        severity = plan.severity(claim.active, document.path, document.locale)
        if severity is not None:
            findings.append(stamp(claim, severity, place))
    return Batch(tuple(findings), 1, silenced)


def _silenced(claim: Claim, found: Sequence[Reach], used: set[tuple[Directive, str]]) -> bool:
    rule = claim.active.rule
    reach = next((r for r in found if r.silences(rule.id, rule.family, claim.problem.span)), None)
    if reach is not None:
        name = rule.id if rule.id in reach.directive.rules else rule.family if reach.directive.rules else ""
        used.add((reach.directive, name))
    return reach is not None


def _unused(found: Sequence[Reach], used: set[tuple[Directive, str]], plan: Plan) -> Iterator[tuple[Directive, str]]:
    """Directives' names that silenced nothing, of rules that did run here; those over the corpus look elsewhere."""
    elsewhere = {name for active in plan.on(Corpus) for name in (active.rule.id, active.rule.family)}
    ran = {name for active in plan.active for name in (active.rule.id, active.rule.family)} - elsewhere
    for reach in found:
        for name in reach.directive.rules or ("",):
            if (name in ran or (not name and plan.complete)) and (reach.directive, name) not in used:
                yield reach.directive, name


class _At:
    """Notes on an exception of ours at which document it happened, for the error boundary."""

    def __init__(self, path: str) -> None:
        self.path = path

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if error is not None and not getattr(error, "__notes__", None):
            error.add_note(self.path)
