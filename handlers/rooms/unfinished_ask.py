"""Before something is begun in the place of what is not finished: what that is, since when, and which of the two."""

from dataclasses import dataclass

from handlers.kit.context import BotContext
from handlers.kit.press import Press
from handlers.kit.screen import View, back, button, shortened
from handlers.rooms.observer_ways import OpenObserverForm
from handlers.rooms.user_ways import ContinueUserForm, OpenImport, OpenUser, OpenUsers
from handlers.rooms.ways import ContinueForm, OpenLine, OpenLines
from services.unfinished import Begun, Unfinished
from texts import Html, Texts, joined
from texts.format import moment


@dataclass(frozen=True)
class BeginAnew(Press, prefix="anew"):
    """Forget what is not finished and begin this. ``subject_id`` 0: of something new; ``password``: a line's alone."""

    what: Begun
    subject_id: int = 0
    password: bool = False


CONTINUE: dict[Begun, Press] = {
    Begun.LINE: ContinueForm(),
    Begun.USER: ContinueUserForm(),
    Begun.LIST: OpenImport(),
    Begun.OBSERVER: OpenObserverForm(),
}
"""The way back into what was begun."""


def view(left: Unfinished, t: Texts, anew: BeginAnew, said: Html | None = None) -> View:
    """What is not finished, and which of the two it shall be."""
    since = t("unfinished-since", at=moment(left.since, left.now, left.zone, t))
    rows = [[button(t.plain("go-on"), CONTINUE[left.what]), button(t.plain("start-over"), anew)]]
    text = joined([t("unfinished-title"), said, _what(left, t), since, t("unfinished-lost")])
    return View(text, [*rows, back(t, _origin(anew))])


def _what(left: Unfinished, t: Texts) -> Html:
    if left.what is Begun.LIST:
        return t("unfinished-list", n=left.people)
    name = shortened(left.name)
    if left.what is Begun.OBSERVER:
        return t("unfinished-observer", name=name)
    if left.what is Begun.USER:
        return t("unfinished-user", name=name) if left.subject_id else _new_user(name, t)
    if left.subject_id:
        return t("unfinished-password", name=name) if left.password else t("unfinished-line", name=name)
    return t("unfinished-new-line", name=name) if name else t("unfinished-new-line-unnamed")


def _new_user(name: str, t: Texts) -> Html:
    return t("unfinished-new-user", name=name) if name else t("unfinished-new-user-unnamed")


def _origin(anew: BeginAnew) -> Press:
    """Where the person came from, as far as what he was to begin tells it."""
    if anew.what is Begun.LINE:
        return OpenLine(anew.subject_id) if anew.subject_id else OpenLines()
    return OpenUser(anew.subject_id) if anew.subject_id else OpenUsers()


async def asked_first(context: BotContext, anew: BeginAnew, said: Html | None = None) -> View | None:
    """The question; None where nothing would be lost. ``said`` stands above it."""
    left = await context.services.unfinished.current(context.member, context.now)
    return view(left, context.texts, anew, said) if left is not None else None
