"""What schemathesis cannot read out of a description: that a key belongs to one request, and what time it is.

Loaded by its command line through SCHEMATHESIS_HOOKS.
"""

import uuid
from typing import Any

import schemathesis


@schemathesis.hook
def before_call(context: schemathesis.HookContext, case: schemathesis.Case[Any], kwargs: dict[str, Any]) -> None:
    """A key of its own for each request that has a good one, and no moments to come in good ones."""
    key = case.headers.get("Idempotency-Key") if case.headers else None
    good = case.meta is not None and case.meta.generation.mode.is_positive
    if key is not None and good:
        case.headers["Idempotency-Key"] = str(uuid.uuid4())
    body: Any = case.body
    if good and isinstance(body, dict) and isinstance(body.get("items"), list):
        case.body = {**body, "items": [_past(item) for item in body["items"]]}


def _past(item: Any) -> Any:
    """Terms and states may not lie ahead. A leap year has every day."""
    return {**item, "at": "2004" + item["at"][4:]} if isinstance(item, dict) and "at" in item else item
