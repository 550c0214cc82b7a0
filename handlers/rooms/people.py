"""The members of the contract, by role; the way to each of them and to invitations."""

from domain.access import Action
from handlers.kit.context import BotContext
from handlers.kit.paging import pager
from handlers.kit.routes import Room, on
from handlers.kit.screen import Button, Row, View, button, home, shortened
from handlers.rooms.people_ways import NewInvite, OpenInvites, OpenPeople, OpenPerson
from services.people_cards import MemberBrief, MembersPage
from texts import Texts, joined


def view(page: MembersPage, t: Texts) -> View:
    """One page; each row leads to its member. Who may change nothing gets no button that changes."""
    rows: list[Row] = [[button(_label(item, t), OpenPerson(item.person_id, page.page))] for item in page.items]
    text = joined(
        [
            t("people-title", contract=shortened(page.contract_name)),
            t("people-count", n=page.total),
            t("people-cabinet", login=page.cabinet_login) if page.cabinet_login else None,
            t("people-pending", n=page.pending) if page.pending else None,
        ]
    )
    return View(text, [*rows, *pager(t, page.page, page.pages, OpenPeople), *_ways(page, t), home(t)])


def _label(item: MemberBrief, t: Texts) -> str:
    role = t.plain(f"role-{item.role}")
    name = shortened(item.name, 20)
    if item.blocked:
        return t.plain("people-row-blocked", name=name)
    return (
        t.plain("people-row-self", name=name, role=role)
        if item.is_self
        else t.plain("people-row", name=name, role=role)
    )


def _ways(page: MembersPage, t: Texts) -> list[Row]:
    row: list[Button] = []
    if Action.INVITE in page.may:
        row.append(button(t.plain("people-invite"), NewInvite()))
    if page.pending:
        row.append(button(t.plain("people-invites", n=page.pending), OpenInvites()))
    return [row] if row else []


async def open_people(context: BotContext, press: OpenPeople) -> View:
    """The page asked for."""
    page = await context.services.people.members(context.member, press.page, context.now)
    return view(page, context.texts)


ROOM: Room = (on(OpenPeople, open_people),)
