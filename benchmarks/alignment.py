"""How well structure alone aligns: hide the source comments, align, and compare with what they tell.

    python benchmarks/alignment.py CORPUS [--locale es]... [--least F1]

**Truth.** A source comment says what its neighbour translates, so the truth needs no alignment:

1. Blocks of the comments are joined to source blocks that equal them but for form and stand in the same
   order (`match_comments` with nothing under 0.9).
2. Comments with no target block between them form a group.  The document's habit is the direction,
   before or after, in which more groups hold the same kinds of blocks as the run of targets beside
   them; a document in which neither direction wins by half as much again is left out.
3. The source run of a group is its blocks with the uncommented ones up to the next group (formulas, code
   and figures seldom are commented).  Where the kinds and levels of source run, or of its commented
   blocks, are those of the target run, the n-th answers the n-th.  One commented block beside several
   of its kind, or several beside one, is a split or a merge and counts link by link.  Where both runs
   hold as many blocks of prose, the comment's block answers the target that it stands directly against.
   Every other group is left out.

**Measure.** A link is a source block and a target block in one unit.  Links of blocks of which the
truth says nothing are not counted.  The right column pairs the n-th block with the n-th.
"""

import argparse
import sys
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from transcheck.align.comments import match_comments
from transcheck.align.documents import align
from transcheck.model.block import Block
from transcheck.model.document import Document
from transcheck.read.corpus import Layout, read_corpus


@dataclass(frozen=True)
class _Comments:
    """Comments that stand together before target block `at`, by the source blocks that they are."""

    at: int
    sources: tuple[int, ...]


Link = tuple[int, int]
"""The indices of a source block and a target block."""

_FRESH = 0.9
_CLEARLY = 1.5


@dataclass(frozen=True)
class Score:
    """Counts of links: in both, predicted, true."""

    right: int = 0
    said: int = 0
    true: int = 0

    def __add__(self, other: "Score") -> "Score":
        return Score(self.right + other.right, self.said + other.said, self.true + other.true)

    @property
    def precision(self) -> float:
        return self.right / self.said if self.said else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.true if self.true else 1.0

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.said + self.true) if self.said + self.true else 1.0


@dataclass(frozen=True)
class Row:
    """One locale: documents that tell a truth, and the scores of alignment and of pairing by number."""

    documents: int = 0
    structure: Score = Score()
    numbered: Score = Score()

    def __add__(self, other: "Row") -> "Row":
        return Row(self.documents + other.documents, self.structure + other.structure, self.numbered + other.numbered)


def main() -> int:
    options = _arguments()
    rows: dict[str, Row] = defaultdict(Row)
    for source, target in _documents(options.corpus, options.locale):
        if truth := frozenset(true_links(source, target)):
            said = _structural(source, target), _numbered(source, target)
            rows[target.locale] += Row(1, *(_score(links, truth) for links in said))
    total = sum(rows.values(), Row())
    _print(rows, total)
    return int(total.structure.f1 < options.least)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path, help="a folder of documents in several languages")
    parser.add_argument("--locale", action="append", help="only this locale (may be repeated)")
    parser.add_argument("--least", type=float, default=0.0, help="exit 1 when the overall F1 is below this")
    return parser.parse_args()


def _documents(root: Path, locales: Sequence[str] | None) -> Iterator[tuple[Document, Document]]:
    corpus = read_corpus(root, Layout())
    for chapter in corpus.chapters:
        if chapter.source is not None:
            source = corpus.documents[chapter.source.path]
            for head in chapter.translations:
                if not locales or head.locale in locales:
                    yield source, corpus.documents[head.path]


def true_links(source: Document, target: Document) -> Iterator[Link]:
    """The links that the comments of `target` tell; see the module's text."""
    found = _groups(source, target)
    if not found:
        return
    before, after = _runs(found, len(target.blocks))
    fits_before = sum(_fits(g, run, source, target) for g, run in zip(found, before, strict=True))
    fits_after = sum(_fits(g, run, source, target) for g, run in zip(found, after, strict=True))
    if max(fits_before, fits_after) <= _CLEARLY * min(fits_before, fits_after):
        return
    runs = before if fits_before > fits_after else after
    spans = _source_runs(found, len(source.blocks), is_before=fits_before > fits_after)
    for group, sources, targets in zip(found, spans, runs, strict=True):
        if targets:
            against = (group.sources[0], targets[0]) if fits_before > fits_after else (group.sources[-1], targets[-1])
            yield from _links(_Group(group.sources, sources, targets, against), source.blocks, target.blocks)


@dataclass(frozen=True)
class _Group:
    """Indices of source and target blocks; the pair `against` stands directly against each other."""

    commented: Sequence[int]
    sources: range
    targets: range
    against: Link


def _groups(source: Document, target: Document) -> list[_Comments]:
    blocks = [block for _, block in target.comment_blocks()]
    starts = [block.span.start for block in target.blocks]
    found: dict[int, list[int]] = defaultdict(list)
    for match in match_comments(blocks, source.blocks):
        if match.similarity >= _FRESH and not match.moved and len(match.sources) == 1:
            found[bisect_left(starts, blocks[match.comments[0]].span.start)] += match.sources
    return [_Comments(at, tuple(sources)) for at, sources in sorted(found.items())]


def _runs(found: Sequence[_Comments], count: int) -> tuple[list[range], list[range]]:
    """For each group the target blocks up to the next group, and those since the one before."""
    places = [group.at for group in found]
    before = [range(at, end) for at, end in zip(places, [*places[1:], count], strict=True)]
    after = [range(start, at) for start, at in zip([0, *places[:-1]], places, strict=True)]
    return before, after


def _source_runs(found: Sequence[_Comments], count: int, *, is_before: bool) -> list[range]:
    """The same for the source: the blocks of each group with those that stand uncommented beside it."""
    if is_before:
        return [
            range(g.sources[0], end) for g, end in zip(found, [*(g.sources[0] for g in found[1:]), count], strict=True)
        ]
    return [
        range(start, g.sources[-1] + 1)
        for g, start in zip(found, [0, *(g.sources[-1] + 1 for g in found[:-1])], strict=True)
    ]


def _fits(group: _Comments, run: range, source: Document, target: Document) -> bool:
    return _kinds(source.blocks, group.sources) == _kinds(target.blocks, run)


def _kinds(blocks: Sequence[Block], indices: Sequence[int]) -> list[tuple[object, int]]:
    return [(blocks[index].kind, blocks[index].level) for index in indices]


def _links(group: _Group, sources: Sequence[Block], targets: Sequence[Block]) -> Iterator[Link]:
    source_kinds, target_kinds = _kinds(sources, group.sources), _kinds(targets, group.targets)
    if source_kinds == target_kinds:
        yield from zip(group.sources, group.targets, strict=True)
    elif _kinds(sources, group.commented) == target_kinds:
        yield from zip(group.commented, group.targets, strict=True)
    elif _is_split(group) and len({*source_kinds, *target_kinds}) == 1:
        yield from ((i, j) for i in group.sources for j in group.targets)
    elif _prose(sources, group.sources) == _prose(targets, group.targets):
        source, target = group.against
        if sources[source].kind is targets[target].kind:
            yield group.against


def _is_split(group: _Group) -> bool:
    return min(len(group.sources), len(group.targets)) == 1 and tuple(group.sources) == group.commented


def _prose(blocks: Sequence[Block], indices: Sequence[int]) -> int:
    return sum(blocks[index].kind.is_prose for index in indices)


def _structural(source: Document, target: Document) -> frozenset[Link]:
    silent = replace(target, comments=())
    places = {id(block): index for side in (source, silent) for index, block in enumerate(side.blocks)}
    return frozenset(
        (places[id(s)], places[id(t)])
        for unit in align(source, silent, use_comments=False).units
        if unit.source and unit.target
        for s in unit.source.blocks
        for t in unit.target.blocks
    )


def _numbered(source: Document, target: Document) -> frozenset[Link]:
    return frozenset((index, index) for index in range(min(len(source.blocks), len(target.blocks))))


def _score(said: frozenset[Link], true: frozenset[Link]) -> Score:
    sources, targets = {i for i, _ in true}, {j for _, j in true}
    judged = {(i, j) for i, j in said if i in sources or j in targets}
    return Score(len(judged & true), len(judged), len(true))


def _print(rows: dict[str, Row], total: Row) -> None:
    out = sys.stdout
    out.write(f"{'':12}{'documents':>10}{'links':>8}{'precision':>11}{'recall':>8}{'F1':>8}{'n-th F1':>9}\n")
    for name, row in [*sorted(rows.items()), ("all", total)]:
        score = row.structure
        figures = f"{score.precision:>11.4f}{score.recall:>8.4f}{score.f1:>8.4f}{row.numbered.f1:>9.4f}"
        out.write(f"{name:12}{row.documents:>10}{score.true:>8}{figures}\n")


if __name__ == "__main__":
    sys.exit(main())
