"""Attributes that are worked out when first asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, Self, TypeVar, overload

_T = TypeVar("_T")


class lazy(Generic[_T]):  # noqa: N801 - it is used as a decorator, like property
    """``functools.cached_property`` without the lock that it takes before Python 3.12.

    A sentence has dozens of such attributes, and the lock was a twentieth of a check. Two
    threads may work out the same value, which is harmless: the values depend on nothing that
    changes.
    """

    def __init__(self, compute: Callable[..., _T]) -> None:
        self._compute = compute
        self.__doc__ = compute.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    @overload
    def __get__(self, instance: None, owner: type) -> Self: ...

    @overload
    def __get__(self, instance: object, owner: type) -> _T: ...

    def __get__(self, instance: object, owner: type) -> Self | _T:
        if instance is None:
            return self
        # found there from now on, before this descriptor is asked
        value = instance.__dict__[self._name] = self._compute(instance)
        return value
