"""Every view of every room, by name: what ``test_every_room`` renders."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from domain.access import Role
from domain.sip import Verdict
from handlers import gate
from handlers.errors import refusal_screen
from handlers.kit.context import Support
from handlers.kit.screen import View
from handlers.rooms import bind, contracts, home, incident, incident_text, incidents, language, log, start
from handlers.rooms import help as help_room
from handlers.rooms.digest import digest
from handlers.rooms.ways import IncidentPlace, OpenIncidentLines, OpenIncidentLog
from services.cards import IncidentCard, LineCounts
from services.errors import NotFoundError
from tests.handlers import (
    account_views,
    credential_views,
    import_views,
    invoice_views,
    money_views,
    observer_views,
    paper_views,
    people_views,
    project_views,
    samples,
    statement_views,
    unfinished_views,
    user_views,
    user_word_views,
)
from tests.handlers.line_views import Draw, line_screens, of
from tests.handlers.samples import HUGE
from texts import Texts


def menu() -> dict[str, Draw]:
    """Screens of the menu in a private chat."""
    return dict(
        [
            *_homes(),
            *line_screens(),
            *_incidents(IncidentPlace.MENU),
            *_others(),
            *people_views.screens(),
            *account_views.screens(),
            *invoice_views.screens(),
            *paper_views.screens(),
            *credential_views.screens(),
            *statement_views.screens(),
            *project_views.screens(),
            *import_views.screens(),
            *unfinished_views.screens(),
            *observer_views.screens(),
            *user_views.screens(),
        ]
    )


def alerts() -> dict[str, Draw]:
    """What stands in a chat for itself: alerts, what is reached from them, words to groups and strangers."""
    beside = [view for place in (IncidentPlace.ALERT, IncidentPlace.ASIDE) for view in _incidents(place)]
    return dict([*beside, *_alerts(), *_words(), *people_views.letters(), *account_views.alerts()])


def private_words() -> dict[str, Draw]:
    """What comes to one person alone; buttons, where it has some, open a menu beside it."""
    return dict([*money_views.words(), *user_word_views.words(), *credential_views.words()])


def _homes() -> Iterator[tuple[str, Draw]]:
    for role in Role:
        for n in (0, 1, 2, 5):
            yield f"home of {role}, {n} incidents", of(home.view, samples.home(role, n))
        yield f"nasty home of {role}", of(home.view, samples.nasty_home(role), contracts=3)
        yield f"empty home of {role}", of(home.view, samples.home(role, 0, counts=LineCounts()))
    card = samples.home(Role.ADMINISTRATOR, 3)
    yield "welcome", lambda t: start.welcomed(home.view(card, t), samples.MEMBER, t)


def _incidents(place: IncidentPlace) -> Iterator[tuple[str, Draw]]:
    where = place.name.lower()
    far, far_lines = OpenIncidentLog(HUGE, HUGE, HUGE, place), OpenIncidentLines(HUGE, HUGE, place)
    yield f"nasty log from {where}", of(log.incident_view, samples.nasty_log_page(), far)
    yield f"nasty incident's lines from {where}", of(incidents.lines_view, samples.nasty_incident(), far_lines)
    some = OpenIncidentLines(3, 0, place)
    yield f"incident's lines from {where}", of(incidents.lines_view, samples.incident(12), some)
    if place is IncidentPlace.MENU:
        for role in Role:
            yield f"incident for {role}", of(incident.menu_view, samples.incident(12), role)
        yield "closed incident", of(incident.menu_view, samples.incident(3, closed=True), Role.MANAGER)
        yield "incidents", lambda t: incidents.view("Ромашка", samples.home(Role.MANAGER, 3).incidents, t)
        yield "no incidents", lambda t: incidents.view("Ромашка", (), t)
        nasty = samples.nasty_home(Role.ADMINISTRATOR)
        yield "nasty incidents", lambda t: incidents.view(nasty.contract_name, nasty.incidents * 3, t)


def _mixed() -> IncidentCard:
    """Twelve lines of one carrier that fail for four reasons."""
    card = samples.incident(12)
    verdicts = (Verdict.WRONG_PASSWORD, Verdict.CARRIER_DOWN, Verdict.FORBIDDEN, Verdict.TLS)
    lines = tuple(replace(line, verdict=verdicts[i % 4 if i > 4 else 0]) for i, line in enumerate(card.lines))
    return replace(card, lines=lines)


def _alerts() -> Iterator[tuple[str, Draw]]:
    cards = {
        "alert of one line": samples.incident(),
        "alert of many lines": samples.incident(12),
        "alert that somebody accepted": samples.incident(2, accepted=True),
        "alert that is over": samples.incident(12, closed=True, accepted=True),
        "alert of one line that is over": samples.incident(closed=True),
        "nasty alert": samples.nasty_incident(),
        "nasty alert of one line": samples.nasty_incident(1),
        "nasty alert that is over": samples.nasty_incident(closed=True),
    }
    for name, card in cards.items():
        yield name, of(incident.alert, card)
    yield "alert being checked", lambda t: incident.alert(samples.incident(12), t, news=t("line-checking"))
    yield "alert just checked", lambda t: incident.alert(_mixed(), t, news=incident_text.checked(_mixed(), t))
    yield "alert of several causes", of(incident.alert, _mixed())
    yield "more lines", of(incident.more_lines, samples.incident(14))
    past = samples.incident(2, closed=True)
    yield "digest", lambda t: digest([past, past], 0, t)
    yield "digest of many", lambda t: digest([past] * 20, 180, t)
    yield "nasty digest", lambda t: digest([samples.nasty_incident(closed=True)] * 20, 1, t)
    yield "recovery", of(incident.recovery, samples.incident(closed=True))


def _words() -> Iterator[tuple[str, Draw]]:
    yield "door", lambda t: gate.door(t, samples.SUPPORT)
    yield "door without contacts", lambda t: gate.door(t, Support())
    yield "nasty bound", of(bind.bound, samples.NASTY_MEMBER)
    yield "unbound", lambda t: bind.unbound(t, was_bound=True)
    yield "nothing to unbind", lambda t: bind.unbound(t, was_bound=False)
    yield "refusal in a group", of(refusal_screen, NotFoundError(), private=False)


def _others() -> Iterator[tuple[str, Draw]]:
    members = (samples.MEMBER, samples.NASTY_MEMBER) * 60
    yield "nasty contracts", lambda t: contracts.view(samples.NASTY_MEMBER, members, t)
    yield "help", lambda t: help_room.view(t, samples.SUPPORT)
    for role in Role:
        yield f"help of {role}", partial(_help, role)
    yield "language", language.view
    yield "bind in private", bind.only_in_groups
    yield "refusal in private", of(refusal_screen, NotFoundError(), private=True)


def _help(role: Role, t: Texts) -> View:
    return help_room.view(t, samples.SUPPORT, role)
