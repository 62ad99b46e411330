"""What the pins of translations name: the source's commit, and the source then.  Two processes for all of them."""

import re
from collections.abc import Collection, Iterator, Mapping
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import NamedTuple

from transcheck.model.history import Commit, Pinned, is_commit_name
from transcheck.read.git import Walk, read_objects, run_git

_COMMITTER = re.compile(r"^committer .*?(-?\d{1,12}) ([+-])(\d\d)(\d\d)$", re.M)


def read_pins(root: Path, asked: Collection[tuple[str, str]], walk: Walk) -> Mapping[tuple[str, str], Pinned]:
    """What each pin names, by the pin and the source's path; names of branches that look like commits are none."""
    names = sorted({pin for pin, _ in asked if is_commit_name(pin)})
    places = {(pin, path): _names_of(path, walk) for pin, path in asked if pin in names}
    if walk.objects is not None:
        commits, blobs = {name: _among(name.lower(), walk.objects) for name in names}, {}
    else:
        questions = [f"{pin}:{walk.repository.prefix}{one}" for (pin, _), paths in places.items() for one in paths]
        answers = _answers(root, [*(f"{name}^{{commit}}" for name in names), *questions])
        commits = {name: _commit_of(name, line) for name, line in zip(names, answers, strict=False)}
        blobs = dict(zip(questions, map(_blob, answers[len(names) :]), strict=False))
    known = dict(_commits(root, {said.sha for said in commits.values() if said.sha}, walk))
    found = {}
    for (pin, path), paths in places.items():
        then = [blobs.get(f"{pin}:{walk.repository.prefix}{one}", "") for one in paths]
        blob = next(filter(None, then), None if walk.objects is not None else "")
        found[pin, path] = Pinned(known.get(commits[pin].sha), blob, commits[pin].is_ambiguous)
    return found


class _Meant(NamedTuple):
    """The commit that a name is of, "" for none."""

    sha: str
    is_ambiguous: bool = False


def _commit_of(name: str, line: str) -> _Meant:
    """What `cat-file --batch-check` says of a name; a branch may be called as if it were a commit."""
    sha, _, kind = line.rpartition(" ")[0].partition(" ")
    return _Meant(sha if kind == "commit" and sha.startswith(name.lower()) else "", line.endswith(" ambiguous"))


def _among(name: str, objects: Mapping[str, str]) -> _Meant:
    fitting = [sha for sha, kind in objects.items() if kind == "commit" and sha.startswith(name)]
    return _Meant(fitting[0] if len(fitting) == 1 else "", len(fitting) > 1)


def _blob(line: str) -> str:
    words = line.split(" ")
    return words[0] if len(words) == 3 and words[1] == "blob" and words[2].isdigit() else ""


def _names_of(path: str, walk: Walk) -> list[str]:
    """The paths that the source has had, the newest first; git cannot be asked for one with a line end."""
    former = (revision.path for revision in walk.revisions.get(path, ()))
    return [name for name in dict.fromkeys((path, *former)) if "\n" not in name]


def _answers(root: Path, questions: list[str]) -> list[str]:
    """A line for each question, empty where git gave up."""
    given = b"".join(question.encode("utf-8", "surrogateescape") + b"\n" for question in questions)
    said = (run_git(root, "cat-file", "--batch-check", given=given) or b"") if questions else b""
    lines = said.decode("utf-8", "replace").split("\n")[: len(questions)]
    return lines + [""] * (len(questions) - len(lines))


def _commits(root: Path, shas: Collection[str], walk: Walk) -> Iterator[tuple[str, Commit]]:
    """Those of the walk, and those that touched no document or are not in this branch, which are read."""
    known = {commit.sha: commit for commit in walk.log.commits if commit.sha in shas}
    yield from known.items()
    for sha, kind, data in read_objects(root, sorted(set(shas) - known.keys())):
        if kind == "commit":
            yield sha, _commit(sha, data.decode("utf-8", "replace"))


def _commit(sha: str, text: str) -> Commit:
    headers, _, message = text.partition("\n\n")
    subject = " ".join(message.strip("\n").partition("\n\n")[0].split("\n"))
    match = _COMMITTER.search(headers)
    return Commit(sha, _date(match) if match else "", subject)


def _date(match: re.Match[str]) -> str:
    offset = timedelta(hours=int(match[3]), minutes=int(match[4])) * (-1 if match[2] == "-" else 1)
    try:
        return datetime.fromtimestamp(int(match[1]), timezone(offset)).isoformat()
    except (ValueError, OverflowError, OSError):
        return datetime.fromtimestamp(0, UTC).isoformat()
