"""Term bases -> our own YAML, laid out as people write it: keys in one order, short lists on one line."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import yaml

from transcheck.errors import UserError
from transcheck.terms.base import Case, Concept, Term, TermBase, TermStatus
from transcheck.terms.exchange.say import common_forms
from transcheck.terms.nodes import is_empty

_WIDTH = 118


class _Dumper(yaml.SafeDumper):
    """Lists stand deeper than their key, and nothing is an alias of what was said before."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)

    def ignore_aliases(self, data: object) -> bool:
        return True


def dump(data: object) -> str:
    """YAML with keys in their order; lists and mappings that hold only texts are on one line."""
    text: str = yaml.dump(
        data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, default_flow_style=None, width=_WIDTH
    )
    return text


def write_glossary(base: TermBase) -> str:
    """The text of a glossary file; it loads as an equal term base, but for the places."""
    head = dump_block({"source": base.source_locale, "locale": base.locale})
    return f"{head}{write_concepts(base.concepts)}" if base.concepts else f"{head}concepts: []\n"


def write_concepts(concepts: Iterable[Concept]) -> str:
    return dump_block({"concepts": [_Block(_record(concept)) for concept in concepts]})


class _Block(dict[str, object]):
    """A mapping with a line for each key, however short."""


class _List(list[object]):
    """A list with a line for each item."""


def dump_block(data: Mapping[str, object]) -> str:
    return dump(_Block(data))


def _represent_block(dumper: yaml.SafeDumper, data: _Block) -> yaml.Node:
    return dumper.represent_mapping("tag:yaml.org,2002:map", data.items(), flow_style=False)


def _represent_list(dumper: yaml.SafeDumper, data: _List) -> yaml.Node:
    return dumper.represent_sequence("tag:yaml.org,2002:seq", data, flow_style=False)


_Dumper.add_representer(_Block, _represent_block)
_Dumper.add_representer(_List, _represent_list)


def _record(concept: Concept) -> dict[str, object]:
    """What a concept says, by the keys of the file and in the order of the documentation."""
    forms = common_forms(concept)
    record: dict[str, object] = {"id": concept.id, "source": _one_or_list(concept.sources)}
    for status in TermStatus:
        common = forms if status is TermStatus.PREFERRED else ()
        record[status.value] = _terms(concept.of(status), common)
    return _filled(
        record
        | {
            "forms": list(forms),
            "abbreviations": list(concept.abbreviations),
            "fixed": concept.fixed,
            "keep-source": "" if concept.keeps_source else False,
            "case": concept.case.value if concept.case is not Case.INSENSITIVE else "",
            "part-of-speech": concept.part_of_speech.value if concept.part_of_speech else "",
            "when": list(concept.when),
            "unless": list(concept.unless),
            "domain": concept.domain,
            "definition": concept.definition,
            "note": concept.note,
            "examples": _List(_examples(concept)),
        }
    )


def _filled(record: Mapping[str, object]) -> dict[str, object]:
    """Without what is not said: empty texts and lists, and flags that are not set."""
    return {key: value for key, value in record.items() if value or (value is False and key == "keep-source")}


def _one_or_list(texts: Sequence[str]) -> "str | list[str]":
    return texts[0] if len(texts) == 1 else list(texts)


def _terms(terms: Sequence[Term], common: tuple[str, ...]) -> object:
    said = [_term(term, common) for term in terms]
    if any(isinstance(one, dict) for one in said):
        return _List(said)
    return said[0] if len(said) == 1 and terms[0].status is TermStatus.PREFERRED else said


def _term(term: Term, common: tuple[str, ...]) -> "str | dict[str, object]":
    forms = list(term.forms if term.forms != common else ())
    said = _filled({"forms": forms, "note": term.note, "everywhere": term.everywhere})
    return {"term": term.text, **said} if said else term.text


def _examples(concept: Concept) -> Iterator[dict[str, str]]:
    for example in concept.examples:
        yield {"source": example.source, "right" if example.is_right else "wrong": example.target}


def merge(text: str, base: TermBase, new: TermBase) -> tuple[str, int]:
    """The glossary file `text`, which says `base`, with the concepts of `new` that it has not, and how many.

    What is there stays as it is, comments too: concepts are added below the others.
    """
    added = [concept for concept in new.concepts if not any(s.casefold() in base.by_name for s in concept.sources)]
    if not added:
        return text, 0
    key, node = _concepts_nodes(text)
    if key is None or node is None:
        return f"{text.rstrip()}\n{write_concepts(added)}".lstrip(), len(added)
    if is_empty(node):
        rest = f"{text[: key.start_mark.index]}{text[node.end_mark.index :].lstrip()}"
        return f"{rest.rstrip()}\n{write_concepts(added)}".lstrip(), len(added)
    if not isinstance(node, yaml.SequenceNode) or node.flow_style:
        line = node.start_mark.line + 1
        raise UserError(f"{base.file}:{line}: concepts: written on one line; to merge, begin each with '- source:'")
    return _with_lines(text, node, _indented(added, node.start_mark.column)), len(added)


def _concepts_nodes(text: str) -> tuple[yaml.Node | None, yaml.Node | None]:
    """The key `concepts` and what it has, with their places."""
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    pairs = root.value if isinstance(root, yaml.MappingNode) else []
    return next(((key, value) for key, value in pairs if key.value == "concepts"), (None, None))


def _indented(concepts: Iterable[Concept], column: int) -> str:
    lines = write_concepts(concepts).splitlines()[1:]
    before = len(lines[0]) - len(lines[0].lstrip())
    return "".join(f"{' ' * column}{line[before:]}\n" for line in lines)


def _with_lines(text: str, node: yaml.SequenceNode, lines: str) -> str:
    """`lines` after the last line that the list has."""
    end = node.end_mark.index if node.end_mark.column == 0 else len(text)
    before = text[:end].rstrip()
    return f"{before}\n{lines}{text[len(before) :].lstrip(chr(10)) if end < len(text) else ''}"
