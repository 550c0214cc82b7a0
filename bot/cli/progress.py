"""How far a long command is, in one line of the terminal; nothing where nobody watches."""

import sys
from types import TracebackType


class Progress:
    """Use as a context manager: the line is wiped at the end."""

    def __init__(self) -> None:
        self._watched = sys.stderr.isatty()

    def show(self, table: str, rows: int) -> None:
        """Say which table is at work and how many of its rows are done."""
        if self._watched:
            print(f"\r\033[K{table}: {rows}", end="", file=sys.stderr, flush=True)

    def __enter__(self) -> "Progress":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._watched:
            print("\r\033[K", end="", file=sys.stderr, flush=True)
