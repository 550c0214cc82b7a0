"""The list of users as a file: who there is, with which login, in which projects; no passwords."""

from handlers.kit.context import BotContext
from handlers.kit.routes import Room, on
from handlers.rooms.user_ways import ExportUsers
from services.ports import PaperFile


async def send(context: BotContext, _: ExportUsers) -> None:
    """The file comes below; the menu stays as it is."""
    t = context.texts
    sheet = await context.services.centre.exports.sheet(context.member, context.now)

    async def make() -> PaperFile:
        return await context.papers.users_xlsx(sheet, t)

    context.attach(make, t("users-export-caption", n=len(sheet.rows)))
    context.toast(t.plain("paper-coming"))


ROOM: Room = (on(ExportUsers, send),)
