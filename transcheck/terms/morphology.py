"""How a language's words change: what a word of a text may be a form of, and where a glossary's word is looked up.

The facts are data (`data/morphology.toml`).  A word of a text has *readings*, the dictionary forms that
it may be a form of; a glossary's word is found where one of its *lookups* is among the readings.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files
from types import MappingProxyType
from unicodedata import combining, normalize

_STEM = "~"
"""Marks a stem among readings, for a stem may be another word's dictionary form."""
_TELLING = 3
"""Letters that a stem must have to tell words apart: Turkish isim is no form of is."""
_VERB = "="
"""Marks the stem of a verb, which is a noun's dictionary form at times."""
_VOWELS = "ıiuü"
_ALL_VOWELS = "aeıioöuü"
_DOTLESS = ("tr", "az")


def _nothing() -> Mapping[str, str]:
    return MappingProxyType({})


@dataclass(frozen=True, eq=False)
class Morphology:
    """The facts of one language; see the head of the data for what each means. Identity is equality."""

    tag: str
    stemmer: str = ""
    table: Mapping[int, str | None] = field(default_factory=dict)
    accents: bool = False
    prefixes: re.Pattern[str] | None = None
    suffixes: re.Pattern[str] | None = None
    term_suffixes: re.Pattern[str] | None = None
    least: int = 3
    infinitive: re.Pattern[str] | None = None
    verb_suffixes: re.Pattern[str] | None = None
    soften: Mapping[str, str] = field(default_factory=_nothing)
    elide: bool = False
    compounds: bool = False
    head_first: bool = False
    spaces: str = ""
    ignore: re.Pattern[str] | None = None
    links: frozenset[str] = frozenset()
    endings: tuple[tuple[str, str], ...] = ()
    shapes: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = ()
    irregular: Mapping[str, str] = field(default_factory=_nothing)
    misses: str = ""

    @property
    def is_spaceless(self) -> bool:
        return self.spaces == "none"

    @property
    def is_loose(self) -> bool:
        """Whether compounds are written with and without spaces."""
        return self.spaces == "loose"

    def fold(self, text: str) -> str:
        """The text without capitals and what spelling may leave out; its length may change."""
        if self.tag in _DOTLESS:
            text = text.replace("I", "ı").replace("İ", "i")
        text = normalize("NFKC", text).lower()
        return text.translate(self.table) if self.table else text

    def readings(self, word: str) -> frozenset[str]:
        """What a folded word of a text may be a form of: itself, its stem, what is left without affixes."""
        return _readings(self, word)

    def lookups(self, word: str) -> frozenset[str]:
        """Where a folded word of the glossary is found among readings."""
        return _lookups(self, word)

    @property
    def how(self) -> str:
        """How its terms are found, in words."""
        if self.is_spaceless:
            return "as a substring, with widths and spaces normalised"
        ways = [f"by Snowball stems ({self.stemmer})"] if self.stemmer else []
        ways += ["with the language's own affixes"] if self.suffixes else []
        ways += ["inside compounds"] if self.compounds or self.is_loose else []
        return ", ".join(ways) or "as written"

    @property
    def can_miss(self) -> str:
        if self.misses:
            return self.misses
        if self.stemmer or self.suffixes or self.is_spaceless:
            return "irregular forms"
        return "all inflected forms: give them as forms"


@cache
def morphology(locale: str) -> Morphology:
    """What is known of the language of a locale; without data its words are found as they are written."""
    language = locale.replace("_", "-").split("-")[0].lower()
    facts = _data().get({"iw": "he", "in": "id"}.get(language, language), {})
    table = _table(str(facts.get("fold", "")), str(facts.get("drop", "")))
    bare = Morphology(language, table=table)
    return Morphology(
        tag=language,
        stemmer=str(facts.get("stemmer", "")),
        table=table,
        accents=bool(facts.get("accents", False)),
        prefixes=_pattern(facts, "prefixes", table),
        suffixes=_pattern(facts, "suffixes", table),
        term_suffixes=_pattern(facts, "term_suffixes", table),
        infinitive=_pattern(facts, "infinitive", table),
        verb_suffixes=_pattern(facts, "verb_suffixes", table),
        least=int(str(facts.get("least", 3))),
        soften=MappingProxyType(dict(_pairs(str(facts.get("soften", ""))))),
        elide=bool(facts.get("elide", False)),
        compounds=bool(facts.get("compounds", False)),
        head_first=facts.get("head") == "first",
        spaces=str(facts.get("spaces", "")),
        ignore=re.compile(str(facts["ignore"])) if "ignore" in facts else None,
        links=frozenset(bare.fold(word) for word in str(facts.get("links", "")).split()),
        endings=_pairs(str(facts.get("endings", ""))),
        shapes=_shapes(str(facts.get("shapes", "")).translate(table)),
        irregular=_irregular(str(facts.get("irregular", "")), bare),
        misses=str(facts.get("misses", "")),
    )


@cache
def _data() -> Mapping[str, Mapping[str, object]]:
    return tomllib.loads(files("transcheck.terms").joinpath("data/morphology.toml").read_text("utf-8"))


def _table(fold: str, drop: str) -> Mapping[int, str | None]:
    """A table for `str.translate`: the letters after the first half of a group become that half."""
    table: dict[int, str | None] = {ord(char): None for char in drop}
    for group in fold.split():
        half = len(group) // 2
        if len(group) == 2:
            table[ord(group[1])] = group[0]
        elif len(group) == 3:
            table[ord(group[2])] = group[:2]
        else:
            table.update({ord(char): group[:half] for char in group[half:] if len(group[half:]) == 1})
    return MappingProxyType(table)


def _pattern(facts: Mapping[str, object], key: str, table: Mapping[int, str | None]) -> re.Pattern[str] | None:
    """Affixes are matched against folded words, so their letters are folded, too."""
    text = str(facts.get(key, "")).translate(table)
    return re.compile(text) if text else None


def _pairs(text: str) -> tuple[tuple[str, str], ...]:
    return tuple((written, own) for written, _, own in (pair.partition(":") for pair in text.split()))


def _shapes(text: str) -> tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]:
    lines = (line.split() for line in text.splitlines() if line.strip())
    return tuple((re.compile(shape), tuple(forms)) for shape, *forms in lines)


def _irregular(lines: str, bare: Morphology) -> Mapping[str, str]:
    pairs = (line.split(":") for line in lines.splitlines() if ":" in line)
    return MappingProxyType({bare.fold(form.strip()): bare.fold(word.strip()) for form, word in pairs})


@lru_cache(maxsize=1 << 16)
def _readings(language: Morphology, word: str) -> frozenset[str]:
    found = {word}
    for base in [word, *_without_prefix(language, word)]:
        found.add(base)
        found.update(_without_suffix(language, base, language.suffixes))
    found.update([form for base in tuple(found) for form in _unbroken(language, base)])
    found.update({language.irregular[base] for base in found if base in language.irregular})
    verbs = {_VERB + base for base in _without_suffix(language, word, language.verb_suffixes)}
    return frozenset({*found, *verbs, *_singulars(language, word), *_stems(language, word, found)})


@lru_cache(maxsize=1 << 14)
def _lookups(language: Morphology, word: str) -> frozenset[str]:
    found = {word, *_without_article(language, word)}
    for base in tuple(found):
        found.update(b for b in _without_suffix(language, base, language.term_suffixes) if len(b) > 2 or len(base) <= 3)
    verbs = {_VERB + base for base in _without_suffix(language, word, language.infinitive)}
    return frozenset({*found, *verbs, *_singulars(language, word), *_stems(language, word, {word})})


def _unbroken(language: Morphology, word: str) -> Iterator[str]:
    """The singulars that a plural made within the word may have."""
    for shape, forms in language.shapes:
        if match := shape.fullmatch(word):
            yield from (match.expand(form) for form in forms)


def _singulars(language: Morphology, word: str) -> Iterator[str]:
    """The word with each ending that it may have in the place of the dictionary's."""
    for written, own in language.endings:
        if word.endswith(written) and len(word) >= min(len(written) + 2, 4):
            yield _plain(language, word[: -len(written)] + own)
    if language.accents:
        yield _plain(language, word)


def _plain(language: Morphology, word: str) -> str:
    return _without_accents(word) if language.accents else word


def _stems(language: Morphology, word: str, bases: set[str]) -> Iterator[str]:
    if language.stemmer:
        words = {word, *(language.irregular[base] for base in bases if base in language.irregular)}
        for one in words:
            stem = _stemmer(language.stemmer).stemWord(one)
            if len(stem) < _TELLING and stem != one:
                continue
            yield _STEM + (_without_accents(stem) if language.accents else stem)


class _Stemmer:
    """PyStemmer's, with the one method that is used; imported when first asked for."""

    def __init__(self, name: str) -> None:
        from Stemmer import Stemmer

        self._stem = Stemmer(name, 0).stemWord

    def stemWord(self, word: str) -> str:  # noqa: N802  (PyStemmer's name)
        return str(self._stem(word))


@cache
def _stemmer(name: str) -> _Stemmer:
    return _Stemmer(name)


def stem(name: str, word: str) -> str:
    """The stem of a word by the Snowball algorithm called `name`."""
    return _stemmer(name).stemWord(word)


def _without_accents(word: str) -> str:
    return word if word.isascii() else "".join(c for c in normalize("NFD", word) if not combining(c))


def _without_prefix(language: Morphology, word: str) -> Iterator[str]:
    """The word without each clitic, or chain of clitics, that it may begin with."""
    if language.prefixes is None:
        return
    for length in range(1, min(5, len(word) - language.least + 1)):
        if language.prefixes.fullmatch(word[:length]):
            yield word[length:]


def _without_article(language: Morphology, word: str) -> Iterator[str]:
    """The longest clitic is an article where a glossary writes it (Arabic, Hebrew)."""
    yield from _without_prefix(language, word)


def _without_suffix(language: Morphology, word: str, suffixes: re.Pattern[str] | None) -> Iterator[str]:
    if suffixes is None:
        return
    for length in range(language.least, len(word)):
        if suffixes.fullmatch(word, length):
            yield from _bases(language, word[:length], word[length])


def _bases(language: Morphology, base: str, following: str) -> Iterator[str]:
    """What is left before an ending, also as it was before the ending changed it."""
    yield base
    if following not in _ALL_VOWELS:
        return
    found = [base, *([base[:-1] + language.soften[base[-1]]] if base[-1] in language.soften else [])]
    yield from found[1:]
    if language.elide and len(base) > 2 and base[-1] not in _ALL_VOWELS and base[-2] not in _ALL_VOWELS:
        yield from (one[:-1] + vowel + one[-1] for one in found for vowel in _VOWELS)
