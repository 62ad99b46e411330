"""A link leads to a section that its page does not have.

The reader lands at the top of the page instead.  When a heading is translated, the id that the site
makes of it changes too: a link that keeps the English id is broken in the translation only.

## Example

```markdown source
See [below](#the-loss).

## The loss

It falls.
```

```markdown target
Véase [más abajo](#the-loss).

## La pérdida

Baja.
```

## Use instead

```markdown target
Véase [más abajo](#la-pérdida).

## La pérdida

Baja.
```
"""

from collections.abc import Iterator

from transcheck.model.anchors import Anchors, heading_letters
from transcheck.model.block import BlockKind
from transcheck.model.corpus import Corpus
from transcheck.model.document import Document
from transcheck.model.facts import Token, TokenKind
from transcheck.model.finding import Dimension, Problem, Severity
from transcheck.model.links import Target, parse_target, shown
from transcheck.model.unit import Translation
from transcheck.rule import Context, NoOptions, rule


@rule(severity=Severity.WARNING, dimension=Dimension.MARKUP)
def check(document: Document, ctx: Context[NoOptions]) -> Iterator[Problem]:
    for token, target in _fragments(document):
        pages = _pages(document, target, ctx.corpus)
        if not pages or any(page.anchors.has(target.fragment) for page in pages):
            continue
        if not _is_doubtful(pages, target.fragment, ctx):
            where = "this page" if pages[0].path == document.path else f'"{pages[0].path}"'
            hint = _hint(ctx.translation, target.fragment) if pages[0].path == document.path else ""
            yield Problem(token.value_span, f'"#{shown(target.fragment)}" is no section of {where}', hint)


def _fragments(document: Document) -> Iterator[tuple[Token, Target]]:
    for block in document.blocks:
        for token in block.facts.of(TokenKind.LINK):
            target = parse_target(token.value) if "#" in token.value else None
            if target is not None and target.fragment and target.is_internal:
                yield token, target


def _pages(document: Document, target: Target, corpus: Corpus) -> list[Document]:
    """The documents that the link may lead to: the page itself, or others that can be read."""
    if not target.path:
        return [document]
    paths = corpus.site.documents_at(document.path, target)
    return [document if path == document.path else corpus.documents[path] for path in paths if path in corpus.documents]


def _is_doubtful(pages: list[Document], fragment: str, ctx: Context[NoOptions]) -> bool:
    """Whether the section may come from elsewhere, or is the source's own mistake.

    An id that a source page has, and its translation has not, is surely dead there.
    """
    originals = [anchors for page in pages if (anchors := _of_source(page, ctx)) is not None]
    if any(original.has(fragment) for original in originals):
        return False
    if any(page.anchors.is_open for page in pages) or any(original.is_open for original in originals):
        return True
    translation = ctx.translation
    source = translation.source if translation else None
    return source is not None and any(target.fragment == fragment for _, target in _fragments(source))


def _of_source(page: Document, ctx: Context[NoOptions]) -> Anchors | None:
    """The anchors of the page that `page` translates."""
    translation = ctx.translation
    if translation and page is translation.target:
        return translation.source.anchors if translation.source else None
    head = None if page.is_source else ctx.corpus.source_of(page.head)
    original = ctx.corpus.documents.get(head.path) if head else None
    return original.anchors if original else None


def _hint(translation: Translation | None, fragment: str) -> str:
    """What the section that the source calls so is called here."""
    for unit in translation.units if translation else ():
        if unit.source and unit.target and unit.source.kind is BlockKind.HEADING is unit.target.kind:
            letters = "".join(char for char in fragment.casefold() if char.isalnum())
            if letters in heading_letters(unit.source.text):
                return f'the section is "{unit.target.facts.plain}" here'
    return ""
