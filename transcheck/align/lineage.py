"""Where a translation's wording comes from: which revision of the source it answers, and what changed since.

Two independent evidences.  A source comment is looked up in the revisions of the source.  A target block
without one is followed back to the revision in which it got its present wording; its source block is
followed back to what it was then.  The second is not fooled by an edit elsewhere in the file, which fools
every comparison of dates.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz import process
from rapidfuzz.fuzz import ratio

from transcheck.lazy import lazy
from transcheck.model.block import Block
from transcheck.model.diff import has_words, word_changes
from transcheck.model.history import Commit
from transcheck.model.normal import folded_space, form, letters

_SAME = 55.0
"""Similarity (0-100, normalised indel) above which a changed block is still the same one."""
_RETOUCHED = 90.0
"""Similarity above which a target may have been retouched only, without a look at its source."""


@dataclass(frozen=True)
class Stage:
    """A document as one commit left it; `order` is the commit's place in the log, 0 the newest.

    The working tree has no commit and the order -1.  `read` gives the blocks, and is called when they are asked for.
    """

    commit: Commit | None
    order: int
    read: Callable[[], tuple[Block, ...]]

    @lazy
    def blocks(self) -> tuple[Block, ...]:
        return self.read()

    @lazy
    def exact(self) -> frozenset[str]:
        return frozenset(folded_space(block.text) for block in self.blocks)

    @lazy
    def forms(self) -> tuple[str, ...]:
        return tuple(form(block.text) for block in self.blocks)

    @lazy
    def known(self) -> frozenset[str]:
        return frozenset(self.forms)

    def nearest(self, text: str) -> str | None:
        """The form of the block that `text` (a form) was, or will be, in this stage."""
        if text in self.known:
            return text
        found = process.extractOne(text, self.forms, scorer=ratio, score_cutoff=_SAME)
        return found[0] if found else None


@dataclass(frozen=True, slots=True)
class Lineage:
    """`translated_from` is the last commit whose source is what was translated, None where git does not show it.

    `changed_by` are the commits that changed it since, oldest first; `then` is its form at the time.
    """

    translated_from: Commit | None
    changed_by: tuple[Commit, ...]
    then: str


def lineage_of_comment(comment: Sequence[Block], source: Sequence[Stage]) -> Lineage | None:
    """The newest of `source` (newest first) that holds the comment, letter for letter or at least in form.

    Where none does, for the translator touched the copy, each block is followed from where it is nearest,
    and `translated_from` is not known.
    """
    exact = [folded_space(block.text) for block in comment]
    forms = [form(block.text) for block in comment]
    index = next((n for n, stage in enumerate(source) if stage.exact.issuperset(exact)), None)
    if index is None:
        index = next((n for n, stage in enumerate(source) if stage.known.issuperset(forms)), None)
    starts = [(text, index) for text in forms] if index is not None else list(_nearest(forms, source))
    changed = [commit for text, start in starts for commit in _forward(text, source[:start])]
    if index is None and not changed:
        return None
    unique = sorted(set(changed), key=lambda commit: -_order(commit, source))
    return Lineage(source[index].commit if index is not None else None, tuple(unique), " ".join(forms))


def _nearest(forms: Sequence[str], source: Sequence[Stage]) -> Iterator[tuple[str, int]]:
    """For each form the block that is most like it in any stage, and the newest stage that has it."""
    for text in forms:
        best, start, there = _RETOUCHED, -1, ""
        for number, stage in enumerate(source):
            found = process.extractOne(text, stage.forms, scorer=ratio, score_cutoff=best)
            if found is not None and (start < 0 or found[1] > best):
                best, start, there = found[1], number, found[0]
        if start > 0:
            yield there, start


def _forward(text: str, later: Sequence[Stage]) -> Iterator[Commit]:
    """The commits among `later` stages (newest first) that changed the block, oldest first; a removal ends it."""
    for stage in reversed(later):
        found = stage.nearest(text)
        if found != text and stage.commit is not None:
            yield stage.commit
        if found is None:
            return
        text = found


def lineage_of_target(
    target: Sequence[Block], now: Sequence[Block], targets: Sequence[Stage], source: Sequence[Stage]
) -> Lineage | None:
    """What the source blocks `now` were when the target blocks got their present wording.

    None where the source's history does not reach back so far.
    """
    written = max((_written(form(block.text), targets) for block in target), default=None, key=lambda order: -order)
    if written is None or written < 0:
        return None
    then = next((stage for stage in source if stage.order >= written), None)
    return lineage_since(now, then, source) if then else None


def lineage_since(now: Sequence[Block], then: Stage, source: Sequence[Stage]) -> Lineage:
    """What the source blocks `now` were at the stage `then`, which is one of `source`."""
    traces = [_back(form(block.text), source[: source.index(then) + 1]) for block in now]
    changed = [commit for _, commits in traces for commit in commits]
    unique = sorted(set(changed), key=lambda commit: -_order(commit, source))
    return Lineage(then.commit, tuple(unique), " ".join(form for form, _ in traces))


def _order(commit: Commit, stages: Sequence[Stage]) -> int:
    return next((stage.order for stage in stages if stage.commit == commit), 0)


def _written(text: str, stages: Sequence[Stage]) -> int:
    """The order of the stage in which the block got its wording, retouches aside; -1 where it is not committed."""
    order = -1
    for stage in stages:
        found = stage.nearest(text)
        if found is None or not _is_retouch(found, text):
            break
        order, text = stage.order, found
    return order


def _is_retouch(old: str, new: str) -> bool:
    """Whether no word changed but in its spelling: such an edit says nothing of the source."""
    if old == new or letters(old) == letters(new):
        return True
    if ratio(old, new) < _RETOUCHED:
        return False
    changes = [change for change in word_changes(old, new) if has_words(change.old) or has_words(change.new)]
    return all(change.is_spelling for change in changes)


def _back(text: str, stages: Sequence[Stage]) -> tuple[str, list[Commit]]:
    """The form of the block in the last of `stages`, and the commits that changed it since; both newest first.

    A block that was not there then has the form "".
    """
    commits: list[Commit] = []
    for newer, older in pairwise(stages):
        found = older.nearest(text)
        if found != text and newer.commit is not None:
            commits.append(newer.commit)
        if found is None:
            return "", commits
        text = found
    return text, commits
