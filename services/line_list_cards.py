"""What the list of lines tells its room beside its pages: a deletion that is asked, done, undone; a sweep over all."""

from dataclasses import dataclass
from datetime import datetime

from services.deletion import Deleted
from services.errors import ConfirmationGoneError, ServiceError
from services.line_cards import LineBrief

__all__ = ["ConfirmationGoneError", "Deleted", "DeletedTogether", "DeletionAsk", "NothingTickedError", "Progress"]


@dataclass(frozen=True)
class DeletionAsk:
    """Lines that wait for the person's «yes». ``token`` is used once, by him alone, before ``expires_at``."""

    token: str
    lines: tuple[LineBrief, ...]
    expires_at: datetime


@dataclass(frozen=True)
class DeletedTogether:
    """Lines that were deleted in one go and can be brought back until then, by name; ``line_id`` is one of them."""

    line_id: int
    names: tuple[str, ...]
    until: datetime


@dataclass(frozen=True)
class Progress:
    """How far the check of all lines has come. ``failed`` of the ``done`` ones did not register; ``skipped`` of them
    were checked seconds ago."""

    done: int
    total: int
    failed: int
    skipped: int = 0

    def after(self, *, failed: bool, skipped: bool) -> "Progress":
        """One line later."""
        return Progress(self.done + 1, self.total, self.failed + failed, self.skipped + skipped)


class NothingTickedError(ServiceError):
    """There is no ticked line to delete."""

    key = "nothing-ticked"
