"""What ended before anybody could be told of it: all of it in one silent message, and not an alert for each."""

from collections.abc import Sequence

from handlers.kit.screen import View, shortened
from handlers.rooms.phrases import where
from services.cards import IncidentCard
from texts import Html, Texts, joined
from texts.format import duration, moment
from texts.verdicts import verdict_name

NAMED = 5
"""Incidents that a message has room for."""


def digest(cards: Sequence[IncidentCard], more: int, t: Texts) -> View:
    """``cards`` are closed incidents of one contract, the oldest first; ``more`` are counted and not named."""
    rows = [
        t("incident-digest", n=len(cards) + more),
        t("incident-digest-contract", contract=shortened(cards[0].contract_name)),
        *(_row(card, t) for card in cards[:NAMED]),
    ]
    unnamed = len(cards[NAMED:]) + more
    return View(joined([*rows, t("incident-digest-more", n=unnamed) if unnamed else None]), menu=False, silent=True)


def _row(card: IncidentCard, t: Texts) -> Html:
    ended = card.closed_at or card.now
    return t(
        "incident-digest-row",
        carrier=where(card, t),
        verdict=verdict_name(card.verdict, t),
        since=moment(card.opened_at, card.now, card.zone, t),
        duration=duration(ended - card.opened_at, t),
    )
