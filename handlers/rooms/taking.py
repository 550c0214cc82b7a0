"""The person himself opens his one-time link: he is told whose it is, presses, and sees his details for a minute.

He need be no member of anything, and gets nothing else.
"""

from functools import partial

from handlers.errors import refusal_screen
from handlers.kit.context import BotContext
from handlers.kit.routes import Room, on
from handlers.kit.screen import Row, Style, View, button, copy_button, shortened, url_button
from handlers.rooms.credentials_ways import TakeDetails
from handlers.rooms.credentials_words import secret
from services.hand_over_cards import HandedOver, HandOverFace
from services.user_errors import HandOverGoneError, PageOnlyError
from texts import Texts, joined
from texts.format import moment


def view(face: HandOverFace, code: str, t: Texts) -> View:
    """Whose details wait, from whom, until when; looking burns nothing."""
    text = joined(
        [
            t("taking-title", name=shortened(face.name, 40)),
            t("taking-from", contract=shortened(face.contract_name)),
            t("handing-until", until=moment(face.expires_at, face.now, face.zone, t, weekday=True)),
            t("taking-on-page") if face.page_only else t("taking-once"),
            t("handing-page", link=face.page_url) if face.page_url else None,
        ]
    )
    return View(text, _ways(face, code, t), menu=False, protect=True)


def _ways(face: HandOverFace, code: str, t: Texts) -> list[Row]:
    rows: list[Row] = []
    if not face.page_only:
        rows.append([button(t.plain("details-show"), TakeDetails(code), Style.PRIMARY)])
    if face.page_url.startswith("https://"):  # Telegram opens no others
        rows.append([url_button(t.plain("taking-open-page"), face.page_url)])
    return rows


def phone_view(handed: HandedOver, t: Texts) -> View:
    """Below the QR code that sets a phone up; the button is for whoever reads this on that phone."""
    until = moment(handed.url_until, handed.now, handed.zone, t, weekday=True)
    lines = [t("phone-qr-title"), t("phone-qr-how"), t("phone-qr-until", until=until), t("details-gone")]
    return View(joined(lines), [[copy_button(t.plain("phone-qr-copy"), handed.setup_url)]], menu=False, protect=True)


def taken(t: Texts) -> View:
    """What is left of the message under the button."""
    return View(joined([t("taking-taken"), t("taking-again")]), menu=False)


def gone(t: Texts) -> View:
    """The link works no more, and what to do."""
    return View(t("error-hand-over-gone"), menu=False)


async def look(context: BotContext, code: str) -> View:
    """``/start u_<code>``."""
    try:
        face = await context.services.centre.hand_over.look(code, context.now)
    except HandOverGoneError:
        return gone(context.texts)
    return view(face, code, context.texts)


async def take(context: BotContext, press: TakeDetails) -> View | None:
    """The press: the details in a message of their own. A second press shows nothing."""
    over = context.services.centre.hand_over
    try:
        if (await over.look(press.code, context.now)).page_only:
            raise PageOnlyError
        handed = await over.take(press.code, context.now)
    except HandOverGoneError as error:
        context.toast(refusal_screen(error, context.texts, private=False).text.visible)
        return gone(context.texts)
    _show(context, handed)
    return taken(context.texts)


def _show(context: BotContext, handed: HandedOver) -> None:
    """The details, and below them what sets a phone up."""
    t = context.texts
    context.reveal(secret(handed.credentials, t), t("taking-failed"))
    if handed.setup_url:
        picture = partial(context.papers.link_png, handed.setup_url)
        context.reveal(phone_view(handed, t), t("phone-qr-failed"), picture)


ROOM: Room = (on(TakeDetails, take, strangers=True, support=True),)
