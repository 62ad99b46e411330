"""Tables in Markdown <-> tables: all of a document's, for glossaries often have one for each letter."""

import re
from collections.abc import Iterable, Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

from transcheck.terms.exchange.tables import Row, Table

_MARKUP = re.compile(r"[\\`*_\[\]<>&|~$]")


def write_markdown(rows: Sequence[Sequence[str]]) -> str:
    header, *others = rows
    lines = [header, ["---"] * len(header), *([_MARKUP.sub(r"\\\g<0>", cell) for cell in row] for row in others)]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)


def read_markdown(text: str) -> list[Table]:
    tables: list[list[Row]] = []
    tokens = iter(MarkdownIt("commonmark").enable("table").parse(text))
    for token in tokens:
        if token.type == "table_open":
            tables.append([])
        elif token.type == "tr_open" and token.map:
            tables[-1].append(Row(token.map[0] + 1, tuple(_cells(tokens))))
    return [Table(rows[0], tuple(rows[1:])) for rows in tables if rows]


def _cells(tokens: Iterator[Token]) -> Iterator[str]:
    """The text of the cells up to the end of the row."""
    for token in tokens:
        if token.type == "tr_close":
            return
        if token.type == "inline":
            yield _text(token.children or [])


def _text(tokens: Iterable[Token]) -> str:
    """Without markup: a link's words, code as it is, nothing for tags."""
    texts = (" " if token.type in ("softbreak", "hardbreak", "html_inline") else token.content for token in tokens)
    return "".join(texts)
