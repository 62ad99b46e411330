"""How a locale lays out its translations, learnt from those it has, so that a new one looks like them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from transcheck.model.block import BlockKind
from transcheck.model.document import Comment
from transcheck.model.unit import Habit, Translation

_KEEPS = 0.3
"""The share of prose units with comments from which a document keeps its source."""


@dataclass(frozen=True, slots=True)
class Customs:
    """Where the source comments stand, whether headings have them, and how one is written.

    `opening` and `closing` are the delimiters with their white space; `gap` is what stands between a
    comment and its target.
    """

    habit: Habit = Habit.BEFORE
    headings: bool = True
    opening: str = "<!-- "
    closing: str = " -->"
    gap: str = "\n"

    def comment(self, source: str) -> str:
        return f"{self.opening}{source}{self.closing}"


def customs_of(translations: Sequence[Translation]) -> Customs:
    """The customs of most of `translations`; the defaults where there are none."""
    if not translations:
        return Customs()
    keeping = [t for t in translations if t.habit is not Habit.NONE and t.comment_share >= _KEEPS]
    if len(keeping) * 2 < len(translations):
        return Customs(habit=Habit.NONE)
    return Customs(
        habit=_most((t.habit for t in keeping), Habit.BEFORE),
        headings=_most((found for t in keeping for found in _headings(t)), True),
        opening=_most((s for t in keeping for s in _openings(t)), "<!-- "),
        closing=_most((s for t in keeping for s in _closings(t)), " -->"),
        gap=_most((s for t in keeping for s in _gaps(t)), "\n"),
    )


Value = TypeVar("Value")


def _most(found: Iterable[Value], default: Value) -> Value:
    counts = Counter(found)
    return counts.most_common(1)[0][0] if counts else default


def _headings(translation: Translation) -> Iterator[bool]:
    for unit in translation.units:
        if unit.source and unit.source.kind is BlockKind.HEADING and unit.target:
            yield unit.comment is not None


def _comments(translation: Translation) -> Iterator[Comment]:
    """The comments that hold source."""
    loose = {comment.span for comment in translation.loose}
    return (c for c in translation.target.comments if c.blocks and c.span not in loose and not c.is_inline)


def _openings(translation: Translation) -> Iterator[str]:
    text = translation.target.text
    for comment in _comments(translation):
        yield _white(text[comment.span.start : comment.blocks[0].span.start])


def _closings(translation: Translation) -> Iterator[str]:
    text = translation.target.text
    for comment in _comments(translation):
        yield _white(text[comment.blocks[-1].span.end : comment.span.end])


def _gaps(translation: Translation) -> Iterator[str]:
    """What stands between comments and the targets after them (before them, if that is the habit)."""
    text = translation.target.text
    for unit in translation.units:
        if unit.comment and unit.target and not unit.hidden:
            first, last = sorted((unit.comment.span, unit.target.span))
            between = text[first.end : last.start].replace("-->", "").replace("<!--", "")
            if not between.strip():
                yield "\n" * max(1, min(between.count("\n") - between.count("\n\n\n"), 2))


def _white(delimiter: str) -> str:
    """The delimiter with its white space, line endings as LF."""
    return delimiter.replace("\r\n", "\n")
