"""How Telegram says no."""

from typing import Any


class RefusedError(Exception):
    """An answer of the Bot API with ``ok: false``: HTTP status, description and response parameters."""

    def __init__(self, code: int, description: str, **parameters: Any) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters

    def answer(self) -> dict[str, Any]:
        body: dict[str, Any] = {"ok": False, "error_code": self.code, "description": self.description}
        return body | ({"parameters": self.parameters} if self.parameters else {})


class ControlError(Exception):
    """A request to the control API that cannot be done: a sentence for the person who made it."""


def bad_request(reason: str, **parameters: Any) -> RefusedError:
    """Telegram lowers the first letter of a reason unless it is a constant like BUTTON_DATA_INVALID."""
    lowered = reason if reason[:2].isupper() else reason[:1].lower() + reason[1:]
    return RefusedError(400, f"Bad Request: {lowered}", **parameters)


def forbidden(reason: str) -> RefusedError:
    return RefusedError(403, f"Forbidden: {reason}")


def conflict(reason: str) -> RefusedError:
    return RefusedError(409, f"Conflict: {reason}")


def too_many_requests(seconds: int) -> RefusedError:
    return RefusedError(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)
