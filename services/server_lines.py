"""What the SIP server needs of the lines: an HA1 for each that calls go through, or that registers to us.

The password stays sealed; its HA1 is made whenever line, password or realm have changed, whoever changed them.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import TypeAlias

from tortoise.expressions import Q

from domain.sip import CheckMethod, SipAccount
from models import Line, User
from services.passwords import ha1
from services.sip_accounts import PASSWORD_PURPOSE, SipAccounts
from services.vault import Vault, VaultError

AskRealm: TypeAlias = Callable[[SipAccount], Awaitable[str]]
AT_ONCE = 20


@dataclass(frozen=True)
class LinesForServer:
    """``changed``: ids of lines whose details are others than before; ``registered``: those it is to register."""

    changed: frozenset[int]
    registered: frozenset[int]


class ServerLines:
    """``realm`` is our own server's: gateways that register to us prove themselves in it.

    ``ask`` finds out a carrier's, "" where it cannot; it may take seconds, and is asked once for a line.
    """

    def __init__(self, vault: Vault, realm: str, ask: AskRealm) -> None:
        self._vault, self._realm, self._ask = vault, realm, ask
        self._accounts = SipAccounts(vault)

    async def settle(self) -> LinesForServer:
        """Bring the columns that the server reads up to date."""
        concerned = Q(through_server=True) | Q(registers_to_us=True) | ~Q(sip_ha1="")
        lines = await Line.filter(concerned, deleted_at__isnull=True).select_related("carrier")
        await self._ask_realms([line for line in lines if _realm_is_unknown(line)][:AT_ONCE])
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

    async def _ask_realms(self, lines: list[Line]) -> None:
        """Who does not answer is tried with the host's name; his first call or a person's tells otherwise."""
        told = await asyncio.gather(*(self._asked(line) for line in lines))
        for line, realm in zip(lines, told, strict=True):
            if realm:
                line.sip_realm = realm
                await Line.filter(id=line.id, version=line.version).update(sip_realm=realm)

    async def _asked(self, line: Line) -> str:
        try:
            return await self._ask(replace(self._accounts.of(line), password=""))
        except VaultError:
            return ""

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


def _realm_is_unknown(line: Line) -> bool:
    return line.through_server and not line.registers_to_us and not line.sip_realm and bool(line.sealed_password)


def _registered(line: Line) -> bool:
    ours = line.through_server and not line.registers_to_us and line.method is CheckMethod.REGISTER
    return bool(ours and line.enabled and line.sip_ha1)


async def known_logins() -> set[tuple[int, str]]:
    """Contract and login of all who may register now: users with a softphone, and gateways."""
    users = User.filter(login__isnull=False, deleted_at__isnull=True).exclude(sip_ha1="")
    lines = Line.filter(registers_to_us=True, enabled=True, deleted_at__isnull=True).exclude(sip_ha1="")
    rows = [*await users.values_list("contract_id", "login"), *await lines.values_list("contract_id", "user")]
    return {(int(contract), str(login)) for contract, login in rows}
