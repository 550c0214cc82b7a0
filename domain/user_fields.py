"""What may be typed about a user: text in, a value fit for the row out, or a refusal."""

import re
import unicodedata
from enum import StrEnum
from typing import NamedTuple

from domain.line_fields import cleaned, has_controls
from domain.users import OWN_ROLES, UserRole


class UserField(StrEnum):
    """One thing that is told about a user; ``ROW`` is a line of an import as a whole."""

    NAME = "name"
    LOGIN = "login"
    ROLE = "role"
    PASSWORD = "password"  # noqa: S105 -- a field's name
    CABINET_LOGIN = "cabinet_login"
    UNTIL = "until"
    ROW = "row"


class UserWhy(StrEnum):
    """Why it is refused."""

    EMPTY = "empty"
    TOO_LONG = "too-long"
    TOO_SHORT = "too-short"
    CONTROL = "control"
    SYNTAX = "syntax"
    EMERGENCY = "emergency"
    OUTSIDE = "outside"
    TAKEN = "taken"
    TWICE = "twice"
    SIMPLE = "simple"
    SAME = "same"
    CHOICE = "choice"
    OWN = "own"
    PAST = "past"
    FAR = "far"
    COLUMNS = "columns"


class UserFault(NamedTuple):
    """A refusal as a value; ``limit`` is the bound that was passed, 0 where there is none."""

    field: UserField
    why: UserWhy
    limit: int = 0


class BadUserField(ValueError):  # noqa: N818 -- a refusal, not a fault of the program
    """A value cannot stand in its field. The text names field and reason and never holds the value."""

    def __init__(self, field: UserField, why: UserWhy, limit: int = 0) -> None:
        super().__init__(f"{field}: {why}")
        self.fault = UserFault(field, why, limit)


LONGEST_NAME = 128
LOGIN_LENGTH = (3, 32)
PASSWORD_LENGTH = (12, 64)
_LONGEST_NUMBER = 8
"""More digits are a telephone number outside: dialling it must reach the outside."""
_EMERGENCY = {"101", "102", "103", "104", "112", "911"}
_LOGIN = re.compile(r"[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?")
_PASSWORD = re.compile(r"[!#-%(-:=?-\[\]-~@]+")
"""Visible ASCII without what files of softphones give another meaning to: quotes, backslash, ; < > &."""
_KINDS = (r"[a-z]", r"[A-Z]", r"[0-9]", r"[^a-zA-Z0-9]")
_FEWEST_CHARACTERS = 6


def judged_name(text: str) -> str:
    """A person's name with single spaces. Raises :class:`BadUserField`."""
    name = " ".join(unicodedata.normalize("NFC", cleaned(text)).split())
    if not name:
        raise BadUserField(UserField.NAME, UserWhy.EMPTY)
    if has_controls(name):
        raise BadUserField(UserField.NAME, UserWhy.CONTROL)
    if len(name) > LONGEST_NAME:
        raise BadUserField(UserField.NAME, UserWhy.TOO_LONG, LONGEST_NAME)
    if not any(char.isalnum() for char in name):
        raise BadUserField(UserField.NAME, UserWhy.SYNTAX)
    return name


def judged_login(text: str) -> str:
    """A login without case: 3 to 32 Latin letters and digits with . _ - inside; digits alone can be dialled on any
    telephone, and are then 3 to 8 and no emergency number. Raises :class:`BadUserField`."""
    login = cleaned(text).strip().lower()
    shortest, longest = LOGIN_LENGTH
    if not login:
        raise BadUserField(UserField.LOGIN, UserWhy.EMPTY)
    if not _LOGIN.fullmatch(login):
        raise BadUserField(UserField.LOGIN, UserWhy.SYNTAX)
    if len(login) < shortest:
        raise BadUserField(UserField.LOGIN, UserWhy.TOO_SHORT, shortest)
    if len(login) > longest:
        raise BadUserField(UserField.LOGIN, UserWhy.TOO_LONG, longest)
    if login in _EMERGENCY:
        raise BadUserField(UserField.LOGIN, UserWhy.EMERGENCY)
    if login.isdigit() and len(login) > _LONGEST_NUMBER:
        raise BadUserField(UserField.LOGIN, UserWhy.OUTSIDE, _LONGEST_NUMBER)
    return login


def dialable(login: str) -> bool:
    """Whether the login can be dialled on a telephone with keys."""
    return login.isdigit()


def judged_password(text: str, *, login: str = "", name: str = "") -> str:
    """A typed password: 12 to 64 visible Latin characters of three kinds, not made of login or name.

    Raises :class:`BadUserField`, which never holds the password.
    """
    password = text.strip()
    shortest, longest = PASSWORD_LENGTH
    if not password:
        raise BadUserField(UserField.PASSWORD, UserWhy.EMPTY)
    if not _PASSWORD.fullmatch(password):
        raise BadUserField(UserField.PASSWORD, UserWhy.SYNTAX)
    if len(password) < shortest:
        raise BadUserField(UserField.PASSWORD, UserWhy.TOO_SHORT, shortest)
    if len(password) > longest:
        raise BadUserField(UserField.PASSWORD, UserWhy.TOO_LONG, longest)
    if _simple(password):
        raise BadUserField(UserField.PASSWORD, UserWhy.SIMPLE)
    words = [login, *name.split()]
    if any(len(word) > 2 and word.lower() in password.lower() for word in words):
        raise BadUserField(UserField.PASSWORD, UserWhy.SAME)
    return password


def judged_role(text: str) -> UserRole:
    """A role of the contract's own people by its value. Raises :class:`BadUserField`."""
    for role in OWN_ROLES:
        if text == role:
            return role
    raise BadUserField(UserField.ROLE, UserWhy.CHOICE)


def _simple(password: str) -> bool:
    kinds = sum(re.search(kind, password) is not None for kind in _KINDS)
    return kinds < 3 or len(set(password)) < _FEWEST_CHARACTERS
