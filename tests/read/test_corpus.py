"""Files are joined into chapters, by `lang-ref` and by path."""

from pathlib import Path

import pytest

from transcheck.model.corpus import Corpus, Flavour
from transcheck.read.corpus import Layout, read_corpus


def page(lang_ref: str = "", **keys: str) -> str:
    lines = [f"lang-ref: {lang_ref}"] if lang_ref else []
    return "\n".join(["---", *lines, *(f"{name}: {value}" for name, value in keys.items()), "---", "", "Text.", ""])


def corpus(folder: Path, files: dict[str, str], layout: Layout | None = None) -> Corpus:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("utf-8", "surrogateescape"))
    return read_corpus(folder, layout or Layout())


def chapters(found: Corpus) -> dict[str, list[str]]:
    """The paths of each chapter by its key, the source's first ("-" for none)."""
    return {
        one.key: [one.source.path if one.source else "-", *(head.path for head in one.translations)]
        for one in found.chapters
    }


CASES = {
    "by lang-ref": (
        {"en/01.md": page("ch.01"), "es/uno.md": page("ch.01"), "es/02.md": page("ch.02"), "en/02.md": page("ch.02")},
        {"ch.01": ["en/01.md", "es/uno.md"], "ch.02": ["en/02.md", "es/02.md"]},
    ),
    "the home page outside of the source's folder": (
        {"index.md": page("home"), "es/index.md": page("home"), "en/01.md": page("ch.01"), "es/01.md": page("ch.01")},
        {"ch.01": ["en/01.md", "es/01.md"], "home": ["index.md", "es/index.md"]},
    ),
    "by path where the lang-ref is missing, unknown or another's": (
        {
            "en/01.md": page("ch.01"), "en/02.md": page("ch.02"), "en/03.md": page("ch.03"),
            "es/01.md": page(title="Uno"), "es/02.md": page("ch.77"), "es/03.md": page("ch.02"),
        },
        {"ch.01": ["en/01.md", "es/01.md"], "ch.02": ["en/02.md", "es/02.md"], "ch.03": ["en/03.md", "es/03.md"]},
    ),
    "by lang-ref where the rest of the front matter speaks for it": (
        {
            "en/01.md": page("ch.01", date="1 Mar 2020"), "en/02.md": page("ch.02", date="8 Mar 2020"),
            "es/02.md": page("ch.01", date="1 Mar 2020"),
        },
        {"ch.01": ["en/01.md", "es/02.md"], "ch.02": ["en/02.md"]},
    ),
    "by path where the front matter is broken": (
        {"en/01.md": page("ch.01"), "es/01.md": "---\ntitle: A: b\n---\n", "ja/01.md": "Text.\n"},
        {"ch.01": ["en/01.md", "es/01.md", "ja/01.md"]},
    ),
    "by path without lang-ref": (
        {"content/en/a.md": page(title="A"), "content/ja/a.md": page(title="B"), "content/en/b.md": page(title="C")},
        {"content/a.md": ["content/en/a.md", "content/ja/a.md"], "content/b.md": ["content/en/b.md"]},
    ),
    "by path with another extension": (
        {"en/a.md": page("a"), "es/a.markdown": page("a", lang="es")},
        {"a": ["en/a.md", "es/a.markdown"]},
    ),
    "by lang alone": (
        {"a.md": page("a"), "uno.md": page("a", lang="es"), "b.md": page("b", lang="en")},
        {"a": ["a.md", "uno.md"], "b": ["b.md"]},
    ),
    "READMEs are no chapters of a course": (
        {"README.md": "A", "en/01.md": page("ch.01"), "es/01.md": page("ch.01"), "es/README.md": "B", "en/n.md": "C"},
        {"ch.01": ["en/01.md", "es/01.md"]},
    ),
    "READMEs are chapters of a site": (
        {"README.md": "# A\n", "README.es.md": "# B\n"},
        {"README.md": ["README.md", "README.es.md"]},
    ),
    "two sources with one lang-ref": (
        {"en/01.md": page("ch.01"), "en/02.md": page("ch.01"), "es/01.md": page("ch.01"), "es/02.md": page("ch.02")},
        {"02.md": ["en/02.md", "es/02.md"], "ch.01": ["en/01.md", "es/01.md"]},
    ),
    "translations alone": (
        {"es/01.md": page("ch.01"), "ja/01.md": page("ch.01")},
        {"ch.01": ["-", "es/01.md", "ja/01.md"]},
    ),
}  # fmt: skip


@pytest.mark.parametrize(("files", "expected"), CASES.values(), ids=CASES)
def test_chapters(tmp_path: Path, files: dict[str, str], expected: dict[str, list[str]]) -> None:
    assert chapters(corpus(tmp_path, files)) == expected


def test_locales(tmp_path: Path) -> None:
    files = {"en/a.md": "A", "vn/a.md": "B", "pt-br/a.md": "C", "zh/a.md": page(lang="zh-TW")}
    found = {head.path: (head.locale, head.path_locale) for head in corpus(tmp_path, files).heads}
    assert found == {
        "en/a.md": ("en", "en"),
        "vn/a.md": ("vi", "vn"),
        "pt-br/a.md": ("pt-br", "pt-br"),
        "zh/a.md": ("zh", "zh"),
    }


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({"en/a.md": page("a"), "en/b.md": page("b"), "en/c.md": page()}, True),
        ({"en/a.md": page("a"), "en/b.md": page(), "en/c.md": page()}, False),
        ({"en/a.md": "A", "es/a.md": page("a")}, False),
        ({"en/a.md": "A", "en/b.md": page("b")}, True),
        ({"es/a.md": page("a"), "ja/a.md": page("a")}, True),
    ],
)
def test_uses_lang_ref(tmp_path: Path, files: dict[str, str], expected: bool) -> None:
    assert corpus(tmp_path, files).uses_lang_ref is expected


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        (["_config.yml", "en/a.md"], Flavour.KRAMDOWN),
        (["docs/_config.yml", "docs/en/a.md"], Flavour.KRAMDOWN),
        (["theme/_config.yml", "docs/en/a.md"], Flavour.COMMONMARK),
        (["mkdocs.yml", "docs/en/a.md"], Flavour.COMMONMARK),
    ],
)
def test_flavour(tmp_path: Path, files: list[str], expected: Flavour) -> None:
    assert corpus(tmp_path, dict.fromkeys(files, "a: b\n")).flavour is expected


def test_flavour_of_the_folder_above(tmp_path: Path) -> None:
    (tmp_path / "_config.yml").write_text("title: a\n")
    assert corpus(tmp_path / "docs", {"en/a.md": "A"}).flavour is Flavour.KRAMDOWN


def test_hexo_is_no_jekyll(tmp_path: Path) -> None:
    files = {"_config.yml": "title: a\n", "package.json": '{"dependencies": {"hexo": "^7.0.0"}}', "en/a.md": "A"}
    assert corpus(tmp_path, files).flavour is Flavour.COMMONMARK


def test_what_cannot_be_read_is_kept_apart(tmp_path: Path) -> None:
    """A file with wrong bytes is read around them; of one that is not there nothing can be said."""
    (tmp_path / "es").mkdir()
    (tmp_path / "es" / "b.md").symlink_to("nowhere.md")
    found = corpus(tmp_path, {"en/a.md": "A", "en/b.md": "B", "es/a.md": "P\udce9rdida"})
    assert [head.path for head in found.unread] == ["es/a.md", "es/b.md"]
    assert [head.path for head in found.heads] == ["en/a.md", "en/b.md", "es/a.md"]


def test_texts_that_stand_for_files(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "a.md").write_text(page("a"))
    found = read_corpus(tmp_path, Layout(), {"es/a.md": page("a", lang="es")})
    assert chapters(found) == {"a": ["en/a.md", "es/a.md"]}
