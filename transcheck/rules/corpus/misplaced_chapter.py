"""A translation stands at another place than the chapter whose `lang-ref` it has.

Either its file was put into the wrong folder, or its front matter was copied from another chapter: the
switch of languages then leads from one chapter to another.

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

from collections import Counter
from collections.abc import Iterator
from pathlib import PurePosixPath

from transcheck.model.corpus import Corpus
from transcheck.model.document import Head
from transcheck.model.finding import Dimension, Problem, Severity
from transcheck.model.metadata import LANG_REF
from transcheck.rule import Context, NoOptions, rule

_CUSTOM = 3
"""So many translations of a locale at their sources' places are a custom of that locale."""


@rule(severity=Severity.WARNING, dimension=Dimension.MARKUP)
def check(corpus: Corpus, ctx: Context[NoOptions]) -> Iterator[Problem]:
    if not corpus.uses_lang_ref:
        return
    places = {_place(head): head for head in corpus.heads if head.is_source}
    claims = Counter((head.locale, head.lang_ref) for head in corpus.heads)
    joined = [head for head in corpus.heads if not head.is_source and head.chapter == head.lang_ref]
    elsewhere = [head for head in joined if _stands_elsewhere(head, corpus)]
    away, all_of = Counter(head.locale for head in elsewhere), Counter(head.locale for head in joined)
    for head in elsewhere:
        key = head.front_matter.get(LANG_REF) if head.front_matter else None
        if key is None or claims[head.locale, head.lang_ref] > 1:
            continue
        here, source = places.get(_place(head)), corpus.source_of(head)
        kept = all_of[head.locale] - away[head.locale]
        if source and (here is not None or kept >= max(_CUSTOM, 4 * away[head.locale])):
            told = f', and the source at this place has "{here.lang_ref}"' if here and here.lang_ref else ""
            message = f'lang-ref "{head.lang_ref}" is that of {source.path}{told}'
            yield Problem(key.value_span, message, path=head.path)


def _stands_elsewhere(head: Head, corpus: Corpus) -> bool:
    source = corpus.source_of(head)
    return source is not None and _place(source) != _place(head)


def _place(head: Head) -> str:
    """The path without its locale and its extension."""
    path = str(PurePosixPath(head.path).with_suffix(""))
    if not head.path_locale:
        return path
    parts = path.split("/")
    if head.path_locale in parts:
        parts.remove(head.path_locale)
        return "/".join(parts)
    return path.removesuffix(head.path_locale).rstrip("._-")
