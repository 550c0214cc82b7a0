"""How one account is checked: the order of requests, and what a silence is worth."""

from dataclasses import replace

from domain.sip import Answer, CheckMethod, SipAccount
from telephony.address import Addresses
from telephony.classify import UNREAD_CHALLENGE, asks_too_much, is_silence, was_reset
from telephony.crew import Crew
from telephony.jobs import Job, registration, request
from telephony.options import ProberOptions
from telephony.pacing import Registrar

TRUST_DEADLINE = 1.5
"""Seconds a registration may take at a registrar that has just been quick; then it is asked as a stranger is."""
MARGIN = 0.5
"""Seconds by which our deadline outlasts pjsip's own timer."""
CHALLENGES = (401, 407)
DEPENDS_ON_DIGEST = (403, 603)
"""After our digest they speak of the password, before it of the account."""


class Check:
    """One check of one account at its registrar."""

    def __init__(
        self, account: SipAccount, where: Addresses, registrar: Registrar, crew: Crew, options: ProberOptions
    ) -> None:
        self._account = account
        self._registrar = registrar
        self._crew = crew
        self._options = options
        self._where = where
        self._challenged: bool | None = None

    async def answer(self) -> Answer:
        """The answer that counts. Raises ProberLost when our own checker failed."""
        if self._account.method is CheckMethod.OPTIONS:
            return await self._options_answer()
        answer = await self._register()
        return await self._with_authenticated(answer)

    async def _options_answer(self) -> Answer:
        """A trunk without a login; silence is asked again."""
        job = request(CheckMethod.OPTIONS, self._where, self._options.silence + MARGIN)
        answer = await self._run(job)
        again = request(CheckMethod.OPTIONS, self._where, self._options.confirm_silence)
        return await self._run(again) if is_silence(answer) or was_reset(answer) else answer

    async def _register(self) -> Answer:
        """A registration outright where that is safe; else a knock first, which takes no slot."""
        answer = await self._direct()
        if answer is not None and not is_silence(answer):
            return answer
        knock = await self._knock()
        if is_silence(knock):
            return await self._confirmed_silence(knock)
        if not knock.source:
            return knock
        self._challenged = knock.code in CHALLENGES
        answer = await self._real(self._options.deadline)
        # Somebody is there, so one silence may be a loss on the way.
        return await self._real(self._options.deadline) if is_silence(answer) else answer

    async def _direct(self) -> Answer | None:
        """A registration without a knock; None where that is not, or no longer, safe."""
        if not self._registrar.trusts(self._account.user):
            return None
        async with self._registrar.direct:
            if not self._registrar.trusts(self._account.user):
                return None
            return await self._real(self._trust_deadline())

    def _trust_deadline(self) -> float:
        return self._options.deadline if self._registrar.deaf_to_knocks else TRUST_DEADLINE

    async def _knock(self) -> Answer:
        """An unauthenticated REGISTER without Contact. A connection that broke is tried once more."""
        job = request(CheckMethod.REGISTER, self._where, self._options.silence + MARGIN)
        answer = await self._run(job)
        answer = await self._run(job) if was_reset(answer) else answer
        self._registrar.answers_knocks = self._registrar.answers_knocks or bool(answer.source)
        return answer

    async def _confirmed_silence(self, knock: Answer) -> Answer:
        """Silence counts once a REGISTER with Contact, as phones send it, has met it too.

        A registrar that is known to answer knocks gets that without a slot; at others it is a real registration,
        because some drop what is no phone's. When several real ones were silent, so is the registrar.
        """
        if self._registrar.proven_silent or knock.detail == UNREAD_CHALLENGE:
            return knock
        deadline = self._options.confirm_silence
        if self._registrar.answers_knocks:
            again = await self._run(request(CheckMethod.REGISTER, self._where, deadline, contact=True))
            return again if is_silence(again) else await self._real(self._options.deadline)
        answer = await self._real(deadline)
        self._registrar.deaf_to_knocks = bool(answer.source)
        return answer

    async def _real(self, deadline: float) -> Answer:
        answer = await self._run(registration(self._account, self._where, deadline))
        if was_reset(answer):
            answer = await self._run(registration(self._account, self._where, deadline))
        return answer

    async def _run(self, job: Job) -> Answer:
        """Paced; what comes teaches something of the registrar. A registration is two requests."""
        await self._registrar.bucket.take(1 + job.slot)
        answer = await self._crew.run(job)
        if answer.source:
            self._registrar.answered(self._account.user, answer.latency_ms, real=job.slot)
        elif is_silence(answer):
            self._registrar.was_silent(self._account.user, real=job.slot)
        return answer

    async def _with_authenticated(self, answer: Answer) -> Answer:
        """Whether a refusal came after our digest: pjsip does not say, but a knock tells who asks for one."""
        if answer.code in CHALLENGES:
            detail = UNREAD_CHALLENGE if asks_too_much(answer) else answer.detail
            return replace(answer, authenticated=answer.status != 0, detail=detail)
        if answer.code in DEPENDS_ON_DIGEST and answer.source and self._challenged is None:
            self._challenged = (await self._knock()).code in CHALLENGES
        return replace(answer, authenticated=bool(answer.source and self._challenged))
