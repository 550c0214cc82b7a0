"""Another realm of the SIP server: HA1 is made anew from the sealed passwords, and nobody has to type another one."""

from tortoise.transactions import in_transaction

from models import User
from services.user_secrets import UserSecrets

_AT_ONCE = 200


async def fit_realm(secrets: UserSecrets) -> int:
    """Make the digests of all softphones fit ``secrets.realm``; how many did not. Raises ``VaultError``."""
    fitted = 0
    while rows := await _others(secrets.realm):
        for user in rows:
            await _fit(user.id, secrets)
        fitted += len(rows)
    return fitted


async def _others(realm: str) -> list[User]:
    there = User.exclude(sealed_sip_password="").exclude(sip_realm=realm)
    return await there.order_by("id").limit(_AT_ONCE)


async def _fit(user_id: int, secrets: UserSecrets) -> None:
    async with in_transaction():
        user = await User.filter(id=user_id).select_for_update(no_key=True).first()
        if user is None or not user.sealed_sip_password:
            return
        columns = secrets.softphone(user.login or "", secrets.sip_password(user))
        await user.update_from_dict(dict(columns)).save(update_fields=list(columns))
