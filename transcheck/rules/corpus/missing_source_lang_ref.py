"""A source chapter has no `lang-ref`, where the other chapters have one.

Its translations have nothing to be joined to: they are found by their path alone, and the site's switch
of languages leaves them out.

## Example

```markdown file=en/01.md
---
lang-ref: ch.01
title: Losses
---
```

```markdown file=en/02.md
---
title: Descent
---
```

## Use instead

```markdown file=en/02.md
---
lang-ref: ch.02
title: Descent
---
```
"""

from collections.abc import Iterator

from transcheck.model.corpus import Corpus
from transcheck.model.document import Head
from transcheck.model.finding import Dimension, Problem, Severity
from transcheck.model.text import Span
from transcheck.rule import Context, NoOptions, rule


@rule(severity=Severity.WARNING, dimension=Dimension.MARKUP)
def check(corpus: Corpus, ctx: Context[NoOptions]) -> Iterator[Problem]:
    if not corpus.uses_lang_ref:
        return
    for head in corpus.heads:
        if head.is_source and head.metadata and not head.lang_ref and _is_translated(head, corpus):
            at = head.metadata.span.start
            yield Problem(Span(at, at + 3), 'front matter has no "lang-ref"', path=head.path)


def _is_translated(head: Head, corpus: Corpus) -> bool:
    """Whether it is meant to be: it stands among the sources of a locale's folder, or has translations."""
    chapter = corpus.by_chapter.get(head.chapter)
    return bool(head.path_locale or (chapter and chapter.translations))
