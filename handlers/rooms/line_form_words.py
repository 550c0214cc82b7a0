"""The form of a line in words: its title, the draft as a few rows, questions, refusals, names of fields."""

from collections.abc import Iterable

from domain.line_fields import CHOICES, LineField, Why
from domain.sip import CheckMethod
from handlers.kit.screen import shortened
from handlers.rooms.phrases import sentence, server
from services.line_form_cards import Conflict, FieldProblem, LineDraft
from texts import Html, Texts, joined
from texts.format import phone
from texts.verdicts import verdict_advice, verdict_name

_SERVERS = frozenset({LineField.HOST, LineField.PROXY})
_NUMBERS = frozenset({LineField.PORT, LineField.CHANNELS})


def title(draft: LineDraft, t: Texts) -> Html:
    """What the form is about."""
    if draft.line_id is None:
        kind = draft.type
        return t("form-new-of-type", type=t.plain(f"type-{kind}")) if kind else t("form-new")
    name = shortened(draft.name)
    return t("form-password", name=name) if draft.only is LineField.PASSWORD else t("form-edit", name=name)


def rows(draft: LineDraft, t: Texts) -> list[Html]:
    """What is answered so far; what is not answered takes no room. The short path shows the title alone."""
    if draft.only:
        return []
    found = [_name(draft, t), _login(draft, t), _server(draft, t), _carrier(draft, t), _extra(draft, t)]
    return [row for row in found if row is not None]


def question(field: LineField, t: Texts, *, carriers: bool = False) -> Html:
    """What is asked now; ``carriers``: there are some to choose from."""
    if field is LineField.CARRIER and carriers:
        return t("ask-carrier-known")
    asked = dashed(field)
    return t(f"ask-{asked}")


def field_name(field: LineField, t: Texts) -> str:
    """A field in a list of them, in small letters."""
    asked = dashed(field)
    return t.plain(f"field-{asked}")


def field_label(field: LineField, t: Texts) -> str:
    """A field as a button."""
    return sentence(field_name(field, t))


def field_names(fields: Iterable[LineField], t: Texts) -> str:
    """Fields as a list."""
    return ", ".join(field_name(field, t) for field in fields)


def choice_name(field: LineField, value: str, t: Texts) -> str:
    """A value that a button offers. Raises ``ValueError`` for a value that the field has not."""
    if value not in CHOICES[field]:
        raise ValueError(f"{field} has no value {value!r}")
    choice = f"{dashed(field)}-{value}"
    return t.plain(f"choice-{choice}")


def problem(error: FieldProblem, t: Texts) -> Html:
    """Why a typed answer was refused and what to write instead; never the answer itself."""
    name, limit = sentence(field_name(error.field, t)), error.values.get("limit")
    if error.why is Why.TOO_LONG:
        return t("refused-too-long", field=name, limit=limit if isinstance(limit, int) else 0)
    if error.why is Why.SYNTAX and error.field in _SERVERS:
        return t("refused-syntax-server", field=name)
    if error.why is Why.SYNTAX:
        return t("refused-syntax", field=name, signs=" ".join(error.signs))
    refused = f"range-{dashed(error.field)}" if error.field in _NUMBERS and error.why is Why.RANGE else error.why
    return t(f"refused-{refused}", field=name)


def letter(draft: LineDraft, t: Texts) -> list[Html]:
    """What a pasted letter has just given, and what it left unclear."""
    if draft.unread:
        return [t("form-letter-unread")]
    read, unclear = field_names(draft.filled, t), field_names(draft.unsure, t)
    if read and unclear:
        return [t("form-letter-read-in-part", fields=read, unclear=unclear)]
    if unclear and draft.pasted:
        return [t("form-letter-unclear", unclear=unclear)]
    return [t("form-letter-read", fields=read)] if read else []


def failure(verdict: str | None, t: Texts, detail: str = "") -> list[Html]:
    """What the new details proved to be, and the next step."""
    if verdict is None:
        return [t("error-dry-run-failed")]
    return [
        t("form-failed", verdict=verdict_name(verdict, t, detail)),
        t("form-failed-step", step=verdict_advice(verdict, t, detail)),
    ]


def conflict(found: Conflict, t: Texts) -> list[Html]:
    """Who changed what meanwhile."""
    who = t("form-conflict-by", name=shortened(found.by)) if found.by else t("form-conflict")
    return [who, joined((_changed(change.field, change.value, t) for change in found.changes), " · ")]


def dashed(field: LineField) -> str:
    """A field as keys of texts have it."""
    return field.replace("_", "-")


def _changed(field: LineField, value: str | int | bool | None, t: Texts) -> str:
    if field in CHOICES:
        said = {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value
        shown = choice_name(field, str(said), t) if str(said) in CHOICES[field] else ""
    else:
        shown = "" if value is None else shortened(str(value), 24)
    name = field_name(field, t)
    return t.plain("form-value", field=name, value=shown) if shown else name


def _name(draft: LineDraft, t: Texts) -> Html | None:
    shown = draft.name if draft.line_id is None or LineField.NAME in draft.changed else ""
    return t("form-name", value=shortened(shown)) if shown else None


def _login(draft: LineDraft, t: Texts) -> Html | None:
    auth = t.plain("form-auth-as", value=shortened(draft.auth_user, 24)) if draft.auth_user else ""
    parts = [shortened(draft.user, 24), auth, t.plain("form-has-password") if draft.has_password else ""]
    said = " · ".join(part for part in parts if part)
    return t("form-login", value=said) if said else None


def _server(draft: LineDraft, t: Texts) -> Html | None:
    if draft.registers_to_us:
        return t("form-takes-calls")
    if not draft.host:
        return None
    transport = draft.transport
    parts = [t.plain(f"transport-{transport}")] if transport else []
    parts += [t.plain("form-via", value=shortened(draft.proxy, 24))] if draft.proxy else []
    rest = "".join(f" · {part}" for part in parts)
    return t("form-server", server=server(draft.host, draft.port or 0), rest=rest)


def _carrier(draft: LineDraft, t: Texts) -> Html | None:
    number = draft.carrier_contract
    contract = t.plain("carrier-contract", number=shortened(number, 16)) if number else ""
    parts = [shortened(draft.carrier_name, 24), phone(shortened(draft.support_phone, 24), t), contract]
    said = " · ".join(part for part in parts if part)
    return t("form-carrier", value=said) if said else None


def _extra(draft: LineDraft, t: Texts) -> Html | None:
    parts = [
        t.plain("method-options") if draft.method is CheckMethod.OPTIONS else "",
        t.plain("form-full-registration") if draft.full_registration else "",
        t.plain("form-channels", n=draft.channels) if draft.channels else "",
        t.plain("form-marking", value=shortened(draft.marking, 16)) if draft.marking else "",
        shortened(draft.note, 24),
    ]
    said = " · ".join(part for part in parts if part)
    return t("form-extra", value=sentence(said)) if said else None
