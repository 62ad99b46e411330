"""What slip of a hand is behind an error of the YAML parser, said in a translator's words."""

import re
from collections.abc import Iterator

import yaml

from transcheck.model.document import Defect, Key
from transcheck.model.text import LineIndex, Span

_KEY_LINE = re.compile(r"^(?P<name>[^\W\d][^\n:：#]{0,60}?)[ \t]*:(?:[ \t]+(?P<value>[^\r\n]*?))?[ \t]*\r?$", re.M)
_SQUEEZED = re.compile(r"[^\W\d][\w -]{0,40}:[^\s:/]")
_FULL_WIDTH = re.compile(r"[^\W\d][\w -]{0,40}：")
_NAME = re.compile(r"(?P<name>[^\s:：][^:：]{0,60}?)[ \t]*:[ \t]+(?P<value>.+)")
_VALUE_PROBLEMS = ("found character", "found a tab", "did not find expected", "found undefined alias", "block sequence")
_CONTEXTS = ("scanning a simple key", "scanning a quoted scalar", "parsing a flow sequence", "parsing a flow mapping")
_SIGNS = frozenset("*&!%@`|>?-{}[],'\"#")


def key_lines(source: str) -> Iterator[Key]:
    """The keys of lines that look like `key: value`, of a text that YAML cannot read."""
    for match in _KEY_LINE.finditer(source):
        value = (match["value"] or "").strip("'\" ")
        at = match.span("value") if match["value"] is not None else (match.end(), match.end())
        yield Key(match["name"].strip("'\""), Span(*match.span("name")), value or None, Span(*at), value)


def slip(error: yaml.YAMLError, source: str) -> Defect:
    """The slip and its place in `source`; the parser's own words where no known slip is behind them."""
    if isinstance(error, yaml.reader.ReaderError):
        return _bad_character(error, source)
    problem = str(getattr(error, "problem", None) or error).split("\n")[0]
    mark = getattr(error, "problem_mark", None)
    context = getattr(error, "context_mark", None)
    lines = LineIndex(source)
    if mark is None:
        return Defect(Span(0, len(source)), f"front matter is not valid YAML: {problem}")
    if context is not None and str(getattr(error, "context", "")).endswith(_CONTEXTS):
        mark = context
    at = min(mark.index, len(source.rstrip()))
    number = lines.place(at)[0]
    found = _named(problem, lines, number, at) or _words(problem, lines, number, at)
    return Defect(found.span, f"front matter is not valid YAML: {found.message}")


def _bad_character(error: yaml.reader.ReaderError, source: str) -> Defect:
    code = error.character if isinstance(error.character, int) else ord(str(error.character)[:1])
    at = source.find(chr(code))
    return Defect(Span(at, at + 1), f"front matter is not valid YAML: the control character U+{code:04X} stands in it")


def _words(problem: str, lines: LineIndex, number: int, at: int) -> Defect:
    line = lines.line(number)
    return Defect(Span(min(at, line.end), line.end), problem)


def _named(problem: str, lines: LineIndex, number: int, at: int) -> Defect | None:
    if problem == "found unexpected end of stream":
        return Defect(Span(at, lines.line(number).end), "the quote that opens here never closes")
    if problem.startswith("did not find expected ','"):
        return Defect(Span(at, lines.line(number).end), "the bracket that opens here never closes")
    if problem.startswith("mapping values are not allowed"):
        return _colon(lines, number, at)
    if problem == "could not find expected ':'":
        return _no_key(lines, number)
    if problem.startswith(_VALUE_PROBLEMS):
        return _value(lines, number, at)
    return None


def _colon(lines: LineIndex, number: int, at: int) -> Defect | None:
    """A colon too many: in the value of its own line, or because a line above is no key."""
    span = lines.line(number)
    named = _NAME.match(span.of(lines.text))
    if named and span.start + named.start("value") <= at:
        value = Span(span.start + named.start("value"), span.end)
        return Defect(value, f'the value of "{named["name"]}" holds a colon and must stand in quotes')
    above = next((n for n in range(number - 1, 0, -1) if lines.line(n).of(lines.text).strip()), None)
    if span.of(lines.text)[:1].isspace():
        return Defect(Span(span.start, at), "the line is indented")
    return _no_key(lines, above) if above else None


def _no_key(lines: LineIndex, number: int) -> Defect:
    span = lines.line(number)
    text = span.of(lines.text)
    if _FULL_WIDTH.match(text):
        at = span.start + text.index("：")
        return Defect(Span(at, at + 1), 'a key ends with a full-width colon "：" in the place of ": "')
    if _SQUEEZED.match(text):
        at = span.start + text.index(":")
        return Defect(Span(span.start, span.end), f'"{text[: at - span.start + 1]}" needs a space after its colon')
    return Defect(span, f'"{_short(text)}" is no "key: value"')


def _value(lines: LineIndex, number: int, at: int) -> Defect | None:
    """A value that begins with one of YAML's signs, or goes on after its closing quote or bracket."""
    span = lines.line(number)
    text = span.of(lines.text)
    if text[: at - span.start + 1].strip(" ") == "\t":
        return Defect(Span(at, at + 1), "the line is indented with a tab")
    named = _NAME.match(text)
    if named is None:
        return None
    value = Span(span.start + named.start("value"), span.end)
    if value.start < at and named["value"][0] in "\"'[{":
        return Defect(value, f'the value of "{named["name"]}" goes on after it closes and must stand in quotes')
    if named["value"][0] not in _SIGNS:
        return None
    return Defect(value, f'the value of "{named["name"]}" begins with {named["value"][0]} and must stand in quotes')


def _short(text: str) -> str:
    text = text.strip()
    return text if len(text) <= 60 else text[:59] + "…"
