"""A value that is computed when it is first asked for, and kept."""

from collections.abc import Callable
from typing import Generic, TypeVar, overload

Owner = TypeVar("Owner")
Value = TypeVar("Value")


class lazy(Generic[Owner, Value]):  # noqa: N801 - a decorator, as `functools.cached_property` is
    """`functools.cached_property` without its lock, which Python 3.11 takes at every computation.

    A run computes three hundred thousand of them, and no two threads share a document.
    """

    def __init__(self, compute: Callable[[Owner], Value]) -> None:
        self.compute = compute
        self.name = compute.__name__
        self.__doc__ = compute.__doc__

    @overload
    def __get__(self, instance: None, owner: type[Owner]) -> "lazy[Owner, Value]": ...
    @overload
    def __get__(self, instance: Owner, owner: type[Owner]) -> Value: ...
    def __get__(self, instance: Owner | None, owner: type[Owner]) -> "lazy[Owner, Value] | Value":
        if instance is None:
            return self
        value = instance.__dict__[self.name] = self.compute(instance)
        return value
