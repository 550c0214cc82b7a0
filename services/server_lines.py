"""What the SIP server needs of the lines: an HA1 for each that calls go through, or that registers to us.

The password stays sealed; its HA1 is made whenever line, password or realm have changed, whoever changed them.
"""

from dataclasses import dataclass

from tortoise.expressions import Q

from domain.sip import CheckMethod
from models import Line, User
from services.passwords import ha1
from services.sip_accounts import PASSWORD_PURPOSE
from services.vault import Vault, VaultError


@dataclass(frozen=True)
class LinesForServer:
    """``changed``: ids of lines whose details are others than before; ``registered``: those it is to register."""

    changed: frozenset[int]
    registered: frozenset[int]


class ServerLines:
    """``realm`` is our own server's: gateways that register to us prove themselves in it."""

    def __init__(self, vault: Vault, realm: str) -> None:
        self._vault, self._realm = vault, realm

    async def settle(self) -> LinesForServer:
        """Bring the columns that the server reads up to date."""
        concerned = Q(through_server=True) | Q(registers_to_us=True) | ~Q(sip_ha1="")
        lines = await Line.filter(concerned, deleted_at__isnull=True).select_related("carrier")
        changed = [line.id for line in lines if await self._settled(line)]
        return LinesForServer(frozenset(changed), frozenset(line.id for line in lines if _registered(line)))

    async def learn_realm(self, contract_id: int, line_id: int, realm: str) -> bool:
        """The carrier asked for a digest in this realm; True when that was news, and the next call will answer it."""
        line = await Line.get_or_none(id=line_id, contract_id=contract_id, deleted_at__isnull=True).select_related(
            "carrier"
        )
        if line is None or line.registers_to_us or not realm or line.sip_realm == realm:
            return False
        line.sip_realm = realm
        return await self._settled(line, told=True)

    async def _settled(self, line: Line, *, told: bool = False) -> bool:
        realm = self._realm_of(line)
        wanted = {"sip_realm": realm, "sip_ha1": self._ha1(line, realm)}
        if not told and (line.sip_realm, line.sip_ha1) == tuple(wanted.values()):
            return False
        line.update_from_dict(wanted)
        # The line may be another since it was read; then the next round makes its HA1.
        return bool(await Line.filter(id=line.id, version=line.version).update(**wanted))

    def _realm_of(self, line: Line) -> str:
        """A carrier's realm is known when it has asked; until then its host's name is the usual one."""
        if line.registers_to_us:
            return self._realm
        return line.sip_realm or line.carrier.host if line.through_server else ""

    def _ha1(self, line: Line, realm: str) -> str:
        if not realm or not line.sealed_password:
            return ""
        try:
            password = self._vault.open(line.sealed_password, line.secret_id, PASSWORD_PURPOSE)
        except VaultError:
            return ""
        return ha1(line.auth_user or line.user if not line.registers_to_us else line.user, realm, password)


def _registered(line: Line) -> bool:
    ours = line.through_server and not line.registers_to_us and line.method is CheckMethod.REGISTER
    return bool(ours and line.enabled and line.sip_ha1)


async def known_logins() -> set[tuple[int, str]]:
    """Contract and login of all who may register now: users with a softphone, and gateways."""
    users = User.filter(login__isnull=False, deleted_at__isnull=True).exclude(sip_ha1="")
    lines = Line.filter(registers_to_us=True, enabled=True, deleted_at__isnull=True).exclude(sip_ha1="")
    rows = [*await users.values_list("contract_id", "login"), *await lines.values_list("contract_id", "user")]
    return {(int(contract), str(login)) for contract, login in rows}
