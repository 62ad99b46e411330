"""Whether a document is published by MkDocs, whose Python-Markdown asks for less than CommonMark does.

It reads `##Title` as a heading, and pairs marks of emphasis by the white space beside them alone
(markdown/blockprocessors.py and markdown/inlinepatterns.py of https://github.com/Python-Markdown/markdown).
"""

from transcheck.model.corpus import Corpus
from transcheck.model.document import Document


def is_mkdocs(document: Document, corpus: Corpus) -> bool:
    """By its configuration, or by its layout: one root for each language, as in `docs/es/docs/index.md`."""
    folder = f"docs/{document.head.path_locale}/"
    names = (root + name for root in ("", folder) for name in ("mkdocs.yml", "mkdocs.yaml"))
    return f"{folder}docs/" in document.path or any(name in corpus.files for name in names)
