"""What the form of a line says as a whole: which question comes next, its card, and the account to try out."""

from dataclasses import dataclass

from domain.line_fields import BadField, LineField, Why
from domain.sip import CheckMethod, LineType, SipAccount, Transport
from services.line_form_cards import FieldProblem, LineDraft
from services.line_form_draft import Form

CONNECTION = frozenset(
    {
        LineField.USER,
        LineField.AUTH_USER,
        LineField.PASSWORD,
        LineField.HOST,
        LineField.PORT,
        LineField.TRANSPORT,
        LineField.PROXY,
        LineField.METHOD,
        LineField.FULL_REGISTRATION,
        LineField.REGISTERS_TO_US,
    }
)
"""Fields whose change can break the line, and is tried out before it is saved."""

SERVER = frozenset({LineField.HOST, LineField.PORT, LineField.TRANSPORT})
"""Fields that say where the carrier listens."""

_USUAL_PORT = {Transport.UDP: 5060, Transport.TCP: 5060, Transport.TLS: 5061}


@dataclass(frozen=True)
class Details:
    """Every field of the form with its type; what was not answered has its usual value."""

    type: LineType
    name: str
    note: str
    user: str
    auth_user: str
    host: str
    port: int
    transport: Transport
    proxy: str
    method: CheckMethod
    full_registration: bool
    channels: int | None
    marking: str
    registers_to_us: bool
    carrier: str
    support_phone: str
    carrier_contract: str

    def account(self, password: str) -> SipAccount:
        """What a prober registers with."""
        return SipAccount(
            user=self.user,
            host=self.host,
            port=self.port,
            transport=self.transport,
            password=password,
            auth_user=self.auth_user,
            proxy=self.proxy,
            method=self.method,
            full_registration=self.full_registration,
        )


def details(form: Form) -> Details:
    """The form as it would be saved. Raises ``FieldProblem`` for the first field that is needed and missing."""
    for field in missing(form):
        raise FieldProblem(BadField(field, Why.EMPTY if field not in _CHOSEN else Why.CHOICE))
    transport = Transport(_text(form, LineField.TRANSPORT) or Transport.UDP)
    return Details(
        type=LineType(_text(form, LineField.TYPE)),
        name=_text(form, LineField.NAME),
        note=_text(form, LineField.NOTE),
        user=_text(form, LineField.USER),
        auth_user=_text(form, LineField.AUTH_USER),
        host=_text(form, LineField.HOST),
        port=_port(form, transport),
        transport=transport,
        proxy=_text(form, LineField.PROXY),
        method=CheckMethod(_text(form, LineField.METHOD) or CheckMethod.REGISTER),
        full_registration=bool(form.value(LineField.FULL_REGISTRATION)),
        channels=_number(form, LineField.CHANNELS),
        marking=_text(form, LineField.MARKING),
        registers_to_us=registers_to_us(form),
        carrier=_text(form, LineField.CARRIER),
        support_phone=_text(form, LineField.SUPPORT_PHONE),
        carrier_contract=_text(form, LineField.CARRIER_CONTRACT),
    )


_CHOSEN = frozenset({LineField.TYPE, LineField.REGISTERS_TO_US})


def missing(form: Form) -> list[LineField]:
    """Fields that must be answered still, in the order in which they are asked."""
    gateway = form.value(LineField.TYPE) == LineType.GATEWAY
    wanted = [LineField.TYPE, *([LineField.REGISTERS_TO_US] if gateway else []), LineField.NAME, LineField.CARRIER]
    wanted += [field for field in (LineField.HOST, LineField.USER, LineField.PASSWORD) if needs(form, field)]
    return [field for field in wanted if form.value(field) in (None, "") or _forgotten(form, field)]


def needs(form: Form, field: LineField) -> bool:
    """Whether the line cannot be without this field of its login, given how it is checked and who registers."""
    if registers_to_us(form):
        return field is LineField.USER
    if field is LineField.HOST:
        return True
    if form.value(LineField.METHOD) == CheckMethod.OPTIONS:
        return False
    # A line that did without so far, at a carrier that knows it by its address, may be renamed.
    had_none = form.line_id is not None and not form.base.get(field) and field not in form.answers
    return not (had_none and LineField.METHOD not in form.answers)


def registers_to_us(form: Form) -> bool:
    """Only a gateway can; the answer is forgotten when the type changes."""
    return bool(form.value(LineField.REGISTERS_TO_US)) and form.value(LineField.TYPE) == LineType.GATEWAY


def next_step(form: Form) -> LineField | None:
    """What to ask now: what a letter left unclear, then what is missing. None: the form is complete."""
    return next(iter([*form.unsure, *missing(form)]), None)


def settled(form: Form, field: LineField) -> None:
    """The field is answered: what a letter left unclear of it is clear now."""
    form.unsure = [each for each in form.unsure if each is not field]


def card(form: Form, *, took_secret: bool = False, filled: tuple[LineField, ...] = ()) -> LineDraft:
    """The form as its room shows it."""
    kind, transport = _text(form, LineField.TYPE), _text(form, LineField.TRANSPORT)
    method = _text(form, LineField.METHOD)
    return LineDraft(
        type=LineType(kind) if kind else None,
        name=_text(form, LineField.NAME),
        note=_text(form, LineField.NOTE),
        user=_text(form, LineField.USER),
        auth_user=_text(form, LineField.AUTH_USER),
        has_password=bool(form.value(LineField.PASSWORD)),
        host=_text(form, LineField.HOST),
        port=_number(form, LineField.PORT),
        transport=Transport(transport) if transport else None,
        proxy=_text(form, LineField.PROXY),
        method=CheckMethod(method) if method else None,
        full_registration=bool(form.value(LineField.FULL_REGISTRATION)),
        channels=_number(form, LineField.CHANNELS),
        marking=_text(form, LineField.MARKING),
        registers_to_us=registers_to_us(form),
        carrier_name=_text(form, LineField.CARRIER),
        support_phone=_text(form, LineField.SUPPORT_PHONE),
        carrier_contract=_text(form, LineField.CARRIER_CONTRACT),
        line_id=form.line_id,
        step=form.step,
        unsure=tuple(form.unsure),
        only=form.only,
        changed=form.changed,
        expires_at=form.expires_at,
        took_secret=took_secret,
        filled=filled,
    )


def _forgotten(form: Form, field: LineField) -> bool:
    """A password that was cleared; a sign False stands for it."""
    return field is LineField.PASSWORD and not form.value(field)


def _text(form: Form, field: LineField) -> str:
    value = form.value(field)
    return value if isinstance(value, str) else ""


def _number(form: Form, field: LineField) -> int | None:
    value = form.value(field)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _port(form: Form, transport: Transport) -> int:
    port = _number(form, LineField.PORT)
    return _USUAL_PORT[transport] if port is None else port
