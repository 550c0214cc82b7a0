"""Checking every line at once, with a message that shows how far it is."""

from collections.abc import AsyncIterator

from domain.access import Action, may
from handlers.kit.context import BotContext
from handlers.kit.routes import Room, on
from handlers.kit.screen import Row, View, back, button
from handlers.rooms.ways import FAILING, CheckAll, OpenLines
from services.errors import ForbiddenError
from services.line_list_cards import Progress
from texts import Html, Texts, joined

CELLS = 10
"""Squares of the bar."""


def view(progress: Progress, t: Texts, at: int) -> View:
    """How far the check is; at its end what it found."""
    last = back(t, OpenLines(at), t.plain("lines"))
    if progress.done < progress.total:
        return View(joined([t("check-all-title"), _bar(progress, t), _failed(progress, t)]), [last])
    rows: list[Row] = [[button(t.plain("lines-show-errors"), OpenLines(FAILING.at))]] if progress.failed else []
    text = [t("check-all-done"), _summary(progress, t), _skipped(progress, t), _failed(progress, t)]
    return View(joined(text), [*rows, last])


def _bar(progress: Progress, t: Texts) -> Html:
    full = progress.done * CELLS // max(progress.total, 1)
    bar = "▓" * full + "░" * (CELLS - full)
    return t("check-all-progress", bar=bar, done=progress.done, total=progress.total)


def _summary(progress: Progress, t: Texts) -> Html:
    return t("check-all-summary", n=progress.total) if progress.total else t("check-all-none")


def _skipped(progress: Progress, t: Texts) -> Html | None:
    """Lines that were checked a moment ago are not bothered again: a carrier might take it for an attack."""
    return t("check-all-skipped", n=progress.skipped) if progress.skipped else None


def _failed(progress: Progress, t: Texts) -> Html | None:
    if progress.failed:
        return t("lines-failing", n=progress.failed)
    return t("lines-no-errors") if progress.total and progress.done >= progress.total else None


async def check_all(context: BotContext, press: CheckAll) -> View:
    """Begin at once; the message follows the checks."""
    if not may(context.member.role, Action.CHECK_LINE):
        raise ForbiddenError
    context.toast(context.texts.plain("checking"))
    context.live(lambda: _progress(context, press.at))
    return View(
        context.texts("check-all-title"), [back(context.texts, OpenLines(press.at), context.texts.plain("lines"))]
    )


async def _progress(context: BotContext, at: int) -> AsyncIterator[View]:
    async for progress in context.services.lists.check_all(context.member, context.now):
        yield view(progress, context.texts, at)


ROOM: Room = (on(CheckAll, check_all),)
