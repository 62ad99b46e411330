"""`transcheck new`: starts the translation of a chapter, laid out as the locale's others are."""

import os
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

import click

from transcheck.align.customs import Customs, customs_of
from transcheck.commands.options import config_option
from transcheck.commands.project import Project, open_project, today
from transcheck.config import did_you_mean
from transcheck.errors import UserError
from transcheck.fix import create_file
from transcheck.locales.dates import parse_date, usual_form
from transcheck.locales.tags import canonical, suggest
from transcheck.model.block import Block, BlockKind
from transcheck.model.corpus import Chapter
from transcheck.model.document import Document, FrontMatter, Head
from transcheck.model.text import hull
from transcheck.model.unit import Habit, Translation
from transcheck.read.target import target_path

_ENOUGH = 12
"""Translations that are read to learn a locale's customs."""


@click.command("new")
@click.argument("locale")
@click.argument("chapter")
@click.option("--translator", metavar="NAME", help="Who translates; a key of the front matter, where others have it.")
@click.option(
    "--root", default=".", type=click.Path(exists=True, file_okay=False), help="The corpus or a folder in it."
)
@click.option("--dry-run", is_flag=True, help="Print the document and write nothing.")
@config_option
def command(locale: str, chapter: str, translator: str | None, root: str, dry_run: bool, config: str | None) -> int:
    """Start the translation of CHAPTER into LOCALE.

    CHAPTER is a lang-ref or the path of the source document. The new document has the front matter
    that its chapter needs, and the source in comments as the locale's other translations keep it;
    formulas, code and images are copied. What is to be translated stays empty.

    \b
    Examples:
      transcheck new es ch.08-1 --root docs
      transcheck new ja docs/en/week08/08-1.md --translator "Mori Aoi"
    """
    project = open_project((root if not Path(chapter).is_file() else chapter,), config)
    found = _chapter(project, chapter)
    path = _free_path(project, found, _locale(locale))
    text = draft(project, found, locale, translator)
    if dry_run:
        click.echo(text, nl=False)
        return 0
    create_file(project.root, path, text)
    click.echo(f"{os.path.relpath(project.root / path)}: written")
    return 0


def _locale(tag: str) -> str:
    if canonical(tag):
        return tag
    near = suggest(tag)
    raise UserError(f"{tag!r} is no locale{f', did you mean {near!r}?' if near else ''}")


def _chapter(project: Project, name: str) -> Chapter:
    """By its key, or by the path of its source as seen from here or from the root."""
    paths = {name, os.path.relpath(Path(name).absolute(), project.root).replace(os.sep, "/")}
    for chapter in project.corpus.chapters:
        if chapter.source and (chapter.key == name or chapter.source.path in paths):
            return chapter
    keys = [chapter.key for chapter in project.corpus.chapters if chapter.source]
    raise UserError(f"no chapter {name!r} in {project.root}{did_you_mean(name, keys)}")


def _free_path(project: Project, chapter: Chapter, locale: str) -> str:
    assert chapter.source is not None, "_chapter returns only chapters with a source"
    there = next((head for head in chapter.translations if head.locale == locale), None)
    if there:
        raise UserError(f"{there.path}: is the {locale} translation of {chapter.key} already")
    heads = [head for head in project.corpus.heads if not head.is_source]
    like = next((head for head in heads if head.locale == locale), heads[0] if heads else None)
    return target_path(chapter.source, like, locale)


def draft(project: Project, chapter: Chapter, locale: str, translator: str | None) -> str:
    """The text of the new document."""
    assert chapter.source is not None, "a chapter is started from its source"
    source = project.loader.read(chapter.source)
    others = [head for head in project.corpus.heads if head.locale == locale]
    customs = customs_of(list(_translations(project, others)))
    header = _front_matter(source.front_matter, source, locale, translator, others or project.corpus.heads)
    return header + "\n\n".join(_body(source, customs)) + "\n"


def _translations(project: Project, heads: Sequence[Head]) -> Iterator[Translation]:
    for head in heads[-_ENOUGH:]:
        loaded = project.loader(project.corpus.by_chapter[head.chapter])
        yield from (t for t in loaded.translations if t.target.path == head.path)


_TRANSLATION_KEYS = ("translator", "translation-date")


def _front_matter(
    found: FrontMatter | None, source: Document, locale: str, translator: str | None, others: Sequence[Head]
) -> str:
    """The source's keys as they stand, with `lang`, and with the keys of a translation where others have them."""
    if found is None:
        return ""
    lines = found.body.of(source.text).replace("\r\n", "\n").rstrip("\n").split("\n")
    if _usual(others, "lang"):
        after = next((n for n, line in enumerate(lines, 1) if line.startswith("lang-ref:")), 0)
        lines.insert(after, f"lang: {locale}")
    values = {"translator": translator or "", "translation-date": _date()}
    lines += [f"{key}: {values[key]}".rstrip() for key in _TRANSLATION_KEYS if _usual(others, key)]
    return "---\n" + "\n".join(lines) + "\n---\n\n"


def _usual(heads: Sequence[Head], key: str) -> bool:
    """Whether most translations among `heads` have the key."""
    having = [head.front_matter.get(key) is not None for head in heads if head.front_matter and not head.is_source]
    return sum(having) * 2 > len(having)


def _date() -> str:
    date = parse_date(today())
    assert date is not None, "today is an ISO date"
    return usual_form(date)


def _body(source: Document, customs: Customs) -> Iterator[str]:
    """The source's blocks: prose in comments, a list in one; all else as it is."""
    for in_list, run in groupby(source.blocks, key=_in_list):
        blocks = list(run)
        if in_list:
            yield _side(hull(block.span for block in blocks).of(source.text), customs)
        else:
            yield from (_one(block, source, customs) for block in blocks)


def _in_list(block: Block) -> bool:
    return block.kind in (BlockKind.LIST_ITEM, BlockKind.PARAGRAPH) and block.level > 0


def _one(block: Block, source: Document, customs: Customs) -> str:
    text = block.span.of(source.text)
    commented = block.kind.is_prose and (customs.headings or block.kind is not BlockKind.HEADING)
    return _side(text, customs) if commented else text


def _side(text: str, customs: Customs) -> str:
    """In a comment, with room for the target; as it stands where the locale keeps no comments or cannot."""
    if customs.habit is Habit.NONE or "-->" in text or "<!--" in text:
        return text
    return customs.comment(text)
