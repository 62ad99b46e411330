"""The renderings of a phrase: which of the runs that answer it are whole, and which are the same.

Of runs that hold one another that one is the rendering that Dice's coefficient ties to the phrase most closely, as
in F. Smadja, K. McKeown and V. Hatzivassiloglou (1996), Translating collocations for bilingual lexicons: a
statistical approach, Computational Linguistics 22:1.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from transcheck.lazy import lazy
from transcheck.locales.language import Language
from transcheck.terms.mine_model import train
from transcheck.terms.mine_phrases import Phrase, phrases
from transcheck.terms.mine_proposal import Place, Proposal, Rendering, as_in_dictionaries
from transcheck.terms.mine_spans import Aligner
from transcheck.terms.mine_tokens import Couple, keys_of
from transcheck.terms.morphology import morphology

_Keys = tuple[str, ...]


@dataclass(frozen=True, slots=True, order=True)
class _Run:
    """A run of target tokens that answers the tokens `phrase` of its couple's source."""

    couple: int
    phrase: tuple[int, int]
    first: int
    last: int


class Miner:
    """What is learnt from the couples of one locale."""

    def __init__(self, couples: Sequence[Couple], source: Language, target: Language) -> None:
        self.couples = couples
        self.source, self.target = source, target
        self._ours = keys_of([couple.source for couple in couples], morphology(source.tag))
        self._theirs = keys_of([couple.target for couple in couples], morphology(target.tag))
        self._model = train(list(zip(self._ours, self._theirs, strict=True)))
        self._aligners: dict[int, Aligner] = {}
        self._found: dict[_Keys, frozenset[int]] = {}

    def phrases(self, least: int) -> list[Phrase]:
        return phrases([couple.source for couple in self.couples], self._ours, self.source, least)

    def propose(self, phrase: Phrase) -> Proposal:
        """The renderings of a phrase."""
        runs = self._runs(phrase)
        chosen = self._chosen(phrase, runs)
        where = frozenset(number for number, *_ in phrase.places)
        found = [self._rendering(keys, placed, where) for keys, placed in chosen.items()]
        whole = sorted((one for one in found if one.places), key=lambda one: (-one.count, one.text))
        return Proposal(_source_text(phrase, self.couples), len(phrase.places), tuple(whole))

    def _rendering(self, keys: _Keys, runs: Sequence[_Run], where: frozenset[int]) -> Rendering:
        whole = [run for run in runs if self._theirs[run.couple][run.first : run.last + 1] == keys]
        texts = Counter(self.couples[run.couple].target.text(run.first, run.last) for run in whole)
        said = self._couples_with(keys)
        own = len(said & where) / len(said) if said else 0.0
        text = as_in_dictionaries(texts, inflects=not self._is_spaceless)
        return Rendering(text, len(runs), tuple(map(self._place, whole)), keys, own)

    def _place(self, run: _Run) -> Place:
        couple = self.couples[run.couple]
        return Place(couple.path, couple.target.span(run.first, run.last), couple.source.span(*run.phrase))

    def is_compound(self, phrase: Phrase) -> bool:
        """Whether it is of several words, or one made of another that the source has: autoencoder."""
        if len(phrase.keys) > 1:
            return True
        word = phrase.keys[0]
        return any(word[at:] in self._vocabulary for at in range(_HEAD, len(word) - _TAIL + 1))

    @lazy
    def _vocabulary(self) -> frozenset[str]:
        return frozenset(key for keys in self._ours for key in keys)

    def answers(self, key: str, phrase: Phrase) -> bool:
        """Whether the target's word answers one of the phrase's, elsewhere too."""
        return any(self._model.forward.get(word, {}).get(key, 0.0) >= _ANSWERS for word in phrase.keys)

    def content(self, keys: _Keys) -> _Keys:
        """The keys without the language's small words."""
        return tuple(key for key in keys if key not in self._small)

    def _runs(self, phrase: Phrase) -> dict[_Keys, list[_Run]]:
        """What each place of the phrase is rendered by, by the keys of the run."""
        found: dict[_Keys, list[_Run]] = defaultdict(list)
        for number, first, last in phrase.places:
            run = self._aligner(number).find(first, last, _longest(last - first + 1, self._is_spaceless))
            if run is not None:
                keys = self._theirs[number][run.first : run.last + 1]
                found[keys].append(_Run(number, (first, last), run.first, run.last))
        return found

    def _aligner(self, number: int) -> Aligner:
        if number not in self._aligners:
            self._aligners[number] = Aligner(
                self._ours[number], self._theirs[number], self.couples[number].target.joined, self._model
            )
        return self._aligners[number]

    @lazy
    def _is_spaceless(self) -> bool:
        return morphology(self.target.tag).is_spaceless

    def _chosen(self, phrase: Phrase, runs: Mapping[_Keys, Sequence[_Run]]) -> dict[_Keys, list[_Run]]:
        """The runs under the whole renderings that they are, or are cuts or extensions of."""
        where = frozenset(number for number, *_ in phrase.places)
        left, chosen = dict(runs), dict[_Keys, list[_Run]]()
        while left:
            seed = max(left, key=lambda keys: (len(left[keys]), len(keys), keys))
            best = self._best(seed, left, where)
            alike = self._alike(seed, best, left)
            chosen[best] = [*chosen.get(best, ()), *(run for keys in alike for run in left.pop(keys))]
        return {keys: self._placed(keys, found) for keys, found in chosen.items()}

    def _alike(self, seed: _Keys, best: _Keys, runs: Mapping[_Keys, Sequence[_Run]]) -> list[_Keys]:
        """The runs that are the best one cut or extended; one that is as usual by itself is another rendering."""
        nested = [keys for keys in runs if keys == seed or _is_part(keys, best) or _is_part(best, keys)]
        total = sum(len(runs[keys]) for keys in nested)
        cuts = {*nested} - self._alone({*nested, best})
        return [
            keys
            for keys in nested
            if keys in (seed, best)
            or keys in cuts
            or self._is_spaceless
            or len(runs[keys]) < _USUAL * total
            or self._bare(keys) in (best, self._bare(best))
        ]

    def _best(self, seed: _Keys, runs: Mapping[_Keys, Sequence[_Run]], where: frozenset[int]) -> _Keys:
        """The variant that ties most closely to the phrase, and is most often just what answers it."""
        variants = self._variants(seed, runs)
        often = {keys: len(runs.get(keys, ())) for keys in variants}
        total = sum(often.values())
        return max(
            self._alone(variants),
            key=lambda keys: (self._score(keys, where) * (1 + _EXACT * often[keys] / total), keys),
        )

    def _alone(self, variants: set[_Keys]) -> set[_Keys]:
        """Without those that hardly ever stand without what another of them has besides: cuts of a word."""
        count = {keys: len(self._couples_with(keys)) for keys in variants}
        whole = [keys for keys in variants if self._bare(keys) == keys]
        cuts = {
            keys
            for keys in variants
            for one in whole
            if one != keys and count[one] >= max(_ALWAYS * count[keys], _FEW) and _is_part(keys, one)
        }
        return variants - cuts

    def _variants(self, seed: _Keys, runs: Mapping[_Keys, Sequence[_Run]]) -> set[_Keys]:
        """The run itself, those that hold it or that it holds, what stands around it, and all without small words."""
        found = {keys for keys in runs if _is_part(seed, keys) or _is_part(keys, seed)}
        found |= set(self._grown(seed, runs[seed]))
        return found | {bare for keys in found if (bare := self._bare(keys))}

    def _grown(self, seed: _Keys, runs: Sequence[_Run]) -> Iterator[_Keys]:
        """The run with what mostly stands before or after it."""
        for before, after in _AROUND:
            around: Counter[_Keys] = Counter()
            for run in runs:
                keys, first, last = self._theirs[run.couple], run.first - before, run.last + after
                joined = self.couples[run.couple].target.joined[first + 1 : last + 1]
                if first >= 0 and last < len(keys) and all(joined):
                    around[keys[first : last + 1]] += 1
            keys, count = around.most_common(1)[0] if around else ((), 0)
            if 2 * count > len(runs):
                yield keys

    def _bare(self, keys: _Keys) -> _Keys:
        """The keys without the language's small words around them."""
        small, first, last = self._small, 0, len(keys)
        while first < last and keys[first] in small:
            first += 1
        while first < last and keys[last - 1] in small:
            last -= 1
        return keys[first:last]

    @lazy
    def _small(self) -> frozenset[str]:
        language = morphology(self.target.tag)
        words = self.target.function_words | self.target.grammar_words | language.links
        ignored = {key for key in self._index if language.ignore is not None and language.ignore.fullmatch(key)}
        return frozenset(language.fold(word) for word in words) | ignored

    def _score(self, keys: _Keys, where: frozenset[int]) -> float:
        """Dice's coefficient of phrase and run; of equals the longer, of which no small words stand at the ends."""
        said = self._couples_with(keys)
        dice = 2 * len(said & where) / (len(said) + len(where))
        small = (_SMALL_FIRST if keys[0] in self._small else 1) * (_SMALL_LAST if keys[-1] in self._small else 1)
        return dice * small * self._likes(keys)

    def _likes(self, keys: _Keys) -> float:
        """A cut of a word ties as closely as the word, so the longer is the likelier, and a character the least."""
        if not self._is_spaceless:
            return 1 + _LONGER * len(keys)
        length = sum(map(len, keys))
        return 1 + _LONGER_SPACELESS * min(length, _LONG) if length > 1 else _CHARACTER

    def _couples_with(self, keys: _Keys) -> frozenset[int]:
        if keys not in self._found:
            numbers = frozenset.intersection(*(self._index.get(key, frozenset()) for key in keys))
            run = _line(keys)
            self._found[keys] = frozenset(number for number in numbers if run in self._lines[number])
        return self._found[keys]

    @lazy
    def _lines(self) -> list[str]:
        return [_line(keys) for keys in self._theirs]

    @lazy
    def _index(self) -> Mapping[str, frozenset[int]]:
        found: dict[str, set[int]] = defaultdict(set)
        for number, keys in enumerate(self._theirs):
            for key in keys:
                found[key].add(number)
        return {key: frozenset(numbers) for key, numbers in found.items()}

    def _placed(self, keys: _Keys, runs: Iterable[_Run]) -> list[_Run]:
        """The runs moved to where the keys stand, if they stand there."""
        return sorted(_moved(run, keys, self._theirs[run.couple]) for run in runs)


_AROUND = ((1, 0), (0, 1), (1, 1), (2, 0), (0, 2))
_SMALL_FIRST, _SMALL_LAST = 0.75, 0.9
_EXACT = 1.0
_USUAL = 0.25
_HEAD, _TAIL = 3, 5
_ANSWERS = 0.02
_ALWAYS, _FEW = 0.95, 3
_LONGER, _LONGER_SPACELESS, _LONG, _CHARACTER = 0.02, 0.1, 6, 0.93
_SEPARATOR = "\x00"


def _line(keys: _Keys) -> str:
    return f"{_SEPARATOR}{_SEPARATOR.join(keys)}{_SEPARATOR}"


def _is_part(part: _Keys, whole: _Keys) -> bool:
    return len(part) <= len(whole) and _line(part) in _line(whole)


def _moved(run: _Run, keys: _Keys, text: _Keys) -> _Run:
    for first in range(max(0, run.first - len(keys)), run.last + 1):
        if text[first : first + len(keys)] == keys:
            return _Run(run.couple, run.phrase, first, first + len(keys) - 1)
    return run


def _longest(words: int, spaceless: bool) -> int:
    """Tokens of the longest run for a phrase."""
    return 3 * words + (5 if spaceless else 3)


def _source_text(phrase: Phrase, couples: Sequence[Couple]) -> str:
    return as_in_dictionaries(Counter(couples[n].source.text(first, last) for n, first, last in phrase.places))
