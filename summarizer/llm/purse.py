"""US dollars that may be spent, by one document or by many together."""

from __future__ import annotations


class Purse:
    """Money that is promised before it is spent, so that nobody spends it twice.

    A purse may be filled from another one: what it holds is set apart there, and it asks there
    for more when that does not do.

    Attributes:
        limit: What may be spent.
        committed: What is spent or promised.
    """

    def __init__(self, limit: float, filled_from: Purse | None = None) -> None:
        """Make a purse; what it holds must have been taken from the other one."""
        self.limit = limit
        self.committed = 0.0
        self._source = filled_from

    @property
    def left(self) -> float:
        """What can still be promised, here or where it is filled from."""
        return self.limit - self.committed + (self._source.left if self._source else 0.0)

    @property
    def total(self) -> float:
        """What all that spend together may spend."""
        return self._source.total if self._source else self.limit

    def take(self, amount: float) -> bool:
        """Promise an amount, if it is there."""
        short = self.committed + amount - self.limit
        if short > 0:
            if self._source is None or not self._source.take(short):
                return False
            self.limit += short
        self.committed += amount
        return True

    def give_back(self, amount: float) -> None:
        """Take back what was promised and not spent."""
        self.committed -= amount

    def close(self) -> None:
        """Give back what was set apart and not used."""
        if self._source is not None:
            self._source.give_back(self.limit - self.committed)
            self.limit = self.committed
