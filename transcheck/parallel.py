"""Work on many items in several processes, or in this one, and without the search for cycles."""

import gc
import pickle
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

Item = TypeVar("Item")
Done = TypeVar("Done")

_SHARES = 15
"""How many parts of the work a process takes, one after the other, so that none waits long for the last."""
_WORK: ContextVar[Callable[[Any], Any]] = ContextVar("work")
"""What a worker process does; it is given once, not with every share, and pickled, for that is when a value reads
what all workers need."""


def spread(
    work: Callable[[Item], Done], items: Sequence[Item], jobs: int, size: Callable[[Item], int]
) -> Iterator[tuple[int, Done]]:
    """`work` done on every item, with the item's place, as it is done; `size` makes the shares alike.

    For more than one job `work` and what it makes must be picklable.
    """
    if jobs < 2 or len(items) < 2:
        yield from ((place, work(item)) for place, item in enumerate(items))
        return
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_all_start_methods, get_context

    method = "fork" if "fork" in get_all_start_methods() else "spawn"
    count = min(jobs * _SHARES, len(items))
    by_size = sorted(enumerate(items), key=lambda numbered: size(numbered[1]), reverse=True)
    shares = [by_size[number::count] for number in range(count)]
    with ProcessPoolExecutor(jobs, get_context(method), _hire, (pickle.dumps(work),)) as pool:
        for done in pool.map(_do, shares):
            yield from done


def _hire(work: bytes) -> None:
    gc.disable()
    _WORK.set(pickle.loads(work))


def _do(share: Sequence[tuple[int, Any]]) -> list[tuple[int, Any]]:
    return [(place, _WORK.get()(item)) for place, item in share]


@contextmanager
def without_garbage() -> Iterator[None]:
    """Without the search for cycles: a run makes hardly any, and looking for them costs a sixth of its time.

    What it made is kept out of later searches, which would find nothing either.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.freeze()
            gc.enable()
