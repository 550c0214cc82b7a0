"""One SIP account in two lines of a contract: each registration throws the other out, so a person is asked first.

Lines of other contracts are never looked at: that one has the same account is nobody's business here.
"""

from domain.line_fields import LineField
from models import Line
from services.line_form_cards import FieldProblem
from services.line_form_draft import Form
from services.line_form_values import SERVER, Details, details

_ACCOUNT = SERVER - {LineField.TRANSPORT} | {LineField.USER, LineField.TYPE, LineField.REGISTERS_TO_US}


def account_of(details: Details) -> str:
    """Login, server and port as one word; a gateway that registers to us has our server."""
    server = "" if details.registers_to_us else f"{details.host}:{details.port}"
    return f"{details.user}@{server}"


async def twin_of(contract_id: int, form: Form) -> str:
    """The name of another line with the account that the form gives its line; "" where there is none, where the person
    has decided already, and while the form is not complete."""
    try:
        given = details(form)
    except FieldProblem:
        return ""
    new = form.line_id is None or bool(form.changed & _ACCOUNT) or form.carrier_id is not None
    if not (new and given.user) or form.twin == account_of(given):
        return ""
    others = Line.filter(contract_id=contract_id, deleted_at__isnull=True, user=given.user)
    others = others.filter(registers_to_us=given.registers_to_us)
    if not given.registers_to_us:
        others = others.filter(carrier__host=given.host, carrier__port=given.port)
    other = await others.exclude(id=form.line_id or 0).order_by("id").first()
    return other.name if other is not None else ""
