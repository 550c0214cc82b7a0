"""What the addresses of MarkdownV2's links mean: pages, people, custom emoji, moments."""

import re
from typing import Any
from urllib.parse import parse_qs

from sandbox.telegram.entities_tags import unparsable
from sandbox.telegram.links import link_entity

Json = dict[str, Any]


def link_of(kind: str, url: str) -> Json | None:
    """The entity of ``[text](url)`` or ``![text](url)`` without its place; None: the text stays plain."""
    if kind == "text_link":
        return link_entity(url, {})
    kind, _, rest = url.partition("?")
    query = parse_qs(rest)
    if kind == "tg://time":
        return _time(query)
    number = query.get("id", [""])[0]
    if kind != "tg://emoji" or not re.fullmatch(r"[1-9][0-9]{0,18}", number):
        raise unparsable("Custom emoji URL must have an emoji identifier")
    return {"type": "custom_emoji", "custom_emoji_id": number}


def _time(query: dict[str, list[str]]) -> Json:
    unix = query.get("unix", [""])[0]
    if not re.fullmatch(r"[0-9]{1,12}", unix):
        raise unparsable("Invalid date specified")
    format_ = query.get("format", [""])[0]
    return {"type": "date_time", "unix_time": int(unix)} | ({"date_time_format": format_} if format_ else {})
