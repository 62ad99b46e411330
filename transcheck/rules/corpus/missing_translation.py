"""A chapter has no translation into a language that others are translated into.

Off unless a project asks for it: a translation in progress lacks chapters every day.

## Example

```markdown file=en/01.md
# Losses
```

```markdown file=en/02.md
# Descent
```

```markdown file=es/01.md
# Pérdidas
```

## Use instead

```markdown file=es/02.md
# Descenso
```
"""

from collections.abc import Iterator
from dataclasses import dataclass

from transcheck.model.corpus import Corpus
from transcheck.model.finding import Problem, Severity
from transcheck.model.text import Span
from transcheck.rule import Context, rule


@dataclass(frozen=True)
class Options:
    locales: tuple[str, ...] = ()
    """The locales that every chapter should have; none means all that any chapter has."""


@rule(severity=Severity.WARNING, opt_in=True)
def check(corpus: Corpus, ctx: Context[Options]) -> Iterator[Problem]:
    for chapter in corpus.chapters:
        if chapter.source is None:
            continue
        done = {head.locale for head in chapter.translations}
        for locale in ctx.options.locales or corpus.locales:
            if locale not in done:
                yield Problem(Span(0, 0), f"no translation into {locale}", path=chapter.source.path)
