"""What the projects service reads out: who may log in and work in which project, in the order in which it came true."""

from datetime import date

from pydantic import BaseModel, ConfigDict, Field

from api.routes import Stretch
from api.shapes import At
from domain.users import AccessKind, UserRole
from services.access_feed import AccessFeedService, FeedItem


class AccessChange(BaseModel):
    """One change of one user. What its kind does not tell is null."""

    model_config = ConfigDict(frozen=True)

    id: int = Field(description="Its place in the feed")
    contract: str = Field(description="Number of the contract that he works for, or watches")
    kind: AccessKind = Field(description="What it tells; see the guide")
    user: int = Field(description="Know him by this: logins change, and are given to others")
    login: str | None = Field(description="What he types to log in; null: he has the cabinet's")
    cabinet_login: str | None = Field(
        description="An external observer logs in by the cabinet, with his password there"
    )
    former_login: str | None = Field(description="user: his login until now, where it is another one")
    name: str | None = Field(description="user: his name")
    role: UserRole | None = Field(description="user, role: what he may do")
    until: date | None = Field(description="user: the last day of an external observer; a removal follows it")
    verifier: str | None = Field(
        description="password: scrypt of his password as $scrypt$ln=14,r=8,p=1$salt$key, until you acknowledge it"
    )
    project: str | None = Field(description="admission: your id of the project")
    admitted: bool | None = Field(description="admission: whether he may work there, or watch, from now on")
    at: At

    @classmethod
    def of(cls, item: FeedItem) -> "AccessChange":
        """As it goes out."""
        told = {"id": item.cursor, "contract": item.contract, "kind": item.kind, "user": item.user_id, "at": item.at}
        known = {name: item.payload.get(name) for name in cls.model_fields if name not in told}
        return cls.model_validate({**known, **told, "verifier": item.verifier or None})


class AccessPage(BaseModel):
    """A page of changes, oldest first."""

    model_config = ConfigDict(frozen=True)

    items: tuple[AccessChange, ...]
    next: int = Field(description="Send it as `after` next time; an empty page gives back what was sent")


async def read_access(feed: AccessFeedService, where: Stretch) -> AccessPage:
    """Changes after the cursor."""
    page = await feed.after(where.after, where.limit)
    return AccessPage(items=tuple(map(AccessChange.of, page.items)), next=page.cursor)
