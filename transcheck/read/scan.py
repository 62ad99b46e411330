"""One pass over a text for what must be known before Markdown is parsed: comments and display formulas.

Both are blanked, so that a CommonMark parser sees the rest at unchanged offsets: a comment inside a
line must not turn its neighbours into an HTML block, and `- b` inside `$$…$$` is no list item.
Code fences and code spans are skipped: what stands in them is no comment.

Every step looks at a bounded stretch or at lists of places made once, so that a hostile text costs
linear time.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum

from transcheck.model.document import CommentFault, Mark, MarkKind
from transcheck.model.text import Span

FILL = "\ue000"
"""Stands for a blanked character where white space would change the structure (private use)."""


@dataclass(frozen=True, slots=True)
class RawComment:
    """A comment's place before its content is read; `inner` has no dashes that belong to the delimiters."""

    span: Span
    inner: Span
    is_inline: bool
    fault: CommentFault | None = None


@dataclass(slots=True)
class Scan:
    """What one pass found, in order of place.

    `masked` is for a parser of Markdown: comments and formulas are blanked.  `shown` is what a reader
    sees of the text: comments alone are blanked, each character but line endings with a space.
    """

    comments: list[RawComment] = field(default_factory=list)
    formulas: list[Span] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    masked: str = ""
    shown: str = ""


_TRIGGERS = ("<!", "-->", "$$", "<--", "--!>")
# Every alternative begins with a literal character, so that the search can leap from one such to the next.
_INTERESTING = re.compile(r"<!--|<![—–]|<!-(?=[^-\n>])|<![ \t]{1,9}-|<--|--!?>|\$\$|``*|~~~~*")
_FENCE_LEAD = re.compile(r"[ \t]*(?:(?:>|[-*+]|\d{1,9}[.)])[ \t]+)*")
_BLOCK_TAG = re.compile(
    r"\s*</?(address|article|aside|blockquote|body|caption|center|centro|col|colgroup|dd|details|dialog|div|dl|dt|"
    r"fieldset|figcaption|figure|footer|form|h[1-6]|header|hr|iframe|legend|li|link|main|menu|nav|ol|optgroup|option|"
    r"p|section|summary|table|tbody|td|tfoot|th|thead|title|tr|ul)\b",
    re.I,
)
_LINE = re.compile(r"[^\r\n]+")
_BLANK_LINE = re.compile(r"^[ \t]*\r?\n", re.M)
_PARAGRAPH_END = re.compile(r"\n[ \t>]*(?:\r?\n|<!--|\#{1,6}[ \t]|```|~~~)")
_STRUCTURE_IN_FORMULA = re.compile(r"\n[ \t]*(?:#{1,6} |```)")
_REST_OF_LINE = re.compile(r"[^\S\r\n]*(?=[\r\n]|\Z)")
_REST_OF_FORMULA_LINE = re.compile(r"[ \t.,;:]*(?=\r?\n|\Z)")
_OPENING_DASHES = re.compile(r"-(?![ \t])|-{2,}")
_LONGEST_FORMULA = 8000
_LONGEST_CODE_SPAN = 2000
_LONGEST_LEAD = 200


def scan(text: str, start: int = 0) -> Scan:
    """Scan `text` from `start`; what is before (front matter) is blanked."""
    found = Scan()
    if not any(trigger in text for trigger in _TRIGGERS):
        found.shown = text
        found.masked = _blank(text[:start]) + text[start:]
        return found
    scanner = _Scanner(text, found)
    scanner.run(start)
    found.shown = _covered(text, 0, [(comment.span, _Cover.LINES) for comment in found.comments])
    found.masked = _covered(text, start, scanner.covers)
    return found


class _Cover(Enum):
    """How a stretch is blanked."""

    LINES = "with spaces, its lines stay lines"
    LAST_LINE_FILLED = "the last line filled, for text follows it"
    JOINED = "with spaces, as a part of its line"
    FILLED = "as a part of its line, for text follows it or an HTML block goes on"


class _Scanner:
    """Goes from one mark of syntax to the next; `covers` are what the parser must not see, in order."""

    def __init__(self, text: str, found: Scan) -> None:
        self.text = text
        self.found = found
        self.covers: list[tuple[Span, _Cover]] = []
        self.opens = _places(text, "<!--")
        self.closes = _places(text, "-->")
        self.bad_ends = _places(text, "--!>")
        self.blanks = [match.end() for match in _BLANK_LINE.finditer(text)]
        self.joined = (0, 0)

    def run(self, at: int) -> None:
        while match := _INTERESTING.search(self.text, at):
            at = max(self._step(match), match.end())

    def _step(self, match: re.Match[str]) -> int:
        """Past what begins at the mark."""
        mark = match[0]
        if mark == "<!--":
            return self._read_comment(match)
        if mark[0] in "`~":
            return self._skip_fence(match) if self._is_fence(match) else self._skip_code(match)
        if mark == "$$":
            return self._read_math(match)
        return self._mark_close(match) if mark[0] == "-" else self._mark_bad(match)

    def _is_fence(self, match: re.Match[str]) -> bool:
        """Whether the run of characters opens a block of code: at a line's start, in a list or a quote or not."""
        text, start, end = self.text, *match.span()
        if end - start < 3:
            return False
        line = text.rfind("\n", max(0, start - _LONGEST_LEAD), start) + 1
        if (not line and start >= _LONGEST_LEAD) or not _FENCE_LEAD.fullmatch(text, line, start):
            return False
        return text[start] == "~" or text.find("`", end, _line_end(text, end)) < 0

    def _skip_fence(self, match: re.Match[str]) -> int:
        mark = match[0]
        closing = re.compile(rf"^[ \t>]*{mark[0]}{{{len(mark)},}}[ \t]*\r?$", re.M)
        end = closing.search(self.text, match.end())
        return end.end() if end else len(self.text)

    def _skip_code(self, match: re.Match[str]) -> int:
        """Past a code span that closes in the same paragraph, else past the backticks."""
        escaped = match.start() > 0 and self.text[match.start() - 1] == "\\"
        ticks = match[0][escaped:]
        if not ticks or ticks[0] == "~" or len(ticks) > 8:
            return match.end()
        limit = match.end() + _LONGEST_CODE_SPAN
        closing = re.compile(rf"(?<!`){ticks}(?!`)").search(self.text, match.end(), limit)
        if closing is None or _PARAGRAPH_END.search(self.text, match.end(), closing.start()):
            return match.end()
        return closing.end()

    def _read_comment(self, match: re.Match[str]) -> int:
        start, inner = match.span()
        end, nested, bad = (_next(places, inner) for places in (self.closes, self.opens, self.bad_ends))
        if nested is not None and (end is None or nested < end):
            if bad is not None and bad < nested:
                return self._keep(start, inner, bad, bad + 4, CommentFault.BAD_END)
            if end is None or _starts_line(self.text, nested):
                return self._unclosed(start, inner, nested)
            return self._keep(start, inner, end, end + 3, CommentFault.NESTED)
        if end is not None:
            return self._keep(start, inner, end, end + 3, None)
        if bad is not None:
            return self._keep(start, inner, bad, bad + 4, CommentFault.BAD_END)
        return self._unclosed(start, inner, len(self.text))

    def _unclosed(self, start: int, inner: int, limit: int) -> int:
        """A comment that does not close swallows all up to the next comment, or to the end."""
        end = inner + len(self.text[inner:limit].rstrip())
        self._keep(start, inner, end, end, CommentFault.UNCLOSED)
        return limit

    def _keep(self, start: int, inner: int, inner_end: int, end: int, fault: CommentFault | None) -> int:
        text = self.text
        first, last = _starts_line(text, start), bool(_REST_OF_LINE.match(text, end))
        inline = not first if fault is CommentFault.UNCLOSED else not (first and last)
        span = Span(start, end)
        self.found.comments.append(RawComment(span, _without_dashes(text, inner, inner_end), inline, fault))
        run = self._run_start(start)
        if not first:
            self._cover(span, _Cover.JOINED if last else _Cover.FILLED, run)
        elif self._in_html(run, start):
            self._cover(span, _Cover.FILLED, run)
        else:
            self._cover(span, _Cover.LINES if last else _Cover.LAST_LINE_FILLED, end if last else start)
        return end

    def _mark_close(self, match: re.Match[str]) -> int:
        kind = MarkKind.BAD_END if "!" in match[0] else MarkKind.STRAY_END
        self.found.marks.append(Mark(kind, Span(*match.span())))
        return match.end()

    def _mark_bad(self, match: re.Match[str]) -> int:
        start, end = match.span()
        if match[0] == "<--":
            after = self.text[end : end + 1]
            end += after == "!"
            if after != "!" and not (after in (" ", "\t") and _starts_line(self.text, start)):
                return end
        self.found.marks.append(Mark(MarkKind.BAD_START, Span(start, end)))
        return end

    def _read_math(self, match: re.Match[str]) -> int:
        """A display formula is a block where it starts and ends a line, whatever its neighbours are."""
        text, start, inner = self.text, *match.span()
        closing = text.find("$$", inner, inner + _LONGEST_FORMULA)
        body = text[inner:closing] if closing >= 0 else "<!--"
        if "<!--" in body or _STRUCTURE_IN_FORMULA.search(body):
            return inner
        rest = _REST_OF_FORMULA_LINE.match(text, closing + 2)
        run = self._run_start(start)
        if rest is None or not _starts_line(text, start, " \t>") or self._in_html(run, start):
            return closing + 2 if "\n\n" not in body else inner
        self.found.formulas.append(Span(start, closing + 2))
        self._cover(Span(start, rest.end()), _Cover.LINES, rest.end())
        return closing + 2

    def _in_html(self, run: int, at: int) -> bool:
        """Whether the lines from `run` to `at` are an HTML block of CommonMark's type 6 that is still open."""
        tag = _BLOCK_TAG.match(self.text, run, at)
        return tag is not None and not re.search(rf"</{tag[1]}\s*>\s*\Z", self.text[max(run, at - 40) : at], re.I)

    def _cover(self, span: Span, cover: _Cover, run: int) -> None:
        self.covers.append((span, cover))
        self.joined = (span.end, run)

    def _run_start(self, at: int) -> int:
        """Where the run of lines without a blank one begins in which `at` stands, comments aside."""
        index = bisect_right(self.blanks, at)
        blank = self.blanks[index - 1] if index else 0
        end, run = self.joined
        return blank if blank > end else run


def _places(text: str, mark: str) -> list[int]:
    return [match.start() for match in re.finditer(re.escape(mark), text)]


def _next(places: Sequence[int], at: int) -> int | None:
    index = bisect_left(places, at)
    return places[index] if index < len(places) else None


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def _starts_line(text: str, at: int, lead: str = " \t\ufeff") -> bool:
    """Whether nothing but characters of `lead` stands before `at` on its line."""
    while at and text[at - 1] in lead:
        at -= 1
    return not at or text[at - 1] in "\r\n"


def _without_dashes(text: str, start: int, end: int) -> Span:
    """The content of `<!---- … ---->`; in `<!--- item -->` the dash is the list's, in `|---|-->` the table's."""
    content = text[start:end]
    opening, closing = (len(content) - len(rest) for rest in (content.lstrip("-"), content.rstrip("-")))
    if opening == len(content):
        return Span(end, end)
    is_list = opening == 1 and not closing and content[1] in " \t"
    is_table = "|" in content[content.rfind("\n") + 1 :]
    return Span(start + (0 if is_list else opening), end - (0 if is_table else closing))


def _covered(text: str, start: int, covers: Sequence[tuple[Span, _Cover]]) -> str:
    parts, at = [_blank(text[:start])], start
    for span, cover in covers:
        parts += [text[at : span.start], _blanked(span.of(text), cover)]
        at = span.end
    return "".join([*parts, text[at:]])


def _blanked(text: str, cover: _Cover) -> str:
    if cover is _Cover.LINES:
        return _blank(text)
    if cover is _Cover.LAST_LINE_FILLED:
        last = max(text.rfind("\n"), text.rfind("\r")) + 1
        return _blank(text[:last]) + FILL * (len(text) - last)
    return (" " if cover is _Cover.JOINED else FILL) * len(text)


def _blank(text: str) -> str:
    """`text` with everything but its line endings blanked."""
    if "\n" not in text and "\r" not in text:
        return " " * len(text)
    return _LINE.sub(lambda match: " " * len(match[0]), text)
