"""Cards of users and softphones: ordinary ones, and ones as nasty as the database lets them be."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from domain.access import Role, allowed
from domain.softphones import SoftphoneEvent, SoftphoneState
from domain.user_fields import UserField
from domain.users import UserRole
from services.softphone_cards import ReadyPage, SoftphoneAdvice, SoftphoneLogItem, SoftphoneLogPage
from services.user_cards import (
    ErasureAsk,
    HandOverCard,
    HandOverStage,
    ObservationCard,
    ObservationShown,
    SoftphoneCard,
    TroubleCard,
    UndoCard,
    UserBrief,
    UserCard,
    UserDeletionAsk,
    UserFilter,
    UsersPage,
)
from services.user_form_cards import UserDraft
from tests.handlers.samples import HUGE, NASTY, NOW, SINCE, ZONE

LONGEST_LOGIN = "w" * 32
STATES = (*SoftphoneState, None, SoftphoneState.ONLINE)


def brief(number: int, state: SoftphoneState | None = SoftphoneState.ONLINE) -> UserBrief:
    role = UserRole.OBSERVER if state is None else UserRole.OPERATOR
    return UserBrief(number, f"Иван Петров {number}", str(10000 + number), role, state)


def nasty_brief(state: SoftphoneState | None = SoftphoneState.UNKNOWN) -> UserBrief:
    return UserBrief(HUGE, NASTY, LONGEST_LOGIN, UserRole.OPERATOR, state)


def page(shown: UserFilter | None = None, *, role: Role = Role.ADMINISTRATOR, **about: Any) -> UsersPage:
    items = tuple(brief(number, state) for number, state in enumerate(STATES, 1))
    roles = {UserRole.SUPERUSER: 1, UserRole.OPERATOR: 15, UserRole.OBSERVER: 4, UserRole.EXTERNAL_OBSERVER: 1}
    shown = shown or UserFilter()
    ticked, may = frozenset({1, 2, 3}), allowed(role)
    usual = UsersPage("Ромашка", items, 1, 3, 21, 21, roles, shown, "", ticked, may, True, 2, 0, NOW, ZONE)
    return replace(usual, **about)


def dismissed_page(role: Role = Role.ADMINISTRATOR) -> UsersPage:
    """Deleted users: some minutes ago, the year before, and one with a nasty name."""
    items = (
        replace(brief(1), deleted_at=NOW),
        replace(brief(2), deleted_at=NOW - timedelta(days=400)),
        replace(nasty_brief(), deleted_at=NOW - timedelta(days=2)),
    )
    return page(UserFilter(dismissed=True), role=role, items=items, undoable=1)


def empty(role: Role = Role.ADMINISTRATOR) -> UsersPage:
    return page(role=role, items=(), page=0, pages=1, total=0, found=0, roles={}, ticked=frozenset())


def nasty_page() -> UsersPage:
    roles = dict.fromkeys(UserRole, HUGE)
    items = (nasty_brief(),) * 7
    shown = UserFilter(UserRole.EXTERNAL_OBSERVER, SoftphoneState.UNKNOWN)
    far = page(shown, contract_name=NASTY, items=items, page=2**40, pages=2**40 + 1, roles=roles, search="<&>" * 21)
    return replace(far, total=HUGE, found=HUGE, ticked=frozenset({HUGE}))


def user(state: SoftphoneState = SoftphoneState.ONLINE, *, role: Role = Role.ADMINISTRATOR, **about: Any) -> UserCard:
    phone = SoftphoneCard(state, SINCE, "MicroSIP/3.21.6", "192.0.2.41:5062")
    if state is SoftphoneState.NEVER:
        phone = SoftphoneCard(state, None)
    usual = UserCard(
        id=7,
        contract_name="Ромашка",
        name="Иван Петров",
        login="10007",
        role=UserRole.OPERATOR,
        dialable=True,
        softphone=phone,
        projects=("Опрос-Казань", "Продажи"),
        observation=None,
        hand_over=None,
        untold_since=None,
        created_at=SINCE,
        password_at=SINCE,
        deleted_at=None,
        erased=False,
        version=1,
        may=allowed(role),
        now=NOW,
        zone=ZONE,
    )
    return replace(usual, **about)


def observer(role: UserRole = UserRole.OBSERVER, shown: ObservationShown | None = None) -> UserCard:
    asked = ObservationCard(3, shown, "ladoga", NOW.date(), SINCE, NOW + timedelta(days=3)) if shown else None
    return replace(user(), role=role, softphone=None, observation=asked, login="ladoga" if asked else "10008")


def nasty_user(state: SoftphoneState = SoftphoneState.ERROR) -> UserCard:
    phone = SoftphoneCard(state, SINCE, NASTY * 2, "[2001:db8:1111:2222:3333:4444:5555:6666]:65535", "<&>" * 80)
    stage = HandOverCard(HandOverStage.REPLACED, SINCE, SINCE)
    return user(
        id=HUGE,
        contract_name=NASTY,
        name=NASTY,
        login=LONGEST_LOGIN,
        softphone=phone,
        projects=(NASTY,) * 500,
        hand_over=stage,
        untold_since=SINCE - timedelta(days=900),
    )


def gone(*, erased: bool = False, together: int = 0, role: Role = Role.ADMINISTRATOR) -> UserCard:
    undo = UndoCard(NOW + timedelta(minutes=10), together) if together else None
    name = "" if erased else "Иван Петров"
    return user(deleted_at=NOW, softphone=None, erased=erased, name=name, undo=undo, role=role)


def trouble(*, calling: bool | None = False, phone: bool = True) -> TroubleCard:
    softphone = user().softphone if phone else None
    server = "sip.example.ru" if phone else ""
    url = "https://projects.example.ru"
    return TroubleCard(
        7, "Иван Петров", url, "10007", server, softphone, calling, allowed(Role.ADMINISTRATOR), NOW, ZONE
    )


def nasty_trouble() -> TroubleCard:
    phone = nasty_user().softphone
    return replace(
        trouble(calling=True),
        id=HUGE,
        name=NASTY,
        login=LONGEST_LOGIN,
        softphone=phone,
        projects_url="https://" + "я" * 200,
        sip_server="s" * 253,
    )


def asked() -> UserDeletionAsk:
    return UserDeletionAsk("t" * 16, (brief(1), brief(2), nasty_brief()), NOW + timedelta(minutes=5), calling=2)


def erasure() -> ErasureAsk:
    return ErasureAsk(HUGE, NASTY, "t" * 16, NOW + timedelta(minutes=5))


def log(advice: SoftphoneAdvice = SoftphoneAdvice.NONE, records: int = 5, **about: Any) -> SoftphoneLogPage:
    items = [
        SoftphoneLogItem(SINCE, event, "MicroSIP/3.21.6", "192.0.2.41:5062", "other_login", "REGISTER sip:x")
        for event in SoftphoneEvent
    ]
    phone = user(SoftphoneState.ERROR).softphone
    assert phone is not None
    may = allowed(Role.ON_CALL)
    usual = SoftphoneLogPage(7, "Иван Петров", "10007", phone, advice, tuple(items[:records]), 0, 3, may, NOW, ZONE)
    return replace(usual, **about)


def nasty_log() -> SoftphoneLogPage:
    item = SoftphoneLogItem(SINCE, SoftphoneEvent.ERROR, "<" * 255, "&" * 64, "<&>" * 85, "<&>\n" * 2000)
    return log(user_id=HUGE, name=NASTY, items=(item,) * 6, page=2**50, pages=2**50 + 1)


def ready(total: int = 15, unknown: int = 1) -> ReadyPage:
    counts = {
        SoftphoneState.ONLINE: total - unknown,
        SoftphoneState.OFFLINE: 1,
        SoftphoneState.ERROR: 1,
        SoftphoneState.UNKNOWN: unknown,
        SoftphoneState.NEVER: unknown,
    }
    items = tuple(brief(number, state) for number, state in enumerate(SoftphoneState, 1)) if total else ()
    return ReadyPage("Ромашка", counts, items, 0, 2 if total else 1, total, NOW, ZONE)


def nasty_ready() -> ReadyPage:
    counts = dict.fromkeys(SoftphoneState, HUGE)
    return replace(ready(), contract_name=NASTY, counts=counts, items=(nasty_brief(),) * 7, total=HUGE, pages=HUGE)


def draft(step: UserField | None = None, role: UserRole | None = UserRole.OPERATOR, **about: Any) -> UserDraft:
    """A form of somebody new."""
    fields = (UserField.NAME, UserField.ROLE, UserField.LOGIN, UserField.PASSWORD)
    return replace(
        UserDraft(
            user_id=None,
            name="Иван Петров",
            role=role,
            login="10007",
            was=None,
            former_login="",
            password=True,
            typed_password=False,
            offered="10007",
            step=step,
            fields=fields,
            changed=frozenset(fields),
            expires_at=NOW + timedelta(hours=1),
        ),
        **about,
    )


def begun(step: UserField) -> UserDraft:
    """A form of which nothing after the question is answered."""
    empty = draft(step, None, name="", login="", password=False, changed=frozenset())
    if step is UserField.NAME:
        return empty
    return replace(empty, name="Иван Петров", role=None if step is UserField.ROLE else UserRole.OPERATOR)


def edited(was: UserRole, role: UserRole, step: UserField | None = None, **about: Any) -> UserDraft:
    """A form of somebody who is there."""
    fields = (UserField.NAME, UserField.ROLE, UserField.LOGIN)
    changed = frozenset({UserField.ROLE}) if was is not role else frozenset()
    kept = draft(step, role, user_id=7, was=was, former_login="10007", password=False, offered="", fields=fields)
    return replace(kept, **({"changed": changed} | about))
