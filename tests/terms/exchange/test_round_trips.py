"""A term base -> a format -> the term base, less what the format cannot say, which is counted."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.terms.exchange.term_bases import bases, concepts, unplaced
from transcheck.terms.base import Concept, Term, TermBase, TermStatus
from transcheck.terms.exchange.formats import FORMATS
from transcheck.terms.exchange.own import merge, write_glossary
from transcheck.terms.exchange.say import Request, losses
from transcheck.terms.load import examine, load_packaged, packaged, parse_glossary

NAMES = sorted(FORMATS)
SIMPLE = Concept(("latent variable",), (Term("variable latente"),), id="latent_variable", definition="Nobody sees it.")
REQUEST = Request("f", named="es")


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=50, deadline=None)
@given(base=bases())
def test_all_comes_back_that_a_format_can_say(name: str, base: TermBase) -> None:
    chosen = FORMATS[name]
    kept = [concept for concept in chosen.kept(base.concepts) if concept is not None]
    if kept:
        found = chosen.read(chosen.write([base]).encode(), REQUEST)
        (again,) = found.bases
        assert list(map(_comparable, unplaced(again.concepts))) == list(map(_comparable, kept))
        assert (again.locale, again.source_locale, dict(found.left_out)) == ("es", "en", {})


def _comparable(concept: Concept) -> Concept:
    """Of two equal slugs one has an underscore more."""
    return replace(concept, id=concept.id.rstrip("_"))


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=50, deadline=None)
@given(concept=concepts())
def test_what_a_format_cannot_say_is_counted(name: str, concept: Concept) -> None:
    (kept,) = FORMATS[name].kept([concept])
    lost = losses([TermBase("es", "en", (concept,))], FORMATS[name].kept)
    assert bool(lost) == (kept is None or _said(kept, concept) != _said(concept, concept))


def _said(kept: Concept, before: Concept) -> Concept:
    """In any order of terms; an id that is made is no loss."""
    return replace(kept, terms=tuple(sorted(kept.terms, key=repr)), id=kept.id if before.id else "")


@settings(max_examples=50, deadline=None)
@given(base=bases())
def test_our_own_yaml_says_all(base: TermBase) -> None:
    again, _ = examine(write_glossary(base), "es.yml")
    assert unplaced(again.concepts) == unplaced(base.concepts)
    assert (again.locale, again.source_locale) == ("es", "en")


@pytest.mark.parametrize("name", ["tbx", "multilingual"])
@settings(max_examples=50, deadline=None)
@given(data=st.data())
def test_several_locales_in_one_file(name: str, data: st.DataObject) -> None:
    chosen = FORMATS[name]
    several = [data.draw(bases(locale)) for locale in ("es", "zh-Hans")]
    kept = {base.locale: [c for c in chosen.kept(base.concepts) if c is not None] for base in several}
    if all(kept.values()):
        found = chosen.read(chosen.write(several).encode(), Request("f"))
        for base in found.bases:
            terms = sorted(repr((c.sources, c.terms)) for c in base.concepts)
            assert terms == sorted(repr((c.sources, c.terms)) for c in kept[base.locale])


@pytest.mark.parametrize("name", NAMES)
def test_a_simple_concept_loses_nothing(name: str) -> None:
    base = TermBase("es", "en", (SIMPLE,))
    (again,) = FORMATS[name].read(FORMATS[name].write([base]).encode(), REQUEST).bases
    assert unplaced(again.concepts) == [SIMPLE] and not losses([base], FORMATS[name].kept)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("locale", packaged())
def test_the_packaged_glossaries_go_and_come(name: str, locale: str) -> None:
    base, chosen = load_packaged(locale), FORMATS[name]
    (again,) = chosen.read(chosen.write([base]).encode(), Request("f", named=locale)).bases
    assert unplaced(again.concepts) == chosen.kept(base.concepts)
    assert again.locale == locale
    assert parse_glossary(write_glossary(base)).concepts


@settings(max_examples=50, deadline=None)
@given(there=bases(), new=bases())
def test_merging_keeps_what_is_there(there: TermBase, new: TermBase) -> None:
    text, added = merge(write_glossary(there), there, new)
    merged, _ = examine(text, "es.yml")
    assert unplaced(merged.concepts[: len(there.concepts)]) == unplaced(there.concepts)
    assert len(merged.concepts) == len(there.concepts) + added
    names = {source.casefold() for concept in there.concepts for source in concept.sources}
    expected = [c for c in new.concepts if names.isdisjoint(s.casefold() for s in c.sources)]
    assert unplaced(merged.concepts[len(there.concepts) :]) == unplaced(expected)


def test_losses_count_what_is_gone() -> None:
    terms = (Term("a", forms=("as",), note="n"), Term("b", TermStatus.ADMITTED), Term("c", TermStatus.DEPRECATED))
    base = TermBase("es", concepts=(Concept(("x", "y"), terms, when=("z",), fixed=True, domain="d"),))
    assert losses([base], FORMATS["tbx"].kept) == {"forms": 1, "fixed": 1, "when": 1}
    assert losses([base], FORMATS["csv"].kept) == {"notes of terms": 1}
    assert losses([base], FORMATS["multilingual"].kept) == {
        "source terms": 1, "forms": 1, "notes of terms": 1, "admitted terms": 1, "deprecated terms": 1, "when": 1,
        "fixed": 1, "domains": 1,
    }  # fmt: skip
