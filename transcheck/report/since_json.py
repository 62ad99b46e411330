"""The JSON of `transcheck status --since`; its keys may be added to but not changed."""

from collections.abc import Sequence

from transcheck.model.since import BrokenLink, ChapterSince, LostAnchor, SinceReport, Touch
from transcheck.report.json_value import Json
from transcheck.report.since_text import tally


def as_value(report: SinceReport) -> dict[str, Json]:
    return {
        "version": 1,
        "since": {"revision": report.revision, "merge_base": report.base},
        "chapters": [_chapter(chapter) for chapter in report.chapters],
        "summary": {locale: _summary(report, locale) for locale in report.locales},
        "limits": list(report.limits),
    }


def _chapter(chapter: ChapterSince) -> dict[str, Json]:
    return {
        "chapter": chapter.chapter,
        "change": chapter.fate.value,
        "path": chapter.path,
        "former_path": chapter.former_path or None,
        "words": chapter.words,
        "retitled": list(chapter.retitled) if chapter.retitled else None,
        "blocks": [_touch(touch) for touch in chapter.touches],
        "anchors": [_anchor(anchor) for anchor in chapter.anchors],
        "links": _links(chapter.links),
        "orphans": list(chapter.translations),
    }


def _touch(touch: Touch) -> dict[str, Json]:
    change = touch.change
    return {
        "change": change.fate.value,
        "class": change.drift.value,
        "cosmetic": change.is_cosmetic,
        "words": change.words,
        "line": change.line or None,
        "former_line": change.former_line or None,
        "units": [
            {
                "locale": unit.locale,
                "path": unit.path,
                "line": unit.line,
                "status": unit.status.value,
                "already": unit.already,
            }
            for unit in touch.units
        ],
    }


def _anchor(anchor: LostAnchor) -> dict[str, Json]:
    return {"anchor": anchor.anchor, "heading": anchor.heading or None, "links": _links(anchor.links)}


def _links(links: Sequence[BrokenLink]) -> list[Json]:
    return [{"locale": link.locale, "path": link.path, "line": link.line, "target": link.target} for link in links]


def _summary(report: SinceReport, locale: str) -> dict[str, Json]:
    _, stale, stale_words, new, new_words = tally(report, locale)
    return {"stale": stale, "stale_words": stale_words, "untranslated": new, "untranslated_words": new_words}
