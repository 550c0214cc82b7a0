"""The pages in words: pure functions, the same card gives the same page. Every text from elsewhere is escaped."""

import base64
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from documents.link_qr import link_svg
from documents.softphone_settings import SoftphoneAccount, microsip_ini
from services.hand_over_cards import Credentials, HandedOver, HandOverFace
from texts import Html, Texts
from texts.format import moment
from texts.html import escaped, joined

_FOLDER = Path(__file__).parent


@cache
def _part(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8")


@dataclass(frozen=True)
class Screen:
    """Title and body of a page; ``lively`` pages copy by a tap and empty themselves in the end."""

    title: str
    body: Html
    lively: bool = False

    def document(self, nonce: str, t: Texts) -> str:
        """The whole page; ``nonce`` is that of its Content-Security-Policy."""
        script = f'<script nonce="{nonce}">{_part("page.js")}</script>' if self.lively else ""
        return (
            f'<!doctype html>\n<html lang="{t.language}">\n<head>\n<meta charset="utf-8">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            '<meta name="robots" content="noindex, nofollow">\n<meta name="referrer" content="no-referrer">\n'
            f'<title>{escaped(self.title)}</title>\n<style nonce="{nonce}">{_part("page.css")}</style>\n</head>\n'
            f"<body><main>{self.body}</main>{script}</body>\n</html>\n"
        )


def waiting(face: HandOverFace, t: Texts) -> Screen:
    """Whose details wait, from whom, until when; the button is a form of its own."""
    until = moment(face.expires_at, face.now, face.zone, t, weekday=True)
    whose = [_tag("h1", t("page-details", name=face.name)), _tag("p", face.contract_name)]
    own = [_tag("h1", t("page-title")), _tag("p", t("page-for", name=face.name, contract=face.contract_name))]
    body = joined(
        [
            *(own if face.own else whose),
            _tag("p", t("page-once"), "quiet"),
            Html(f'<form method="post"><button class="main">{t("page-show")}</button></form>'),
            _tag("p", t("page-until", until=until), "quiet"),
        ]
    )
    return Screen(t.plain("page-title"), body)


def shown(handed: HandedOver, t: Texts) -> Screen:
    """The details, once; where there is a softphone, with what sets it up."""
    details, url = handed.credentials, handed.setup_url
    body = joined(
        [
            _tag("h1", t("page-details", name=details.name)),
            _tag("p", t("page-leave"), "warning"),
            _card(t("page-projects"), _access(details, t)),
            *([_card(t("page-softphone"), _softphone(details, t)), _set_up(details, url, t)] if url else []),
        ]
    )
    over = f'<template id="over">{_tag("h1", t("page-over"))}{_tag("p", t("page-ask-again"))}</template>'
    words = f'<div id="words" hidden data-copied="{escaped(t.plain("page-copied"))}"></div>'
    return Screen(t.plain("page-title"), Html(f"{body}\n{over}{words}"), lively=True)


def gone(t: Texts) -> Screen:
    """Unknown, used, replaced or expired, and what to do."""
    body = joined([_tag("h1", t("page-gone")), _tag("p", t("page-gone-why")), _tag("p", t("page-ask-again"))])
    return Screen(t.plain("page-gone"), body)


def held(t: Texts) -> Screen:
    """Too many wrong addresses."""
    return Screen(t.plain("page-held"), joined([_tag("h1", t("page-held")), _tag("p", t("page-held-why"))]))


def account_of(details: Credentials) -> SoftphoneAccount:
    """The softphone's account in the words of ``documents``."""
    return SoftphoneAccount(
        details.name, details.sip_server, details.sip_login, details.sip_realm, details.sip_password
    )


def _access(details: Credentials, t: Texts) -> list[Html]:
    return [
        *(
            [_row(t("page-address"), details.projects_url, t, _linked(details.projects_url))]
            if details.projects_url
            else []
        ),
        _row(t("page-login"), details.login, t),
        _row(t("page-password"), details.password, t),
    ]


def _softphone(details: Credentials, t: Texts) -> list[Html]:
    return [
        _row(t("page-server"), details.sip_server, t),
        _row(t("page-login"), details.sip_login, t),
        _row(t("page-password"), details.sip_password, t),
    ]


def _set_up(details: Credentials, url: str, t: Texts) -> Html:
    """For a PC a file, for a phone the picture, or a tap where the page is open on that phone."""
    file = base64.b64encode(microsip_ini(account_of(details))).decode()
    rows = [
        _tag("h3", t("page-pc")),
        _tag("p", t("page-microsip")),
        Html(
            f'<a class="main" download="microsip.ini" href="data:application/octet-stream;base64,{file}">'
            f"{t('page-download')}</a>"
        ),
        _tag("h3", t("page-phone")),
        _tag("p", t("page-linphone")),
        Html(f'<div class="qr" role="img" aria-label="QR">{link_svg(url)}</div>'),
        Html(f'<a class="plain" href="linphone-config:{escaped(url)}">{t("page-open-linphone")}</a>'),
    ]
    return _card(t("page-set-up"), rows)


def _card(title: Html, rows: list[Html]) -> Html:
    return Html(f"<section>{_tag('h2', title)}{joined(rows)}</section>")


def _row(name: Html, value: str, t: Texts, shown: Html | None = None) -> Html:
    """One value, ``shown`` in another way where that is given, with the button that copies it."""
    text = escaped(value)
    return Html(
        f'<div class="row"><span class="name">{name}</span><code>{shown or text}</code>'
        f'<button type="button" data-copy="{text}">{t("page-copy")}</button></div>'
    )


def _linked(address: str) -> Html:
    """An address of the web as a link, into a tab of its own: this page forgets the details when it is left."""
    text = escaped(address)
    if urlsplit(address).scheme not in {"http", "https"}:
        return text
    return Html(f'<a href="{text}" target="_blank" rel="noreferrer">{text}</a>')


def _tag(name: str, said: str, kind: str = "") -> Html:
    text = escaped(said)
    return Html(f'<{name} class="{kind}">{text}</{name}>' if kind else f"<{name}>{text}</{name}>")
