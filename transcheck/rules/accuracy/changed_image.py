"""An image is another than the source's.

A mistyped or machine-translated path shows readers a broken picture, and a picture from another place
in the chapter explains the wrong thing.

A translated picture is right: one of its own, that is in the project, or one with the locale in its name.

## Example

```markdown source
![](/images/ring.png)

![](/images/star.png)
```

```markdown target
![](/images/ring.png)

![](/images/star_old.png)
```

## Use instead

```markdown target
![](/images/ring.png)

![](/images/star.png)
```

## Fix safety

Unsafe: puts the source's image in, for a translator may have meant to show another.
"""

from collections.abc import Iterator

from transcheck.compare.link_changes import Change, image_changes
from transcheck.model.facts import TokenKind
from transcheck.model.finding import Edit, Fix, Problem, Safety, Severity
from transcheck.model.links import parse_target, shown
from transcheck.model.site import Site
from transcheck.model.unit import Translation
from transcheck.rule import Context, NoOptions, rule


@rule(severity=Severity.ERROR, fix=Safety.UNSAFE)
def check(translation: Translation, ctx: Context[NoOptions]) -> Iterator[Problem]:
    site = ctx.corpus.site
    for change in image_changes(translation, ctx.corpus.source_locale):
        if change.found is None or _is_own(change, translation, site):
            continue
        yield Problem(
            change.found.value_span,
            f'image "{shown(change.found.value)}" where the source has "{shown(change.lost.value)}"',
            fix=_fix(change, translation, site),
            source=change.lost.span if change.unit.source else None,
            severity=None if site.holds_assets else Severity.WARNING,
        )


def _is_own(change: Change, translation: Translation, site: Site) -> bool:
    """Whether the translation shows a picture of its own: one that is there, and that the source shows nowhere.

    A path from the site's root, or another site's, to a file of the same name says where the source's file is.
    """
    assert change.found is not None
    new, old = parse_target(change.found.value), parse_target(change.lost.value)
    if (new.host and not old.host) or (new.root and not old.root):
        return new.path.rsplit("/", 1)[-1] == old.path.rsplit("/", 1)[-1]
    here = site.assets_at(_origins(translation), new)
    return bool(here) and here not in _shown_by_source(translation, site)


def _origins(translation: Translation) -> tuple[str, ...]:
    source = translation.source
    return (translation.target.path, *((source.path,) if source else ()))


def _shown_by_source(translation: Translation, site: Site) -> Iterator[tuple[str, ...]]:
    for block in translation.source.blocks if translation.source else ():
        for token in block.facts.of(TokenKind.IMAGE):
            yield site.assets_at(_origins(translation), parse_target(token.value))


def _fix(change: Change, translation: Translation, site: Site) -> Fix | None:
    """The source's path, where it leads to the same file from the translation's place."""
    old = parse_target(change.lost.value)
    if change.found is None or not (old.host or old.root or site.assets_at((translation.target.path,), old)):
        return None
    return Fix("Show the source's image", (Edit(change.found.value_span, change.lost.value.strip()),), Safety.UNSAFE)
