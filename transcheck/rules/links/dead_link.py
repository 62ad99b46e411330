"""A link within the project leads to no document.

The reader gets "page not found".  Links copied from the source often assume its folder, or a page that
nobody has translated yet.

Addresses are read as site generators make them: `../intro/`, `intro.html`, `/es/intro/`, permalinks and
aliases of the front matter.  Nothing is said where the project holds but a part of its site.

## Example

```markdown source
See [the first lecture](/en/week01/).
```

```markdown target
Véase [la primera clase](es/week01/).
```

```markdown file=en/week01/index.md
# The first lecture
```

```markdown file=es/week01/index.md
# La primera clase
```

## Use instead

```markdown target
Véase [la primera clase](/es/week01/).
```
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import replace
from posixpath import dirname, join, normpath

from transcheck.model.document import Document
from transcheck.model.facts import Token, TokenKind
from transcheck.model.finding import Dimension, Problem, Severity
from transcheck.model.links import Target, parse_target, shown
from transcheck.model.site import Site, names_page
from transcheck.rule import Context, NoOptions, rule

_MANY = 5


@rule(severity=Severity.ERROR, dimension=Dimension.MARKUP)
def check(document: Document, ctx: Context[NoOptions]) -> Iterator[Problem]:
    site = ctx.corpus.site
    source = ctx.translation.source if ctx.translation else None
    dead = [(token, target) for token, target in _links(document) if not _leads_somewhere(site, document.path, target)]
    if not dead or not site.holds_documents:
        return
    known = {target.path for _, target in _links(source)} if source else frozenset()
    found = [(token, _problem(token, target, document, source, site, known)) for token, target in dead]
    problems = [(token, problem) for token, problem in found if problem is not None]
    if len(problems) > _MANY:
        token, first = problems[0]
        message = f'{len(problems)} links lead to no document, the first to "{shown(token.value)}"'
        problems = [(token, replace(first, message=message))]
    yield from (problem for _, problem in problems)


def _links(document: Document) -> Iterator[tuple[Token, Target]]:
    for block in document.blocks:
        for token in block.facts.of(TokenKind.LINK):
            target = parse_target(token.value)
            if names_page(target):
                yield token, target


def _leads_somewhere(site: Site, origin: str, target: Target) -> bool:
    is_file = normpath(join(dirname(origin), target.path.strip("/"))) in site.files
    return is_file or bool(site.documents_at(origin, target)) or site.is_folder(origin, target)


def _problem(
    token: Token, target: Target, document: Document, source: Document | None, site: Site, known: Collection[str]
) -> Problem | None:
    """Nothing where a generator may make the page, or where the source has the same dead link."""
    message = f'link "{shown(token.value)}" leads to no document'
    if found := _from_root(site, document.path, target):
        return Problem(token.value_span, message, f'"{found[0]}" is there, but not from here')
    if source is not None and _is_untranslated(site, document, source, target):
        untranslated = f"{message} of {document.locale}, for it has no translation"
        return None if site.falls_back else Problem(token.value_span, untranslated, severity=Severity.WARNING)
    if target.path in known or not site.is_inside(document.path, target) or not _is_near(site, document.path, target):
        return None
    return Problem(token.value_span, message)


def _from_root(site: Site, origin: str, target: Target) -> tuple[str, ...]:
    """What a relative path of several folders would lead to from the site's root."""
    if target.root or target.path.startswith(".") or "/" not in target.path.strip("/"):
        return ()
    return site.documents_at(origin, replace(target, root=True))


def _is_untranslated(site: Site, document: Document, source: Document, target: Target) -> bool:
    """Whether the source has the document: from its own place, or under its own locale's name or none."""
    own = document.head.path_locale
    names = (source.head.path_locale or source.locale, ".")
    paths = [re.sub(rf"(?:(?<=/)|^){re.escape(own)}(?=/)", name, target.path) for name in names] if own else []
    return any(_leads_somewhere(site, source.path, replace(target, path=path)) for path in (target.path, *paths))


def _is_near(site: Site, origin: str, target: Target) -> bool:
    """Whether the project would hold the page: its file is named, or its folder is there."""
    folder = target.path.strip("/").rpartition("/")[0]
    is_document = target.extension in ("md", "mdx", "markdown")
    return is_document or (bool(folder.strip("./")) and site.is_folder(origin, replace(target, path=folder)))
