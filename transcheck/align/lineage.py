"""Where a translation's wording comes from: which revision of the source it answers, and what changed since.

Independent evidences.  A source comment is looked up in the revisions of the source.  A target block without
one is followed back to the revision in which it got its present wording; its source block is followed back to
what it was then, or further, to the revision whose formulas and links are those that the target copied.
Neither is fooled by an edit elsewhere in the file, which fools every comparison of dates.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.fuzz import ratio

from transcheck.align.stage import Stage, Timeline, Trace, essence
from transcheck.model.block import Block, Segment
from transcheck.model.diff import has_words, word_changes
from transcheck.model.facts import Facts
from transcheck.model.history import Commit
from transcheck.model.normal import folded_space, form, formula, letters

_RETOUCHED = 90.0
"""Similarity above which a target may have been retouched only, without a look at its source."""
_KEPT = 0.6
"""The share of a touched comment's letters that a stage holds where the comment was copied from it."""
_SENTENCE_END = re.compile(r"(?<=[.!?…。！？;:])\s+")


@dataclass(frozen=True, slots=True)
class Lineage:
    """`translated_from` is the last commit whose source is what was translated, None where git does not show it.

    `changed_by` are the commits that changed it since, oldest first; `then` is its text at the time.  `is_today` says
    that today's source is what was copied, and `is_touched` that somebody changed the copy.
    """

    translated_from: Commit | None
    changed_by: tuple[Commit, ...]
    then: str
    is_today: bool = False
    is_touched: bool = False


def lineage_of_comment(comment: Segment, now: Segment | None, source: Timeline) -> Lineage | None:
    """What became, since, of the blocks that were copied into the comment; None where no stage has them."""
    found = _origin(comment.blocks, source.stages)
    if found is not None:
        place, copied = found
        commits = source.in_order(_changes(copied, place, now, source))
        return Lineage(source.stages[place].commit, commits, comment.text, is_today=place == 0)
    touched = list(_touched(comment.blocks, source))
    if not touched:
        return None
    commits = source.in_order([one for place, copied in touched for one in _changes(copied, place, now, source)])
    is_today = len(touched) == len(comment.blocks) and all(place == 0 for place, _ in touched)
    return Lineage(None, commits, comment.text, is_today=is_today, is_touched=True)


def _changes(copied: Sequence[Block], place: int, now: Segment | None, source: Timeline) -> list[Commit]:
    """The commits since `place` that changed the blocks; where one is lost, those that made today's source too."""
    traces = [source.forward(block.text, place) for block in copied]
    if now is not None and any(trace.text is None for trace in traces):
        traces += [source.back(block.text, place) for block in now.blocks]
    return [commit for trace in traces for commit in trace.commits]


def _origin(comment: Sequence[Block], stages: Sequence[Stage]) -> tuple[int, tuple[Block, ...]] | None:
    """The newest stage that holds all of the comment and its blocks there: as it is, in form, or in its letters."""
    exact = [folded_space(block.text) for block in comment]
    essences = [essence(block.text) for block in comment]
    forms = [form(block.text) for block in comment]
    tests: tuple[Callable[[Stage], bool], ...] = (
        lambda stage: stage.exact.issuperset(exact),
        lambda stage: all(text in stage.essences for text in essences),
        lambda stage: all(text in stage.forms for text in forms),
        lambda stage: all(stage.holding(block.text) for block in comment),
    )
    for holds in tests:
        place = next((n for n, stage in enumerate(stages) if holds(stage)), None)
        if place is not None:
            held = (found for block in comment for found in stages[place].holding(block.text))
            return place, tuple({found.span.start: found for found in held}.values())
    return None


def _touched(comment: Sequence[Block], source: Timeline) -> Iterator[tuple[int, tuple[Block, ...]]]:
    """For each block of a comment that somebody touched, the newest stage that holds the most of it, and what of it."""
    for block in comment:
        sentences = [text for text in _SENTENCE_END.split(form(block.text)) if letters(text)]
        place, share = -1, 0.0
        held: tuple[Block, ...] = ()
        for number, stage in enumerate(source.stages):
            found = [(text, stage.holding(text)) for text in sentences]
            kept = sum(len(letters(text)) for text, blocks in found if blocks) / max(1, len(letters(block.text)))
            if kept > share:
                place, held, share = number, tuple(one for _, blocks in found for one in blocks), kept
        if share >= _KEPT:
            yield place, tuple({one.span.start: one for one in held}.values())
        else:
            yield from _alike(form(block.text), source)


def _alike(text: str, source: Timeline) -> Iterator[tuple[int, tuple[Block, ...]]]:
    """The newest stage that has the block which is most like `text`."""
    found = process.extractOne(text, source.newest.keys(), scorer=ratio, score_cutoff=_RETOUCHED)
    if found is not None:
        place, block = source.newest[found[0]]
        yield place, (block,)


@dataclass(frozen=True, slots=True)
class Written:
    """The stage in which a target got its wording, and the commits that retouched it since."""

    stage: Stage
    retouched: frozenset[Commit]


def written_in(target: Segment, targets: Timeline) -> Written | None:
    """When the last of the target's blocks was written; None where that is not committed."""
    found = [_written(block.text, targets) for block in target.blocks]
    if not found or any(one.stage.commit is None for one in found):
        return None
    newest = min(found, key=lambda one: one.stage.order)
    return Written(newest.stage, frozenset(commit for one in found for commit in one.retouched))


def _written(text: str, targets: Timeline) -> Written:
    """When a block of the newest stage got its wording."""
    written, retouched = targets.stages[0], []
    for step in targets.steps:
        found = step.before(text)
        if found is not None and _is_retouch(found.text, text):
            commit = step.change(found.text, text)
            retouched += [commit] if commit else []
            written, text = step.older, found.text
        elif not any(parent.same(text) for parent in step.newer.parents):
            break
    return Written(written, frozenset(retouched))


def _is_retouch(old: str, new: str) -> bool:
    """Whether no word changed but in its spelling: such an edit says nothing of the source."""
    old, new = form(old), form(new)
    if old == new or letters(old) == letters(new):
        return True
    if ratio(old, new) < _RETOUCHED:
        return False
    changes = [change for change in word_changes(old, new) if has_words(change.old) or has_words(change.new)]
    return all(change.is_spelling for change in changes)


def lineage_since(now: Segment, place: int, source: Timeline) -> Lineage:
    """What the source `now` was at the stage `place`, and the commits since."""
    return _lineage(place, [source.back(block.text, place) for block in now.blocks], source)


def _lineage(place: int, traces: Sequence[Trace], source: Timeline) -> Lineage:
    commits = [commit for trace in traces for commit in trace.commits]
    then = "\n\n".join(trace.text for trace in traces if trace.text is not None)
    return Lineage(source.stages[place].commit, source.in_order(commits), then)


def copied_from(target: Segment, now: Segment, place: int, source: Timeline) -> int:
    """The stage from `place` back whose formulas or links the target copied; `place` where they do not tell.

    A translation may land long after it was begun: then what it copied is older than its commit.
    """
    wanted = (_formulas(target.facts), _addresses(target.facts))
    at_place = None
    for number, blocks in enumerate(_past(now, source)):
        if number < place or not blocks:
            continue
        facts = Segment(blocks).facts
        had = (_formulas(facts), _addresses(facts))
        if at_place is None:
            at_place = had
        same = [old == want != then for old, want, then in zip(had, wanted, at_place, strict=True)]
        if (same[0] and wanted[0]) or (same[1] and had[0] == at_place[0] == wanted[0]):
            return number
        if had == at_place == wanted:
            return place
    return place


def copies(segment: Segment) -> tuple[Counter[str], Counter[int]]:
    """What a translator copies as it is."""
    return _formulas(segment.facts), Counter(segment.facts.numbers)


def _formulas(facts: Facts) -> Counter[str]:
    return Counter(formula(token.value) for token in facts.formulas)


def _addresses(facts: Facts) -> Counter[str]:
    """Links that are the same in every language."""
    return Counter(token.value for token in facts.links if "://" in token.value)


def _past(now: Segment, source: Timeline) -> Iterator[tuple[Block, ...]]:
    """The source `now` at each stage, the newest first, as long as all of it is there."""
    blocks = now.blocks
    yield blocks
    for step in source.steps:
        found = [step.before(block.text) for block in blocks]
        blocks = tuple(block for block in found if block is not None)
        if len(blocks) < len(found):
            return
        yield blocks
