"""Frozen answers about who works in which project, and what of a list is shown."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class ChoiceShown(StrEnum):
    """Which rows of a list of boxes are shown; short, for buttons carry it."""

    ALL = "a"
    CHOSEN = "c"
    FOUND = "f"


@dataclass(frozen=True)
class Admitted:
    """Several were admitted by one tap: how many were not yet, and the way back, used once before ``undo_until``.

    ``undo_token`` "": nobody was new, so there is nothing to take back.
    """

    count: int
    undo_token: str
    undo_until: datetime
