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
    sources = [head for head in corpus.heads if head.is_source]
    named = {head.lang_ref: head for head in reversed(sources) if head.lang_ref}
    places = {_place(head): head for head in sources}
    claims = Counter((head.locale, head.lang_ref) for head in corpus.heads)
    answering = [head for head in corpus.heads if not head.is_source and head.lang_ref in named]
    elsewhere = [head for head in answering if _place(head) != _place(named[head.lang_ref])]
    all_of, away = (Counter(head.locale for head in heads) for heads in (answering, elsewhere))
    for head in elsewhere:
        key = head.front_matter.get(LANG_REF) if head.front_matter else None
        here = places.get(_place(head))
        kept = all_of[head.locale] - away[head.locale]
        is_odd = here is not None or kept >= max(_CUSTOM, 4 * away[head.locale])
        if key is not None and is_odd and claims[head.locale, head.lang_ref] == 1:
            told = f'; the source at this place has "{here.lang_ref}"' if here and here.lang_ref else ""
            message = f'lang-ref "{head.lang_ref}" is that of {named[head.lang_ref].path}{told}'
            yield Problem(key.value_span, message, path=head.path)


def _place(head: Head) -> str:
    """The path without its locale and its extension."""
    path = head.path.rpartition(".")[0]
    if not head.path_locale:
        return path
    parts = path.split("/")
    if head.path_locale in parts:
        parts.remove(head.path_locale)
        return "/".join(parts)
    return path.removesuffix(head.path_locale).rstrip("._-")
