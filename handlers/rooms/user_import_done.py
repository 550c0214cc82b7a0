"""After many users were added at once: their one-time links in one table."""

from handlers.kit.context import BotContext
from handlers.kit.routes import Room, on
from handlers.kit.screen import Row, Style, View, button, home
from handlers.rooms import user_import_words as words
from handlers.rooms.details import PERSON
from handlers.rooms.user_ways import OpenCredentials, OpenUsers, SendLinks
from services.errors import ConfirmationGoneError
from services.hand_over import LASTS as LINKS_LAST
from services.ports import PaperFile
from services.user_import_cards import Imported, ImportStep
from texts import Texts
from texts.format import moment


def adding_view(step: ImportStep, t: Texts) -> View:
    """They are being added: nobody is until everybody is."""
    return View(words.adding(step, t), [home(t)])


def done_view(done: Imported, t: Texts) -> View:
    """They are there: the next thing is that they get their details."""
    rows: list[Row] = [
        [button(t.plain("import-links"), SendLinks(done.token), Style.PRIMARY)],
        [button(t.plain("import-details"), OpenCredentials()), button(t.plain("users"), OpenUsers())],
    ]
    return View(words.done(done, t), [*rows, home(t)])


async def send_links(context: BotContext, press: SendLinks) -> None:
    """The table comes below; the menu stays as it is. In a group nothing comes: a link is a secret.

    The message with the table is gone when its links have ended.
    """
    t, many = context.texts, context.services.centre.hand_over_many
    try:
        user_ids = await many.take(context.member, press.token, context.now)
    except ConfirmationGoneError:
        context.toast(t.plain("import-links-late"))
        return

    async def make() -> PaperFile:
        sheet = await many.sheet(context.member, user_ids, f"{context.bot_link}?start={PERSON}", context.now)
        return await context.papers.links_xlsx(sheet, t)

    until = context.now + LINKS_LAST
    said = moment(until, context.now, context.member.zone, t, weekday=True)
    context.attach(make, t("import-links-caption", n=len(user_ids), until=said), until=until)
    context.toast(t.plain("paper-coming"))


ROOM: Room = (on(SendLinks, send_links),)
