"""Adding and editing a line: the form is filled in, its details are tried out, then they are saved."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime

from tortoise.transactions import in_transaction

from domain.health import HealthPolicy
from domain.sip import ProbeResult, Verdict
from models import Line
from services import access, sip_logins
from services import line_form_draft as drafts
from services.cards import LineCard, MemberCard
from services.errors import NotFoundError
from services.line_form_cards import (
    DryRunFailed,
    EditConflict,
    FieldProblem,
    FormGoneError,
    LineDraft,
    Trial,
    TwinFound,
)
from services.line_form_draft import Form, snapshot
from services.line_form_filling import LineFormFilling
from services.line_form_values import Details, details, missing, next_step
from services.line_saving import LineWriter, conflict_of
from services.line_trial import DryRun, trial, worth_trying
from services.line_twins import account_of, twin_of
from services.lines import LineService
from services.ports import Prober, Wake
from services.vault import Vault

_OURS = frozenset({Verdict.UNKNOWN, Verdict.NETWORK})
"""Verdicts that blame us: nothing is known of the line by them."""


class LineFormService(LineFormFilling):
    """The whole form of a line.

    ``clock`` gives the moment a dry run ended. Raises ``FormGoneError`` wherever there is no form to go on with.
    """

    def __init__(
        self, prober: Prober, vault: Vault, policy: HealthPolicy, wake: Wake, clock: Callable[[], datetime]
    ) -> None:
        super().__init__(vault)
        self._policy = policy
        self._wake = wake
        self._clock = clock
        self._dry_run = DryRun(prober, vault, clock)
        self._lines = LineService()

    async def try_out(self, member: MemberCard, now: datetime) -> Trial:
        """Register with the details of the form (takes seconds); nothing is saved. Raises ``FieldProblem``."""
        form = await self._open(member, now)
        checked = await self._complete(member, form, now)
        line = await self._line(member, form)
        result = trial(await self._dry_run.probe(form, checked, line))
        after = await self._line(member, form)
        return replace(result, conflict=await conflict_of(form, after) if after is not None else None)

    async def save(self, member: MemberCard, now: datetime, anyway: bool = False, twice: bool = False) -> LineCard:
        """Try the new details out, then write them; the form is over. ``anyway`` writes them without a try, ``twice``
        though another line has the same account.

        Raises:
            FieldProblem: something is missing; the draft asks for it now.
            TwinFound: another line of the contract has this login at this server; the form is as it was.
            DryRunFailed: the details do not register; the line is as it was, and so is the form.
            EditConflict: somebody else saved the line meanwhile; see :meth:`overwrite`.
            NotFoundError: somebody deleted the line meanwhile; the form is over.
        """
        form = await self._open(member, now)
        checked = await self._complete(member, form, now)
        await self._settle_twin(member, form, checked, now, twice=twice)
        line = await self._line(member, form)
        proof = None if anyway else await self._proof(member, form, checked, line)
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
        form.failed = ""
        form.step = next_step(form)
        return await self._kept(member, form, now)

    async def _settle_twin(
        self, member: MemberCard, form: Form, checked: Details, now: datetime, *, twice: bool
    ) -> None:
        """Ask once about an account that is there already; the answer lasts as long as the account is the same."""
        name = await twin_of(member.contract_id, form)
        if name and not twice:
            raise TwinFound(name)
        if name:
            form.twin = account_of(checked)
            await drafts.keep(member, form, now)

    async def _proof(self, member: MemberCard, form: Form, checked: Details, line: Line | None) -> ProbeResult | None:
        """What the dry run showed; None where nothing that could break was changed."""
        if not worth_trying(form):
            return None
        if line is not None and (conflict := await conflict_of(form, line)):
            raise EditConflict(conflict)
        proof = await self._dry_run.probe(form, checked, line)
        shown = trial(proof)
        if not shown.ok:
            form.failed = "" if shown.verdict in _OURS else str(shown.verdict or "")
            with suppress(FormGoneError):  # another tap changed or left the form meanwhile
                await drafts.keep(member, form, self._clock())
            raise DryRunFailed(shown)
        return proof

    async def _complete(self, member: MemberCard, form: Form, now: datetime) -> Details:
        try:
            checked = details(form)
            await sip_logins.refuse_taken(member.contract_id, form)
            return checked
        except FieldProblem as problem:
            form.step = next(iter(missing(form)), problem.field)
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
