import subprocess
import sys
import tomllib
import unicodedata
from fractions import Fraction
from pathlib import Path

import pytest
from babel.core import Locale, get_global

from transcheck.locales import language as module
from transcheck.locales.facts import Facts, facts_of
from transcheck.locales.identify import words
from transcheck.locales.language import Language, language
from transcheck.locales.scripts import script_counts, scripts_of_code
from transcheck.locales.tags import canonical, likely_script, right_to_left

DATA = Path(module.__file__).parent / "data"
TAGS = sorted(path.stem for path in DATA.glob("*.toml"))
WANTED = """
ar bg bn ca cs da de el en es fa fi fr he hi hu id it ja ko nb nl pl pt ro ru sr sv th tr uk ur vi zh-Hans zh-Hant
"""
REQUIRED = WANTED.split()

# Primary and alternate quotation marks, as read from unicode-org/cldr-json (versions 44.1 and 45),
# cldr-misc-full/main/*/delimiters.json; Babel does not carry them.
CLDR_QUOTES = {
    "ar": ("”“", "’‘"),
    "bg": ("„“", "„“"),
    "bn": ("“”", "‘’"),
    "ca": ("«»", "“”"),
    "cs": ("„“", "‚‘"),
    "da": ("“”", "‘’"),
    "de": ("„“", "‚‘"),
    "el": ("«»", "“”"),
    "en": ("“”", "‘’"),
    "es": ("“”", "‘’"),
    "fa": ("«»", "‹›"),
    "fi": ("””", "’’"),
    "fr": ("«»", "«»"),
    "he": ("””", "’’"),
    "hi": ("“”", "‘’"),
    "hu": ("„”", "»«"),
    "id": ("“”", "‘’"),
    "it": ("«»", "“”"),
    "ja": ("「」", "『』"),
    "ko": ("“”", "‘’"),
    "nb": ("«»", "‘’"),
    "nl": ("‘’", "‘’"),
    "pl": ("„”", "«»"),
    "pt": ("“”", "‘’"),
    "pt-PT": ("«»", "“”"),
    "ro": ("„”", "«»"),
    "ru": ("«»", "„“"),
    "sr": ("„“", "‘‘"),
    "sr-Latn": ("„”", "’’"),
    "sv": ("””", "’’"),
    "th": ("“”", "‘’"),
    "tr": ("“”", "‘’"),
    "uk": ("«»", "„“"),
    "ur": ("”“", "’‘"),
    "vi": ("“”", "‘’"),
    "zh-Hans": ("“”", "‘’"),
    "zh-Hant": ("「」", "『』"),
}


@pytest.mark.parametrize("tag", REQUIRED)
def test_has_data(tag: str) -> None:
    assert language(tag).has_data


@pytest.mark.parametrize("tag", TAGS)
def test_a_file_names_its_sources_and_its_tag_is_canonical(tag: str) -> None:
    comments = [line for line in (DATA / f"{tag}.toml").read_text("utf-8").splitlines() if line.startswith("#")]
    assert any(line.startswith(("# Source: ", "# Sources: ")) for line in comments)
    assert canonical(tag) == tag


@pytest.mark.parametrize("tag", TAGS)
def test_facts_are_well_formed(tag: str) -> None:
    known = language(tag)
    assert known.tag == tag
    assert known.scripts
    assert 0.2 < known.length_ratio < 1.5
    assert all(len(first) == len(last) == 1 for first, last in known.quotes)
    assert len(set(known.quotes)) == len(known.quotes)
    for marks in (known.foreign_punctuation, known.opening_punctuation, known.no_break_before, known.no_break_after):
        assert all(len(mark) == len(answer) == 1 and mark != answer for mark, answer in marks.items())
    assert set(known.no_break_before.values()) | set(known.no_break_after.values()) <= known.no_break_spaces
    assert all(unicodedata.category(char) == "Zs" and unicodedata.decomposition(char) for char in known.no_break_spaces)
    assert all(unicodedata.category(char) == "Cf" for char in known.joiners)
    assert all(canonical(variety) == variety for variety in known.varieties)


@pytest.mark.parametrize("tag", TAGS)
def test_words_are_words_of_the_script(tag: str) -> None:
    known = language(tag)
    text = " ".join((*known.function_words, *known.repeatable_words, *known.number_words, known.telling_letters))
    assert set(script_counts(text)) <= known.scripts
    for word in known.function_words | known.repeatable_words:
        assert words(word) == [word]


@pytest.mark.parametrize("tag", sorted({*REQUIRED} - {"ja", "th", "zh-Hans", "zh-Hant"}))
def test_function_words_are_many_enough(tag: str) -> None:
    assert 60 <= len(language(tag).function_words) <= 160
    assert language(tag).word_spaces


@pytest.mark.parametrize("tag", TAGS)
def test_small_numbers_have_words(tag: str) -> None:
    by_value = language(tag).words_of_number
    wanted = {*range(11), 20, 30, 40, 50, 60, 70, 80, 90, 100, 1000}
    assert wanted <= set(by_value)
    assert by_value[0.5]


@pytest.mark.parametrize("tag", TAGS)
def test_no_number_word_stands_under_two_numbers(tag: str) -> None:
    table = tomllib.loads((DATA / f"{tag}.toml").read_text("utf-8")).get("number_words", {})
    listed = [word for line in table.values() for word in line.split()]
    assert len(listed) == len(set(listed))


@pytest.mark.parametrize("tag", TAGS)
def test_cldr_agrees(tag: str) -> None:
    known = language(tag)
    code = likely_script(tag)
    assert code is not None
    assert known.scripts == scripts_of_code("Hang" if code == "Kore" else code)
    assert known.right_to_left == right_to_left(tag)
    if known.native_digits:
        assert [unicodedata.decimal(char) for char in known.native_digits] == list(range(10))
        native = Locale.parse(tag.replace("-", "_")).other_numbering_systems["native"]
        system = {"arab": "٠", "arabext": "۰", "beng": "০", "deva": "०", "thai": "๐"}
        assert system[native] == known.native_digits[0]


@pytest.mark.parametrize("tag", sorted(CLDR_QUOTES))
def test_quotes_begin_with_those_of_cldr(tag: str) -> None:
    primary, alternate = (tuple(pair) for pair in CLDR_QUOTES[tag])
    assert language(tag).quotes[0] == primary
    assert alternate in language(tag).quotes


def test_every_language_but_regional_ones_is_compared_with_cldr() -> None:
    assert set(TAGS) - set(CLDR_QUOTES) == {"fr-CA"}


def test_tags_that_stand_for_others_do_so_by_cldr() -> None:
    aliases = get_global("language_aliases")
    for tag, meant in module._STANDS_FOR.items():
        assert meant in TAGS
        if tag.startswith("zh"):
            assert f"zh-{likely_script(tag)}" == meant
        else:
            assert aliases.get(tag, "nb") == meant


@pytest.mark.parametrize(
    ("tag", "data"),
    [
        ("pt-BR", "pt"),
        ("pt_br", "pt"),
        ("zh-CN", "zh-Hans"),
        ("zh-cn", "zh-Hans"),
        ("zh-TW", "zh-Hant"),
        ("zh-Hant-HK", "zh-Hant"),
        ("zh", "zh-Hans"),
        ("ES", "es"),
        ("no", "nb"),
        ("sr-Latn-RS", "sr-Latn"),
        ("sr-Cyrl", "sr"),
        ("ja-Jpan", "ja"),
        ("ca-valencia", "ca"),
    ],
    ids=str,
)
def test_falls_back(tag: str, data: str) -> None:
    assert language(tag).has_data
    assert language(tag).quotes == language(data).quotes
    assert language(tag).scripts == language(data).scripts
    assert language(tag).length_ratio == language(data).length_ratio


@pytest.mark.parametrize(
    "tag",
    ["", "-", "_", "xx", "jp", "../en", "en/../fr", "\0", "e" * 10_000, "en-Cyrl", "zh-Latn", "日本", "es translation"],
)
def test_unknown_tags_have_no_data(tag: str) -> None:
    known = language(tag)
    assert not known.has_data
    assert (known.function_words, known.quotes, dict(known.number_words)) == (frozenset(), (), {})
    assert isinstance(known.name, str)
    assert isinstance(known.endonym, str)
    assert isinstance(known.decimal_separators, tuple)


def test_without_a_file_babel_still_tells_script_and_name() -> None:
    georgian = language("ka")
    assert (georgian.has_data, georgian.name, georgian.endonym) == (False, "Georgian", "ქართული")
    assert georgian.scripts == {"Georgian"}
    assert georgian.decimal_separators == (",",)
    assert language("yi").right_to_left


def test_one_tag_is_one_language() -> None:
    assert language("pt_BR") is language("pt-BR")


@pytest.mark.parametrize(
    ("tag", "decimal", "group"),
    [
        ("en", (".",), (",",)),
        ("de", (",",), (".",)),
        ("fr", (",",), (" ",)),
        ("es", (",", "."), (".", ",")),
        ("es-MX", (".",), (",",)),
        ("es-AR", (",", "."), (".", ",")),
        ("fa", (".", "٫"), (",", "٬")),
        ("ja", (".",), (",",)),
    ],
)
def test_separators(tag: str, decimal: tuple[str, ...], group: tuple[str, ...]) -> None:
    assert language(tag).decimal_separators[0] == decimal[0]
    assert set(language(tag).decimal_separators) == set(decimal)
    assert set(language(tag).group_separators) == set(group)


def test_number_words() -> None:
    assert language("es").number_words["siete"] == 7
    assert language("vi").number_words["hai mươi"] == 20
    assert Fraction(language("de").number_words["halb"]) == Fraction(1, 2)
    assert "deux" in language("fr-CA").words_of_number[2]


def test_canada_wants_no_space_before_a_question_mark() -> None:
    assert "?" in language("fr").no_break_before
    assert set(language("fr-CA").no_break_before) == {":", "»"}
    assert language("fr-CA").no_break_after == language("fr").no_break_after


def test_facts_are_absent_until_a_file_gives_them() -> None:
    assert facts_of("xx") is None
    empty = Facts("xx", {})
    assert (empty.flag("word_spaces", default=True), empty.words("function_words")) == (True, frozenset())


def test_a_wrong_type_is_an_error() -> None:
    with pytest.raises(ValueError, match=r"xx\.toml: length_ratio: expected float, not 'long'"):
        Facts("xx", {"length_ratio": "long"}).number("length_ratio", default=1.0)


def test_an_unknown_key_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "qq.toml").write_text("quote = ['“”']\n", "utf-8")
    monkeypatch.setattr("transcheck.locales.facts.files", lambda _: tmp_path)
    with pytest.raises(ValueError, match=r"qq\.toml: unknown key 'quote'"):
        facts_of("qq")


def test_a_language_cannot_be_changed() -> None:
    known: Language = language("es")
    with pytest.raises(AttributeError):
        known.length_ratio = 2.0  # type: ignore[misc]
    with pytest.raises(TypeError):
        known.number_words["x"] = 1.0  # type: ignore[index]


def test_a_language_with_data_costs_no_import_of_babel() -> None:
    code = "import sys; from transcheck.locales.language import language; language('zh-TW'); print(*sys.modules)"
    root = str(DATA.parents[2])
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=root)
    assert not {"babel", "langdetect", "regex"} & set(done.stdout.split())
