"""A file cannot be read as text.

Nothing else can be checked in it, or only around the damage: bytes that are not UTF-8, a broken link, a
file that may not be opened or is far too large for a chapter.

## Example

```markdown file=en/chapter.md
The loss falls.
```

```markdown file=es/chapter.md
La p\\u{dce9}rdida baja.
```

## Use instead

```markdown file=es/chapter.md
La pérdida baja.
```
"""

from collections.abc import Iterator

from transcheck.model.corpus import Corpus
from transcheck.model.finding import Dimension, Problem, Severity
from transcheck.rule import Context, NoOptions, rule


@rule(severity=Severity.ERROR, dimension=Dimension.MARKUP)
def check(corpus: Corpus, ctx: Context[NoOptions]) -> Iterator[Problem]:
    for head in corpus.unread:
        for defect in head.defects:
            yield Problem(defect.span, defect.message, path=head.path)
