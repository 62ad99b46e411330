"""A document as commits left it, one after the other, and its blocks from one to the next."""

import re
from bisect import bisect_right
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise

from rapidfuzz import process
from rapidfuzz.fuzz import ratio

from transcheck.lazy import lazy
from transcheck.model.block import Block
from transcheck.model.history import Commit
from transcheck.model.normal import folded_space, form, letters

_SAME = 55.0
"""Similarity (0-100, normalised indel) above which a changed block is still the same one."""
_TELLING = 20
"""Letters that do not stand by chance in another block too."""
_LINK = re.compile(r"\]\(([^()\s]{0,2000})|\b(?:href|src)=[\"']?([^\"'\s>]{0,2000})")


def essence(text: str) -> str:
    """What a reader has of a block: its form, and where its links lead."""
    targets = link_targets(text)
    return f"{form(text)}\n{' '.join(targets)}" if targets else form(text)


def link_targets(text: str) -> list[str]:
    return [markdown or html for markdown, html in _LINK.findall(text)] if "](" in text or "=" in text else []


@dataclass(frozen=True)
class Stage:
    """A document as one commit left it; `order` is the commit's place in the log, 0 the newest.

    The working tree has no commit and the order -1.  `read` gives the blocks, and is called when they are asked for.
    `parents` are what the commit changed, where that is not the stage before it: beside it, a branch went on.
    """

    commit: Commit | None
    order: int
    read: Callable[[], tuple[Block, ...]]
    parents: tuple["Stage", ...] = ()

    @lazy
    def blocks(self) -> tuple[Block, ...]:
        return self.read()

    @lazy
    def exact(self) -> frozenset[str]:
        return frozenset(folded_space(block.text) for block in self.blocks)

    @lazy
    def essences(self) -> dict[str, Block]:
        return {essence(block.text): block for block in reversed(self.blocks)}

    @lazy
    def forms(self) -> dict[str, Block]:
        return {form(block.text): block for block in reversed(self.blocks)}

    def same(self, text: str) -> Block | None:
        """The block that says what `text` says."""
        return self.essences.get(essence(text)) or self.forms.get(form(text))

    def holding(self, text: str) -> tuple[Block, ...]:
        """The blocks that `text` was copied from: one as it is, or neighbours, or a part of one."""
        same = self.same(text)
        if same is not None:
            return (same,)
        wanted = letters(text)
        stream, ends = self._stream
        at = stream.find(wanted) if len(wanted) >= _TELLING else -1
        if at < 0:
            return ()
        return self.blocks[bisect_right(ends, at) : bisect_right(ends, at + len(wanted) - 1) + 1]

    @lazy
    def _stream(self) -> tuple[str, tuple[int, ...]]:
        """The letters of all blocks in a row, and where in it each block ends."""
        parts = [letters(block.text) for block in self.blocks]
        return "".join(parts), tuple(accumulate(map(len, parts)))


@dataclass(frozen=True)
class Step:
    """Two stages, one after the other; each block is looked up once, however many locales ask."""

    older: Stage
    newer: Stage
    _before: dict[str, Block | None] = field(default_factory=dict, compare=False, repr=False)
    _after: dict[str, Block | None] = field(default_factory=dict, compare=False, repr=False)

    def before(self, text: str) -> Block | None:
        """The block of the older stage that became `text`, a block of the newer one."""
        if text not in self._before:
            self._before[text] = self.older.same(text) or _nearest(text, self._gone)
        return self._before[text]

    def after(self, text: str) -> Block | None:
        """The block of the newer stage that `text`, a block of the older one, became."""
        if text not in self._after:
            self._after[text] = self.newer.same(text) or _nearest(text, self._come)
        return self._after[text]

    def change(self, old: str | None, new: str | None) -> Commit | None:
        """The commit, if it is the newer stage's own that made `new` of `old`; None stands for no block."""
        if (old and essence(old)) == (new and essence(new)):
            return None
        if self.newer.parents:
            before = [new is not None and essence(new) in parent.essences for parent in self.newer.parents]
            if any(before) or (new is None and not any(old and parent.same(old) for parent in self.newer.parents)):
                return None
        return self.newer.commit

    @lazy
    def _gone(self) -> dict[str, Block]:
        return {text: block for text, block in self.older.forms.items() if text not in self.newer.forms}

    @lazy
    def _come(self) -> dict[str, Block]:
        return {text: block for text, block in self.newer.forms.items() if text not in self.older.forms}


def _nearest(text: str, blocks: dict[str, Block]) -> Block | None:
    """The block that is most like `text`, of those that are not in both stages."""
    found = process.extractOne(form(text), blocks.keys(), scorer=ratio, score_cutoff=_SAME) if blocks else None
    return blocks[found[0]] if found else None


@dataclass(frozen=True)
class Timeline:
    """The stages of a document, newest first."""

    stages: tuple[Stage, ...] = ()

    @lazy
    def steps(self) -> tuple[Step, ...]:
        """From each stage to the one before it; the first is the newest."""
        return tuple(Step(older, newer) for newer, older in pairwise(self.stages))

    @lazy
    def newest(self) -> dict[str, tuple[int, Block]]:
        """The newest place and block of every form that ever was, the newest first."""
        found: dict[str, tuple[int, Block]] = {}
        for place, stage in enumerate(self.stages):
            for text, block in stage.forms.items():
                found.setdefault(text, (place, block))
        return found

    def back(self, text: str, place: int) -> "Trace":
        """Follow a block of the newest stage back to `stages[place]`."""
        commits: list[Commit] = []
        texts = [text]
        start, own = self._fork(place)
        for step in self.steps[:start]:
            found = step.before(texts[-1])
            commits += self._named(step, found.text if found else None, texts[-1], own)
            if found is None:
                break
            texts.append(found.text)
        return Trace(texts[place] if place < len(texts) else None, tuple(reversed(commits)))

    def forward(self, text: str, place: int) -> "Trace":
        """Follow a block of `stages[place]` to the newest stage."""
        commits: list[Commit] = []
        start, own = self._fork(place)
        if start > place:
            found = Step(self.stages[start], self.stages[place]).before(text)
            start, text = (start, found.text) if found else (place, text)
        for step in reversed(self.steps[:start]):
            found = step.after(text)
            commits += self._named(step, text, found.text if found else None, own)
            if found is None:
                return Trace(None, tuple(commits))
            text = found.text
        return Trace(text, tuple(commits))

    def _named(self, step: Step, old: str | None, new: str | None, own: Collection[Stage]) -> list[Commit]:
        commit = step.change(old, new)
        return [commit] if commit and step.newer not in own else []

    def _fork(self, place: int) -> tuple[int, tuple[Stage, ...]]:
        """The stage at which the branch of `stages[place]` began, and the branch's stages up to that one.

        Stages between are of branches that went on beside it, and that it does not know.
        """
        for number in range(place, len(self.stages)):
            parents = self.stages[number].parents
            if len(parents) == 1:
                later = range(number + 1, len(self.stages))
                found = next((n for n in later if self.stages[n].exact == parents[0].exact), place)
                return found, self.stages[place : number + 1] if found > place else ()
            if parents:
                break
        return place, ()

    def in_order(self, commits: Sequence[Commit]) -> tuple[Commit, ...]:
        """Each once, oldest first."""
        order = {stage.commit: stage.order for stage in self.stages}
        return tuple(sorted(set(commits), key=lambda commit: -order.get(commit, 0)))


@dataclass(frozen=True, slots=True)
class Trace:
    """What a block was, or became: `text` at the far end, None where it was not there; `commits` oldest first."""

    text: str | None
    commits: tuple[Commit, ...]
