"""A translation's `lang-ref` is that of no source chapter.

The page belongs to nothing: it is in no switch of languages, and nobody is told when its source changes.

## Example

```markdown file=en/01.md
---
lang-ref: ch.01
---
```

```markdown file=es/01.md
---
lang-ref: ch.1
lang: es
---
```

## Use instead

```markdown file=es/01.md
---
lang-ref: ch.01
lang: es
---
```
"""

from collections.abc import Collection, Iterator
from difflib import get_close_matches

from transcheck.model.corpus import Corpus
from transcheck.model.document import Head
from transcheck.model.finding import Dimension, Problem, Severity
from transcheck.model.metadata import LANG_REF
from transcheck.rule import Context, NoOptions, rule


@rule(severity=Severity.ERROR, dimension=Dimension.MARKUP)
def check(corpus: Corpus, ctx: Context[NoOptions]) -> Iterator[Problem]:
    known = {head.lang_ref for head in corpus.heads if head.is_source and head.lang_ref}
    if not corpus.uses_lang_ref or not known:
        return
    for head in corpus.heads:
        key = head.front_matter.get(LANG_REF) if head.front_matter and not head.is_source else None
        if key is None or head.lang_ref in known or not head.lang_ref:
            continue
        advice = _advice(head, known, corpus)
        # A page that has nothing near it in the source language may be the translators' own.
        severity = Severity.ERROR if advice else Severity.WARNING
        message = f'lang-ref "{head.lang_ref}" is that of no source chapter{advice}'
        yield Problem(key.value_span, message, path=head.path, severity=severity)


def _advice(head: Head, known: Collection[str], corpus: Corpus) -> str:
    source = corpus.source_of(head)
    if source is not None and source.lang_ref:
        return f'; the source at this place has "{source.lang_ref}"'
    taken = {other.lang_ref for other in corpus.heads if other.locale == head.locale}
    near = get_close_matches(head.lang_ref, sorted(set(known) - taken), n=1, cutoff=0.7)
    return f'; did you mean "{near[0]}"?' if near else ""
