"""Targets of links and images: what they say, and which of two languages are the same."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias
from urllib.parse import parse_qsl, unquote

from transcheck.model.unit import Translation

_SCHEME = re.compile(r"(?P<scheme>[a-z][a-z0-9+.-]*):(?://(?P<host>[^/?#]*))?(?P<rest>.*)\Z", re.I | re.S)
_LIQUID_ROOT = re.compile(r"\{\{-?\s*(?:site\.(?:baseurl|url)|page\.baseurl)\s*-?\}\}")
_TEMPLATE = re.compile(r"\{\{[<%-]?\s*(?P<a>.*?)\s*[%>-]?\}\}|\{%-?\s*(?P<b>.*?)\s*-?%\}", re.S)
_QUOTED = re.compile(r"""["']([^"']+)["']""")
_LINK_TAG = re.compile(r"(?:link|post_url|asset)\s+([^\s|]+)")
_INVISIBLE = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]")
_LONGEST_SHOWN = 160
_UNRESOLVED = re.compile(r"[{}<>]|\$\(|^[@~]|^javascript:", re.I)


@dataclass(frozen=True, slots=True)
class Target:
    """A link's target taken apart.

    `host` is empty for what stands in the same site.  `root` says that the path starts at the site's
    root.  `opaque` says that templates or code decide where it leads.
    """

    scheme: str
    host: str
    path: str
    query: str
    fragment: str
    root: bool = False
    opaque: bool = False

    @property
    def is_internal(self) -> bool:
        return not self.scheme and not self.host and not self.opaque

    @property
    def extension(self) -> str:
        """The path's ending in lower case, without the dot."""
        name = self.path.rsplit("/", 1)[-1]
        return name.rsplit(".", 1)[-1].lower() if "." in name else ""


@lru_cache(maxsize=20_000)
def parse_target(value: str) -> Target:
    """Entities, percent escapes and backslashes are read, Liquid's and Hugo's usual ways to write a path too."""
    text = html.unescape(_INVISIBLE.sub("", value)).strip(" \t\r\n")
    text, at_root = _without_templates(text)
    match = _SCHEME.match(text)
    if match is None and text.startswith("//"):
        match = _SCHEME.match("https:" + text)
    rest, _, fragment = (match["rest"] if match else text).partition("#")
    path, _, query = rest.partition("?")
    return Target(
        scheme=match["scheme"].lower() if match else "",
        host=(match["host"] or "").lower().removeprefix("www.") if match else "",
        path=unquote(re.sub(r"\\(?=[!-/:-@\[-`{-~])", "", path)),
        query=query,
        fragment=unquote(fragment),
        root=at_root or path.startswith("/"),
        opaque=bool(_UNRESOLVED.search(text)),
    )


def shown(value: str) -> str:
    """A target as a message shows it: on one line, with spaces that look like nothing named."""
    named = (f"\\u{ord(char):04x}" if char.isspace() and char != " " else char for char in value.strip(" \r\n\t"))
    text = "".join(named)
    return text if len(text) <= _LONGEST_SHOWN else text[:_LONGEST_SHOWN] + "…"


def _without_templates(text: str) -> tuple[str, bool]:
    """The text with templates replaced by the path they name, and whether one of them is the site's root."""
    if "{" not in text:
        return text, False
    plain = _LIQUID_ROOT.sub("", text)
    at_root = plain != text
    for match in reversed(list(_TEMPLATE.finditer(plain))):
        inner = match["a"] if match["a"] is not None else match["b"]
        named = _QUOTED.search(inner) or _LINK_TAG.match(inner)
        if named is not None:
            at_root = at_root or "relative_url" in inner or "absolute_url" in inner or match["b"] is not None
            plain = plain[: match.start()] + named[1] + plain[match.end() :]
    return plain, at_root


_YOUTUBE = frozenset({"youtu.be", "youtube.com", "m.youtube.com", "youtube-nocookie.com"})
_LOCALE_QUERY = frozenset({"hl", "lang", "language", "locale", "lc", "setlang"})
_NOISE_QUERY = re.compile(r"utm_\w+|feature|si|pp|ab_channel|index|list|ref|fbclid|gclid|raw")
_DEFAULT_BRANCH = re.compile(r"/(blob|tree|raw|edit)/(?:master|main)(?=/|\Z)")
_ARXIV = re.compile(r"/(?:abs|pdf|html)/(?P<id>[\w.-]+?(?:/\d+)?)(?:v\d+)?(?:\.pdf)?\Z")
_INDEX = re.compile(r"(?:^|/)(?:_?index|README)(?:\.\w+)?\Z")
_SUFFIX = re.compile(r"(?P<stem>.+?)[-_.](?P<mark>[A-Za-z]{2}(?:[-_][A-Za-z]{2,4})?)(?P<ending>\.\w{1,5})?")
_TAG = re.compile(r"[a-z]{2,3}(?:[-_](?:[a-z]{2}|hans|hant|latn|cyrl|419))?")
_PAGE_ENDING = re.compile(r"\.(?:md|mdx|markdown|html?)\Z")


Key: TypeAlias = tuple[str, ...]


@dataclass(frozen=True)
class Tongues:
    """The locales whose names in a path tell languages apart: `source` and `target`, as people spell them."""

    source: str
    target: frozenset[str]
    page: str = ""
    """The path of the source chapter without its ending: a link to it is a link within the page."""

    @classmethod
    def of(cls, source_locale: str, translation: Translation) -> "Tongues":
        head = translation.target.head
        page = _page(translation.source.path) if translation.source else ""
        return cls(source_locale, frozenset(name.lower() for name in (head.locale, head.path_locale) if name), page)

    def is_source(self, name: str) -> bool:
        return _names(name, self.source.lower())

    def is_target(self, name: str) -> bool:
        return any(_names(name, locale) for locale in self.target)

    def tells(self, name: str) -> bool:
        return self.is_source(name) or self.is_target(name)


def _names(name: str, locale: str) -> bool:
    """Whether a segment names a locale: `zh`, `zh-cn` and `zh_Hans` for `zh`."""
    return bool(_TAG.fullmatch(name.lower())) and _language(name.lower()) == _language(locale)


def _language(tag: str) -> str:
    return tag.replace("_", "-").split("-")[0]


_SIGNS = str.maketrans("？؟＆＝", "??&=")


def link_key(value: str, tongues: Tongues) -> Key:
    """Equal for two targets that lead to the same thing, each in its language.

    Signs that a keyboard made full-width or Arabic are a fault of their own, which broken-link reports.
    """
    target = parse_target(value.translate(_SIGNS))
    if target.opaque or (target.host and re.search(r"\s", value.strip())):
        return ("opaque", " ".join(value.split()))
    if not target.host:
        return (target.scheme, *_internal(target, tongues))
    path = target.path.rstrip("/")
    if target.host in _YOUTUBE:
        return ("youtube", *_video(target))
    if target.host == "arxiv.org" and (paper := _ARXIV.match(path)):
        return ("arxiv", paper["id"])
    segments = plain_segments(_DEFAULT_BRANCH.sub(r"/\1/main", path), tongues)
    return (_plain_host(target, tongues), *segments, *_query(target, tongues), target.fragment)


def _internal(target: Target, tongues: Tongues) -> Iterator[str]:
    """The path without locale, ending and steps up; its fragment is translated with the headings."""
    if target.scheme:
        yield target.query
    path = "/".join(part for part in plain_segments(target.path, tongues) if part not in (".", ".."))
    page = _page(path)
    yield "" if page and f"/{tongues.page}".endswith(f"/{page}") else page


def _page(path: str) -> str:
    """A document's path without what sites leave out of its address."""
    return _PAGE_ENDING.sub("", _INDEX.sub("", path))


def _plain_host(target: Target, tongues: Tongues) -> str:
    """`en.wikipedia.org` is `wikipedia.org`."""
    return ".".join(label for label in target.host.split(".") if not tongues.tells(label)).removeprefix("dx.")


def plain_segments(path: str, tongues: Tongues) -> Iterator[str]:
    """`/es/docs/README-ES.md` and `/en/docs/README.md` are `docs README.md`."""
    for segment in path.split("/"):
        if segment and not tongues.tells(segment):
            match = _SUFFIX.fullmatch(segment)
            yield match["stem"] + (match["ending"] or "") if match and tongues.tells(match["mark"]) else segment


def _video(target: Target) -> Iterator[str]:
    """Which video, from when on, and whatever else the address says."""
    query = parse_qsl(target.query, keep_blank_values=True)
    known = dict(query)
    yield known.get("v") or target.path.strip("/").split("/")[-1]
    yield (known.get("t") or known.get("start") or "").removesuffix("s")
    yield from (name for name, _ in query if name not in ("v", "t", "start") and not _NOISE_QUERY.fullmatch(name))


def _query(target: Target, tongues: Tongues) -> Iterator[str]:
    for name, value in sorted(parse_qsl(target.query, keep_blank_values=True)):
        is_locale = name.lower() in _LOCALE_QUERY and tongues.tells(value)
        if not is_locale and not _NOISE_QUERY.fullmatch(name.lower()):
            yield f"{name}={value}"


def is_localised(value: str, tongues: Tongues) -> bool:
    """Whether a target names the language of the translation: `ja.wikipedia.org`, `/ja/`, `?hl=ja`, `README-JA.md`."""
    target = parse_target(value)
    segments = target.path.split("/")
    marks = [match["mark"] for segment in segments if (match := _SUFFIX.fullmatch(segment))]
    names = [*target.host.split(".")[:-1], *segments, *marks, *(v for _, v in parse_qsl(target.query))]
    return any(tongues.is_target(name) for name in names)
