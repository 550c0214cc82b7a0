"""What stands on the screens of the service while it is suspended: that it is, what to pay, and the ways to do so."""

from dataclasses import dataclass, replace

from domain.ledger import StateReason
from handlers.kit.context import BotContext
from handlers.kit.press import Press
from handlers.kit.screen import Row, Style, View, button
from services.money_brief import StopCard
from texts import Html, Texts
from texts.format import money


@dataclass(frozen=True)
class OpenTopUp(Press, prefix="topup"):
    """How to pay: the unpaid invoices, a new one, a promised payment."""


@dataclass(frozen=True)
class OpenPromise(Press, prefix="promise"):
    """The terms of a promised payment, to be confirmed."""


async def with_stop(context: BotContext, view: View) -> View:
    """``view`` with the banner, where it is about the service and the service is suspended."""
    stop = await _stop(context) if view.service else None
    return stopped(view, stop, context.texts) if stop else view


async def refused_while_stopped(context: BotContext, refusal: str) -> str:
    """A refusal for a toast; while the service is suspended it says that as well, for this may be why."""
    stop = await _stop(context)
    return f"{refusal}. {stop_line(stop, context.texts).visible}" if stop else refusal


async def _stop(context: BotContext) -> StopCard | None:
    member = context.visitor.member
    if member is None or not context.chat.private:
        return None
    return await context.services.money.brief.stop(member, context.now)


def stopped(view: View, stop: StopCard, t: Texts) -> View:
    """The banner comes second: the first line says where I am."""
    first, *rest = view.text.split("\n")
    text = Html("\n".join([first, stop_line(stop, t), *rest]))
    return replace(view, text=text, rows=[*view.rows[:-1], *stop_rows(stop, t), *view.rows[-1:]])


def stop_line(stop: StopCard, t: Texts) -> Html:
    """That the service is suspended, and what to pay for it where the person may know."""
    if stop.reason is StateReason.PROVIDER:
        return t("stopped-held")
    return t("stopped-pay", sum=money(stop.to_pay, t)) if stop.to_pay else t("stopped")


def stop_rows(stop: StopCard, t: Texts) -> list[Row]:
    """The ways to pay, of those who may."""
    row = [button(t.plain("account-top-up"), OpenTopUp(), Style.PRIMARY)] if stop.may_pay else []
    row += [button(t.plain("account-promise"), OpenPromise())] if stop.may_promise else []
    return [row] if row else []
