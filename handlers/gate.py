"""The door: what somebody sees who is a member of no contract."""

from handlers.kit.context import Support
from handlers.kit.screen import View
from texts import Html, Texts, joined
from texts.format import phone


def door(t: Texts, support: Support) -> View:
    """One neutral line and how to reach support; nothing tells whether a contract or a line exists."""
    return View(joined([t("door"), *contacts(t, support)]))


def contacts(t: Texts, support: Support) -> list[Html]:
    """Support's phone, e-mail and cabinet, those that are set."""
    rows = [
        t("contact-phone", phone=phone(support.phone, t)) if support.phone else None,
        t("contact-email", email=support.email) if support.email else None,
        t("contact-cabinet", address=support.cabinet_url) if support.cabinet_url else None,
    ]
    return [row for row in rows if row is not None]
