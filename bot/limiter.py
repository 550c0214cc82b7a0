"""Telegram's limits kept by us before Telegram enforces them: taps first, and one chat's 429 stops that chat alone."""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, TypeAlias

import structlog
from telegram.error import RetryAfter
from telegram.ext import BaseRateLimiter

from bot.turns import Clock, Gate, Lane, Rate, Turns, Urgency, Window

__all__ = ["Limits", "TelegramLimiter", "Urgency", "seconds_of"]

_log = structlog.get_logger(__name__)

Answer: TypeAlias = "bool | dict[str, Any] | list[dict[str, Any]]"
# Calls that put a new message into a chat; sendChatAction puts none.
_NEW_MESSAGE = ("send", "forward", "copy")
_NO_MESSAGE = ("sendChatAction", "sendMessageDraft")
# Telegram counts whole seconds; a call on the very second is refused again.
_MARGIN = 0.1
# A little longer than Telegram's own windows: two calls may arrive closer together than they were sent.
_OVERALL, _CHAT, _BURST, _EDITS, _GROUP = Rate(30, 1.05), Rate(1, 1.05), Rate(3, 3.1), Rate(5, 5), Rate(20, 60.5)


@dataclass(frozen=True)
class Limits:
    """https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this, with a small burst in a chat.

    *chat* binds alerts; taps may use *burst*, which Telegram forgives. *edits* are outside both, and outside *group*.
    *reserve* is how many of *overall* alerts leave to taps.
    *patience* is how long a call waits, in seconds, before its caller is told to come back (RetryAfter);
    *retries* is how often a tap is repeated after a RetryAfter of Telegram.
    """

    overall: Rate = _OVERALL
    chat: Rate = _CHAT
    burst: Rate = _BURST
    edits: Rate = _EDITS
    group: Rate = _GROUP
    reserve: int = 8
    tap_patience: float = 15.0
    alert_patience: float = 30.0
    retries: int = 2
    chats_kept: int = 4096


class TelegramLimiter(BaseRateLimiter[Urgency]):
    """Pass ``rate_limit_args=Urgency.ALERT`` for what nobody is waiting for with a finger on the button.

    A tap waits and repeats; an alert that cannot go raises RetryAfter to its delivery, which has a queue of its own. A
    redraw goes at once or raises RetryAfter.
    Times are those of *clock*, by default the running loop.
    """

    def __init__(self, limits: Limits | None = None, clock: Clock | None = None) -> None:
        self._limits = limits or Limits()
        self._given_clock = clock
        self._lanes: dict[int | str, Lane] = {}

    async def initialize(self) -> None:
        """Bind to the running loop. Must be called before any request."""
        self._clock: Clock = self._given_clock or asyncio.get_running_loop()
        self._turns = Turns(self._clock, self._limits.overall, self._limits.reserve)

    async def shutdown(self) -> None:
        """Send away whoever still waits."""
        self._turns.close()

    @property
    def chats(self) -> int:
        """Number of chats remembered."""
        return len(self._lanes)

    @property
    def waiting(self) -> int:
        """Number of calls that wait for their turn."""
        return self._turns.waiting

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Answer]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: Urgency | None,
    ) -> Answer:
        """Make the call in its turn.

        Raises:
            RetryAfter: the chat is paused or crowded beyond the patience, or Telegram refused for the last time.
        """
        urgency = Urgency.TAP if rate_limit_args is None else rate_limit_args
        for tries_left in range(self._limits.retries, -1, -1):
            await self._turn(endpoint, data, urgency)
            try:
                return await callback(*args, **kwargs)
            except RetryAfter as error:
                await self._refused(error, endpoint, data, last=urgency is not Urgency.TAP or not tries_left)
        raise AssertionError("the last try returns or raises")

    async def _turn(self, endpoint: str, data: dict[str, Any], urgency: Urgency) -> None:
        chat = chat_of(data)
        if chat is None and urgency is Urgency.TAP:
            return  # answerCallbackQuery and its like are no messages: they never wait for any.
        lane = self._lane(chat) if chat is not None else Lane(Gate(), Gate())
        new = endpoint.startswith(_NEW_MESSAGE) and endpoint not in _NO_MESSAGE
        gate, cost = (lane.messages, _cost(data)) if new else (lane.edits, 1)
        wait = await self._turns.take(lane, gate, urgency=urgency, cost=cost, patience=self._patience(urgency))
        if wait > 0:
            raise RetryAfter(timedelta(seconds=wait))

    def _patience(self, urgency: Urgency) -> float:
        patient = {Urgency.TAP: self._limits.tap_patience, Urgency.ALERT: self._limits.alert_patience}
        return patient.get(urgency, 0.0)

    async def _refused(self, error: RetryAfter, endpoint: str, data: dict[str, Any], *, last: bool) -> None:
        """Telegram said 429: pause the chat (or all alerts); raise the error unless another try is worth it."""
        chat, seconds = chat_of(data), seconds_of(error)
        until = self._clock.time() + seconds + _MARGIN
        _log.warning("telegram asks to wait", endpoint=endpoint, chat=chat, seconds=seconds)
        if chat is None:
            self._turns.pause_alerts(until)
        else:
            lane = self._lane(chat)
            lane.paused_until = max(lane.paused_until, until)
        if last or seconds > self._limits.tap_patience:
            raise error
        if chat is None:
            await self._sleep_until(until)

    async def _sleep_until(self, when: float) -> None:
        woken: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        timer = self._clock.call_at(when, lambda: None if woken.done() else woken.set_result(None))
        try:
            await woken
        finally:
            timer.cancel()

    def _lane(self, chat: int | str) -> Lane:
        lane = self._lanes.get(chat)
        if lane is None:
            if len(self._lanes) >= self._limits.chats_kept:
                self._forget_idle()
            lane = self._lanes[chat] = self._new_lane(chat)
        return lane

    def _new_lane(self, chat: int | str) -> Lane:
        limits = self._limits
        rates = [limits.burst, limits.group] if isinstance(chat, str) or chat < 0 else [limits.burst]
        messages = Gate(tuple(Window(rate) for rate in rates), (Window(limits.chat),))
        return Lane(messages, Gate((Window(limits.edits),)))

    def _forget_idle(self) -> None:
        now = self._clock.time()
        self._lanes = {chat: lane for chat, lane in self._lanes.items() if not lane.idle(now)}


def chat_of(data: dict[str, Any]) -> int | str | None:
    """The chat a call goes to; a number even when it was written as a text."""
    chat = data.get("chat_id")
    try:
        return None if chat is None else int(chat)
    except ValueError:
        return str(chat).lower()


def seconds_of(error: RetryAfter) -> float:
    """How many seconds Telegram asked us to wait."""
    wait = error.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)


def _cost(data: dict[str, Any]) -> int:
    """Every item of an album and every copied message counts."""
    many = data.get("media") or data.get("message_ids")
    return max(1, len(many)) if isinstance(many, list | tuple) else 1
