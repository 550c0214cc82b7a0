"""Delivers words about money, each to one person in private, while what they say is true."""

from datetime import datetime
from zoneinfo import ZoneInfo

from domain.access import MONEY_ROLES
from domain.ledger import AccountState, StateReason
from domain.money_warnings import WarningKind
from models import Account, Contract, Member, MoneyMute, MoneyNotice, MoneyWarning
from services.money_cards import MoneyWarningCard
from services.money_told import WarningFacts
from services.private_delivery import PrivateDelivery

_WHILE_SUSPENDED = {WarningKind.SUSPENDED}
_WHILE_ACTIVE = {WarningKind.RESUMED, WarningKind.RUNS_OUT, WarningKind.LOW_BALANCE}


class MoneyDelivery(PrivateDelivery[MoneyNotice, MoneyWarningCard]):
    """Words about money."""

    table = MoneyNotice

    async def _read(self, notice_id: int) -> MoneyNotice | None:
        return await MoneyNotice.get_or_none(id=notice_id).select_related("warning__contract", "person")

    async def _still_true(self, notice: MoneyNotice) -> bool:
        """He is still to be told of this contract, and what the message says still holds."""
        warning: MoneyWarning = notice.warning
        there = Member.filter(contract_id=warning.contract_id, person_id=notice.person_id, role__in=sorted(MONEY_ROLES))
        muted = MoneyMute.filter(contract_id=warning.contract_id, person_id=notice.person_id)
        if not await there.exists() or await muted.exists():
            return False
        account = await Account.get(contract_id=warning.contract_id)
        if warning.kind is WarningKind.PROMISE_ENDS and account.reason is not StateReason.PROMISED:
            return False
        over = _WHILE_SUSPENDED if account.state is AccountState.ACTIVE else _WHILE_ACTIVE
        return warning.kind not in over

    async def _card(self, notice: MoneyNotice, now: datetime) -> MoneyWarningCard:
        warning: MoneyWarning = notice.warning
        contract: Contract = warning.contract
        return MoneyWarningCard(
            id=notice.id,
            telegram_id=notice.person.telegram_id,
            language=notice.person.language,
            kind=warning.kind,
            contract_id=contract.id,
            contract_name=contract.name,
            several=await Member.filter(person_id=notice.person_id).count() > 1,
            facts=WarningFacts.read(warning.facts),
            now=now,
            zone=ZoneInfo(contract.timezone),
        )
