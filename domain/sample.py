"""The shapes of sample data: contracts with their people, groups, carriers and lines, before any of it is a row."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from domain.access import Role
from domain.language import Language
from domain.sip import CheckMethod, LineType, Transport


@dataclass(frozen=True)
class SeedMember:
    """A Telegram person in the contract."""

    telegram_id: int
    name: str
    role: Role
    username: str = ""
    language: Language = Language.RU


@dataclass(frozen=True)
class SeedChat:
    """A group, or a topic of it (``thread_id``, 0: none), that receives the contract's alerts."""

    chat_id: int
    title: str
    thread_id: int = 0


@dataclass(frozen=True)
class SeedLine:
    """A line. ``password`` is open text, never shown by ``repr``; empty: the carrier knows the line by its address."""

    name: str
    type: LineType
    user: str
    password: str = field(default="", repr=False)
    method: CheckMethod = CheckMethod.REGISTER


@dataclass(frozen=True)
class SeedCarrier:
    """A carrier and where its registrar listens; ``contract_number`` is the client's contract there."""

    name: str
    host: str
    port: int
    lines: tuple[SeedLine, ...]
    transport: Transport = Transport.UDP
    support_phone: str = ""
    contract_number: str = ""


@dataclass(frozen=True)
class SeedContract:
    """A client company with everything it has. ``timezone`` is a name of the IANA database."""

    number: str
    name: str
    client: str
    timezone: str
    members: tuple[SeedMember, ...] = ()
    chats: tuple[SeedChat, ...] = ()
    carriers: tuple[SeedCarrier, ...] = ()


def first_check_at(now: datetime, interval: timedelta, place: int, count: int) -> datetime:
    """When line ``place`` of ``count`` new ones is checked first: they are spread over one interval, from now on."""
    return now + interval * place / max(count, 1)
