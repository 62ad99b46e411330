"""Dates as people write them in front matter, in English or in the language of the translation."""

import re
import unicodedata
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cache

from transcheck.locales.facts import known_tags
from transcheck.locales.tags import babel_locale

_LONGEST = 60
_ENGLISH_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

_ISO = re.compile(r"(\d{4})([-/.])(\d{1,2})(?:\2(\d{1,2})(?:[t ]\d{1,2}:\d{2}[\d:.,+\-z ]*)?)?")
_NUMERIC = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})")
_CJK = re.compile(r"(\d{4}) ?[年년] ?(\d{1,2}) ?[月월](?: ?(\d{1,2}) ?[日일号號])?")
_VIETNAMESE = re.compile(r"(?:ngày )?(?:(\d{1,2}) )?(?:tháng|thg) (\d{1,2}),?(?: năm)? (\d{4})")
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th|er|[ºª°])\b|(?<=\d)[ºª°]")
_USUAL_WORDS = re.compile(r"(?:(\d{1,2}) )?(\D*[^\d ]) (\d{4})")
_WORD_OR_NUMBER = re.compile(r"\d+|[^\d\s]+")
# Words between the parts of a date that CLDR's patterns lack: "the 3rd of April", "3 de abril del 2020".
_LINKING = frozenset(("of", "the", "del", "de"))


_WEEKDAY = re.compile(r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6},? ")
_CLOCK = re.compile(r",? \d{1,2}:\d{2}\b.*")
_THREE_NUMBERS = re.compile(r"(\d{1,4})([-/.]) ?(\d{1,2})\2 ?(\d{1,4})\.?")
_THREE_PARTS = re.compile(r"(?:(?P<day>\d{1,3})\.? )?(?P<month>[^\d ]{2,}),? (?P<late>\d{1,3},? )?\d{4}")
_OTHER_YEAR = re.compile(r"(?<!\d)(?:1[34]\d\d|2[45]\d\d)(?!\d)")


class DateStyle(Enum):
    """How a date is written; the first three are the usual ones."""

    ISO = "2020-01-27"
    DAY_MONTH_YEAR = "27 Jan 2020"
    MONTH_YEAR = "Jan 2020"
    OTHER = "Jan 27, 2020"


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A day, or a month whose day nobody gave."""

    year: int
    month: int
    day: int | None = None

    def earliest(self) -> date:
        return date(self.year, self.month, self.day or 1)

    def latest(self) -> date:
        return date(self.year, self.month, self.day or monthrange(self.year, self.month)[1])


def parse_date(text: str, locale: str = "en") -> PartialDate | None:
    """The date that `text` says in English or in the language of `locale`; None when it is none or is ambiguous."""
    if len(text) > _LONGEST:
        return None
    folded = _folded(text)
    return _iso(folded) or _numeric(folded) or _cjk(folded) or _vietnamese(folded) or _spelled_out(folded, locale)


def date_style(text: str, locale: str = "en") -> DateStyle | None:
    """How `text` writes its date; None when it is no date."""
    if parse_date(text, locale) is None:
        return None
    ascii_digits = _with_ascii_digits(text.strip())
    if re.fullmatch(r"\d{4}-\d\d-\d\d", ascii_digits):
        return DateStyle.ISO
    match = _USUAL_WORDS.fullmatch(ascii_digits)
    if match is None or _plain(match[2]) not in _months(locale):
        return DateStyle.OTHER
    return DateStyle.DAY_MONTH_YEAR if match[1] else DateStyle.MONTH_YEAR


def is_usual(text: str, locale: str = "en") -> bool:
    """Whether `text` is a date as `27 Jan 2020`, `Jan 2020` or `2020-01-27`, months by their CLDR names."""
    return date_style(text, locale) in (DateStyle.ISO, DateStyle.DAY_MONTH_YEAR, DateStyle.MONTH_YEAR)


def foreign_dates(text: str) -> frozenset[PartialDate]:
    """What `text` says in any language that there are facts of; languages may disagree about a month."""
    return frozenset(found for tag in known_tags() if (found := parse_date(text, tag)))


def is_impossible(text: str, locale: str = "en") -> bool:
    """Whether `text` is written as a date and is none: `31 Feb 2020`, `2020-13-05`, `12 Foo 2020`.

    Ambiguous dates, years of another calendar and months of any language are no such thing.
    """
    folded = _CLOCK.sub("", _WEEKDAY.sub("", _folded(text), count=1)) if len(text) <= _LONGEST else ""
    if not folded or _OTHER_YEAR.search(folded) or parse_date(folded, locale) or foreign_dates(folded):
        return False
    numbers = _THREE_NUMBERS.fullmatch(folded)
    if numbers is not None:
        return not _is_ambiguous(numbers[1], numbers[3], numbers[4])
    words = [word for word in _ORDINAL.sub("", folded).split() if word not in _LINKING]
    parts = _THREE_PARTS.fullmatch(" ".join(words))
    return parts is not None and bool(parts["day"] or parts["late"])


def _is_ambiguous(first: str, middle: str, last: str) -> bool:
    """3/4/2020 and 3/4/20, where nobody can tell the month from the day, or the year from either."""
    day_or_month = [int(number) <= 31 for number in (first, middle, last) if len(number) < 3]
    return all(day_or_month) and (len(day_or_month) == 3 or len(last) == 4) and min(int(first), int(middle)) <= 12


def usual_form(when: PartialDate) -> str:
    """`27 Jan 2020`, or `Jan 2020` where there is no day."""
    month_year = f"{_ENGLISH_MONTHS[when.month - 1]} {when.year:04}"
    return f"{when.day} {month_year}" if when.day else month_year


def _iso(text: str) -> PartialDate | None:
    match = _ISO.fullmatch(text)
    if match is None or (match[4] is None and match[2] != "-"):
        return None
    return _made(match[1], match[3], match[4])


def _numeric(text: str) -> PartialDate | None:
    """27/01/2020 and 01/27/2020, which only a day above 12 or a day equal to the month tells apart."""
    match = _NUMERIC.fullmatch(text)
    if match is None:
        return None
    first, second, year = int(match[1]), int(match[3]), match[4]
    if first > 12 or first == second:
        return _made(year, second, first)
    return _made(year, first, second) if second > 12 else None


def _cjk(text: str) -> PartialDate | None:
    match = _CJK.fullmatch(text)
    return _made(match[1], match[2], match[3]) if match else None


def _vietnamese(text: str) -> PartialDate | None:
    match = _VIETNAMESE.fullmatch(unicodedata.normalize("NFC", text))
    return _made(match[3], match[2], match[1]) if match else None


def _spelled_out(text: str, locale: str) -> PartialDate | None:
    """A month by name, a year of four digits and perhaps a day, in any order, with nothing but linking words."""
    tokens = _WORD_OR_NUMBER.findall(_ORDINAL.sub("", text).replace(",", " ").replace("،", " "))
    numbers = [token for token in tokens if token[0].isdigit()]
    years = [number for number in numbers if len(number) == 4]
    days = [number for number in numbers if len(number) <= 2]
    month = _month([token for token in tokens if not token[0].isdigit()], locale)
    if month is None or len(years) != 1 or len(days) > 1 or len(years) + len(days) != len(numbers):
        return None
    return _made(years[0], month, days[0] if days else None)


def _month(words: list[str], locale: str) -> int | None:
    """The month that the words name when all other words are linking ones."""
    plain = [word for word in map(_plain, words) if word]
    linking = _linking_words(locale)
    candidates = {
        month
        for start in range(len(plain))
        for end in range(start + 1, len(plain) + 1)
        if linking.issuperset(plain[:start] + plain[end:])
        and (month := _month_named(" ".join(plain[start:end]), locale))
    }
    return candidates.pop() if len(candidates) == 1 else None


def _month_named(name: str, locale: str) -> int | None:
    """The month of exactly this name, or the only one with a name that starts so."""
    months = _months(locale)
    exact = months.get(name)
    if exact is not None or len(name) < 3:
        return exact
    begun = {month for known, month in months.items() if known.startswith(name)}
    return begun.pop() if len(begun) == 1 else None


@cache
def _months(locale: str) -> dict[str, int]:
    """Folded names of the months in English and in the language; a name of two months is none of them."""
    months: dict[str, int] = {}
    clashing = set()
    for tag in ("en", locale):
        for name, month in _month_names(tag):
            if months.setdefault(name, month) != month:
                clashing.add(name)
    return {name: month for name, month in months.items() if name not in clashing}


def _month_names(tag: str) -> Iterator[tuple[str, int]]:
    found = babel_locale(tag)
    if found is None:
        return
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            for month, name in found.months[context][width].items():
                plain = _plain(_folded(name))
                if not any(char.isdigit() for char in plain):
                    yield plain, month


@cache
def _linking_words(locale: str) -> frozenset[str]:
    """The literal words of CLDR's date patterns: "de" in Spanish, "г" in Russian."""
    found = babel_locale(locale)
    if found is None:
        return _LINKING
    patterns = [found.date_formats[width].pattern for width in ("medium", "long", "full")]
    quoted = " ".join(part for pattern in patterns for part in pattern.split("'")[1::2])
    return _LINKING | {_plain(word) for word in _folded(quoted).split()}


def _made(year: str | int, month: str | int, day: str | int | None) -> PartialDate | None:
    made = PartialDate(int(year), int(month), None if day is None else int(day))
    try:
        date(made.year, made.month, 1 if made.day is None else made.day)
    except ValueError:
        return None
    return made


def _folded(text: str) -> str:
    """Casefolded, with the digits 0-9, single spaces, and without invisible characters."""
    visible = "".join(" " if char.isspace() else char for char in text if unicodedata.category(char) != "Cf")
    return " ".join(_with_ascii_digits(visible).casefold().split())


def _with_ascii_digits(text: str) -> str:
    return "".join(str(unicodedata.decimal(char, char)) for char in text)


def _plain(word: str) -> str:
    """A word without dots and accents, so that Fev. is Fév; the dotless i of Turkish as i."""
    letters = unicodedata.normalize("NFKD", word.casefold().replace("ı", "i").replace("’", "'"))
    return "".join(char for char in letters if char != "." and not "\u0300" <= char <= "\u036f").strip()
