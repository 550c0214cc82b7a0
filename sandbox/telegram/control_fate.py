"""Control API: faults, limits, the clock, a fresh start."""

from typing import Any

from sandbox.telegram.errors import ControlError
from sandbox.telegram.wish import Wish

Json = dict[str, Any]

FARTHEST = 50 * 365 * 86400


def add_fault(wish: Wish) -> Json:
    try:
        return wish.world.faults.add(wish.body).as_json()
    except TypeError as error:
        raise ControlError("A fault's numbers must be numbers; see docs/sandbox.md.") from error


def list_faults(wish: Wish) -> list[Json]:
    return [fault.as_json() for fault in wish.world.faults.all()]


def clear_faults(wish: Wish) -> int:
    return wish.world.faults.clear(wish.number("id") if wish.has("id") else None)


def limits(wish: Wish) -> Json:
    rules = wish.world.limits
    rules.enabled = wish.flag("enabled", rules.enabled)
    for name in ("per_second", "per_chat_second", "per_group_minute"):
        setattr(rules, name, max(1, wish.number(name, getattr(rules, name))))
    names = ("enabled", "per_second", "per_chat_second", "per_group_minute")
    return {name: getattr(rules, name) for name in names}


def clock(wish: Wish) -> Json:
    time = wish.world.clock
    offset = wish.real("offset", time.offset) + wish.real("advance", 0.0)
    if not abs(offset) < FARTHEST:
        raise ControlError('"offset" goes up to fifty years either way.')
    time.offset = offset
    return {"now": time.now(), "offset": time.offset}


def settings(wish: Wish) -> Json:
    world = wish.world
    world.callback_timeout = wish.real("callback_timeout", world.callback_timeout)
    world.delete_within = int(wish.real("message_seconds", world.delete_within))
    return {"callback_timeout": world.callback_timeout, "message_seconds": world.delete_within}


def reset(wish: Wish) -> bool:
    """Everything is forgotten; polls being held end as if nothing had come."""
    world = wish.world
    bots = list(world.bots.values())
    world.restart()
    for bot in bots:
        bot.webhook = None
        bot.updates.clear()
        bot.arrived.set()
    world.events.publish("reset", {})
    return True


ROUTES = (
    ("POST", "faults", add_fault),
    ("GET", "faults", list_faults),
    ("DELETE", "faults", clear_faults),
    ("POST", "limits", limits),
    ("POST", "clock", clock),
    ("POST", "settings", settings),
    ("POST", "reset", reset),
)
