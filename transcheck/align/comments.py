"""Which source blocks the blocks of the comments are: exactly, then but for form, then nearly."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

from rapidfuzz.fuzz import ratio

from transcheck.model.normal import folded_space, form
from transcheck.model.block import Block

NEARLY = 0.55
"""Similarity (0-1, normalised indel) above which a changed paragraph is still the same one."""
_DISPLACED = 0.8
_LONG_ENOUGH = 12


@dataclass(frozen=True, slots=True)
class Match:
    """Comment block `comment` is source blocks `sources` (indices); `moved` out of the order of the rest."""

    comment: int
    sources: tuple[int, ...]
    similarity: float
    moved: bool = False


def match_comments(comments: Sequence[Block], sources: Sequence[Block]) -> list[Match]:
    """Match each comment block to the source block it was copied from, where there is one."""
    pairs = _in_order(comments, sources, folded_space)
    pairs = _fill_gaps(pairs, comments, sources, lambda cs, ss: _in_order(cs, ss, form))
    exact = dict(pairs)
    pairs = _fill_gaps(pairs, comments, sources, _nearly)
    matches = [Match(c, (s,), 1.0 if c in exact else _similarity(comments[c], sources[s])) for c, s in pairs]
    matches = [_widened(match, matches, comments, sources) for match in matches]
    return sorted(matches + _displaced(matches, comments, sources), key=lambda match: match.comment)


def _in_order(
    comments: Sequence[Block], sources: Sequence[Block], key: Callable[[str], Hashable]
) -> list[tuple[int, int]]:
    """The longest common subsequence of equal keys (Hunt & Szymanski 1977)."""
    places: dict[Hashable, list[int]] = defaultdict(list)
    for index, block in enumerate(sources):
        if folded := key(block.text):
            places[folded].append(index)
    candidates = [(c, s) for c, block in enumerate(comments) for s in reversed(places.get(key(block.text), ()))]
    return longest_chain(candidates)


def longest_chain(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
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


def _fill_gaps(
    pairs: list[tuple[int, int]],
    comments: Sequence[Block],
    sources: Sequence[Block],
    match: Callable[[Sequence[Block], Sequence[Block]], list[tuple[int, int]]],
) -> list[tuple[int, int]]:
    """`pairs` with what `match` finds between each two of them."""
    filled = []
    c, s = 0, 0
    for next_c, next_s in [*pairs, (len(comments), len(sources))]:
        if next_c > c and next_s > s:
            filled += [(c + i, s + j) for i, j in match(comments[c:next_c], sources[s:next_s])]
        filled.append((next_c, next_s))
        c, s = next_c + 1, next_s + 1
    return filled[:-1]


def _nearly(comments: Sequence[Block], sources: Sequence[Block]) -> list[tuple[int, int]]:
    """The alignment with the greatest sum of similarities above NEARLY."""
    rows, columns = len(comments), len(sources)
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for i in range(1, rows + 1):
        for j in range(1, columns + 1):
            similar = _similarity(comments[i - 1], sources[j - 1])
            paired = best[i - 1][j - 1] + similar if similar else 0.0
            best[i][j] = max(best[i - 1][j], best[i][j - 1], paired)
    return _trace(best, rows, columns)


def _trace(best: list[list[float]], i: int, j: int) -> list[tuple[int, int]]:
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
    """0 below NEARLY; blocks of one kind, or both prose, may be similar."""
    if comment.kind is not source.kind and not (comment.kind.is_prose and source.kind.is_prose):
        return 0.0
    return ratio(form(comment.text), form(source.text), score_cutoff=NEARLY * 100) / 100


def _widened(match: Match, matches: list[Match], comments: Sequence[Block], sources: Sequence[Block]) -> Match:
    """A comment paragraph that today is two source paragraphs takes both."""
    source = match.sources[0]
    if match.similarity > 0.97 or not comments[match.comment].kind.is_prose:
        return match
    taken = {s for other in matches for s in other.sources}
    options = [match]
    for wider in ((source, source + 1), (source - 1, source)):
        free = [s for s in wider if s != source]
        if all(0 <= s < len(sources) and s not in taken and sources[s].kind is sources[source].kind for s in free):
            joined = " ".join(form(sources[s].text) for s in wider)
            options.append(Match(match.comment, wider, ratio(form(comments[match.comment].text), joined) / 100))
    best = max(options, key=lambda option: option.similarity)
    return best if best.similarity > match.similarity + 0.08 else match


def _displaced(matches: list[Match], comments: Sequence[Block], sources: Sequence[Block]) -> list[Match]:
    """Matches of what the order left over: comments that stand elsewhere than their source."""
    done = {match.comment for match in matches}
    free = [s for s in range(len(sources)) if s not in {s for match in matches for s in match.sources}]
    found = []
    for c in (c for c in range(len(comments)) if c not in done and len(form(comments[c].text)) >= _LONG_ENOUGH):
        similar = [(_similarity(comments[c], sources[s]), s) for s in free]
        top, s = max(similar, default=(0.0, -1))
        if top >= _DISPLACED:
            found.append(Match(c, (s,), top, moved=True))
            free.remove(s)
    return found
