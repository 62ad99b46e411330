"""What a branch's changes to the source ask of translations, as Markdown for a pull request."""

from collections.abc import Iterator, Sequence

from transcheck.model.since import BrokenLink, ChapterSince, Fate, LostAnchor, SinceReport, Touch
from transcheck.report.comment import fitting
from transcheck.report.escape import markdown
from transcheck.report.excerpt import shortened
from transcheck.report.options import Options
from transcheck.report.since_text import cosmetic, headline, kind, said, tally
from transcheck.report.summary import counted

MARK = "<!-- transcheck-since -->"
"""By this line a comment that was written before is found again."""
_LONGEST_QUOTE = 160


def lines(report: SinceReport, options: Options) -> Iterator[str]:
    yield from (MARK, "## Translations", "", f"{markdown(headline(report))}.")
    rows = [row for locale in report.locales if any((row := tally(report, locale))[1:])]
    if rows:
        yield from ("", "| language | stale | words | to translate | words |", "| --- | ---: | ---: | ---: | ---: |")
        yield from (f"| {markdown(row[0])} | {' | '.join(map(str, row[1:]))} |" for row in rows)
    yield from fitting([_chapter(chapter, options) for chapter in report.chapters], "chapter")
    if report.limits:
        yield ""
        yield from (f"> {markdown(limit)}" for limit in report.limits)


def _chapter(chapter: ChapterSince, options: Options) -> list[str]:
    """One line, or what there is to know of the chapter folded below it."""
    head = f"{markdown(options.path(chapter.path))}: {_head(chapter, options)}"
    body = [*_touches(chapter, options), *_rest(chapter, options)]
    return ["", f"<details><summary>{head}</summary>", *body, "", "</details>"] if body else ["", head]


def _head(chapter: ChapterSince, options: Options) -> str:
    left = sum(not unit.already for touch in chapter.touches for unit in touch.units)
    broken = sum(len(anchor.links) for anchor in chapter.anchors) + len(chapter.links)
    counts = [counted(left, "unit") + " to look at" if left else "", counted(broken, "broken link") if broken else ""]
    return ", ".join([_fate(chapter, options), *filter(None, counts)])


def _fate(chapter: ChapterSince, options: Options) -> str:
    if chapter.fate is Fate.RENAMED:
        return f"renamed from {markdown(options.path(chapter.former_path))}"
    return f"added, {counted(chapter.words, 'word')}" if chapter.fate is Fate.ADDED else chapter.fate.value


def _touches(chapter: ChapterSince, options: Options) -> Iterator[str]:
    found = [touch for touch in chapter.touches if not touch.change.is_cosmetic]
    if found:
        yield from ("", "| line | change | words | translations |", "| ---: | --- | ---: | --- |")
    for touch in found:
        change = touch.change
        text = f"{kind(change)}<br>{markdown(shortened(said(change), _LONGEST_QUOTE))}"
        yield f"| {change.line or ''} | {text} | {change.words} | {_units(touch, options) or 'none'} |"


def _units(touch: Touch, options: Options) -> str:
    places = (
        f"{unit.status.value}{' before too' if unit.already else ''}: {markdown(options.path(unit.path))}:{unit.line}"
        for unit in touch.units
    )
    return "<br>".join(places)


def _rest(chapter: ChapterSince, options: Options) -> Iterator[str]:
    """What is no change of a block."""
    items = [f"the title {' became '.join(map(_quoted, chapter.retitled))}"] if chapter.retitled else []
    items += [f"nothing to follow: {names}" for names in [cosmetic(chapter)] if names]
    items += [_anchor(anchor, options) for anchor in chapter.anchors]
    items += [f"links to this page are broken: {_places(chapter.links, options)}"] if chapter.links else []
    items += [f"{markdown(options.path(path))} has no source any more" for path in chapter.translations]
    if items:
        yield from ("", *(f"- {item}" for item in items))


def _anchor(anchor: LostAnchor, options: Options) -> str:
    name = f"the section id {markdown(f'#{anchor.anchor}')} is gone"
    return f"{name}: {_places(anchor.links, options)}" if anchor.links else f"{name}; no link here leads to it"


def _places(links: Sequence[BrokenLink], options: Options) -> str:
    return ", ".join(f"{markdown(options.path(link.path))}:{link.line}" for link in links)


def _quoted(title: str) -> str:
    return f'"{markdown(title)}"'
