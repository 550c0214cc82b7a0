"""Ways to the payments of bank statements."""

from dataclasses import dataclass

from handlers.kit.press import Press


@dataclass(frozen=True)
class OpenWaiting(Press, prefix="unmatched"):
    """The payments that wait for a decision."""

    page: int = 0
