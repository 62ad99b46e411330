"""How well the history of blocks finds what is stale, in a clone whose documents keep source comments.

    python benchmarks/drift.py CLONE [--show] [--sample 100] [--seed 0]

The comments tell which units are stale in meaning (prose, numbers, formulas).  Then every comment is hidden, in
the working tree and in every revision, and the same is asked of the history of each block, of structure (formulas,
numbers and links on both sides), and of the dates of the files' last commits.  What a translator copied long before
the translation landed no history can know, so the recall is also printed over the units whose source changed
after the comment came.  Last, a sample of stale comments is held against what git says of the commits named: the one
that it was translated from holds the comment's text, and the source's next revision does not.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from typing import TypeAlias

import click

from transcheck.align.staleness import status_of
from transcheck.commands.evidence import Evidences, gather
from transcheck.commands.project import Project, document_of, open_project
from transcheck.model.corpus import Chapter
from transcheck.model.document import Head
from transcheck.model.history import Revision
from transcheck.model.normal import folded_space, formula, letters
from transcheck.model.status import DriftClass, Evidence, Status, UnitStatus
from transcheck.model.unit import Translation, Unit
from transcheck.read.git import find_repository, run_git

_MEANING = (DriftClass.PROSE, DriftClass.NUMBER, DriftClass.FORMULA)
Place: TypeAlias = tuple[str, int]
"""A unit: the path of its document, and where its target begins."""


@click.command()
@click.argument("clone", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--show", is_flag=True, help="Print the units that the history gets wrong.")
@click.option("--sample", default=100, show_default=True, help="Stale comments whose commit is looked at.")
@click.option("--seed", default=0, show_default=True)
def main(clone: Path, show: bool, sample: int, seed: int) -> None:
    """Precision and recall of each evidence, beside what the comments of the documents in CLONE tell."""
    evidences = gather(open_project([str(clone)]))
    truth = dict(_by_comments(evidences))
    found = _without_comments(_hidden(evidences))
    stale = {place for place, told in truth.items() if told.is_stale}
    after = {place for place in stale if truth[place].is_seen}
    click.echo(f"{len(truth)} units with comments, {len(stale)} of them stale, {len(after)} since they landed")
    click.echo(f"{'':12}{'precision':>10}{'recall':>10}{'since landed':>14}")
    for name, claimed in found.items():
        right = claimed & stale
        figures = (_share(right, claimed & truth.keys()), _share(right, stale), _share(right & after, after))
        click.echo(f"{name:12}{figures[0]:>10.3f}{figures[1]:>10.3f}{figures[2]:>14.3f}")
    _tell_of_commits(evidences, sample, Random(seed))
    if show:
        claimed = found["history"]
        for name, places in (("wrong", claimed & truth.keys() - stale), ("missed", after - claimed)):
            for path, start in sorted(places):
                click.echo(f"{name}: {path} at {start}: {truth[path, start].words}")


def _share(part: set[Place], whole: set[Place]) -> float:
    return len(part) / len(whole) if whole else 1.0


def _tell_of_commits(evidences: Evidences, sample: int, random: Random) -> None:
    named = [
        (translation.source.path, one)
        for _, translation in _translations(evidences.project)
        for one in status_of(translation, evidences.past(translation)).units
        if translation.source and one.evidence is Evidence.COMMENT and one.status is Status.STALE
    ]
    with_commit = [(path, one) for path, one in named if one.translated_from]
    drawn = random.sample(with_commit, min(sample, len(with_commit)))
    right = sum(_is_from(evidences, path, one) for path, one in drawn)
    click.echo(
        f"{len(named)} stale comments, {len(with_commit)} with the commit they are from; {right} of {len(drawn)} right"
    )


def _is_from(evidences: Evidences, path: str, one: UnitStatus) -> bool:
    """Whether git shows the comment's text in the commit's file, and not in the next revision's."""
    assert one.translated_from and one.unit.comment, "only such units are drawn"
    revisions = evidences.history.of(path)
    place = next(n for n, revision in enumerate(revisions) if revision.commit == one.translated_from)
    before, after = (_text(evidences, revision) for revision in (revisions[place], revisions[place - 1]))
    wanted = [block.text for block in one.unit.comment.blocks]
    fold = folded_space if _holds(before, wanted, folded_space) else letters
    return place > 0 and _holds(before, wanted, fold) and not _holds(after, wanted, fold)


def _holds(text: str, wanted: Sequence[str], fold: Callable[[str], str]) -> bool:
    folded = fold(text)
    return all(fold(part) in folded for part in wanted)


def _text(evidences: Evidences, revision: Revision) -> str:
    repository, root = find_repository(evidences.project.root), evidences.project.root
    name = f"{revision.commit.sha}:{repository.prefix if repository else ''}{revision.path}"
    return (run_git(root, "show", name) or b"").decode("utf-8", "replace")


@dataclass(frozen=True)
class Told:
    """What the comment tells of a unit; `is_seen` says that its source changed after the comment came."""

    is_stale: bool
    is_seen: bool
    words: str


def _translations(project: Project) -> Iterator[tuple[Chapter, Translation]]:
    for chapter in project.corpus.chapters:
        if chapter.source:
            yield from ((chapter, translation) for translation in project.loader(chapter).translations)


def _by_comments(evidences: Evidences) -> Iterator[tuple[Place, Told]]:
    for _, translation in _translations(evidences.project):
        came = _Arrivals(evidences, translation)
        for one in status_of(translation, evidences.past(translation)).units:
            if one.evidence is Evidence.COMMENT and one.unit.target and one.unit.source and one.unit.comment:
                is_stale = one.status is Status.STALE and one.drift in _MEANING
                words = folded_space(one.unit.source.text)[:80]
                yield _place(translation, one.unit), Told(is_stale, is_stale and came.before_change(one), words)


class _Arrivals:
    """When each comment of a document came to stand there, as it is."""

    def __init__(self, evidences: Evidences, translation: Translation) -> None:
        history = evidences.history
        revisions = history.of(translation.target.path)
        self.order = evidences.order
        self.texts = [(one.commit, folded_space(history.text(one) or "")) for one in revisions]

    def before_change(self, one: UnitStatus) -> bool:
        """Whether one of the commits that changed the source is newer than the comment."""
        wanted = [folded_space(block.text) for block in one.unit.comment.blocks] if one.unit.comment else []
        came = None
        for commit, text in self.texts:
            if not all(part in text for part in wanted):
                break
            came = self.order[commit.sha]
        return came is not None and any(self.order.get(commit.sha, came) < came for commit in one.changed_by)


def _hidden(evidences: Evidences) -> Evidences:
    """The same project and history with blanks for every comment of the translations."""
    project, history = evidences.project, evidences.history
    heads = [head for chapter in project.corpus.chapters for head in chapter.translations]
    texts = dict(history.texts)
    for head in heads:
        texts |= {r.blob: _blanked(head, texts[r.blob]) for r in history.of(head.path) if r.blob in texts}
    blanked = {head.path: _blanked(head, project.loader.read(head).text) for head in heads}
    return replace(evidences, project=project.with_texts(blanked), history=replace(history, texts=texts), _kept={})


def _blanked(head: Head, text: str) -> str:
    for comment in document_of(head, text).comments:
        span = comment.span
        text = text[: span.start] + "".join(c if c == "\n" else " " for c in span.of(text)) + text[span.end :]
    return text


def _without_comments(evidences: Evidences) -> Mapping[str, set[Place]]:
    """What each evidence alone claims to be stale."""
    found: dict[str, set[Place]] = defaultdict(set)
    for chapter, translation in _translations(evidences.project):
        by_date = _is_older(evidences, chapter, translation)
        for one in status_of(translation, evidences.past(translation)).units:
            place = _place(translation, one.unit)
            claims = {
                "history": one.evidence is Evidence.HISTORY and one.status is Status.STALE and one.drift in _MEANING,
                "structure": _differs(one.unit),
                "dates": by_date,
            }
            for name, claim in claims.items():
                found[name] |= {place} if claim else set()
    return found


def _is_older(evidences: Evidences, chapter: Chapter, translation: Translation) -> bool:
    """Whether the source's file has a later commit than the translation's."""
    assert chapter.source is not None, "chapters without a source are not asked for"
    dates = [evidences.history.of(path)[:1] for path in (chapter.source.path, translation.target.path)]
    return (
        bool(dates[0] and dates[1])
        and evidences.order[dates[0][0].commit.sha] < evidences.order[dates[1][0].commit.sha]
    )


def _differs(unit: Unit) -> bool:
    """Whether the two sides do not have the same formulas, numbers and links."""
    if unit.source is None or unit.target is None:
        return False
    source, target = unit.source.facts, unit.target.facts
    facts: tuple[Callable[[], bool], ...] = (
        lambda: sorted(source.numbers) != sorted(target.numbers),
        lambda: sorted(formula(t.value) for t in source.formulas) != sorted(formula(t.value) for t in target.formulas),
        lambda: len(source.links) != len(target.links),
    )
    return any(fact() for fact in facts)


def _place(translation: Translation, unit: Unit) -> Place:
    return translation.target.path, unit.target.span.start if unit.target else -1


if __name__ == "__main__":
    main()
