"""Cards about people, support and the journal: ordinary ones, and ones as nasty as the database lets them be."""

from dataclasses import replace
from datetime import timedelta

from domain.access import Role, allowed
from domain.journal import COMMAND_LINE, Deed
from services.audit_log import AuditItem, AuditPage
from services.people_cards import (
    Affected,
    Invitation,
    InviteBrief,
    InvitesPage,
    MemberBrief,
    MembersPage,
    PersonCard,
    RemovalAsk,
)
from services.support_cards import ContractBrief, FoundPage, Restored, SupportHome
from tests.handlers.samples import HUGE, NASTY, NOW, SINCE, ZONE

TOKEN = "q" * 43


def members_page(reader: Role = Role.ADMINISTRATOR, pending: int = 2) -> MembersPage:
    items = (
        MemberBrief(1, "Анна Соколова", Role.ADMINISTRATOR, blocked=False, is_self=True),
        MemberBrief(2, "Марина Волкова", Role.MANAGER, blocked=False, is_self=False),
        MemberBrief(3, "Сергей Иванов", Role.ON_CALL, blocked=True, is_self=False),
    )
    return MembersPage("Ромашка", items, 0, 2, 9, pending, "romashka", allowed(reader))


def nasty_members_page() -> MembersPage:
    items = (MemberBrief(HUGE, NASTY * 2, Role.ADMINISTRATOR, blocked=True, is_self=False),) * 7
    return MembersPage(NASTY, items, HUGE - 1, HUGE, HUGE, HUGE, "a" * 64, allowed(Role.ADMINISTRATOR))


def person(role: Role = Role.ON_CALL, reader: Role = Role.ADMINISTRATOR, *, is_self: bool = False) -> PersonCard:
    blocked = role is Role.ON_CALL
    return PersonCard(3, "Сергей Иванов", "s_ivanov", role, SINCE, blocked, is_self, allowed(reader), NOW, ZONE)


def nasty_person() -> PersonCard:
    return replace(person(), person_id=HUGE, name=NASTY * 2, username="u" * 64)


def removal() -> RemovalAsk:
    return RemovalAsk(3, "Сергей Иванов", Role.ON_CALL, "t" * 16, 5)


def invitation(role: Role = Role.ON_CALL) -> Invitation:
    return Invitation("Ромашка", "184/24", role, TOKEN, NOW + timedelta(hours=72), NOW, ZONE)


def nasty_invitation() -> Invitation:
    return replace(invitation(), contract_name=NASTY, contract_number="&" * 64)


def invites_page(count: int = 2, reader: Role = Role.ADMINISTRATOR) -> InvitesPage:
    item = InviteBrief(5, Role.ON_CALL, "Анна Соколова", SINCE, NOW + timedelta(days=2))
    return InvitesPage("Ромашка", (item, replace(item, author=""))[:count], 0, 2, allowed(reader), NOW, ZONE)


def nasty_invites_page() -> InvitesPage:
    item = InviteBrief(HUGE, Role.ADMINISTRATOR, NASTY * 2, SINCE, NOW + timedelta(days=400))
    return replace(invites_page(), contract_name=NASTY, items=(item,) * 7, page=HUGE - 1, pages=HUGE)


def affected(role: Role = Role.MANAGER) -> Affected:
    return Affected(103, "Сергей Иванов", "ru", role, "Ромашка", "184/24", (77,))


def contracts(count: int = 3) -> tuple[ContractBrief, ...]:
    rows = (
        ContractBrief(1, "184/24", "Ромашка", "ООО «Ромашка»", 2),
        ContractBrief(2, "207/25", "Вектор", "АО «Вектор»", 0),
        ContractBrief(HUGE, "9" * 64, NASTY, NASTY * 2, HUGE),
    )
    return rows[:count]


def support_home(recent: int = 2) -> SupportHome:
    return SupportHome(128, contracts(recent))


def found(query: str = "ромашка", count: int = 2) -> FoundPage:
    return FoundPage(query, contracts(count), 0, 2 if count else 1, 9 if count else 0)


def restored(told: int = 1) -> Restored:
    return Restored(invitation(Role.ADMINISTRATOR), (affected(),) * told)


def journal(count: int = 6) -> AuditPage:
    of_anna = AuditItem(
        SINCE, "Анна Соколова", "administrator", False, Deed.INVITE, "invite", "", Role.ON_CALL, "on_call"
    )
    items = (
        of_anna,
        replace(of_anna, deed=Deed.CHANGE_ROLE, what="Сергей Иванов", role=Role.MANAGER),
        replace(of_anna, who="Ольга Лебедева", support=True, deed=Deed.SUPPORT_ENTERED),
        replace(of_anna, who="", actor=COMMAND_LINE, deed=Deed.CABINET_LOGIN, details="romashka"),
        replace(of_anna, deed=Deed.ACKNOWLEDGE, what="Волга-Телеком", role=None),
        replace(of_anna, who="", actor="program", deed=None, action="something_newer"),
    )
    return AuditPage("Ромашка", items[:count], 0, 3, NOW, ZONE)


def journal_of(deed: Deed) -> AuditPage:
    item = AuditItem(SINCE, NASTY * 2, "support", True, deed, deed.value, "", None, "")
    nasty = replace(item, what=NASTY * 2, role=Role.ADMINISTRATOR, details="<&>" * 999)
    return AuditPage(NASTY, (item, nasty) * 3, HUGE - 1, HUGE, NOW, ZONE)
