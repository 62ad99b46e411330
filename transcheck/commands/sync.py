"""`transcheck sync`: brings the source's changes into the comments, and marks what needs a translator."""

import click

from transcheck.align.customs import Customs, customs_of
from transcheck.align.drift import class_of_comment
from transcheck.commands.options import PATHS, config_option
from transcheck.commands.project import Project, open_project
from transcheck.commands.show import show_diff
from transcheck.fix import apply_fixes, replace_file
from transcheck.model.block import Segment
from transcheck.model.diff import summary
from transcheck.model.document import UPDATE
from transcheck.model.finding import Edit, Fix, Safety
from transcheck.model.normal import form
from transcheck.model.status import COSMETIC
from transcheck.model.text import Span
from transcheck.model.unit import Drift, Habit, Translation, Unit

_KEEPS = 0.3
"""The share of prose units with comments from which a document keeps its source."""


@click.command("sync")
@click.argument("paths", nargs=-1, type=PATHS)
@click.option("--locale", "locales", multiple=True, metavar="TAG", help="Only this locale; repeatable.")
@click.option("--diff", is_flag=True, help="Show what would change and write nothing.")
@config_option
def command(paths: tuple[str, ...], locales: tuple[str, ...], diff: bool, config: str | None) -> int:
    """Bring the source's changes into the comments, and mark what needs a translator.

    A source comment becomes today's source. Where its meaning changed, `<!-- transcheck: update … -->`
    is put before it with the words that changed; new source paragraphs are added as comments, and what the
    source dropped is marked. `transcheck lint` reports the marks (pending-update) until a translator has
    removed them. Documents that keep no source comments are left alone.

    \b
    Examples:
      transcheck sync --diff docs/es
      transcheck sync docs/es/week08/08-1.md
    """
    project = open_project(paths, config)
    changed = marked = 0
    for translation in _translations(project, frozenset(locales)):
        fixes = synced(translation)
        before, path = translation.target.text, translation.target.path
        after = apply_fixes(before, fixes).text
        if after == before:
            continue
        changed, marked = changed + 1, marked + sum(MARK in edit.text for fix in fixes for edit in fix.edits)
        if diff:
            show_diff(path, before, after)
        else:
            replace_file(project.root, path, before, after)
    verb = "would change" if diff else "changed"
    click.echo(
        f"{changed} {'document' if changed == 1 else 'documents'} {verb}, {marked} marked for a translator", err=True
    )
    return 0


MARK = f"<!-- transcheck: {UPDATE}"


def _translations(project: Project, locales: frozenset[str]) -> list[Translation]:
    chosen = []
    for chapter in project.corpus.chapters:
        heads = [h for h in chapter.translations if not locales or h.locale in locales]
        if chapter.source and any(project.asks_for(head, chapter) for head in heads):
            wanted = {head.path for head in heads if project.asks_for(head, chapter)}
            chosen += [t for t in project.loader(chapter).translations if t.target.path in wanted]
    return chosen


def synced(translation: Translation) -> list[Fix]:
    """The edits, one fix a unit, that make the comments of a document today's source."""
    if translation.habit is Habit.NONE or translation.comment_share < _KEEPS:
        return []
    customs = customs_of((translation,))
    fixes = []
    for unit in translation.units:
        edits = _edits(unit, translation, customs)
        if edits:
            fixes.append(Fix("bring the source's change into the comment", edits, Safety.UNSAFE))
    return fixes


def _edits(unit: Unit, translation: Translation, customs: Customs) -> tuple[Edit, ...]:
    if unit.source and unit.comment:
        return _refreshed(unit, unit.source, unit.comment, translation)
    if unit.source and not unit.target and unit.source.kind.is_prose:
        return _added(unit, unit.source, translation, customs)
    if unit.comment and unit.target and not unit.source and not unit.hidden:
        return _mark(unit, unit.comment, translation, "the source dropped this")
    return ()


def _refreshed(unit: Unit, source: Segment, comment: Segment, translation: Translation) -> tuple[Edit, ...]:
    """Today's source in the comment's place; a mark where the meaning changed and there is a target."""
    if unit.drift is Drift.FRESH or _cannot_stand_in_a_comment(source):
        return ()
    edit = Edit(comment.span, _raw(source, translation))
    if len(comment.blocks) > 1 and not _contiguous(comment, translation):
        return ()
    if unit.target is None or class_of_comment(unit, translation) in COSMETIC:
        return (edit,)
    return (*_mark(unit, comment, translation, summary(form(comment.text), form(source.text))), edit)


def _contiguous(comment: Segment, translation: Translation) -> bool:
    """Whether the blocks stand in one comment, so that one edit can take their place."""
    return any(one.span.covers(comment.span) for one in translation.target.comments)


def _added(unit: Unit, source: Segment, translation: Translation, customs: Customs) -> tuple[Edit, ...]:
    """A source paragraph that has neither comment nor target, after what stands before it."""
    if _cannot_stand_in_a_comment(source):
        return ()
    comment = customs.comment(_raw(source, translation))
    at = _after_block(translation, unit.at)
    return (Edit(Span(at, at), f"\n\n{MARK} new in the source -->\n\n{comment}"),)


def _after_block(translation: Translation, at: int) -> int:
    """Past the comment that stands against the block which ends at `at`, so that both stay together."""
    text = translation.target.text
    for comment in translation.target.comments:
        if comment.span.start <= at < comment.span.end or (
            comment.span.start >= at
            and not text[at : comment.span.start].strip(" \t\r\n")
            and translation.habit is Habit.AFTER
        ):
            return comment.span.end
    return at


def _mark(unit: Unit, comment: Segment, translation: Translation, words: str) -> tuple[Edit, ...]:
    """A directive on a line of its own before the comment or the target, whichever comes first."""
    holder = next((c for c in translation.target.comments if c.span.covers(comment.span)), None)
    if holder is None or holder.is_inline:
        return ()
    starts = [holder.span.start, *([unit.target.span.start] if unit.target else [])]
    at = min(starts)
    return (Edit(Span(at, at), f"{MARK} {words.replace('--', '- -')} -->\n\n"),)


def _raw(source: Segment, translation: Translation) -> str:
    assert translation.source is not None, "only translations with a source are synced"
    return source.span.of(translation.source.text).replace("\r\n", "\n")


def _cannot_stand_in_a_comment(source: Segment) -> bool:
    return "-->" in source.text or "<!--" in source.text
