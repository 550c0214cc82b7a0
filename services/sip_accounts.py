"""Rows of lines as SIP accounts for the prober; the one place where a line's password is opened."""

from domain.sip import SipAccount
from models import Line
from services.vault import Vault

PASSWORD_PURPOSE = "line password"  # noqa: S105 -- the purpose a key is derived for, not a password


class SipAccounts:
    """Opens with the vault; nothing of it is kept."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def of(self, line: Line) -> SipAccount:
        """The account of a line read with its carrier. Raises ``VaultError`` where the password does not open."""
        return SipAccount(
            user=line.user,
            host=line.carrier.host,
            port=line.carrier.port,
            transport=line.carrier.transport,
            password=self._password(line),
            auth_user=line.auth_user,
            proxy=line.proxy,
            method=line.method,
            full_registration=line.full_registration,
        )

    def _password(self, line: Line) -> str:
        if not line.sealed_password:
            return ""
        return self._vault.open(line.sealed_password, line.secret_id, PASSWORD_PURPOSE)
