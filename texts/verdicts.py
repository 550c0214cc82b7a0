"""Verdicts in words. A verdict's value has underscores ("wrong_password"), a key of Fluent has dashes."""

from collections.abc import Iterable

from texts.texts import Texts

OWN_LIMITS = ("tls13_only", "unread_challenge")
"""Details (``Answer.detail``) of the verdict "unknown" that name what our checker lacks, in words of their own."""


def own_limit(evidence: Iterable[str]) -> str:
    """The first of ``OWN_LIMITS`` among the lines that were kept of a check; "" where there is none."""
    return next((line for line in evidence if line in OWN_LIMITS), "")


def verdict_name(verdict: str, t: Texts, detail: str = "") -> str:
    """What was seen, fit to follow a line's name and a colon: "неверный пароль"."""
    dashed = _dashed(verdict, detail)
    return t.plain(f"verdict-{dashed}")


def verdict_step(verdict: str, t: Texts, detail: str = "") -> str:
    """What to do about it, in a sentence or two."""
    dashed = _dashed(verdict, detail)
    return t.plain(f"verdict-{dashed}-step")


def verdict_short(verdict: str, t: Texts) -> str:
    """What was seen in a word or two, for a row of a list: "не отвечает"."""
    dashed = _dashed(verdict, "")
    return t.plain(f"short-{dashed}")


def verdict_advice(verdict: str, t: Texts, detail: str = "") -> str:
    """What to do about it, short enough for a card (about 38 characters), without a full stop."""
    dashed = _dashed(verdict, detail)
    return t.plain(f"advice-{dashed}")


def _dashed(verdict: str, detail: str) -> str:
    limited = verdict == "unknown" and detail in OWN_LIMITS
    return (f"{verdict}_{detail}" if limited else verdict).replace("_", "-")
