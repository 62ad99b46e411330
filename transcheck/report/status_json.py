"""The JSON of `transcheck status`: the second contract (DESIGN.md section 8)."""

from collections import Counter

from transcheck.model.status import ChapterStatus, DocumentStatus, Status, StatusReport, UnitStatus, Words


def as_value(report: StatusReport) -> dict[str, object]:
    return {
        "version": 1,
        "source_locale": report.source_locale,
        "chapters": [_chapter(chapter) for chapter in report.chapters],
        "summary": {locale: _summary(report, locale) for locale in report.locales},
        "limits": list(report.limits),
    }


def _chapter(chapter: ChapterStatus) -> dict[str, object]:
    return {
        "chapter": chapter.chapter,
        "title": chapter.title,
        "source": {"path": chapter.source_path, "words": chapter.words},
        "locales": [_document(document) for document in chapter.locales],
    }


def _document(document: DocumentStatus) -> dict[str, object]:
    return {
        "locale": document.locale,
        "path": document.path or None,
        "status": document.status.value,
        "words": _words(document.words),
        "units": [_unit(unit) for unit in document.units if unit.status is not Status.TRANSLATED or unit.drift],
    }


def _words(words: Words) -> dict[str, int]:
    return {"translated": words.translated, "stale": words.stale, "missing": words.missing}


def _unit(unit: UnitStatus) -> dict[str, object]:
    return {
        "line": unit.line,
        "source_line": unit.source_line or None,
        "status": unit.status.value,
        "class": unit.drift.value if unit.drift else None,
        "words": unit.words,
        "translated_from": unit.translated_from.sha if unit.translated_from else None,
        "changed_by": [commit.sha for commit in unit.changed_by],
        "evidence": unit.evidence.value if unit.evidence else None,
        "confidence": unit.confidence,
    }


def _summary(report: StatusReport, locale: str) -> dict[str, object]:
    """Chapters by status, and words."""
    counts = Counter(document.status for document in report.of(locale))
    return {
        "chapters": sum(counts.values()),
        **{status.value: counts[status] for status in Status},
        "words": _words(report.words(locale)),
    }
