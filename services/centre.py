"""The services of a call centre's people together: what a room finds in ``context.services.centre``."""

from dataclasses import dataclass, field

from services.ports import SipServer, Wake
from services.user_facts import Places
from services.user_secrets import UserSecrets
from services.users import UserService
from services.vault import Vault


@dataclass(frozen=True)
class CentrePolicy:
    """The installation's choices. ``page_only``: secrets are shown on its own page, never in Telegram."""

    places: Places = field(default_factory=Places)
    realm: str = "linekeeper"
    page_only: bool = False


@dataclass(frozen=True)
class CentreServices:
    """Every service of users, softphones and projects by name."""

    users: UserService


def centre_services(vault: Vault, policy: CentrePolicy, server: SipServer, wake: Wake) -> CentreServices:
    """Build them; ``wake`` tells the delivery of words about users that something is owed."""
    secrets = UserSecrets(vault, policy.realm)
    return CentreServices(users=UserService(secrets, server, policy.places))
