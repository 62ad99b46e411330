"""Terms of a glossary are found in the forms that running text gives them, and not in words that look like them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from transcheck.terms.matcher import facts_of
from transcheck.terms.target import Target

FOLDER = Path(__file__).parent / "inflections"
LANGUAGES = ("ar", "es", "fa", "fr", "it", "ko", "pt", "ru", "tr")


def rows(name: str) -> Iterator[list[str]]:
    for line in (FOLDER / f"{name}.tsv").read_text(encoding="utf-8").splitlines():
        yield line.split("\t")


@pytest.mark.parametrize("locale", LANGUAGES)
def test_inflected_uses_are_found(locale: str) -> None:
    pairs = list(rows(locale))
    missed = [(term, text) for term, text in pairs if Target(facts_of(text), locale).find(term) is None]
    assert len(pairs) >= 40
    assert len(missed) <= len(pairs) * 0.05, missed


@pytest.mark.parametrize(("locale", "term", "text"), list(rows("near_misses")))
def test_words_that_look_alike_are_not(locale: str, term: str, text: str) -> None:
    assert Target(facts_of(text), locale).find(term, derived=True) is None


@pytest.mark.parametrize(("locale", "term", "text"), list(rows("scripts")))
def test_other_languages(locale: str, term: str, text: str) -> None:
    assert Target(facts_of(text), locale).find(term) is not None
