"""What a branch's changes to the source ask of translations, for a terminal."""

from collections import Counter
from collections.abc import Iterator, Sequence

from transcheck.model.diff import summary
from transcheck.model.normal import folded_space, form
from transcheck.model.since import BlockChange, BrokenLink, ChapterSince, Fate, SinceReport, Touch
from transcheck.model.status import DriftClass, Status
from transcheck.report.escape import visible
from transcheck.report.options import Options
from transcheck.report.status_text import explained, name_of, place_of, wrapped
from transcheck.report.summary import counted
from transcheck.report.table import table
from transcheck.report.terminal import Painter, Style


def lines(report: SinceReport, options: Options) -> Iterator[str]:
    yield from wrapped(headline(report), options)
    for chapter in report.chapters:
        yield ""
        yield from _Writer(options).chapter(chapter)
    rows = [row for locale in report.locales if any((row := tally(report, locale))[1:])]
    if rows:
        yield ""
        heads = ("language", "stale", "words", "to translate", "words")
        yield from table(heads, [tuple(map(str, row)) for row in rows], options.width)
    yield from (line for limit in report.limits for line in wrapped(f"note: {limit}", options))


def headline(report: SinceReport) -> str:
    """How many source chapters changed, from where."""
    counts = Counter(chapter.fate for chapter in report.chapters)
    said = [f"{count} {fate.value}" for fate in Fate if (count := counts[fate])]
    name = report.revision[:10] if report.base == report.revision else report.revision
    where = f"since {name} (merge base {report.base[:10]})"
    return f"{where}: source chapters: {', '.join(said)}" if said else f"{where}: no source chapter changed"


def tally(report: SinceReport, locale: str) -> tuple[str, int, int, int, int]:
    """The units of a locale that became stale, their words, those to translate, their words."""
    stale, new = (report.behind(locale, status) for status in (Status.STALE, Status.UNTRANSLATED))
    words = [sum(touch.change.words for touch in found) for found in (stale, new)]
    return name_of(locale), len(stale), words[0], len(new), words[1]


def said(change: BlockChange) -> str:
    """What became of a block, in words; as long as it may be."""
    if change.old is not None and change.new is not None:
        bare = folded_space if change.drift in (DriftClass.FORMULA, DriftClass.CODE) else form
        return summary(bare(change.old.text), bare(change.new.text))
    block = change.new or change.old
    return f'"{" ".join(block.text.split())}"' if block else ""


def kind(change: BlockChange) -> str:
    return f"{change.drift.value} {change.fate.value}"


def cosmetic(chapter: ChapterSince) -> str:
    """The changes that no translation has to follow, counted by class."""
    if chapter.fate is Fate.CHANGED and not chapter.touches and not chapter.retitled:
        return "front matter or markup"
    counts = Counter(touch.change.drift.value for touch in chapter.touches if touch.change.is_cosmetic)
    return ", ".join(f"{count} {name}" for name, count in counts.items())


class _Writer:
    """A chapter's lines: paths are never cut, for people click on them; what is quoted fills the rest of a line."""

    def __init__(self, options: Options) -> None:
        self.options = options
        self.painter = Painter(options.color)

    def chapter(self, chapter: ChapterSince) -> Iterator[str]:
        path = self.painter.paint(self._path(chapter.path), Style.PATH)
        yield f"{path}  {self._fate(chapter)}"
        if chapter.retitled:
            yield explained("  title changed", " became ".join(map(_quoted, chapter.retitled)), self.options)
        for touch in chapter.touches:
            if not touch.change.is_cosmetic:
                yield from self._touch(chapter, touch)
        if names := cosmetic(chapter):
            yield f"  nothing to follow: {names}"
        for anchor in chapter.anchors:
            name = f"#{visible(anchor.anchor)}{f', the heading {_quoted(anchor.heading)}' if anchor.heading else ''}"
            yield explained(
                f"  section id gone: {name}", "" if anchor.links else "no link here leads to it", self.options
            )
            yield from self._links(anchor.links)
        if chapter.links:
            yield f"  {counted(len(chapter.links), 'link')} to the page broken"
            yield from self._links(chapter.links)
        if chapter.translations:
            yield f"  {counted(len(chapter.translations), 'translation')} without a source"
            yield from (f"    {self._path(path)}" for path in chapter.translations)

    def _fate(self, chapter: ChapterSince) -> str:
        if chapter.fate is Fate.RENAMED:
            return f"renamed from {self._path(chapter.former_path)}"
        return f"added, {counted(chapter.words, 'word')}" if chapter.fate is Fate.ADDED else chapter.fate.value

    def _touch(self, chapter: ChapterSince, touch: Touch) -> Iterator[str]:
        change = touch.change
        place = self._path(chapter.path) + f":{change.line}" if change.line else f"before: line {change.former_line}"
        yield explained(f"  {place}  {kind(change)}, {counted(change.words, 'word')}", said(change), self.options)
        room = max((len(unit.locale) for unit in touch.units), default=0)
        for unit in touch.units:
            state = f"{unit.status.value} before too" if unit.already else unit.status.value
            style = Style.FAINT if unit.already else Style.WARNING
            yield f"    {unit.locale:{room}}  {self._path(unit.path)}:{unit.line}  {self.painter.paint(state, style)}"

    def _links(self, links: Sequence[BrokenLink]) -> Iterator[str]:
        for link in links:
            yield explained(f"    {self._path(link.path)}:{link.line}", link.target, self.options)

    def _path(self, path: str) -> str:
        return place_of(path, self.options)


def _quoted(text: str) -> str:
    return f'"{visible(text)}"'
