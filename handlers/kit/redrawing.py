"""An open screen compared with what is true now, by the rights of a tap on it: what is to be drawn on it."""

from handlers.kit.context import BotContext
from handlers.kit.house import House
from handlers.kit.open_screens import OpenScreen
from handlers.kit.screen import Button, View
from handlers.kit.stage import told
from services.errors import ServiceError
from texts import Texts


class Redrawing:
    """Of the conversation that ``house`` describes."""

    def __init__(self, house: House) -> None:
        self._house = house

    async def anew(self, screen: OpenScreen, bot_link: str) -> View | None:
        """What ``screen`` should show now; None where it does so already.

        One that the person may see no more, or whose subject is gone, is left as it is and closed.
        """
        context = await self._context(screen, bot_link)
        try:
            view = await screen.again.draw(context) if context else None
        except ServiceError:
            context = None
        if context is None:
            self._house.screens.close(screen)
        if context is None or view is None:
            return None
        full = await told(context, view)
        return None if _same(full, screen.shown) else full

    async def _context(self, screen: OpenScreen, bot_link: str) -> BotContext | None:
        """As for a tap on it; None where it is no tap of a member on his menu any more.

        It proves nothing about the person: one who blocked us stays blocked.
        """
        house, user = self._house, screen.user
        visitor = await house.services.members.identify(user.id, user.language_code)
        member = visitor.member
        if member is None or member.contract_id != screen.again.contract_id or visitor.blocked:
            return None
        if visitor.menu_message_id != screen.spot.message_id:
            return None
        return house.context(visitor, user, screen.chat, Texts(visitor.language or house.language), bot_link)


def _same(one: View, other: View) -> bool:
    return one.text == other.text and _rows(one) == _rows(other)


def _rows(view: View) -> list[list[Button]]:
    return [list(row) for row in view.rows if row]
