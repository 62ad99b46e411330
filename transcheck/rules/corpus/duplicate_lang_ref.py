"""Two documents of one language have the same `lang-ref`.

A site shows one of them and hides the other, and the switch of languages leads to either.  The one that
stands where the source stands is taken to be right.

## Example

```markdown file=en/01.md
---
lang-ref: ch.01
---
```

```markdown file=en/02.md
---
lang-ref: ch.02
---
```

```markdown file=es/01.md
---
lang-ref: ch.01
lang: es
---
```

```markdown file=es/02.md
---
lang-ref: ch.01
lang: es
---
```

## Use instead

```markdown file=es/02.md
---
lang-ref: ch.02
lang: es
---
```
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from transcheck.model.corpus import Corpus
from transcheck.model.document import Head
from transcheck.model.finding import Dimension, Problem, Related, Severity
from transcheck.model.metadata import LANG_REF
from transcheck.rule import Context, NoOptions, rule


@rule(severity=Severity.ERROR, dimension=Dimension.MARKUP)
def check(corpus: Corpus, ctx: Context[NoOptions]) -> Iterator[Problem]:
    if not corpus.uses_lang_ref:
        return
    known = {head.lang_ref for head in corpus.heads if head.is_source and head.lang_ref}
    claims: dict[tuple[str, str], list[Head]] = defaultdict(list)
    for head in corpus.heads:
        if head.lang_ref and (head.lang_ref in known or not known):
            claims[head.locale, head.lang_ref].append(head)
    for heads in claims.values():
        if len(heads) > 1:
            yield from _problems(heads, corpus)


def _problems(heads: Sequence[Head], corpus: Corpus) -> Iterator[Problem]:
    """All but the one that is of the chapter with that `lang-ref`, if one is."""
    owner = next((head for head in heads if head.chapter == head.lang_ref), None)
    for head in heads:
        key = head.front_matter.get(LANG_REF) if head.front_matter else None
        if head is not owner and key is not None:
            other = owner or next(one for one in heads if one is not head)
            message = f'lang-ref "{head.lang_ref}" is that of {other.path}{_expected(head, corpus)}'
            yield Problem(key.value_span, message, related=(Related(other.path, 1, "the other"),), path=head.path)


def _expected(head: Head, corpus: Corpus) -> str:
    source = corpus.source_of(head)
    if head.is_source or source is None or source.lang_ref in ("", head.lang_ref):
        return ""
    return f'; the source at this place has "{source.lang_ref}"'
