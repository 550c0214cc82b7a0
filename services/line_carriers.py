"""Which carrier a saved line belongs to: lines that share name and server share its row, support phone and contract."""

from domain.line_fields import LineField
from models import Carrier, Line
from services.line_form_cards import CarrierBrief
from services.line_form_draft import Form
from services.line_form_values import SERVER, Details

_ABOUT = {LineField.SUPPORT_PHONE: "support_phone", LineField.CARRIER_CONTRACT: "contract_number"}


async def carriers_in_use(contract_id: int) -> tuple[CarrierBrief, ...]:
    """Carriers that have a line, by name."""
    used = (
        await Line.filter(contract_id=contract_id, deleted_at__isnull=True)
        .distinct()
        .values_list("carrier_id", flat=True)
    )
    rows = await Carrier.filter(id__in=[int(str(number)) for number in used]).order_by("name", "host", "port", "id")
    return tuple(map(brief, rows))


def brief(row: Carrier) -> CarrierBrief:
    """A carrier as a choice."""
    return CarrierBrief(row.id, row.name, row.host, row.port, row.transport)


async def carrier_for(contract_id: int, form: Form, details: Details, now_at: Carrier | None) -> Carrier:
    """The row that the saved line belongs to, brought up to date; inside the caller's transaction.

    Another server never moves the other lines of the carrier: the line goes to the row of that server, found or new.
    Another name, support phone or contract number is the carrier's: all of its lines have it.
    """
    if now_at is None or form.changed & SERVER or form.carrier_id is not None:
        row = await _of_server(contract_id, details)
    elif LineField.CARRIER in form.changed:
        row = await _renamed(now_at, details)
    else:
        row = now_at
    await _tell(row, form, details)
    return row


async def _of_server(contract_id: int, details: Details) -> Carrier:
    about = {"support_phone": details.support_phone, "contract_number": details.carrier_contract}
    row, _ = await Carrier.get_or_create(
        about,
        contract_id=contract_id,
        name=details.carrier,
        host=details.host,
        port=details.port,
        transport=details.transport,
    )
    return row


async def _renamed(carrier: Carrier, details: Details) -> Carrier:
    """Where the new name is another row's of the same server, the two carriers become one."""
    twin = await Carrier.get_or_none(
        contract_id=carrier.contract_id,
        name=details.carrier,
        host=carrier.host,
        port=carrier.port,
        transport=carrier.transport,
    )
    if twin is None:
        carrier.name = details.carrier
        await carrier.save(update_fields=["name"])
        return carrier
    await Line.filter(carrier_id=carrier.id).update(carrier_id=twin.id)
    return twin


async def _tell(carrier: Carrier, form: Form, details: Details) -> None:
    """What the form says of the carrier itself, where it says something new."""
    told = {LineField.SUPPORT_PHONE: details.support_phone, LineField.CARRIER_CONTRACT: details.carrier_contract}
    answered = {_ABOUT[field]: value for field, value in told.items() if field in form.changed}
    if answered:
        await Carrier.filter(id=carrier.id).update(**answered)
