"""Taking a carrier that the contract has lines at into a form: by its button, or by typing its name."""

from domain.line_fields import LineField, Value
from models import Carrier
from services.errors import NotFoundError
from services.line_carriers import brief, carriers_in_use
from services.line_form_cards import CarrierBrief
from services.line_form_draft import Fields, Form
from services.line_form_values import registers_to_us, settled


async def with_carrier(form: Form, contract_id: int, value: str) -> CarrierBrief | None:
    """Take a carrier that the contract has: its support phone and contract come along, its server where none is given.

    A server that a letter, a person or the line itself has named stays; one that came with another carrier does not.
    Where a server stays that is not the carrier's, the carrier, so that the person can be asked which is meant.
    """
    row = await _own(contract_id, int(value) if value.isascii() and value.isdecimal() and len(value) < 19 else 0)
    server = await _server_of(form, contract_id, row)
    about: dict[LineField, Value] = {
        LineField.CARRIER: row.name,
        **server,
        LineField.SUPPORT_PHONE: row.support_phone,
        LineField.CARRIER_CONTRACT: row.contract_number,
    }
    _take(form, row, about)
    return None if server or registers_to_us(form) else brief(row)


async def with_server_of(form: Form, contract_id: int, carrier_id: int) -> None:
    """The person decided: the line is at the server of the carrier. Raises ``NotFoundError``."""
    row = await _own(contract_id, carrier_id)
    _take(form, row, {LineField.CARRIER: row.name, **_address(row)})


async def known_carrier(form: Form, contract_id: int, text: str) -> str:
    """The id of the carrier that a typed name means: one that other lines are at, at the form's server before others.

    "" for a new name, and for the one that the line has already.
    """
    typed = _folded(text)
    if typed == _folded(str(form.value(LineField.CARRIER) or "")):
        return ""
    found = [each for each in await carriers_in_use(contract_id) if _folded(each.name) == typed]
    found.sort(key=lambda each: each.host != form.value(LineField.HOST))
    return str(found[0].id) if found else ""


async def _own(contract_id: int, carrier_id: int) -> Carrier:
    row = await Carrier.get_or_none(id=carrier_id, contract_id=contract_id)
    if row is None:
        raise NotFoundError
    return row


def _take(form: Form, row: Carrier, about: Fields) -> None:
    form.answers.update(about)
    form.carrier_id = row.id
    for field in about:
        settled(form, field)


async def _server_of(form: Form, contract_id: int, row: Carrier) -> Fields:
    """What of the carrier's address the form takes: all of it, unless it contradicts what is given."""
    address = _address(row)
    before = await Carrier.get_or_none(id=form.carrier_id, contract_id=contract_id) if form.carrier_id else None
    given = {field: form.value(field) for field in address}
    if (before is not None and given == _address(before)) or all(
        given[each] in (None, "", address[each]) for each in given
    ):
        return address
    return {} if given[LineField.HOST] else {LineField.HOST: row.host}


def _address(row: Carrier) -> Fields:
    return {LineField.HOST: row.host, LineField.PORT: row.port, LineField.TRANSPORT: row.transport.value}


def _folded(name: str) -> str:
    return " ".join(name.casefold().replace("\u0451", "\u0435").split())
