"""Taking secrets out of texts: one place that knows how they look. Used by the log and by errors of Telegram calls."""

import re

HIDDEN = "[hidden]"

# A \b before the digits would miss the token in ".../bot123456:AA…" (a letter and a digit make no word boundary).
_TOKEN = re.compile(r"(?<!\d)\d{6,12}:[\w-]{30,}", re.ASCII)
# Whatever stands after /bot in the path of a Bot API call, tokens of a private server included.
_API_PATH = re.compile(r"(/bot)\d+(?::|%3A)[^/\s\"'?]+", re.ASCII | re.IGNORECASE)
_AUTHORIZATION = re.compile(r"((?:Proxy-)?Authorization['\"]?\s*[:=]\s*['\"]?)[^\r\n]+", re.IGNORECASE)
_DIGEST = re.compile(r"(\b(?:response|cnonce|nonce)=\"?)[\w+/=.-]{8,}", re.IGNORECASE)
_USER_INFO = re.compile(r"(\b[a-z][a-z0-9+.-]*://[^\s/:@]*:)[^\s/@]+(?=@)", re.IGNORECASE)
_NAMED = re.compile(
    r"((?:password|passwd|pwd|secret|secret_token|ha1|api_key|secret_keys|pin)['\"]?\s*[:=]\s*)"
    r"(\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|[^\s,;&}\])]+)",
    re.IGNORECASE,
)


def redact(text: str, secrets: tuple[str, ...] = ()) -> str:
    """*text* without bot tokens, Authorization headers, digest responses, passwords in URLs and ``password=…``.

    *secrets* are exact strings to hide besides; those shorter than four characters would blank common words
    and are ignored.
    """
    for secret in secrets:
        if len(secret) >= 4:
            text = text.replace(secret, HIDDEN)
    text = _AUTHORIZATION.sub(rf"\1{HIDDEN}", text)
    text = _TOKEN.sub(HIDDEN, text)
    text = _API_PATH.sub(rf"\1{HIDDEN}", text)
    text = _USER_INFO.sub(rf"\1{HIDDEN}", text)
    text = _DIGEST.sub(rf"\1{HIDDEN}", text)
    return _NAMED.sub(rf"\1{HIDDEN}", text)
