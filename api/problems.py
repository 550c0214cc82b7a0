"""What went wrong, as ``application/problem+json`` (RFC 9457): in plain words, with the place, never with a value."""

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Self

from aiohttp import web
from pydantic import BaseModel, ConfigDict, Field, ValidationError

MEDIA_TYPE = "application/problem+json"
_MOST_FAULTS = 20


class Fault(BaseModel):
    """One thing that is wrong with the request. ``pointer`` is where (RFC 6901), "" the whole of it."""

    model_config = ConfigDict(frozen=True)

    pointer: str
    detail: str


class Record(BaseModel):
    """A record that the problem is about. ``outside_id`` is empty where the contract alone is meant."""

    model_config = ConfigDict(frozen=True)

    contract: str
    outside_id: str = ""


class Problem(BaseModel):
    """RFC 9457. ``type`` tells problems of one status apart; ``about:blank``: the status says it all."""

    model_config = ConfigDict(frozen=True)

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    errors: tuple[Fault, ...] | None = Field(None, description="What is wrong with the request, the first 20 of it")
    records: tuple[Record, ...] | None = Field(None, description="The records that the problem is about")
    reference: str | None = Field(None, description="Tell it to support: the log has more under it")


class ProblemError(Exception):
    """Ends a request with a problem."""

    def __init__(
        self,
        status: HTTPStatus,
        detail: str,
        kind: str = "",
        *,
        errors: Sequence[Fault] = (),
        records: Sequence[Record] = (),
        reference: str | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(detail)
        self.headers = dict(headers or {})
        self.problem = Problem(
            type=f"urn:linekeeper:problem:{kind}" if kind else "about:blank",
            title=status.phrase,
            status=status,
            detail=detail,
            errors=tuple(errors) or None,
            records=tuple(records) or None,
            reference=reference,
        )

    @classmethod
    def of_shape(cls, error: ValidationError) -> Self:
        """What pydantic refused: 400 for what is no JSON at all, else 422 with the places."""
        found = error.errors(include_url=False, include_context=False, include_input=False)
        if any(each["type"] == "json_invalid" for each in found):
            detail = found[0]["msg"].removeprefix("Invalid JSON: ")
            return cls(HTTPStatus.BAD_REQUEST, f"The body is no JSON in UTF-8: {detail}.", "bad-json")
        faults = [Fault(pointer=_pointer(each["loc"]), detail=_words(each["msg"])) for each in found[:_MOST_FAULTS]]
        count = f"{len(found)} things are wrong" if len(found) > 1 else "One thing is wrong"
        detail = f"{count} with the request; nothing of it was taken."
        return cls(HTTPStatus.UNPROCESSABLE_ENTITY, detail, "invalid", errors=faults)

    def response(self) -> web.Response:
        """The answer."""
        body = self.problem.model_dump_json(exclude_none=True)
        answer = web.Response(status=self.problem.status, headers=self.headers)
        answer.body = body.encode()
        answer.headers["Content-Type"] = MEDIA_TYPE
        return answer


def _pointer(place: Sequence[str | int]) -> str:
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in place)


def _words(message: str) -> str:
    return message.removeprefix("Value error, ")
