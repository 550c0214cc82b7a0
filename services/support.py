"""The provider's own staff: finds any contract, looks into it, restores an administrator's access; all written down.

Who is support is read afresh for every step. Support is made by the command line alone.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from tortoise.functions import Count
from tortoise.transactions import in_transaction

from domain.access import Action, Role
from domain.health import LineState
from domain.journal import COMMAND_LINE, Deed
from domain.language import Language
from domain.statement_match import RowState
from models import Audit, Contract, Line, Member, Person, StatementRow
from services import access, audit, contract_search, invites, sessions, visits
from services.cards import MemberCard
from services.errors import ForbiddenError, NotFoundError
from services.pages import cut
from services.staff import staff
from services.support_cards import ContractBrief, FoundPage, Restored, SupportHome

ROWS = 7
RECENT = 6
_RESTORING_LASTS = timedelta(hours=24)


class SupportService:
    """What support does. Methods raise ``ForbiddenError`` for everybody else."""

    async def home(self, telegram_id: int) -> SupportHome:
        """How many contracts there are, and the ones that this person entered last."""
        person = await staff(telegram_id, Action.FIND_CONTRACT)
        entered = Audit.filter(person_id=person.id, action=Deed.SUPPORT_ENTERED, contract_id__isnull=False)
        ids = await entered.order_by("-id").limit(10 * RECENT).values_list("contract_id", flat=True)
        latest = list(dict.fromkeys(int(str(number)) for number in ids))[:RECENT]
        waiting = await StatementRow.filter(state=RowState.WAITING).count()
        return SupportHome(await Contract.all().count(), await _briefs(latest), waiting)

    async def find(self, telegram_id: int, query: str, page: int) -> FoundPage:
        """Contracts by number, name, client, cabinet login, or a number of one of their lines; "": all of them."""
        await staff(telegram_id, Action.FIND_CONTRACT)
        found = await contract_search.find(query)
        place = cut(page, len(found), ROWS)
        items = await _briefs(found[place.offset : place.offset + ROWS])
        return FoundPage(query, items, place.page, place.pages, len(found))

    async def enter(self, telegram_id: int, contract_id: int, now: datetime) -> MemberCard:
        """Look into a contract from now on, as an administrator sees it. Where he is a member, he comes as one."""
        async with in_transaction():
            person = await staff(telegram_id, Action.FIND_CONTRACT)
            contract = await Contract.get_or_none(id=contract_id) if 0 < contract_id < 1 << 63 else None
            if contract is None:
                raise NotFoundError
            member = await Member.get_or_none(person_id=person.id, contract_id=contract.id)
            card = visits.card(person, contract, member.role if member else Role.SUPPORT)
            if person.current_contract_id != contract.id:
                await visits.end(person, now)
                await Person.filter(id=person.id).update(current_contract_id=contract.id)
                if member is None:
                    await audit.by_member(card, Deed.SUPPORT_ENTERED, "", now)
        return card

    async def leave(self, telegram_id: int, now: datetime) -> None:
        """Back to the search; the contract's journal tells of it."""
        async with in_transaction():
            person = await staff(telegram_id, Action.FIND_CONTRACT)
            await visits.end(person, now)
            await Person.filter(id=person.id).update(current_contract_id=None)

    async def check_restoring(self, member: MemberCard) -> None:
        """``ForbiddenError`` for everybody else: asked before the question is shown."""
        access.require(member, Action.RESTORE_ACCESS)
        await staff(member.telegram_id, Action.RESTORE_ACCESS)

    async def restore(self, member: MemberCard, now: datetime) -> Restored:
        """A one-time link for a new administrator of the contract that was entered."""
        access.require(member, Action.RESTORE_ACCESS)
        async with in_transaction():
            person = await staff(member.telegram_id, Action.RESTORE_ACCESS)
            if person.current_contract_id != member.contract_id:
                raise ForbiddenError
            invitation = await invites.create(member, Role.ADMINISTRATOR, now, _RESTORING_LASTS)
            await audit.by_member(member, Deed.SUPPORT_RESTORED, "", now)
            rows = Member.filter(
                contract_id=member.contract_id, role=Role.ADMINISTRATOR, person__blocked_at__isnull=True
            )
            told = [sessions.affected(row, member) for row in await rows.order_by("id").select_related("person")]
        return Restored(invitation, tuple(told))

    async def introduce(self, telegram_id: int, name: str, username: str) -> None:
        """Remember what a person of support is called in Telegram now, for the journals."""
        await Person.filter(telegram_id=telegram_id, is_support=True).update(name=name[:255], username=username)

    async def rename(self, telegram_id: int, name: str) -> bool:
        """The command line names a person of support; False where nobody is, or is called that already."""
        rows = Person.filter(telegram_id=telegram_id, is_support=True).exclude(name=name[:255])
        return bool(await rows.update(name=name[:255]))

    async def staff(self) -> tuple[tuple[int, str], ...]:
        """Telegram's number and the name of everybody who is support; for the command line."""
        rows = await Person.filter(is_support=True).order_by("name", "id")
        return tuple((row.telegram_id, row.name) for row in rows)

    async def appoint(self, telegram_id: int, name: str, now: datetime) -> bool:
        """The command line makes somebody support; False where he was already."""
        async with in_transaction():
            about = {"name": name, "language": Language.RU.value, "created_at": now}
            person, _ = await Person.get_or_create(about, telegram_id=telegram_id)
            if not await Person.filter(id=person.id, is_support=False).update(is_support=True):
                return False
            await audit.by_program(None, COMMAND_LINE, Deed.SUPPORT_MADE, f"person {person.id}", now)
        return True

    async def dismiss(self, telegram_id: int, now: datetime) -> bool:
        """The command line ends it, at once and with what he had open; False where he was none."""
        async with in_transaction():
            person = await Person.get_or_none(telegram_id=telegram_id, is_support=True)
            if person is None:
                return False
            visit = await visits.visiting(person)
            if visit is not None:
                await visits.end(person, now)
                await sessions.end(visit.contract_id, person, now, keep_invites=False)
            await invites.revoke_of(person.id, now)
            await Person.filter(id=person.id).update(is_support=False)
            await audit.by_program(None, COMMAND_LINE, Deed.SUPPORT_REMOVED, f"person {person.id}", now)
        return True


async def _briefs(ids: Sequence[int]) -> tuple[ContractBrief, ...]:
    """Rows of a list, in the order of ``ids``."""
    found = {row.id: row for row in await Contract.filter(id__in=list(ids))}
    failing = Line.filter(contract_id__in=list(ids), state=LineState.ERROR, deleted_at__isnull=True)
    counts = await failing.annotate(n=Count("id")).group_by("contract_id").values_list("contract_id", "n")
    of_contract = {int(str(contract_id)): int(str(n)) for contract_id, n in counts}
    rows = [found[number] for number in ids if number in found]
    return tuple(ContractBrief(row.id, row.number, row.name, row.client, of_contract.get(row.id, 0)) for row in rows)
