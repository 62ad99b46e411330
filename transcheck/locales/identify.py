"""Which language a text is in: by script, letters and function words, and by n-grams where these leave doubt.

Never certain of little: a text of fewer than 20 letters or 4 words is in no language that this module would name.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from transcheck.locales.language import Language, language
from transcheck.locales.scripts import script_counts, share

if TYPE_CHECKING:
    from langdetect.detector_factory import DetectorFactory

_FEWEST_LETTERS = 20
_FEWEST_WORDS = 4
_MOST_READ = 4_000
_MOST_READ_BY_NGRAMS = 600

# A word is what lies between spaces, digits, ASCII and general punctuation (but ZWNJ and ZWJ), and that of Arabic,
# Devanagari and CJK. Unlike \w it keeps the vowel signs of Indic scripts.
_WORD = re.compile(
    r"[^\s\d!-/:-@\[-`{-~\u00a1-\u00bf\u00d7\u00f7\u037e\u0387\u060c\u061b\u061f\u0640\u066a-\u066d\u06d4\u0964\u0965"
    r"\u2000-\u200b\u200e-\u206f\u2190-\u2bff\u3000-\u303f\uff00-\uff0f\uff1a-\uff20]+"
)

# Prose in another script keeps many English terms, so a third of its letters is enough to know it by.
_NON_LATIN_SHARE = 0.3
_LATIN_SHARE = 0.7
# Scripts that so many languages share that the script alone does not name one.
_SHARED_SCRIPTS = frozenset(("Latin", "Cyrillic", "Arabic"))
# Running text has a fifth and more; a list of names has one "and".
_FEWEST_FUNCTION_WORDS = 0.1
# Half the letters of Japanese prose are kana; Chinese has none but in quotations.
_KANA = ("Hiragana", "Katakana")
_JAPANESE_KANA = 0.1
_CHINESE_KANA = 0.02

_NGRAM_CERTAINTY = 0.98


def words(text: str) -> list[str]:
    """The words of a text in lower case; an apostrophe ends one: l'idée is l and idée."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text).replace("İ", "i")
    return _WORD.findall(text.casefold())


def english_share(text: str) -> float:
    """The share of the words of `text` that are English function words."""
    return function_word_share(text, "en")


def function_word_share(text: str, tag: str) -> float:
    """The share of the words of `text` that are function words of the language; 0.0 where it has none or no words."""
    found, known = words(text), language(tag).function_words
    return sum(map(known.__contains__, found)) / len(found) if found else 0.0


def looks_like(text: str, tag: str) -> float:
    """From 0.0 to 1.0, how far script, letters and function words speak for the language, looked at alone.

    Neighbours that share words (es and pt) both score; to choose between languages ask `guess`.
    """
    text = text[:_MOST_READ]
    asked = language(tag)
    by_script = share(text, asked.scripts)
    if "Han" in asked.scripts:
        return by_script if _kana_agrees(text, asked) and _characters_agree(text, asked) else by_script * 0.1
    if not asked.function_words:
        return by_script
    # A fifth of running text is function words even in Finnish and Korean, which have few.
    return by_script * min(1.0, function_word_share(text, tag) / 0.2)


def guess(text: str, candidates: tuple[str, ...]) -> str | None:
    """The candidate that `text` is in; None where it is too short or in doubt.

    A text in no candidate's language usually gives None, but may be given to a close relative among them.
    """
    text = text[:_MOST_READ]
    counts = script_counts(text)
    if sum(counts.values()) < _FEWEST_LETTERS:
        return None
    named = {tag: language(tag) for tag in candidates}
    written = {tag: known for tag, known in named.items() if _in_script(counts, known)}
    if any("Han" in known.scripts for known in written.values()):
        return _among_cjk(text, written)
    found = words(text)
    if len(found) < _FEWEST_WORDS and all(known.word_spaces for known in written.values()):
        return None
    return _only(found, written) if len(written) < 2 else _among_neighbours(text, found, written)


def _in_script(counts: Mapping[str, int], known: Language) -> bool:
    total = sum(counts.values())
    written = sum(counts.get(script, 0) for script in known.scripts) / total
    return written > _LATIN_SHARE if "Latin" in known.scripts else written >= _NON_LATIN_SHARE


def _among_cjk(text: str, written: Mapping[str, Language]) -> str | None:
    agreeing = [tag for tag, known in written.items() if _kana_agrees(text, known) and _characters_agree(text, known)]
    return agreeing[0] if len(agreeing) == 1 else None


def _kana_agrees(text: str, known: Language) -> bool:
    counts = script_counts(text)
    kana = sum(counts.get(script, 0) for script in _KANA)
    part = kana / ((kana + counts.get("Han", 0)) or 1)
    return part >= _JAPANESE_KANA if "Hiragana" in known.scripts else part < _CHINESE_KANA


def _characters_agree(text: str, known: Language) -> bool:
    """Whether the Chinese characters that only GB 2312 or only Big5 has are mostly those of the language's own set."""
    if len(known.character_sets) < 2:
        return True
    own, rival = known.character_sets
    return _only_in(own, rival, text) >= _only_in(rival, own, text)


def _only(found: Sequence[str], written: Mapping[str, Language]) -> str | None:
    """The one candidate of the right script, unless many languages share it and too few words speak for this one."""
    for tag, known in written.items():
        if not known.function_words or _SHARED_SCRIPTS.isdisjoint(known.scripts):
            return tag
        speaking = _evidence(found, tag, written)
        return tag if speaking >= len(found) * _FEWEST_FUNCTION_WORDS else None
    return None


def _among_neighbours(text: str, found: Sequence[str], written: Mapping[str, Language]) -> str | None:
    """A choice between languages of one script: words and letters that only one of them has, else n-grams."""
    if all(known.function_words for known in written.values()):
        evidence = sorted(((_evidence(found, tag, written), tag) for tag in written), reverse=True)
        (most, first), (next_most, _) = evidence[:2]
        if most >= max(3, 3 * next_most) and most >= len(found) * _FEWEST_FUNCTION_WORDS:
            return first
    return _by_ngrams(text, tuple(written)) if len(found) >= 2 * _FEWEST_WORDS else None


def _evidence(found: Sequence[str], tag: str, written: Mapping[str, Language]) -> int:
    """How many words speak for one candidate alone."""
    others = [known for other, known in written.items() if other != tag]
    own_words = written[tag].function_words.difference(*(known.function_words for known in others))
    own_letters = set(written[tag].telling_letters).difference(*(known.telling_letters for known in others))
    return sum(word in own_words or not own_letters.isdisjoint(word) for word in found)


def _by_ngrams(text: str, candidates: tuple[str, ...]) -> str | None:
    from langdetect.lang_detect_exception import LangDetectException

    profiles = {_profile(tag): tag for tag in candidates}
    factory = _factory(tuple(sorted(profiles)))
    if factory is None or len(profiles) < len(candidates):
        return None
    detector = factory.create()
    detector.append(text[:_MOST_READ_BY_NGRAMS])
    try:
        best = detector.get_probabilities()[:1]
    except LangDetectException:
        return None
    return profiles[best[0].lang] if best and best[0].prob >= _NGRAM_CERTAINTY else None


def _profile(tag: str) -> str:
    """The name that langdetect gives the language."""
    base = tag.partition("-")[0].lower()
    return "no" if base == "nb" else base


@cache
def _factory(profiles: tuple[str, ...]) -> "DetectorFactory | None":
    """A detector of exactly these languages, always with the same luck; None when langdetect lacks one of them.

    Its import costs 0.02 s, and two profiles 0.02 s more; all profiles would cost 0.46 s and guess worse.
    """
    from langdetect.detector_factory import DetectorFactory

    folder = files("langdetect").joinpath("profiles")
    if len(profiles) < 2 or not all(folder.joinpath(name).is_file() for name in profiles):
        return None
    factory = DetectorFactory()
    factory.set_seed(0)
    factory.load_json_profile([folder.joinpath(name).read_text("utf-8") for name in profiles])
    return factory


def _only_in(encoding: str, other: str, text: str) -> int:
    return sum(_encodes(char, encoding) and not _encodes(char, other) for char in text if char > "\u2e7f")


@cache
def _encodes(char: str, encoding: str) -> bool:
    try:
        char.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
