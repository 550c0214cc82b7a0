"""Adding and editing a line: one question at a time, each answer judged when it is typed, a dry run before saving."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from tortoise.transactions import in_transaction

from domain.access import Action, may
from domain.health import HealthPolicy
from domain.line_fields import LineField
from models import Line
from services import access
from services import line_form_draft as drafts
from services.cards import LineCard, MemberCard
from services.errors import NotFoundError
from services.line_answers import answered, cleared, may_be_secret, picked, with_carrier
from services.line_carriers import carriers_in_use
from services.line_form_cards import (
    CarrierBrief,
    DryRunFailed,
    EditConflict,
    FieldProblem,
    FormGoneError,
    LineDraft,
    OpenForm,
    Trial,
)
from services.line_form_draft import Form, snapshot
from services.line_form_values import Details, card, details, missing, next_step
from services.line_saving import LineWriter, conflict_of
from services.line_trial import DryRun, trial, worth_trying
from services.lines import LineService
from services.ports import Prober, Wake
from services.vault import Vault


class LineFormService:
    """The form of a line; its draft is a row, so a restart loses nothing. Needs the right to edit lines throughout.

    ``clock`` gives the moment a dry run ended. Raises ``FormGoneError`` wherever there is no form to go on with.
    """

    def __init__(
        self, prober: Prober, vault: Vault, policy: HealthPolicy, wake: Wake, clock: Callable[[], datetime]
    ) -> None:
        self._vault = vault
        self._policy = policy
        self._wake = wake
        self._clock = clock
        self._dry_run = DryRun(prober, vault, clock)
        self._lines = LineService()

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
        return card(form)

    async def current(self, member: MemberCard, now: datetime) -> LineDraft | None:
        """The form as it stands; None: there is none, or it expired, or the right to it was taken away."""
        if not may(member.role, Action.EDIT_LINES):
            return None
        form = await drafts.read(member, now)
        return card(form) if form is not None else None

    async def left_open(self, member: MemberCard, now: datetime) -> OpenForm | None:
        """The form to go on with, for home's button: one with answers in it. One row is read."""
        draft = await self.current(member, now)
        return OpenForm(draft.line_id, draft.name, draft.only) if draft is not None and draft.changed else None

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
        taken = answered(form, text, self._vault)
        form.step = next_step(form) if taken.anything else form.step
        draft = await self._kept(member, form, now)
        pasted, unread = taken.letter, taken.unread
        return replace(draft, took_secret=taken.secret, filled=taken.filled, pasted=pasted, unread=unread)

    async def choose(self, member: MemberCard, field: LineField, value: str, now: datetime) -> LineDraft:
        """Take a button: a value of ``CHOICES`` ("yes" and "no" for what is either), the id of a carrier of the
        contract, or "", which leaves a field empty that may be. Raises ``FieldProblem`` or ``NotFoundError``."""
        form = await self._open(member, now)
        if not value:
            cleared(form, field, self._vault)
        elif field is LineField.CARRIER:
            await with_carrier(form, member.contract_id, value)
        else:
            picked(form, field, value)
        form.step = next_step(form)
        return await self._kept(member, form, now)

    async def cancel(self, member: MemberCard) -> None:
        """Leave the form; it holds nothing any more. Harmless where there is none."""
        await drafts.drop(member)

    def is_secret(self, draft: LineDraft, text: str = "") -> bool:
        """Whether the answer is or may hold a secret, so that the person's message must go whatever becomes of it."""
        return may_be_secret(draft.step, text)

    async def carriers(self, member: MemberCard) -> tuple[CarrierBrief, ...]:
        """Carriers that the contract's lines are at: what a new line may share."""
        access.require(member, Action.EDIT_LINES)
        return await carriers_in_use(member.contract_id)

    async def try_out(self, member: MemberCard, now: datetime) -> Trial:
        """Register with the details of the form (takes seconds); nothing is saved. Raises ``FieldProblem``."""
        form = await self._open(member, now)
        checked = await self._complete(member, form, now)
        line = await self._line(member, form)
        result = trial(await self._dry_run.probe(form, checked, line))
        after = await self._line(member, form)
        return replace(result, conflict=await conflict_of(form, after) if after is not None else None)

    async def save(self, member: MemberCard, now: datetime, anyway: bool = False) -> LineCard:
        """Try the new details out, then write them; the form is over. ``anyway`` writes them without a try.

        Raises:
            FieldProblem: something is missing; the draft asks for it now.
            DryRunFailed: the details do not register; the line is as it was, and so is the form.
            EditConflict: somebody else saved the line meanwhile; see :meth:`overwrite`.
            NotFoundError: somebody deleted the line meanwhile; the form is over.
        """
        form = await self._open(member, now)
        checked = await self._complete(member, form, now)
        line = await self._line(member, form)
        proof = None
        if not anyway and worth_trying(form):
            if line is not None and (conflict := await conflict_of(form, line)):
                raise EditConflict(conflict)
            proof = await self._dry_run.probe(form, checked, line)
            if not (shown := trial(proof)).ok:
                raise DryRunFailed(shown)
        ended = max(now, self._clock())
        async with in_transaction() as connection:
            if not await drafts.finish(member, form):
                raise FormGoneError
            line_id = await LineWriter(connection, member, self._policy, ended).write(form, checked, proof)
        self._wake()
        return await self._lines.card(member, line_id, ended)

    async def overwrite(self, member: MemberCard, now: datetime) -> LineDraft:
        """The second editor decides: the newest version becomes the base, and his own answers stay on top of it."""
        form = await self._open(member, now)
        line = await self._line(member, form)
        if line is not None:
            form.base = snapshot(line)
        form.step = next_step(form)
        return await self._kept(member, form, now)

    async def _open(self, member: MemberCard, now: datetime) -> Form:
        access.require(member, Action.EDIT_LINES)
        return await drafts.needed(member, now)

    async def _kept(self, member: MemberCard, form: Form, now: datetime) -> LineDraft:
        await drafts.keep(member, form, now)
        return card(form)

    async def _complete(self, member: MemberCard, form: Form, now: datetime) -> Details:
        try:
            return details(form)
        except FieldProblem:
            form.step = next(iter(missing(form)))
            await drafts.keep(member, form, now)
            raise

    async def _line(self, member: MemberCard, form: Form) -> Line | None:
        """The line that is edited, with its carrier; None for a new one. Without the line the form is over."""
        if form.line_id is None:
            return None
        try:
            return await access.own_line(member, form.line_id)
        except NotFoundError:
            await drafts.drop(member)
            raise
