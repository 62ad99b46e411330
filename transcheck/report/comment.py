"""Markdown that must fit a comment of a pull request, which a job summary then holds too."""

from collections.abc import Iterator, Sequence

from transcheck.report.summary import counted

LIMIT = 60_000
"""Bytes; GitHub takes 65,536 characters in a comment, and a mebibyte in a job summary."""


def fitting(sections: Sequence[Sequence[str]], noun: str) -> Iterator[str]:
    """The lines of `sections`, as many whole ones as fit, and how many of what `noun` calls them are left out."""
    size = 0
    for done, section in enumerate(sections):
        size += sum(len(line.encode("utf-8", "replace")) + 1 for line in section)
        if size > LIMIT:
            yield from ("", f"{counted(len(sections) - done, noun)} left out here")
            return
        yield from section
