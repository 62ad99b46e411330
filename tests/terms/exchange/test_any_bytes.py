"""Whatever a file holds, it is read or refused with its place; nothing else happens."""

import contextlib
import re
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.terms.exchange.term_bases import bases
from transcheck.errors import UserError
from transcheck.terms.base import TermBase
from transcheck.terms.exchange.formats import FORMATS
from transcheck.terms.exchange.say import Request

NAMES = sorted(FORMATS)
REQUEST = Request("f", named="es")
_PLACE = re.compile(r"f:[0-9]+: [^\n]+")


@contextlib.contextmanager
def refused_with_its_place() -> Iterator[None]:
    try:
        yield
    except UserError as error:
        assert _PLACE.fullmatch(str(error)), error


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=50, deadline=None)
@given(data=st.binary(max_size=60) | st.text(max_size=60).map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_any_bytes(name: str, data: bytes) -> None:
    with refused_with_its_place():
        FORMATS[name].read(data, REQUEST)


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=50, deadline=None)
@given(base=bases(), at=st.floats(0, 1), length=st.integers(0, 40), put=st.binary(max_size=4))
def test_a_file_that_is_damaged(name: str, base: TermBase, at: float, length: int, put: bytes) -> None:
    data = FORMATS[name].write([base]).encode()
    start = int(at * len(data))
    with refused_with_its_place():
        FORMATS[name].read(data[:start] + put + data[start + length :], REQUEST)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("unit", ["[", "- ", "> ", "<a>", '"', "|"])
def test_deep_nesting(name: str, unit: str) -> None:
    with refused_with_its_place():
        FORMATS[name].read((unit * 20_000).encode(), REQUEST)
