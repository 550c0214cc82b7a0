"""Where the provider's own staff begins: a search over all contracts, and those entered last."""

from dataclasses import dataclass

from handlers.kit.asking import Typed
from handlers.kit.context import BotContext
from handlers.kit.paging import pager
from handlers.kit.press import LIMIT, Press
from handlers.kit.routes import Room, hears, on
from handlers.kit.screen import Row, View, button, home, shortened
from handlers.rooms.people_ways import FindContracts
from handlers.rooms.statement_ways import OpenWaiting
from handlers.rooms.ways import OpenContracts, OpenHelp, OpenLanguages
from services.support_cards import ContractBrief, FoundPage, SupportHome
from texts import Texts, joined

_ROOM = LIMIT - len("find:") - len(":") - 13
"""Bytes that a query may take in a button beside the largest page number."""


@dataclass(frozen=True)
class EnterContract(Press, prefix="enter"):
    """Look into a contract."""

    contract_id: int


def view(card: SupportHome, t: Texts, *, own: int = 0) -> View:
    """Home of support; ``own`` is how many contracts the person is a member of himself."""
    text = joined(
        [
            t("support-title"),
            t("support-count", n=card.total),
            t("support-hint"),
            t("support-statement"),
            t("statement-waiting", n=card.waiting) if card.waiting else None,
            t("support-recent") if card.recent else None,
        ]
    )
    rows: list[Row] = [_row(brief, t) for brief in card.recent]
    rows.append([button(t.plain("support-all"), FindContracts())])
    if card.waiting:
        rows.append([button(t.plain("support-waiting"), OpenWaiting())])
    rows.append([button(t.plain("home-to-help"), OpenHelp()), button(t.plain("home-to-language"), OpenLanguages())])
    return View(text, [*rows, *([[button(t.plain("support-own"), OpenContracts())]] if own else [])])


def found_view(page: FoundPage, t: Texts) -> View:
    """What a search found, one contract a row; typing again searches again."""
    text = joined(
        [
            t("found-title", query=page.query) if page.query else t("found-all"),
            t("found-count", n=page.total) if page.total else t("found-none"),
            t("support-hint"),
        ]
    )
    turn = pager(t, page.page, page.pages, lambda number: FindContracts(number, page.query))
    return View(text, [*(_row(brief, t) for brief in page.items), *turn, home(t)])


def asked(text: str) -> str:
    """What somebody typed as a query that fits a button: one line, cut to the room that a button has."""
    query = " ".join("".join(char if char.isprintable() and char not in ":%" else " " for char in text).split())
    return query.encode()[:_ROOM].decode(errors="ignore").strip()


def _row(brief: ContractBrief, t: Texts) -> Row:
    name, number = shortened(brief.name, 22), shortened(brief.number, 12)
    if brief.failing:
        return [button(t.plain("support-row-failing", name=name, number=number), EnterContract(brief.id))]
    return [button(t.plain("support-row", name=name, number=number), EnterContract(brief.id))]


async def draw(context: BotContext) -> View:
    """Home of support, read afresh."""
    card = await context.services.support.home(context.user.id)
    own = await context.services.members.contracts(context.user.id)
    return view(card, context.texts, own=len(own))


async def find(context: BotContext, press: FindContracts) -> View:
    """The page asked for."""
    page = await context.services.support.find(context.user.id, press.query, press.page)
    return found_view(page, context.texts)


async def search(context: BotContext, typed: Typed) -> View | None:
    """Whatever support types outside a contract is searched for; a single match is still only shown."""
    query = asked(typed.text)
    return await find(context, FindContracts(0, query)) if query else None


ROOM: Room = (on(FindContracts, find, support=True), hears(search, support=True))
