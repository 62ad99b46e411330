"""A paragraph of the source has no counterpart in the translation.

Readers of the translation miss what it says and do not know it.  Paragraphs that are missing in a row
are one finding, with the lists, formulas and pictures between them.

## Example

```markdown source
The loss falls with every step.

A smaller step makes the descent slower, and a larger one makes it unstable.

The gradient tells the direction.
```

```markdown target
La pérdida baja con cada paso.

El gradiente indica la dirección.
```

## Use instead

```markdown target
La pérdida baja con cada paso.

Un paso menor hace más lento el descenso, y uno mayor lo hace inestable.

El gradiente indica la dirección.
```
"""

from collections.abc import Iterator, Sequence

from transcheck.compare.omission import Omission, excerpt, omissions, place
from transcheck.model.block import BlockKind
from transcheck.model.finding import Problem, Related, Severity
from transcheck.model.normal import letters
from transcheck.model.unit import Translation
from transcheck.rule import Context, NoOptions, rule


@rule(severity=Severity.WARNING)
def check(translation: Translation, ctx: Context[NoOptions]) -> Iterator[Problem]:
    alike: dict[str, list[Omission]] = {}
    for omission in omissions(translation, ctx.language.length_ratio):
        if not omission.is_section and omission.of_kind(BlockKind.PARAGRAPH):
            alike.setdefault(_text(omission), []).append(omission)
    for first, *others in alike.values():
        yield _problem(first, others, translation)


def _text(omission: Omission) -> str:
    """Equal for paragraphs that the source says again and again."""
    units = omission.units if omission.is_passage else omission.prose
    return "\n".join(letters(unit.source.text) for unit in units if unit.source)


def _problem(first: Omission, others: Sequence[Omission], translation: Translation) -> Problem:
    spoken_for = first.units if first.is_passage else first.prose
    start = spoken_for[0]
    message = f'{start.kind.value} "{excerpt(start)}" has no counterpart'
    if len(spoken_for) > 1:
        message += f", nor {'has' if len(spoken_for) == 2 else 'have'} the {_count(len(spoken_for) - 1)} after it"
    if others:
        message += f", nor {'where' if len(others) == 1 else f'{len(others)} times where'} the source says it again"
    places = [place(other.first, translation) for other in others]
    lines = (translation.target.lines.place(span.start)[0] for span in places)
    related = tuple(Related(translation.target.path, line, "missing here, too") for line in lines)
    return Problem(place(start, translation), message, source=start.source_span, related=related)


def _count(number: int) -> str:
    return "block" if number == 1 else f"{number} blocks"
