"""Text of documents made safe to show: the one place that knows what is hostile.

Findings quote documents, and documents are untrusted: they can hold terminal escapes, newlines that
forge a workflow command, bidi controls that reorder a line, lone surrogates that no encoder takes.
Every unsafe match is one code point, so that places in the text survive.
"""

import re
import unicodedata

# Not here, for their scripts need them: ZWNJ and ZWJ (U+200C, U+200D), the Arabic number signs, and
# the variation selectors.  U+E0000-E007F are tags, which hide text from people but not from programs.
_BEYOND_ASCII = (
    r"\x7f-\x9f\xad\u061c\u070f\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff"
    r"\U000e0000-\U000e007f"
)
# `##[error]` of GitHub, `##vso[` of Azure and `##teamcity[` are commands wherever they stand in a log's line.
_LOG_COMMAND = (
    r"(?<=#)#(?i:(?=(?:vso|teamcity)\[|\[(?:(?:add|remove|set|save|stop|internal)-|"
    r"(?:error|warning|notice|debug|section|command|group|endgroup|echo)\b)))"
)
_UNSAFE = re.compile(rf"[\x00-\x1f{_BEYOND_ASCII}\ud800-\udfff]|{_LOG_COMMAND}")
_UNSAFE_IN_JSON = re.compile(rf"[{_BEYOND_ASCII}]|{_LOG_COMMAND}")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_MARKDOWN = str.maketrans({char: f"&#{ord(char)};" for char in "\\`*_[]<>&|~$!"} | {"@": "@&#8203;", "#": "#&#8203;"})
_GITHUB_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_GITHUB_PROPERTY = _GITHUB_DATA | str.maketrans({":": "%3A", ",": "%2C"})
_FIRST_STRONG_ISOLATE, _POP_DIRECTIONAL_ISOLATE = "\u2068", "\u2069"


def visible(text: str) -> str:
    """`text` on one line, with what is invisible or acts on a terminal shown: `␛`, `<U+202E>`."""
    return _UNSAFE.sub(_show, text)


def visible_cells(text: str) -> list[str]:
    """What `visible` shows for each code point of `text`."""
    cells = list(text)
    for match in _UNSAFE.finditer(text):
        cells[match.start()] = _show(match)
    return cells


def path(text: str) -> str:
    """A path that starts a line and is followed by `:`, where `::` would begin a GitHub workflow command."""
    return visible(f"./{text}" if text.lstrip().startswith(":") else text)


def isolated(text: str) -> str:
    """`text`, kept from reordering what stands around it on a terminal where it runs right to left."""
    if text.isascii() or not any(unicodedata.bidirectional(char) in ("R", "AL", "AN") for char in text):
        return text
    return f"{_FIRST_STRONG_ISOLATE}{text}{_POP_DIRECTIONAL_ISOLATE}"


def encodable(text: str) -> str:
    """`text` with lone surrogates, which UTF-8 cannot hold, replaced."""
    return _SURROGATE.sub("\ufffd", text)


def json_text(dumped: str) -> str:
    """Dumped JSON in which nothing acts on a terminal; it still parses to the same strings."""
    return _UNSAFE_IN_JSON.sub(_json_escape, encodable(dumped))


def markdown(text: str) -> str:
    """`text` as the words of a GitHub Markdown table cell: no markup, mention, issue number or link."""
    escaped = visible(text).translate(_MARKDOWN)
    return escaped.replace("://", "&#58;//").replace("www.", "www&#46;")


def github_data(text: str) -> str:
    """`text` as the message of a workflow command; newlines are kept, as `%0A`."""
    return "\n".join(map(visible, text.split("\n"))).translate(_GITHUB_DATA)


def github_property(text: str) -> str:
    """`text` as the value of a workflow command's property."""
    return visible(text).translate(_GITHUB_PROPERTY)


def sarif_text(text: str) -> str:
    """`text` as a SARIF message, in which `[text](target)` would be a link."""
    return re.sub(r"\[(?=[^\[\]]*\]\()", r"\\[", text)


def _show(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else f"<U+{code:04X}>"


def _json_escape(match: re.Match[str]) -> str:
    units = match[0].encode("utf-16-be")
    return "".join(f"\\u{units[at : at + 2].hex()}" for at in range(0, len(units), 2))
