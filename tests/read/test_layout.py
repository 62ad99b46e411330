"""Paths tell locales and chapters, in the layouts that documentation has."""

import pytest

from transcheck.read.layout import as_locale, locator


def placed(paths: list[str], source: str = "en", patterns: tuple[str, ...] = ()) -> dict[str, tuple[str, str]]:
    locate = locator(paths, source, patterns)
    places = {path: locate(path) for path in paths}
    return {path: (place.locale, place.chapter) for path, place in places.items() if place}


LAYOUTS = {
    "a folder a locale": {
        "en/week1/1.md": ("en", "week1/1.md"),
        "es/week1/1.md": ("es", "week1/1.md"),
        "pt-BR/week1/1.md": ("pt-BR", "week1/1.md"),
        "index.md": ("", "index.md"),
        "es/index.md": ("es", "index.md"),
    },
    "Hugo": {
        "content/en/docs/a.md": ("en", "content/docs/a.md"),
        "content/zh-cn/docs/a.md": ("zh-cn", "content/docs/a.md"),
        "content/en/docs/_index.md": ("en", "content/docs/_index.md"),
    },
    "MkDocs, a root a language": {
        "docs/en/docs/tutorial/a.md": ("en", "docs/docs/tutorial/a.md"),
        "docs/ja/docs/tutorial/a.md": ("ja", "docs/docs/tutorial/a.md"),
        "docs/README.md": ("", "docs/README.md"),
    },
    "Starlight": {
        "src/content/docs/en/guides/a.mdx": ("en", "src/content/docs/guides/a.mdx"),
        "src/content/docs/es/guides/a.mdx": ("es", "src/content/docs/guides/a.mdx"),
    },
    "Starlight and VitePress with the sources at the root": {
        "docs/guide/a.md": ("", "docs/guide/a.md"),
        "docs/guide/b.md": ("", "docs/guide/b.md"),
        "docs/index.md": ("", "docs/index.md"),
        "docs/zh/guide/a.md": ("zh", "docs/guide/a.md"),
        "docs/zh/index.md": ("zh", "docs/index.md"),
        "docs/fr/guide/b.md": ("fr", "docs/guide/b.md"),
    },
    "Docusaurus": {
        "docs/a.md": ("", "docs/a.md"),
        "i18n/fr/docusaurus-plugin-content-docs/current/a.md": ("fr", "docs/a.md"),
        "i18n/fr/docusaurus-plugin-content-docs/version-1.0/a.md": ("fr", "versioned_docs/version-1.0/a.md"),
        "i18n/fr/docusaurus-plugin-content-docs-community/current/b.md": ("fr", "community/b.md"),
        "i18n/fr/docusaurus-plugin-content-docs-community/version-2/b.md": (
            "fr",
            "community_versioned_docs/version-2/b.md",
        ),
        "i18n/fr/docusaurus-plugin-content-blog/c.md": ("fr", "blog/c.md"),
        "i18n/pt-BR/docusaurus-plugin-content-pages/d.md": ("pt-BR", "src/pages/d.md"),
    },
    "Docusaurus below a folder": {
        "website/docs/a.md": ("", "website/docs/a.md"),
        "website/i18n/ko/docusaurus-plugin-content-docs/current/a.md": ("ko", "website/docs/a.md"),
    },
    "suffixes with a dot": {
        "docs/a.md": ("", "docs/a.md"),
        "docs/a.es.md": ("es", "docs/a.md"),
        "docs/a.pt-BR.md": ("pt-BR", "docs/a.md"),
        "docs/v1.0.md": ("", "docs/v1.0.md"),
    },
    "suffixes with an underscore, of a country's code": {
        "a/index_vn.md": ("vn", "a/index.md"),
        "a/lookup-api_vn.md": ("vn", "a/lookup-api.md"),
        "b/rnn_vn.md": ("vn", "b/rnn.md"),
        "b/c_vn.md": ("vn", "b/c.md"),
        "b/d_vn.md": ("vn", "b/d.md"),
        "glossary.md": ("", "glossary.md"),
    },
    "translations alone": {
        "docs/es/a.md": ("es", "docs/a.md"),
        "docs/ja/a.md": ("ja", "docs/a.md"),
    },
    "folders that are languages, and not here": {
        "en/a.md": ("en", "a.md"),
        "es/a.md": ("es", "a.md"),
        "src/b.md": ("", "src/b.md"),
        "new/b.md": ("", "new/b.md"),
        "bin/README.md": ("", "bin/README.md"),
    },
    "a department beside the sources": {
        "docs/en/a.md": ("en", "docs/a.md"),
        "docs/it/network.md": ("", "docs/it/network.md"),
        "docs/id/badges.md": ("", "docs/id/badges.md"),
    },
    "code beside a guide": {
        "guide/a.md": ("", "guide/a.md"),
        "guide/id/b.md": ("", "guide/id/b.md"),
        "src/c.md": ("", "src/c.md"),
        "cs/index.md": ("", "cs/index.md"),
        "index.md": ("", "index.md"),
    },
    "the source in a folder with a region": {
        "files/en-us/web/a.md": ("en-us", "files/web/a.md"),
        "files/zh-tw/web/a.md": ("zh-tw", "files/web/a.md"),
    },
    "a new page beside translations of others": {
        "en/a.md": ("en", "a.md"),
        "es/a.md": ("es", "a.md"),
        "fr/nouveau.md": ("fr", "nouveau.md"),
    },
}


@pytest.mark.parametrize("expected", LAYOUTS.values(), ids=LAYOUTS)
def test_layouts(expected: dict[str, tuple[str, str]]) -> None:
    assert placed(list(expected)) == expected


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("{lang}/{chapter}.md", {"es/a/b.md": ("es", "a/b"), "a.md": None}),
        ("book/{chapter}_{lang}.md", {"book/a/b_vn.md": ("vn", "a/b")}),
        ("**/translations/{lang}-{chapter}", {"x/y/translations/es-a.md": ("es", "a.md")}),
        ("po.{lang}/*/{chapter}", {"po.ja/v1/a.md": ("ja", "a.md"), "po.ja/a.md": None}),
    ],
)
def test_patterns(pattern: str, expected: dict[str, tuple[str, str] | None]) -> None:
    assert placed(list(expected), patterns=(pattern,)) == {path: place for path, place in expected.items() if place}


def test_another_source_language() -> None:
    assert placed(["zh/a.md", "en/a.md"], source="zh") == {"zh/a.md": ("zh", "a.md"), "en/a.md": ("en", "a.md")}


@pytest.mark.parametrize(
    ("name", "locale"),
    [("es", "es"), ("pt-br", "pt-br"), ("vn", "vi"), ("jp", "ja"), ("week01", ""), ("docs", ""), ("", ""), ("..", "")],
)
def test_as_locale(name: str, locale: str) -> None:
    assert as_locale(name) == locale
