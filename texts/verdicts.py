"""Verdicts in words. A verdict's value has underscores ("wrong_password"), a key of Fluent has dashes."""

from texts.texts import Texts


def verdict_name(verdict: str, t: Texts) -> str:
    """What was seen, fit to follow a line's name and a colon: "неверный пароль"."""
    dashed = verdict.replace("_", "-")
    return t.plain(f"verdict-{dashed}")


def verdict_step(verdict: str, t: Texts) -> str:
    """What to do about it, in a sentence or two."""
    dashed = verdict.replace("_", "-")
    return t.plain(f"verdict-{dashed}-step")


def verdict_advice(verdict: str, t: Texts) -> str:
    """What to do about it, short enough for a card (about 38 characters), without a full stop."""
    dashed = verdict.replace("_", "-")
    return t.plain(f"advice-{dashed}")
