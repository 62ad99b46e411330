"""XML that nobody vouches for -> elements with their lines.

By expat of the standard library, with every entity refused: defusedxml adds a dependency whose last release is years
old, and its trees have no lines to put into a message.  A DOCTYPE is let pass, for files of TBX 2 have one; what it
points to is never opened.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from transcheck.errors import UserError

_DEEPEST = 60
_SEPARATOR = " "


@dataclass
class Element:
    """An element by its local name; `parts` are its texts and elements in order."""

    name: str
    attributes: Mapping[str, str]
    line: int
    parts: list["str | Element"] = field(default_factory=list)

    def __iter__(self) -> Iterator["Element"]:
        return (part for part in self.parts if isinstance(part, Element))

    def named(self, *names: str) -> Iterator["Element"]:
        """Its children of these names."""
        return (child for child in self if child.name in names)

    def walk(self) -> Iterator["Element"]:
        """All that is in it, in order."""
        for child in self:
            yield child
            yield from child.walk()

    @property
    def text(self) -> str:
        """All its text, that of elements in it too."""
        return "".join(part if isinstance(part, str) else part.text for part in self.parts)


def parse_xml(data: bytes, shown: str) -> Element:
    """The root element; raises UserError("file:line: …")."""
    builder = _Builder(shown)
    try:
        builder.parser.Parse(data, True)
    except expat.ExpatError as error:
        raise UserError(f"{shown}:{error.lineno}: not valid XML: {expat.ErrorString(error.code)}") from None
    except (LookupError, ValueError) as error:
        raise UserError(f"{shown}:{builder.parser.CurrentLineNumber}: not valid XML: {error}") from None
    return builder.roots[0]


class _Builder:
    """What the parser reports, put together."""

    def __init__(self, shown: str) -> None:
        self.shown = shown
        self.roots: list[Element] = []
        self.open: list[Element] = []
        self.parser = expat.ParserCreate(namespace_separator=_SEPARATOR)
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.characters
        self.parser.EntityDeclHandler = self.declared
        self.parser.SkippedEntityHandler = self.skipped
        self.parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        local = {key.rpartition(_SEPARATOR)[2]: value for key, value in attributes.items()}
        element = Element(name.rpartition(_SEPARATOR)[2], local, self.parser.CurrentLineNumber)
        (self.open[-1].parts if self.open else self.roots).append(element)
        self.open.append(element)
        if len(self.open) > _DEEPEST:
            raise self.error(f"elements are nested more than {_DEEPEST} deep")

    def end(self, name: str) -> None:
        self.open.pop()

    def characters(self, text: str) -> None:
        self.open[-1].parts.append(text)

    def declared(self, name: str, *_: object) -> None:
        raise self.error(f"it declares the entity {name!r}, and entities are not read")

    def skipped(self, name: str, is_parameter: bool) -> None:
        raise self.error(f"the entity {name!r} is not known, and entities are not read")

    def error(self, message: str) -> UserError:
        return UserError(f"{self.shown}:{self.parser.CurrentLineNumber}: {message}")
