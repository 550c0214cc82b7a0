"""A word about money in a private chat: what happened, what to do, and the buttons to do it. Sent once."""

from collections.abc import Callable
from datetime import date, datetime

from domain.ledger import StateReason
from domain.money_warnings import WarningKind
from handlers.kit.screen import View
from handlers.rooms import money_beside
from services.money_cards import MoneyWarningCard
from texts import Html, Texts
from texts.format import day, moment, money
from texts.html import joined


def view(card: MoneyWarningCard, t: Texts) -> View:
    """The message. A payment that came is told without a sound."""
    head, *rest = _LINES[card.kind](card, t)
    contract = card.contract_name if card.several else None
    silent = card.kind is WarningKind.PAID
    return View(joined([head, contract, *rest]), money_beside.rows(card, t), menu=False, silent=silent)


def _runs_out(card: MoneyWarningCard, t: Texts) -> list[Html]:
    end = date.fromisoformat(card.facts.end)
    today = card.now.astimezone(card.zone).date()
    head = t("money-runs-out", end=day(end, t)) if end > today else t("money-runs-out-today")
    return [head, _pay(card, t), *_bounds(card, t), _balance(card, t)]


def _pay(card: MoneyWarningCard, t: Texts) -> Html:
    by = datetime.fromisoformat(card.facts.pay_by)
    if by <= card.now:
        return t("money-pay-now")
    return t("money-pay-by", by=moment(by, card.now, card.zone, t, weekday=True))


def _bounds(card: MoneyWarningCard, t: Texts) -> list[Html]:
    earliest, latest = card.facts.earliest, card.facts.latest
    if not earliest or earliest == latest:
        return []
    first = day(date.fromisoformat(earliest), t)
    if not latest:
        return [t("money-from", earliest=first)]
    return [t("money-between", earliest=first, latest=day(date.fromisoformat(latest), t))]


def _low(card: MoneyWarningCard, t: Texts) -> list[Html]:
    return [t("money-low", balance=money(card.facts.balance, t))]


def _suspended(card: MoneyWarningCard, t: Texts) -> list[Html]:
    if card.facts.reason is StateReason.PROVIDER:
        return [t("money-suspended"), t("money-held")]
    return [t("money-suspended"), t("money-to-pay", sum=money(card.facts.to_pay, t))]


def _resumed(card: MoneyWarningCard, t: Texts) -> list[Html]:
    if card.facts.reason is StateReason.PROMISED:
        return [t("money-resumed"), t("money-resumed-promised", sum=money(card.facts.to_pay, t))]
    return [t("money-resumed"), _balance(card, t)]


def _paid(card: MoneyWarningCard, t: Texts) -> list[Html]:
    return [t("money-paid", sum=money(card.facts.amount, t)), _balance(card, t)]


def _promise_ends(card: MoneyWarningCard, t: Texts) -> list[Html]:
    until = datetime.fromisoformat(card.facts.until)
    head = t("money-promise-ends", until=moment(until, card.now, card.zone, t, weekday=True))
    return [head, t("money-promise-pay", sum=money(card.facts.to_pay, t))]


def _balance(card: MoneyWarningCard, t: Texts) -> Html:
    return t("money-balance", balance=money(card.facts.balance, t))


_LINES: dict[WarningKind, Callable[[MoneyWarningCard, Texts], list[Html]]] = {
    WarningKind.RUNS_OUT: _runs_out,
    WarningKind.LOW_BALANCE: _low,
    WarningKind.SUSPENDED: _suspended,
    WarningKind.RESUMED: _resumed,
    WarningKind.PAID: _paid,
    WarningKind.PROMISE_ENDS: _promise_ends,
}
