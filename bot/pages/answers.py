"""Answers with a page: its headers keep it out of caches, indexes, frames and other sites' reach."""

import secrets

from aiohttp import web

from bot.pages.screens import Screen
from domain.language import Language
from texts import Texts

_HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Vary": "Accept-Language",
    "Cross-Origin-Opener-Policy": "same-origin",
}
# Nothing from elsewhere, no script but ours, no form to another place. https://www.w3.org/TR/CSP3/
_POLICY = (
    "default-src 'none'; style-src 'nonce-{nonce}'; script-src 'nonce-{nonce}'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


def page(screen: Screen, t: Texts, status: int = 200) -> web.Response:
    """The whole document."""
    nonce = secrets.token_urlsafe(16)
    headers = {**_HEADERS, "Content-Security-Policy": _POLICY.format(nonce=nonce), "Content-Language": t.language}
    return web.Response(text=screen.document(nonce, t), status=status, content_type="text/html", headers=headers)


def spoken(request: web.Request, otherwise: str) -> Texts:
    """The first language of the browser's list that we speak (RFC 9110, 12.5.4; the order of equal weights counts)."""
    ranked: list[tuple[float, str]] = []
    for part in request.headers.get("Accept-Language", "").split(",")[:20]:
        tag, _, weight = part.partition(";")
        name = tag.strip().partition("-")[0].lower()
        if name in set(Language):
            ranked.append((-_weight(weight), name))
    best = min(ranked, key=lambda pair: pair[0], default=(0.0, otherwise))
    return Texts(best[1] if best[0] < 0 or not ranked else otherwise)


def _weight(text: str) -> float:
    name, _, value = text.strip().partition("=")
    try:
        return min(max(float(value), 0.0), 1.0) if name.strip() == "q" else 1.0
    except ValueError:
        return 0.0
