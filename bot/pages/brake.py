"""Holds up whoever guesses addresses: so many wrong ones a minute, by one client and by all of them together."""

from collections import Counter
from collections.abc import Callable
from ipaddress import ip_address

from aiohttp import web

WINDOW = 60.0
"""Seconds."""
BY_ONE = 10
BY_ALL = 600
"""With 59 bits in a code, a year of so many guesses finds one of a thousand links with a chance of one to a million."""


class Brake:
    """Counts misses alone: who has a right address is never held up by others but in a flood of :data:`BY_ALL`."""

    def __init__(self, clock: Callable[[], float], by_one: int = BY_ONE, by_all: int = BY_ALL) -> None:
        self._clock, self._by_one, self._by_all = clock, by_one, by_all
        self._began = clock()
        self._misses: Counter[str] = Counter()

    def holds(self, client: str) -> bool:
        """Whether the client has to wait before its next try."""
        if self._clock() - self._began >= WINDOW:
            self._began = self._clock()
            self._misses.clear()
        return self._misses[client] >= self._by_one or self._misses.total() >= self._by_all

    def missed(self, client: str) -> None:
        """It tried an address that leads nowhere."""
        self._misses[client] += 1


def client_of(request: web.Request) -> str:
    """Who asks: a proxy on this machine says it in the last row of X-Forwarded-For, nobody else is believed.

    Of IPv6 the network of 64 bits counts, for one client has all of it.
    """
    there = request.remote or ""
    if there in {"127.0.0.1", "::1"}:
        there = request.headers.get("X-Forwarded-For", there).rpartition(",")[2].strip()
    try:
        address = ip_address(there)
    except ValueError:
        return "?"
    return str(address) if address.version == 4 else address.exploded[:19]
