"""A hand-made status, and a hand-made change of the source, with all that their reporters must be able to say."""

from tests.reports.canonical import HOSTILE
from transcheck.model.block import Block, BlockKind, Segment
from transcheck.model.facts import Facts, Piece
from transcheck.model.history import Commit
from transcheck.model.since import (
    BehindUnit,
    BlockChange,
    BrokenLink,
    ChapterSince,
    Fate,
    LostAnchor,
    SinceReport,
    Touch,
)
from transcheck.model.status import (
    ChapterStatus,
    DocumentStatus,
    DriftClass,
    Evidence,
    Status,
    StatusReport,
    UnitStatus,
    Words,
)
from transcheck.model.text import Span
from transcheck.model.unit import Unit

_FIRST = Commit("1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d", "2025-01-02T03:04:05+00:00", "Describe the rate")
_SECOND = Commit("f0e1d2c3b4a5968778695a4b3c2d1e0ff0e1d2c3", "2025-02-03T03:04:05+00:00", HOSTILE)
_RTL = "ar/week01/الخسارة.md"


def _block(text: str, kind: BlockKind = BlockKind.PARAGRAPH) -> Block:
    return Block(kind, Span(0, len(text)), text, Facts((Piece(text, 0),)))


def _unit(
    status: Status, line: int, words: int, drift: DriftClass | None = None, changed_by: tuple[Commit, ...] = ()
) -> UnitStatus:
    segment = Segment((_block("Nets compute a sum."),))
    target = segment if status is not Status.UNTRANSLATED else None
    evidence = Evidence.COMMENT if drift else Evidence.STRUCTURE
    unit = Unit(segment, None, target, 0)
    return UnitStatus(unit, status, line, line, words, drift, _FIRST if changed_by else None, changed_by, evidence)


_UNITS = (
    _unit(Status.STALE, 12, 31, DriftClass.PROSE, (_FIRST, _SECOND)),
    _unit(Status.STALE, 40, 0, DriftClass.FORMULA, (_FIRST,)),
    _unit(Status.STALE, 50, 1, DriftClass.NUMBER, (_FIRST,)),
    _unit(Status.UNTRANSLATED, 60, 8),
    _unit(Status.TRANSLATED, 70, 100, DriftClass.SPELLING, (_FIRST,)),
)


def _done(locale: str, path: str, words: int) -> DocumentStatus:
    return DocumentStatus(locale, path, Status.TRANSLATED, Words(translated=words))


def _missing(locale: str, words: int) -> DocumentStatus:
    return DocumentStatus(locale, "", Status.MISSING, Words(missing=words))


STATUS = StatusReport(
    "en",
    (
        ChapterStatus(
            "ch.01",
            "en/week01/01.md",
            "Loss",
            140,
            (
                DocumentStatus("ar", _RTL, Status.STALE, Words(100, 32, 8), _UNITS),
                _done("es", "es/week01/01.md", 140),
                _missing("zh-Hant-HK", 140),
            ),
        ),
        ChapterStatus(
            f"ch.02 {HOSTILE}",
            f"en/{HOSTILE}.md",
            HOSTILE,
            1,
            (
                _missing("ar", 1),
                DocumentStatus("es", f"es/{HOSTILE}.md", Status.STALE, Words(stale=1), (_UNITS[2],)),
                _done("zh-Hant-HK", "zh-Hant-HK/隐变量.md", 1),
            ),
        ),
    ),
    ("ar", "es", "zh-Hant-HK"),
    ("the clone is shallow: changes before its first commit cannot be seen",),
)

SINCE = SinceReport(
    "origin/main",
    _FIRST.sha,
    (
        ChapterSince("ch.00", Fate.ADDED, "en/week00/00.md", words=1),
        ChapterSince(
            "ch.01",
            Fate.CHANGED,
            "en/week01/01.md",
            words=140,
            touches=(
                Touch(
                    BlockChange(
                        _block("Nets compute a sum."),
                        _block("Nets compute a weighted sum."),
                        DriftClass.PROSE,
                        5,
                        12,
                        11,
                    ),
                    (
                        BehindUnit("ar", _RTL, 14, Status.STALE),
                        BehindUnit("zh-Hant-HK", "zh-Hant-HK/隐变量.md", 9, Status.STALE, already=True),
                    ),
                ),
                Touch(
                    BlockChange(None, _block(HOSTILE), DriftClass.PROSE, 12, 20, 0),
                    (
                        BehindUnit("ar", _RTL, 22, Status.UNTRANSLATED),
                        BehindUnit("es", HOSTILE, 1, Status.UNTRANSLATED),
                    ),
                ),
                Touch(BlockChange(_block("Gone."), None, DriftClass.PROSE, 1, 0, 30)),
                Touch(BlockChange(_block("*It*."), _block("It."), DriftClass.FORMATTING, 1, 31, 32)),
            ),
            anchors=(
                LostAnchor("rate", "", 0),
                LostAnchor("the-loss", "The loss", 4, (BrokenLink("ar", _RTL, 30, f"#the-loss {HOSTILE}"),)),
            ),
        ),
        ChapterSince(
            "ch.02",
            Fate.RENAMED,
            "en/week02/two.md",
            former_path="en/week02/02.md",
            retitled=("Two", HOSTILE),
            words=10,
            links=(BrokenLink("es", "es/week01/01.md", 3, "/en/week02/02.html"),),
        ),
        ChapterSince("ch.03", Fate.REMOVED, f"en/{HOSTILE}.md", translations=("es/week03/03.md", _RTL)),
    ),
    ("ar", "es", "zh-Hant-HK"),
    ("2 documents of 1a2b3c4d5e are not in this partial clone: they were not compared",),
)
UNTOUCHED = SinceReport("main", _FIRST.sha, (), ("es",))
