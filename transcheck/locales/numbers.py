"""Numbers as languages write them: native digits, separators, and values said in words.

Separators are read the same in every language, for translators mix them: three digits after one are a
group, anything else is a fraction.  So 1,000 and 1.000 and 1 000 are one number, and 2,5 is 2.5, but
2.5 is not 25.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from transcheck.locales.language import Language, language


class Number(NamedTuple):
    """A number at [start, end) of a text; `key` is ASCII digits with at most dots between them."""

    key: str
    start: int
    end: int

    @property
    def parts(self) -> tuple[str, ...]:
        """The runs of digits: what a list or a date without spaces may be read as."""
        return tuple(self.key.split("."))

    @property
    def value(self) -> float:
        """The value, or NaN for what has more than one dot."""
        return float(self.key) if self.key.count(".") < 2 else float("nan")


_HAN_DIGITS = {char: place % 10 for place, char in enumerate("零一二三四五六七八九〇壹两参肆伍陆柒捌玖")}
_HAN_DIGITS |= {"兩": 2, "贰": 2, "貳": 2}
_HAN_UNITS = {"十": 10, "拾": 10, "百": 100, "千": 1000, "万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
_SEPARATOR = "[.,'’٫٬،·]"
_SPACE = "[ \u00a0\u2009\u202f]"
_NUMBER = re.compile(
    rf"""
      (?<!\d)[A-Za-z_]\d+(?:{_SEPARATOR}\d+)*
    | [{"".join((*_HAN_DIGITS, *_HAN_UNITS))}]\d+
    | (?P<number>\d{{1,3}}(?:{_SPACE}\d{{3}})+(?![\d.,]) | \d+(?:{_SEPARATOR}\d+)*)
    """,
    re.X,
)
_DIGIT = re.compile(r"\d")
_DIGITS = re.compile(rf"\d(?:{_SEPARATOR}?\d)*")
_NATIVE_DIGIT = re.compile(r"[^\D0-9]")
_GROUPED = re.compile(rf"\d{{1,3}}(?:(?:{_SEPARATOR}|{_SPACE})\d{{3}})+|\d{{1,2}}(?:,\d{{2}})+,\d{{3}}")


@lru_cache(maxsize=4_000)
def digits_in(text: str) -> tuple[str, ...]:
    """The runs of digits of a text as they are written, decimal and grouping signs with them."""
    return tuple(_DIGITS.findall(text))


def numbers_in(text: str) -> Iterator[Number]:
    """The numbers of a text that are no part of a name, as 50 is of ResNet50, nor of words, as 4 is of 一千4百万."""
    return iter(_numbers_in(text)) if _DIGIT.search(text) else iter(())


@lru_cache(maxsize=4_000)
def _numbers_in(text: str) -> tuple[Number, ...]:
    """Kept, for the source's texts are asked about for every locale."""
    matches = (match for match in _NUMBER.finditer(ascii_digits(text)) if match["number"])
    return tuple(Number(number_key(match[0]), match.start(), match.end()) for match in matches)


@lru_cache(maxsize=4_000)
def number_key(written: str) -> str:
    """`written` without separators of groups and with a dot for any other; leading zeros stay, for names have them."""
    groups, rest = _GROUPED.match(written), ""
    if groups:
        written, rest = groups[0], written[groups.end() :]
        written = re.sub(r"\D", "", written)
    key = re.sub(r"\D", ".", written + rest)
    return key.rstrip("0").rstrip(".") if key.count(".") == 1 and key.endswith("0") else key


def ascii_digits(text: str) -> str:
    """`text` with every decimal digit 0-9, as long as it was."""
    return text if text.isascii() else _NATIVE_DIGIT.sub(lambda match: str(int(match[0])), text)


# What multiplies the number before it. The words are stems, for languages inflect them.
_SCALES: Mapping[float, str] = {
    1e2: "hundred 百 hundert centena сот सौ",
    1e3: """thousand k 千 천 tausend mil mille mila bin tisíc tysi тыс тис хиляд duizend tusen tusind tuhat ezer
        χιλιάδ mie mii ألف آلاف הزار هزار אלף हज़ार হাজার nghìn ngàn ribu พัน""",
    1e4: "万 萬 만",
    1e5: "lakh लाख লাখ",
    1e6: """million m mio mill milh milj мил млн mln milyon juta triệu εκατομμύρι मिलियन মিলিয়ন میلیون
        ملیون مليون ملايين ล้าน מיליון 百万 百萬 백만""",
    1e7: "crore करोड़ কোটি 千万 千萬 천만",
    1e8: "亿 億 억",
    1e9: "billion b bn milliard mrd miliard milyar miliar млрд мильярд tỷ میلیارد مليار מיליארד 十亿 十億 십억",
    1e12: "trillion trilh bilhão billón трлн 兆 万亿 萬億",
}
_STEMS = tuple((stem, scale) for scale, stems in _SCALES.items() for stem in stems.split())
_LONG_STEMS = tuple((stem, scale) for stem, scale in _STEMS if len(stem) > (3 if stem.isascii() else 2))
"""Those that tell a number word where no digits stand before it."""


def scaled(text: str, number: Number) -> Iterator[float]:
    """What the number may be worth with the word after it: 1 million, 3 Mio., 20k, 100万."""
    after = text[number.end : number.end + 12].lstrip(" \u00a0\u202f-+多余餘来來几幾数數").casefold()
    for stem, scale in _STEMS:
        whole = len(stem) > 2 or not stem.isascii() or not after[len(stem) : len(stem) + 1].isalpha()
        if after.startswith(stem) and whole:
            yield number.value * scale


def said_in(text: str, tongue: Language) -> frozenset[float]:
    """The values that words of a text may stand for, ordinals and compounds too: more rather than fewer."""
    return frozenset((*_in_words(text, tongue), *_in_han(text)))


_WORDS = re.compile(r"[^\W\d_]+")
_CONNECTOR = 3
"""Words up to this long may stand within a number: two hundred and five, treinta y dos."""


def _in_words(text: str, tongue: Language) -> Iterator[float]:
    run: list[float] = []
    for word in _WORDS.findall(text.casefold()):
        if values := _worth_in(word, tongue.tag):
            yield from values
            run = [*run, *values]
            yield _compound(run)
        elif len(word) > _CONNECTOR:
            run = []
    if not tongue.word_spaces:
        yield from (worth for word, worth in tongue.number_words.items() if word in text)


@lru_cache(maxsize=20_000)
def _worth_in(word: str, tag: str) -> tuple[float, ...]:
    """What a number word is worth, or those in it: articles, cases, ordinals add letters, and German joins words.

    Kept, for the same words come again and again, and most are no number words.
    """
    known = language(tag).number_words
    if word in known:
        return (known[word],)
    likely = _cores(tag).search(word) is not None
    found = tuple(known[core] for core in known if len(core) > 3 and _is_in(word, core)) if likely else ()
    return found or tuple(scale for stem, scale in _LONG_STEMS if word.startswith(stem))[:1]


@cache
def _cores(tag: str) -> re.Pattern[str]:
    """What a word must hold to hold a number word of the language: nothing, where that has none."""
    stems = sorted(_stem(core) for core in language(tag).number_words if len(core) > 3)
    return re.compile("|".join(map(re.escape, stems)) or r"(?!)")


def _stem(core: str) -> str:
    """Long number words may lose the last letter."""
    return core[:-1] if len(core) > 5 else core


def _is_in(word: str, core: str) -> bool:
    """Whether the word begins with the number word, or holds it among few letters."""
    return word.startswith(core) or (_stem(core) in word and len(word) < len(core) + 9)


def _compound(values: list[float]) -> float:
    """Two hundred thousand and five: what is smaller multiplies what is greater, and the rest is added."""
    total = current = 0.0
    for value in values:
        if value >= 100:
            current = max(current, 1.0) * value
            total, current = (total + current, 0.0) if value >= 1000 else (total, current)
        else:
            current += value
    return total + current


_HAN = re.compile(rf"(?:[{''.join((*_HAN_DIGITS, *_HAN_UNITS))}]|\d+(?:\.\d+)?(?=[{''.join(_HAN_UNITS)}]))+")
_HAN_TOKEN = re.compile(r"\d+(?:\.\d+)?|.")


def _in_han(text: str) -> Iterator[float]:
    return (_han_value(_HAN_TOKEN.findall(run)) for run in _HAN.findall(ascii_digits(text)))


def _han_value(run: list[str]) -> float:
    """二〇一二 is read digit by digit; 一千4百万 by its units."""
    if not any(sign in _HAN_UNITS for sign in run):
        return float("".join(str(_HAN_DIGITS[sign]) for sign in run))
    total = section = digit = 0.0
    for sign in run:
        unit = _HAN_UNITS.get(sign)
        if unit is None:
            digit = float(sign) if sign[0].isascii() else _HAN_DIGITS[sign]
        elif unit < 10_000:
            section, digit = section + (digit or 1) * unit, 0
        else:
            total, section, digit = total + max(section + digit, 1) * unit, 0, 0
    return total + section + digit
