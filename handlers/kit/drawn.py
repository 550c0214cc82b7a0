"""Which drawing of a message is the newest, so that a late follow-up never overwrites what came after."""

from collections import OrderedDict

from handlers.kit.show import Spot


class Drawn:
    """Numbers the drawings of each message; remembers the ``limit`` latest messages of this process."""

    def __init__(self, limit: int = 10_000) -> None:
        self._limit = limit
        self._count = 0
        self._newest: OrderedDict[tuple[int, int], int] = OrderedDict()

    def mark(self, spot: Spot) -> int:
        """The message of ``spot`` was drawn anew. Returns the drawing's number, from 1."""
        self._count += 1
        key = (spot.chat_id, spot.message_id)
        self._newest[key] = self._count
        self._newest.move_to_end(key)
        if len(self._newest) > self._limit:
            self._newest.popitem(last=False)
        return self._count

    def is_newest(self, spot: Spot, number: int) -> bool:
        """Whether nothing was drawn on the message since drawing ``number``."""
        return self._newest.get((spot.chat_id, spot.message_id)) == number
