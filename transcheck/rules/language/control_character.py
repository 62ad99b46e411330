"""A control character stands in the text.

A backspace or an escape that came with a paste is no letter of any language.  Browsers drop it or print a
box, searches no longer find the word, and feeds that are written from the page as XML cannot be read.

## Example

```markdown target
La red apren\b\bde una representación.
```

## Use instead

```markdown target
La red aprende una representación.
```

## Fix safety

Safe: the character is deleted; one that parts lines gives way to a space.
"""

import re
from collections.abc import Iterator

from transcheck.model.document import Document
from transcheck.model.finding import Dimension, Edit, Fix, Problem, Safety, Severity
from transcheck.model.text import Span
from transcheck.rule import Context, NoOptions, rule
from transcheck.syntax.characters import label, visible, whereabouts

# Tab and line ends are text.
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]+")
_LEAD_BYTES = re.compile(r"[\xc2-\xf4][\x80-\xbf]*\Z")
_SEPARATORS = frozenset("\x0b\x0c\x1c\x1d\x1e\x1f\x85")


@rule(severity=Severity.ERROR, dimension=Dimension.LINGUISTIC, fix=Safety.SAFE)
def check(document: Document, ctx: Context[NoOptions]) -> Iterator[Problem]:
    for _run, matches in visible(document, _CONTROLS):
        yield from (_problem(document.text, match) for match in matches if not _is_mojibake(document.text, match))


def _is_mojibake(text: str, match: re.Match[str]) -> bool:
    """C1 controls after a letter that UTF-8 read as Latin-1 begins with are the rest of another character."""
    return "\x80" <= match[0][0] <= "\x9f" and bool(_LEAD_BYTES.search(text[max(0, match.start() - 3) : match.start()]))


def _problem(text: str, match: re.Match[str]) -> Problem:
    """Browsers take a form feed for white space, so it weighs less."""
    span = Span(*match.span())
    apart = bool(_SEPARATORS.intersection(match[0])) and not text[span.end : span.end + 1].isspace()
    fix = Fix("Delete the control character", (Edit(span, " " if apart else ""),), Safety.SAFE)
    times = f" ({len(match[0])} characters)" if len(match[0]) > 1 else ""
    severity = Severity.WARNING if match[0].strip("\x0b\x0c") == "" else None
    message = f"control character {label(match[0][0])}{times} {whereabouts(text, span)}"
    return Problem(span, message, fix=fix, severity=severity)
