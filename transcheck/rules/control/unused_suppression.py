"""A directive silences nothing.

What it was written for is mended or gone; left in place it would hide the next defect of that kind
from everyone, and readers of the text wonder what is wrong there.

## Example

```markdown source
<!-- transcheck: ignore -->

The loss falls with every step.
```

## Use instead

```markdown source
The loss falls with every step.
```

## Fix safety

Safe: removes a name that silences nothing, or the whole directive where none of its names does. One
that names no rule is left to the reader, for it may be there for a rule that this run was told to skip.
"""

from collections.abc import Iterator

from transcheck.model.document import Directive, Document
from transcheck.model.finding import Dimension, Edit, Fix, Problem, Safety, Severity
from transcheck.model.text import Span
from transcheck.rule import Context, NoOptions, rule


@rule(severity=Severity.WARNING, dimension=Dimension.MARKUP, fix=Safety.SAFE)
def check(document: Document, ctx: Context[NoOptions]) -> Iterator[Problem]:
    for directive, name in ctx.unused:
        yield _unused(document, directive, name, [other for one, other in ctx.unused if one is directive])
    for directive in _ends_of_nothing(document):
        yield Problem(directive.span, '"ignore-end" ends nothing: no "ignore-start" stands before it')


def _unused(document: Document, directive: Directive, name: str, all_unused: list[str]) -> Problem:
    if not name:
        return Problem(directive.span, f'"{directive.action}" silences nothing here')
    place = _place(document, directive, name)
    if set(directive.rules) <= set(all_unused):
        spans = (directive.span, *_its_end(document, directive))
        fix = Fix("Remove the directive", tuple(Edit(_lines(document.text, s), "") for s in spans), Safety.SAFE)
    else:
        rest = ", ".join(rule for rule in directive.rules if rule not in all_unused)
        fix = Fix("Remove what is unused", (Edit(_brackets(document, directive), rest),), Safety.SAFE)
    return Problem(place, f'"{directive.action}" of "{name}" silences nothing here', fix=fix)


def _its_end(document: Document, directive: Directive) -> Iterator[Span]:
    """The `ignore-end` that would end nothing without this `ignore-start`."""
    if directive.action != "ignore-start":
        return
    marks = [one for one in document.directives if one.action in ("ignore-start", "ignore-end")]
    at = marks.index(directive)
    is_first = all(one.action == "ignore-end" for one in marks[:at])
    if is_first and at + 1 < len(marks) and marks[at + 1].action == "ignore-end":
        yield marks[at + 1].span


def _brackets(document: Document, directive: Directive) -> Span:
    """What stands between the brackets."""
    start = document.text.index("[", directive.span.start) + 1
    return Span(start, document.text.index("]", start))


def _place(document: Document, directive: Directive, name: str) -> Span:
    at = document.text.index(name, _brackets(document, directive).start)
    return Span(at, at + len(name))


def _lines(text: str, span: Span) -> Span:
    """The directive with its line and one blank line after it, where nothing else stands on the line."""
    start = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.end)
    end = len(text) if end < 0 else end + 1
    if text[start : span.start].strip() or text[span.end : end].strip():
        return span
    after = text.find("\n", end)
    blank = after >= 0 and not text[end:after].strip()
    return Span(start, after + 1 if blank else end)


def _ends_of_nothing(document: Document) -> Iterator[Directive]:
    opened = False
    for directive in document.directives:
        if directive.action == "ignore-end" and not opened:
            yield directive
        opened = opened or directive.action == "ignore-start"
