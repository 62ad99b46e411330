"""A sentence ends with another mark than its source, or with none.

A question that became a statement, or a colon that no longer announces its list, changes what the reader
expects next; a lost full stop may be a lost end of the sentence. Each language's own marks answer the
English ones. Conventions differ on lists and captions, so the rule is off unless it is asked for.

## Example

```markdown source
Does the loss fall?
```

```markdown target ja
損失は小さくなります、
```

## Use instead

```markdown target ja
損失は小さくなりますか？
```
"""

from collections.abc import Iterator, Mapping

from transcheck.model.block import BlockKind, Segment
from transcheck.model.finding import Dimension, Problem, Severity
from transcheck.model.text import Span
from transcheck.model.unit import Unit
from transcheck.rule import Context, NoOptions, rule

_KINDS = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM})
_SURE = 0.6
# Quotation marks, brackets and emphasis may stand after the mark.
_TAIL = "\"'“”„‟«»‹›‘’)]）」』】》〉*_~ \t\r\n\u00a0\u202f\u3000"


@rule(severity=Severity.INFO, dimension=Dimension.LOCALE, opt_in=True)
def check(unit: Unit, ctx: Context[NoOptions]) -> Iterator[Problem]:
    answers = ctx.language.end_punctuation
    target = unit.target
    if not answers or target is None or not unit.is_pair or unit.confidence < _SURE:
        return
    if target.kind not in _KINDS or target.blocks[-1].kind not in _KINDS:
        return
    wanted = [_last(side) for side in unit.references]
    last = _last(target)
    if not last or not all(mark in answers for mark in wanted) or _is_answer(last, wanted, answers):
        return
    if target.blocks[-1].kind is BlockKind.LIST_ITEM and last.isalnum() and "." in wanted:
        return  # many languages end the items of a list without a mark
    at = target.span.end - 1
    ends = "without a mark" if last.isalnum() else f'with "{last}"'
    expected = f'the source ends with "{wanted[0]}", expected "{answers[wanted[0]][0]}"'
    yield Problem(Span(at, at + 1), f"the sentence ends {ends}; {expected}", source=unit.source_span)


def _last(side: Segment) -> str:
    """The last character of the text but for quotation marks and the like; empty where it is no text."""
    piece, shown = side.blocks[-1].text.rstrip(_TAIL), side.blocks[-1].facts.plain_pieces[-1].text
    at = len(piece) - 1
    return piece[at] if at >= 0 and shown[at : at + 1] == piece[at] else ""


def _is_answer(last: str, wanted: list[str], answers: Mapping[str, str]) -> bool:
    """A colon or a semicolon for a full stop announces a formula or goes on in a list, which the source left open."""
    if "." in wanted and last in (*answers.get(":", ""), ";", "；", "؛"):
        return True
    return last == "…" or any(last == mark or last in answers[mark] for mark in wanted)
