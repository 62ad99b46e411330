"""CSV, TSV and Markdown tables as others write them, and what spreadsheets make of ours."""

import pytest

from transcheck.errors import UserError
from transcheck.terms.base import Case, Concept, PartOfSpeech, Term, TermBase, TermStatus
from transcheck.terms.exchange.formats import FORMATS
from transcheck.terms.exchange.say import Found, Request


def read(text: str | bytes, name: str = "csv", **wanted: str) -> Found:
    return FORMATS[name].read(text.encode() if isinstance(text, str) else text, Request("f", **wanted))


@pytest.mark.parametrize(
    ("header", "wanted"),
    [
        ("en,es", {}),
        ("English,Spanish", {}),
        ("Source term,ES", {}),
        ("en-US,Español", {}),
        ("source,target", {"locale": "es"}),
        ("Source,Translation", {"named": "es"}),
        ("en;es", {}),
        ("\ufeffen,es", {}),
    ],
)
def test_columns_are_found_by_what_people_call_them(header: str, wanted: dict[str, str]) -> None:
    separator = ";" if ";" in header else ","
    (base,) = read(f"{header}\r\nloss{separator}pérdida\r\n\r\n", **wanted).bases
    assert (base.locale, base.source_locale) == ("es", "en")
    assert [(c.sources, c.terms, c.origin.line) for c in base.concepts] == [(("loss",), (Term("pérdida"),), 2)]


def test_every_column() -> None:
    text = (
        "en\tes\tsynonyms\tforbidden\tdeprecated everywhere\tforms\tacronyms\tdnt\tkeep source\tcase\tPOS\twhen\tunless"
        "\tnotes\tDescription\tsubject\tid\n"
        "loss; cost\tpérdida\tcoste; costo\tmerma\tperdita\tpérdidas\tL\tno\tno\tsensitive\tNoun\ttrain\tlose; lost"
        "\tN; n.\tD\tS\t1\n"
    )
    (concept,) = read(text, "tsv").bases[0].concepts
    assert concept.sources == ("loss", "cost") and concept.abbreviations == ("L",)
    assert [(t.text, t.status, t.forms, t.everywhere) for t in concept.terms] == [
        ("pérdida", TermStatus.PREFERRED, ("pérdidas",), False),
        ("coste", TermStatus.ADMITTED, (), False),
        ("costo", TermStatus.ADMITTED, (), False),
        ("merma", TermStatus.DEPRECATED, (), False),
        ("perdita", TermStatus.DEPRECATED, (), True),
    ]
    assert (concept.case, concept.part_of_speech) == (Case.SENSITIVE, PartOfSpeech.NOUN)
    assert (concept.when, concept.unless, concept.keeps_source) == (("train",), ("lose", "lost"), False)
    assert (concept.note, concept.definition, concept.domain, concept.id) == ("N; n.", "D", "S", "1")


def test_a_table_of_several_languages() -> None:
    found = read("en,es,ja,forms,note\nloss,pérdida,損失,x,n\nbias,sesgo,,,\n")
    assert [(base.locale, [c.name for c in base.concepts]) for base in found.bases] == [
        ("es", ["loss", "bias"]),
        ("ja", ["loss"]),
    ]
    assert found.bases[1].concepts[0].note == "n"
    assert found.left_out == {"cells of 'forms'": 1, "rows without a source and a term": 1}
    (base,) = read("en,es,ja\nloss,pérdida,損失\n", locale="ja").bases
    assert base.concepts[0].terms == (Term("損失"),)


def test_what_is_not_understood_is_counted() -> None:
    found = read('en,es,"Talk\x1b at",pos\nloss,pérdida,a,n.\nbias,,b,\ngain,ganancia,,noun,more\n')
    assert found.left_out == {
        "cells of 'Talk at'": 2, "cells of 'part-of-speech' like 'n.'": 1, "cells of column 5": 1,
        "rows without a source and a term": 1,
    }  # fmt: skip


def test_formulas_are_written_as_text_and_come_back() -> None:
    words = ("=1+1", "+x", "-ing", "@a", "'=y", "'n", "＝z")
    base = TermBase("es", concepts=tuple(Concept((word,), (Term(word),)) for word in words))
    text = FORMATS["csv"].write([base])
    assert text.splitlines()[1:] == [
        f"{word},{word}" for word in ("'=1+1", "'+x", "'-ing", "'@a", "''=y", "'n", "'＝z")
    ]
    assert [concept.name for concept in read(text).bases[0].concepts] == list(words)


def test_only_columns_that_say_something_are_written() -> None:
    base = TermBase("id", concepts=(Concept(("a",), (Term("b"), Term("c; d"))),))
    assert FORMATS["csv"].write([base]) == "en,target\na,b; c\\; d\n", "'id' would be the concept's"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_the_encodings_of_spreadsheets(encoding: str) -> None:
    assert read("en\tja\nloss\t損失\n".encode(encoding), "tsv").bases[0].concepts[0].terms == (Term("損失"),)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("en,es\nloss,p\xe9rdida\n".encode("latin-1"), "f:2: not UTF-8: byte 0xe9"),
        (b"\xff\xfe\x00", "f:1: not UTF-8: byte 0x00"),
        (b"", "f:1: columns: expected one for 'en' and one for 'another language', or source and target; found no t"),
        (b"foo,bar\nx,y\n", "f:1: columns: expected one for 'en' and one for 'another language', or source and target"),
        (b"de,fr\nx,y\n", "f:1: columns: expected one for 'en'"),
        (b"en,es\na,b\n\"c,d\n", "f:3: cannot be read as a table: unexpected end of data"),
        (b"en,es\na,\"b\"c\n", "f:2: cannot be read as a table"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_line(text: bytes, message: str) -> None:
    with pytest.raises(UserError) as error:
        read(text)
    assert str(error.value).startswith(message)


MARKDOWN = """\
# Words

A paragraph | with a bar.

| Letter | Page |
|---|---|
| A | 1 |

## A

| English | Tiếng Việt | Link |
|---|---|---|
| *loss* `f` | mất mát &amp; | [x](https://example.org) |
| bag of words | túi từ |

## B
| English | Tiếng Việt |
|---|---|
| a \\| b | <b>c</b> \\*d\\* |
"""


def test_all_tables_of_a_document_are_read_without_their_markup() -> None:
    found = read(MARKDOWN, "markdown")
    (base,) = found.bases
    assert base.locale == "vi" and found.left_out == {"cells of 'Link'": 1}
    assert [(c.name, c.terms[0].text, c.origin.line) for c in base.concepts] == [
        ("loss f", "mất mát &", 13),
        ("bag of words", "túi từ", 14),
        ("a | b", "c *d*", 19),
    ]


def test_markup_is_written_as_text() -> None:
    base = TermBase("es", concepts=(Concept(("a|b",), (Term("*c* [d](e)"),)),))
    assert FORMATS["markdown"].write([base]) == "| en | es |\n| --- | --- |\n| a\\|b | \\*c\\* \\[d\\](e) |\n"


def test_a_document_without_a_glossary() -> None:
    with pytest.raises(UserError, match=r"^f:1: columns: .* found no table$"):
        read("# Nothing\n", "markdown")
