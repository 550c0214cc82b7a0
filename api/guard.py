"""Around every request: whatever happens inside, the answer is one that a program can read, and tells no secrets."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from api.problems import ProblemError, Record
from services import errors as refusals

Report = Callable[[BaseException], str]
"""Logs an unexpected error; gives the reference under which it is found."""

Away = Callable[[BaseException], bool]
_RETRY_AFTER = {"Retry-After": "5"}
_CONFLICT, _UNPROCESSABLE = HTTPStatus.CONFLICT, HTTPStatus.UNPROCESSABLE_ENTITY
_REFUSED = {
    refusals.UnknownContractError: (
        _CONFLICT,
        "There is no such contract. Push it to /billing/contracts, then push this again.",
    ),
    refusals.LedgerOwnerError: (
        _CONFLICT,
        "Payments of this contract come from bank statements, not from the billing.",
    ),
    refusals.LedgerConflictError: (
        _CONFLICT,
        "These records are known, under their outside ids or as of this very moment (terms and states), and say "
        "something else. An invoice that was requested in the bot has to be pushed just as it was read out.",
    ),
    refusals.NumberTakenError: (
        _CONFLICT,
        "Other invoices of these contracts have these numbers already. A number is used once in a contract, whatever "
        "the year, since payments name their invoices by it: add the year, such as 1/2026.",
    ),
    refusals.MomentAheadError: (
        _UNPROCESSABLE,
        "The moment `at` is still to come. Terms and states hold as soon as they are told: push them when it is there, "
        "and see to it that the clocks agree.",
    ),
    refusals.UnknownCursorError: (
        _CONFLICT,
        "This place of the feed was never given: our data are older than yours, or it is not your cursor. "
        "Read from after=0; where something is missing, ask for it by /projects/access-changes/repeat.",
    ),
    refusals.BatchTooLargeError: (_UNPROCESSABLE, "A batch has at most 1,000 items. Push the others in another one."),
    refusals.IdempotencyError: (_UNPROCESSABLE, "This Idempotency-Key was used for another request."),
}


@dataclass(frozen=True)
class Guard:
    """Middleware. ``away``: whether an exception is that of a database that does not answer."""

    report: Report
    away: Away

    def middleware(self) -> Middleware:
        """As aiohttp wants it."""

        @web.middleware
        async def guarded(request: web.Request, handler: Handler) -> web.StreamResponse:
            outcome = (await asyncio.gather(handler(request), return_exceptions=True))[0]
            # aiohttp's errors are exceptions and responses at once.
            if isinstance(outcome, BaseException):
                return self.problem(outcome).response()
            return outcome

        return guarded

    def problem(self, error: BaseException) -> ProblemError:
        """What the caller is told of an exception."""
        if isinstance(error, ProblemError):
            return error
        if isinstance(error, web.HTTPException):
            return _of_http(error)
        if isinstance(error, refusals.ServiceError) and type(error) in _REFUSED:
            return _refused(error)
        if not isinstance(error, Exception):
            raise error
        reference = self.report(error)
        if self.away(error):
            words = "The database does not answer. Nothing was taken; send the same again."
            status = HTTPStatus.SERVICE_UNAVAILABLE
            return ProblemError(status, words, "away", reference=reference, headers=_RETRY_AFTER)
        words = "This is our fault. Nothing was taken; tell support the reference."
        return ProblemError(HTTPStatus.INTERNAL_SERVER_ERROR, words, reference=reference)


def _of_http(error: web.HTTPException) -> ProblemError:
    status = HTTPStatus(error.status)
    kept = {name: value for name, value in error.headers.items() if name in {"Allow", "Location"}}
    words = {
        HTTPStatus.NOT_FOUND: "There is nothing at this address. /api/v1/openapi.json lists all there is.",
        HTTPStatus.METHOD_NOT_ALLOWED: f"Use {kept.get('Allow', 'another method')} here.",
    }
    return ProblemError(status, words.get(status, f"{status.description or status.phrase}."), headers=kept)


def _refused(error: refusals.ServiceError) -> ProblemError:
    status, words = _REFUSED[type(error)]
    named = error.records if isinstance(error, refusals.RecordsError) else ()
    records = [Record(contract=contract, outside_id=outside_id) for contract, outside_id in named]
    return ProblemError(status, words, error.key, records=records)
