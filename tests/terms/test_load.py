"""Glossary files: what they may say, and the line of what is wrong in them."""

import pickle
from pathlib import Path

import pytest

from transcheck.errors import UserError
from transcheck.terms.base import Case, PartOfSpeech, TermBase, TermStatus
from transcheck.terms.examples import verify
from transcheck.terms.load import find_folder, load_folder, packaged, parse_glossary, term_base_for

FULL = """\
source: en
locale: es
concepts:
  - source: [latent variable, hidden variable]
    id: c1
    preferred: variable latente
    admitted: [{term: variable oculta, note: In statistics.}]
    deprecated: [variable escondida, {term: variabla, everywhere: true}]
    abbreviations: [LV]
    forms: [var. latente]
    case: sensitive
    part-of-speech: noun
    when: [model]
    unless: [program]
    note: Lecture 7.
    definition: A variable that nobody sees.
    domain: statistics
    keep-source: false
    examples:
      - {source: A latent variable of a model., right: Una variable latente.}
      - {source: A latent variable of a model., wrong: Una variable escondida.}
  - source: no
    preferred: no
  - source: PyTorch
    fixed: true
"""


def test_everything_that_a_concept_may_say() -> None:
    base = parse_glossary(FULL, "es.yml")
    first, second, third = base.concepts
    assert first.sources == ("latent variable", "hidden variable")
    assert [(t.text, t.status) for t in first.terms] == [
        ("variable latente", TermStatus.PREFERRED),
        ("variable oculta", TermStatus.ADMITTED),
        ("variable escondida", TermStatus.DEPRECATED),
        ("variabla", TermStatus.DEPRECATED),
    ]
    assert (first.case, first.part_of_speech) == (Case.SENSITIVE, PartOfSpeech.NOUN)
    assert (first.origin.line, second.name, second.preferred[0].text) == (4, "no", "no")
    assert third.preferred[0].text == "PyTorch" and third.fixed
    verify(base)


def test_a_term_base_travels_and_stays_equal() -> None:
    base = parse_glossary(FULL, "es.yml")
    again: TermBase = pickle.loads(pickle.dumps(base))
    assert again == base and hash(again) == hash(base)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: [", "g.yml:2: not valid YAML"),
        ("- a", "g.yml:1: glossary: expected keys with values, found a list"),
        ("locale: xq-zz", "g.yml:1: locale: 'xq-zz' is no language tag"),
        ("concepts: 3", "g.yml:1: concepts: expected a list"),
        ("concept: []", "g.yml:1: glossary: unknown key 'concept', did you mean 'concepts'?"),
        ("concepts:\n- source: a\n  prefered: b", "g.yml:3: concept: unknown key 'prefered', did you"),
        ("concepts:\n- preferred: b", "g.yml:2: concept: expected a source term, found none"),
        ("concepts:\n- source: a\n  preferred: b\n  preferred: c", "g.yml:4: concept: key 'preferred' twice"),
        ("concepts:\n- source: a\n  preferred: {x: b}", "g.yml:3: preferred: unknown key 'x'"),
        ("concepts:\n- source: a\n  fixed: maybe", "g.yml:3: fixed: expected true or false"),
        ("concepts:\n- source: a\n  preferred: b\n  case: upper", "g.yml:4: case: expected one of"),
        ("concepts:\n- source: a\n  preferred: b\n- source: A\n  preferred: c", "g.yml:4: concept 'a' twice, first in"),
        ("concepts:\n- source: a\n  preferred: b\n  deprecated: B", "g.yml:2: concept 'a': 'B' is preferred and"),
        (
            "concepts:\n- source: a\n  preferred: b\n- source: c\n  deprecated: [{term: b, everywhere: true}]",
            "g.yml:2: concept 'a': 'b' is preferred here and deprecated everywhere in line 4",
        ),
        ("concepts:\n- source: a\n  preferred: b\n  examples: [{source: x}]", "g.yml:4: example: expected a source"),
        ("\n" + "[" * 200_000, "g.yml:2: nested more than 40 deep"),
        ("extends: klingon", "g.yml:1: extends: no packaged glossary 'klingon'"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_line(text: str, message: str) -> None:
    with pytest.raises(UserError) as error:
        parse_glossary(text, "g.yml", "es")
    assert str(error.value).startswith(message)


def test_a_key_without_a_value_says_nothing() -> None:
    assert parse_glossary("locale: es\nconcepts:\n", "es.yml").concepts == ()
    text = "concepts:\n- source: a\n  preferred: b\n  note:\n  domain: null\n  abbreviations: ~\n  id: 'null'"
    (concept,) = parse_glossary(text, "es.yml", "es").concepts
    assert (concept.note, concept.domain, concept.abbreviations, concept.id) == ("", "", (), "null")


def test_an_example_that_fails_is_an_error() -> None:
    text = "concepts:\n- source: loss\n  preferred: pérdida\n  examples:\n  - {source: The loss., right: La merma.}"
    with pytest.raises(UserError, match=r"g\.yml:5: example of 'loss' fails: 'La merma\.' has none of 'pérdida'"):
        verify(parse_glossary(text, "g.yml", "es"))


def test_one_source_term_twice_under_conditions() -> None:
    text = "concepts:\n- {source: a, preferred: b, when: [x]}\n- {source: a, preferred: c, unless: [x]}"
    assert len(parse_glossary(text, "g.yml", "fr").concepts) == 2


def test_own_concepts_replace_those_of_the_packaged_glossary() -> None:
    if not packaged():
        pytest.skip("no packaged glossary here")
    whole = parse_glossary(f"extends: {packaged()[0]}", "g.yml", packaged()[0])
    name, other = whole.concepts[0].name, whole.concepts[1].name
    text = f"extends: {packaged()[0]}\nwithout: ['{other}']\nconcepts:\n- {{source: '{name}', preferred: mine}}"
    own = parse_glossary(text, "g.yml", packaged()[0])
    assert [c.preferred[0].text for c in own.concepts if name in c.sources] == ["mine"]
    assert other not in [c.name for c in own.concepts]


def test_the_folder_is_found_at_the_root_and_beside_it(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    assert find_folder(tmp_path / "docs") is None
    (tmp_path / "glossary").mkdir()
    assert find_folder(tmp_path / "docs") is None, "nothing in it is named after a locale"
    (tmp_path / "glossary" / "pt-BR.yml").write_text("concepts: []", encoding="utf-8")
    assert find_folder(tmp_path / "docs") == tmp_path / "glossary"
    bases = load_folder(tmp_path / "glossary")
    assert set(bases) == {"pt-BR"}
    assert term_base_for("pt", bases) is bases["pt-BR"] and term_base_for("es", bases) is None
