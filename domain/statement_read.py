"""Reads a bank's file into a statement of our accounts, or refuses it as a whole."""

import re
from collections.abc import Collection
from datetime import date, datetime

from domain.statement import Document, Statement, StatementError, StatementFault
from domain.statement_lines import Section, Sections, sections
from domain.statement_text import decode
from domain.statement_words import WORD

_SUM = re.compile(r"([0-9]{1,13})(?:[.,]([0-9]{1,2}))?")


def read(raw: bytes, ours: Collection[str]) -> Statement:
    """What came to the accounts ``ours`` (twenty digits each).

    Raises:
        StatementError: with the fault and, where it is known, the line.
    """
    found = sections(decode(raw))
    if not found.accounts:
        raise StatementError(StatementFault.NOT_STATEMENT)
    accounts = _accounts(found)
    if not accounts or not accounts <= set(ours):
        raise StatementError(StatementFault.FOREIGN)
    to_us = [section for section in found.documents if _came(section, accounts)]
    came = [_document(section) for section in to_us]
    _check_totals(found, sum(document.amount for document in came))
    _check_alike(came, to_us)
    return Statement(
        tuple(sorted(accounts)),
        _date(found.head, "since"),
        _date(found.head, "until"),
        tuple(document for document in came if document.payer_account not in set(ours)),
    )


def _accounts(found: Sections) -> set[str]:
    return {*found.named, *(_value(section, "account") for section in found.accounts)} - {""}


def _came(section: Section, accounts: set[str]) -> bool:
    """Whether the money came to us. A document in which neither side is ours does not belong here."""
    payer = _either(section, "payer_account", "payer_settlement")
    recipient = _either(section, "recipient_account", "recipient_settlement")
    if payer not in accounts and recipient not in accounts:
        raise StatementError(StatementFault.FOREIGN, section.line)
    return recipient in accounts and _value(section, "received_on") != ""


def _document(section: Section) -> Document:
    amount = _amount(section, "amount")
    number = _value(section, "number")
    if not number or amount is None or amount == 0:
        raise StatementError(StatementFault.BROKEN, section.line)
    return Document(
        number=number[:32],
        ordered=_date(section, "date"),
        day=_date(section, "received_on"),
        amount=amount,
        payer_inn=_inn(section),
        payer=_payer(section)[:255],
        payer_account=_either(section, "payer_account", "payer_settlement"),
        recipient_account=_either(section, "recipient_account", "recipient_settlement"),
        purpose=_purpose(section)[:255],
    )


def _check_totals(found: Sections, came: int) -> None:
    """A file that lost documents on its way still says how much came."""
    totals = [_amount(section, "received_total") for section in found.accounts]
    known = [total for total in totals if total is not None]
    if len(known) == len(totals) and sum(known) != came:
        raise StatementError(StatementFault.TOTALS)
    for section in found.accounts:
        _check_balance(section)


def _check_balance(section: Section) -> None:
    opening, received = _signed(section, "opening"), _amount(section, "received_total")
    closing, spent = _signed(section, "closing"), _amount(section, "spent_total")
    if opening is None or received is None or closing is None or spent is None:
        return
    if opening + received - spent != closing:
        raise StatementError(StatementFault.TOTALS, section.line)


def _check_alike(documents: list[Document], where: list[Section]) -> None:
    seen: set[str] = set()
    for document, section in zip(documents, where, strict=True):
        if document.identity in seen:
            raise StatementError(StatementFault.ALIKE, section.line)
        seen.add(document.identity)


def _inn(section: Section) -> str:
    inn = _value(section, "payer_inn")
    return inn if re.fullmatch(r"[0-9]{10}|[0-9]{12}", inn) else ""


def _payer(section: Section) -> str:
    name = _either(section, "payer_name", "payer")
    return re.sub(rf"^{WORD['inn']}\s*[0-9]*\s*", "", name)


def _purpose(section: Section) -> str:
    parts = [WORD["purpose"], *(f"{WORD['purpose']}{n}" for n in range(1, 7))]
    said = [section.values[part] for part in parts if section.values.get(part)]
    return said[0] if section.values.get(WORD["purpose"]) else " ".join(said)


def _either(section: Section, first: str, second: str) -> str:
    return _value(section, first) or _value(section, second)


def _value(section: Section, name: str) -> str:
    return section.values.get(WORD[name], "")


def _date(section: Section, name: str) -> date:
    try:
        day = datetime.strptime(_value(section, name), "%d.%m.%Y").date()  # noqa: DTZ007 -- a day, not a moment
    except ValueError:
        raise StatementError(StatementFault.BROKEN, section.line) from None
    if not 2000 <= day.year < 2100:
        raise StatementError(StatementFault.BROKEN, section.line)
    return day


def _signed(section: Section, name: str) -> int | None:
    text = _value(section, name)
    bare = Section(section.line, {WORD[name]: text.removeprefix("-")})
    amount = _amount(bare, name)
    return -amount if amount is not None and text.startswith("-") else amount


def _amount(section: Section, name: str) -> int | None:
    """Kopecks; None where the section does not say."""
    text = _value(section, name)
    if not text:
        return None
    found = _SUM.fullmatch(text)
    if found is None:
        raise StatementError(StatementFault.BROKEN, section.line)
    return int(found[1]) * 100 + int((found[2] or "0").ljust(2, "0"))
