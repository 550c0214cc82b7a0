"""Every view of the rooms of users and softphones, by name."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from domain.access import Role
from domain.softphones import SoftphoneState
from domain.user_fields import UserField
from domain.users import UserRole
from handlers.rooms import (
    home,
    softphone_log,
    user,
    user_delete,
    user_form_view,
    user_password,
    users,
    users_find,
    users_pick,
)
from handlers.rooms.user_ways import CannotEnter, NewPassword, OpenSoftphoneLog, OpenUser, OpenUsers, UserPlace
from services.deletion import Deleted
from services.hand_over_many import LinksOffer
from services.softphone_cards import SoftphoneAdvice
from services.user_cards import HandOverCard, HandOverStage, ObservationShown, UserFilter
from tests.handlers import samples
from tests.handlers import user_samples as cards
from tests.handlers.line_views import Draw, of
from tests.handlers.samples import HUGE, MEMBER, NASTY, NOW, SINCE

FAR = UserPlace(2**40, UserFilter(UserRole.EXTERNAL_OBSERVER, SoftphoneState.UNKNOWN, dismissed=True), found=True).at
"""The last place of a list of trillions: more users there cannot be."""


def screens() -> Iterator[tuple[str, Draw]]:
    """Screens of the menu."""
    yield from _lists()
    yield from _picks()
    yield from _cards()
    yield from _passwords()
    yield from _phones()
    yield from _forms()
    yield from _homes()


def _lists() -> Iterator[tuple[str, Draw]]:
    for role in Role:
        yield f"users for {role}", of(users.view, cards.page(role=role))
        yield f"no users for {role}", of(users.view, cards.empty(role))
    for shown in (*(UserFilter(role=each) for each in UserRole), UserFilter(dismissed=True)):
        yield f"users of {shown}", of(users.view, cards.page(shown, items=()))
        yield f"filter of {shown}", of(users.filter_view, cards.page(shown))
    watching = [
        replace(cards.brief(n), name=name, softphone=None, observation=cards.observer(shown=shown).observation)
        for n, shown in enumerate(ObservationShown)
        for name in ("Глеб Лосев", NASTY)
    ]
    yield "observers", of(users.view, cards.page(UserFilter(UserRole.OBSERVER), items=tuple(watching), asking=2))
    yield "found users", of(users.view, cards.page(search="петров", found=3))
    yield "nobody found", of(users.view, cards.page(search="петров", items=(), found=0, pages=1))
    for role in Role:
        yield f"deleted users for {role}", of(users.view, cards.dismissed_page(role))
        yield f"users with some just deleted for {role}", of(users.view, cards.page(role=role, undoable=3))
    yield "nobody left but the deleted", of(users.view, replace(cards.empty(), undoable=2))
    yield "nasty users", of(users.view, cards.nasty_page())
    for n in (1, 999):
        yield f"users, {n} without links", of(users.view, cards.page(), LinksOffer("_" * 16, n))
    yield "filter without a SIP server", of(users.filter_view, cards.page(served=False))
    yield "nasty filter", of(users.filter_view, cards.nasty_page())
    yield "find a user", lambda t: users_find.view(t, FAR)
    yield "find a user, not by voice", lambda t: users_find.view(t, 0, t("ask-text-only"))


def _picks() -> Iterator[tuple[str, Draw]]:
    yield "ticks of users", of(users_pick.view, cards.page())
    yield "no ticks of users", of(users_pick.view, cards.page(ticked=frozenset()))
    yield "nasty ticks of users", of(users_pick.view, cards.nasty_page())
    gone = Deleted(("Иван Петров", "Ольга Смирнова"), "t" * 16, NOW + timedelta(minutes=10))
    yield (
        "nasty question about users",
        lambda t: users_pick.asked(cards.asked(), MEMBER, t, NOW, FAR, OpenUser(HUGE, FAR)),
    )
    one = replace(cards.asked(), users=(cards.nasty_brief(),), calling=1)
    yield "question about somebody on a call", lambda t: users_pick.asked(one, MEMBER, t, NOW, FAR, OpenUser(HUGE, FAR))
    yield "deleted users", lambda t: users_pick.deleted(gone, MEMBER, t, NOW, FAR)
    yield "erasure", lambda t: user_delete.erase_view(cards.erasure(), MEMBER, t, NOW, OpenUser(HUGE, FAR))
    waiting = replace(cards.brief(1, None), observation=cards.observer(shown=ObservationShown.WAITING).observation)
    asked = replace(cards.asked(), users=(waiting,))
    yield "withdrawal", lambda t: user_delete.withdraw_view(asked, MEMBER, t, NOW, OpenUser(HUGE, FAR))
    yield "erased", lambda t: user_delete.erased_view(t, FAR)


def _cards() -> Iterator[tuple[str, Draw]]:
    here, far = OpenUser(7, OpenUsers().at), OpenUser(HUGE, FAR)
    for role in Role:
        yield f"user for {role}", of(user.view, cards.user(role=role), here, served=True)
    for state in SoftphoneState:
        yield f"user {state}", of(user.view, cards.user(state), here, served=True)
        yield f"nasty user {state}", of(user.view, cards.nasty_user(state), far, served=True)
    for stage in HandOverStage:
        card = cards.user(hand_over=HandOverCard(stage, SINCE, NOW), untold_since=SINCE)
        yield f"user whose details are {stage}", of(user.view, card, here, served=True)
    yield "user without a SIP server", of(user.view, cards.user(), here, served=False)
    yield "user without projects", of(user.view, cards.user(projects=(), dialable=False), here, served=True)
    yield "observer", of(user.view, cards.observer(), here, served=True)
    for shown in ObservationShown:
        asked = cards.observer(UserRole.EXTERNAL_OBSERVER, shown)
        yield f"external observer {shown}", of(user.view, asked, here, served=True)
    yield "dismissed user", of(user.view, cards.gone(), far, served=True)
    for role in Role:
        for together in (1, HUGE):
            card = cards.gone(together=together, role=role)
            yield (
                f"{together} users who may come back for {role}",
                of(user.view, replace(card, id=HUGE), far, served=True),
            )
    yield "erased user", of(user.view, cards.gone(erased=True), far, served=True)
    yield "nasty news of a user", lambda t: user.view(cards.user(), t, far, served=True, said=t("password-done-both"))


def _passwords() -> Iterator[tuple[str, Draw]]:
    far, ask = CannotEnter(HUGE, FAR), NewPassword(HUGE, FAR)
    for calling in (None, False, True):
        yield f"cannot enter, calling {calling}", of(user_password.trouble_view, cards.trouble(calling=calling), far)
        yield f"new password, calling {calling}", of(user_password.ask_view, cards.trouble(calling=calling), ask)
    without = cards.trouble(phone=False)
    yield "cannot enter without a softphone", of(user_password.trouble_view, without, far)
    yield "new password without a softphone", of(user_password.ask_view, without, ask)
    yield "nasty cannot enter", of(user_password.trouble_view, cards.nasty_trouble(), far)
    yield "nasty new password", lambda t: user_password.ask_view(cards.nasty_trouble(), t, ask, t("ask-text-only"))


def _phones() -> Iterator[tuple[str, Draw]]:
    here, far = OpenSoftphoneLog(7), OpenSoftphoneLog(HUGE, HUGE, FAR)
    for advice in SoftphoneAdvice:
        yield f"log of a softphone, {advice}", of(softphone_log.view, cards.log(advice), here, served=True)
    empty = cards.log(SoftphoneAdvice.EMPTY_LOG, 0)
    yield "log of a softphone, empty", of(softphone_log.view, empty, here, served=True)
    yield "log of a softphone without a server", of(softphone_log.view, empty, here, served=False)
    yield "nasty log of a softphone", of(softphone_log.view, cards.nasty_log(), far, served=True)
    for total, unknown in ((15, 0), (15, 15), (0, 0)):
        yield f"ready {unknown} of {total}", of(softphone_log.ready_view, cards.ready(total, unknown), served=True)
    yield "ready without a server", of(softphone_log.ready_view, cards.ready(), served=False)
    yield "nasty ready", of(softphone_log.ready_view, cards.nasty_ready(), served=True)


def _forms() -> Iterator[tuple[str, Draw]]:
    ask = user_form_view.asking
    for field in (UserField.NAME, UserField.ROLE, UserField.LOGIN, UserField.PASSWORD):
        yield f"form of a user asks {field}", of(ask, cards.begun(field))
        yield f"form of a user asks {field} again", of(ask, cards.draft(field))
    for role in UserRole:
        yield f"form of a new {role}", of(ask, cards.draft(None, role, typed_password=True))
        yield f"form that makes {role} an observer", of(ask, cards.edited(role, UserRole.OBSERVER))
        yield f"form that makes {role} an operator", of(ask, cards.edited(role, UserRole.OPERATOR))
        yield f"form of {role} asks the role", of(ask, cards.edited(role, role, UserField.ROLE))
    renumbered = cards.edited(UserRole.OPERATOR, UserRole.OPERATOR, login="1111", changed=frozenset({UserField.LOGIN}))
    yield "form with another login", of(ask, renumbered)
    nasty = cards.draft(None, name=NASTY, login=cards.LONGEST_LOGIN, offered=cards.LONGEST_LOGIN)
    yield "nasty form of a user", lambda t: ask(nasty, t, [t("form-goes-on"), t("ask-erase-yourself")])


def _homes() -> Iterator[tuple[str, Draw]]:
    yield "home with requests", of(home.view, samples.home(Role.ADMINISTRATOR, 1), asking=2)
    for role in Role:
        for unknown in (0, 1):
            phones = cards.ready(15, unknown).counts
            yield f"home of {role}, softphones, {unknown} unknown", of(home.view, samples.home(role, 1), phones=phones)
