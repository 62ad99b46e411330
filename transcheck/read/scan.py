"""One pass over a text for what must be known before Markdown is parsed: comments and display formulas.

Both are blanked, so that a CommonMark parser sees the rest at unchanged offsets: a comment inside a
line must not turn its neighbours into an HTML block, and `- b` inside `$$…$$` is no list item.
Code fences and code spans are skipped: what stands in them is no comment.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from transcheck.model.document import CommentFault, Mark, MarkKind
from transcheck.model.text import Span

FILL = "\ue000"
"""Stands for a blanked character where white space would change the structure (private use)."""


@dataclass(frozen=True, slots=True)
class RawComment:
    """A comment's place before its content is read."""

    span: Span
    inner: Span
    is_inline: bool
    fault: CommentFault | None = None


@dataclass(slots=True)
class Scan:
    """What one pass found, in order of place."""

    comments: list[RawComment] = field(default_factory=list)
    formulas: list[Span] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    masked: str = ""


_TRIGGERS = ("<!", "-->", "$$", "<--!")
_PREFIX = r"^[ \t]*(?:(?:>|[-*+]|\d{1,9}[.)])[ \t]+)*"
_INTERESTING = re.compile(
    rf"""
      (?P<fence>{_PREFIX}(?P<mark>`{{3,}}|~{{3,}})[^`\n]*$)
    | (?P<open><!--)
    | (?P<close>--!?>)
    | (?P<math>\$\$)
    | (?P<bad><![—–]|<--!)
    | (?P<tick>(?<!\\)`+)
    """,
    re.X | re.M,
)
_BLOCK_TAG = re.compile(
    r"\s*</?(?:address|article|aside|blockquote|body|caption|center|centro|col|colgroup|dd|details|dialog|div|dl|dt|"
    r"fieldset|figcaption|figure|footer|form|h[1-6]|header|hr|iframe|legend|li|link|main|menu|nav|ol|optgroup|option|"
    r"p|section|summary|table|tbody|td|tfoot|th|thead|title|tr|ul)\b",
    re.I,
)
_COMMENT = re.compile(r"<!--.*?-->", re.S)
_LONGEST_FORMULA = 8000
_LONGEST_CODE_SPAN = 2000
_LOOK_BACK = 5000


def scan(text: str, start: int = 0) -> Scan:
    """Scan `text` from `start`; what is before (front matter) is blanked."""
    found = Scan()
    if any(trigger in text for trigger in _TRIGGERS):
        at = start
        while match := _INTERESTING.search(text, at):
            at = max(_STEPS[match.lastgroup or ""](text, match, found), match.end())
    found.masked = _masked(text, start, found)
    return found


def _skip_fence(text: str, match: re.Match[str], found: Scan) -> int:
    mark = match["mark"]
    end = re.compile(rf"^[ \t>]*{re.escape(mark[0])}{{{len(mark)},}}[ \t]*$", re.M).search(text, match.end())
    return end.end() if end else len(text)


def _skip_code(text: str, match: re.Match[str], found: Scan) -> int:
    """Past a code span that closes in the same paragraph, else past the backticks."""
    ticks = match[0]
    limit = min(match.end() + _LONGEST_CODE_SPAN, _next_blank_line(text, match.end()))
    closing = re.compile(rf"(?<!`){ticks}(?!`)").search(text, match.end(), limit) if len(ticks) < 9 else None
    return closing.end() if closing else match.end()


def _next_blank_line(text: str, at: int) -> int:
    end = text.find("\n\n", at)
    return len(text) if end < 0 else end


def _read_comment(text: str, match: re.Match[str], found: Scan) -> int:
    start, inner = match.span()
    end, nested = text.find("-->", inner), text.find("<!--", inner)
    fault = None
    if nested >= 0 and (end < 0 or nested < end):
        if end < 0 or _starts_line(text, nested):
            return _unclosed(text, start, inner, nested, found)
        fault = CommentFault.NESTED
    if end < 0:
        return _unclosed(text, start, inner, len(text), found)
    span = Span(start, end + 3)
    inline = not (_starts_line(text, start) and _ends_line(text, end + 3))
    found.comments.append(RawComment(span, Span(inner, end), inline, fault))
    return end + 3


def _unclosed(text: str, start: int, inner: int, limit: int, found: Scan) -> int:
    """A comment that does not close swallows all up to the next comment, or to the end."""
    end = inner + len(text[inner:limit].rstrip())
    inline = not _starts_line(text, start)
    found.comments.append(RawComment(Span(start, end), Span(inner, end), inline, CommentFault.UNCLOSED))
    return limit


def _mark_close(text: str, match: re.Match[str], found: Scan) -> int:
    found.marks.append(Mark(MarkKind.STRAY_END, Span(*match.span())))
    return match.end()


def _mark_bad(text: str, match: re.Match[str], found: Scan) -> int:
    found.marks.append(Mark(MarkKind.BAD_START, Span(*match.span())))
    return match.end()


def _read_math(text: str, match: re.Match[str], found: Scan) -> int:
    """A display formula is a block where it starts and ends a line, whatever its neighbours are."""
    closing = text.find("$$", match.end(), match.end() + _LONGEST_FORMULA)
    if closing < 0 or "<!--" in (body := text[match.end() : closing]) or re.search(r"\n[ \t]*(?:#{1,6} |```)", body):
        return match.end()
    prefix = text[_line_start(text, match.start()) : match.start()]
    is_block = not prefix.strip(" \t>") and re.match(r"[ \t.,;:]*(?:\r?\n|$)", text[closing + 2 : closing + 40])
    if not is_block or _in_html(text, match.start()):
        return closing + 2 if "\n\n" not in body else match.end()
    found.formulas.append(Span(match.start(), closing + 2))
    return closing + 2


_STEPS = {
    "fence": _skip_fence,
    "tick": _skip_code,
    "open": _read_comment,
    "close": _mark_close,
    "bad": _mark_bad,
    "math": _read_math,
}


def _line_start(text: str, at: int) -> int:
    return text.rfind("\n", 0, at) + 1


def _starts_line(text: str, at: int) -> bool:
    return not text[_line_start(text, at) : at].strip(" \t\ufeff")


def _ends_line(text: str, at: int) -> bool:
    end = text.find("\n", at)
    return not text[at : len(text) if end < 0 else end].strip()


def _in_html(text: str, at: int) -> bool:
    """Whether the lines right above, back to a blank one, are an HTML block of CommonMark's type 6."""
    earliest = max(0, at - _LOOK_BACK)
    run = text[max(text.rfind("\n\n", earliest, at), text.rfind("\n\r\n", earliest, at), earliest) : _line_start(text, at)]
    return bool(_BLOCK_TAG.match(_COMMENT.sub("", run)))


def _masked(text: str, start: int, found: Scan) -> str:
    parts, at = [_blank(text[:start])], start
    for span, fill in sorted(_blanks(text, found), key=lambda item: item[0]):
        parts += [text[at : span.start], _blank(text[span.start : span.end], fill)]
        at = span.end
    return "".join([*parts, text[at:]])


def _blanks(text: str, found: Scan) -> Iterator[tuple[Span, str]]:
    for formula in found.formulas:
        end = formula.end + len(text[formula.end :].split("\n", 1)[0]) if _ends_line_soft(text, formula.end) else formula.end
        yield Span(formula.start, end), " "
    for comment in found.comments:
        yield from _comment_blanks(text, comment)


def _ends_line_soft(text: str, at: int) -> bool:
    """Whether only punctuation follows on the line, as after `$$ … $$.`."""
    return bool(re.match(r"[ \t.,;:]*(?:\r?\n|$)", text[at : at + 40]))


def _comment_blanks(text: str, comment: RawComment) -> Iterator[tuple[Span, str]]:
    span = comment.span
    if _in_html(text, span.start):
        yield span, FILL
    elif _ends_line(text, span.end):
        yield span, " "
    else:
        last = max(_line_start(text, span.end), span.start)
        if last > span.start:
            yield Span(span.start, last), " "
        yield Span(last, span.end), FILL


def _blank(text: str, fill: str = " ") -> str:
    """`text` with everything but its line endings filled."""
    if fill == " " and "\n" not in text and "\r" not in text:
        return " " * len(text)
    return re.sub(r"[^\r\n]", fill, text)
