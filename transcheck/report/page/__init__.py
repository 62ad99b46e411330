"""The status as a static site: an overview, a page a locale, and each chapter beside its source.

The pages hold text of documents, which is untrusted: they are written by templates that escape what they are
given (`render.py`), and a content security policy forbids all that a page does not bring itself.
"""
