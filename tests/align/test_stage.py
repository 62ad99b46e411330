"""Blocks followed through the revisions of a document, with revisions made by hand."""

import pytest

from transcheck.align.stage import Stage, Timeline, essence, link_targets
from transcheck.model.block import Block, BlockKind
from transcheck.model.facts import Facts, Piece
from transcheck.model.history import Commit, Log
from transcheck.model.text import Span

TIDE, WIND = "The moon pulls the ocean twice a day.", "The west wind brings rain for three days."
TIDES, GALE = "The moon pulls the oceans, and twice a day.", "The west wind brings hail for three days."


def blocks(*texts: str) -> tuple[Block, ...]:
    made, at = [], 0
    for text in texts:
        made.append(Block(BlockKind.PARAGRAPH, Span(at, at + len(text)), text, Facts((Piece(text, at),))))
        at += len(text) + 2
    return tuple(made)


def stage(name: str, order: int, *texts: str, parents: tuple[Stage, ...] = ()) -> Stage:
    return Stage(Commit(name, "2025-01-01", name), order, lambda: blocks(*texts), parents)


def names(commits: tuple[Commit, ...]) -> str:
    return "".join(commit.sha for commit in commits)


def test_a_block_is_followed_both_ways() -> None:
    line = Timeline((stage("c", 0, GALE, TIDES), stage("b", 1, TIDES, WIND), stage("a", 2, TIDE, WIND)))
    back = line.back(TIDES, 2)
    assert (back.text, names(back.commits)) == (TIDE, "b")
    forward = line.forward(WIND, 2)
    assert (forward.text, names(forward.commits)) == (GALE, "c")
    assert names(line.forward(TIDES, 1).commits) == ""


def test_a_block_that_came_or_went() -> None:
    line = Timeline((stage("c", 0, TIDE), stage("b", 1, TIDE, WIND), stage("a", 2, TIDE)))
    gone = line.forward(WIND, 1)
    assert (gone.text, names(gone.commits)) == (None, "c")
    assert line.back(TIDE, 2).text == TIDE
    later = Timeline((stage("b", 0, TIDE, WIND), stage("a", 1, TIDE)))
    came = later.back(WIND, 1)
    assert (came.text, names(came.commits)) == (None, "b")


def test_a_neighbour_that_stayed_is_nobody_s_former_self() -> None:
    """`Figure 2.` is new; it did not come of `Figure 1.`, which is still there."""
    line = Timeline((stage("b", 0, "Figure 1.", "Figure 2."), stage("a", 1, "Figure 1.")))
    assert line.back("Figure 2.", 1).text is None


def test_a_change_of_the_branch_beside_is_not_this_commit_s() -> None:
    base = stage("a", 3, TIDE, WIND)
    tides, gale = stage("b", 2, TIDES, WIND), stage("c", 1, TIDE, GALE, parents=(base,))
    line = Timeline((stage("m", 0, TIDES, GALE, parents=(tides, gale)), gale, tides, base))
    assert names(line.back(TIDES, 3).commits) == "b"
    assert names(line.back(GALE, 3).commits) == "c"
    assert names(line.forward(TIDE, 1).commits) == "b"
    assert names(line.forward(GALE, 1).commits) == ""


@pytest.mark.parametrize(
    ("text", "held"),
    [
        (TIDE, [TIDE]),
        (f"{TIDE} {WIND}", [TIDE, WIND]),
        ("the moon pulls the ocean", [TIDE]),
        ("ocean twice a day. The west wind brings", [TIDE, WIND]),
        ("rain", []),
        ("The sun pulls the ocean", []),
    ],
    ids=["one", "joined", "part", "across", "too-short", "other"],
)
def test_what_a_text_was_copied_from(text: str, held: list[str]) -> None:
    assert [block.text for block in stage("a", 0, TIDE, WIND).holding(text)] == held


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("[a](https://example.org/1) and ![b](c.png \"d\")", ["https://example.org/1", "c.png"]),
        ('<a href="x">y</a> <img src=z>', ["x", "z"]),
        ("no link = none", []),
    ],
)  # fmt: skip
def test_where_links_lead(text: str, targets: list[str]) -> None:
    assert link_targets(text) == targets


def test_the_essence_is_without_emphasis_and_with_links() -> None:
    assert essence("a *b* c") == essence("a b  c")
    assert essence("[a](b) c") != essence("[a](d) c")


def test_the_newest_that_a_commit_knows() -> None:
    """m merges b and c, which went on beside one another from a."""
    log = Log(tuple(Commit(name, "", "") for name in "mcba"), ((1, 2), (3,), (3,), ()))
    assert log.newest(0, {1, 2, 3}) == 1
    assert log.newest(2, {1, 3}) == 3
    assert log.newest(3, {0, 1}) is None
    assert log.order["b"] == 2
