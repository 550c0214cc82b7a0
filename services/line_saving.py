"""Writes a form into its line: the fields, the carrier, what is known of the line's health, and the audit line."""

from dataclasses import replace
from datetime import datetime

from tortoise.backends.base.client import BaseDBAsyncClient

from domain.health import HealthPolicy, LineState
from domain.journal import Deed
from domain.line_fields import LineField
from domain.sip import ProbeResult, Verdict
from models import Audit, Line
from services import audit
from services.cards import MemberCard
from services.check_record import record
from services.errors import NotFoundError
from services.line_carriers import carrier_for
from services.line_form_cards import Conflict, EditConflict, FieldChange
from services.line_form_draft import Fields, Form, snapshot
from services.line_form_values import CONNECTION, Details
from services.line_switch import fails_knowingly, forget_state

EDIT, ADD = Deed.EDIT_LINE, Deed.ADD_LINE


class LineWriter:
    """Saves one form, inside the caller's transaction."""

    def __init__(self, connection: BaseDBAsyncClient, member: MemberCard, policy: HealthPolicy, now: datetime) -> None:
        self._connection = connection
        self._member = member
        self._policy = policy
        self._now = now
        self._worked = False

    async def write(self, form: Form, details: Details, proof: ProbeResult | None) -> int:
        """The line's id. ``proof`` is what the dry run of these very details showed; None: they are not proven, and
        where ``form.failed`` tells that they are known to fail, the line fails from the start and alarms nobody.

        Raises:
            NotFoundError: the line was deleted meanwhile.
            EditConflict: another administrator saved it meanwhile.
        """
        proven = proof is not None and proof.verdict is Verdict.REGISTERED
        line = await (self._add(form, details) if form.line_id is None else self._change(form, details, proven))
        if proof is None and form.failed and line.state is LineState.UNKNOWN and not self._worked:
            await fails_knowingly(line, Verdict(form.failed), self._policy, self._now)
        if proven and proof is not None and line.enabled:
            await self._prove(line, proof)
        return int(line.id)

    async def _add(self, form: Form, details: Details) -> Line:
        carrier = await carrier_for(self._member.contract_id, form, details, None)
        times = {"created_at": self._now, "state_since": self._now, "next_check_at": self._now}
        line = Line(contract_id=self._member.contract_id, carrier_id=carrier.id, version=1)
        await line.update_from_dict({**_columns(form, details), **times}).save()
        await audit.by_member(self._member, ADD, f"line {line.id}", self._now, details.name)
        return line

    async def _change(self, form: Form, details: Details, proven: bool) -> Line:
        line = await self._locked(form)
        self._worked = line.state is LineState.OK
        if not form.changed:
            return line
        await _refuse_conflict(form, line)
        carrier = await carrier_for(self._member.contract_id, form, details, line.carrier)
        # A check under way is discarded for its version, so its lease must not keep the next one away.
        free = {"version": line.version + 1, "lease_until": None, "lease_token": ""}
        columns = {**_columns(form, details), **free, "carrier_id": carrier.id}
        if form.changed & CONNECTION or carrier.id != line.carrier_id:
            fails_here = carrier.id == line.carrier_id and line.state is LineState.ERROR and not details.registers_to_us
            columns |= {"sip_realm": "", "sip_ha1": ""}  # another carrier may ask for another realm
            await self._start_afresh(line, keep_state=proven or fails_here)
        await line.update_from_dict(columns).save(update_fields=list(columns))
        changed = ", ".join(sorted(form.changed))
        await audit.by_member(self._member, EDIT, f"line {line.id}", self._now, changed)
        return line

    async def _locked(self, form: Form) -> Line:
        own = Line.filter(id=form.line_id, contract_id=self._member.contract_id, deleted_at__isnull=True)
        if await own.select_for_update(no_key=True).first() is None:
            raise NotFoundError
        return await own.select_related("carrier").get()

    async def _start_afresh(self, line: Line, *, keep_state: bool) -> None:
        """Nothing is known of other details; only an outage at the same server lasts until a check says otherwise.

        The proof that follows a dry run ends an outage too, wherever the line goes: so it is kept for that as well.
        """
        if not line.enabled:
            return
        if keep_state:
            line.streak, line.suspected_at, line.refusals = 0, None, 0
            line.next_check_at, line.lease_until, line.lease_token = self._now, None, ""
            await line.save(update_fields=_RESTARTED)
        else:
            await forget_state(line, self._now)

    async def _prove(self, line: Line, proof: ProbeResult) -> None:
        """A dry run that registered is a check like any other, and as good as the second one of a recovery."""
        await record(self._connection, line, proof, replace(self._policy, recover_after=1), self._now)
        line.next_check_at = self._now
        await line.save(update_fields=["next_check_at"])


_RESTARTED = ["streak", "suspected_at", "refusals", "next_check_at", "lease_until", "lease_token"]


async def conflict_of(form: Form, line: Line) -> Conflict | None:
    """What another administrator saved since the form was opened; never a password. The line comes with its carrier."""
    changes = tuple(_changes(form.base, snapshot(line)))
    if not changes:
        return None
    last = await Audit.filter(action=EDIT, subject=f"line {line.id}").order_by("-id").select_related("person").first()
    return Conflict(changes, last.person.name if last is not None and last.person is not None else "")


async def _refuse_conflict(form: Form, line: Line) -> None:
    conflict = await conflict_of(form, line)
    if conflict is not None:
        raise EditConflict(conflict)


def _changes(before: Fields, after: Fields) -> list[FieldChange]:
    """``value`` of a password is None: that it changed is all there is to tell."""
    changed = [field for field, value in after.items() if before.get(field) != value]
    hidden = {LineField.PASSWORD}
    return [FieldChange(field, None if field in hidden or after[field] == "" else after[field]) for field in changed]


def _columns(form: Form, details: Details) -> dict[str, object]:
    secret = {}
    if LineField.PASSWORD in form.answers:
        secret = {"secret_id": form.secret_id, "sealed_password": form.sealed_secret}
    return {
        "name": details.name,
        "note": details.note,
        "type": details.type,
        "user": details.user,
        "auth_user": details.auth_user,
        "proxy": details.proxy,
        "method": details.method,
        "full_registration": details.full_registration,
        "registers_to_us": details.registers_to_us,
        "channels": details.channels,
        "marking": details.marking,
        **secret,
    }
