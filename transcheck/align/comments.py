"""Which source blocks the blocks of the comments are: exactly, then but for form, then nearly."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import process
from rapidfuzz.fuzz import ratio

from transcheck.model.block import Block
from transcheck.model.normal import folded_space, form

_NEARLY = 0.55
"""Similarity (0-1, normalised indel) above which a changed paragraph is still the same one."""
_DISPLACED = 0.8
_LONG_ENOUGH = 12
_REST = 0.97
_CLEARLY_BETTER = 0.08
_COMPARISONS = 100_000
_EQUALS = 60

Pairs = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Match:
    """Comment blocks are source blocks (indices); more than one where paragraphs were split or joined since.

    `moved` ones stand out of the order of the rest.
    """

    comments: tuple[int, ...]
    sources: tuple[int, ...]
    similarity: float = 1.0
    moved: bool = False


def match_comments(comments: Sequence[Block], sources: Sequence[Block]) -> list[Match]:
    """Match each comment block to the source block it was copied from, where there is one."""
    pairs = _equal(comments, sources, folded_space)
    pairs = _fill_gaps(pairs, comments, sources, lambda cs, ss: _equal(cs, ss, form))
    exact = dict(pairs)
    pairs = _fill_gaps(pairs, comments, sources, _nearly)
    matches = [Match((c,), (s,), 1.0 if c in exact else _similarity(comments[c], sources[s])) for c, s in pairs]
    matches = _widened(matches, comments, sources)
    return sorted([*matches, *_displaced(matches, comments, sources)], key=lambda match: match.comments)


def _equal(comments: Sequence[Block], sources: Sequence[Block], key: Callable[[str], Hashable]) -> Pairs:
    """The longest common subsequence of equal keys (Hunt & Szymanski 1977)."""
    places: dict[Hashable, list[int]] = defaultdict(list)
    for index, block in enumerate(sources):
        if folded := key(block.text):
            places[folded].append(index)
    candidates: Pairs = []
    for c, block in enumerate(comments):
        found = places.get(key(block.text), ())
        candidates += [(c, s) for s in reversed(_near(found, c * len(sources) // len(comments)))]
    return longest_chain(candidates)


def _near(places: Sequence[int], middle: int) -> Sequence[int]:
    """Of very many equal blocks, those around the same place; all pairs of them would be too many."""
    if len(places) <= _EQUALS:
        return places
    start = max(0, bisect_left(places, middle) - _EQUALS // 2)
    return places[start : start + _EQUALS]


def longest_chain(pairs: Sequence[tuple[int, int]]) -> Pairs:
    """The longest run of `pairs` that rises strictly in both numbers.

    `pairs` come sorted by the first number, and for equal ones by falling second number.
    """
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for index, (_, second) in enumerate(pairs):
        at = bisect_left(tails, second)
        before.append(ends[at - 1] if at else -1)
        tails[at : at + 1], ends[at : at + 1] = [second], [index]
    chain = []
    index = ends[-1] if ends else -1
    while index >= 0:
        chain.append(pairs[index])
        index = before[index]
    return chain[::-1]


def in_order(matches: Iterable[Match]) -> list[Match]:
    """The most matches that are in order on both sides."""
    by_pair = {(match.comments[0], match.sources[0]): match for match in matches}
    return [by_pair[pair] for pair in longest_chain(sorted(by_pair))]


def _fill_gaps(
    pairs: Pairs,
    comments: Sequence[Block],
    sources: Sequence[Block],
    match: Callable[[Sequence[Block], Sequence[Block]], Pairs],
) -> Pairs:
    """`pairs` with what `match` finds between each two of them."""
    filled = []
    c, s = 0, 0
    for next_c, next_s in [*pairs, (len(comments), len(sources))]:
        if next_c > c and next_s > s:
            filled += [(c + i, s + j) for i, j in match(comments[c:next_c], sources[s:next_s])]
        filled.append((next_c, next_s))
        c, s = next_c + 1, next_s + 1
    return filled[:-1]


def _nearly(comments: Sequence[Block], sources: Sequence[Block]) -> Pairs:
    """The alignment with the greatest sum of similarities above _NEARLY, in a band where the gap is huge."""
    rows, columns = len(comments), len(sources)
    reach = max(1, _COMPARISONS // rows, columns // rows + 1)
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for i, (comment, row) in enumerate(zip(comments, best, strict=False)):
        middle = i * columns // rows
        for j, source in enumerate(sources):
            similar = _similarity(comment, source) if abs(j - middle) <= reach else 0.0
            paired = row[j] + similar if similar else 0.0
            best[i + 1][j + 1] = max(row[j + 1], best[i + 1][j], paired)
    return _trace(best, rows, columns)


def _trace(best: list[list[float]], i: int, j: int) -> Pairs:
    pairs = []
    while i and j:
        if best[i][j] == best[i - 1][j]:
            i -= 1
        elif best[i][j] == best[i][j - 1]:
            j -= 1
        else:
            i, j = i - 1, j - 1
            pairs.append((i, j))
    return pairs[::-1]


def _similarity(comment: Block, source: Block) -> float:
    """0 below _NEARLY; blocks of one kind, or both prose, may be similar."""
    if not _comparable(comment, source):
        return 0.0
    return ratio(form(comment.text), form(source.text), score_cutoff=_NEARLY * 100) / 100


def _comparable(comment: Block, source: Block) -> bool:
    return comment.kind is source.kind or (comment.kind.is_prose and source.kind.is_prose)


def _widened(matches: Sequence[Match], comments: Sequence[Block], sources: Sequence[Block]) -> list[Match]:
    """Matches that take a free neighbour in, where a paragraph was split or joined since it was copied."""
    taken = {c for match in matches for c in match.comments}, {s for match in matches for s in match.sources}
    widened = []
    for match in matches:
        options = [match, *_wider(match, comments, sources, taken)] if match.similarity <= _REST else [match]
        best = max(options, key=lambda option: option.similarity)
        widened.append(best if best.similarity > match.similarity + _CLEARLY_BETTER else match)
        taken[0].update(widened[-1].comments)
        taken[1].update(widened[-1].sources)
    return widened


def _wider(
    match: Match, comments: Sequence[Block], sources: Sequence[Block], taken: tuple[set[int], set[int]]
) -> Iterator[Match]:
    """The match with the block before or after it, of the comments or of the source."""
    options = [replace(match, comments=pair) for pair in _beside(match.comments, comments, taken[0])]
    options += [replace(match, sources=pair) for pair in _beside(match.sources, sources, taken[1])]
    for option in options:
        said = " ".join(form(comments[c].text) for c in option.comments)
        known = " ".join(form(sources[s].text) for s in option.sources)
        yield replace(option, similarity=ratio(said, known) / 100)


def _beside(indices: tuple[int, ...], blocks: Sequence[Block], taken: set[int]) -> Iterator[tuple[int, ...]]:
    (index,) = indices
    kind = blocks[index].kind
    for first in (index - 1, index):
        other = first if first < index else index + 1
        if 0 <= other < len(blocks) and other not in taken and blocks[other].kind is kind and kind.is_prose:
            yield first, first + 1


def _displaced(matches: Sequence[Match], comments: Sequence[Block], sources: Sequence[Block]) -> Iterator[Match]:
    """Matches of what the order left over: comments that stand elsewhere than their source."""
    done = {c for match in matches for c in match.comments}
    taken = {s for match in matches for s in match.sources}
    free = {s: form(source.text) for s, source in enumerate(sources) if s not in taken}
    rest = [c for c, block in enumerate(comments) if c not in done and len(form(block.text)) >= _LONG_ENOUGH]
    for c in rest[: _COMPARISONS // max(1, len(free))]:
        found = process.extractOne(form(comments[c].text), free, scorer=ratio, score_cutoff=_DISPLACED * 100)
        if found and _comparable(comments[c], sources[found[2]]):
            yield Match((c,), (found[2],), found[1] / 100, moved=True)
            del free[found[2]]
