"""One person's details: shown to the administrator for a minute, in private, or handed over by a one-time link."""

from dataclasses import replace
from datetime import datetime
from urllib.parse import urlencode

from handlers.kit.context import BotContext
from handlers.kit.open_screens import lasting
from handlers.kit.routes import Room, on
from handlers.kit.screen import Row, Style, View, back, button, copy_button, shortened, url_button
from handlers.rooms.credentials_ways import EndHandOver, OpenDetails, origin
from handlers.rooms.credentials_words import secret
from handlers.rooms.user_ways import HandOver, RevealCredentials
from services.hand_over_cards import CredentialCard, HandOverLink, PageLink
from services.user_cards import HandOverStage
from texts import Html, Texts, joined
from texts.format import moment

PERSON = "u_"
"""Begins the parameter of a deep link by which a person gets his own details."""

DETAILS = "d_"
"""Begins the parameter of a deep link to the details of a user, by his number: the way out of a group."""

_WAITING = (HandOverStage.SENT, HandOverStage.OPENED)
_ENDED = (HandOverStage.EXPIRED, HandOverStage.REPLACED, HandOverStage.REVOKED, HandOverStage.CHANGED)


def view(card: CredentialCard, at: int, t: Texts) -> View:
    """Whose they are, and how far the hand-over has come."""
    user_role = card.role
    text = joined(
        [
            t("details-card", name=shortened(card.name, 40)),
            t("details-who", role=t.plain(f"user-role-{user_role}"), login=card.login),
            t("details-address", address=card.projects_url) if card.projects_url else None,
            t("details-server", server=card.sip_server) if card.sip_server else None,
            *_reached(card, t),
            _advice(card, t),
        ]
    )
    return View(text, [*_actions(card, at, t), back(t, origin(card.user_id, at), _whence(at, t))], service=True)


def _reached(card: CredentialCard, t: Texts) -> list[Html]:
    """How far the link has come, and until when it waits."""
    over = card.hand_over
    if over is None:
        return []
    at, until = (moment(each, card.now, card.zone, t, weekday=True) for each in (over.at, over.expires_at))
    opened = [t("reached-opened", at=at)] if over.stage is HandOverStage.OPENED else []
    return [*opened, t("reached-sent", at=until)] if over.stage in _WAITING else [t(f"reached-{over.stage}", at=at)]


def _advice(card: CredentialCard, t: Texts) -> Html | None:
    """How they get to the person, while they are not with him or on the way."""
    if card.page_only:
        return t("details-page-only")
    at_hand = card.hand_over is not None and card.hand_over.stage not in _ENDED
    return None if at_hand else t("details-advice")


def _actions(card: CredentialCard, at: int, t: Texts) -> list[Row]:
    rows: list[Row] = [
        [
            button(t.plain("details-show"), RevealCredentials(card.user_id, at)),
            button(t.plain("details-hand-over"), HandOver(card.user_id, at), Style.PRIMARY),
        ]
    ]
    if card.hand_over and card.hand_over.stage in _WAITING:
        rows.append([button(t.plain("details-end"), EndHandOver(card.user_id, at), Style.DANGER)])
    return rows


def _whence(at: int, t: Texts) -> str:
    return t.plain("details") if at < 0 else ""


def made(link: HandOverLink, bot_link: str, at: int, t: Texts, opened_at: datetime | None = None) -> View:
    """The link in its two forms, to be copied or sent on: the only time that it is shown. Somebody looked at it at
    ``opened_at``."""
    chat = "" if link.page_only else f"{bot_link}?start={PERSON}{link.token}"
    text = joined(
        [
            t("handing-title", name=shortened(link.name, 40)),
            t("handing-chat", link=chat) if chat else None,
            t("handing-page", link=link.page_url) if link.page_url else None,
            t("handing-until", until=moment(link.expires_at, link.now, link.zone, t, weekday=True)),
            t("reached-opened", at=moment(opened_at, link.now, link.zone, t, weekday=True)) if opened_at else None,
            t("handing-once"),
            t("handing-works") if link.works else t("handing-unclaimed"),
        ]
    )
    return View(text, [*_links(link, chat, t), back(t, origin(link.user_id, at), _whence(at, t))])


def _links(link: HandOverLink, chat: str, t: Texts) -> list[Row]:
    """Copy it, or send it on within Telegram."""
    copies = [copy_button(t.plain("handing-copy"), chat)] if chat else []
    copies += [copy_button(t.plain("handing-copy-page"), link.page_url)] if link.page_url else []
    said = {"url": chat or link.page_url, "text": t.plain("handing-share-text")}
    share = url_button(t.plain("handing-share"), "https://t.me/share/url?" + urlencode(said))
    return [copies, [share]]


def on_page(link: PageLink, at: int, t: Texts) -> View:
    """Secrets stay out of Telegram: the address at which the administrator himself sees them once."""
    text = joined(
        [
            t("details-card", name=shortened(link.name, 40)),
            t("details-page-only"),
            t("handing-page", link=link.url),
            t("handing-until", until=moment(link.expires_at, link.now, link.zone, t, weekday=True)),
            t("handing-once"),
        ]
    )
    copy: Row = [copy_button(t.plain("handing-copy-page"), link.url)]
    return View(text, [copy, back(t, origin(link.user_id, at), _whence(at, t))])


async def open_details(context: BotContext, press: OpenDetails) -> View:
    """The card, read afresh."""
    card = await context.services.centre.credentials.card(context.member, press.user_id, context.now)
    return lasting(context, view(card, press.at, context.texts), lambda later: open_details(later, press))


async def reveal(context: BotContext, press: RevealCredentials) -> View | None:
    """Show the details below the menu for a minute; in a group the tap leads to the private chat."""
    if not context.chat.private:
        context.lead(f"{context.bot_link}?start={DETAILS}{press.user_id}")
        return None
    centre = context.services.centre
    if centre.credentials.page_only:
        link = await centre.page_views.make(context.member, press.user_id, context.now)
        return on_page(link, press.at, context.texts)
    details = await centre.credentials.reveal(context.member, press.user_id, context.now)
    context.reveal(secret(details, context.texts), context.texts("reveal-failed"))
    context.toast(context.texts.plain("details-shown"))
    return None


async def hand_over(context: BotContext, press: HandOver) -> View:
    """A fresh link; the one before works no more."""
    link = await context.services.centre.hand_over.make(context.member, press.user_id, context.now)
    drawn = made(link, context.bot_link, press.at, context.texts)
    return lasting(context, drawn, lambda later: _become(later, OpenDetails(press.user_id, press.at), link))


async def _become(context: BotContext, press: OpenDetails, link: HandOverLink) -> View:
    """A link that waits, for it is shown but once, with when somebody opened it; then how far the hand-over came."""
    over = (await context.services.centre.credentials.card(context.member, press.user_id, context.now)).hand_over
    if over is None or over.stage not in _WAITING or over.expires_at != link.expires_at:
        return await open_details(context, press)
    opened_at = over.at if over.stage is HandOverStage.OPENED else None
    return made(replace(link, now=context.now), context.bot_link, press.at, context.texts, opened_at)


async def end(context: BotContext, press: EndHandOver) -> View:
    """The link works no more."""
    ended = await context.services.centre.hand_over.revoke(context.member, press.user_id, context.now)
    context.toast(context.texts.plain("handing-ended") if ended else context.texts.plain("handing-none"))
    return await open_details(context, OpenDetails(press.user_id, press.at))


ROOM: Room = (
    on(OpenDetails, open_details),
    on(RevealCredentials, reveal, groups=True),
    on(HandOver, hand_over),
    on(EndHandOver, end),
)
