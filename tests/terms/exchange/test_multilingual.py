"""The multilingual YAML of open glossaries."""

import pytest

from transcheck.errors import UserError
from transcheck.terms.base import Concept, Term, TermBase, TermStatus
from transcheck.terms.exchange.multilingual import read_multilingual, write_multilingual
from transcheck.terms.exchange.say import Request

TEXT = """\
- slug: neural_network
  ref:
    - tensor
  en:
    term: "neural network"
    acronym: "NN"
    def: >
      Layers of units,
      one after another.
  es:
    term: red neuronal
    acronym: RN
    def: Capas.
    pos: noun
- slug: no
  es:
    term: sin inglés
- slug: tensor
  en: {term: "on"}
  fr: {def: Sans terme.}
  zh_hans: {term: 张量}
"""


def test_what_an_entry_says() -> None:
    found = read_multilingual(TEXT, Request("g.yml"))
    assert [base.locale for base in found.bases] == ["es", "zh-Hans"]
    (concept,) = found.bases[0].concepts
    assert (concept.sources, concept.terms) == (("neural network",), (Term("red neuronal"),))
    assert (concept.abbreviations, concept.id) == (("NN", "RN"), "neural_network")
    assert concept.definition == "Layers of units, one after another." and concept.origin.line == 1
    assert found.bases[1].concepts[0].name == "on", "YAML's booleans are words"
    assert found.left_out == {"'ref'": 1, "'pos' of a language": 1, "entries without a term of the source": 1}


def test_entries_have_all_languages() -> None:
    terms = (Term("red neuronal"), Term("malla", TermStatus.ADMITTED))
    spanish = Concept(("neural network",), terms, ("NN",), definition="Layers.")
    french = Concept(("neural network",), (Term("réseau de neurones"),), ("NN",), definition="Layers.")
    other = Concept(("neural network",), (Term("autre"),))
    text = write_multilingual([TermBase("es", concepts=(spanish,)), TermBase("fr", concepts=(french, other))])
    assert text == (
        "- slug: neural_network\n"
        "  en: {term: neural network, acronym: NN, def: Layers.}\n"
        "  es: {term: red neuronal}\n"
        "  fr: {term: réseau de neurones}\n"
        "- slug: neural_network_\n"
        "  en: {term: neural network}\n"
        "  fr: {term: autre}\n"
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: [", "g.yml:2: not valid YAML"),
        ("a: b", "g.yml:1: expected a list of entries"),
        ("- a\n- b", "g.yml:1: entry: expected a slug and languages"),
        ("- slug: a\n  en: {term: [x]}\n  es: {term: y}", "g.yml:2: term: expected text, found a list"),
        ("- slug: a\n  es: {term: y}", "g.yml:1: no terms in 'en', the source; there are: es"),
        ("- &a\n  slug: x\n  en: *a\n  es: *a", "g.yml:1: no terms in 'en'"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(text: str, message: str) -> None:
    with pytest.raises(UserError) as error:
        read_multilingual(text, Request("g.yml"))
    assert str(error.value).startswith(message)
