"""A word about a user in a private chat: an observer asked for, confirmed, about to end; a receipt. Sent once."""

from collections.abc import Callable

from domain.users import UserNoticeKind
from handlers.kit.screen import View, shortened
from handlers.rooms import user_beside
from services.user_delivery import UserNoticeCard
from texts import Html, Texts
from texts.format import day, moment
from texts.html import joined


def view(card: UserNoticeCard, t: Texts) -> View:
    """The message. A receipt is told without a sound."""
    head, *rest = _LINES[card.kind](card, t)
    contract = shortened(card.contract_name) if card.several else None
    silent = card.kind is UserNoticeKind.RECEIPT
    return View(joined([head, contract, *rest]), user_beside.rows(card, t), menu=False, silent=silent)


def _asked(card: UserNoticeCard, t: Texts) -> list[Html]:
    return [t("user-word-asked", name=shortened(card.name)), *_until(card, t), t("user-word-asked-step")]


def _confirmed(card: UserNoticeCard, t: Texts) -> list[Html]:
    return [t("user-word-confirmed", name=shortened(card.name)), *_until(card, t)]


def _ends(card: UserNoticeCard, t: Texts) -> list[Html]:
    return [t("user-word-ends", name=shortened(card.name)), *_until(card, t), t("user-word-ends-step")]


def _lent_ends(card: UserNoticeCard, t: Texts) -> list[Html]:
    name = shortened(card.name)
    return [t("user-word-lent-ends", name=name), *_until(card, t), t("user-word-lent-ends-step")]


def _lent_ended(card: UserNoticeCard, t: Texts) -> list[Html]:
    return [t("user-word-lent-ended", name=shortened(card.name))]


def _ended(card: UserNoticeCard, t: Texts) -> list[Html]:
    return [t("user-word-ended", name=shortened(card.name))]


def _receipt(card: UserNoticeCard, t: Texts) -> list[Html]:
    at = moment(card.at or card.now, card.now, card.zone, t, weekday=True)
    return [t("user-word-receipt", name=shortened(card.name), at=at)]


def _unclaimed(card: UserNoticeCard, t: Texts) -> list[Html]:
    return [t("user-word-unclaimed", name=shortened(card.name)), t("user-word-unclaimed-step")]


def _until(card: UserNoticeCard, t: Texts) -> list[Html]:
    return [t("user-word-until", until=day(card.until, t))] if card.until else []


_LINES: dict[UserNoticeKind, Callable[[UserNoticeCard, Texts], list[Html]]] = {
    UserNoticeKind.OBSERVER_ASKED: _asked,
    UserNoticeKind.OBSERVER_CONFIRMED: _confirmed,
    UserNoticeKind.OBSERVER_ENDS: _ends,
    UserNoticeKind.OBSERVER_ENDED: _ended,
    UserNoticeKind.LENT_ENDS: _lent_ends,
    UserNoticeKind.LENT_ENDED: _lent_ended,
    UserNoticeKind.RECEIPT: _receipt,
    UserNoticeKind.UNCLAIMED: _unclaimed,
}
