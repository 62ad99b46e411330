"""Subjects x rules -> findings: every chapter of a corpus, in processes, sorted and counted."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import TypeAlias

from transcheck.check import Batch, Load, Plan, check_chapter, check_corpus
from transcheck.model.corpus import Chapter, Corpus
from transcheck.model.document import Head
from transcheck.model.finding import Finding, Result, Safety, Severity, Summary
from transcheck.parallel import spread, without_garbage
from transcheck.stamp import digest

Progress: TypeAlias = Callable[[int], None]


def lint(
    corpus: Corpus,
    plan: Plan,
    load: Load,
    *,
    reported: frozenset[str] | None = None,
    jobs: int = 1,
    progress: Progress = lambda done: None,
) -> Result:
    """Every finding of `plan` in `corpus`, in order of path and place.

    `reported` limits the documents that findings are reported of; a source in it stands for all its
    translations.  `load` must be picklable for more than one job.  `progress` is told of chapters done.
    """
    wanted = _wanted(corpus, reported)
    chapters = corpus.chapters if wanted is None else list(_narrowed(corpus.chapters, wanted))
    with without_garbage():
        batches = [check_corpus(corpus, plan, load), *_batches(corpus, plan, load, chapters, jobs, progress)]
    shown = (f for batch in batches for f in batch.findings if wanted is None or f.path in wanted)
    findings = _numbered(sorted(shown, key=_order))
    documents = sum(batch.documents for batch in batches) if wanted is None else len(wanted)
    return Result("", findings, summarise(findings, documents, sum(batch.suppressed for batch in batches)))


def summarise(findings: Sequence[Finding], documents: int, suppressed: int = 0, baseline: int = 0) -> Summary:
    severities = Counter(finding.severity for finding in findings)
    safeties = Counter(finding.fix.safety for finding in findings if finding.fix)
    return Summary(
        documents=documents,
        errors=severities[Severity.ERROR],
        warnings=severities[Severity.WARNING],
        infos=severities[Severity.INFO],
        suppressed=suppressed,
        baseline=baseline,
        fixable_safe=safeties[Safety.SAFE],
        fixable_unsafe=safeties[Safety.UNSAFE],
    )


def _heads(chapter: Chapter) -> tuple[Head, ...]:
    return ((chapter.source,) if chapter.source else ()) + chapter.translations


def _narrowed(chapters: Iterable[Chapter], wanted: frozenset[str]) -> Iterator[Chapter]:
    """The chapters that findings are reported of, with no more translations than are reported."""
    for chapter in chapters:
        if any(head.path in wanted for head in _heads(chapter)):
            yield replace(chapter, translations=tuple(head for head in chapter.translations if head.path in wanted))


def _wanted(corpus: Corpus, reported: frozenset[str] | None) -> frozenset[str] | None:
    """The reported paths with the translations of reported sources."""
    if reported is None:
        return None
    sources = [c for c in corpus.chapters if c.source and c.source.path in reported]
    return reported | {head.path for chapter in sources for head in chapter.translations}


def _order(finding: Finding) -> tuple[object, ...]:
    return (finding.path, finding.line, finding.column, finding.severity.rank, finding.rule, finding.message)


def _numbered(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Fingerprints made unique: the second of two like findings of a document is another one."""
    seen: Counter[str] = Counter()
    unique = []
    for finding in findings:
        seen[finding.fingerprint] += 1
        again = seen[finding.fingerprint]
        unique.append(finding if again == 1 else replace(finding, fingerprint=digest(finding.fingerprint, str(again))))
    return tuple(unique)


def _batches(
    corpus: Corpus, plan: Plan, load: Load, chapters: Sequence[Chapter], jobs: int, progress: Progress
) -> Iterator[Batch]:
    work = partial(check_chapter, corpus, plan, load)
    for done, (_, batch) in enumerate(spread(work, chapters, jobs, _size), 1):
        yield batch
        progress(done)


def _size(chapter: Chapter) -> int:
    return sum(head.size for head in _heads(chapter))
