"""The table of users that goes out as XLSX; no secret is in it."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from domain.users import UserRole


class UserRow(NamedTuple):
    """One user; ``projects`` are names."""

    name: str
    role: UserRole
    login: str
    projects: tuple[str, ...]
    since: date


@dataclass(frozen=True)
class UsersSheet:
    """Users of a contract on a day, by name."""

    contract: str
    client: str
    day: date
    rows: tuple[UserRow, ...]
