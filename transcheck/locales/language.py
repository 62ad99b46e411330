"""What is known of a language: read from `data/<tag>.toml`, one file when it is asked for, and from Babel (CLDR).

An absent fact is an empty field, and the check that would need it stays silent.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import cache
from types import MappingProxyType

from transcheck.lazy import lazy
from transcheck.locales.facts import Facts, facts_of
from transcheck.locales.scripts import scripts_of_code

# Tags whose facts stand under another tag: the likely script of Chinese by region (CLDR likelySubtags), Norwegian as
# commonly written, and codes that ISO 639 withdrew. test_language.py compares them with Babel.
_STANDS_FOR = {
    "zh": "zh-Hans",
    "zh-CN": "zh-Hans",
    "zh-SG": "zh-Hans",
    "zh-MY": "zh-Hans",
    "zh-TW": "zh-Hant",
    "zh-HK": "zh-Hant",
    "zh-MO": "zh-Hant",
    "no": "nb",
    "iw": "he",
    "in": "id",
}


def _no_marks() -> Mapping[str, str]:
    return MappingProxyType({})


def _no_numbers() -> Mapping[str, float]:
    return MappingProxyType({})


class Reduplication(Enum):
    """How far the grammar doubles words."""

    NONE = "none"
    """A doubled word is a slip, but for `repeatable_words`."""
    ADVERBS = "adverbs"
    """Words are doubled for how and how many at a time; `repeatable_words` cannot list them all."""
    FREE = "free"
    """Any word may be doubled, or words are written in syllables: only a doubled function word is surely a slip."""


@dataclass(frozen=True, eq=False)
class Language:
    """The facts of one language. `language()` makes one instance a tag, so identity is equality."""

    tag: str
    has_data: bool = False
    """Whether there is a file for it; without one only the tag, the scripts and what Babel tells are known."""
    scripts: frozenset[str] = frozenset()
    """Long Unicode names of the scripts that its running text is written in."""
    telling_letters: str = ""
    """Lower-case letters common in the language and absent from some others that share its script."""
    character_sets: tuple[str, ...] = ()
    """The Python codec of the national standard that fixes the characters of the language, and its rival's."""
    right_to_left: bool = False
    word_spaces: bool = True
    """Whether spaces stand between words."""
    length_ratio: float = 1.0
    """Typical characters of a translation for each character of English prose."""
    function_words: frozenset[str] = frozenset()
    """Closed-class words, casefolded, chosen to tell the language from its neighbours."""
    heading_words: frozenset[str] = frozenset()
    """Casefolded words that stand alone as headings and are words of no other language that shares the script."""
    grammar_words: frozenset[str] = frozenset()
    """Words whose coming or going leaves what a sentence says, casefolded: articles, not negations."""
    repeatable_words: frozenset[str] = frozenset()
    """Words that may rightly stand twice in a row, casefolded."""
    reduplication: Reduplication = Reduplication.NONE
    number_words: Mapping[str, float] = field(default_factory=_no_numbers)
    """Casefolded number words (and other ways to say a number, as "dozen") with what they are worth."""
    quotes: tuple[tuple[str, str], ...] = ()
    """Accepted pairs of quotation marks: CLDR's primary, its alternate, then other conventions."""
    end_punctuation: Mapping[str, str] = field(default_factory=_no_marks)
    """For the English mark that ends a sentence, the marks that may answer it."""
    foreign_punctuation: Mapping[str, str] = field(default_factory=_no_marks)
    """Marks that running text in the language's own script does not use, and what it uses instead."""
    opening_punctuation: Mapping[str, str] = field(default_factory=_no_marks)
    """Closing marks that need an opening one: ? needs ¿ in Spanish."""
    no_break_before: Mapping[str, str] = field(default_factory=_no_marks)
    """Marks that want a no-break space before them, and which one is preferred there."""
    no_break_after: Mapping[str, str] = field(default_factory=_no_marks)
    no_break_spaces: frozenset[str] = frozenset()
    """The no-break spaces that are accepted in those places."""
    joiners: frozenset[str] = frozenset()
    """Invisible characters that the orthography itself uses."""
    ideographic_space: bool = False
    """Whether U+3000 is a space of the language."""
    native_digits: str = ""
    """The ten digits that stand beside 0-9."""
    varieties: tuple[str, ...] = ()
    """Locales that the bare tag may mean as well, and whose number formats are right too: es-MX under es."""

    @lazy
    def name(self) -> str:
        """The English name, or the tag."""
        from transcheck.locales.tags import english_name

        return english_name(self.tag) or self.tag

    @lazy
    def endonym(self) -> str:
        """The language's name for itself, or the tag."""
        from transcheck.locales.tags import babel_locale

        locale = babel_locale(self.tag)
        return (locale and locale.display_name) or self.tag

    @lazy
    def decimal_separators(self) -> tuple[str, ...]:
        """Accepted decimal separators, the usual one first; none where Babel has no data."""
        return self._symbols("decimal")

    @lazy
    def group_separators(self) -> tuple[str, ...]:
        """Accepted separators of thousands, the usual one first. One space stands for all kinds of space."""
        return tuple(dict.fromkeys(" " if mark.isspace() else mark for mark in self._symbols("group")))

    @lazy
    def words_of_number(self) -> Mapping[float, frozenset[str]]:
        """`number_words` the other way round."""
        values = set(self.number_words.values())
        return MappingProxyType(
            {value: frozenset(word for word, worth in self.number_words.items() if worth == value) for value in values}
        )

    def _symbols(self, kind: str) -> tuple[str, ...]:
        from transcheck.locales.tags import babel_locale

        found: dict[str, None] = {}
        for tag in (self.tag, *self.varieties):
            if locale := babel_locale(tag):
                for system in ("latn", locale.other_numbering_systems.get("native", "latn")):
                    symbol = locale.number_symbols.get(system, {}).get(kind)
                    found |= {symbol: None} if isinstance(symbol, str) else {}
        return tuple(found)


@cache
def language(tag: str) -> Language:
    """The language of a tag, or of the nearest tag above it; one without data for a tag that nobody knows."""
    spelled = _spelled(tag)
    if spelled != tag:
        return language(spelled)
    for candidate in _above(tag):
        facts = facts_of(candidate)
        if facts is not None and _written_alike(tag, facts):
            return _with_facts(tag, facts)
    return _without_data(tag)


def _spelled(tag: str) -> str:
    """The tag with the hyphens and capitals of BCP 47. Babel would know more, but costs 0.024 s to import."""
    first, *rest = tag.replace("_", "-").split("-")
    return "-".join((first.lower(), *map(_subtag, rest)))


def _subtag(part: str) -> str:
    return {2: part.upper(), 4: part.title()}.get(len(part), part.lower())


def _above(tag: str) -> tuple[str, ...]:
    """The tag, what it stands for, and the same of every shorter tag: zh-TW -> zh-TW, zh-Hant, zh, zh-Hans."""
    parts = tag.split("-")
    shorter = ("-".join(parts[:length]) for length in range(len(parts), 0, -1))
    return tuple(name for short in shorter for name in (short, _STANDS_FOR.get(short)) if name)


def _written_alike(tag: str, facts: Facts) -> bool:
    """Whether the script that the tag names, if it names one, is that of the facts."""
    code = next((part for part in tag.split("-")[1:2] if len(part) == 4 and part.isalpha()), None)
    return code is None or scripts_of_code(code) <= facts.strings("scripts")


def _without_data(tag: str) -> Language:
    from transcheck.locales.tags import likely_script, right_to_left

    code = likely_script(tag)
    return Language(tag, scripts=scripts_of_code(code) if code else frozenset(), right_to_left=right_to_left(tag))


def _with_facts(tag: str, facts: Facts) -> Language:
    return Language(
        tag,
        has_data=True,
        scripts=facts.strings("scripts"),
        telling_letters=facts.text("telling_letters"),
        character_sets=facts.ordered("character_sets"),
        right_to_left=facts.flag("right_to_left"),
        word_spaces=facts.flag("word_spaces", default=True),
        length_ratio=facts.number("length_ratio", default=1.0),
        function_words=facts.words("function_words"),
        heading_words=facts.words("heading_words"),
        grammar_words=facts.words("grammar_words"),
        repeatable_words=facts.words("repeatable_words"),
        reduplication=Reduplication(facts.text("reduplication") or "none"),
        number_words=facts.values("number_words"),
        quotes=facts.pairs("quotes"),
        end_punctuation=facts.marks("end_punctuation"),
        foreign_punctuation=facts.marks("foreign_punctuation"),
        opening_punctuation=facts.marks("opening_punctuation"),
        no_break_before=facts.marks("no_break_before"),
        no_break_after=facts.marks("no_break_after"),
        no_break_spaces=facts.strings("no_break_spaces"),
        joiners=facts.strings("joiners"),
        ideographic_space=facts.flag("ideographic_space"),
        native_digits=facts.text("native_digits"),
        varieties=facts.ordered("varieties"),
    )
