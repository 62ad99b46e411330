"""The front matter names one revision of the source, and the source comments hold another.

One of the two is not true: whoever trusts the pin brings in changes that are in already, or passes over others.

## Example

```markdown source@1
The loss falls with each of the 50 steps.
```

```markdown source@2
The loss rises after the first 50 steps.
```

```markdown target
---
default_lang_commit: COMMIT-1
---

<!-- The loss rises after the first 50 steps. -->

La pérdida sube después de los primeros 50 pasos.
```

## Use instead

```markdown target
---
default_lang_commit: COMMIT-2
---

<!-- The loss rises after the first 50 steps. -->

La pérdida sube después de los primeros 50 pasos.
```

## Fix safety

The fix names the last commit whose source the comments hold. It is unsafe, for the comments may be what is wrong.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from transcheck.compare.changes import Grammar
from transcheck.compare.commits import changed_in, changes_of, moment
from transcheck.compare.drifted import behind_by_comment, behind_by_history, keeps_comments
from transcheck.model.chronicle import Chronicle
from transcheck.model.document import Key
from transcheck.model.finding import Edit, Fix, Problem, Safety, Severity
from transcheck.model.history import Commit
from transcheck.model.status import Pin, PinState, UnitStatus
from transcheck.model.text import Span
from transcheck.model.unit import Translation
from transcheck.rule import Context, NoOptions, rule


@rule(severity=Severity.WARNING, fix=Safety.UNSAFE, history=True)
def check(translation: Translation, ctx: Context[NoOptions]) -> Iterator[Problem]:
    pin = ctx.chronicle.pin if ctx.chronicle else None
    metadata = translation.target.head.metadata
    key = metadata.get(pin.key) if pin and metadata else None
    if ctx.chronicle is None or pin is None or key is None or pin.state is not PinState.DRIFTED:
        return
    if not keeps_comments(translation):
        return
    grammar = Grammar(ctx.source_language.grammar_words, ctx.source_language.number_words)
    behind = list(behind_by_comment(translation, ctx.chronicle, grammar))
    older = [unit for unit in behind if not set(unit.changed_by) <= set(pin.since)]
    if older:
        commits = [commit for commit in changes_of(older) if commit not in pin.since]
        yield _problem(pin, key, translation, "an older", commits, _seen(behind))
    elif not behind and (newer := _newer(translation, ctx.chronicle, grammar)):
        yield _problem(pin, key, translation, "a newer", changes_of(newer), pin.since[-1])


def _newer(translation: Translation, chronicle: Chronicle, grammar: Grammar) -> Sequence[UnitStatus]:
    """Units whose source changed since the pin; none unless the comments hold the changes of all of them."""
    bare = (chronicle.unit(replace(unit, comment=None)) for unit in translation.units)
    status = replace(chronicle.document, units=tuple(unit for unit in bare if unit))
    changed = list(behind_by_history(status, grammar))
    followed = {unit.at for unit in translation.units if unit.comment is not None}
    return changed if all(unit.unit.at in followed for unit in changed) else []


def _seen(behind: Sequence[UnitStatus]) -> Commit | None:
    """The last commit that holds no more than all comments hold; None where git does not show it for one of them."""
    found = [unit.translated_from for unit in behind]
    return min((commit for commit in found if commit), key=moment) if all(found) else None


def _problem(
    pin: Pin, key: Key, translation: Translation, which: str, commits: Sequence[Commit], right: Commit | None
) -> Problem:
    message = f'the comments hold {which} source than "{pin.key}: {pin.written}", {changed_in(commits)}'
    at = translation.target.text.find(pin.written, key.value_span.start, key.value_span.end)
    if right is None or at < 0:
        return Problem(key.value_span, message)
    edit = Edit(Span(at, at + len(pin.written)), right.sha[: len(pin.written)])
    return Problem(key.value_span, message, fix=Fix("Name the commit that the comments hold", (edit,), Safety.UNSAFE))
