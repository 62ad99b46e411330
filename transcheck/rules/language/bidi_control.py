"""A character that directs how text runs from right to left overrides the letters, or is not closed.

An override prints the letters after it in the wrong order, whatever they are; an embedding or isolate that is
not closed, or was closed before it began, drags the words after it to a place where nobody wrote them.  In
Arabic, Hebrew and Persian, marks and balanced isolates are right, and pass.

## Example

```markdown target
La red apr\u202eende una representación.
```

## Use instead

```markdown target
La red aprende una representación.
```
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from transcheck.locales.scripts import script_counts
from transcheck.model.document import Document
from transcheck.model.finding import Dimension, Problem, Severity
from transcheck.model.text import Span
from transcheck.rule import Context, NoOptions, rule
from transcheck.syntax.characters import label, visible, whereabouts

# Unicode Standard Annex 9, section 2: explicit embeddings, overrides and isolates, and what ends them.
_CONTROLS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_OVERRIDES = "\u202d\u202e"
_POP_EMBEDDING, _POP_ISOLATE = "\u202c", "\u2069"
_EMBEDDINGS, _ISOLATES = "\u202a\u202b\u202d\u202e", "\u2066\u2067\u2068"
_CLOSED_BY = {**dict.fromkeys(_EMBEDDINGS, _POP_EMBEDDING), **dict.fromkeys(_ISOLATES, _POP_ISOLATE)}
_ALONG = {False: "\u202a\u2066", True: "\u202b\u2067"}
"""Controls that ask for the direction which the language has anyhow."""
_RIGHT_TO_LEFT = ("Arabic", "Hebrew", "Syriac", "Thaana", "Nko", "Adlam", "Hanifi_Rohingya", "Mandaic", "Samaritan")


@rule(severity=Severity.ERROR, dimension=Dimension.LINGUISTIC)
def check(document: Document, ctx: Context[NoOptions]) -> Iterator[Problem]:
    for run, matches in visible(document, _CONTROLS):
        state = _read(matches)
        yield from (_problem(document.text, match, "overrides the order of letters") for match in state.overrides)
        for match in state.opened:
            problem = _harmless if match[0] in _ALONG[ctx.language.right_to_left] else _problem
            yield problem(document.text, match, "is never closed")
        yield from (_harmless(document.text, match, "closes nothing") for match in state.stray)
        if not ctx.language.right_to_left and not _has_right_to_left(run.of(document.text)):
            yield from (_harmless(document.text, match, "directs no right-to-left text") for match in state.balanced)


@dataclass(frozen=True, slots=True)
class _State:
    """The controls of one run of text, by what became of them; of a balanced pair the first is kept."""

    overrides: tuple[re.Match[str], ...]
    opened: tuple[re.Match[str], ...]
    stray: tuple[re.Match[str], ...]
    balanced: tuple[re.Match[str], ...]


def _read(matches: Sequence[re.Match[str]]) -> _State:
    """Pair them as the algorithm does: the end of an isolate ends the embeddings inside it too."""
    opened: list[re.Match[str]] = []
    stray, balanced, left, isolates = [], [], [], 0
    for match in matches:
        if match[0] in _CLOSED_BY:
            opened.append(match)
            isolates += match[0] in _ISOLATES
        elif match[0] == _POP_ISOLATE and isolates:
            isolates -= 1
            while _CLOSED_BY[(last := opened.pop())[0]] != _POP_ISOLATE:
                left.append(last)
            balanced.append(last)
        elif match[0] == _POP_EMBEDDING and opened and _CLOSED_BY[opened[-1][0]] == _POP_EMBEDDING:
            balanced.append(opened.pop())
        else:
            stray.append(match)
    overrides = tuple(match for match in matches if match[0] in _OVERRIDES)
    return _State(overrides, _without_overrides(left + opened), tuple(stray), _without_overrides(balanced))


def _without_overrides(matches: Sequence[re.Match[str]]) -> tuple[re.Match[str], ...]:
    return tuple(match for match in matches if match[0] not in _OVERRIDES)


def _has_right_to_left(text: str) -> bool:
    return any(script in _RIGHT_TO_LEFT for script in script_counts(text))


def _problem(text: str, match: re.Match[str], what: str) -> Problem:
    span = Span(*match.span())
    return Problem(span, f"{label(match[0])} {what} {whereabouts(text, span)}")


def _harmless(text: str, match: re.Match[str], what: str) -> Problem:
    """It moves no letter, so it weighs less."""
    span = Span(*match.span())
    return Problem(span, f"{label(match[0])} {what} {whereabouts(text, span)}", severity=Severity.WARNING)
