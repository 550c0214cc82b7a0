"""What a failure of lines means for the call centre: the projects that stop, and how many operators cannot call."""

from collections.abc import Collection, Sequence

from domain.health import LineState
from domain.softphones import SoftphoneState
from domain.users import UserRole
from models import Admission, LineProject, Softphone
from services.cards import Impact


async def impact(line_ids: Sequence[int]) -> Impact:
    """Of lines that fail now. A project stops when none of the lines it calls over is left; see ``Impact``."""
    linked = LineProject.filter(line_id__in=list(line_ids), project__active=True)
    names = {row.project_id: str(row.project.name) for row in await linked.select_related("project")}
    if not names:
        return Impact()
    going_on = await _going_on(names, line_ids)
    stopped = sorted(names.keys() - going_on)
    callers = Admission.filter(project_id__in=stopped, user__deleted_at__isnull=True, user__role=UserRole.OPERATOR)
    people = set(await callers.values_list("user_id", flat=True)) if stopped else set()
    return Impact(_named(names, stopped), len(people), _named(names, going_on), await _online(people))


async def _online(people: Collection[object]) -> int | None:
    """How many of them sit at a softphone that is online, as far as the SIP server tells."""
    phones = await Softphone.filter(user_id__in=list(people)) if people else []
    if not phones or any(phone.state is SoftphoneState.UNKNOWN for phone in phones):
        return None
    return sum(phone.state is SoftphoneState.ONLINE for phone in phones)


async def _going_on(projects: Collection[int], failing: Collection[int]) -> set[int]:
    """Those of the projects that have a line left."""
    linked = LineProject.filter(project_id__in=list(projects), line__enabled=True, line__deleted_at__isnull=True)
    left = linked.exclude(line_id__in=list(failing)).exclude(line__state=LineState.ERROR)
    return {int(str(number)) for number in await left.values_list("project_id", flat=True)}


def _named(names: dict[int, str], ids: Collection[int]) -> tuple[str, ...]:
    return tuple(sorted(names[number] for number in ids))
