"""Files below the menu, sent to the sandbox's Telegram."""

from domain.access import Role
from handlers.kit.attaching import attach
from handlers.kit.context import Attachment, BotContext, Chat, TgUser
from handlers.kit.show import Spot
from services.errors import SellerUnknownError
from services.ports import PaperFile
from tests.documents.cards import picture
from tests.handlers.desk import ANNA, Desk
from tests.handlers.samples import NOW, PAPERS, SUPPORT
from texts import Html, Texts


async def _context(desk: Desk) -> BotContext:
    visitor = await desk.services.members.identify(ANNA, "ru")
    return BotContext(desk.services, visitor, TgUser(ANNA, "Анна"), Chat(ANNA, True), Texts("ru"), NOW, SUPPORT, PAPERS)


async def test_a_file_comes_below_the_menu_with_its_name_and_caption(desk: Desk) -> None:
    anna = await desk.join(ANNA, Role.ADMINISTRATOR)

    async def make() -> PaperFile:
        return PaperFile("Счёт № 7.pdf", b"%PDF-1.7 a file")

    caption = Html("Счёт <b>7</b>")
    await attach(desk.application.bot, await _context(desk), Spot(ANNA), Attachment(make, caption))
    seen = await anna.sees("Счёт 7")
    document = seen.raw["message"]["document"]
    assert document["file_name"] == "Счёт № 7.pdf"
    file = await desk.application.bot.get_file(document["file_id"])
    assert bytes(await file.download_as_bytearray()) == b"%PDF-1.7 a file"


async def test_a_picture_is_shown_as_a_photo(desk: Desk) -> None:
    anna = await desk.join(ANNA, Role.ADMINISTRATOR)

    async def make() -> PaperFile:
        return await PAPERS.balance_png(picture(), Texts("ru"))

    await attach(desk.application.bot, await _context(desk), Spot(ANNA), Attachment(make, Html("График"), photo=True))
    assert (await anna.sees("График")).raw["message"]["photo"]


async def test_a_file_that_is_refused_is_told_in_words_and_leaves_the_menu_alone(desk: Desk) -> None:
    anna = await desk.join(ANNA, Role.ADMINISTRATOR)
    before = anna.buttons()

    async def make() -> PaperFile:
        raise SellerUnknownError(contacts="(3412) 912-000")

    await attach(desk.application.bot, await _context(desk), Spot(ANNA), Attachment(make, Html("Счёт")))
    await anna.sees("(3412) 912-000")
    assert anna.buttons() == before


async def test_a_long_caption_is_cut_to_what_telegram_takes(desk: Desk) -> None:
    anna = await desk.join(ANNA, Role.ADMINISTRATOR)

    async def make() -> PaperFile:
        return PaperFile("a.txt", b"a")

    caption = Html("\n".join(["строка подписи"] * 200))
    await attach(desk.application.bot, await _context(desk), Spot(ANNA), Attachment(make, caption))
    assert len((await anna.sees("строка подписи")).text) <= 1024
