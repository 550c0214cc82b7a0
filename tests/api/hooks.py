"""What schemathesis cannot read out of a description: that a key belongs to one request.

Loaded by its command line through SCHEMATHESIS_HOOKS.
"""

import uuid
from typing import Any

import schemathesis


@schemathesis.hook
def before_call(context: schemathesis.HookContext, case: schemathesis.Case[Any], kwargs: dict[str, Any]) -> None:
    """A key of its own for each request that has a good one."""
    key = case.headers.get("Idempotency-Key") if case.headers else None
    if key is not None and case.meta is not None and case.meta.generation.mode.is_positive:
        case.headers["Idempotency-Key"] = str(uuid.uuid4())
