"""Ways between the rooms of documents."""

from dataclasses import dataclass

from handlers.kit.press import Press


@dataclass(frozen=True)
class OpenMonths(Press, prefix="papermonths"):
    """Older months with documents: those before the month of this number (0: the newest)."""

    before: int = 0


@dataclass(frozen=True)
class MailPapers(Press, prefix="mailpapers"):
    """Send by e-mail the invoice ``invoice_id``, or (0) all documents of the month of this number: to which address?"""

    invoice_id: int = 0
    month: int = 0
