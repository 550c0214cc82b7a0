"""What a route is: data, from which both the server and its description are made."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, Generic, TypeAlias, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from api.auth import Caller

ShapeT = TypeVar("ShapeT", bound=BaseModel)
LARGEST_PAGE = 1000


class Taken(BaseModel):
    """How a batch was taken: as a whole."""

    model_config = ConfigDict(frozen=True)

    created: int = Field(ge=0, description="Items that were new, or changed what was known")
    known: int = Field(ge=0, description="Items that were known already and changed nothing")
    stale: Annotated[
        int | None,
        Field(ge=0, description="Of terms and states: items older than those that hold, which changed nothing"),
    ] = None


class Stretch(BaseModel):
    """From where, and how much."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    after: int = Field(0, ge=0, le=2**63 - 1, description="`next` of the page before; 0 or nothing: from the beginning")
    limit: int = Field(100, ge=1, le=LARGEST_PAGE, description="Items of a page at most")


@dataclass(frozen=True)
class Push(Generic[ShapeT]):
    """POST of a batch: all of it or nothing, and the same again changes nothing."""

    caller: Caller
    path: str
    name: str
    summary: str
    shape: type[ShapeT]
    take: Callable[[ShapeT, datetime], Awaitable[Taken]]
    method: str = "POST"


@dataclass(frozen=True)
class Feed(Generic[ShapeT]):
    """GET of what happened after a cursor, in an order that never changes."""

    caller: Caller
    path: str
    name: str
    summary: str
    shape: type[ShapeT]
    read: Callable[[Stretch], Awaitable[ShapeT]]
    method: str = "GET"


Route: TypeAlias = Push[Any] | Feed[Any]
