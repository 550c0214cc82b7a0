"""An administrator at work on lines: the services of forms and lists on the small world of the tests."""

from dataclasses import dataclass

from domain.access import Role
from domain.health import HealthPolicy
from domain.line_fields import LineField
from models import Carrier, Line
from services.cards import MemberCard
from services.line_form_cards import LineDraft
from services.line_forms import LineFormService
from services.line_lists import LineListService
from services.ports import Prober
from services.sip_accounts import PASSWORD_PURPOSE
from services.vault import new_secret_id
from tests.services.house import House

PASSWORD = "s3cret-9"


@dataclass
class Desk:
    """Anna is administrator of the contract, Boris is another one."""

    house: House
    anna: MemberCard
    boris: MemberCard
    carrier: Carrier
    forms: LineFormService
    lists: LineListService

    async def line(self, **changes: object) -> Line:
        """A line with the password ``PASSWORD``."""
        secret_id = new_secret_id()
        sealed = self.house.vault.seal(PASSWORD, secret_id, PASSWORD_PURPOSE)
        about = {"user": "101", "secret_id": secret_id, "sealed_password": sealed, **changes}
        return (await self.house.some_lines(self.carrier, 1, **about))[-1]

    async def answers(self, *texts: str, who: MemberCard | None = None) -> LineDraft:
        """Type one answer after the other."""
        draft = None
        for text in texts:
            draft = await self.forms.answer(who or self.anna, text, self.house.clock())
        assert draft is not None
        return draft

    async def change(self, line: Line, field: LineField, text: str, who: MemberCard | None = None) -> LineDraft:
        """Open the form of a line and answer one field."""
        member = who or self.anna
        await self.forms.begin(member, self.house.clock(), line.id)
        await self.forms.ask(member, field, self.house.clock())
        return await self.forms.answer(member, text, self.house.clock())

    async def new_line(self) -> LineDraft:
        """A complete form of a new line."""
        now = self.house.clock()
        await self.forms.begin(self.anna, now, None)
        await self.forms.choose(self.anna, LineField.TYPE, "phone", now)
        return await self.answers("Опрос", "Волга", "sip.volga.example:5070", "74951234567", PASSWORD)


def forms_of(house: House, prober: Prober) -> LineFormService:
    """The service as a bot that just started has it."""

    def wake() -> None:
        house.woken.append(house.clock())

    return LineFormService(prober, house.vault, HealthPolicy(), wake, house.clock)


async def open_desk(house: House, prober: Prober | None = None) -> Desk:
    """``prober`` None: the registrar of the house."""
    contract = await house.client()
    anna = await house.join(contract, 101, Role.ADMINISTRATOR)
    boris = await house.join(contract, 102, Role.ADMINISTRATOR)

    def wake() -> None:
        house.woken.append(house.clock())

    lists = LineListService(house.checks, wake, house.clock)
    return Desk(house, anna, boris, await house.carrier(contract), forms_of(house, prober or house.registrar), lists)
