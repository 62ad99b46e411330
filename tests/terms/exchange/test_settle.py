"""Others' habits put into ours, and our YAML."""

import pytest

from transcheck.errors import UserError
from transcheck.terms.base import Concept, Origin, PartOfSpeech, Term, TermBase, TermStatus
from transcheck.terms.exchange.own import merge, write_glossary
from transcheck.terms.exchange.settle import settle
from transcheck.terms.load import parse_glossary


def base(*concepts: Concept) -> TermBase:
    return TermBase("es", concepts=concepts, file="f.csv")


def of(source: str, target: str, line: int = 1) -> Concept:
    return Concept((source,), (Term(target),), origin=Origin("f.csv", line))


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("discriminant analysis (DA)", Concept(("discriminant analysis",), (Term("t"),), ("DA",))),
        ("rectified linear unit (ReLU)", Concept(("rectified linear unit",), (Term("t"),), ("ReLU",))),
        ("code (verb)", Concept(("code",), (Term("t"),), part_of_speech=PartOfSpeech.VERB)),
        ("filter (in CNN)", Concept(("filter",), (Term("t"),), note="in CNN")),
        ("logit (NLP)", Concept(("logit",), (Term("t"),), note="NLP")),
        ("(strictly) convex", Concept(("(strictly) convex",), (Term("t"),))),
        ("f(x)", Concept(("f(x)",), (Term("t"),))),
    ],
)
def test_a_gloss_in_brackets_is_no_part_of_the_term(source: str, expected: Concept) -> None:
    settled, _ = settle(base(Concept((source,), (Term("t"),))))
    assert settled.concepts == (expected,)


def test_a_gloss_of_a_target_term_is_its_note() -> None:
    settled, done = settle(base(of("pixel", "píxel (unidad)")))
    assert settled.concepts[0].terms == (Term("píxel", note="unidad"),)
    assert done == {"notes out of brackets": 1}


def test_one_source_in_two_rows_is_one_concept() -> None:
    settled, done = settle(base(of("bias (of a model)", "sesgo"), of("Bias (of a cut)", "bies"), of("bias", "sesgo")))
    (concept,) = settled.concepts
    assert concept.terms == (Term("sesgo", note="of a model"), Term("bies", TermStatus.ADMITTED, note="of a cut"))
    assert (concept.note, done["concepts joined to one of the same source"]) == ("", 2)
    assert parse_glossary(write_glossary(settled)).concepts


def test_a_synonym_that_names_another_concept_is_left_to_it() -> None:
    settled, done = settle(base(Concept(("loss", "cost"), (Term("a"),)), Concept(("Cost", "price"), (Term("b"),))))
    assert [concept.sources for concept in settled.concepts] == [("loss",), ("Cost", "price")]
    assert done == {"source terms that another concept has": 1}


def test_conditions_tell_concepts_of_one_source_apart() -> None:
    both = (Concept(("a",), (Term("b"),), when=("x",)), Concept(("a",), (Term("c"),), unless=("x",)))
    assert settle(base(*both)) == (base(*both), {})


def test_what_still_contradicts_itself_is_told_with_its_place() -> None:
    wrong = Concept(("b",), (Term("t"), Term("T", TermStatus.DEPRECATED)), origin=Origin("f.csv", 7))
    with pytest.raises(UserError, match=r"^f\.csv:7: concept 'b': 'T' is preferred and deprecated$"):
        settle(base(of("a", "x"), wrong))


EXISTING = """\
# Ours.
locale: es
concepts:
- source: loss   # as in training
  preferred: pérdida

# the end
source: en
"""


def test_a_merge_keeps_comments_and_what_is_there() -> None:
    there = parse_glossary(EXISTING, "es.yml")
    text, added = merge(EXISTING, there, base(of("Loss", "coste"), of("gain", "ganancia")))
    assert added == 1
    assert text == EXISTING.replace("\n\n# the end", "\n\n# the end\n- source: gain\n  preferred: ganancia")
    assert merge(text, parse_glossary(text), base(of("gain", "x"))) == (text, 0)


@pytest.mark.parametrize("text", ["", "locale: es\n", "locale: es\nconcepts:\n", "locale: es\nconcepts: []\n"])
def test_a_merge_into_a_glossary_without_concepts(text: str) -> None:
    merged, added = merge(text, parse_glossary(text, "es.yml", "es"), base(of("gain", "ganancia")))
    assert added == 1 and parse_glossary(merged, "es.yml", "es").concepts[0].name == "gain"


def test_a_merge_into_one_line_is_refused() -> None:
    text = "locale: es\nconcepts: [{source: a, preferred: b}]\n"
    with pytest.raises(UserError, match=r"^es\.yml:2: concepts: written on one line"):
        merge(text, parse_glossary(text, "es.yml"), base(of("gain", "ganancia")))


def test_the_layout_of_a_glossary() -> None:
    terms = (Term("no"), Term("b", TermStatus.ADMITTED), Term("c", TermStatus.DEPRECATED, everywhere=True))
    full = Concept(("a", "z"), terms, ("A",), keeps_source=False, note="1: x", when=("m",))
    assert write_glossary(base(full, Concept(("PyTorch",), fixed=True))) == (
        "source: en\n"
        "locale: es\n"
        "concepts:\n"
        "  - source: [a, z]\n"
        "    preferred: 'no'\n"
        "    admitted: [b]\n"
        "    deprecated:\n"
        "      - {term: c, everywhere: true}\n"
        "    abbreviations: [A]\n"
        "    keep-source: false\n"
        "    when: [m]\n"
        "    note: '1: x'\n"
        "  - source: PyTorch\n"
        "    fixed: true\n"
    )
