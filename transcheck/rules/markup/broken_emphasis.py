"""Asterisks or underscores that were meant as emphasis are printed.

White space inside the marks, a mark that was never closed, or a full stop before a closing mark in text
without spaces between words: the page shows `**` and the stress is lost.  What opens and closes follows the
Markdown flavour: CommonMark does not close `**重要。**の`, kramdown does.

## Example

```markdown target
La red ** aprende ** una representación.
```

## Use instead

```markdown target
La red **aprende** una representación.
```

## Fix safety

Unsafe: moves white space and punctuation out of the emphasis, which changes what is stressed.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from transcheck.locales.scripts import script_of
from transcheck.model.block import Block, BlockKind
from transcheck.model.corpus import Flavour
from transcheck.model.document import Document
from transcheck.model.finding import Dimension, Edit, Fix, Problem, Safety, Severity
from transcheck.model.text import Span
from transcheck.rule import Context, NoOptions, rule
from transcheck.syntax.emphasis import Run, is_punctuation, is_space, runs
from transcheck.syntax.inline import HOLE, hollow, is_markdown
from transcheck.syntax.mkdocs import is_mkdocs

_TRIGGER = re.compile(r"\*|(?<![A-Za-z0-9_])_|_(?![A-Za-z0-9_])")
_MARKER = re.compile(r"(?m)^[ \t>\xa0]*(?:[*+-][ \t]+)+|^(?=[ \t]*[*_])[*_ \t]{3,}$")
_CELL = re.compile(r"(?<!\\)\||\n")
_LONGEST = 400
_LONGEST_TERM = 32
_LOOK_BACK = 80
_SHOWN = 40
_BRACKETS = ("()", "[]", "（）", "「」", "“”", '""')
_SENTENCE_MARKS = "。，、．！？：；,.!?:;…"
_UNSPACED = frozenset({"Han", "Hiragana", "Katakana", "Hangul", "Thai", "Lao", "Khmer", "Myanmar"})
"""Scripts whose words touch each other, or their endings, so that a mark often stands between letters."""


@rule(severity=Severity.WARNING, dimension=Dimension.MARKUP, fix=Safety.UNSAFE)
def check(document: Document, ctx: Context[NoOptions]) -> Iterator[Problem]:
    flavour = Flavour.KRAMDOWN if is_mkdocs(document, ctx.corpus) else ctx.corpus.flavour
    for block in document.blocks:
        if _TRIGGER.search(block.text) and is_markdown(block):
            text = _MARKER.sub(lambda match: " " * len(match[0]), hollow(block, document.text))
            for start, end in _scopes(text, block.kind):
                for one in _broken(text[:end], runs(text, flavour, start, end)):
                    yield one.problem(block)


def _scopes(text: str, kind: BlockKind) -> Iterator[tuple[int, int]]:
    """The stretches within which marks find each other: the cells of a table, or all."""
    if kind is not BlockKind.TABLE:
        yield 0, len(text)
    else:
        edges = [0, *(match.start() for match in _CELL.finditer(text)), len(text)]
        yield from ((start, end) for start, end in pairwise(edges) if end > start)


@dataclass(frozen=True, slots=True)
class _Broken:
    """Two marks that were meant for each other, or a lone one; at least one of them is printed."""

    text: str
    opener: Run | None
    closer: Run | None

    @property
    def start(self) -> int:
        first = self.opener or self.closer
        return first.start if first else 0

    def problem(self, block: Block) -> Problem:
        if self.opener and self.closer:
            return self._pair(block, self.opener, self.closer)
        one = self.opener or self.closer
        assert one is not None, "one of two marks is there"
        span = Span(one.start, one.end).shifted(block.span.start)
        mark = one.char * one.length
        if one.left < one.length:
            return Problem(span, f'"{mark}" {self._beside(block, one)} has {one.left} too many or too few')
        what = "is never closed" if self.opener else "closes nothing"
        return Problem(span, f'"{mark}" {self._beside(block, one)} {what}')

    def _beside(self, block: Block, run: Run) -> str:
        if self.opener:
            return f'before "{"".join(block.text[run.end : run.end + _SHOWN].split()[:1])}"'
        return f'after "{"".join(block.text[max(0, run.start - _SHOWN) : run.start].split()[-1:])}"'

    def _pair(self, block: Block, opener: Run, closer: Run) -> Problem:
        whole = Span(opener.start, closer.end)
        said = " ".join(whole.of(block.text).split())
        shown = said if len(said) <= _SHOWN else f"{said[: _SHOWN // 2]}…{said[-_SHOWN // 2 :]}"
        edits = _mended(self.text, opener, closer)
        shifted = tuple(Edit(edit.span.shifted(block.span.start), edit.text) for edit in edits)
        fix = Fix("Put the marks directly around the words", shifted, Safety.UNSAFE) if edits else None
        return Problem(
            whole.shifted(block.span.start), f'"{shown}" is no emphasis: {self._why(opener, closer)}', fix=fix
        )

    def _why(self, opener: Run, closer: Run) -> str:
        if is_space(self.text[opener.end]) or is_space(self.text[closer.start - 1]):
            return "white space inside the marks"
        if opener.char == "_":
            return "underscores between letters"
        return f"punctuation inside and a letter outside the {'closing' if opener.can_open else 'opening'} mark"


def _broken(text: str, found: Sequence[Run]) -> Iterator[_Broken]:
    """Pair up what is printed, the nearest first; of what is left alone only the plain cases are reported."""
    if not any(run.left for run in found):
        return
    found = [run for run in found if not _is_code(text, run)]
    pairs = [*_in_order(text, [run for run in found if run.char == "_"])]
    pairs += _in_order(text, [run for run in found if run.char == "*" and run.length > 1])
    paired = {run for pair in pairs for run in pair}
    pairs += _nearest(text, [run for run in found if run.char == "*" and run.left and run not in paired])
    paired = {run for pair in pairs for run in pair}
    broken = [_Broken(text, *pair) for pair in pairs]
    broken += [one for run in found if run.left and run not in paired and (one := _alone(text, run)) is not None]
    yield from sorted(broken, key=lambda one: one.start)


def _in_order(text: str, marks: Sequence[Run]) -> Iterator[tuple[Run, Run]]:
    """Where one does not close, the next may close in its stead, so an even number is paired as it stands there."""
    belong = _is_word if marks and marks[0].char == "_" else _belong
    for opener, closer in zip(marks[::2], marks[1::2], strict=False):
        is_broken = len(marks) % 2 == 0 and opener.left + closer.left and opener.length == closer.length
        if is_broken and belong(text, opener, closer):
            yield opener, closer


def _nearest(text: str, marks: Sequence[Run]) -> Iterator[tuple[Run, Run]]:
    waiting: dict[int, Run] = {}
    for run in marks:
        before = waiting.pop(run.left, None)
        if before is not None and before.length == before.left == run.length and _belong(text, before, run):
            yield before, run
        else:
            waiting[run.left] = run


def _belong(text: str, opener: Run, closer: Run) -> bool:
    """Whether two runs of asterisks that are printed were meant to be a pair."""
    inner = text[opener.end : closer.start]
    words = inner.strip()
    if not words or len(inner) > _LONGEST or inner.count("$") % 2 or _starts_line(text, closer):
        return False
    if _is_arithmetic(text, opener, closer, words):
        return False
    before, after = is_space(inner[0]), is_space(inner[-1])
    if before or after:
        return opener.length > 1 or _is_spaced(text, opener, closer)
    return _is_flanked(text, opener, closer)


def _is_spaced(text: str, opener: Run, closer: Run) -> bool:
    """`* word *`, `*word *`, but neither `.git* and *.pyc` nor bullets that run on in a line."""
    before, after = is_space(text[opener.end]), is_space(text[closer.start - 1])
    if (before and _is_spelled(_at(text, opener.start - 1))) or (after and _is_spelled(_at(text, closer.end))):
        return False
    if before and after:
        is_bullet = text[closer.start - 2 : closer.start].isspace()
        return not is_bullet and closer.start - opener.end <= _LONGEST_TERM
    return opener.can_open if after else closer.can_close


def _is_spelled(char: str) -> bool:
    """Whether it is a letter or digit of a script that parts its words by spaces."""
    return char.isalnum() and script_of(char) not in _UNSPACED


def _is_flanked(text: str, opener: Run, closer: Run) -> bool:
    """Punctuation inside and a letter outside, where words touch or the punctuation is a pair of brackets."""
    inner = text[opener.end : closer.start]
    if not is_punctuation(inner[-1] if opener.can_open else inner[0]):
        return False
    outside = _at(text, closer.end) if opener.can_open else _at(text, opener.start - 1)
    return opener.length > 1 or script_of(outside) in _UNSPACED or f"{inner[0]}{inner[-1]}" in _BRACKETS


def _starts_line(text: str, run: Run) -> bool:
    before = text[max(0, run.start - _LOOK_BACK) : run.start].rsplit("\n", 1)[-1]
    return not before.strip(" \t>\xa0")


def _is_word(text: str, opener: Run, closer: Run) -> bool:
    """Names such as `_update_all` have underscores too, but not between Chinese letters or beside white space."""
    inner = text[opener.end : closer.start]
    words = inner.strip()
    if not words or len(inner) > _LONGEST or not words[0].isalpha() or inner.count("$") % 2:
        return False
    if is_space(inner[0]) and is_space(inner[-1]):
        return is_space(_at(text, opener.start - 1)) and len(words) > 1
    beside = (_at(text, opener.start - 1), _at(text, closer.end))
    return words == inner and any(script_of(char) in _UNSPACED for char in beside)


def _is_arithmetic(text: str, opener: Run, closer: Run, words: str) -> bool:
    """`(a) * 7 (b) * 3`, `2 ** 3`: between operands, or between what begins and ends no word."""
    before = text[max(0, opener.start - _LOOK_BACK) : opener.start].rstrip()[-1:]
    if not any(char.isalpha() for char in words) or (words[0].isdigit() and (before.isalnum() or before == ")")):
        return True
    is_single = opener.length == 1 and is_space(text[opener.end]) and is_space(text[closer.start - 1])
    letters = sum(char.isalpha() for char in words)
    return is_single and (letters < 2 or before in tuple(")]}") or any(char in words for char in "=_+"))


def _at(text: str, offset: int) -> str:
    return text[offset] if 0 <= offset < len(text) else " "


def _alone(text: str, run: Run) -> _Broken | None:
    """A mark that nothing answers: two asterisks at a word, or one that opens inside a line."""
    before, after = _at(text, run.start - 1), _at(text, run.end)
    if run.char == "_" or HOLE in (before, after):
        return None
    if run.length > 1:
        if run.can_open and after.isalpha() and not before.isalnum():
            return _Broken(text, run, None)
        is_end = run.can_close and before.isalpha() and not after.isalnum() and run.left < run.length
        return _Broken(text, None, run) if is_end else None
    opens = run.can_open and not run.can_close and after.isalpha() and (is_space(before) or before in '(（「“"')
    return _Broken(text, run, None) if opens and not _starts_line(text, run) else None


_KEYWORDS = re.compile(r"\w{0,20}(?:kwargs|kw|args|options|opts|params)\b")


def _is_code(text: str, run: Run) -> bool:
    """`src/**/a.md`, `/* note */`, `**kwargs` and a lone `(*)` outside of code spans."""
    before, after = _at(text, run.start - 1), _at(text, run.end)
    if "/" in (before, after) or (before in "(['\"“‘" and after in ")]'\"”’"):
        return True
    return run.length > 1 and bool(_KEYWORDS.match(text, run.end))


def _mended(text: str, opener: Run, closer: Run) -> tuple[Edit, ...]:
    """White space and full stops go out of the marks; underscores become asterisks."""
    inner = text[opener.end : closer.start]
    words = inner.strip()
    lead = len(inner) - len(inner.lstrip())
    trail = len(inner) - len(inner.rstrip())
    mark = "*" * opener.length
    tail = ""
    if not trail and not closer.can_close and opener.can_open:
        tail = words[len(words.rstrip(_SENTENCE_MARKS)) :]
        if not tail and opener.char == "*":
            return ()
    elif not lead and not trail and opener.char == "*":
        return ()
    out_before = " " if lead and _at(text, opener.start - 1).isalnum() else ""
    out_after = " " if trail and _at(text, closer.end).isalnum() else ""
    edits = (
        Edit(Span(opener.start, opener.end + lead), out_before + mark),
        Edit(Span(closer.start - trail - len(tail), closer.end), mark + tail + out_after),
    )
    return tuple(edit for edit in edits if edit.span.of(text) != edit.text)
