"""Filling in the form of a line: one question at a time, each answer judged when it is typed."""

from dataclasses import replace
from datetime import datetime

from domain.access import Action, may
from domain.line_fields import LineField
from services import access, sip_logins
from services import line_form_draft as drafts
from services.cards import MemberCard
from services.line_answers import answered, cleared, may_be_secret, picked
from services.line_carrier_choice import known_carrier, with_carrier, with_server_of
from services.line_carriers import carriers_in_use
from services.line_form_cards import CarrierBrief, LineDraft
from services.line_form_draft import Form, snapshot
from services.line_form_values import card, missing, next_step
from services.line_twins import twin_of
from services.vault import Vault


class LineFormFilling:
    """The form of a line; its draft is a row, so a restart loses nothing. Needs the right to edit lines throughout.

    Raises ``FormGoneError`` wherever there is no form to go on with.
    """

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    async def begin(
        self, member: MemberCard, now: datetime, line_id: int | None, only: LineField | None = None
    ) -> LineDraft:
        """Open the form of a line, or of a new one; whatever form the person had open is left.

        ``only`` is the short path to one field. Raises ``NotFoundError`` for a line that is not there.
        """
        access.require(member, Action.EDIT_LINES)
        form = Form(line_id)
        if line_id is None:
            form.step = next_step(form)
        else:
            form.base = snapshot(await access.own_line(member, line_id))
            form.step = form.only = only
        await drafts.start(member, form, now)
        return await _shown(member, form)

    async def current(self, member: MemberCard, now: datetime) -> LineDraft | None:
        """The form as it stands; None: there is none, or it expired, or the right to it was taken away."""
        if not may(member.role, Action.EDIT_LINES):
            return None
        form = await drafts.read(member, now)
        return await _shown(member, form) if form is not None else None

    async def ask(self, member: MemberCard, field: LineField | None, now: datetime) -> LineDraft:
        """Choose what to answer next; None: only what is missing."""
        form = await self._open(member, now)
        if field is None:  # what a letter left unclear may stay as it is
            form.unsure = [each for each in form.unsure if each in missing(form)]
        form.step = field or next_step(form)
        return await self._kept(member, form, now)

    async def answer(self, member: MemberCard, text: str, now: datetime) -> LineDraft:
        """Take a typed text: the value of the field that is asked, or a carrier's whole letter.

        Raises ``FieldProblem``, and the form stays as it was.
        """
        form = await self._open(member, now)
        if form.step is LineField.CARRIER and (known := await known_carrier(form, member.contract_id, text)):
            return await self.choose(member, LineField.CARRIER, known, now)
        form.failed = ""
        login = form.value(LineField.USER)
        taken = answered(form, text, self._vault)
        if form.value(LineField.USER) != login:
            await sip_logins.refuse_taken(member.contract_id, form)
        form.step = next_step(form) if taken.anything else form.step
        draft = await self._kept(member, form, now)
        pasted, unread = taken.letter, taken.unread
        return replace(draft, took_secret=taken.secret, filled=taken.filled, pasted=pasted, unread=unread)

    async def choose(self, member: MemberCard, field: LineField, value: str, now: datetime) -> LineDraft:
        """Take a button: a value of ``CHOICES`` ("yes" and "no" for what is either), the id of a carrier of the
        contract, or "", which leaves a field empty that may be. Raises ``FieldProblem`` or ``NotFoundError``."""
        form, offer = await self._open(member, now), None
        form.failed = ""
        if not value:
            cleared(form, field, self._vault)
        elif field is LineField.CARRIER:
            offer = await with_carrier(form, member.contract_id, value)
        else:
            picked(form, field, value)
        form.step = next_step(form)
        return replace(await self._kept(member, form, now), offer=offer)

    async def take_server(self, member: MemberCard, carrier_id: int, now: datetime) -> LineDraft:
        """The answer to ``LineDraft.offer``: the line is at the server of that carrier. Raises ``NotFoundError``."""
        form = await self._open(member, now)
        form.failed = ""
        await with_server_of(form, member.contract_id, carrier_id)
        form.step = next_step(form)
        return await self._kept(member, form, now)

    async def cancel(self, member: MemberCard) -> None:
        """Leave the form; it holds nothing any more. Harmless where there is none."""
        await drafts.drop(member)

    def is_secret(self, draft: LineDraft, text: str = "") -> bool:
        """Whether the answer is or may hold a secret, so that the person's message must go whatever becomes of it."""
        return may_be_secret(draft.step, text)

    async def repeats_password(self, member: MemberCard, text: str, now: datetime) -> bool:
        """Whether ``text`` is the very password that the open form keeps, typed where another thing is asked."""
        form = await drafts.read(member, now) if may(member.role, Action.EDIT_LINES) else None
        return form is not None and form.step is not LineField.PASSWORD and form.holds(text.strip(), self._vault)

    async def carriers(self, member: MemberCard) -> tuple[CarrierBrief, ...]:
        """Carriers that the contract's lines are at: what a new line may share."""
        access.require(member, Action.EDIT_LINES)
        return await carriers_in_use(member.contract_id)

    async def _open(self, member: MemberCard, now: datetime) -> Form:
        access.require(member, Action.EDIT_LINES)
        return await drafts.needed(member, now)

    async def _kept(self, member: MemberCard, form: Form, now: datetime) -> LineDraft:
        await drafts.keep(member, form, now)
        return await _shown(member, form)


async def _shown(member: MemberCard, form: Form) -> LineDraft:
    """The form as its room shows it; at the summary a line with the same account is named."""
    twin = await twin_of(member.contract_id, form) if form.step is None else ""
    return replace(card(form), twin=twin)
