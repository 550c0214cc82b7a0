"""New passwords for a row of a user: made or typed, sealed, and told to the projects service."""

from datetime import datetime

from domain.softphones import SoftphoneReason
from domain.user_fields import judged_password
from domain.users import PasswordOf, has_softphone
from models import User
from services import softphone_details
from services.access_changes import AccessWriter, Change
from services.passwords import new_password
from services.user_secrets import UserSecrets


class UserPasswords:
    """Fills rows; who saves them holds the transaction."""

    def __init__(self, secrets: UserSecrets) -> None:
        self._secrets = secrets
        self._writer = AccessWriter(secrets)

    def fill(self, user: User, now: datetime, typed: str = "", typed_sip: str = "") -> User:
        """Both passwords of a new row. Raises ``BadUserField``."""
        user.update_from_dict(self._secrets.access(self._password(user, typed)))
        if has_softphone(user.role):
            user.update_from_dict(self._secrets.softphone(user.login or "", self._password(user, typed_sip)))
        user.password_at = now
        return user

    def fit_softphone(self, user: User) -> None:
        """The softphone's columns for the login as it is now; a softphone without a password gets one."""
        password = self._secrets.sip_password(user) or new_password()
        user.update_from_dict(self._secrets.softphone(user.login or "", password))

    async def renew(self, user: User, which: PasswordOf, now: datetime, typed: str = "") -> list[Change]:
        """Save new passwords; what to tell the projects service. Raises ``BadUserField``.

        A softphone's password is none of its business, and a user without a softphone has only the other one.
        """
        columns: dict[str, str] = {}
        if which is not PasswordOf.PHONE or not has_softphone(user.role):
            columns |= self._secrets.access(self._password(user, typed))
        if which is not PasswordOf.ACCESS and has_softphone(user.role):
            columns |= self._secrets.softphone(user.login or "", self._password(user, typed))
        user.update_from_dict({**columns, "password_at": now, "version": user.version + 1})
        await user.save(update_fields=[*columns, "password_at", "version"])
        if "sip_ha1" in columns:
            await softphone_details.replaced(user.id, SoftphoneReason.NEW_PASSWORD, now)
        return [self._writer.password(user)] if "sealed_password" in columns else []

    def _password(self, user: User, typed: str) -> str:
        if not typed:
            return new_password()
        return judged_password(typed, login=user.login or "", name=user.name)
