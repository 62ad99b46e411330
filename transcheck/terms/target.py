"""The target side: whether a text says a term, in whatever form, and where."""

from unicodedata import combining

from transcheck.lazy import lazy
from transcheck.model.facts import Facts, Piece
from transcheck.model.text import Span
from transcheck.terms.english import number_key
from transcheck.terms.morphology import morphology
from transcheck.terms.pattern import PART, Pattern, compiled, compiled_words, joined_pairs, source_keys
from transcheck.terms.places import beginning, inside, sequence, single
from transcheck.terms.words import BRACKETS, Squeezed, Words, squeeze

ZWNJ = "\u200c"


class Target:
    """A text of the target language, looked at for terms; everything is worked out when it is first needed."""

    def __init__(self, facts: Facts, locale: str) -> None:
        self.facts = facts
        self.locale = locale
        self.language = morphology(locale)

    @property
    def span(self) -> Span:
        """From its first to its last character that is not blank."""
        pieces = [piece for piece in self.facts.pieces if piece.text.strip()] or self.facts.pieces
        first, last = pieces[0], pieces[-1]
        start = first.start + len(first.text) - len(first.text.lstrip())
        return Span(start, last.start + len(last.text.rstrip()))

    def is_running(self, span: Span) -> bool:
        """Whether only words and spaces stand there."""
        piece = next((one for one in self.facts.plain_pieces if one.start <= span.start), None)
        text = span.shifted(-piece.start).of(piece.text) if piece else ""
        return all(char.isalnum() or char in " \n-'’" or ord(char) > 0x2FF for char in text)

    @lazy
    def words(self) -> Words:
        return Words(self.facts, self.language)

    @lazy
    def _bare_words(self) -> Words | None:
        """The words without what stands in brackets, where there are any: tasa (rate) de aprendizaje."""
        return Words(self.facts, self.language, without_brackets=True) if self.has_brackets else None

    @lazy
    def _hyphenated(self) -> Words | None:
        """The words with hyphens between two taken for one, where there are any."""
        if not any(mark in piece.text for piece in self.facts.plain_pieces for mark in "-\u2010\u2011"):
            return None
        return Words(self.facts, self.language, hyphenated=True)

    @lazy
    def has_brackets(self) -> bool:
        return any(mark in piece.text for piece in self.facts.plain_pieces for mark in "(（[【")

    @lazy
    def in_brackets(self) -> "Target | None":
        """What stands in brackets, where anything does."""
        if not self.has_brackets:
            return None
        places = ((piece, match) for piece in self.facts.plain_pieces for match in BRACKETS.finditer(piece.text))
        pieces = tuple(Piece(match[0], piece.start + match.start()) for piece, match in places)
        return Target(Facts(pieces), self.locale) if pieces else None

    @lazy
    def squeezed(self) -> Squeezed:
        return Squeezed(self.facts, self.language)

    @lazy
    def _bare_squeezed(self) -> Squeezed | None:
        return Squeezed(self.facts, self.language, without_brackets=True) if self.has_brackets else None

    @lazy
    def source_words(self) -> Words:
        """The words as if they were English."""
        return Words(self.facts, morphology("en"))

    def find(self, text: str, *, derived: bool = False) -> Span | None:
        """The first place of a term in any of its forms; `derived` takes an adjective or verb made of it, too."""
        literal = self.find_literal(text)
        return literal if literal is not None else self.inflected(text, derived=derived)

    def inflected(self, text: str, *, derived: bool = False) -> Span | None:
        """The same but for the glossary's own wording."""
        pattern = compiled(text, self.language)
        if self.language.is_spaceless:
            return self._in_squeezed(pattern)
        if not pattern.words:
            return None
        if self.language.is_loose and (found := self._loose(pattern)) is not None:
            return found
        found = self._in_words(self.words, pattern)
        if found is None and self._bare_words and len(pattern.words) > 1:
            found = sequence(self._bare_words, pattern.words)
        if found is None and len(pattern.words) > 1:
            found = self._respelled(pattern)
        if found is None and derived and pattern.root:
            found = beginning(self.words, pattern.root)
        return found

    @lazy
    def _lowered(self) -> tuple[tuple[str, int], ...]:
        """The pieces in small letters, where that leaves places as they are."""
        pieces = ((piece.text.lower(), piece) for piece in self.facts.plain_pieces)
        return tuple((text, piece.start) for text, piece in pieces if len(text) == len(piece.text))

    def find_literal(self, term: str) -> Span | None:
        """The first place of a term exactly as the glossary has it: the quick way, for most uses are of that kind."""
        wanted = term.lower()
        for text, start in self._lowered:
            at = text.find(wanted)
            if at >= 0 and not self._may_cut(text, at, at + len(wanted)):
                return Span(start + at, start + at + len(wanted))
        return None

    def _may_cut(self, text: str, start: int, end: int) -> bool:
        if self.language.is_spaceless:
            return _is_word(text[start] + text[end - 1])
        return _cuts(text, start, end)

    def find_exact(self, form: str) -> Span | None:
        """The first place of a form as it is written, but for capitals."""
        if self.language.is_spaceless:
            return self.squeezed.find(squeeze(form, self.language))
        words = compiled_words(form, self.language)
        folded = self.words.folded
        for at in range(len(folded) - len(words) + 1):
            if words and folded[at : at + len(words)] == words:
                return self.words.span(at, at + len(words) - 1)
        return None

    def made_of(self, term: str) -> list[str]:
        """The words that are forms of a term of one word, or begin with its root."""
        pattern = compiled(term, self.language)
        found = []
        for word, readings in zip(self.words.folded, self.words.readings, strict=True):
            is_form = any(not wanted.isdisjoint(readings) for wanted in pattern.words)
            if is_form or (pattern.root and any(one.startswith(pattern.root) for one in readings)):
                found.append(word)
        return found

    @lazy
    def _source_line(self) -> str:
        """The keys of the words as if they were English, each between spaces."""
        return f" {' '.join(map(number_key, self.source_words.folded))} "

    def find_source(self, text: str) -> Span | None:
        """The first place of a source term that was kept, with or without endings of the target language."""
        found = self.find_written(text)
        return self.inflected(text) if found is None and not self.language.is_spaceless else found

    def find_written(self, text: str) -> Span | None:
        """The first place of a source term as the source writes it."""
        keys, joined = source_keys(text)
        at = self._source_line.find(keys) if joined else -1
        if at >= 0:
            first = self._source_line.count(" ", 0, at + 1) - 1
            return self.source_words.span(first, first + keys.count(" ") - 2)
        return self._joined_source(joined) if joined and joined in self.source_words.glued else None

    def _joined_source(self, joined: str) -> Span | None:
        """A source term written as one word, or as one of the words that a hyphen or a space parts."""
        folded = self.source_words.folded
        for at, word in enumerate(folded):
            if word.startswith(joined) and len(word) <= len(joined) + 1:
                return self.source_words.span(at, at)
            if word and joined.startswith(word) and at + 1 < len(folded):
                both = word + folded[at + 1]
                if folded[at + 1] and both.startswith(joined) and len(both) <= len(joined) + 1:
                    return self.source_words.span(at, at + 1)
        return None

    def find_abbreviation(self, text: str) -> Span | None:
        """The first place of an abbreviation, told by its capitals; a plural's s may follow."""
        for start, end, word in self.source_words.spans:
            if word.startswith(text) and self._is_ending(word[len(text) :]):
                return Span(start, end)
        return self.find_exact(text) if not text.isalnum() else None

    def _is_ending(self, text: str) -> bool:
        """Whether nothing follows an abbreviation, a plural's s, or an ending of the language: VAE'ler, VAEler."""
        suffixes = self.language.suffixes
        return text in ("", "s") or bool(text.islower() and suffixes and suffixes.fullmatch(self.language.fold(text)))

    def _in_squeezed(self, pattern: Pattern) -> Span | None:
        found = self.squeezed.find(pattern.squeezed)
        if found is None and self._bare_squeezed is not None:
            found = self._bare_squeezed.find(pattern.squeezed)
        return found

    def _in_words(self, words: Words, pattern: Pattern) -> Span | None:
        found = sequence(words, pattern.words)
        if found is None and len(pattern.words) > 1:
            found = single(words, pattern.joined)
        if found is None and pattern.part:
            found = inside(words, pattern.part, anywhere=self.language.compounds)
        if found is None:
            at = words.joined(pattern.whole, pattern.joined)
            found = None if at is None else words.span(at, at + 1)
        if found is None and len(pattern.words) > 1 and self.language.compounds:
            found = self._compound(words, pattern)
        return found

    def _respelled(self, pattern: Pattern) -> Span | None:
        """A term of several words, two of them written as one or one as two: percettrone multi-strato."""
        if not any(map(self.words.has, pattern.words)):
            return None
        spellings = (pattern.words, *joined_pairs(pattern, self.language))
        texts = [words for words in (self.words, self._hyphenated) if words is not None]
        found = (sequence(words, one) for words in texts for one in spellings)
        return next((span for span in found if span is not None), None)

    def elided(self, text: str) -> Span | None:
        """A term without its head, which what it is joined with has: `supervisionato e non supervisionato`."""
        pattern = compiled(text, self.language)
        if not self.language.head_first or len(pattern.words) < 2 or len(pattern.content[-1]) < PART:
            return None
        return sequence(self.words, pattern.words[1:])

    def _compound(self, words: Words, pattern: Pattern) -> Span | None:
        joined = "".join(compiled_words(pattern.text, self.language))
        return inside(words, joined, anywhere=True)

    def _loose(self, pattern: Pattern) -> Span | None:
        """A term in a language that parts compounds at will: a substring, whose borders are plausible."""
        text, term = self.squeezed, pattern.squeezed
        at = text.text.find(term)
        while at >= 0:
            span = text.span(at, len(term))
            if len(term) > 2 or self._is_whole(span):
                return span
            at = text.text.find(term, at + 1)
        if self._bare_squeezed is not None and len(term) > 2:
            return self._bare_squeezed.find(term)
        return None

    def _is_whole(self, span: Span) -> bool:
        """Whether a short term begins its word, or ends it after another whole word."""
        for start, end, text in self.words.spans:
            if start <= span.start < end:
                rest = text[span.end - start :]
                ends = not rest or bool(self.language.suffixes and self.language.suffixes.fullmatch(rest))
                before = span.start - start
                return (before == 0 and (span.end - span.start > 1 or ends)) or (before > 1 and ends)
        return False


def _is_word(text: str) -> bool:
    return any(char.isascii() and char.isalnum() for char in text)


def _cuts(text: str, start: int, end: int) -> bool:
    """Whether a letter or mark stands right before or after."""
    around = text[start - 1 : start] + text[end : end + 1]
    return any(char.isalnum() or combining(char) or char == ZWNJ for char in around)
