"""The body of a Bot API call: a form, or multipart when files go along."""

import io
import re
from typing import Any

import aiohttp
from telegram.request import RequestData


def body_of(data: RequestData | None) -> aiohttp.FormData | dict[str, str] | None:
    """What aiohttp is to send; a fresh one for every attempt, since a form can be sent once."""
    if data is None:
        return None
    if not data.contains_files:
        return data.json_parameters
    # Percent-encoded names would reach the chat as they are: Telegram reads UTF-8.
    form = aiohttp.FormData(quote_fields=False)
    for name, value in data.json_parameters.items():
        form.add_field(name, value, content_type="text/plain; charset=utf-8")
    for name, (file_name, content, kind) in data.multipart_data.items():
        form.add_field(name, _whole(content), filename=re.sub(r"[\r\n\0]", "_", file_name), content_type=kind)
    return form


def _whole(content: Any) -> io.BytesIO:
    """The whole file, from its beginning even when an earlier try has read it. Telegram takes 50 MB at most."""
    if not isinstance(content, bytes):
        content.seek(0)
        content = content.read()
    # aiohttp writes plain bytes in one go, which would hold up the event loop.
    return io.BytesIO(content)
