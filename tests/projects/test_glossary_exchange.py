"""`transcheck glossary import` and `export`, with what strangers' files and wrong paths make of them."""

from pathlib import Path

import pytest

from tests.projects.conftest import Course, Run
from transcheck.terms.exchange import formats
from transcheck.terms.load import load_folder, load_glossary, packaged

ES = "locale: es\nconcepts:\n  - source: loss\n    preferred: pérdida\n    when: [train]\n    note: N\n"
FR = "locale: fr\nconcepts:\n  - source: loss\n    preferred: perte\n"


@pytest.fixture
def glossary(course: Course) -> Course:
    """The course with glossaries; the working directory is beside them."""
    course.write("../glossary/es.yml", ES)
    course.write("../glossary/fr.yml", FR)
    return course


def test_a_table_becomes_a_glossary(course: Course, run: Run) -> None:
    course.write("words.csv", "English,Spanish,Page\nloss (verb),pérdida,3\n")
    ran = run("glossary", "import", "docs/words.csv")
    assert ran.out == (
        "source: en\nlocale: es\nconcepts:\n  - source: loss\n    preferred: pérdida\n    part-of-speech: verb\n"
    )
    assert (ran.code, ran.err.splitlines()) == (
        0,
        [
            "transcheck: docs/words.csv: left out: cells of 'Page' (1)",
            "transcheck: docs/words.csv: es: parts of speech out of brackets (1)",
        ],
    )


def test_a_glossary_is_written_once_or_merged(course: Course, run: Run) -> None:
    course.write("es.csv", "source,target\nloss,pérdida\n")
    command = ("glossary", "import", "docs/es.csv", "-o", "glossary/es.yml")
    assert run(*command).err == "glossary/es.yml: 1 concept\n"
    course.write("es.csv", "source,target\nloss,coste\ngain,ganancia\n")
    ran = run(*command)
    assert (ran.code, "is there already; expected --force" in ran.err) == (2, True)
    assert run(*command, "--merge").err == "glossary/es.yml: 1 concept added, 1 there already\n"
    assert [c.preferred[0].text for c in load_glossary(course.root / "glossary/es.yml").concepts] == [
        "pérdida",
        "ganancia",
    ]
    assert run(*command, "--force").code == 0
    assert load_glossary(course.root / "glossary/es.yml").concepts[0].preferred[0].text == "coste"
    assert not list((course.root / "glossary").glob(".*")), "no temporary file is left"


def test_all_locales_of_a_file_go_into_a_folder(glossary: Course, run: Run) -> None:
    ran = run("glossary", "export", "-o", "all.tbx")
    assert ran.err.splitlines() == [
        "transcheck: tbx cannot say: when (1)",
        "all.tbx: 2 concepts of es, fr",
    ]
    several = run("glossary", "import", "all.tbx")
    assert (several.code, "all.tbx: several locales (es, fr): expected one LOCALE" in several.err) == (2, True)
    assert "preferred: perte" in run("glossary", "import", "all.tbx", "--locale", "fr").out
    assert run("glossary", "import", "all.tbx", "-o", "new/").code == 0
    again = load_folder(Path("new"))
    assert {locale: base.concepts[0].preferred[0].text for locale, base in again.items()} == {
        "es": "pérdida",
        "fr": "perte",
    }


@pytest.mark.parametrize("name", sorted(formats.FORMATS))
def test_every_format_goes_out_and_comes_in(glossary: Course, run: Run, name: str) -> None:
    assert run("glossary", "export", "es", "--format", name, "-o", "one").code == 0
    ran = run("glossary", "import", "one", "--format", name)
    assert ran.code == 0 and "locale: es" in ran.out and "preferred: pérdida" in ran.out


def test_a_folder_has_a_file_for_each_locale(glossary: Course, run: Run) -> None:
    assert run("glossary", "export", "--format", "csv", "-o", "tables/").code == 0
    assert Path("tables/fr.csv").read_text(encoding="utf-8") == "en,fr\nloss,perte\n"
    assert Path("tables/es.csv").read_text(encoding="utf-8") == "en,es,when,note\nloss,pérdida,train,N\n"


def test_nothing_is_written_where_one_of_the_files_is_there(glossary: Course, run: Run) -> None:
    Path("tables").mkdir()
    Path("tables/fr.csv").write_text("mine", encoding="utf-8")
    ran = run("glossary", "export", "--format", "csv", "-o", "tables")
    assert (ran.code, "tables/fr.csv: is there already" in ran.err) == (2, True)
    assert [path.name for path in Path("tables").iterdir()] == ["fr.csv"]
    assert run("glossary", "export", "--format", "csv", "-o", "tables", "--force").code == 0
    assert Path("tables/fr.csv").read_text(encoding="utf-8") == "en,fr\nloss,perte\n"


def test_other_glossaries_than_the_project_s(glossary: Course, run: Run) -> None:
    assert run("glossary", "export", "fr", "--glossary", "glossary", "--format", "csv").out == "en,fr\nloss,perte\n"
    name = packaged()[0]
    assert run("glossary", "export", name, "--glossary", "packaged", "--format", "tsv").out.startswith(f"en\t{name}")


def test_hostile_text_is_not_passed_on(course: Course, run: Run) -> None:
    course.write("../glossary/es.yml", 'concepts:\n- source: "a\\e[31m"\n  preferred: "=cmd()"\n')
    ran = run("glossary", "export", "es", "--format", "csv")
    assert ran.out == "en,es\na[31m,'=cmd()\n"
    course.write("es.csv", "en,es,\x1b[2J\u202e\nloss\x1b,pérdida,x\n")
    ran = run("glossary", "import", "docs/es.csv")
    assert "\x1b" not in ran.out + ran.err and "\u202e" not in ran.err


LAUGHS = '<!DOCTYPE tbx [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><tbx>&b;</tbx>'


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.tbx", "<tbx>\n<text></tbx>", "docs/a.tbx:2: not valid XML: mismatched tag"),
        ("a.tbx", LAUGHS, "docs/a.tbx:1: it declares the entity 'a'"),
        ("a.csv", "en,es\nloss,p\udce9rdida\n", "docs/a.csv:2: not UTF-8: byte 0xe9"),
        ("a.csv", "foo,bar\n", "docs/a.csv:1: columns: expected one for 'en'"),
        ("a.csv", 'en,es\n"a', "docs/a.csv:2: cannot be read as a table"),
        ("a.md", "nothing\n", "docs/a.md:1: columns:"),
        ("a.yml", "a: [\n", "docs/a.yml:2: not valid YAML"),
        ("a.yml", ES, "docs/a.yml:1: expected a list of entries"),
        ("a.csv", "en,es,deprecated\na,b,B\n", "docs/a.csv:2: concept 'a': 'B' is preferred and deprecated"),
        ("a.csv", "en,es\nloss,\n", "docs/a.csv: no concept has a term of the source and one of another language"),
        ("a.doc", "", "docs/a.doc: its name does not tell the format; give --format, one of tbx, csv"),
    ],
)
def test_files_that_cannot_be_read(course: Course, run: Run, name: str, data: str, message: str) -> None:
    course.write(name, data)
    ran = run("glossary", "import", f"docs/{name}", "-o", "es.yml")
    assert (ran.code, ran.out) == (2, "") and "transcheck: error: " in ran.err
    assert message in ran.err and not Path("es.yml").exists()


def test_a_file_that_says_much_else(course: Course, run: Run) -> None:
    header = ",".join(f"{number:03}{'x' * 200}" for number in range(30))
    course.write("a.csv", f"en,es,{header}\nloss,pérdida{',y' * 30}\n")
    ran = run("glossary", "import", "docs/a.csv")
    assert (ran.code, ran.err.count("cells of")) == (0, 20) and ran.err.endswith(", and 10 kinds more\n")
    assert len(ran.err) < 2000


def test_a_file_too_large(course: Course, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    course.write("a.csv", "en,es\n")
    monkeypatch.setattr(formats, "LARGEST", 3)
    assert "docs/a.csv: cannot be read: larger than" in run("glossary", "import", "docs/a.csv").err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("import",), "Missing argument 'FILE'"),
        (("import", "none.csv"), "none.csv: cannot be read: No such file"),
        (("import", "docs"), "docs: its name does not tell the format"),
        (("import", "docs", "--format", "csv"), "docs: cannot be read: Is a directory"),
        (("import", "a.csv", "--format", "xls"), "'xls' is not one of 'tbx', 'csv'"),
        (("import", "docs/a.csv", "--locale", "jp"), "--locale: 'jp' is no locale, did you mean 'ja'?"),
        (("import", "docs/a.csv", "--locale", "ja"), "docs/a.csv:1: columns: expected one for 'en' and one for 'ja'"),
        (("import", "docs/a.csv", "--source", "de"), "docs/a.csv:1: columns: expected one for 'de'"),
        (("import", "docs/a.csv", "--merge", "--force"), "--merge and --force: expected one of them"),
        (("import", "docs/a.csv", "-o", "docs/a.csv/es.yml"), "es.yml: cannot be written"),
        (("import", "docs/a.csv", "-o", "docs/a.csv/b/es.yml"), "es.yml: cannot be written"),
        (("import", "docs/a.csv", "-o", "link.yml", "--force"), "link.yml: not written, for it leads out of"),
        (("import", "docs/a.csv", "-o", "docs/broken.yml", "--merge"), "docs/broken.yml:1: concepts: expected a list"),
        (("import", "docs/a.csv", "-o", "glossary/fr.yml", "--merge"), "fr.yml: is the glossary of fr, not of es"),
        (("export", "xx"), "no glossary of 'xx'; there are: es, fr"),
        (("export", "--format", "csv"), "csv holds one locale (es, fr): expected one LOCALE"),
        (("export", "es", "-o", "a.doc"), "a.doc: its name does not tell the format"),
        (("export", "es", "-o", "docs/a.csv"), "docs/a.csv: is there already; expected --force"),
        (("export", "es", "-o", "docs/a.csv/b.tbx"), "b.tbx: cannot be written"),
        (("export", "--glossary", "none"), "--glossary: 'none' leaves nothing to export"),
        (("export", "--glossary", "nowhere"), "nowhere: cannot be read"),
    ],
)
def test_bad_input(glossary: Course, run: Run, arguments: tuple[str, ...], message: str) -> None:
    glossary.write("a.csv", "en,es\nloss,pérdida\n")
    glossary.write("broken.yml", "concepts: 3\n")
    Path("link.yml").symlink_to(glossary.root.parent / "outside.yml")
    (glossary.root.parent / "outside.yml").write_text("", encoding="utf-8")
    ran = run("glossary", *arguments)
    assert (ran.code, ran.out) == (2, "") and message in ran.err and "Traceback" not in ran.err
    assert (glossary.root.parent / "outside.yml").read_text(encoding="utf-8") == ""


def test_glossaries_of_two_sources_are_not_one_file(glossary: Course, run: Run) -> None:
    glossary.write("../glossary/fr.yml", f"source: de\n{FR}")
    ran = run("glossary", "export")
    assert (ran.code, "glossaries of several sources (en, de)" in ran.err) == (2, True)


@pytest.mark.parametrize("name", ["import", "export"])
def test_help_has_examples(name: str, run: Run) -> None:
    ran = run("glossary", name, "--help")
    assert ran.code == 0 and f"transcheck glossary {name}" in ran.out.partition("Examples:")[2]


def test_what_the_shell_completes(glossary: Course, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMP_CWORD", "3")
    monkeypatch.setenv("_TRANSCHECK_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", "transcheck glossary export f")
    assert "plain,fr" in run().out.splitlines()
    monkeypatch.setenv("COMP_CWORD", "4")
    monkeypatch.setenv("COMP_WORDS", "transcheck glossary import --format m")
    assert run().out.splitlines() == ["plain,markdown", "plain,multilingual"]
