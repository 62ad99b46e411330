import pytest

from transcheck.locales.tags import babel_locale, canonical, is_locale, same_language, suggest


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("es", "es"),
        ("ES", "es"),
        ("pt_BR", "pt-BR"),
        ("pt-br", "pt-BR"),
        ("zh-hans", "zh-Hans"),
        ("zh-CN", "zh-CN"),
        ("ZH_hant_tw", "zh-Hant-TW"),
        ("sr-latn", "sr-Latn"),
        ("es-419", "es-419"),
        ("ca-valencia", "ca-valencia"),
        ("de-CH-1996", "de-CH-1996"),
        ("zh-Hant-x-house", "zh-Hant-x-house"),
        ("iw", "he"),
        ("spa", "es"),
        ("fil", "fil"),
        ("kr", "kr"),
        ("se", "se"),
        ("jp", None),
        ("cn", None),
        ("xx", None),
        ("", None),
        ("-", None),
        ("e", None),
        ("es-", None),
        ("en-XQ", None),
        ("en-Qqqq", None),
        ("es-translation", None),
        ("español", None),
        ("en\n", None),
        (" en", None),
        ("ſr", None),
        ("\0", None),
        ("a" * 10_000, None),
        ("en" + "-abcde" * 5_000, None),
    ],
    ids=lambda value: repr(value)[:30],
)
def test_canonical(tag: str, expected: str | None) -> None:
    assert canonical(tag) == expected
    assert is_locale(tag) == (expected is not None)


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("zh", "zh-CN", True),
        ("zh", "zh-Hans", True),
        ("zh-CN", "zh-Hans", True),
        ("zh-Hant", "zh-TW", True),
        ("zh-HK", "zh-TW", True),
        ("zh-CN", "zh-TW", False),
        ("zh-Hans", "zh-Hant", False),
        ("pt", "pt-BR", True),
        ("pt_BR", "pt-PT", True),
        ("sr", "sr-Latn", True),
        ("sr-Latn", "sr-Cyrl", False),
        ("no", "nb", True),
        ("nb", "nn", False),
        ("iw", "he", True),
        ("es", "pt", False),
        ("es", "jp", False),
        ("jp", "jp", True),
    ],
)
def test_same_language(a: str, b: str, same: bool) -> None:
    assert same_language(a, b) is same
    assert same_language(b, a) is same


@pytest.mark.parametrize(
    ("tag", "meant"),
    [
        ("jp", "ja"),
        ("JP", "ja"),
        ("kr", "ko"),
        ("cn", "zh"),
        ("vn", "vi"),
        ("gr", "el"),
        ("cz", "cs"),
        ("ua", "uk"),
        ("dk", "da"),
        ("se", "sv"),
        ("ir", "fa"),
        ("il", "he"),
        ("rs", "sr"),
        ("tw", None),  # Twi
        ("hk", "zh-Hant"),
        ("sp", "es"),
        ("zh-CHS", "zh-Hans"),
        ("zh_cht", "zh-Hant"),
        ("Spanish", "es"),
        ("japanese", "ja"),
        ("français", "fr"),
        ("日本語", "ja"),
        ("es-translation", "es"),
        ("zh-Hant-old-notes", "zh-Hant"),
        ("es", None),
        ("br", None),  # Breton
        ("uk", None),
        ("ca", None),
        ("xx", None),
        ("", None),
        ("\0" * 10_000, None),
    ],
    ids=lambda value: repr(value)[:30],
)
def test_suggest(tag: str, meant: str | None) -> None:
    assert suggest(tag) == meant


@pytest.mark.parametrize(
    ("tag", "expected"),
    [("es", "es"), ("pt-BR", "pt_BR"), ("es-JP", "es"), ("zh-CN", "zh_Hans_CN"), ("kr", None), ("xx", None)],
)
def test_babel_locale(tag: str, expected: str | None) -> None:
    found = babel_locale(tag)
    assert (found and str(found)) == expected
