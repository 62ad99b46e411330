"""The source has changed since parts of the translation were written.

Where no source comments stand beside the text, nobody sees that. The history tells: each block got its wording in
some commit, and its source has changed in meaning since; or the front matter names the source's commit.

## Example

```markdown source@1
The loss falls with each of the 50 steps.

Gradients flow back through the layers.
```

```markdown target@2
La pérdida baja con cada uno de los 50 pasos.

Los gradientes vuelven por las capas.
```

```markdown source
The loss rises after the first 50 steps.

Gradients flow back through the layers.
```

## Use instead

Change the translation where the source changed. A change of spelling, emphasis or layout needs none.

```markdown target
La pérdida sube después de los primeros 50 pasos.

Los gradientes vuelven por las capas.
```
"""

from collections.abc import Iterator, Sequence

from transcheck.compare.changes import Grammar
from transcheck.compare.commits import changed_in, changes_of, dated
from transcheck.compare.drifted import behind_by_history, changed_words, keeps_comments
from transcheck.model.finding import Confidence, Problem, Related, Severity
from transcheck.model.status import DocumentStatus, Evidence, UnitStatus
from transcheck.model.unit import Translation
from transcheck.rule import Context, NoOptions, rule

_SHOWN = 10
_FEW = 10
"""Changed words below which the translator may well have written what the source says by now."""


@rule(severity=Severity.WARNING, history=True)
def check(translation: Translation, ctx: Context[NoOptions]) -> Iterator[Problem]:
    if ctx.chronicle is None or keeps_comments(translation):
        return
    status = ctx.chronicle.document
    language = ctx.source_language
    grammar = Grammar(language.grammar_words, language.number_words)
    stale = list(behind_by_history(status, grammar))
    if stale:
        by_pin = any(unit.evidence is Evidence.PIN for unit in stale)
        few = not by_pin and sum(changed_words(unit, status, grammar) for unit in stale) < _FEW
        confidence = None if by_pin else Confidence.MEDIUM
        related = tuple(_place(unit, translation) for unit in stale[:_SHOWN])
        span = translation.target.start_span
        severity = Severity.INFO if few else None
        yield Problem(span, _message(status, stale), related=related, severity=severity, confidence=confidence)


def _message(status: DocumentStatus, stale: Sequence[UnitStatus]) -> str:
    words = sum(unit.words for unit in stale)
    share = f" ({words} of {status.words.total} words)" if words else ""
    counted = f"{len(stale)} of {len(status.units)} blocks{share}"
    return f"the source of {counted} is newer than the translation, {changed_in(changes_of(stale))}"


def _place(unit: UnitStatus, translation: Translation) -> Related:
    commit = unit.changed_by[-1]
    return Related(translation.target.path, unit.line, f"its source changed in {dated(commit)}")
