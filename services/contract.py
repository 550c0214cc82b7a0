"""General information about a contract: what every member may know of it, money aside."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from domain.access import Action, may
from domain.ledger import StateReason
from models import Account, Contract, Project, User
from services import access
from services.cards import MemberCard
from services.lines import living


@dataclass(frozen=True)
class ContractCard:
    """The contract and how much of everything it has. ``sees_money``: this member may.

    ``signed_on`` None and an empty ``tariff``: nobody told us.
    """

    number: str
    name: str
    client: str
    signed_on: date | None
    tariff: str
    reason: StateReason
    state_since: datetime
    projects: int
    users: int
    lines: int
    sees_money: bool
    now: datetime
    zone: ZoneInfo


class ContractService:
    """Reads the contract."""

    async def card(self, member: MemberCard, now: datetime) -> ContractCard:
        """All that the room of general information shows."""
        access.require(member, Action.SEE_CONTRACT)
        contract = await Contract.get(id=member.contract_id)
        account = await Account.get_or_none(contract_id=contract.id)
        return ContractCard(
            number=contract.number,
            name=contract.name,
            client=contract.client,
            signed_on=account.signed_on if account else None,
            tariff=account.tariff if account else "",
            reason=account.reason if account else StateReason.COVERED,
            state_since=account.state_since if account else now,
            projects=await Project.filter(contract_id=contract.id, active=True).count(),
            users=await User.filter(contract_id=contract.id, deleted_at__isnull=True).count(),
            lines=await living(contract.id).count(),
            sees_money=may(member.role, Action.SEE_MONEY),
            now=now,
            zone=member.zone,
        )
