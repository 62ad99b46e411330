"""A corpus as links see it: which documents and files an address may mean."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from posixpath import basename, dirname, join, normpath

from transcheck.lazy import lazy
from transcheck.model.block import Block
from transcheck.model.document import Document, Head
from transcheck.model.links import Target, parse_target

_DOCUMENT = re.compile(r"\.(?:md|mdx|markdown)\Z", re.I)
_PAGE_ENDING = re.compile(r"\.(?:md|mdx|markdown|html?|php|rst|ipynb)\Z", re.I)
_INDEX = re.compile(r"(?:^|/)(?:_?index|README)\Z", re.I)
_NUMBER = re.compile(r"(?:(?<=/)|^)\d+[-_.]\s*(?=[^\d/])")
_PAGE_ENDINGS = frozenset({"", "md", "mdx", "markdown", "html", "htm", "php"})
_ADDRESS_KEYS = ("permalink", "url", "slug", "aliases", "alias", "redirect_from", "id")
_SAMPLE = 24
"""Source documents that are asked whether what they name is there; they are read for it."""
_MOST = 0.75


@dataclass(frozen=True)
class Site:
    """`documents` reads the documents below the root by path, where they can be read at all."""

    heads: tuple[Head, ...]
    files: frozenset[str]
    documents: Mapping[str, Document]

    @lazy
    def pages(self) -> Mapping[str, tuple[str, ...]]:
        """Documents by address: the path without ending, index and order numbers, in lower case."""
        found: dict[str, list[str]] = defaultdict(list)
        for path in sorted(filter(_DOCUMENT.search, self.files)):
            for address in {_address(path), _address(_NUMBER.sub("", path))}:
                found[address].append(path)
        for head in self.heads:
            for address in _given_addresses(head):
                found[address].append(head.path)
        return {address: tuple(paths) for address, paths in found.items()}

    @lazy
    def _by_name(self) -> Mapping[str, tuple[str, ...]]:
        """Addresses by their last segment."""
        found: dict[str, list[str]] = defaultdict(list)
        for address in self.pages:
            found[basename(address)].append(address)
        return {name: tuple(addresses) for name, addresses in found.items()}

    @lazy
    def folders(self) -> frozenset[str]:
        return frozenset(folder for path in self.files for folder in _above(path))

    @lazy
    def _folder_names(self) -> frozenset[str]:
        return frozenset(basename(folder) for folder in self.folders)

    @lazy
    def assets(self) -> Mapping[str, tuple[str, ...]]:
        """Files that are no documents, by name."""
        found: dict[str, list[str]] = defaultdict(list)
        for path in sorted(self.files):
            if not _DOCUMENT.search(path):
                found[basename(path)].append(path)
        return {name: tuple(paths) for name, paths in found.items()}

    @lazy
    def falls_back(self) -> bool:
        """Whether the generator shows the source where a page has no translation (Docusaurus, Starlight, MkDocs)."""
        known = ("mkdocs.yml", "mkdocs.yaml", "docusaurus.config", "astro.config", "src/content/docs/", "i18n/")
        return any(path.startswith(known) for path in self.files) or any("/docs/docs/" in f"/{p}" for p in self.files)

    def documents_at(self, origin: str, target: Target) -> tuple[str, ...]:
        """The documents that a link in the document `origin` may lead to; a folder's name counts as its index."""
        if not target.path:
            return (origin,)
        path = target.path.strip("/")
        addresses = self._from_root(path) if target.root else _relative(origin, path)
        return tuple(dict.fromkeys(found for address in addresses for found in self.pages.get(_address(address), ())))

    def _from_root(self, path: str) -> Iterator[str]:
        """Addresses below any folder that may be the site's root.

        A first segment may be the site's own name, and one that names a folder may have others below it, as a
        locale has in `docs/es/docs/intro.md` for `/es/intro/`.
        """
        wanted = _address(normpath(path))
        first, _, rest = wanted.partition("/")
        is_folder = first in self._folder_names
        for end in filter(None, (wanted, rest)):
            for address in self._by_name.get(basename(end), ()):
                if f"/{address}".endswith(f"/{end}") and (
                    end == wanted or not is_folder or f"/{first}/" in f"/{address}"
                ):
                    yield address

    def is_folder(self, origin: str, target: Target) -> bool:
        path = target.path.strip("/")
        addresses = (path,) if target.root else _relative(origin, path)
        return any(normpath(address) in self.folders for address in addresses)

    def assets_at(self, origins: Sequence[str], target: Target) -> tuple[str, ...]:
        """The files that a path in a document may mean; `origins` are the document and its source."""
        path = target.path.strip("/")
        if target.root:
            ends = [path, path.partition("/")[2]]
            candidates = self.assets.get(basename(path), ())
            return tuple(found for found in candidates if any(e and f"/{found}".endswith(f"/{e}") for e in ends))
        relative = (address for origin in origins for address in _relative(origin, path))
        return tuple(dict.fromkeys(address for address in relative if address in self.files))

    def is_inside(self, origin: str, target: Target) -> bool:
        """Whether a path stays below the root, so that the corpus would hold what it names."""
        if target.root:
            return target.path.strip("/ ").partition("/")[0].strip() in self._folder_names
        return not any(address.startswith("..") for address in _relative(origin, target.path))

    @lazy
    def holds_assets(self) -> bool:
        """Whether most files that source documents show are there, so that an absent one is missing."""
        return bool(self.assets) and _mostly(self._assets_there())

    @lazy
    def holds_documents(self) -> bool:
        """Whether most links of source documents lead to documents that are there."""
        return _mostly(self._links_there())

    def _assets_there(self) -> Iterator[bool]:
        for document, block in self._sampled():
            for token in block.facts.images:
                target = parse_target(token.value)
                if target.is_internal and target.path:
                    yield bool(self.assets_at((document.path,), target))

    def _links_there(self) -> Iterator[bool]:
        for document, block in self._sampled():
            for token in block.facts.links:
                target = parse_target(token.value)
                if names_page(target):
                    yield bool(self.documents_at(document.path, target)) or self.is_folder(document.path, target)

    def _sampled(self) -> Iterator[tuple[Document, Block]]:
        """The blocks that may name something."""
        paths = sorted(head.path for head in self.heads if head.is_source and head.path in self.documents)
        for path in paths[:: max(1, len(paths) // _SAMPLE)]:
            document = self.documents[path]
            yield from ((document, block) for block in document.blocks if "](" in block.text or "<" in block.text)


def names_page(target: Target) -> bool:
    """Whether an internal target names another page, by its ending or by none."""
    return target.is_internal and bool(target.path.strip("/")) and target.extension in _PAGE_ENDINGS


def names_asset(target: Target) -> bool:
    return target.is_internal and target.extension.isalnum() and target.extension not in _PAGE_ENDINGS


def _address(path: str) -> str:
    return _INDEX.sub("", _PAGE_ENDING.sub("", path.strip("/"))).lower()


def _relative(origin: str, path: str) -> Iterator[str]:
    """Paths from the folder of `origin`, and from the folder that a site makes of `origin` itself.

    A document that is named by its file is meant from where the file of `origin` is.
    """
    folder = dirname(origin)
    own = folder if _DOCUMENT.search(path) else join(folder, _PAGE_ENDING.sub("", basename(origin)))
    for base in dict.fromkeys((folder, own)):
        address = normpath(join(base, path))
        yield "" if address == "." else address


def _above(path: str) -> Iterator[str]:
    while path := dirname(path):
        yield path


def _given_addresses(head: Head) -> Iterator[str]:
    """The addresses that the front matter gives a document."""
    front_matter = head.front_matter
    for name in _ADDRESS_KEYS if front_matter else ():
        key = front_matter.get(name) if front_matter else None
        for value in key.value if key and isinstance(key.value, list) else [key.value if key else None]:
            if isinstance(value, str) and value.strip("/ "):
                yield _address(value.strip())
                yield _address(join(dirname(head.path), value.strip(" /")))


def _mostly(there: Iterator[bool]) -> bool:
    answers = list(there)
    return bool(answers) and sum(answers) >= _MOST * len(answers)
