"""What a large glossary costs: CPU seconds of lint without one and with N concepts, as a ratio in one run.

    python benchmarks/terms.py CORPUS [--concepts 10000] [--repeat 3]

Two glossaries are tried.  "seldom named" is what a large one is to a book: N pairs of the corpus's words drawn at
random, most of which stand nowhere, for the locale with the most units.  "all named" is the worst: the corpus's own
English phrases of one to three words, the commonest first, for every locale; the term of each is the word which the
phrase's units share and others do not, so that nearly every unit names several concepts.  Each run is one fresh process
(`--jobs 1`) that loads the glossaries, too.
"""

import json
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path

import click

from transcheck.commands.project import open_project
from transcheck.locales.language import language
from transcheck.model.unit import Unit

_LINT = ("-m", "transcheck", "lint", "--format", "json", "--fail-on", "never", "--no-history", "--jobs", "1")
_LONGEST = 3
_SEEN = 20
"""Units of a phrase that are looked at for its rendering."""
_SHARE = 0.7
"""Of those units, how many must share the rendering: a glossary's term is one that translators use."""
Places = dict[str, list[Unit]]


@click.command()
@click.argument("corpus", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--concepts", default=10_000, show_default=True, help="Concepts in the glossary of each locale.")
@click.option("--repeat", default=3, show_default=True, help="Runs of each; the median counts.")
def main(corpus: Path, concepts: int, repeat: int) -> None:
    """Print CPU seconds and their ratio of linting CORPUS without and with a glossary of many concepts."""
    with tempfile.TemporaryDirectory() as folder:
        seldom, named = Path(folder, "seldom"), Path(folder, "named")
        units = _units(corpus)
        written = {
            "seldom named": _write_seldom(units, concepts, seldom),
            "all named": _write_named(units, concepts, named),
        }
        folders = {"no glossary": "none", "seldom named": str(seldom), "all named": str(named)}
        seconds = _medians({name: (*_LINT, str(corpus), "--glossary", path) for name, path in folders.items()}, repeat)
    for name, value in seconds.items():
        cost = value / seconds["no glossary"] - 1
        counts = ", ".join(f"{locale} {count}" for locale, count in written.get(name, {}).items())
        click.echo(f"{name:14}{value:8.2f} s{cost:8.1%}   {counts}")


def _write_seldom(units: Mapping[str, Sequence[Unit]], concepts: int, folder: Path) -> Mapping[str, int]:
    """A glossary for the locale with the most units, of pairs of words that seldom stand together."""
    locale = max(units, key=lambda locale: len(units[locale]))
    words = sorted({word for phrase in _phrases(units[locale]) for word in phrase.split()})
    said = sorted({word for unit in units[locale] for word in _target_words(unit, locale)})
    draw = random.Random(concepts)
    pairs = {" ".join(draw.sample(words, 2)): " ".join(draw.sample(said, 2)) for _ in range(concepts)}
    _write(folder, locale, [_entry(phrase, term) for phrase, term in pairs.items()])
    return {locale: len(pairs)}


def _write(folder: Path, locale: str, entries: Sequence[str]) -> None:
    folder.mkdir(exist_ok=True)
    head = f"source: en\nlocale: {locale}\nconcepts:\n"
    (folder / f"{locale}.yml").write_text(head + "".join(entries), encoding="utf-8")


def _write_named(by_locale: Mapping[str, Sequence[Unit]], concepts: int, folder: Path) -> Mapping[str, int]:
    """A glossary for each locale, and how many concepts it has."""
    written: dict[str, int] = {}
    for locale, units in by_locale.items():
        phrases = _phrases(units)
        common = sorted(phrases, key=lambda phrase: (-len(phrases[phrase]), phrase))
        total = Counter(word for unit in units for word in _target_words(unit, locale))
        entries = ((phrase, _rendering(phrases[phrase], total, locale)) for phrase in common)
        lines = [_entry(phrase, term) for phrase, term in islice((e for e in entries if e[1]), concepts)]
        _write(folder, locale, lines)
        written[locale] = len(lines)
    return written


def _entry(phrase: str, term: str) -> str:
    return f"  - source: {json.dumps(phrase)}\n    preferred: {json.dumps(term, ensure_ascii=False)}\n"


def _units(corpus: Path) -> dict[str, list[Unit]]:
    """The units of each locale that have both sides."""
    project = open_project((str(corpus),))
    found: dict[str, list[Unit]] = defaultdict(list)
    for chapter in project.corpus.chapters:
        for translation in project.loader(chapter).translations:
            found[translation.locale] += [unit for unit in translation.units if unit.is_pair and unit.references]
    return dict(found)


def _phrases(units: Sequence[Unit]) -> Places:
    """The runs of content words of the source, with the units that have them."""
    small = language("en").function_words
    found: Places = defaultdict(list)
    for unit in units:
        words = unit.references[0].facts.words
        for phrase in set(_runs(words)):
            parts = phrase.split()
            if all(len(part) > 3 and part.isalpha() and part.isascii() and part not in small for part in parts):
                found[phrase].append(unit)
    return found


def _runs(words: Sequence[str]) -> Iterator[str]:
    for length in range(1, _LONGEST + 1):
        yield from (" ".join(words[at : at + length]) for at in range(len(words) - length + 1))


def _rendering(units: Sequence[Unit], total: Counter[str], locale: str) -> str:
    """The word of the target that these units share and others do not."""
    seen = units[:_SEEN]
    inside = Counter(word for unit in seen for word in set(_target_words(unit, locale)))
    common = [word for word in inside if inside[word] >= _SHARE * len(seen)]
    return max(common, key=lambda word: (inside[word] ** 2 / total[word], word), default="")


def _target_words(unit: Unit, locale: str) -> Iterator[str]:
    """Words; pairs of characters where no spaces stand between words."""
    assert unit.target is not None, "it is a pair"
    for word in unit.target.facts.words:
        if word > "\u2e7f":
            yield from (word[at : at + 2] for at in range(len(word) - 1))
        elif len(word) > 3 and word.isalpha() and word not in language(locale).function_words:
            yield word


def _medians(rows: Mapping[str, tuple[str, ...]], repeat: int) -> dict[str, float]:
    """The median of each after one run that warms the file system and the bytecode, one after the other in turn."""
    times: dict[str, list[float]] = defaultdict(list)
    for turn in range(repeat + 1):
        for name, arguments in rows.items():
            seconds = _cpu_seconds(arguments)
            if turn:
                times[name].append(seconds)
    return {name: statistics.median(values) for name, values in times.items()}


def _cpu_seconds(arguments: tuple[str, ...]) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    done = subprocess.run(
        [sys.executable, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=env, check=False
    )
    if done.returncode:
        raise click.ClickException(f"{' '.join(arguments[:4])}: exit {done.returncode}: {done.stderr.decode()[-300:]}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    main()
