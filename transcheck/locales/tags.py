"""Language tags (BCP 47): their canonical form, whether two name one language, and what a wrong one meant."""

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel.core import Locale

_TAG = re.compile(
    r"(?P<language>[a-z]{2,3})"
    r"(?:-(?P<script>[a-z]{4}))?"
    r"(?:-(?P<region>[a-z]{2}|[0-9]{3}))?"
    r"(?P<variants>(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*)"
    r"(?P<extensions>(?:-[a-z0-9](?:-[a-z0-9]{2,8})+)*)"
)
_LONGEST = 60

# Languages of ISO 639 that hardly anybody translates documentation into, and whose code is the country code
# of a language that many translate into.
_RARE = {"kr": "ko", "se": "sv"}
# What people write that is neither a language nor a country: Spanish, and the tags that .NET gave Chinese; and the
# one country that CLDR answers with a script (sr-Latn) where the bare tag is the better advice.
_HABITS = {"rs": "sr", "sp": "es", "zh-chs": "zh-Hans", "zh-cht": "zh-Hant", "chs": "zh-Hans", "cht": "zh-Hant"}


@cache
def canonical(tag: str) -> str | None:
    """The tag as BCP 47 spells it (`pt_br` -> `pt-BR`, `iw` -> `he`); None when CLDR knows no such language."""
    match = _TAG.fullmatch(tag.lower().replace("_", "-")) if len(tag) <= _LONGEST else None
    language = _language(match["language"]) if match else None
    if match is None or language is None or not _known(match):
        return None
    script, region = match["script"], match["region"]
    parts = [language, script and script.title(), region and region.upper()]
    return "-".join(part for part in parts if part) + match["variants"] + match["extensions"]


def is_locale(tag: str) -> bool:
    return canonical(tag) is not None


def same_language(a: str, b: str) -> bool:
    """Whether both tags can stand for one written language: pt and pt-BR, zh and zh-Hans, but not zh-CN and zh-TW."""
    first, second = canonical(a), canonical(b)
    if first is None or second is None:
        return a == b
    if _family(first) != _family(second):
        return False
    scripts = {_told_script(first), _told_script(second)} - {None}
    return len(scripts) < 2


@cache
def suggest(tag: str) -> str | None:
    """What a wrong tag was probably meant to say: jp -> ja, Spanish -> es; None when there is no good guess.

    `kr` (Kanuri) and `se` (Northern Sami) are locales and are answered all the same, since few mean them.
    """
    lower = tag.lower().replace("_", "-")[:_LONGEST]
    if lower in _RARE or lower in _HABITS:
        return _RARE.get(lower) or _HABITS[lower]
    if is_locale(tag):
        return None
    return _by_country(lower) or _by_name(lower) or _without_tail(lower)


@cache
def babel_locale(tag: str) -> "Locale | None":
    """Babel's data for the tag, or for the nearest tag above it; None when CLDR has none for the language."""
    # babel costs 0.024 s to import, more than reading a small corpus.
    from babel.core import Locale, UnknownLocaleError

    name = canonical(tag)
    parts = name.split("-") if name else []
    for length in range(min(len(parts), 3), 0, -1):
        try:
            return Locale.parse("_".join(parts[:length]))
        except (UnknownLocaleError, ValueError):
            continue
    return None


def likely_script(tag: str) -> str | None:
    """The ISO 15924 code of the script that the tag names or that CLDR holds for likely: sr -> Cyrl."""
    from babel.core import get_global

    name = canonical(tag)
    if name is None:
        return None
    if script := _script_subtag(name):
        return script
    likely: Mapping[str, str] = get_global("likely_subtags")
    parts = [part for part in name.split("-")[:2] if len(part) < 4]
    full = likely.get("_".join(parts)) or likely.get(parts[0])
    return _script_subtag(full.replace("_", "-")) if full else None


def english_name(tag: str) -> str | None:
    locale, name = babel_locale(tag), canonical(tag)
    if locale is not None:
        return locale.english_name
    return _english().languages.get(name.split("-")[0]) if name else None


def right_to_left(tag: str) -> bool:
    locale = babel_locale(tag)
    return locale is not None and locale.text_direction == "rtl"


def _script_subtag(tag: str) -> str | None:
    return next((part for part in tag.split("-")[1:2] if len(part) == 4 and part.isalpha()), None)


def _language(code: str) -> str | None:
    """A language code that CLDR names in English, through its aliases (iw -> he, spa -> es) where need be."""
    from babel.core import get_global

    aliases: Mapping[str, str] = get_global("language_aliases")
    if code in _english().languages:
        return code
    alias = aliases.get(code, "").split("_")[0]
    return alias if alias in _english().languages else None


def _known(match: re.Match[str]) -> bool:
    english = _english()
    script, region = match["script"], match["region"]
    variants = [part.upper() for part in match["variants"].split("-") if part]
    return (
        (script is None or script.title() in english.scripts)
        and (region is None or region.upper() in english.territories)
        and all(variant in english.variants for variant in variants)
    )


@cache
def _english() -> "Locale":
    from babel.core import Locale

    return Locale("en")


def _family(tag: str) -> str:
    """The language subtag, with what CLDR replaces it by (no and nb are one language, tl and fil too)."""
    from babel.core import get_global

    language = tag.partition("-")[0]
    alias: str = get_global("language_aliases").get(language, language)
    return "nb" if alias == "no" else alias.partition("_")[0]


def _told_script(tag: str) -> str | None:
    """The script that a tag tells: by itself, or by a region that is not the bare language's (zh-TW -> Hant)."""
    told = _script_subtag(tag) or "-" in tag
    return likely_script(tag) if told else None


def _by_country(code: str) -> str | None:
    """The first official language of a country: jp -> ja, cz -> cs, br -> pt-BR."""
    from babel.languages import get_official_languages

    if len(code) != 2 or code.upper() not in _english().territories:
        return None
    official = get_official_languages(code.upper(), de_facto=True)
    name = next((canonical(language) for language in official), None)
    if name is None or not _has_own_variety(name, code.upper()):
        return name
    return f"{name}-{code.upper()}"


def _has_own_variety(language: str, region: str) -> bool:
    """Portuguese is commonly told apart by country; for the other languages the bare tag is the better advice."""
    return language == "pt" and region == "BR"


def _by_name(name: str) -> str | None:
    """The code of a language given by its English name or its own: spanish, español -> es."""
    return _names().get(name.replace("-", " "))


@cache
def _names() -> dict[str, str]:
    names = {name.lower(): code.replace("_", "-") for code, name in _english().languages.items()}
    for file in files("transcheck.locales").joinpath("data").iterdir():
        code = file.name.removesuffix(".toml").split("-")[0]
        locale = babel_locale(code)
        if locale and (endonym := locale.get_language_name(code)):
            names.setdefault(endonym.lower(), code)
    return names


def _without_tail(tag: str) -> str | None:
    """The longest part of the tag that is a locale: es-translation -> es."""
    parts = tag.split("-")
    candidates = (canonical("-".join(parts[:length])) for length in range(len(parts) - 1, 0, -1))
    return next((name for name in candidates if name), None)
