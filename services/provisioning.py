"""Addresses from which a softphone fetches its settings: for some minutes after a press on the page, and no longer."""

from datetime import datetime, timedelta

from models import ProvisioningUrl, User
from services.user_errors import HandOverGoneError
from services.vault import hash_token, new_token

URL_LASTS = timedelta(minutes=10)


async def mint(user: User, now: datetime) -> str:
    """A fresh address of the user's softphone, inside the caller's transaction; only its hash is kept."""
    token = new_token()
    await ProvisioningUrl.create(user_id=user.id, token_hash=hash_token(token), expires_at=now + URL_LASTS)
    return token


def setup_url(page: str, token: str) -> str:
    """The whole address of a softphone's settings on the page ``page`` (PUBLIC_URL); "" without page or softphone."""
    return f"{page}/p/{token}" if page and token else ""


async def fetched(token: str, now: datetime) -> User:
    """Whose settings are fetched; again is fine, a softphone starts more than once. Raises ``HandOverGoneError``."""
    if not token.isascii():
        raise HandOverGoneError
    there = ProvisioningUrl.filter(token_hash=hash_token(token), expires_at__gt=now)
    row = await there.filter(user__deleted_at__isnull=True).select_related("user").first()
    if row is None:
        raise HandOverGoneError
    await there.update(fetched_at=now)
    return row.user


async def end_addresses(*user_ids: int) -> None:
    """Nothing can be fetched any more from the addresses of these users."""
    await ProvisioningUrl.filter(user_id__in=user_ids).delete()


async def forget_expired(now: datetime) -> None:
    """Delete the addresses that nothing can be fetched from any more."""
    await ProvisioningUrl.filter(expires_at__lte=now).delete()
