"""Home in words, for each role its own: what fails now comes first, money in a line or two."""

from collections.abc import Mapping

from domain.access import Role
from domain.softphones import SoftphoneState
from handlers.kit.screen import shortened
from handlers.kit.stop_banner import stop_line
from handlers.rooms.phrases import lamp, where
from services.cards import HomeCard, IncidentBrief
from services.money_brief import MoneyBrief
from texts import Html, Texts
from texts.format import day, duration, moment, money, short_day

Counts = Mapping[SoftphoneState, int]


def lines(card: HomeCard, brief: MoneyBrief, t: Texts, phones: Counts | None = None) -> list[Html]:
    """The rows of the card's role; ``phones`` are the softphones by state, None without a SIP server."""
    if card.role is Role.MANAGER:
        return [_title(card, t), *_money(card, brief, t), _lit(card, _lines(card, t), t), *_phones(phones, t)]
    if card.role is Role.ON_CALL:
        return [*_for_on_call(card, brief, t), *_phones(phones, t)]
    rows = _for_administrator(card, brief, t, phones)
    return [*rows, t("home-visiting")] if card.role is Role.SUPPORT else rows


def _for_administrator(card: HomeCard, brief: MoneyBrief, t: Texts, phones: Counts | None) -> list[Html]:
    title, failing = _lit(card, _title(card, t), t), [*_incidents(card, t), *_silent(card, t)]
    return [title, _lines(card, t), *_phones(phones, t), *_money_line(card, brief, t), *failing]


def _phones(phones: Counts | None, t: Texts) -> list[Html]:
    """How many softphones are ready; after a restart of the SIP server some are not known for a while."""
    total = sum(phones.values()) if phones else 0
    if not phones or not total:
        return []
    online, unknown = phones[SoftphoneState.ONLINE], phones[SoftphoneState.UNKNOWN]
    if unknown:
        return [t("home-phones-unknown", online=online, total=total, n=unknown)]
    return [t("home-phones", online=online, total=total)]


def _money_line(card: HomeCard, brief: MoneyBrief, t: Texts) -> list[Html]:
    """Everything about money in one row."""
    if brief.stop is not None:
        return [stop_line(brief.stop, t)]
    if brief.balance is None:
        return []
    balance = money(brief.balance, t, rounded=brief.balance >= 0)  # a debt is a sum to pay: to the kopeck
    if brief.promised_until is not None:
        until = moment(brief.promised_until, card.now, card.zone, t, weekday=True)
        return [t("home-money-promised", balance=balance, until=until)]
    if brief.end is None:
        return [t("home-balance", balance=balance)]
    if _today(card, brief):
        return [t("home-money-today", balance=balance)]
    return [t("home-money", balance=balance, end=short_day(brief.end, t))]


def _money(card: HomeCard, brief: MoneyBrief, t: Texts) -> list[Html]:
    """Money as a manager has it: what there is, for how long, what is asked for."""
    rows = [stop_line(brief.stop, t)] if brief.stop else []
    if brief.balance is None:
        return rows
    return [*rows, t("home-balance", balance=money(brief.balance, t)), *_lasts(card, brief, t), *_unpaid(brief, t)]


def _lasts(card: HomeCard, brief: MoneyBrief, t: Texts) -> list[Html]:
    if brief.promised_until is not None:
        until = moment(brief.promised_until, card.now, card.zone, t, weekday=True)
        return [t("home-promised", until=until)]
    if brief.end is None:
        return []
    return [t("home-end-today") if _today(card, brief) else t("home-end", end=day(brief.end, t))]


def _unpaid(brief: MoneyBrief, t: Texts) -> list[Html]:
    if brief.unpaid is None:
        return []
    left = money(brief.unpaid.left, t)
    if brief.unpaid.count == 1:
        return [t("home-unpaid", number=shortened(brief.unpaid.number, 16), sum=left)]
    return [t("home-unpaid-more", n=brief.unpaid.count, sum=left)]


def _today(card: HomeCard, brief: MoneyBrief) -> bool:
    return brief.end is not None and brief.end <= card.now.astimezone(card.zone).date()


def _for_on_call(card: HomeCard, brief: MoneyBrief, t: Texts) -> list[Html]:
    head = [_title(card, t), *([stop_line(brief.stop, t)] if brief.stop else [])]
    if not card.incidents:
        return [*head, _lit(card, _lines(card, t), t), t("home-quiet")]
    rest = t("home-others-work", n=card.lines.ok) if card.lines.ok else None
    return [*head, _unaccepted(card, t), *_incidents(card, t), *([rest] if rest else [])]


def _title(card: HomeCard, t: Texts) -> Html:
    return t("home-title", name=shortened(card.contract_name), number=shortened(card.contract_number))


def _lit(card: HomeCard, rest: Html, t: Texts) -> Html:
    """``rest`` behind the lamp of all lines; without lines there is nothing to light."""
    return t("home-lamp", lamp=lamp(card.lines, t), rest=rest) if card.lines.total else rest


def _lines(card: HomeCard, t: Texts) -> Html:
    counts = card.lines
    if not counts.total:
        return t("home-no-lines")
    if counts.unknown:
        return t("home-lines-unknown", ok=counts.ok, total=counts.total, n=counts.unknown)
    return t("home-lines", ok=counts.ok, total=counts.total)


def _silent(card: HomeCard, t: Texts) -> list[Html]:
    """Groups that were bound and take no messages any more: nobody else would notice."""
    return [t("home-silent-chat", title=shortened(title, 30)) for title in card.silent_chats[:2]]


def _unaccepted(card: HomeCard, t: Texts) -> Html:
    waiting = sum(not incident.acknowledged for incident in card.incidents)
    return t("home-unaccepted", n=waiting) if waiting else t("home-all-accepted", n=len(card.incidents))


def _incidents(card: HomeCard, t: Texts) -> list[Html]:
    """The three worst; more of them are a tap away."""
    return [_incident(incident, card, t) for incident in card.incidents[:3]]


def _incident(incident: IncidentBrief, card: HomeCard, t: Texts) -> Html:
    lasted = duration(card.now - incident.opened_at, t)
    if incident.operators:
        return t("home-incident-people", carrier=where(incident, t), duration=lasted, n=incident.operators)
    return t("home-incident", carrier=where(incident, t), duration=lasted, n=incident.lines_failing)
