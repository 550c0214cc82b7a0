"""Addresses in texts and buttons: which Telegram takes, and how it writes them."""

import re
from typing import Any
from urllib.parse import urlsplit

Json = dict[str, Any]

HOST = re.compile(r"(?:[^\s./?#@:]+\.)+[^\s./?#@:\d][^\s./?#@:]*|\d{1,3}(?:\.\d{1,3}){3}|\[[0-9a-fA-F:]+\]")
USER = re.compile(r"tg:(?://)?user\?id=([0-9]{1,16})")


def checked(url: str) -> str | None:
    """The address in Telegram's spelling (scheme and path added), or None when it is none."""
    address = url.strip()
    if re.match(r"(?:tg|ton|tonsite):", address, re.IGNORECASE):
        return address
    if "://" not in address:
        address = f"http://{address}"
    try:
        parts = urlsplit(address)
        parts.port  # noqa: B018 - reading it checks it
    except ValueError:
        return None
    host = parts.hostname or ""
    literal = f"[{host}]" if ":" in host else host
    if parts.scheme.lower() not in {"http", "https"} or not HOST.fullmatch(literal) or re.search(r"\s", address):
        return None
    rest = address[len(parts.scheme) + 3 + len(parts.netloc) :]
    return f"{parts.scheme.lower()}://{parts.netloc}{rest if rest[:1] == '/' else '/' + rest}"


def link_entity(url: str, place: Json) -> Json | None:
    """text_mention for tg://user?id=…, text_link for an address, None (plain text) for anything else.

    The user of a text_mention is a bare ``{"id": n}``: whether he exists is checked later.
    """
    user = USER.fullmatch(url.strip())
    if user:
        return {"type": "text_mention", **place, "user": {"id": int(user[1])}}
    address = checked(url) if url.strip() else None
    return None if address is None else {"type": "text_link", **place, "url": address}
