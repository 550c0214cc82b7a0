"""Passwords of users as columns, and back: the one place where they are sealed and opened."""

from collections.abc import Mapping

from models import User
from services.passwords import ha1
from services.vault import Vault, new_secret_id

ACCESS_PURPOSE = "user password"
SOFTPHONE_PURPOSE = "softphone password"

NO_SOFTPHONE: Mapping[str, str] = {"sip_secret_id": "", "sealed_sip_password": "", "sip_realm": "", "sip_ha1": ""}
NO_ACCESS: Mapping[str, str] = {"secret_id": "", "sealed_password": ""}


class UserSecrets:
    """Seals with the vault; ``realm`` is the SIP server's, within which HA1 is as good as the password."""

    def __init__(self, vault: Vault, realm: str) -> None:
        self._vault = vault
        self.realm = realm

    def access(self, password: str) -> dict[str, str]:
        """Columns for the password of the projects service."""
        secret_id = new_secret_id()
        return {"secret_id": secret_id, "sealed_password": self._vault.seal(password, secret_id, ACCESS_PURPOSE)}

    def softphone(self, login: str, password: str) -> dict[str, str]:
        """Columns for the softphone's password, which belongs to this login."""
        secret_id = new_secret_id()
        return {
            "sip_secret_id": secret_id,
            "sealed_sip_password": self._vault.seal(password, secret_id, SOFTPHONE_PURPOSE),
            "sip_realm": self.realm,
            "sip_ha1": ha1(login, self.realm, password),
        }

    def password(self, user: User) -> str:
        """The password of the projects service; "" where there is none. Raises ``VaultError``."""
        return self._opened(user.sealed_password, user.secret_id, ACCESS_PURPOSE)

    def sip_password(self, user: User) -> str:
        """The softphone's password; "" where there is none. Raises ``VaultError``."""
        return self._opened(user.sealed_sip_password, user.sip_secret_id, SOFTPHONE_PURPOSE)

    def resealed(self, secret: str, purpose: str) -> tuple[str, str]:
        """A secret for a row of another table: secret id and sealed text."""
        secret_id = new_secret_id()
        return secret_id, self._vault.seal(secret, secret_id, purpose)

    def opened(self, sealed: str, secret_id: str, purpose: str) -> str:
        """What :meth:`resealed` has sealed. Raises ``VaultError``."""
        return self._opened(sealed, secret_id, purpose)

    def _opened(self, sealed: str, secret_id: str, purpose: str) -> str:
        return self._vault.open(sealed, secret_id, purpose) if sealed else ""
