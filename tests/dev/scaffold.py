"""The two files of a new rule, ready to be filled."""

import re
from pathlib import Path

import click

ROOT = Path(__file__).parents[2]
SUBJECTS = ("Document", "Unit", "Translation", "Corpus")
_MODULES = {"Document": "document", "Unit": "unit", "Translation": "unit", "Corpus": "corpus"}

_RULE = '''"""One sentence that could be the message.

Why it harms a reader or a translator.

## Example

```markdown source
The loss falls.
```

```markdown target
La pérdida sube.
```

## Use instead

```markdown target
La pérdida baja.
```
"""

from collections.abc import Iterator

from transcheck.model.finding import Problem, Severity
from transcheck.model.{module} import {subject}
from transcheck.rule import Context, NoOptions, rule


@rule(severity=Severity.WARNING)
def check({name}: {subject}, ctx: Context[NoOptions]) -> Iterator[Problem]:
    yield from ()
'''
_CASES = """# {rule}

## A case that fires

Why it should.

```markdown source
The loss falls.
```

```markdown target
La pérdida sube.
```

```findings
```

## A near miss

```markdown source
The loss falls.
```

```markdown target
La pérdida baja.
```

```findings
```

## In Japanese

```markdown source
The loss falls.
```

```markdown target ja
損失が減ります。
```

```findings
```
"""


def lay_out(name: str, subject: str) -> tuple[Path, Path]:
    """Write both files; raises a usage error for a bad name or a rule that exists."""
    if not re.fullmatch(r"[a-z]+(?:-[a-z]+)*/[a-z]+(?:-[a-z]+)*", name):
        raise click.UsageError(f"{name!r} is no family/rule-id")
    family, rule = name.split("/")
    folder = ROOT / "transcheck" / "rules" / family.replace("-", "_")
    module = folder / f"{rule.replace('-', '_')}.py"
    cases = ROOT / "tests" / "rules" / family / f"{rule}.md"
    if not folder.is_dir():
        raise click.UsageError(f"no family {family!r} in transcheck/rules")
    if module.exists() or cases.exists():
        raise click.UsageError(f"{name} exists")
    module.write_text(_RULE.format(module=_MODULES[subject], subject=subject, name=subject.lower()), encoding="utf-8")
    cases.parent.mkdir(parents=True, exist_ok=True)
    cases.write_text(_CASES.format(rule=rule), encoding="utf-8")
    return module, cases
