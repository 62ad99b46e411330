"""A name that is not translated is written with other capitals than the glossary has.

Names have one spelling, and readers search for it.

## Example

```yaml file=glossary/es.yml
concepts:
  - source: PyTorch
    fixed: true
```

```markdown source
We train it with PyTorch.
```

```markdown target
Lo entrenamos con Pytorch.
```

## Use instead

```markdown target
Lo entrenamos con PyTorch.
```

## Fix safety

Only capitals change, in running text: code, links and file names are left alone.
"""

from collections.abc import Iterator

from transcheck.model.finding import Dimension, Edit, Fix, Problem, Safety, Severity
from transcheck.model.unit import Unit
from transcheck.rule import Context, NoOptions, rule
from transcheck.terms.matcher import matcher


@rule(severity=Severity.INFO, dimension=Dimension.TERMINOLOGY, fix=Safety.SAFE)
def check(unit: Unit, ctx: Context[NoOptions]) -> Iterator[Problem]:
    if ctx.terms is None or unit.target is None or unit.hidden:
        return
    terms = matcher(ctx.terms)
    for name, span, text in terms.miswritten(unit.target.facts):
        if not any(text in side.text for side in unit.references):
            fix = Fix(f'Write "{name}"', (Edit(span, name),), Safety.SAFE)
            yield Problem(span, f'"{text}" is written "{name}"', fix=fix)
