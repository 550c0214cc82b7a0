"""Bank statements: read as a whole or not at all; each payment credited once; doubtful ones wait for a person."""

import hashlib
from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

from tortoise.exceptions import IntegrityError
from tortoise.transactions import in_transaction

from domain.access import Action
from domain.journal import COMMAND_LINE, Deed
from domain.ledger import LedgerOwner
from domain.money import to_decimal
from domain.statement import Statement, StatementError, StatementFault
from domain.statement_match import RowState
from domain.statement_read import read
from models import Contract, Invoice, StatementImport, StatementRow
from services import audit
from services.accounts import locked
from services.errors import LedgerOwnerError, NotFoundError, RowDecidedError, StatementRefusedError
from services.pages import cut
from services.ports import Wake
from services.staff import staff
from services.statement_cards import ImportCard, RowCard, RowChoices, WaitingPage
from services.statement_choices import choices
from services.statement_rows import cards, claim_rows, credit_row, place

ROWS = 7


class Decided(NamedTuple):
    """A person's decision about a waiting payment: the contract it belongs to, and the invoice it pays, if any."""

    contract_number: str
    invoice_number: str = ""


class StatementService:
    """``accounts`` are the provider's own settlement accounts; statements of others are refused."""

    def __init__(self, owner: LedgerOwner, accounts: Collection[str], wake: Wake) -> None:
        self._owner, self._accounts, self._wake = owner, frozenset(accounts), wake

    async def load(self, raw: bytes, now: datetime, by: int | None = None) -> ImportCard:
        """Read a file; ``by`` is Telegram's number of the person of support who sent it, None: the command line.

        Raises ``StatementRefusedError`` (values: fault, line), after which nothing has changed, and ``ForbiddenError``.
        """
        person_id = await _author(by)
        statement = self._read(raw)
        async with in_transaction():
            loaded = await _claim_file(raw, statement, person_id, now)
            fresh = await claim_rows(loaded.id, statement.documents, now)
            if statement.documents and not fresh:
                raise _refused(StatementFault.DOUBLED)
            for row, contract_id in await place(fresh, self._owner, now):
                await _write_down(contract_id, Deed.CREDIT_ROW, f"row {row.id}", _said(row), person_id, now)
            said = f"{statement.since} {statement.until}: {len(fresh)}"
            await _write_down(None, Deed.READ_STATEMENT, f"statement {loaded.id}", said, person_id, now)
        self._wake()
        return await _card(loaded, len(statement.documents) - len(fresh))

    async def waiting(self, after: int = 0) -> tuple[RowCard, ...]:
        """For the command line: payments that wait for a decision, the oldest first, after the row of this id."""
        rows = await StatementRow.filter(state=RowState.WAITING, id__gt=after).order_by("id").limit(ROWS)
        return await cards(rows)

    async def page(self, number: int, by: int) -> WaitingPage:
        """The same for a person of support, by pages."""
        await _author(by)
        total = await StatementRow.filter(state=RowState.WAITING).count()
        part = cut(number, total, ROWS)
        rows = await StatementRow.filter(state=RowState.WAITING).order_by("id").offset(part.offset).limit(ROWS)
        return WaitingPage(await cards(rows), part.page, part.pages, total)

    async def row(self, row_id: int, by: int) -> RowChoices:
        """A waiting payment and where it might go.

        Raises ``NotFoundError``, ``RowDecidedError`` and ``ForbiddenError``.
        """
        person = await staff(by, Action.IMPORT_STATEMENT)
        row = await _possible(row_id)
        if row.state is not RowState.WAITING:
            raise RowDecidedError
        found = await choices(row, self._owner, person.current_contract_id)
        return RowChoices((await cards([row]))[0], found)

    async def decide(self, row_id: int, decided: Decided, now: datetime, by: int | None = None) -> RowCard:
        """Credit a waiting payment to a contract.

        Raises ``NotFoundError`` (no such row, contract, or invoice of it), ``RowDecidedError``, ``LedgerOwnerError``
        and ``ForbiddenError``.
        """
        person_id = await _author(by)
        async with in_transaction():
            row = await _decided(row_id, RowState.CREDITED, person_id, now)
            contract = await Contract.get_or_none(number=decided.contract_number)
            number = decided.invoice_number
            if contract is None or (number and not await Invoice.exists(contract_id=contract.id, number=number)):
                raise NotFoundError
            account = (await locked([contract.id], now))[contract.id]
            if (account.ledger or self._owner) is not LedgerOwner.LOCAL:
                raise LedgerOwnerError([(contract.number, "")])
            await credit_row(row, contract, number, account, now)
            await _write_down(contract.id, Deed.CREDIT_ROW, f"row {row.id}", _said(row), person_id, now)
        self._wake()
        return (await cards([await StatementRow.get(id=row_id)]))[0]

    async def dismiss(self, row_id: int, now: datetime, by: int | None = None) -> RowCard:
        """The payment is none of ours to credit. Raises ``NotFoundError``, ``RowDecidedError``, ``ForbiddenError``."""
        person_id = await _author(by)
        async with in_transaction():
            row = await _decided(row_id, RowState.DISMISSED, person_id, now)
            await _write_down(None, Deed.DISMISS_ROW, f"row {row.id}", _said(row), person_id, now)
        return (await cards([await StatementRow.get(id=row_id)]))[0]

    def _read(self, raw: bytes) -> Statement:
        try:
            return read(raw, self._accounts)
        except StatementError as error:
            raise _refused(error.fault, error.line) from None


async def _author(by: int | None) -> int | None:
    """The id of the person of support with this number of Telegram's; None for the command line."""
    return None if by is None else (await staff(by, Action.IMPORT_STATEMENT)).id


async def _claim_file(raw: bytes, statement: Statement, person_id: int | None, now: datetime) -> StatementImport:
    """A twin that is being read at this moment is waited for; then this one is refused."""
    try:
        return await StatementImport.create(
            digest=hashlib.sha256(raw).hexdigest(),
            account=statement.accounts[0],
            since=statement.since,
            until=statement.until,
            person_id=person_id,
            imported_at=now,
        )
    except IntegrityError:
        raise _refused(StatementFault.DOUBLED) from None


async def _possible(row_id: int) -> StatementRow:
    row = await StatementRow.get_or_none(id=row_id) if 0 < row_id < 1 << 63 else None
    if row is None:
        raise NotFoundError
    return row


async def _decided(row_id: int, state: RowState, person_id: int | None, now: datetime) -> StatementRow:
    """The row, taken out of the waiting ones by exactly one decision."""
    row = await _possible(row_id)
    waiting = StatementRow.filter(id=row_id, state=RowState.WAITING)
    if not await waiting.update(state=state, reason=None, decided_by_id=person_id, decided_at=now):
        raise RowDecidedError
    return row


async def _card(loaded: StatementImport, known: int) -> ImportCard:
    rows = await cards(await StatementRow.filter(statement_id=loaded.id).order_by("id"))
    credited = tuple(row for row in rows if row.state is RowState.CREDITED)
    waiting = tuple(row for row in rows if row.state is RowState.WAITING)
    return ImportCard(loaded.id, loaded.since, loaded.until, credited, waiting, known)


async def _write_down(
    contract_id: int | None, deed: Deed, subject: str, said: str, person_id: int | None, now: datetime
) -> None:
    if person_id is None:
        await audit.by_program(contract_id, COMMAND_LINE, deed, subject, now, said)
    else:
        await audit.by_support(contract_id, person_id, deed, subject, now, said)


def _said(row: StatementRow) -> str:
    return f"{row.number} {row.day} {to_decimal(row.amount)}"


def _refused(fault: StatementFault, line: int = 0) -> StatementRefusedError:
    return StatementRefusedError(fault=fault.value, line=line)
