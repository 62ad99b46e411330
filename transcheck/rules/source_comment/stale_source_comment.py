"""The source has changed since the translator copied it into the comment.

The translation still says what the source said then. Until somebody compares the two, its readers learn something
else than the source's. In a git repository the finding names the commit that changed
the source, or says that it was the comment which somebody changed.

## Example

```markdown source
The loss falls with each of the 60 steps.
```

```markdown target
<!-- The loss falls with each of the 50 steps. -->

La pérdida baja con cada uno de los 50 pasos.
```

## Use instead

Change the translation where the source changed, then the comment.

```markdown target
<!-- The loss falls with each of the 60 steps. -->

La pérdida baja con cada uno de los 60 pasos.
```

## Fix safety

The fix puts today's source into the comment. It is unsafe, for the translation is as old as it was, and nothing
tells so any more: look at the changed words first.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from transcheck.compare.changes import Grammar, source_changes
from transcheck.compare.commits import changed_in, named
from transcheck.model.block import Segment
from transcheck.model.chronicle import Chronicle
from transcheck.model.diff import Change, described
from transcheck.model.document import Document
from transcheck.model.finding import Confidence, Edit, Fix, Problem, Safety, Severity
from transcheck.model.status import Status
from transcheck.model.unit import Drift, Translation, Unit
from transcheck.rule import Context, NoOptions, rule

_MOST = 8
"""Changes above which a block is another one rather than a changed one."""


@rule(severity=Severity.WARNING, fix=Safety.UNSAFE, history=True)
def check(unit: Unit, ctx: Context[NoOptions]) -> Iterator[Problem]:
    if unit.drift is not Drift.MEANING or unit.source is None or unit.comment is None or ctx.translation is None:
        return
    language = ctx.source_language
    weighed = source_changes(unit, ctx.translation, Grammar(language.grammar_words, language.number_words))
    changes = [one.change for one in weighed if one.drift is Drift.MEANING]
    if changes and not _is_ignored(unit, ctx.chronicle):
        yield replace(_problem(unit, changes, ctx.chronicle), fix=_fix(unit, ctx.translation))


def _is_ignored(unit: Unit, chronicle: Chronicle | None) -> bool:
    """Whether no commit changed the source but those that the project ignores."""
    status = chronicle.unit(unit) if chronicle else None
    return status is not None and status.status is Status.TRANSLATED and status.drift is None


def _problem(unit: Unit, changes: Sequence[Change], chronicle: Chronicle | None) -> Problem:
    """What changed, with the commits that changed it where git shows them, or that nobody changed the source."""
    assert unit.comment is not None, "a stale unit has a comment"
    span, source = unit.comment.span, unit.source_span
    status = chronicle.unit(unit) if chronicle else None
    commits = status.changed_by if status else ()
    if chronicle and not commits and chronicle.is_complete:
        made = [Change(one.new, one.old) for one in changes]
        message = f"source comment was altered, not the source: {described(made)}"
        return Problem(span, message, source=source, severity=Severity.INFO)
    rewritten = len(changes) > _MOST
    message = "source was rewritten since" if rewritten else f"source changed since: {described(changes)}"
    told = f" ({changed_in(commits)})" if commits else ""
    since = status.translated_from if status and commits else None
    hint = f"the comment holds the source of {named(since)}" if since else ""
    confidence = Confidence.MEDIUM if rewritten else None
    return Problem(span, message + told, hint, source=source, confidence=confidence)


def _fix(unit: Unit, translation: Translation) -> Fix | None:
    """Today's source in the place of the comment's text, where that is one stretch of one comment."""
    assert unit.source is not None and unit.comment is not None, "a stale unit has both"
    new = unit.source.text
    if "-->" in new or not _is_one_stretch(unit.comment, unit.source, translation.target):
        return None
    return Fix("Refresh the source comment", (Edit(unit.comment.span, new),), Safety.UNSAFE)


def _is_one_stretch(comment: Segment, source: Segment, document: Document) -> bool:
    owner = document.comment_at(comment.span.start)
    if owner is None or not owner.span.covers(comment.span) or owner.is_inline:
        return False
    inside = [block for block in owner.blocks if comment.span.overlaps(block.span)]
    alike = len(comment.blocks) == len(source.blocks) and comment.kind is source.kind
    return alike and len(inside) == len(comment.blocks)
