"""How well mining finds what terminologists chose: mine a corpus, and compare with its own published glossary.

    python benchmarks/mining.py [BOOK] [--glossary FILE] [--locale vi] [--least 5] [--show]

BOOK is a folder of translations (the comments may be the source), by default ../shared/corpus/book; the glossary is
a Markdown table in it, or any file that `transcheck glossary import` reads.

**Terms.** Those of the glossary that the source side of the aligned units has at least `--least` times, in any number
and spelling, as words that stand together.  Each counts once, however many rows the glossary has for it; what
stands in brackets on either side is a gloss, or may be left out.

**Measure.** A proposal is right if its text is one of the glossary's terms for the concept, inflection and capitals
apart.  A term that mining does not propose at all is a miss.
"""

import argparse
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from transcheck.commands.glossary_mine import couples_of
from transcheck.commands.project import open_project
from transcheck.errors import UserError
from transcheck.locales.language import language
from transcheck.terms.base import Concept
from transcheck.terms.english import number_key
from transcheck.terms.exchange.formats import FORMATS, format_of
from transcheck.terms.exchange.say import Request
from transcheck.terms.exchange.settle import settle
from transcheck.terms.matcher import facts_of
from transcheck.terms.mine import mine
from transcheck.terms.mine_tokens import Couple
from transcheck.terms.morphology import Morphology, morphology
from transcheck.terms.words import Words

_BOOK = Path(__file__).parents[2] / "shared" / "corpus" / "book"
_GLOSS = re.compile(r"\s*\([^()]*\)\s*")
_FIRST, _TOP = 1, 3


@dataclass(frozen=True)
class Outcome:
    """A term of the glossary, how often the source has it, what was wanted, and what was proposed."""

    source: str
    count: int
    wanted: tuple[str, ...]
    proposed: tuple[str, ...]
    rank: int
    """Which proposal is right, from 1; 0 where none is."""


def main() -> int:
    arguments = _parser().parse_args()
    try:
        outcomes = list(_outcomes(arguments.book, arguments.glossary, arguments.locale, arguments.least))
    except UserError as error:
        sys.stderr.write(f"mining.py: {error}\n")
        return 2
    _print(outcomes, arguments.least, show=arguments.show)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Compare mining with a published glossary.")
    parser.add_argument("book", nargs="?", type=Path, default=_BOOK, help="Folder of the translations.")
    parser.add_argument("--glossary", type=Path, help="Default: glossary.md in BOOK.")
    parser.add_argument("--locale", help="Default: the book's only one.")
    parser.add_argument("--least", type=int, default=5, help="Places that a term needs in the source.")
    parser.add_argument("--show", action="store_true", help="List what is not right at first.")
    return parser


def _outcomes(book: Path, glossary: Path | None, locale: str | None, least: int) -> Iterator[Outcome]:
    file = glossary or book / "glossary.md"
    for path, what in ((book, "no corpus"), (file, "no glossary")):
        if not path.exists():
            raise UserError(f"{path}: {what} there: give the folder of a book, and --glossary FILE")
    project = open_project((str(book),))
    locale = locale or _only(project.corpus.locales, book)
    couples, _ = couples_of(project, locale)
    source = language(project.corpus.source_locale)
    proposals = {_key(one.source): one for one in mine(couples, source, language(locale), least=least)}
    texts = _texts(couples)
    for concept in _concepts(file, locale):
        count = sum(text.count(f" {_key(concept.name)} ") for text in texts)
        if count >= least:
            found = proposals.get(_key(concept.name))
            proposed = tuple(one.text for one in found.renderings) if found else ()
            yield _outcome(concept, count, proposed, morphology(locale))


def _only(locales: Sequence[str], book: Path) -> str:
    if len(locales) != 1:
        raise UserError(f"{book}: choose with --locale among: {', '.join(locales) or 'no translation there'}")
    return locales[0]


def _concepts(file: Path, locale: str) -> Iterator[Concept]:
    name = format_of(file.suffix)
    if not name:
        raise UserError(f"{file}: no format of glossaries is known by this name")
    found = FORMATS[name].read(file.read_bytes(), Request(str(file), locale=locale, named=locale))
    for base in found.bases:
        yield from settle(base)[0].concepts


def _texts(couples: Sequence[Couple]) -> list[str]:
    """The source side as keys between spaces."""
    return [" " + "  ".join(number_key(word) for word in couple.source.words) + " " for couple in couples]


def _key(text: str) -> str:
    words = Words(facts_of(_GLOSS.sub(" ", text)), morphology("en")).folded
    return "  ".join(number_key(word) for word in words if word)


def _outcome(concept: Concept, count: int, proposed: tuple[str, ...], locale: Morphology) -> Outcome:
    wanted = tuple(dict.fromkeys(form for term in concept.allowed for form in _forms(term.text)))
    rank = next((n for n, text in enumerate(proposed, 1) if any(_is_same(text, one, locale) for one in wanted)), 0)
    return Outcome(concept.name, count, wanted, proposed, rank)


def _forms(text: str) -> Iterator[str]:
    """A term with and without what stands in brackets; a stroke parts two terms."""
    for one in text.split(" / "):
        yield _GLOSS.sub(" ", one).strip()
        yield one.replace("(", "").replace(")", "")


def _is_same(text: str, wanted: str, locale: Morphology) -> bool:
    ours, theirs = (Words(facts_of(one), locale).folded for one in (text, wanted))
    if locale.is_spaceless or len(ours) != len(theirs):
        return "".join(ours) == "".join(theirs)
    return all(not locale.lookups(b).isdisjoint(locale.readings(a)) for a, b in zip(ours, theirs, strict=True))


def _print(outcomes: Sequence[Outcome], least: int, *, show: bool) -> None:
    out, total = sys.stdout, len(outcomes)
    out.write(f"{total} terms of the glossary have {least} places or more in the source\n")
    for name, most in (("first proposal", _FIRST), (f"among the first {_TOP}", _TOP)):
        right = sum(0 < one.rank <= most for one in outcomes)
        out.write(f"{name:20}{right:5}{f'  {right / total:.1%}' if total else ''}\n")
    for one in outcomes if show else ():
        if one.rank != 1:
            proposed = "; ".join(one.proposed[:_TOP]) or "nothing"
            out.write(f"{one.source} ({one.count}): wanted {' | '.join(one.wanted)}; proposed {proposed}\n")


if __name__ == "__main__":
    sys.exit(main())
