"""Details of the journal's entries about money: kept as plain values, read as every screen writes sums and days."""

from datetime import date
from decimal import Decimal, InvalidOperation

from domain.journal import Deed
from domain.money import BadSumError, from_decimal
from handlers.kit.screen import shortened
from services.audit_log import AuditItem
from texts import Texts
from texts.format import day, money

_LONGEST = 48
_ROWS = {Deed.CREDIT_ROW, Deed.DISMISS_ROW}


def details(item: AuditItem, t: Texts) -> str:
    """What the entry tells besides its deed. What an older or newer version wrote otherwise stays as it is."""
    try:
        if item.deed is Deed.PROMISE_PAYMENT:
            return _sum(item.details, t)
        if item.deed in _ROWS:
            return _row(item.details, t)
    except (ValueError, BadSumError, InvalidOperation):
        pass
    return shortened(item.details, _LONGEST)


def _row(said: str, t: Texts) -> str:
    """ "120 2026-11-23 700.00": the number of the payment order, its day, its sum."""
    number, when, amount = said.rsplit(" ", 2)
    return t.plain(
        "journal-row", sum=_sum(amount, t), day=day(date.fromisoformat(when), t), number=shortened(number, 20)
    )


def _sum(roubles: str, t: Texts) -> str:
    return money(from_decimal(Decimal(roubles)), t)
