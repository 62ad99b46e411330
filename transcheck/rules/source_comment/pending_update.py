"""The source changed here, and nobody has looked at the translation since.

`transcheck sync` brought today's source into the comment and left this mark, so that the comment reads
well and the change is not forgotten. Readers of the translation still read the old text.

## Example

```markdown source
The loss falls with each of the 60 steps.
```

```markdown target
<!-- transcheck: update "50" became "60" -->

<!-- The loss falls with each of the 60 steps. -->
La pérdida baja con cada uno de los 50 pasos.
```

## Use instead

Mend the translation, then remove the mark.

```markdown target
<!-- The loss falls with each of the 60 steps. -->
La pérdida baja con cada uno de los 60 pasos.
```
"""

from collections.abc import Iterator

from transcheck.model.document import UPDATE, Document
from transcheck.model.finding import Dimension, Problem, Severity
from transcheck.rule import Context, NoOptions, rule


@rule(severity=Severity.WARNING, dimension=Dimension.ACCURACY)
def check(document: Document, ctx: Context[NoOptions]) -> Iterator[Problem]:
    for directive in document.directives:
        if directive.action == UPDATE:
            said = f": {directive.reason}" if directive.reason else ""
            yield Problem(
                directive.span, f"the translation is to be updated{said}", "mend the text, then remove the mark"
            )
