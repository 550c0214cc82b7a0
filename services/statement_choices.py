"""Where a waiting payment might belong: what a person who decides is offered."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from domain.ledger import InvoiceState, LedgerOwner
from domain.statement_match import possible_keys
from models import Account, Contract, Invoice, StatementRow
from services.statement_cards import Choice

MOST = 6
_SEARCHED = 50


async def choices(row: StatementRow, owner: LedgerOwner, entered: int | None) -> tuple[Choice, ...]:
    """Invoices that the purpose names, unpaid ones of the payer, his contracts, and the contract that was entered.

    The payer's own contracts first, then the likeliest; only contracts whose payments come from statements.
    """
    of_payer = await _contracts_of(row.payer_inn)
    named = Invoice.filter(number_key__in=sorted(possible_keys(row.purpose)))
    unpaid = Invoice.filter(contract_id__in=of_payer, state=InvoiceState.UNPAID)
    found = [
        *await named.order_by("-day", "-id").limit(_SEARCHED),
        *await unpaid.order_by("day", "id").limit(_SEARCHED),
    ]
    open_ones = {invoice.id: invoice for invoice in found if invoice.state is InvoiceState.UNPAID}
    likely = sorted(open_ones.values(), key=lambda each: (each.total - each.paid != row.amount, each.id))
    contracts = {each.contract_id for each in likely} | set(of_payer) | ({entered} if entered else set())
    known = await _local(contracts, owner)
    invoices = [_of_invoice(each, known[each.contract_id]) for each in likely if each.contract_id in known]
    offered = (*_own_first(invoices, of_payer), *_own_first([*map(_of_contract, known.values())], of_payer, MOST))
    inns = {account.contract_id: account.payer_inn for account in await Account.filter(contract_id__in=sorted(known))}
    return tuple(_warned(each, inns, row.payer_inn) for each in offered[:MOST])


def _own_first(found: Sequence[Choice], own: Sequence[int], most: int = MOST - 2) -> list[Choice]:
    """The payer's own, then the others, of whom at least one keeps its place: the purpose may name its invoice."""
    others = [each for each in found if each.contract_id not in own]
    mine = [each for each in found if each.contract_id in own][: most - bool(others)]
    return [*mine, *others][:most]


def _warned(choice: Choice, inns: Mapping[int, str], payer_inn: str) -> Choice:
    inn = inns.get(choice.contract_id, "")
    return replace(choice, other_inn=inn) if inn != payer_inn else choice


async def _contracts_of(inn: str) -> list[int]:
    accounts = Account.filter(payer_inn=inn).order_by("contract_id").limit(_SEARCHED)
    return [int(str(number)) for number in await accounts.values_list("contract_id", flat=True)] if inn else []


async def _local(ids: Iterable[int], owner: LedgerOwner) -> dict[int, Contract]:
    wanted = sorted(ids)
    ledgers = {row.contract_id: row.ledger or owner for row in await Account.filter(contract_id__in=wanted)}
    rows = await Contract.filter(id__in=wanted).order_by("id")
    return {row.id: row for row in rows if ledgers.get(row.id, owner) is LedgerOwner.LOCAL}


def _of_invoice(invoice: Invoice, contract: Contract) -> Choice:
    left = invoice.total - invoice.paid
    return Choice(contract.id, contract.number, contract.name, invoice.id, invoice.number, left)


def _of_contract(contract: Contract) -> Choice:
    return Choice(contract.id, contract.number, contract.name)
