"""What changed between two states of a source."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.align.translations import document
from transcheck.align.block_changes import block_changes
from transcheck.model.status import DriftClass

PARTS = (
    "## Loss",
    "The loss says how wrong the prediction is.",
    "## Descent",
    "Every step moves the parameters against the gradient.",
    "- a point",
    "A ball on a slope rolls down, and stops where it is flat.",
    "```python\nx = 1\n```",
    "$$\nE = a + b\n$$",
)


def told(old: list[str], new: list[str]) -> list[tuple[str, str, str, str]]:
    """The fate, the class, and the first lines of both sides, of each change."""
    changes = block_changes(document("\n\n".join(old) + "\n"), document("\n\n".join(new) + "\n"))
    sides = [[side.text.strip().split("\n")[0] if side else "" for side in (one.old, one.new)] for one in changes]
    return [(one.fate.value, one.drift.value, *side) for one, side in zip(changes, sides, strict=True)]  # type: ignore[misc]


@given(st.permutations(PARTS), st.integers(0, len(PARTS) - 1))
def test_the_same_is_no_change_and_one_less_is_one_removal(parts: list[str], at: int) -> None:
    assert told(parts, parts) == []
    rest = [*parts[:at], *parts[at + 1 :]]
    assert [change[0] for change in told(parts, rest)] == ["removed"]
    assert [change[0] for change in told(rest, parts)] == ["added"]


@given(st.permutations(PARTS))
def test_what_moved_did_not_change(parts: list[str]) -> None:
    assert told(list(PARTS), parts) == []


@pytest.mark.parametrize(
    ("part", "new", "drift"),
    [
        (1, "The loss says how right the prediction is.", DriftClass.PROSE),
        (1, "The *loss* says how wrong the prediction is.", DriftClass.FORMATTING),
        (1, "The loss says how wrong the predicttion is.", DriftClass.SPELLING),
        (2, "## Going downhill, slowly", DriftClass.PROSE),
        (5, "Nothing of what stood here is left in these words.", DriftClass.PROSE),
        (6, "```python\nx = 2\n```", DriftClass.CODE),
        (7, "$$\nE = a - b\n$$", DriftClass.FORMULA),
    ],
    ids=["word", "emphasis", "spelling", "heading", "written anew", "code", "formula"],
)
def test_a_block_that_changed_is_one_change(part: int, new: str, drift: DriftClass) -> None:
    found = told(list(PARTS), [*PARTS[:part], new, *PARTS[part + 1 :]])
    assert [(change[0], change[1]) for change in found] == [("changed", drift.value)]


def test_two_new_paragraphs_for_one_old_are_not_guessed() -> None:
    new = ["A thing of its own.", "Quite unlike whatever else there was."]
    found = told(list(PARTS), [*PARTS[:5], *new, *PARTS[6:]])
    assert sorted(change[0] for change in found) == ["added", "added", "removed"]


def test_equal_blocks_keep_their_number() -> None:
    old = ["Again.", "Something else is said here.", "Again."]
    assert [change[0] for change in told(old, ["Again.", old[1]])] == ["removed"]
    assert [change[0] for change in told(old, [*old, "Again."])] == ["added"]


def test_a_removal_stands_where_it_was() -> None:
    found = told(list(PARTS), [*PARTS[:3], *PARTS[4:5], f"{PARTS[5]} Mostly.", "The end of all of it, and new."])
    assert [change[0] for change in found] == ["removed", "changed", "removed", "removed", "added"]
