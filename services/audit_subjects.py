"""Names of the things that the journal speaks of: "person 7" becomes "Anna Sokolova"."""

from collections.abc import Iterable
from typing import TypeAlias

from models import AlertChat, Incident, Line, Person, Project, User

Names: TypeAlias = dict[str, str]


async def named(contract_id: int, subjects: Iterable[str]) -> Names:
    """Names by subject. What is gone, or is no thing with a name, is left out."""
    ids: dict[str, list[str]] = {}
    for subject in set(subjects):
        kind, _, rest = subject.partition(" ")
        ids.setdefault(kind, []).append(rest)
    return {
        **await _people(ids.get("person", [])),
        **await _lines(contract_id, ids.get("line", [])),
        **await _incidents(contract_id, ids.get("incident", [])),
        **await _chats(contract_id, ids.get("chat", [])),
        **await _users(contract_id, ids.get("user", [])),
        **await _projects(contract_id, ids.get("project", [])),
    }


async def _people(ids: list[str]) -> Names:
    rows = await Person.filter(id__in=_numbers(ids)) if ids else []
    return {f"person {row.id}": row.name for row in rows}


async def _lines(contract_id: int, ids: list[str]) -> Names:
    rows = await Line.filter(id__in=_numbers(ids), contract_id=contract_id) if ids else []
    return {f"line {row.id}": row.name for row in rows}


async def _incidents(contract_id: int, ids: list[str]) -> Names:
    query = Incident.filter(id__in=_numbers(ids), contract_id=contract_id).select_related("carrier")
    return {f"incident {row.id}": row.carrier.name for row in (await query if ids else [])}


async def _chats(contract_id: int, ids: list[str]) -> Names:
    rows = await AlertChat.filter(contract_id=contract_id) if ids else []
    return {f"chat {row.chat_id}/{row.thread_id}": row.title for row in rows}


async def _users(contract_id: int, ids: list[str]) -> Names:
    rows = await User.filter(id__in=_numbers(ids), contract_id=contract_id) if ids else []
    return {f"user {row.id}": row.name for row in rows}


async def _projects(contract_id: int, ids: list[str]) -> Names:
    rows = await Project.filter(id__in=_numbers(ids), contract_id=contract_id) if ids else []
    return {f"project {row.id}": row.name for row in rows}


def _numbers(texts: list[str]) -> list[int]:
    return [int(text) for text in texts if text.isdecimal()]
