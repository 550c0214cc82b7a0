"""The list of users: a page at a time, filtered by role and softphone or by what was typed."""

from dataclasses import dataclass, replace

from domain.access import Action, may
from domain.softphones import SoftphoneState
from domain.users import UserRole
from handlers.kit.context import BotContext
from handlers.kit.paging import pager
from handlers.kit.press import Press
from handlers.kit.routes import Room, command, on
from handlers.kit.screen import Button, Row, Style, View, back, button, home, pairs
from handlers.rooms import users_words as words
from handlers.rooms.user_ways import (
    AddUser,
    ExportUsers,
    ImportUsers,
    OpenObservers,
    OpenReady,
    OpenUser,
    OpenUsers,
    SendLinks,
    UserPlace,
)
from handlers.rooms.user_words import row
from services.hand_over_many import LinksOffer
from services.user_cards import UserFilter, UsersPage
from texts import Texts, joined

SEARCHES = "find users"


@dataclass(frozen=True)
class FindUsers(Press, prefix="finduser"):
    """Search the list by typing; ``at`` is the place to come back to."""

    at: int = 0


@dataclass(frozen=True)
class PickUsers(Press, prefix="pickusers"):
    """The list with boxes to tick."""

    at: int = 0


@dataclass(frozen=True)
class FilterUsers(Press, prefix="filter"):
    """Choose whom the list shows; ``at`` is the place that the choice so far names."""

    at: int = 0


def view(page: UsersPage, t: Texts, links: LinksOffer | None = None) -> View:
    """One page; each row leads to its user. ``links``: people who were added together and have no details yet."""
    at = words.place(page).at
    rows: list[Row] = [[button(row(user, t, page), OpenUser(user.id, at))] for user in page.items]
    rows += [*turn(page, t, OpenUsers), *_narrow(page, t), *_undoable(page, t), *_linked(links, t)]
    rows += pairs(_actions(page, t))
    waiting = t("users-links-wait", n=links.people) if links else None
    return View(joined([words.text(page, t), waiting]), [*rows, home(t)], service=True)


def _linked(links: LinksOffer | None, t: Texts) -> list[Row]:
    """The links that were not made after people had been added together."""
    return [[button(t.plain("users-links", n=links.people), SendLinks(links.token))]] if links else []


def turn(page: UsersPage, t: Texts, press: type[OpenUsers] | type[PickUsers]) -> list[Row]:
    """The pager, which keeps filter and search."""
    here = words.place(page)
    return pager(t, page.page, page.pages, lambda number: press(here._replace(page=number).at))


def filter_view(page: UsersPage, t: Texts) -> View:
    """The filters, a tap turns one; those that are chosen have a mark."""
    now, at = page.filter, words.place(page)._replace(page=0, found=False)
    roles = [_role_button(now, role, t) for role in UserRole]
    states = [_state_button(now, state, t) for state in SoftphoneState] if page.served else []
    gone = _choice(now.dismissed, t.plain("filter-dismissed"), UserFilter(dismissed=not now.dismissed), t)
    dismissed: list[Row] = [[gone]] if Action.EDIT_USERS in page.may else []
    show = [button(t.plain("users-filter-show", n=page.found), OpenUsers(at.at), Style.PRIMARY)]
    text = joined([t("users-filter-title"), t("users-filter-found", n=page.found)])
    return View(text, [*pairs(roles), *pairs(states), *dismissed, show, back(t, OpenUsers(), t.plain("users"))])


def _role_button(now: UserFilter, user_role: UserRole, t: Texts) -> Button:
    chosen = now.role is user_role
    then = replace(now, role=None if chosen else user_role, dismissed=False)
    return _choice(chosen, t.plain(f"filter-role-{user_role}"), then, t)


def _state_button(now: UserFilter, phone_state: SoftphoneState, t: Texts) -> Button:
    chosen = now.softphone is phone_state
    then = replace(now, softphone=None if chosen else phone_state, dismissed=False)
    return _choice(chosen, t.plain(f"filter-phone-{phone_state}"), then, t)


def _choice(chosen: bool, label: str, then: UserFilter, t: Texts) -> Button:
    return button(t.plain("filter-chosen", label=label) if chosen else label, FilterUsers(UserPlace(shown=then).at))


def _narrow(page: UsersPage, t: Texts) -> list[Row]:
    """The way back to everybody from a list that shows a part."""
    here = words.place(page)
    whole = not here.found and here.shown == UserFilter()
    return [] if whole else [[button(t.plain("users-all"), OpenUsers())]]


def _undoable(page: UsersPage, t: Texts) -> list[Row]:
    """The way to those who were deleted minutes ago, who may have been deleted by mistake."""
    if not page.undoable or page.filter.dismissed or Action.EDIT_USERS not in page.may:
        return []
    dismissed = UserPlace(shown=UserFilter(dismissed=True))
    return [[button(t.plain("users-undoable", n=page.undoable), OpenUsers(dismissed.at))]]


def _actions(page: UsersPage, t: Texts) -> list[Button]:
    here, some = words.place(page), page.total > 0
    edits = Action.EDIT_USERS in page.may
    buttons: list[Button] = []
    if some:
        buttons.append(button(t.plain("users-find"), FindUsers(here.at)))
    if some or (edits and page.dismissed):
        buttons.append(button(t.plain("users-filter"), FilterUsers(here._replace(page=0, found=False).at)))
    if edits:
        buttons.append(button(t.plain("users-add"), AddUser(), None if some else Style.PRIMARY))
    if edits and some and not here.shown.dismissed:
        buttons.append(button(t.plain("users-pick"), PickUsers(here.at)))
    if some:
        buttons.append(button(t.plain("users-ready"), OpenReady()))
    if edits:
        buttons += [button(t.plain("users-import"), ImportUsers()), button(_observers(page, t), OpenObservers())]
    if edits and some:
        buttons.append(button(t.plain("users-export"), ExportUsers()))
    return buttons


def _observers(page: UsersPage, t: Texts) -> str:
    """With the number of requests that wait for a word."""
    return t.plain("lent-waits", n=page.asking) if page.asking else t.plain("lent")


async def open_users(context: BotContext, press: OpenUsers) -> View:
    """A page of the list. Below what a search found, words that are typed are the next search."""
    place = UserPlace.of(press.at)
    if place.found:
        await context.services.awaited.expect(context.member, SEARCHES, context.now)
    return view(await page_at(context, place), context.texts, await _links(context))


async def _links(context: BotContext) -> LinksOffer | None:
    if not may(context.member.role, Action.SEE_CREDENTIALS):
        return None
    return await context.services.centre.hand_over_many.offered(context.member, context.now)


async def page_at(context: BotContext, place: UserPlace) -> UsersPage:
    """The page of a place. Whoever comes to the list from elsewhere sees everybody: his search is over."""
    lists = context.services.centre.lists
    page = await lists.page(context.member, place.page, place.shown, context.now)
    if page.search and not place.found:
        await lists.set_search(context.member, "", context.now)
        page = await lists.page(context.member, place.page, place.shown, context.now)
    return page


async def filter_users(context: BotContext, press: FilterUsers) -> View:
    """The choice, and how many it finds."""
    return filter_view(await page_at(context, UserPlace.of(press.at)), context.texts)


async def users(context: BotContext, _: str) -> View:
    """``/users``."""
    return await open_users(context, OpenUsers())


ROOM: Room = (on(OpenUsers, open_users), on(FilterUsers, filter_users), command("users", users))
