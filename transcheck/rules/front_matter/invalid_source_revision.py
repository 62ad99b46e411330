"""A pinned source revision is no commit that holds the source.

The pin says which source the translation was made of; tools that ask git for it fail or compare with the
wrong text. In a repository the commit must be there, and the source must have stood there then.

## Example

```markdown source
---
title: Traces
---
```

```markdown target
---
title: Trazas
default_lang_commit: 34f672f
---

<!-- The Japanese page forgot its pin. -->
```

```markdown file=ja/chapter.md
---
title: トレース
default_lang_commit: TODO
---
```

## Use instead

```markdown file=ja/chapter.md
---
title: トレース
default_lang_commit: 34f672f4afbc083423d5c03a03f97c308591d255
---
```
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from transcheck.compare.commits import named
from transcheck.model.document import Document, Key
from transcheck.model.finding import Dimension, Problem, Severity
from transcheck.model.settings import PIN_KEYS
from transcheck.model.status import Pin, PinState
from transcheck.rule import Context, rule

_DEFECTS = {
    PinState.NOT_A_COMMIT: "is the beginning of several commits' names",
    PinState.UNKNOWN_COMMIT: "is no commit of this repository",
    PinState.SOURCE_ABSENT: "is a commit without this source",
}
_COMMIT = re.compile(r"[0-9a-f]{4,64}", re.I)


@dataclass(frozen=True)
class Options:
    keys: tuple[str, ...] = PIN_KEYS
    """Keys whose value is the commit that the translation was made from; a dot goes into a mapping."""


@rule(severity=Severity.ERROR, dimension=Dimension.MARKUP, history=True)
def check(document: Document, ctx: Context[Options]) -> Iterator[Problem]:
    metadata = document.head.metadata
    for name in ctx.options.keys if metadata else ():
        key = metadata.get(name) if metadata else None
        if key is not None and key.text and not _COMMIT.fullmatch(key.text):
            yield Problem(key.value_span, f'"{name}: {_shown(key)}" names no commit')
        elif key is not None and key.text and ctx.chronicle is not None:
            yield from _of_git(name, key, ctx.chronicle.pin)


def _of_git(name: str, key: Key, pin: Pin | None) -> Iterator[Problem]:
    """What git says of a pin that looks like one; a clone that does not hold all says nothing."""
    if pin is None or pin.key != name or pin.state not in _DEFECTS:
        return
    which = f": {named(pin.commit)}" if pin.commit else ""
    yield Problem(key.value_span, f'"{name}: {_shown(key)}" {_DEFECTS[pin.state]}{which}')


def _shown(key: Key) -> str:
    text = " ".join(key.text.split())
    return text if len(text) <= 60 else text[:59] + "…"
