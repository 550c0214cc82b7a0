"""The list of users as a table, for ``documents`` to write."""

from collections import defaultdict
from datetime import datetime

from tortoise.transactions import in_transaction

from domain.access import Action
from domain.journal import Deed
from domain.users_sheet import UserRow, UsersSheet
from models import Admission, Contract, Observation
from services import access, audit
from services.cards import MemberCard
from services.user_reading import shown_login
from services.user_rows import living


class UserExportService:
    """Reads; each export is in the journal, for it holds personal data."""

    async def sheet(self, member: MemberCard, now: datetime) -> UsersSheet:
        """Every user of the contract by name, with his projects; no passwords."""
        access.require(member, Action.EDIT_USERS)
        contract = await Contract.get(id=member.contract_id)
        users = await living(member.contract_id).order_by("name", "id")
        projects: dict[int, list[str]] = defaultdict(list)
        admissions = Admission.filter(user__contract_id=member.contract_id).order_by("project__name", "id")
        for user_id, name in await admissions.values_list("user_id", "project__name"):
            projects[user_id].append(name)
        guests = {row.user_id: row for row in await Observation.filter(user__contract_id=member.contract_id)}
        async with in_transaction():
            await audit.by_member(member, Deed.EXPORT_USERS, "", now, str(len(users)))
        return UsersSheet(
            contract.number,
            contract.client or contract.name,
            now.astimezone(member.zone).date(),
            tuple(
                UserRow(
                    user.name,
                    user.role,
                    shown_login(user, guests.get(user.id)),
                    tuple(projects[user.id]),
                    user.created_at.astimezone(member.zone).date(),
                )
                for user in users
            ),
        )
