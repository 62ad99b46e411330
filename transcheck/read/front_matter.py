"""Front matter: where it stands, and its keys with their places and duplicates.

The boundary is python-frontmatter's; values are composed, not loaded: nodes know their places, keep
duplicates, and no tag can construct anything.
"""

import yaml
from frontmatter.default_handlers import YAMLHandler

from transcheck.model.document import Defect, FrontMatter, Key, YamlValue
from transcheck.model.text import LineIndex, Span

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_LONGEST = 100_000
_DEEPEST = 40


def read_front_matter(text: str) -> FrontMatter | None:
    """The front matter that `text` opens with (after a BOM), or None.

    One that does not end or cannot be read has a `defect`, and the keys are what could be told.
    """
    start = 1 if text.startswith("\ufeff") else 0
    opening = YAMLHandler.FM_BOUNDARY.match(text, start)
    if opening is None:
        return None
    body = opening.end()
    closing = YAMLHandler.FM_BOUNDARY.search(text, body)
    if closing is None:
        return _unclosed(text, start, body)
    span = Span(start, _after_line(text, closing.end()))
    return _read_body(text, span, Span(_after_line(text, body), closing.start()))


def _after_line(text: str, at: int) -> int:
    """Past the line ending that follows `at`, if any (the boundary takes only white space before it)."""
    if text.startswith("\r\n", at):
        return at + 2
    return at + 1 if text[at : at + 1] in ("\n", "\r") else at


def _unclosed(text: str, start: int, body: int) -> FrontMatter:
    blank = text.find("\n\n", body)
    end = blank + 1 if blank >= 0 else len(text)
    span = Span(start, end)
    return FrontMatter(span, Span(body, end), (), Defect(Span(start, body), "front matter opens here and never closes"))


def _read_body(text: str, span: Span, body: Span) -> FrontMatter:
    source = body.of(text)
    if len(source) > _LONGEST:
        return FrontMatter(span, body, (), Defect(body, f"front matter of {len(source):,} characters is too long to read"))
    try:
        node = yaml.compose(source, Loader=_LOADER)
    except yaml.YAMLError as error:
        return FrontMatter(span, body, (), _defect(error, source, body))
    except (RecursionError, ValueError) as error:
        return FrontMatter(span, body, (), Defect(body, f"front matter cannot be read: {error}"))
    if node is None:
        return FrontMatter(span, body)
    if not isinstance(node, yaml.MappingNode):
        return FrontMatter(span, body, (), Defect(body, "front matter is no mapping of keys to values"))
    return FrontMatter(span, body, _keys(node, source, body.start))


def _defect(error: yaml.YAMLError, source: str, body: Span) -> Defect:
    """PyYAML's own words at its own place."""
    problem = str(getattr(error, "problem", None) or error).split("\n")[0]
    mark = getattr(error, "problem_mark", None)
    if mark is None:
        return Defect(body, f"front matter is not valid YAML: {problem}")
    lines = LineIndex(source)
    number = min(mark.line + 1, len(lines.starts))
    line = lines.line(number)
    at = min(line.start + mark.column, line.end)
    return Defect(Span(at, max(at, line.end)).shifted(body.start), f"front matter is not valid YAML: {problem}")


def _keys(node: yaml.MappingNode, source: str, base: int) -> tuple[Key, ...]:
    lines = LineIndex(source)

    def span(part: yaml.Node) -> Span:
        marks = (part.start_mark, part.end_mark)
        start, end = (min(lines.starts[min(m.line, len(lines.starts) - 1)] + m.column, len(source)) for m in marks)
        return Span(start, start + len(source[start:end].rstrip())).shifted(base)

    return tuple(Key(str(_value(key)), span(key), _value(value), span(value)) for key, value in node.value)


def _value(node: yaml.Node, depth: int = 0) -> YamlValue:
    """The node's value; dates and all else that YAML would construct stay text, deep nests are cut."""
    if depth > _DEEPEST:
        return None
    if isinstance(node, yaml.MappingNode):
        return {str(_value(k, depth + 1)): _value(v, depth + 1) for k, v in node.value[:_LONGEST]}
    if isinstance(node, yaml.SequenceNode):
        return [_value(item, depth + 1) for item in node.value]
    return _SCALARS.get(node.tag, str)(node.value)


def _integer(text: str) -> YamlValue:
    return int(text) if text.lstrip("+-").isdigit() else text


def _null(text: str) -> YamlValue:
    return None


def _boolean(text: str) -> YamlValue:
    return text.casefold() in ("yes", "true", "on")


_SCALARS = {
    "tag:yaml.org,2002:null": _null,
    "tag:yaml.org,2002:bool": _boolean,
    "tag:yaml.org,2002:int": _integer,
}
