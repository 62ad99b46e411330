"""An image or another file that a document shows is not there.

The reader sees a broken picture.  A file that the source chapter names just so is reported there, and
nothing is said where the project's files are kept elsewhere: only where most of what the source shows is
there does an absent file mean something.

## Example

```markdown source
![](/images/ring.png)

![](/images/star.png)
```

```markdown target
![](/images/ring.png)

![](/images/star.png)

![](/images/estrella.png)
```

```text file=images/ring.png
```

```text file=images/star.png
```

## Use instead

```markdown target
![](/images/ring.png)

![](/images/star.png)
```
"""

from collections.abc import Iterator
from difflib import get_close_matches
from posixpath import basename

from transcheck.compare.link_changes import image_changes
from transcheck.model.document import Document
from transcheck.model.facts import Token, TokenKind
from transcheck.model.finding import Dimension, Problem, Severity
from transcheck.model.links import Target, parse_target, shown
from transcheck.model.site import Site, names_asset
from transcheck.model.text import Span
from transcheck.model.unit import Translation
from transcheck.rule import Context, NoOptions, rule


@rule(severity=Severity.ERROR, dimension=Dimension.MARKUP)
def check(document: Document, ctx: Context[NoOptions]) -> Iterator[Problem]:
    site, translation = ctx.corpus.site, ctx.translation
    source = translation.source if translation else None
    origins = (document.path, *((source.path,) if source else ()))
    absent = [
        (token, target)
        for token, target in _shown(document)
        if not site.assets_at(origins, target) and any(site.is_inside(origin, target) for origin in origins)
    ]
    if not absent or not site.holds_assets:
        return
    elsewhere = _reported_elsewhere(translation, ctx.corpus.source_locale) if translation else frozenset()
    known = _of_source(translation) if translation else frozenset()
    for token, target in absent:
        if token.value_span not in elsewhere and target.path not in known:
            yield Problem(token.value_span, f'no file "{shown(token.value)}"', _hint(site, target))


def _shown(document: Document) -> Iterator[tuple[Token, Target]]:
    """The images, and the links to files that are no pages."""
    for block in document.blocks:
        for token in block.facts.of(TokenKind.IMAGE, TokenKind.LINK):
            target = parse_target(token.value)
            if names_asset(target):
                yield token, target


def _reported_elsewhere(translation: Translation, source_locale: str) -> frozenset[Span]:
    """The images that answer another one of the source: that they changed says more than that they are not there."""
    changes = image_changes(translation, source_locale)
    return frozenset(change.found.value_span for change in changes if change.found)


def _of_source(translation: Translation) -> frozenset[str]:
    """The paths that the source names, today or when it was translated without a source at hand."""
    if translation.source is not None:
        blocks = translation.source.blocks
    else:
        blocks = tuple(block for _, block in translation.target.comment_blocks())
    return frozenset(
        parse_target(token.value).path for block in blocks for token in block.facts.of(TokenKind.IMAGE, TokenKind.LINK)
    )


def _hint(site: Site, target: Target) -> str:
    name = basename(target.path)
    same = site.assets.get(name)
    if same:
        return f'a file of this name is at "{same[0]}"'
    near = get_close_matches(name, list(site.assets), 1, 0.8)
    return f'did you mean "{site.assets[near[0]][0]}"?' if near else ""
