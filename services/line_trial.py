"""The dry run: the details of a form are registered before anything is saved."""

from collections.abc import Callable
from datetime import datetime

from domain.line_fields import LineField
from domain.sip import Answer, ProbeResult, Verdict
from models import Line
from services.line_form_cards import Trial
from services.line_form_draft import Form
from services.line_form_values import CONNECTION, Details
from services.ports import Prober
from services.sip_accounts import PASSWORD_PURPOSE, SipAccounts
from services.vault import Vault, VaultError

NOTHING_TO_TRY = Trial(ok=True, verdict=None)


class DryRun:
    """Registers what a form says; neither its answers nor the line change by it."""

    def __init__(self, prober: Prober, vault: Vault, clock: Callable[[], datetime]) -> None:
        self._prober = prober
        self._vault = vault
        self._accounts = SipAccounts(vault)
        self._clock = clock

    async def probe(self, form: Form, details: Details, line: Line | None) -> ProbeResult | None:
        """Takes seconds. None where there is nothing to register: a gateway that registers to us."""
        if details.registers_to_us:
            return None
        try:
            password = self._password(form, line)
        except VaultError as error:
            return ProbeResult(Verdict.UNKNOWN, Answer(0, detail=str(error)), self._clock())
        return await self._prober.probe(details.account(password))

    def _password(self, form: Form, line: Line | None) -> str:
        if LineField.PASSWORD in form.answers or line is None:
            sealed = form.sealed_secret
            return self._vault.open(sealed, form.secret_id, PASSWORD_PURPOSE) if sealed else ""
        return self._accounts.of(line).password


def worth_trying(form: Form) -> bool:
    """A new name breaks nothing; another login or server may."""
    return form.line_id is None or bool(form.changed & CONNECTION)


def trial(result: ProbeResult | None) -> Trial:
    """What a probe of the new details says."""
    if result is None:
        return NOTHING_TO_TRY
    answer = result.answer
    evidence = "\n".join(part for part in (*answer.headers, answer.detail) if part)
    return Trial(
        ok=result.verdict is Verdict.REGISTERED,
        verdict=result.verdict,
        code=answer.code,
        reason=answer.reason,
        source=answer.source,
        latency_ms=answer.latency_ms,
        evidence=evidence,
        detail=answer.detail,
    )
