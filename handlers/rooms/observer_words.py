"""External observers in words: whether the other contract has agreed, and until which day he may watch."""

from handlers.kit.screen import shortened
from services.softphone_cards import ReadyPage
from services.user_cards import ObservationCard, ObservationShown, UserCard, UsersPage
from texts import Html, Texts
from texts.format import moment, short_day

_NAME = 18
"""Characters of a name beside since when he waits."""


def row(name: str, card: ObservationCard, t: Texts, at: UsersPage | ReadyPage) -> str:
    """One who does not watch (yet) as a row of a list. ``at`` tells the zone."""
    name = shortened(name, _NAME)
    if card.shown is ObservationShown.WAITING:
        return t.plain("asked-row-waiting", name=name, since=short_day(card.requested_at.astimezone(at.zone).date(), t))
    ended = card.shown is ObservationShown.ENDED
    return t.plain("asked-row-ended", name=name) if ended else t.plain("asked-row-unanswered", name=name)


def lines(user: UserCard, card: ObservationCard, t: Texts) -> list[Html]:
    """How it stands, one thing a line, and what to press."""
    until = short_day(card.until, t)
    if card.shown is ObservationShown.WAITING:
        return _waiting(user, card, t)
    if card.shown is ObservationShown.UNANSWERED:
        return [t("observed-unanswered", closed=short_day(card.answer_until.astimezone(user.zone).date(), t))]
    if card.shown is ObservationShown.CONFIRMED:
        return [t("observed-until", until=until), t("observed-prolong")]
    early = card.until >= user.now.astimezone(user.zone).date()
    return [t("observed-stopped") if early else t("observed-ended", until=until), t("observed-again")]


def _waiting(user: UserCard, card: ObservationCard, t: Texts) -> list[Html]:
    since = moment(card.requested_at, user.now, user.zone, t, weekday=True)
    closes = short_day(card.answer_until.astimezone(user.zone).date(), t)
    asked = t("observed-asked", until=short_day(card.until, t))
    return [t("observed-waiting", since=since), t("observed-closes", closes=closes), asked]
