"""TBX as others write it, TBX as the schema wants it, and XML that nobody should open."""

from dataclasses import replace

import pytest
from lxml import etree

from transcheck.errors import UserError
from transcheck.terms.base import Concept, PartOfSpeech, Term, TermBase, TermStatus
from transcheck.terms.exchange.say import Request
from transcheck.terms.exchange.tbx_read import read_tbx
from transcheck.terms.exchange.tbx_write import NAMESPACE, write_tbx

DCT = """<?xml version="1.0" encoding="UTF-8"?>
<tbx type="TBX-Basic" style="dct" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"
  xmlns:min="http://www.tbxinfo.net/ns/min" xmlns:basic="http://www.tbxinfo.net/ns/basic">
<tbxHeader><fileDesc><sourceDesc><p>by hand</p></sourceDesc></fileDesc></tbxHeader>
<text><body>
<conceptEntry id="c7">
  <min:subjectField>optics</min:subjectField>
  <langSec xml:lang="en">
    <descripGrp><basic:definition>It bends
       light.</basic:definition><basic:source>a book</basic:source></descripGrp>
    <termSec><term>optical <hi>lens</hi></term><min:partOfSpeech>noun</min:partOfSpeech>
      <min:administrativeStatus>admittedTerm-admn-sts</min:administrativeStatus></termSec>
    <termSec><term>lens</term><min:administrativeStatus>preferredTerm-admn-sts</min:administrativeStatus></termSec>
    <termSec><term>LN</term><basic:termType>acronym</basic:termType></termSec>
  </langSec>
  <langSec xml:lang="es-ES">
    <termSec><term>cristal</term><min:administrativeStatus>supersededTerm-admn-sts</min:administrativeStatus>
      <note>An old word.</note></termSec>
    <termSec><term>lente</term><basic:grammaticalGender>feminine</basic:grammaticalGender></termSec>
    <termSec><term>objetivo</term></termSec>
  </langSec>
</conceptEntry>
<conceptEntry><langSec xml:lang="fr"><termSec><term>seul</term></termSec></langSec></conceptEntry>
</body></text></tbx>
"""
DCA = (
    DCT.replace('style="dct"', 'style="dca"')
    .replace("<min:subjectField>optics</min:subjectField>", '<descrip type="subjectField">optics</descrip>')
    .replace("<basic:definition>", '<descrip type="definition">')
    .replace("</basic:definition>", "</descrip>")
    .replace("<basic:source>a book</basic:source>", '<admin type="source">a book</admin>')
)
for _kind in ("min:partOfSpeech", "min:administrativeStatus", "basic:termType", "basic:grammaticalGender"):
    _name = _kind.partition(":")[2]
    DCA = DCA.replace(f"<{_kind}>", f'<termNote type="{_name}">').replace(f"</{_kind}>", "</termNote>")
MARTIF = (
    DCA.replace('<?xml version="1.0" encoding="UTF-8"?>', '<!DOCTYPE martif SYSTEM "TBXBasiccoreStructV02.dtd">')
    .replace('<tbx type="TBX-Basic" style="dca" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"', "<martif ")
    .replace("</tbx>", "</martif>")
    .replace("conceptEntry", "termEntry")
    .replace("langSec", "langSet")
    .replace("<termSec><term>lens</term>", "<ntig><termGrp><term>lens</term>")
    .replace("preferredTerm-admn-sts</termNote></termSec>", "preferredTerm-admn-sts</termNote></termGrp></ntig>")
    .replace("termSec", "tig")
)


@pytest.mark.parametrize("text", [DCT, DCA, MARTIF], ids=["dct", "dca", "martif"])
def test_all_styles_say_the_same(text: str) -> None:
    found = read_tbx(text.encode(), Request("f.tbx", locale="es"))
    (base,) = found.bases
    (concept,) = base.concepts
    assert (base.locale, base.source_locale) == ("es", "en")
    assert concept.sources == ("lens", "optical lens") and concept.abbreviations == ("LN",)
    assert [(t.text, t.status, t.note) for t in concept.terms] == [
        ("lente", TermStatus.PREFERRED, ""),
        ("objetivo", TermStatus.ADMITTED, ""),
        ("cristal", TermStatus.DEPRECATED, "An old word."),
    ]
    assert (concept.part_of_speech, concept.domain, concept.definition) == (
        PartOfSpeech.NOUN, "optics", "It bends light.",
    )  # fmt: skip
    assert concept.id == "c7" and concept.origin.line > 3
    assert found.left_out == {"source": 1, "grammaticalGender": 1, "concepts without a term of the source": 1}


def test_the_locales_of_a_file_are_those_beside_the_source() -> None:
    found = read_tbx(DCT.encode(), Request("f.tbx"))
    assert [(base.locale, len(base.concepts)) for base in found.bases] == [("es-ES", 1), ("fr", 0)]
    (base,) = read_tbx(DCT.encode(), Request("f.tbx", source="es", locale="en")).bases
    assert (base.source_locale, base.concepts[0].name) == ("es-ES", "lente")


def test_what_is_written_is_as_the_schema_wants_it() -> None:
    """The content models of TBXcoreStructV03, of the elements that we write."""
    terms = (Term("a<b", note="n"), Term("c", TermStatus.ADMITTED), Term("d", TermStatus.DEPRECATED))
    concept = Concept(("x", "y"), terms, ("X",), note="n", definition="d", domain="o", id="c1")
    concept = replace(concept, part_of_speech=PartOfSpeech.PROPER_NOUN)
    bases = [TermBase("es", concepts=(concept,)), TermBase("pt_BR", concepts=(concept,))]
    root = etree.fromstring(write_tbx(bases).encode())
    assert dict(root.attrib) == {
        "type": "TBX-Basic", "style": "dca", "{http://www.w3.org/XML/1998/namespace}lang": "en",
    }  # fmt: skip
    shape = {tuple(_names(one)) for one in root.iter(f"{{{NAMESPACE}}}*") if len(one)}
    assert shape == {
        ("tbx", "tbxHeader", "text"),
        ("tbxHeader", "fileDesc"),
        ("fileDesc", "sourceDesc"),
        ("sourceDesc", "p"),
        ("text", "body"),
        ("body", "conceptEntry"),
        ("conceptEntry", "descrip", "langSec", "langSec", "langSec"),
        ("langSec", "descrip", "termSec", "termSec", "termSec"),
        ("langSec", "note", "termSec", "termSec", "termSec"),
        ("termSec", "term", "termNote", "termNote"),
        ("termSec", "term", "termNote", "termNote", "termNote"),
        ("termSec", "term", "termNote", "termNote", "note"),
    }
    kinds = {(one.get("type"), one.text) for one in root.iter(f"{{{NAMESPACE}}}termNote")}
    statuses = {(("administrativeStatus"), f"{status.value}Term-admn-sts") for status in TermStatus}
    assert kinds == {("partOfSpeech", "noun"), ("termType", "abbreviation"), *statuses}
    tags = [one.get("{http://www.w3.org/XML/1998/namespace}lang") for one in root.iter(f"{{{NAMESPACE}}}langSec")]
    assert tags == ["en", "es", "pt-BR"]


def _names(element: etree._Element) -> list[str]:
    return [etree.QName(one).localname for one in (element, *element)]


def test_ids_are_names_of_xml_and_unique() -> None:
    concepts = tuple(Concept((name,), (Term("t"),), id=name) for name in ("1", "a b", "ok", "été"))
    again = Concept(("other",), (Term("t"),), id="ok")
    root = etree.fromstring(write_tbx([TermBase("es", concepts=concepts), TermBase("fr", concepts=(again,))]).encode())
    assert [one.get("id") for one in root.iter(f"{{{NAMESPACE}}}conceptEntry")] == [None, None, "ok", "été", "ok_"]


LAUGHS = '<!DOCTYPE tbx [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>\n<tbx>&b;</tbx>'
OUTSIDE = '<!DOCTYPE tbx [<!ENTITY a SYSTEM "file:///etc/hostname">]>\n<tbx>&a;</tbx>'
PARAMETER = '<!DOCTYPE tbx [<!ENTITY % a SYSTEM "http://127.0.0.1:9/x">\n%a;]><tbx/>'


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (LAUGHS, "f.tbx:1: it declares the entity 'a', and entities are not read"),
        (OUTSIDE, "f.tbx:1: it declares the entity 'a'"),
        (PARAMETER, "f.tbx:1: it declares the entity 'a'"),
        ('<!DOCTYPE tbx SYSTEM "x.dtd">\n<tbx>&what;</tbx>', "f.tbx:2: the entity 'what' is not known"),
        ("<tbx>\n<text>", "f.tbx:2: not valid XML"),
        ("", "f.tbx:1: not valid XML: no element found"),
        ("<tbx>\n<a:b/></tbx>", "f.tbx:2: not valid XML: unbound prefix"),
        ('<?xml version="1.0" encoding="x-none"?><tbx/>', "f.tbx:1: not valid XML: unknown encoding"),
        ("<html/>", "f.tbx:1: no TBX: expected <tbx> or <martif>, found <html>"),
        ("<tbx>" + "<a>" * 99 + "</a>" * 99 + "</tbx>", "f.tbx:1: elements are nested more than 60 deep"),
        (DCT.replace(' xml:lang="es-ES"', ""), "f.tbx:16: <langSec> has no xml:lang"),
        ("<tbx/>", "f.tbx:1: no terms in 'en', the source; there are: none"),
        (DCT.replace('"es-ES"', '"xx-nonsense"').replace('"fr"', '"en"'), "f.tbx:1: no terms but those in 'en'"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_line(text: str, message: str) -> None:
    with pytest.raises(UserError) as error:
        read_tbx(text.encode(), Request("f.tbx"))
    assert str(error.value).startswith(message)


def test_parts_of_speech_in_the_spelling_of_others() -> None:
    for said, part in {"Noun": PartOfSpeech.NOUN, "properNoun": PartOfSpeech.PROPER_NOUN, "particle": None}.items():
        found = read_tbx(DCT.replace(">noun<", f">{said}<").encode(), Request("f.tbx", locale="es"))
        assert found.bases[0].concepts[0].part_of_speech is part


def test_a_locale_that_is_not_there() -> None:
    with pytest.raises(UserError, match=r"f\.tbx:1: no terms in 'ja'; there are: en, es-ES, fr"):
        read_tbx(DCT.encode(), Request("f.tbx", locale="ja"))
