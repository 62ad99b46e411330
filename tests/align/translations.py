"""Translations made of two texts, what their units say in short, and texts that hypothesis makes."""

from collections.abc import Iterable
from dataclasses import dataclass

from hypothesis import strategies as st

from transcheck.align.documents import align
from transcheck.model.block import Segment
from transcheck.model.document import Document, Head
from transcheck.model.unit import Translation, Unit
from transcheck.read.document import read_document
from transcheck.read.front_matter import read_front_matter


def document(text: str, locale: str = "en") -> Document:
    head = Head(f"{locale}/a.md", locale, locale, "a.md", locale == "en", read_front_matter(text), text)
    return read_document(head)


def translation(source: str | None, target: str, locale: str = "es") -> Translation:
    return align(None if source is None else document(source), document(target, locale))


def shown(units: Iterable[Unit]) -> list[str]:
    """A line a unit: `source | comment | target`, then what else is true of it."""
    return [f"{_side(u.source)} | {_side(u.comment)} | {_side(u.target)}{_flags(u)}" for u in units]


def _side(segment: Segment | None) -> str:
    return " + ".join(" ".join(block.text.split()) for block in segment.blocks) if segment else "-"


def _flags(unit: Unit) -> str:
    return "".join(f" {name}" for name in ("moved", "hidden") if getattr(unit, name))


@dataclass(frozen=True)
class Script:
    """How words of a made-up translation look."""

    locale: str
    letters: str
    space: str = " "


SCRIPTS = (
    Script("es", "aeiounrslmtd"),
    Script("ru", "аеиостнрвлкм"),
    Script("ar", "ابتجحدرسعلمن"),
    Script("zh", "的一是在不了有和人这中大", ""),
    Script("xx", "aeiouznqkvwb"),
)
"""One for each way of writing that alignment treats alike, and one of which nothing is known."""

_SYLLABLES = ("ba", "do", "fe", "gi", "lu", "mo", "na", "ri", "se", "to")


@dataclass(frozen=True)
class Passage:
    """A block to be written in English and in another language: its kind, length in words and number."""

    kind: str
    words: int
    number: int

    def source(self) -> str:
        return self._marked(" ".join(self._word(n) for n in range(self.words)))

    def target(self, script: Script) -> str:
        return self._marked(script.space.join(self.target_words(script)))

    def target_words(self, script: Script) -> list[str]:
        size = 2 if not script.space else 5
        places = (range(self.number + n * 7, self.number + n * 7 + size) for n in range(self.words))
        return ["".join(script.letters[(k * k + k) % 12] for k in run) for run in places]

    def halves(self, script: Script) -> tuple[str, str]:
        """The target as two paragraphs, each with what it names."""
        words = self.target_words(script)
        first, second = (script.space.join(part) for part in (words[: self.words // 2], words[self.words // 2 :]))
        return f"{first} `f{self.number}`.", f"{second} `g{self.number}`."

    def _word(self, n: int) -> str:
        return "".join(_SYLLABLES[(self.number * 3 + n * 7 + k) % 10] for k in range(2)) + "m"[: n % 2]

    def _marked(self, text: str) -> str:
        """With code that no other block has, where the kind allows."""
        match self.kind:
            case "heading":
                return f"## {text[:24].strip()} `h{self.number}`"
            case "item":
                return f"- {text} `i{self.number}`"
            case "formula":
                return f"$$x_{{{self.number}}} = y + {self.number}$$"
            case "code":
                return f"```\ncall_{self.number}(value)\n```"
            case _:
                return f"{text} `f{self.number}`, `g{self.number}`."


_KINDS = ("paragraph", "paragraph", "heading", "item", "formula", "code")


def passages(least: int = 3, kinds: tuple[str, ...] = _KINDS) -> st.SearchStrategy[list[Passage]]:
    """Chapters, as lists of passages."""
    one = st.tuples(st.sampled_from(kinds), st.integers(12, 40))
    return st.lists(one, min_size=least, max_size=14).map(
        lambda found: [Passage(kind, words, number) for number, (kind, words) in enumerate(found)]
    )


def written(blocks: Iterable[str]) -> str:
    return "".join(f"{block}\n\n" for block in blocks)
