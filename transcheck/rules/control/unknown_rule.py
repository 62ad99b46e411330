"""A directive names a rule or an action that does not exist.

It silences nothing: a misspelt name leaves the finding in the report, and a rule that was renamed
since leaves a directive that nobody understands.

## Example

```markdown source
<!-- transcheck: ignore[mising-section] the appendix stays English -->

## Loss
```

## Use instead

```markdown source
<!-- transcheck: ignore[missing-section] the appendix stays English -->

## Loss
```
"""

from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from transcheck.model.document import ACTIONS, Directive, Document
from transcheck.model.finding import Dimension, Problem, Severity
from transcheck.model.text import Span
from transcheck.rule import Context, NoOptions, rule


@rule(severity=Severity.WARNING, dimension=Dimension.MARKUP)
def check(document: Document, ctx: Context[NoOptions]) -> Iterator[Problem]:
    for directive in document.directives:
        if directive.action not in ACTIONS:
            yield _problem(document, directive, "action", directive.action, ACTIONS)
        for name in directive.rules:
            if name not in ctx.known_rules:
                yield _problem(document, directive, "rule", name, ctx.known_rules)


def _problem(document: Document, directive: Directive, what: str, name: str, known: Iterable[str]) -> Problem:
    near = get_close_matches(name, sorted(known), 1)
    hint = f'did you mean "{near[0]}"?' if near else ""
    return Problem(_place(document, directive, name), f'unknown {what} "{name}" in a directive', hint)


def _place(document: Document, directive: Directive, name: str) -> Span:
    opening = document.text.index("transcheck:", directive.span.start) + len("transcheck:")
    at = document.text.index(name, opening)
    return Span(at, at + len(name))
