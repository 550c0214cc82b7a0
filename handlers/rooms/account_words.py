"""The account in words, eight short rows at most: the balance first, then what it means for the service."""

from domain.ledger import StateReason
from handlers.kit.screen import shortened
from services.money_cards import AccountCard, EndCard
from texts import Html, Texts, joined
from texts.format import day, moment, money, short_day

_NUMBER = 24


def text(card: AccountCard, t: Texts) -> Html:
    """The whole card."""
    title = t("account-title", number=shortened(card.contract_number, _NUMBER))
    return joined([title, _balance(card, t), *_STATE[card.reason](card, t), _next(card, t), _unpaid(card, t)])


def state(reason: StateReason, since: str, t: Texts) -> Html:
    """Whether the service is provided; ``since`` is told of a stop alone."""
    if reason is StateReason.PROMISED:
        return t("account-promised")
    return t("account-covered") if reason is StateReason.COVERED else t("account-suspended", since=since)


def end(card: EndCard | None, t: Texts, *, today: bool) -> list[Html]:
    """When the money ends, and between which days that may be."""
    if card is None:
        return [t("account-end-unknown")]
    head = t("account-end-today") if today else t("account-end", end=day(card.end, t))
    return [head, *_bounds(card, t)]


def _bounds(card: EndCard, t: Texts) -> list[Html]:
    if card.earliest is None or card.earliest == card.latest:
        return []
    earliest = short_day(card.earliest, t)
    if card.latest is None:
        return [t("account-from", earliest=earliest)]
    return [t("account-between", earliest=earliest, latest=short_day(card.latest, t))]


def _balance(card: AccountCard, t: Texts) -> Html:
    balance = money(card.balance, t)
    if not card.credit_limit:
        return t("account-balance", balance=balance)
    return t("account-balance-limit", balance=balance, limit=money(card.credit_limit, t))


def _covered(card: AccountCard, t: Texts) -> list[Html]:
    today = card.now.astimezone(card.zone).date()
    lasts = end(card.end, t, today=card.end is not None and card.end.end <= today)
    return [state(card.reason, "", t), *lasts, *_pay_by(card, t)]


def _pay_by(card: AccountCard, t: Texts) -> list[Html]:
    """Until when to pay, in the last days; the same words as the warning's."""
    if card.end is None or card.end.days_left > 7:
        return []
    if card.end.pay_by <= card.now:
        return [t("money-pay-now")]
    return [t("money-pay-by", by=moment(card.end.pay_by, card.now, card.zone, t, weekday=True))]


def _promised(card: AccountCard, t: Texts) -> list[Html]:
    if card.promise is None:
        return [state(card.reason, "", t)]
    until = moment(card.promise.until, card.now, card.zone, t, weekday=True)
    return [state(card.reason, "", t), t("account-pay-until", sum=money(card.to_pay, t), until=until)]


def _no_money(card: AccountCard, t: Texts) -> list[Html]:
    return [state(card.reason, _since(card, t), t), t("account-pay-to-resume", sum=money(card.to_pay, t))]


def _held(card: AccountCard, t: Texts) -> list[Html]:
    return [state(card.reason, _since(card, t), t), t("money-held")]


def _since(card: AccountCard, t: Texts) -> str:
    return moment(card.state_since, card.now, card.zone, t, weekday=True)


def _next(card: AccountCard, t: Texts) -> Html | None:
    if not card.next_charge or card.next_charge_on is None:
        return None
    return t("account-next", amount=money(card.next_charge, t), day=short_day(card.next_charge_on, t))


def _unpaid(card: AccountCard, t: Texts) -> Html | None:
    return t("account-unpaid", n=card.unpaid) if card.unpaid else None


_STATE = {
    StateReason.COVERED: _covered,
    StateReason.PROMISED: _promised,
    StateReason.NO_MONEY: _no_money,
    StateReason.PROVIDER: _held,
}
