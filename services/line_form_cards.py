"""What the form of a line tells its room: the draft, what its details proved to be, and why it refuses."""

from dataclasses import dataclass
from datetime import datetime

from domain.line_fields import BadField, LineField
from domain.sip import CheckMethod, LineType, Transport, Verdict
from services.errors import ServiceError


@dataclass(frozen=True)
class LineDraft:
    """A form as it stands, answered and unchanged fields together; "" and None: not answered.

    ``line_id`` None is a new line. ``step`` is the field that is asked now, None: all that is needed is there.
    ``only``: the short path that asks this field alone. ``unsure`` are fields that a pasted letter speaks of
    unclearly. ``changed`` are the answers of this form. ``took_secret``: the text just answered held a password, so
    the person's message must go.
    """

    type: LineType | None
    name: str
    note: str
    user: str
    auth_user: str
    has_password: bool
    host: str
    port: int | None
    transport: Transport | None
    proxy: str
    method: CheckMethod | None
    full_registration: bool
    channels: int | None
    marking: str
    registers_to_us: bool
    carrier_name: str
    support_phone: str
    carrier_contract: str
    line_id: int | None
    step: LineField | None
    unsure: tuple[LineField, ...]
    only: LineField | None
    changed: frozenset[LineField]
    expires_at: datetime
    took_secret: bool = False
    filled: tuple[LineField, ...] = ()
    """Fields that the pasted letter just filled."""
    pasted: bool = False
    """A letter was just pasted."""
    unread: bool = False
    """What was just pasted looks like a letter, and nothing of it was understood."""
    twin: str = ""
    """Another line of the contract that has the same login at the same server; "" for none, or once it was allowed."""
    offer: "CarrierBrief | None" = None
    """The carrier that was just chosen has lines at another server than the form: the person decides which is meant."""


@dataclass(frozen=True)
class CarrierBrief:
    """A carrier that the contract has lines at: one that a new line may share."""

    id: int
    name: str
    host: str
    port: int
    transport: Transport


@dataclass(frozen=True)
class FieldChange:
    """What somebody else saved meanwhile; ``value`` is the new one, None where it is emptied or a password."""

    field: LineField
    value: str | int | bool | None


@dataclass(frozen=True)
class Conflict:
    """Another administrator saved the line after this form was opened. ``by``: his name, "" when not known."""

    changes: tuple[FieldChange, ...]
    by: str = ""


@dataclass(frozen=True)
class Trial:
    """What the new details proved to be. ``verdict`` None: there was nothing to register, so nothing was tried."""

    ok: bool
    verdict: Verdict | None
    code: int = 0
    reason: str = ""
    source: str = ""
    latency_ms: float = 0.0
    evidence: str = ""
    detail: str = ""
    conflict: Conflict | None = None


class FieldProblem(ServiceError):  # noqa: N818 -- an answer to what was typed
    """An answer cannot stand in its field: the room of the form words it by ``field`` and ``why``.

    ``values["limit"]`` is how many characters fit, 0 where length is not the reason; ``signs`` are to go from it.
    """

    key = "field-answer"

    def __init__(self, fault: BadField) -> None:
        super().__init__(limit=fault.limit)
        self.field, self.why, self.signs = fault.field, fault.why, fault.signs


class DryRunFailed(ServiceError):  # noqa: N818 -- an outcome that the room shows
    """The new details do not register, so nothing was saved; ``trial`` says why."""

    key = "dry-run-failed"

    def __init__(self, trial: Trial) -> None:
        super().__init__()
        self.trial = trial

    @property
    def verdict(self) -> Verdict | None:
        """What the far end said of the new details."""
        return self.trial.verdict


class TwinFound(ServiceError):  # noqa: N818 -- an outcome that the room shows
    """Another line of the contract has the same account: nothing was saved, the person decides. ``name`` is its."""

    key = "twin-found"

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name


class EditConflict(ServiceError):  # noqa: N818 -- an outcome that the room shows
    """Another administrator saved the line meanwhile: nothing was saved, the person decides."""

    key = "edit-conflict"

    def __init__(self, conflict: Conflict) -> None:
        super().__init__()
        self.conflict = conflict

    @property
    def changes(self) -> tuple[FieldChange, ...]:
        """What the other one changed."""
        return self.conflict.changes


class FormGoneError(ServiceError):
    """There is no form any more: it expired, was cancelled or saved."""

    key = "form-gone"
