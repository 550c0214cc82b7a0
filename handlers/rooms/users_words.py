"""The list of users in words: its title, whom it shows, how many there are of each role."""

from domain.users import UserRole
from handlers.kit.screen import shortened
from handlers.rooms.user_ways import UserPlace
from services.user_cards import UserFilter, UsersPage
from texts import Html, Texts, joined


def place(page: UsersPage) -> UserPlace:
    """Where in the list a page is."""
    return UserPlace(page.page, page.filter, bool(page.search))


def text(page: UsersPage, t: Texts) -> Html:
    """The title and the counts; a search and a filter say so instead."""
    contract = shortened(page.contract_name)
    title = t("users-title-dismissed" if page.filter.dismissed else "users-title", contract=contract)
    if page.search:
        return joined([title, found(page, t)])
    if page.filter != UserFilter():
        shown = t("users-shown", what=_filter(page.filter, t), n=page.found) if _filter(page.filter, t) else None
        return joined([title, shown, None if page.items else t("users-none-shown")])
    if not page.total:
        return joined([title, t("users-none")])
    return joined([title, t("users-count", n=page.total), t("users-roles", roles=_roles(page, t))])


def found(page: UsersPage, t: Texts) -> Html:
    """What was searched and how much of it there is; typing again searches again."""
    if not page.found:
        return t("users-found-none", search=shortened(page.search))
    return t("users-found", search=shortened(page.search), n=page.found)


def _roles(page: UsersPage, t: Texts) -> str:
    there = [user_role for user_role in UserRole if page.roles.get(user_role)]
    return ", ".join(t.plain(f"users-role-{user_role}", n=page.roles[user_role]) for user_role in there)


def _filter(shown: UserFilter, t: Texts) -> str:
    phone_state, user_role = shown.softphone, shown.role
    parts = [
        t.plain(f"filter-role-{user_role}").lower() if user_role else "",
        t.plain(f"filter-phone-{phone_state}").lower() if phone_state else "",
    ]
    return ", ".join(part for part in parts if part)
