"""The settings of a call centre's users: where they work, where they get their details, and whether Telegram may see
those."""

import re
from typing import Annotated, Self
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, model_validator

from bot.settings_sources import OutsideSettings


def _page(text: str) -> str:
    if text and not re.fullmatch(r"https?://[^\s/]+(/\S*)?", text):
        raise ValueError("it begins with https:// and has no spaces")
    return text


_LOOPBACK = {"127.0.0.1", "localhost", "::1"}


def _public(text: str) -> str:
    """https://host[:port], or http of this very machine, without a slash at the end."""
    if not text:
        return text
    try:
        parts = urlsplit(text)
        host, port = parts.hostname, parts.port
    except ValueError:
        raise ValueError("it is not an address") from None
    if not host or port == 0 or parts.username is not None or not re.fullmatch(r"[\w.:\[\]-]+", parts.netloc):
        raise ValueError("it is not an address")
    if parts.scheme != "https" and not (parts.scheme == "http" and host in _LOOPBACK):
        raise ValueError("passwords are shown there, so it begins with https://")
    if parts.path.strip("/") or parts.query or parts.fragment:
        raise ValueError("it has more than a host and a port")
    return f"{parts.scheme}://{parts.netloc}"


class CentreSettings(OutsideSettings):
    """Part of ``Settings``."""

    projects_url: Annotated[str, AfterValidator(_page)] = Field(
        "", description="the address at which users log in to work, such as https://projects.example.org"
    )
    public_url: Annotated[str, AfterValidator(_public)] = Field(
        "", description="the https address of our own web server, such as https://line.example.org"
    )
    secrets_page_only: bool = Field(False, description="false, or true together with PUBLIC_URL")

    @model_validator(mode="after")
    def _secrets_need_a_place(self) -> Self:
        if self.secrets_page_only and not self.public_url:
            raise ValueError("SECRETS_PAGE_ONLY: there is no PUBLIC_URL, so nobody could see his details")
        return self
