"""YAML -> keys with their places and duplicates, or what is wrong with it.

Values are composed, not loaded: nodes know their places, keep duplicates, and no tag constructs anything.
"""

import re
from dataclasses import replace

import yaml

from transcheck.model.document import Defect, Key, YamlValue
from transcheck.model.text import Span
from transcheck.read.yaml_slip import key_lines, slip

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_LONGEST = 100_000
_MOST_VALUES = 20_000
_DEEPEST = 40
# libyaml's loader recurses on the C stack: some 40,000 open brackets crash the process.
_MOST_BRACKETS = 1_000
_STAIRS = re.compile(r"(?:[-?:][ \t]+){60}")


class _TooMuchError(Exception):
    """Aliases that stand for more values than anyone writes."""


def read_yaml(source: str, base: int) -> tuple[tuple[Key, ...], Defect | None]:
    """The keys of `source`, which stands at offset `base`; with a defect, the keys that its lines show."""
    defect = _refusal(source)
    if defect is None:
        try:
            return _keys(source, base), None
        except yaml.YAMLError as error:
            defect = slip(error, source)
        except (_TooMuchError, ValueError) as error:
            defect = Defect(Span(0, len(source.rstrip())), f"front matter cannot be read: {error}")
    keys = (
        replace(key, span=key.span.shifted(base), value_span=key.value_span.shifted(base)) for key in key_lines(source)
    )
    return tuple(keys), Defect(defect.span.shifted(base), defect.message)


def _refusal(source: str) -> Defect | None:
    whole = Span(0, len(source.rstrip()))
    if len(source) > _LONGEST:
        return Defect(whole, f"front matter of {len(source):,} characters is too long to read")
    if source.count("[") + source.count("{") > _MOST_BRACKETS or _STAIRS.search(source):
        return Defect(whole, "front matter is nested too deep to read")
    return None


def _keys(source: str, base: int) -> tuple[Key, ...]:
    node = yaml.compose(source, Loader=_LOADER)
    if node is None:
        return ()
    if not isinstance(node, yaml.MappingNode):
        raise yaml.MarkedYAMLError(problem="could not find expected ':'", problem_mark=node.start_mark)
    values = _Values()
    return tuple(_key(key, value, source, base, values) for key, value in node.value)


def _key(key: yaml.Node, value: yaml.Node, source: str, base: int, values: "_Values") -> Key:
    written = value.value.strip() if isinstance(value, yaml.ScalarNode) and value.tag != _NULL else ""
    name = str(values.of(key))
    return Key(name, _span(key, source).shifted(base), values.of(value), _span(value, source).shifted(base), written)


def _span(node: yaml.Node, source: str) -> Span:
    start, end = node.start_mark.index, node.end_mark.index
    return Span(start, start + len(source[start:end].rstrip()))


class _Values:
    """Nodes -> values; dates and all else that YAML would construct stay text, deep nests are cut."""

    def __init__(self) -> None:
        self.left = _MOST_VALUES

    def of(self, node: yaml.Node, depth: int = 0) -> YamlValue:
        self.left -= 1
        if self.left < 0:
            raise _TooMuchError("its aliases stand for too many values")
        if depth > _DEEPEST:
            return None
        if isinstance(node, yaml.MappingNode):
            return {str(self.of(k, depth + 1)): self.of(v, depth + 1) for k, v in node.value}
        if isinstance(node, yaml.SequenceNode):
            return [self.of(item, depth + 1) for item in node.value]
        return _SCALARS.get(node.tag, str)(node.value)


def _integer(text: str) -> YamlValue:
    """A number, unless that would lose something of what is written: an abbreviated commit may begin with a zero."""
    return int(text) if re.fullmatch(r"-?(?:0|[1-9]\d{0,99})", text) else text


def _null(text: str) -> YamlValue:
    return None


def _boolean(text: str) -> YamlValue:
    return text.casefold() in ("yes", "true", "on")


_NULL = "tag:yaml.org,2002:null"
_SCALARS = {
    _NULL: _null,
    "tag:yaml.org,2002:bool": _boolean,
    "tag:yaml.org,2002:int": _integer,
}
