"""The list of details: whose logins and passwords there are, and how far each hand-over has come."""

from dataclasses import replace

from domain.access import Action, may
from handlers.kit.asking import Typed, not_text
from handlers.kit.context import BotContext
from handlers.kit.paging import pager
from handlers.kit.routes import Room, hears, on
from handlers.kit.screen import Button, Row, View, button, home, pairs, shortened, unasked
from handlers.rooms.credentials_ways import DetailsPlace, FindDetails, OpenDetails
from handlers.rooms.user_ways import AddUser, OpenCredentials
from services.hand_over_cards import CredentialBrief, CredentialsPage
from texts import Html, Texts, joined

_WAITS = "details"


def view(page: CredentialsPage, t: Texts) -> View:
    """One page; each row leads to one person."""
    found = bool(page.search)
    at = DetailsPlace(page.page, found).at
    rows: list[Row] = [[button(_label(item, t), OpenDetails(item.user_id, at))] for item in page.items]
    turn = pager(t, page.page, page.pages, lambda number: OpenCredentials(number, found))
    text = joined([t("details-title", contract=shortened(page.contract_name)), *_counted(page, t), t("details-yours")])
    return View(text, [*rows, *turn, *_ways(page, t), home(t)], service=True)


def _counted(page: CredentialsPage, t: Texts) -> list[Html]:
    if page.search and not page.total:
        return [t("details-found-none", search=shortened(page.search))]
    if page.search:
        return [t("details-found", search=shortened(page.search), n=page.total)]
    return [t("details-count", n=page.total)] if page.total else [t("details-none")]


def _ways(page: CredentialsPage, t: Texts) -> list[Row]:
    if not page.search and not page.total:
        return [[button(t.plain("details-add"), AddUser())]]
    some: list[Button] = [button(t.plain("details-find"), FindDetails())]
    some += [button(t.plain("details-all"), OpenCredentials())] if page.search else []
    return pairs(some)


def _label(item: CredentialBrief, t: Texts) -> str:
    name = shortened(item.name, 18)
    login = shortened(item.login, 10)
    if item.hand_over is None:
        return t.plain("details-row", name=name, login=login)
    return t.plain("details-row-stage", name=name, stage=t.plain(f"stage-{item.hand_over.stage}"))


def question(t: Texts, said: Html | None = None) -> View:
    """What to type."""
    return View(joined([t("details-find-title"), said, t("details-find-ask")]), [unasked(t, OpenCredentials())])


async def open_credentials(context: BotContext, press: OpenCredentials) -> View:
    """A page of the list, or of those that were found: there words that are typed are the next search."""
    details = context.services.centre.credentials
    if press.found:
        await context.services.awaited.expect(context.member, _WAITS, context.now)
        return view(await details.found(context.member, press.page, context.now), context.texts)
    return view(await details.page(context.member, press.page, context.now), context.texts)


async def find(context: BotContext, _: FindDetails) -> View:
    """From now on words that are typed filter the list."""
    await context.services.centre.credentials.set_search(context.member, "", context.now)
    await context.services.awaited.expect(context.member, _WAITS, context.now)
    return question(context.texts)


async def heard(context: BotContext, typed: Typed) -> View | None:
    """Words to find people by, where they are awaited; a new search replaces the one before."""
    services, member = context.services, context.member
    if await services.awaited.what(member, context.now) != _WAITS or not may(member.role, Action.SEE_CREDENTIALS):
        return None
    await services.awaited.expect(member, _WAITS, context.now)
    refused = not_text(typed, context.texts)
    if refused:
        return question(context.texts, refused)
    await services.centre.credentials.set_search(member, typed.text, context.now)
    return replace(await open_credentials(context, OpenCredentials(found=True)), sweep=True)


ROOM: Room = (on(OpenCredentials, open_credentials), on(FindDetails, find), hears(heard))
