"""The table of one-time links for many people at once, which ``documents`` writes. A link is a secret until used."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple


class LinkRow(NamedTuple):
    """One person; ``chat`` is the link into Telegram ("": secrets stay out of it), ``page`` the one of our own page."""

    name: str
    login: str
    chat: str
    page: str


@dataclass(frozen=True)
class LinksSheet:
    """People in the order in which they were added; ``until`` is when the links end, on the contract's clock."""

    contract: str
    until: datetime
    rows: tuple[LinkRow, ...] = field(repr=False)
