"""Who is support: read afresh for every step, whatever contract the person looks into."""

from domain.access import Action, Role, may
from models import Person
from services.errors import ForbiddenError


async def staff(telegram_id: int, action: Action) -> Person:
    """The person of support, if support may do this; ``ForbiddenError`` for everybody else."""
    person = await Person.get_or_none(telegram_id=telegram_id, is_support=True)
    if person is None or not may(Role.SUPPORT, action):
        raise ForbiddenError
    return person
