"""Where a translation that is not there yet belongs."""

from pathlib import PurePosixPath

from transcheck.model.document import Head


def target_path(source: Head, like: Head | None, locale: str) -> str:
    """The path of the translation of `source` into `locale`; `like` is a translation that shows the layout."""
    folder = like.path_locale if like and like.locale == locale and like.path_locale else locale
    if source.path_locale:
        parts = source.path.split("/")
        parts[parts.index(source.path_locale)] = folder
        return "/".join(parts)
    if like and "/docusaurus-plugin-content-" in like.path:
        return _docusaurus(source, like, folder)
    pure = PurePosixPath(source.path)
    return str(pure.with_name(f"{pure.stem}{_separator(like)}{folder}{pure.suffix}"))


def _docusaurus(source: Head, like: Head, folder: str) -> str:
    """`docs/a.md` answers `i18n/fr/docusaurus-plugin-content-docs/current/a.md`."""
    before = like.path[: like.path.index("i18n/")]
    top, _, rest = source.path.removeprefix(before).partition("/")
    return f"{before}i18n/{folder}/docusaurus-plugin-content-{top}/current/{rest}"


def _separator(like: Head | None) -> str:
    """What stands between name and locale in `like`: `name.es.md` or `name_es.md`."""
    stem = PurePosixPath(like.path).stem if like else ""
    return stem[-len(like.path_locale) - 1] if like and stem.endswith(like.path_locale) and like.path_locale else "."
