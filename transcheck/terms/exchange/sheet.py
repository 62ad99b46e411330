"""CSV and TSV <-> tables.

A spreadsheet takes a cell that begins with `=`, `+`, `-` or `@` for a formula, and a stranger's glossary could have it
run one.  Such a cell is written with an apostrophe before it, as spreadsheets themselves do for text, and read without.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator

from transcheck.errors import UserError
from transcheck.terms.exchange.tables import Row, Table

# The wide forms too: spreadsheets in Chinese, Japanese and Korean take them for the narrow ones.
_FORMULA = re.compile("'*[=+\\-@＝＋－＠]")


def write_sheet(rows: Iterable[Iterable[str]], delimiter: str) -> str:
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=delimiter, lineterminator="\n")
    writer.writerows([_guarded(cell) for cell in row] for row in rows)
    return stream.getvalue()


def _guarded(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) else cell


def _unguarded(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def read_sheet(text: str, delimiter: str, shown: str) -> list[Table]:
    """The one table of a file; a comma may be a semicolon, as spreadsheets of half of Europe write it."""
    first = text.partition("\n")[0]
    separator = ";" if delimiter == "," and "," not in first and ";" in first else delimiter
    rows = [row for row in _rows(text, separator, shown) if any(cell.strip() for cell in row.cells)]
    return [Table(rows[0], tuple(rows[1:]))] if rows else []


def _rows(text: str, delimiter: str, shown: str) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    try:
        for cells in reader:
            yield Row(line, tuple(map(_unguarded, cells)))
            line = reader.line_num + 1
    except csv.Error as error:
        raise UserError(f"{shown}:{line}: cannot be read as a table: {error}") from None
