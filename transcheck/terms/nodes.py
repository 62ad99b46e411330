"""YAML as nodes with their lines: values are taken as text, so that `no` is a word and not a boolean."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches

import yaml

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DEEPEST = 40
_MAY_BE_DEEP = re.compile(rf"(?m)^[ \t?:-]{{{_DEEPEST // 2}}}")
"""Indentation from which on blocks may be nested so deep: two levels may begin at one column."""


class _Loader(_LOADER):  # type: ignore[misc, valid-type]
    """Composes nodes without asking of each which type it may stand for, as nobody here does."""

    def resolve(self, kind: type[yaml.Node], value: object, implicit: object) -> str:
        return ""


@dataclass(frozen=True, slots=True, order=True)
class Mistake:
    """What is wrong in a file, at a 1-based line."""

    line: int
    message: str


@dataclass
class Reader:
    """Takes values out of nodes; what is not as it must be is noted, and an empty value stands for it."""

    mistakes: list[Mistake] = field(default_factory=list)

    def note(self, node: yaml.Node | int, message: str) -> None:
        line = node if isinstance(node, int) else line_of(node)
        self.mistakes.append(Mistake(line, message))

    def root(self, text: str) -> yaml.Node | None:
        """The only document of `text`; None where it is empty or no YAML."""
        try:
            line = _too_deep(text)
            if line:
                self.note(line, f"nested more than {_DEEPEST} deep")
                return None
            node: yaml.Node | None = yaml.compose(text, Loader=_Loader)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            self.note(mark.line + 1 if mark else 1, f"not valid YAML: {error.problem or error.context}")
            return None
        except (yaml.YAMLError, RecursionError) as error:
            self.note(1, f"not valid YAML: {' '.join(str(error).split())}")
            return None
        return node

    def entries(self, node: yaml.Node, known: Iterable[str], what: str) -> Mapping[str, yaml.Node]:
        """The entries of a mapping, each with a known key and once."""
        if not isinstance(node, yaml.MappingNode):
            self.note(node, f"{what}: expected keys with values, found {_kind(node)}")
            return {}
        found: dict[str, yaml.Node] = {}
        for key, value in node.value:
            name = key.value if isinstance(key, yaml.ScalarNode) else ""
            if name not in known:
                self.note(key, f"{what}: unknown key {name!r}{_meant(name, known)}")
            elif name in found:
                self.note(key, f"{what}: key {name!r} twice")
            else:
                found[name] = value
        return found

    def items(self, node: yaml.Node | None) -> list[yaml.Node]:
        """The items of a list; one value is a list of it, and none is an empty one."""
        if node is None or is_empty(node):
            return []
        return list(node.value) if isinstance(node, yaml.SequenceNode) else [node]

    def text(self, node: yaml.Node | None, key: str) -> str:
        if node is None or is_empty(node):
            return ""
        if not isinstance(node, yaml.ScalarNode):
            self.note(node, f"{key}: expected text, found {_kind(node)}")
            return ""
        return " ".join(node.value.split())

    def texts(self, node: yaml.Node | None, key: str) -> tuple[str, ...]:
        """One text or a list of texts."""
        return tuple(self._filled(self.items(node), key))

    def _filled(self, nodes: Iterable[yaml.Node], key: str) -> Iterator[str]:
        for node in nodes:
            if is_empty(node):
                self.note(node, f"{key}: expected text, found nothing")
            elif text := self.text(node, key):
                yield text

    def flag(self, node: yaml.Node | None, key: str, *, default: bool) -> bool:
        if node is None:
            return default
        value = node.value.lower() if isinstance(node, yaml.ScalarNode) else ""
        if value not in _FLAGS:
            self.note(node, f"{key}: expected true or false, found {_kind(node)}")
        return _FLAGS.get(value, default)

    def choice(self, node: yaml.Node | None, key: str, choices: Iterable[str]) -> str:
        """One of `choices`, or nothing."""
        text = self.text(node, key)
        if node is None or not text or text in choices:
            return text
        listed = list(choices)
        self.note(node, f"{key}: expected one of {', '.join(listed)}, found {text!r}{_meant(text, listed)}")
        return ""


_FLAGS = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}


def _too_deep(text: str) -> int:
    """The line where collections are nested too deep, or 0: libyaml composes them by recursion, until it crashes."""
    if text.count("[") + text.count("{") < _DEEPEST // 2 and not _MAY_BE_DEEP.search(text):
        return 0
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > _DEEPEST:
            return event.start_mark.line + 1 if event.start_mark else 1
    return 0


def line_of(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1


def is_empty(node: yaml.Node) -> bool:
    """Whether nothing is written there, or null."""
    if isinstance(node, yaml.ScalarNode):
        return not node.style and node.value in ("", "~", "null")
    return isinstance(node, yaml.SequenceNode) and not node.value


def _meant(name: str, known: Iterable[str]) -> str:
    near = get_close_matches(name, list(known), n=1, cutoff=0.6)
    return f", did you mean {near[0]!r}?" if near else ""


def _kind(node: yaml.Node) -> str:
    if isinstance(node, yaml.SequenceNode):
        return "a list"
    if isinstance(node, yaml.MappingNode):
        return "keys with values"
    return f"{node.value!r}" if not is_empty(node) else "nothing"
