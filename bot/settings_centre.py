"""The settings of a call centre's users: where they work, and whether Telegram may see their details."""

import re
from typing import Annotated

from pydantic import AfterValidator, Field

from bot.settings_sources import OutsideSettings


def _page(text: str) -> str:
    if text and not re.fullmatch(r"https?://[^\s/]+(/\S*)?", text):
        raise ValueError("it begins with https:// and has no spaces")
    return text


class CentreSettings(OutsideSettings):
    """Part of ``Settings``."""

    projects_url: Annotated[str, AfterValidator(_page)] = Field(
        "", description="the address at which users log in to work, such as https://projects.example.org"
    )
    secrets_page_only: bool = Field(False, description="true or false")
