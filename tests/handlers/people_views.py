"""Views of the rooms of people, support and the journal, by name."""

from collections.abc import Callable, Iterator

from domain.access import Role
from domain.journal import Deed
from handlers.kit.screen import View
from handlers.rooms import audit, contracts, home, invitations, people, person, support, visit
from tests.handlers import people_samples as cards
from tests.handlers import samples
from tests.handlers.samples import HUGE
from texts import Texts

Draw = Callable[[Texts], View]
LINK = "https://t.me/linekeeper_bot"


def screens() -> Iterator[tuple[str, Draw]]:
    """Screens of the menu."""
    yield from _people()
    yield from _invitations()
    yield from _support()
    yield "journal", lambda t: audit.view(cards.journal(), t)
    yield "empty journal", lambda t: audit.view(cards.journal(0), t)
    for deed in Deed:
        yield f"nasty journal, {deed}", _journal(deed)


def letters() -> Iterator[tuple[str, Draw]]:
    """What other people are told, in their own language."""
    yield "letter about a role", lambda t: person.role_letter(cards.affected())
    yield "farewell", lambda t: person.farewell(cards.affected())
    yield "letter about a restored access", lambda t: visit.letter(cards.affected())


def _people() -> Iterator[tuple[str, Draw]]:
    yield "people", lambda t: people.view(cards.members_page(), t)
    yield "people for support", lambda t: people.view(cards.members_page(Role.SUPPORT), t)
    yield "people without invitations", lambda t: people.view(cards.members_page(pending=0), t)
    yield "nasty people", lambda t: people.view(cards.nasty_members_page(), t)
    for role in (Role.ADMINISTRATOR, Role.MANAGER, Role.ON_CALL):
        yield from _person(role)
    yield "oneself", lambda t: person.view(cards.person(Role.ADMINISTRATOR, is_self=True), t, 0)
    yield "nasty person", lambda t: person.view(cards.nasty_person(), t, HUGE)
    yield "nasty roles", lambda t: person.roles_view(cards.nasty_person(), t, HUGE)
    yield "removal", lambda t: person.ask_view(cards.removal(), t, HUGE)


def _person(role: Role) -> Iterator[tuple[str, Draw]]:
    yield f"person, {role}", lambda t: person.view(cards.person(role), t, 0)
    yield f"person for support, {role}", lambda t: person.view(cards.person(role, Role.SUPPORT), t, 0)
    yield f"roles beside {role}", lambda t: person.roles_view(cards.person(role), t, 0)


def _invitations() -> Iterator[tuple[str, Draw]]:
    page = cards.invites_page()
    yield "choice of a role", invitations.choice
    yield "link", lambda t: invitations.made(cards.invitation(), LINK, t)
    yield "nasty link", lambda t: invitations.made(cards.nasty_invitation(), LINK, t)
    yield "invitations", lambda t: invitations.view(page, t)
    yield "no invitations", lambda t: invitations.view(cards.invites_page(0), t)
    yield "nasty invitations", lambda t: invitations.view(cards.nasty_invites_page(), t)
    yield "invitation", lambda t: invitations.one(page.items[0], page, t)
    yield "invitation of the server", lambda t: invitations.one(page.items[1], page, t)
    yield "invitation for support", lambda t: invitations.one(page.items[0], cards.invites_page(2, Role.SUPPORT), t)
    nasty = cards.nasty_invites_page()
    yield "nasty invitation", lambda t: invitations.one(nasty.items[0], nasty, t)


def _support() -> Iterator[tuple[str, Draw]]:
    longest = support.asked("я" * 99)
    yield "support", lambda t: support.view(cards.support_home(), t)
    yield "support that is a member too", lambda t: support.view(cards.support_home(0), t, own=2)
    yield "nasty support", lambda t: support.view(cards.support_home(3), t)
    yield "found", lambda t: support.found_view(cards.found(), t)
    yield "all contracts", lambda t: support.found_view(cards.found(""), t)
    yield "nothing found", lambda t: support.found_view(cards.found(count=0), t)
    yield "nasty found", lambda t: support.found_view(cards.found(longest, 3), t)
    yield "contracts of support", lambda t: contracts.view(None, [samples.MEMBER], t)
    yield "home of support at home", lambda t: home.view(samples.home(Role.ADMINISTRATOR), t, staff=True)
    yield "restoring", lambda t: visit.ask_view(samples.MEMBER, t)
    yield "restored", lambda t: visit.made_view(cards.restored(), LINK, t)
    yield "restored without others", lambda t: visit.made_view(cards.restored(0), LINK, t)


def _journal(deed: Deed) -> Draw:
    return lambda t: audit.view(cards.journal_of(deed), t)
