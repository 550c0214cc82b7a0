"""Details in words: where, with which login and password. The passwords stand behind a spoiler."""

from handlers.kit.screen import Row, View, copy_button, pairs, shortened
from services.hand_over_cards import Credentials
from texts import Html, Texts, joined


def secret(details: Credentials, t: Texts) -> View:
    """The message with the details; it cannot be forwarded, and is gone in a minute."""
    rows = [
        t("details-secret-title", name=shortened(details.name, 40)),
        t("details-address", address=details.projects_url) if details.projects_url else None,
        t("details-login", login=details.login),
        t("details-password", password=details.password),
        *_softphone(details, t),
        t("details-gone"),
    ]
    return View(joined(rows), _copies(details, t), menu=False, silent=True, protect=True)


def _softphone(details: Credentials, t: Texts) -> list[Html]:
    if not details.sip_password:
        return []
    if not details.sip_server:
        return [t("details-no-server")]
    return [
        t("details-server", server=details.sip_server),
        t("details-sip-login", login=details.sip_login),
        t("details-sip-password", password=details.sip_password),
    ]


def _copies(details: Credentials, t: Texts) -> list[Row]:
    """What a person would have to type, copied by a tap."""
    buttons = [
        copy_button(t.plain("details-copy-login"), details.login),
        copy_button(t.plain("details-copy-password"), details.password),
    ]
    if details.sip_server:
        buttons.append(copy_button(t.plain("details-copy-server"), details.sip_server))
        buttons.append(copy_button(t.plain("details-copy-sip"), details.sip_password))
    return pairs(buttons)
