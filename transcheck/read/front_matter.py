"""Front matter: where it stands.  Its keys are read by `read.yaml_keys` and `read.toml_keys`.

The fence is python-frontmatter's; what people forget of it (a line, the first or the last fence) is read
too, so that what follows is not taken for prose.
"""

import re
from dataclasses import replace

from frontmatter.default_handlers import YAMLHandler

from transcheck.model.document import Defect, Fence, FrontMatter
from transcheck.model.text import Span
from transcheck.read.toml_keys import read_toml
from transcheck.read.yaml_keys import read_yaml

_FENCE = YAMLHandler.FM_BOUNDARY
_TOML_FENCE = re.compile(r"^\+{3}[ \t]*\r?$", re.M)
_LINE_END = re.compile(r"\r?\n|\Z")
_BLANK_LINES = re.compile(r"(?:[ \t]*\r?\n){1,20}")
_BLANK_LINE = re.compile(r"\n[ \t]*\r?(?:\n|\Z)")
_KEY_LIKE = re.compile(r"[^\W\d][^\n:：]{0,60}[:：]|[ \t]+\S|-[ \t]|[\"'}\]]")
_KEY_LINE = re.compile(r"^[ \t-]*[^\W\d][^\n:：]{0,60}[:：]", re.M)
_UNFENCED = re.compile(r"\s{0,20}?(?P<keys>^(?:[A-Za-z][\w -]{0,40}:(?:[ \t][^\n]*)?\r?\n){2,60})", re.M)
_TELLING = re.compile(r"^(?:lang|lang-ref|title):", re.M)


def read_front_matter(text: str) -> FrontMatter | None:
    """The front matter that `text` opens with (after a BOM), or None.

    One that does not end or cannot be read has a `defect`, and the keys are what could be told.
    """
    start = 1 if text.startswith("\ufeff") else 0
    if start:
        text = "\n" + text[1:]  # for "^" to match after the BOM
    if _FENCE.match(text, start):
        return _fenced(text, start)
    if _TOML_FENCE.match(text, start):
        return _toml(text, start)
    return _late(text, start) or _unfenced(text, start)


def _fenced(text: str, start: int) -> FrontMatter | None:
    opened = _after_line(text, start)
    closing = _FENCE.search(text, opened)
    if closing is None:
        return _unclosed(text, start, opened)
    body = Span(opened, closing.start())
    keys, defect = read_yaml(body.of(text), body.start)
    if defect and not _KEY_LINE.search(text, body.start, body.end):
        return None
    if defect and (end := _prose_begins(text, body)) is not None:
        return _unclosed(text, start, opened, end)
    return FrontMatter(Span(start, _after_line(text, closing.start())), body, keys, defect)


def _after_line(text: str, at: int) -> int:
    match = _LINE_END.search(text, at)
    assert match is not None, "every text ends"
    return match.end()


def _unclosed(text: str, start: int, opened: int, end: int | None = None) -> FrontMatter | None:
    """Front matter up to the first blank line; None where the line is a thematic break over prose."""
    if not _KEY_LIKE.match(text, opened):
        return None
    body = Span(opened, _blank_after(text, opened) if end is None else end)
    keys, _ = read_yaml(body.of(text), body.start)
    fault = Defect(Span(start, start + 3), "front matter opens here and never closes")
    return FrontMatter(Span(start, body.end), body, keys, fault)


def _blank_after(text: str, at: int) -> int:
    blank = _BLANK_LINE.search(text, at)
    return blank.start() + 1 if blank else len(text)


def _prose_begins(text: str, body: Span) -> int | None:
    """Where a paragraph begins in what should be YAML: after a blank line, with no key."""
    at = body.start
    while (at := _blank_after(text, at)) < body.end:
        lines = (line for line in text[at : min(at + 5000, body.end)].splitlines() if line.strip())
        following = next((line for line in lines if not line.startswith("#")), "")
        if following and not _KEY_LIKE.match(following):
            return at
    return None


def _toml(text: str, start: int) -> FrontMatter | None:
    opened = _after_line(text, start)
    closing = _TOML_FENCE.search(text, opened)
    if closing is None:
        return None
    body = Span(opened, closing.start())
    keys, defect = read_toml(body.of(text), body.start)
    return FrontMatter(Span(start, _after_line(text, closing.start())), body, keys, defect, Fence.TOML)


def _late(text: str, start: int) -> FrontMatter | None:
    """Good front matter under blank lines, where no site generator looks for it."""
    blank = _BLANK_LINES.match(text, start)
    if blank is None or not _FENCE.match(text, blank.end()):
        return None
    found = _fenced(text, blank.end())
    if found is None or found.defect or not found.keys:
        return None
    fault = Defect(Span(blank.end(), blank.end() + 3), "front matter begins under a blank line, not on the first line")
    return replace(found, span=Span(start, found.span.end), defect=fault)


def _unfenced(text: str, start: int) -> FrontMatter | None:
    """Lines of keys at the top without a fence above them; there may be one below."""
    match = _UNFENCED.match(text, start)
    if match is None or not _TELLING.search(match["keys"]):
        return None
    body = Span(*match.span("keys"))
    closing = _FENCE.match(text, body.end)
    rest = text[body.end : _after_line(text, body.end)]
    if closing is None and rest.strip():
        return None
    keys, defect = read_yaml(body.of(text), body.start)
    end = _after_line(text, body.end) if closing else body.end
    return FrontMatter(Span(start, end), body, keys, defect, Fence.NONE)
