"""Numbers in digits of any script, with any separators, with scales and in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transcheck.locales.language import language
from transcheck.locales.numbers import ascii_digits, number_key, numbers_in, said_in, scaled

KEYS = [
    ("plain", "in 2012", ["2012"]),
    ("groups of commas", "1,000,000 weights", ["1000000"]),
    ("groups of dots", "200.000", ["200000"]),
    ("groups of spaces", "200 000 pesos", ["200000"]),
    ("groups of no-break spaces", "200\u202f000", ["200000"]),
    ("Indian groups", "12,34,567", ["1234567"]),
    ("Arabic groups", "١٬٠٠٠٬٠٠٠", ["1000000"]),
    ("Arabic comma as a group", "1،000", ["1000"]),
    ("decimal point", "0.5", ["0.5"]),
    ("decimal comma", "2,75", ["2.75"]),
    ("groups and a fraction", "1,234.5", ["1234.5"]),
    ("trailing zeros of a fraction", "0.50", ["0.5"]),
    ("Arabic decimal", "٢٫٥", ["2.5"]),
    ("Bengali digits", "২০১২", ["2012"]),
    ("full-width digits", "１２", ["12"]),
    ("a list", "1, 2 and 3", ["1", "2", "3"]),
    ("a sentence's end", "in 2012.", ["2012"]),
    ("sizes", "16x16", ["16", "16"]),
    ("plural of years", "1990s", ["1990"]),
    ("a short year", "'90", ["90"]),
    ("names are none", "ResNet50 and v1.14", []),
    ("within Chinese", "图3和20个", ["3", "20"]),
    ("a part of a Chinese numeral", "一千4百万", []),
    ("a range", "10-20", ["10", "20"]),
    ("a time", "16:55", ["16", "55"]),
    ("years side by side are no group", "2019 100", ["2019", "100"]),
]
SAID = [
    ("Spanish", "es", "tres capas", 3),
    ("Spanish plural", "es", "los noventa", 90),
    ("Italian ordinal", "it", "un'undicesima categoria", 11),
    ("German compound", "de", "zweiundzwanzig", 22),
    ("English phrase", "en", "two hundred and five", 205),
    ("English hyphen", "en", "twenty-one", 21),
    ("Turkish ordinal", "tr", "yirmi beşinci", 25),
    ("Arabic with article and plural", "ar", "في الأربعينيات", 40),
    ("Persian scale", "fa", "یک میلیون بعد", 1_000_000),
    ("Chinese", "zh", "二十八个", 28),
    ("Chinese digits one by one", "zh", "二〇一二年", 2012),
    ("Chinese with digits", "zh", "一千4百万", 14_000_000),
    ("Japanese", "ja", "第三章", 3),
    ("Korean", "ko", "세 하나", 1),
]


@pytest.mark.parametrize(("text", "keys"), [case[1:] for case in KEYS], ids=[case[0] for case in KEYS])
def test_numbers_in(text: str, keys: list[str]) -> None:
    assert [number.key for number in numbers_in(text)] == keys


@pytest.mark.parametrize(("tag", "text", "value"), [case[1:] for case in SAID], ids=[case[0] for case in SAID])
def test_said_in(tag: str, text: str, value: float) -> None:
    assert value in said_in(text, language(tag))


def test_words_without_numbers_say_little() -> None:
    assert not said_in("El modelo aprende la forma del centro.", language("es"))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.3 million", 1.3e6),
        ("14M labels", 14e6),
        ("20k", 2e4),
        ("3 Mio.", 3e6),
        ("100万", 1e6),
        ("130多万", 1.3e6),
        ("17 milyara", 17e9),
    ],
)
def test_scaled(text: str, value: float) -> None:
    number = next(numbers_in(text))
    assert any(abs(found - value) < 1e-3 * value for found in scaled(text, number))


def test_a_letter_of_a_word_is_no_scale() -> None:
    text = "20 models"
    assert not list(scaled(text, next(numbers_in(text))))


@given(st.integers(0, 10**9))
def test_groups_do_not_count(value: int) -> None:
    assert number_key(f"{value:,}") == number_key(f"{value:,}".replace(",", ".")) == number_key(str(value))


@given(st.text(st.sampled_from("0123456789٣۴३., 'ax一万"), max_size=20))
def test_places_are_exact(text: str) -> None:
    for number in numbers_in(text):
        assert number_key(ascii_digits(text)[number.start : number.end]) == number.key
        assert len(ascii_digits(text)) == len(text)
