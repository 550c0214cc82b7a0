"""What the form of a user tells its room."""

from dataclasses import dataclass
from datetime import datetime

from domain.user_fields import UserField
from domain.users import UserRole, has_softphone
from services.errors import ServiceError


@dataclass(frozen=True)
class UserDraft:
    """A form as it stands, answered and unchanged fields together; "" and None: not answered.

    ``user_id`` None is a new user; ``was`` the role he had, ``former_login`` the login. ``step`` is the field that is
    asked now, None: all is there. ``typed_password``: one was typed, else a ready one is made for somebody new.
    ``fields`` are those that can be answered.
    """

    user_id: int | None
    name: str
    role: UserRole | None
    login: str
    was: UserRole | None
    former_login: str
    password: bool
    typed_password: bool
    offered: str
    step: UserField | None
    fields: tuple[UserField, ...]
    changed: frozenset[UserField]
    expires_at: datetime

    @property
    def gains_softphone(self) -> bool:
        """Saving gives a softphone to somebody who has none."""
        return self.role is not None and has_softphone(self.role) and not (self.was and has_softphone(self.was))

    @property
    def loses_softphone(self) -> bool:
        """Saving takes the softphone away."""
        return self.role is not None and not has_softphone(self.role) and bool(self.was and has_softphone(self.was))

    @property
    def renumbered(self) -> bool:
        """Saving gives the softphone another number."""
        keeps = self.role is not None and has_softphone(self.role) and not self.gains_softphone
        return keeps and self.login != self.former_login


class UserFormGoneError(ServiceError):
    """There is no form any more: it expired, was left, saved or changed by another tap."""

    key = "user-form-gone"
