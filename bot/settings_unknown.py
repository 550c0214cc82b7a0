"""Names in the environment and in ``.env`` that are almost those of a setting: such a setting would be ignored.

Their values are never looked at: they may be secrets.
"""

import difflib
import os
from pathlib import Path

from pydantic_settings import DotEnvSettingsSource

from bot.settings import Settings

_ALIKE = 0.82
"""From here on two names are one and a slip of it: SUPPORT_MAIL and SUPPORT_EMAIL, LOG_LEVL and LOG_LEVEL."""


def misspelt(file: str | Path = ".env") -> list[str]:
    """A sentence for each name that looks like a slip. A file that cannot be read is told of elsewhere."""
    known = {name.upper() for name in Settings.model_fields}
    meant = {name: _meant(name, known) for name in sorted({*map(str.upper, os.environ), *_in_file(file)} - known)}
    return [f"{name} is no setting: did you mean {setting}?" for name, setting in meant.items() if setting]


def _meant(name: str, known: set[str]) -> str:
    return next(iter(difflib.get_close_matches(name, sorted(known), 1, _ALIKE)), "")


def _in_file(file: str | Path) -> set[str]:
    try:
        return {name.upper() for name in DotEnvSettingsSource(Settings, env_file=file).env_vars}
    except (OSError, UnicodeDecodeError):
        return set()
