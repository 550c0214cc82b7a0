"""What is not finished, on home and before another thing is begun, by name."""

from collections.abc import Iterator

from domain.access import Role
from handlers.kit.screen import View
from handlers.rooms import home, unfinished_ask
from handlers.rooms.unfinished_ask import BeginAnew
from services.unfinished import Begun, Unfinished
from tests.handlers import samples
from tests.handlers.line_views import Draw, of
from tests.handlers.samples import HUGE, NASTY
from texts import Texts

ANEW = (BeginAnew(Begun.LINE, HUGE, True), BeginAnew(Begun.LINE), BeginAnew(Begun.USER, HUGE), BeginAnew(Begun.LIST))


def left(what: Begun, name: str = "", subject_id: int | None = None, *, password: bool = False) -> Unfinished:
    people = HUGE if what is Begun.LIST else 0
    return Unfinished(what, subject_id, name, samples.SINCE, samples.NOW, samples.ZONE, people, password)


KINDS = {
    "a new line": left(Begun.LINE),
    "a new named line": left(Begun.LINE, "Волга-Телеком, первая"),
    "a line": left(Begun.LINE, NASTY, HUGE),
    "a password": left(Begun.LINE, NASTY, HUGE, password=True),
    "a new user": left(Begun.USER),
    "a new named user": left(Begun.USER, NASTY),
    "a user": left(Begun.USER, NASTY, HUGE),
    "a list": left(Begun.LIST),
    "an observer": left(Begun.OBSERVER, NASTY),
}


def screens() -> Iterator[tuple[str, Draw]]:
    for name, card in KINDS.items():
        yield f"home with {name} not finished", of(home.view, samples.home(Role.ADMINISTRATOR), left=card)
        for anew in ANEW:
            yield f"{name} or {anew.pack()}", of(unfinished_ask.view, card, anew)
    yield "a list that was not read", _unread


def _unread(t: Texts) -> View:
    return unfinished_ask.view(KINDS["a line"], t, BeginAnew(Begun.LIST), t("unfinished-not-read"))
