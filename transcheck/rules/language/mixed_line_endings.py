"""Lines of the file end in two ways.

Editors show the rest as `^M` or as one long line, and every later change of the file touches lines that
nobody meant to touch, so that the history no longer says who wrote what.

## Example

```markdown target
La pérdida baja.␍
Los pesos cambian.
```

## Use instead

```markdown target
La pérdida baja.
Los pesos cambian.
```

## Fix safety

Safe: every line gets the ending that most lines have; nothing else changes.
"""

import re
from collections import Counter
from collections.abc import Iterator

from transcheck.model.document import Document
from transcheck.model.finding import Dimension, Edit, Fix, Problem, Safety, Severity
from transcheck.model.text import Span
from transcheck.rule import Context, NoOptions, rule

_ENDING = re.compile(r"\r\n?|\n")
_NAMES = {"\n": "LF", "\r\n": "CRLF", "\r": "CR"}


@rule(severity=Severity.INFO, dimension=Dimension.MARKUP, fix=Safety.SAFE)
def check(document: Document, ctx: Context[NoOptions]) -> Iterator[Problem]:
    if "\r" not in document.text:
        return
    endings = list(_ENDING.finditer(document.text))
    counts = Counter(match[0] for match in endings)
    usual = max(counts, key=lambda ending: (counts[ending], ending == "\n"))
    others = [match for match in endings if match[0] != usual]
    if others:
        edits = tuple(_edit(match, usual) for match in others)
        counted = ", ".join(f"{counts[ending]} by {_NAMES[ending]}" for ending in counts if ending != usual)
        message = f"{counts[usual]} lines end by {_NAMES[usual]}, {counted}"
        fix = Fix(f"End every line by {_NAMES[usual]}", edits, Safety.SAFE)
        yield Problem(Span(*others[0].span()), message, fix=fix)


def _edit(match: re.Match[str], usual: str) -> Edit:
    """Touches CR alone where it can, for edits follow the endings of the lines around them."""
    start, end = match.span()
    if match[0] == "\r":
        return Edit(Span(start, end), usual)
    return Edit(Span(start, start + 1), "") if match[0] == "\r\n" else Edit(Span(start, start), "\r")
