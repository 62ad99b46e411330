import sys
import unicodedata
from itertools import groupby

import pytest

from transcheck.locales.scripts import script_counts, script_of, scripts_of_code, share

# First words of unicodedata.name for letters, with the script they tell.
NAMED = {
    "LATIN": "Latin",
    "GREEK": "Greek",
    "CYRILLIC": "Cyrillic",
    "ARMENIAN": "Armenian",
    "HEBREW": "Hebrew",
    "ARABIC": "Arabic",
    "DEVANAGARI": "Devanagari",
    "BENGALI": "Bengali",
    "TAMIL": "Tamil",
    "TELUGU": "Telugu",
    "THAI": "Thai",
    "LAO": "Lao",
    "KHMER": "Khmer",
    "GEORGIAN": "Georgian",
    "HANGUL": "Hangul",
    "HIRAGANA": "Hiragana",
    "KATAKANA": "Katakana",
    "CJK": "Han",
    "ETHIOPIC": "Ethiopic",
}


@pytest.mark.parametrize("word", sorted(NAMED))
def test_letters_agree_with_their_names(word: str) -> None:
    letters = [
        char
        for char in map(chr, range(sys.maxunicode + 1))
        if char.isalpha() and unicodedata.name(char, "").split(" ")[0] == word
    ]
    assert letters
    disagreeing = {char for char in letters[::7] if script_of(char) not in (NAMED[word], "Common", "Inherited")}
    assert not disagreeing


def test_every_assigned_character_agrees_with_regex() -> None:
    """The table is generated from `regex`; an upgrade of it that knows a newer Unicode shows here."""
    regex = pytest.importorskip("regex")
    assigned = [
        chr(code) for code in range(sys.maxunicode + 1) if unicodedata.category(chr(code)) not in ("Cn", "Cs", "Co")
    ]
    for script, chars in groupby(assigned, script_of):
        run = "".join(chars)
        assert regex.fullmatch(rf"\p{{Script={script}}}+", run), (script, run[:5])


@pytest.mark.parametrize(
    ("char", "script"),
    [
        ("a", "Latin"),
        ("1", "Common"),
        ("。", "Common"),
        ("ー", "Common"),
        ("\u0301", "Inherited"),
        ("\u200d", "Inherited"),
        ("\U0001f600", "Common"),
        ("\ud800", "Unknown"),
        ("\U0010ffff", "Unknown"),
        ("ᐃ", "Canadian_Aboriginal"),
    ],
)
def test_script_of(char: str, script: str) -> None:
    assert script_of(char) == script


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("", {}),
        ("12, $-+ \n\0", {}),
        ("Plain text", {"Latin": 9}),
        ("Größe é", {"Latin": 6}),
        ("日本語のテキスト", {"Han": 3, "Hiragana": 1, "Katakana": 4}),
        ("データ", {"Katakana": 2}),
        ("अनुवाद", {"Devanagari": 4}),
        ("ReLU это", {"Latin": 4, "Cyrillic": 3}),
        ("𝑥 µ", {}),
        ("\ud800a\udfff", {"Latin": 1}),
    ],
    ids=ascii,
)
def test_script_counts(text: str, counts: dict[str, int]) -> None:
    assert script_counts(text) == counts


def test_share() -> None:
    assert share("日本語 GPU", {"Han", "Hiragana", "Katakana"}) == 0.5
    assert share("123", {"Latin"}) == 0.0
    assert share("", {"Latin"}) == 0.0


@pytest.mark.parametrize(
    ("code", "scripts"),
    [("Latn", {"Latin"}), ("jpan", {"Han", "Hiragana", "Katakana"}), ("Hant", {"Han"}), ("Qqqq", set()), ("", set())],
)
def test_scripts_of_code(code: str, scripts: set[str]) -> None:
    assert scripts_of_code(code) == scripts
