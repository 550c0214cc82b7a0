"""One member of the contract: who he is, another role, removal."""

from dataclasses import dataclass

from domain.access import MEMBER_ROLES, Action, Role
from handlers.kit.context import BotContext
from handlers.kit.press import Press
from handlers.kit.routes import Room, on
from handlers.kit.screen import Row, Style, View, back, button, shortened
from handlers.rooms import people
from handlers.rooms.people_ways import OpenPeople, OpenPerson
from handlers.rooms.phrases import sentence
from services.people_cards import Affected, PersonCard, RemovalAsk
from texts import Html, Texts, joined
from texts.format import moment


@dataclass(frozen=True)
class OpenRoles(Press, prefix="roles"):
    """Choose another role for a member; ``page`` is the list's."""

    person_id: int
    page: int


@dataclass(frozen=True)
class GiveRole(Press, prefix="give"):
    """Give a member ``role``."""

    person_id: int
    page: int
    role: Role


@dataclass(frozen=True)
class AskRemove(Press, prefix="remove"):
    """Ask before a member is removed."""

    person_id: int
    page: int


@dataclass(frozen=True)
class Remove(Press, prefix="removed"):
    """Yes, remove him; ``token`` is good once."""

    person_id: int
    token: str
    page: int


def view(card: PersonCard, t: Texts, page: int) -> View:
    """The member; what may be done with him, never with oneself."""
    return View(joined(_lines(card, t)), [*_ways(card, t, page), back(t, OpenPeople(page), t.plain("people"))])


def roles_view(card: PersonCard, t: Texts, page: int) -> View:
    """The other roles, and what each of them may do."""
    others = [role for role in MEMBER_ROLES if role is not card.role]
    rows: list[Row] = [[button(sentence(_role(role, t)), GiveRole(card.person_id, page, role))] for role in others]
    text = joined([t("person-title", name=shortened(card.name, 64)), t("person-role-now", role=_role(card.role, t))])
    about = [t("invite-role-row", role=sentence(_role(role, t)), about=t.plain(f"about-{role}")) for role in others]
    return View(joined([text, *about]), [*rows, back(t, OpenPerson(card.person_id, page))])


def ask_view(asked: RemovalAsk, t: Texts, page: int) -> View:
    """The question: who is removed, and what that ends."""
    text = joined(
        [
            t("remove-title", name=shortened(asked.name, 64), role=_role(asked.role, t)),
            t("remove-means"),
            t("remove-expires", n=asked.minutes),
        ]
    )
    sure: Row = [
        button(t.plain("person-remove"), Remove(asked.person_id, asked.token, page), Style.DANGER),
        button(t.plain("cancel"), OpenPerson(asked.person_id, page)),
    ]
    return View(text, [sure, back(t, OpenPeople(page), t.plain("people"))])


def role_letter(affected: Affected) -> View:
    """What the member is told in his own language."""
    t = Texts(affected.language)
    return View(t("letter-role", role=_role(affected.role, t), **_contract(affected)), menu=False)


def farewell(affected: Affected) -> View:
    """What a removed member is told in his own language."""
    t = Texts(affected.language)
    return View(t("letter-removed", **_contract(affected)), menu=False)


def _contract(affected: Affected) -> dict[str, str]:
    return {"name": shortened(affected.contract_name), "number": shortened(affected.contract_number)}


def _lines(card: PersonCard, t: Texts) -> list[Html | None]:
    since = moment(card.joined_at, card.now, card.zone, t, weekday=True)
    return [
        t("person-title", name=shortened(card.name, 64)),
        t("person-username", username=f"@{card.username}") if card.username else None,
        t("person-role", role=sentence(_role(card.role, t)), about=t.plain(f"about-{card.role}")),
        t("person-self") if card.is_self else None,
        t("person-since", since=since),
        t("person-blocked") if card.blocked else None,
    ]


def _ways(card: PersonCard, t: Texts, page: int) -> list[Row]:
    if card.is_self:
        return []
    row = []
    if Action.CHANGE_ROLE in card.may:
        row.append(button(t.plain("person-change-role"), OpenRoles(card.person_id, page)))
    if Action.REMOVE_MEMBER in card.may:
        row.append(button(t.plain("person-remove"), AskRemove(card.person_id, page), Style.DANGER))
    return [row] if row else []


def _role(role: Role, t: Texts) -> str:
    return t.plain(f"role-{role}")


async def open_person(context: BotContext, press: OpenPerson) -> View:
    """The member asked for."""
    card = await context.services.people.person(context.member, press.person_id, context.now)
    return view(card, context.texts, press.page)


async def open_roles(context: BotContext, press: OpenRoles) -> View:
    """The choice of a role; the service says what is allowed when one is chosen."""
    card = await context.services.people.person(context.member, press.person_id, context.now)
    if card.is_self or Action.CHANGE_ROLE not in card.may:
        return view(card, context.texts, press.page)
    return roles_view(card, context.texts, press.page)


async def give_role(context: BotContext, press: GiveRole) -> View:
    """The new role, at once; he is told."""
    services, t = context.services, context.texts
    before = await services.people.person(context.member, press.person_id, context.now)
    affected = await services.people.change_role(context.member, press.person_id, press.role, context.now)
    if before.role is not press.role:
        context.tell(affected.telegram_id, role_letter(affected), affected.stale_messages)
    context.toast(t.plain("person-role-given", role=_role(press.role, t)))
    return await open_person(context, OpenPerson(press.person_id, press.page))


async def ask_remove(context: BotContext, press: AskRemove) -> View:
    """The question before a removal."""
    asked = await context.services.people.ask_remove(context.member, press.person_id, context.now)
    return ask_view(asked, context.texts, press.page)


async def remove(context: BotContext, press: Remove) -> View:
    """He is out; his menu loses its buttons, and he is told."""
    gone = await context.services.people.remove(context.member, press.person_id, press.token, context.now)
    context.tell(gone.telegram_id, farewell(gone), gone.stale_messages)
    context.toast(context.texts.plain("person-removed", name=shortened(gone.name, 64)))
    return await people.open_people(context, OpenPeople(press.page))


ROOM: Room = (
    on(OpenPerson, open_person),
    on(OpenRoles, open_roles),
    on(GiveRole, give_role),
    on(AskRemove, ask_remove),
    on(Remove, remove),
)
