import pytest

from transcheck.locales.dates import (
    DateStyle,
    PartialDate,
    date_style,
    foreign_dates,
    is_impossible,
    is_usual,
    parse_date,
    usual_form,
)

READ = [
    ("2020-04-03", "en", (2020, 4, 3)),
    ("2020-04-03 10:00:00+00:00", "en", (2020, 4, 3)),
    ("2020/04/03", "en", (2020, 4, 3)),
    ("2020.4.3", "en", (2020, 4, 3)),
    ("2020-04", "en", (2020, 4, None)),
    ("27 Jan 2020", "en", (2020, 1, 27)),
    ("13 April 2020", "ja", (2020, 4, 13)),
    ("16 Sept 2020", "en", (2020, 9, 16)),
    ("Aug 16 2020", "en", (2020, 8, 16)),
    ("Aug 16, 2020", "en", (2020, 8, 16)),
    ("Jul 2020", "en", (2020, 7, None)),
    ("1st of May 2020", "en", (2020, 5, 1)),
    ("13/04/2020", "en", (2020, 4, 13)),
    ("04/13/2020", "en", (2020, 4, 13)),
    ("05.05.2020", "de", (2020, 5, 5)),
    ("28 Fev 2021", "pt", (2021, 2, 28)),
    ("28 Fev 2021", "fr", (2021, 2, 28)),
    ("1er mars 2020", "fr", (2020, 3, 1)),
    ("3 de abril de 2020", "es", (2020, 4, 3)),
    ("3 d'abril de 2020", "ca", (2020, 4, 3)),
    ("3. dubna 2020", "cs", (2020, 4, 3)),
    ("2020. április 3.", "hu", (2020, 4, 3)),
    ("5 KASIM 2020", "tr", (2020, 11, 5)),
    ("3 апреля 2020 г.", "ru", (2020, 4, 3)),
    ("3 tháng 4, 2020", "vi", (2020, 4, 3)),
    ("ngày 3 tháng 4 năm 2020", "vi", (2020, 4, 3)),
    ("3 अप्रैल 2020", "hi", (2020, 4, 3)),
    ("۳ آوریل ۲۰۲۰", "fa", (2020, 4, 3)),
    ("٣ أبريل ٢٠٢٠", "ar", (2020, 4, 3)),
    ("2020年4月3日", "ja", (2020, 4, 3)),
    ("２０２０年４月３日", "zh-Hans", (2020, 4, 3)),
    ("2020年4月", "zh-TW", (2020, 4, None)),
    ("2020년 4월 3일", "ko", (2020, 4, 3)),
    ("27 Jan 2020", "xx", (2020, 1, 27)),
    ("29 Feb 2020", "en", (2020, 2, 29)),
]

REFUSED = [
    "",
    "\0",
    "2020",
    "31 Feb 2020",
    "29 Feb 2021",
    "2020-13-05",
    "2020-04-00",
    "0000-01-01",
    "12 Foo 2020",
    "12 Ju 2020",
    "0 Jan 2020",
    "32 Jan 2020",
    "03/04/2020",
    "27 Jan 20",
    "27 Jan 2020 28",
    "Jan Feb 2020",
    "27 Jan 2020 by somebody",
    "²020-01-02",
    "2020-04-03" * 1000,
    "x" * 10_000,
    "1" * 10_000,
    "\0" * 60,
    "年" * 60,
    "a b " * 15,
]


@pytest.mark.parametrize(("text", "locale", "expected"), READ, ids=[f"{locale}:{text}" for text, locale, _ in READ])
def test_reads(text: str, locale: str, expected: tuple[int, int, int | None]) -> None:
    assert parse_date(text, locale) == PartialDate(*expected)


@pytest.mark.parametrize("text", REFUSED, ids=[repr(text[:20]) for text in REFUSED])
def test_refuses(text: str) -> None:
    assert parse_date(text) is None
    assert date_style(text) is None
    assert not is_usual(text)


@pytest.mark.parametrize(
    ("text", "locale", "style"),
    [
        ("2020-01-27", "en", DateStyle.ISO),
        ("27 Jan 2020", "en", DateStyle.DAY_MONTH_YEAR),
        ("7 Jan 2020", "fr", DateStyle.DAY_MONTH_YEAR),
        ("13 April 2020", "en", DateStyle.DAY_MONTH_YEAR),
        ("3 avril 2020", "fr", DateStyle.DAY_MONTH_YEAR),
        ("Jan 2020", "en", DateStyle.MONTH_YEAR),
        ("16 Sept 2020", "en", DateStyle.OTHER),
        ("Aug 16, 2020", "en", DateStyle.OTHER),
        ("2020/01/27", "en", DateStyle.OTHER),
        ("2020-1-7", "en", DateStyle.OTHER),
        ("2020年4月3日", "ja", DateStyle.OTHER),
        ("3 avril 2020", "ja", None),
    ],
    ids=str,
)
def test_style(text: str, locale: str, style: DateStyle | None) -> None:
    assert date_style(text, locale) is style
    assert is_usual(text, locale) == (style not in (None, DateStyle.OTHER))


@pytest.mark.parametrize(("text", "locale", "_"), READ, ids=[f"{locale}:{text}" for text, locale, _ in READ])
def test_the_usual_form_says_the_same(text: str, locale: str, _: object) -> None:
    date = parse_date(text, locale)
    assert date is not None
    assert parse_date(usual_form(date), locale) == date
    assert is_usual(usual_form(date), locale)


def test_a_month_reaches_from_its_first_day_to_its_last() -> None:
    month = PartialDate(2020, 2)
    assert str(month.earliest()) == "2020-02-01"
    assert str(month.latest()) == "2020-02-29"
    day = PartialDate(2020, 2, 3)
    assert day.earliest() == day.latest()


@pytest.mark.parametrize(
    "text", ["31 Feb 2020", "2020-13-05", "12 Foo 2020", "Foo 12, 2020", "40 Jan 2020", "32/40/2020"]
)
def test_impossible(text: str) -> None:
    assert is_impossible(text, "es")


@pytest.mark.parametrize(
    "text",
    [
        "27 Jan 2020",
        "20 Agu 2020",  # Indonesian
        "20 август 2020",
        "02/03/2020",
        "02/03/20",
        "20 Mordad 1399",
        "1399/05/31",
        "2563-05-01",
        "Mon, 27 Jan 2020 00:00:00 GMT",
        "2020-01-01T10:00:00+07:00",
        "2020",
        "Spring 2020",
        "TBD",
        "",
        "9" * 100,
    ],
)
def test_not_impossible(text: str) -> None:
    assert not is_impossible(text, "es")


def test_foreign_dates() -> None:
    assert foreign_dates("20 Agu 2020") == {PartialDate(2020, 8, 20)}
    assert not foreign_dates("12 Foo 2020")
