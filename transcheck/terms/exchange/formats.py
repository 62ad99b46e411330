"""The formats by name: how each is read and written, and what it can say."""

import codecs
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from transcheck.errors import UserError
from transcheck.terms.base import TermBase
from transcheck.terms.exchange.markdown import read_markdown, write_markdown
from transcheck.terms.exchange.multilingual import kept_by_multilingual, read_multilingual, write_multilingual
from transcheck.terms.exchange.say import Found, Kept, Request
from transcheck.terms.exchange.sheet import read_sheet, write_sheet
from transcheck.terms.exchange.tables import from_tables, kept_by_tables, to_table
from transcheck.terms.exchange.tbx_read import read_tbx
from transcheck.terms.exchange.tbx_write import kept_by_tbx, write_tbx

LARGEST = 32 * 1024 * 1024
"""Bytes of a file that is read: XML takes some fifteen times as much in memory."""


@dataclass(frozen=True)
class Format:
    """A format of others; one that `holds_many` has several locales in a file."""

    suffixes: tuple[str, ...]
    read: Callable[[bytes, Request], Found]
    write: Callable[[Sequence[TermBase]], str]
    kept: Kept
    holds_many: bool = False


def _sheet(delimiter: str, suffixes: tuple[str, ...]) -> Format:
    return Format(
        suffixes,
        lambda data, request: from_tables(read_sheet(decoded(data, request), delimiter, request.shown), request),
        lambda bases: write_sheet(to_table(bases[0]), delimiter),
        kept_by_tables,
    )


def decoded(data: bytes, request: Request) -> str:
    """The text, of UTF-8 or of UTF-16 with its mark, as spreadsheets save "Unicode text"."""
    utf16 = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        return data.decode("utf-16" if utf16 else "utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UserError(f"{request.shown}:{line}: not UTF-8: byte 0x{data[error.start]:02x}") from None


FORMATS = MappingProxyType(
    {
        "tbx": Format((".tbx", ".xml"), read_tbx, write_tbx, kept_by_tbx, holds_many=True),
        "csv": _sheet(",", (".csv",)),
        "tsv": _sheet("\t", (".tsv", ".tab")),
        "markdown": Format(
            (".md", ".markdown"),
            lambda data, request: from_tables(read_markdown(decoded(data, request)), request),
            lambda bases: write_markdown(to_table(bases[0])),
            kept_by_tables,
        ),
        "multilingual": Format(
            (".yml", ".yaml"),
            lambda data, request: read_multilingual(decoded(data, request), request),
            write_multilingual,
            kept_by_multilingual,
            holds_many=True,
        ),
    }
)


def format_of(suffix: str) -> str:
    """The name of the format that files of this suffix have; empty where none has."""
    return next((name for name, one in FORMATS.items() if suffix.lower() in one.suffixes), "")
