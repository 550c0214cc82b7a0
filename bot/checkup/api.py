"""Who may call the HTTP API, and where?"""

from collections import Counter

from api.app import PREFIX
from bot.checkup import Finding
from bot.settings import Settings

_PART = "api"


def examine(settings: Settings) -> list[Finding]:
    """Nothing is said where nobody may call it."""
    callers = Counter(caller.value for caller, _ in settings.tokens)
    if callers and settings.listen is not None:
        host, port = settings.listen
        who = ", ".join(f"{name} ({count} tokens)" if count > 1 else name for name, count in sorted(callers.items()))
        return [Finding(_PART, f"is served at {PREFIX}/v1 on {host}:{port} to {who}")]
    return []
