"""Rows of two call centres, as the services keep them, and softphones that log in with their details."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from domain.health import LineState
from domain.sip import LineType
from domain.users import UserRole
from models import Admission, Carrier, Contract, Line, LineProject, Project, User
from services.passwords import ha1
from tests.kit.caller import Caller
from tests.kit.pbx import REALM, Pbx

PASSWORD = "Secret7of-the.tests"


@dataclass
class Centre:
    """``ours`` has ivanov and petrov, ``theirs`` sidorov."""

    ours: Contract
    theirs: Contract
    users: dict[str, User] = field(default_factory=dict)

    @classmethod
    async def make(cls) -> "Centre":
        now = datetime.now(UTC)
        ours, theirs = [
            await Contract.create(number=number, name=number, timezone="Europe/Samara", created_at=now)
            for number in ("184/24", "185/24")
        ]
        centre = cls(ours, theirs)
        for contract, login in ((ours, "ivanov"), (ours, "petrov"), (theirs, "sidorov")):
            await centre.user(contract, login)
        return centre

    async def user(self, contract: Contract, login: str) -> User:
        columns: dict[str, Any] = {
            "sip_realm": REALM,
            "sip_ha1": ha1(login, REALM, PASSWORD),
            "created_at": datetime.now(UTC),
        }
        user = await User.create(contract=contract, name=login, role=UserRole.OPERATOR, login=login, **columns)
        self.users[login] = user
        return user

    async def line(
        self,
        contract: Contract,
        port: int,
        *,
        host: str = "127.0.0.1",
        user: str = "4950001",
        realm: str = "carrier.test",
        **columns: object,
    ) -> Line:
        """A working line at host:port through our server; its password is that of the softphones."""
        now = datetime.now(UTC)
        carrier = await Carrier.create(contract=contract, name=f"Carrier {port}", host=host, port=port)
        usual: dict[str, Any] = {
            "name": user,
            "type": LineType.TRUNK,
            "through_server": True,
            "sip_realm": realm,
            "sip_ha1": ha1(user, realm, PASSWORD) if realm else "",
            "state": LineState.OK,
        }
        times: dict[str, Any] = {"created_at": now, "state_since": now, "next_check_at": now}
        return await Line.create(contract=contract, carrier=carrier, user=user, **{**usual, **times, **columns})

    async def project(self, line: Line, *logins: str) -> Project:
        """A project that calls over this line, and to which these users are admitted."""
        now = datetime.now(UTC)
        name = f"p{line.id}"
        project = await Project.create(contract_id=line.contract_id, outside_id=name, name=name, recorded_at=now)
        await LineProject.create(line=line, project=project)
        for login in logins:
            await Admission.create(project=project, user=self.users[login], created_at=now)
        return project


def phone(pbx: Pbx, login: str, password: str = PASSWORD, *, transport: str = "udp", register: bool = True) -> Caller:
    """A softphone with these details."""
    return Caller(login, password, pbx.port, transport=transport, register=register)
