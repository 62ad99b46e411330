"""A link leads elsewhere than the source's.

A mistyped address, or one that the source has since replaced, sends readers to the wrong page, and no
build complains.

A link that leads to the same thing in the reader's language is right: `/es/` for `/en/`, `README-ES.md`,
`es.wikipedia.org`.

## Example

```markdown source
The code is in [the notebook](https://example.org/course/blob/main/08-attention.ipynb).
```

```markdown target
El código está en [el cuaderno](https://example.org/course/blob/main/80-attention.ipynb).
```

## Use instead

```markdown target
El código está en [el cuaderno](https://example.org/course/blob/main/08-attention.ipynb).
```

## Fix safety

Unsafe: puts the source's target in, which the translator may have left on purpose.
"""

from collections.abc import Iterator

from transcheck.compare.link_changes import link_changes
from transcheck.model.facts import Token
from transcheck.model.finding import Edit, Fix, Problem, Safety, Severity
from transcheck.model.links import parse_target, shown
from transcheck.model.unit import Translation
from transcheck.rule import Context, NoOptions, rule


@rule(severity=Severity.WARNING, fix=Safety.UNSAFE)
def check(translation: Translation, ctx: Context[NoOptions]) -> Iterator[Problem]:
    for change in link_changes(translation, ctx.corpus.source_locale):
        if change.found is not None:
            source = change.lost.span if change.unit.source else None
            message = f'link "{shown(change.found.value)}" where the source has "{shown(change.lost.value)}"'
            yield Problem(change.found.value_span, message, fix=_fix(change.lost, change.found), source=source)


def _fix(lost: Token, found: Token) -> Fix | None:
    """The source's target, unless it depends on where the document stands."""
    if not parse_target(lost.value).host:
        return None
    return Fix("Link to what the source links to", (Edit(found.value_span, lost.value),), Safety.UNSAFE)
