"""What support has on every screen of a contract that it looks into: whose it is, and the way out in one tap."""

from dataclasses import dataclass, replace

from domain.access import Role
from handlers.kit.context import BotContext
from handlers.kit.press import Press
from handlers.kit.screen import GoHome, Row, View, button, shortened
from texts import joined


@dataclass(frozen=True)
class LeaveContract(Press, prefix="leave"):
    """Support leaves the contract it has entered: back to its own home."""


def bannered(context: BotContext, view: View) -> View:
    """``view`` with the banner, where support is inside a contract; the first screen of one has words of its own."""
    member = context.visitor.member
    if member is None or member.role is not Role.SUPPORT or not context.chat.private or not _leads_home(view):
        return view
    t = context.texts
    leave = button(t.plain("support-search"), LeaveContract())
    text = joined([t("support-visiting", number=shortened(member.contract_number, 20)), view.text])
    last = view.rows[-1]
    rows: list[Row] = [[leave, *last]] if len(last) == 1 else [[leave], last]
    return replace(view, text=text, rows=[*view.rows[:-1], *rows])


def _leads_home(view: View) -> bool:
    """Every screen of the menu has the way home in its last row, but for home itself."""
    return bool(view.rows) and any(isinstance(each.press, GoHome) for each in view.rows[-1])
