"""Every view of the rooms of lines, by name."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import product

from domain.access import Role
from domain.health import LineState
from domain.line_calls import CallShare, LineCalls
from domain.line_fields import LineField
from domain.sip import CheckMethod, LineType, Verdict
from handlers.kit import picking
from handlers.kit.screen import View
from handlers.rooms import (
    history,
    line,
    line_calls,
    line_delete,
    lines,
    lines_check,
    lines_deleted,
    lines_find,
    lines_pick,
    log,
)
from handlers.rooms import line_form_outcome as outcome
from handlers.rooms import line_form_view as form
from handlers.rooms import line_form_words as words
from handlers.rooms.ways import OpenHistory, OpenLine, OpenLineCalls, OpenLines, OpenLog, PickLines, Place
from services.line_cards import Impact, LineFilter
from services.line_list_cards import DeletedTogether, Progress
from tests.handlers import line_samples as cards
from tests.handlers import samples
from tests.handlers.samples import HUGE, MEMBER, NASTY, NOW
from texts import Texts
from texts.verdicts import OWN_LIMITS

Draw = Callable[[Texts], View]
IMPACTS = {
    "that stops projects": Impact(("Опрос-Казань", "Продажи"), 14),
    "with nasty projects": Impact(("<b>&" * 32,) * 9, HUGE),
}
FAR = Place(2**50, LineFilter.OFF, found=True).at


def of(view: Callable[..., View], card: object, *rest: object, **named: object) -> Draw:
    """``view(card, t, …)`` waiting for its Texts."""
    return lambda t: view(card, t, *rest, **named)


def line_screens() -> Iterator[tuple[str, Draw]]:
    yield from _lists()
    yield from _picks()
    yield from _cards()
    yield from _calls()
    yield from _logs()
    yield from _questions()
    yield from _forms()


def _lists() -> Iterator[tuple[str, Draw]]:
    for role in Role:
        yield f"lines of {role}", of(lines.view, cards.page(role=role))
        yield f"no lines of {role}", of(lines.view, cards.empty(role))
    for shown in LineFilter:
        yield f"lines {shown}", of(lines.view, cards.page(shown))
        yield f"no lines {shown}", of(lines.view, cards.page(shown, items=()))
    yield "found lines", of(lines.view, cards.page(search="волга", found=24))
    yield "nothing found", of(lines.view, cards.page(search="волга", items=(), pages=1))
    yield "nasty lines", of(lines.view, cards.nasty_page())
    yield "find", lambda t: lines_find.view(t, FAR)
    yield "find, not by voice", lambda t: lines_find.view(t, 0, t("ask-text-only"))
    for done, total, failed in ((0, 24, 0), (12, 24, 2), (24, 24, 2), (24, 24, 0), (0, 0, 0), (HUGE, HUGE, HUGE)):
        yield f"check all {done} of {total}, {failed} failed", of(lines_check.view, Progress(done, total, failed), FAR)
    yield "check all, some just checked", of(lines_check.view, Progress(24, 24, 2, skipped=20), FAR)


def _picks() -> Iterator[tuple[str, Draw]]:
    for n in (0, 1, 3):
        yield f"{n} ticks", of(lines_pick.view, cards.page(ticks=n))
    yield "ticks on found lines", of(lines_pick.view, cards.page(ticks=2, search="волга", found=24))
    yield "nasty ticks", of(lines_pick.view, cards.nasty_page())
    yield "delete", lambda t: lines_pick.asked(cards.deletion(), MEMBER, t, NOW, FAR)
    yield "delete one", lambda t: line_delete.asked(cards.deletion(1), MEMBER, t, NOW, OpenLine(HUGE, FAR))
    yield (
        "delete one too late",
        lambda t: picking.too_late(t("delete-line-too-late"), OpenLines(FAR), t.plain("lines"), t),
    )
    yield "nasty delete", lambda t: lines_pick.asked(cards.nasty_deletion(), MEMBER, t, NOW, FAR)
    yield "deleted", lambda t: lines_pick.deleted(cards.deleted(), MEMBER, t, NOW, FAR)
    yield "too late", lambda t: picking.too_late(t("delete-too-late"), PickLines(FAR), t.plain("lines-pick"), t)
    soon = NOW + timedelta(minutes=10)
    gone = tuple(DeletedTogether(HUGE, names, soon) for names in (("Волга-транк",), ("А", "Б"), (NASTY,) * 500) * 3)
    yield "deletions", lambda t: lines_deleted.view(gone[:2], MEMBER, t, NOW, FAR)
    yield "no deletions", lambda t: lines_deleted.view((), MEMBER, t, NOW, FAR)
    yield "nasty deletions", lambda t: lines_deleted.view(gone, MEMBER, t, NOW, FAR)
    yield "lines with some just deleted", of(lines.view, replace(cards.page(), undoable=3))
    yield "nasty deleted", lambda t: lines_pick.deleted(cards.deleted(500), MEMBER, t, NOW, FAR)


def _cards() -> Iterator[tuple[str, Draw]]:
    here, far = OpenLine(7, Place(1, LineFilter.ERRORS).at), OpenLine(HUGE, FAR)
    for state in LineState:
        yield f"line {state}", of(line.view, samples.line(state), here)
        for name, impact in IMPACTS.items():
            stopped = replace(samples.line(state), impact=impact, suspected=True)
            yield f"line {state} {name}", of(line.view, stopped, here)
        yield f"line {state} being checked", of(line.view, samples.line(state), here, checking=True)
        yield f"rich line {state}", of(line.view, cards.rich_line(state), here)
        yield f"gateway {state} that calls us", of(line.view, cards.rich_line(state, registers_to_us=True), here)
        yield f"line {state} by address", of(line.view, cards.rich_line(state, method=CheckMethod.OPTIONS), here)
    for verdict in Verdict:
        yield f"line {verdict}", of(line.view, samples.line(verdict=verdict), here)
        yield f"nasty line {verdict}", of(line.view, samples.nasty_line(LineState.ERROR, verdict), far)
    for detail in ("", *OWN_LIMITS):
        for state in LineState:
            yield (
                f"line {state} that could not be checked {detail}",
                of(line.view, cards.rich_line(state, blind=detail), here),
            )
        yield f"form refused, {detail}", of(outcome.failed, cards.draft(), cards.trial(Verdict.UNKNOWN, detail))
    yield "saved line", lambda t: line.view(cards.rich_line(LineState.OK), t, here, said=t("form-saved"))


def _calls() -> Iterator[tuple[str, Draw]]:
    here, far = OpenLineCalls(7, Place(1).at), OpenLineCalls(HUGE, FAR)
    for calls in (
        LineCalls(),
        LineCalls(CallShare(3, 0), CallShare(12, 1)),
        LineCalls(CallShare(10, 4), CallShare(500, 90)),
    ):
        yield f"rich line, calls {calls.day}", of(line.view, cards.rich_line(LineState.OK, calls=calls), OpenLine(7))
        for through, gateway, server in product((True, False), repeat=3):
            name = f"calls {calls.day} through={through} gateway={gateway} server={server}"
            yield name, of(line_calls.view, cards.calls(calls, through, gateway, server), here)
    for role in Role:
        yield f"calls of {role}", of(line_calls.view, cards.calls(LineCalls(), True, False, True, role=role), far)


def _logs() -> Iterator[tuple[str, Draw]]:
    here, far = OpenLog(7, 0, Place(1).at), OpenLog(HUGE, HUGE, FAR)
    yield "log", of(log.view, samples.log_page(), here)
    yield "empty log", of(log.view, samples.log_page(0), here)
    yield "nasty log", of(log.view, samples.nasty_log_page(), far)
    yield "history", of(history.view, cards.history(), OpenHistory(7))
    yield "empty history", of(history.view, cards.history(0), OpenHistory(7))
    yield "nasty history", of(history.view, cards.nasty_history(), OpenHistory(HUGE, HUGE, FAR))


def _questions() -> Iterator[tuple[str, Draw]]:
    yield "form of a new line", of(form.asking, cards.new_draft())
    for field in LineField:
        yield f"question {field}", of(form.asking, cards.draft(step=field))
        yield f"question {field} of a line", of(form.asking, cards.draft(step=field, line_id=7))
        yield f"nasty question {field}", of(form.asking, cards.nasty_draft(step=field), (), cards.nasty_carriers())
    yield "question of carriers", of(form.asking, cards.draft(step=LineField.CARRIER), (), cards.carriers())
    only = cards.draft(line_id=7, step=LineField.PASSWORD, only=LineField.PASSWORD)
    yield "question of a new password", of(form.asking, only)
    letter = cards.draft(filled=(LineField.USER, LineField.HOST), unsure=(LineField.PORT,), step=LineField.PORT)
    yield "form from a letter", lambda t: form.asking(letter, t, words.letter(letter, t))
    nasty = cards.nasty_draft(step=LineField.PORT)
    yield "nasty form from a letter", lambda t: form.asking(nasty, t, words.letter(nasty, t))


def _forms() -> Iterator[tuple[str, Draw]]:
    for kind in LineType:
        for more in (False, True):
            yield f"form of a {kind}, {more}", of(form.review, cards.draft(type=kind), more=more)
            yield (
                f"form of a {kind} that is there, {more}",
                of(form.review, cards.draft(type=kind, line_id=7), more=more),
            )
    yield "form of a twin", of(form.review, cards.draft(twin="Опрос Казань"))
    yield "nasty form of a twin", of(form.review, cards.nasty_draft(twin=samples.NASTY))
    yield "twin", of(outcome.twin, cards.draft(), "Опрос Казань")
    yield "nasty twin", of(outcome.twin, cards.nasty_draft(), samples.NASTY)
    yield "server to choose", of(outcome.choosing_server, cards.draft(line_id=7), cards.carriers()[0])
    yield "nasty server to choose", of(outcome.choosing_server, cards.nasty_draft(), cards.nasty_carriers()[0])
    yield "nasty form", of(form.review, cards.nasty_draft())
    yield "form being tried", of(outcome.trying, cards.draft())
    for verdict in Verdict:
        yield f"form refused for {verdict}", of(outcome.failed, cards.draft(), cards.trial(verdict))
    yield "form refused", of(outcome.failed, cards.draft(), cards.trial(None))
    only = cards.draft(line_id=7, only=LineField.PASSWORD)
    yield "new password refused", of(outcome.failed, only, cards.trial())
    yield "conflict", of(outcome.conflict, cards.draft(line_id=7), cards.conflict())
    yield "nasty conflict", of(outcome.conflict, cards.nasty_draft(), cards.nasty_conflict())
    secret = cards.draft(step=LineField.PASSWORD)
    yield "secret that stays", lambda t: form.asking(secret, t, [t("ask-erase-yourself")])
