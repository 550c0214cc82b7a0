"""What a person says of a user: typed words on their way in, and the addresses he is told."""

from dataclasses import dataclass, field

from domain.users import UserRole


@dataclass(frozen=True)
class Places:
    """What a person is told to type: the address of the projects service, and of the softphones' server."""

    projects_url: str = ""
    sip_server: str = ""


@dataclass(frozen=True)
class NewUser:
    """Somebody new, as typed; an empty ``login`` or password: a ready one is made."""

    name: str = ""
    role: UserRole = UserRole.OPERATOR
    login: str = ""
    password: str = field(default="", repr=False)
    sip_password: str = field(default="", repr=False)


@dataclass(frozen=True)
class UserChange:
    """What is to be another from now on, as typed; None: it stays."""

    name: str | None = None
    login: str | None = None
    role: UserRole | None = None
