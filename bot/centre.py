"""Users of the call centres in the running bot: the settings in the words of the services, and what the clock does."""

from datetime import timedelta

import structlog

from bot.jobs import Job
from bot.settings import Settings
from bot.supervisor import utc_now
from services.access_feed import forget_taken
from services.centre import CentrePolicy, CentreServices, centre_services
from services.dismissal import retire
from services.ports import Changed, SipServer, Wake, unseen
from services.user_facts import Places
from services.user_realm import fit_realm
from services.user_secrets import UserSecrets
from services.vault import Vault

_log = structlog.get_logger(__name__)

RETIRE_EVERY = timedelta(minutes=1)
UNCLAIMED_EVERY = timedelta(minutes=1)
OBSERVERS_EVERY = timedelta(seconds=20)
FORGET_EVERY = timedelta(hours=6)
REALM_EVERY = timedelta(days=1)


def centre(
    settings: Settings, vault: Vault, server: SipServer, wake: Wake, changed: Changed = unseen
) -> CentreServices:
    """The services; ``wake`` tells the delivery of words about users, ``changed`` whoever looks at one."""
    policy = CentrePolicy(
        Places(settings.projects_url, settings.sip_server),
        settings.sip_realm,
        settings.secrets_page_only,
        settings.public_url,
    )
    return centre_services(vault, policy, server, wake, changed)


class CentreJobs:
    """The rows of the schedule."""

    def __init__(self, settings: Settings, services: CentreServices) -> None:
        self._services = services
        self._secrets = UserSecrets(Vault(dict(settings.keys)), settings.sip_realm)

    def rows(self) -> list[Job]:
        """What runs, and how often."""
        return [
            Job("dismissed users", RETIRE_EVERY, self._retire),
            Job("unclaimed details", UNCLAIMED_EVERY, self._replace),
            Job("observers", OBSERVERS_EVERY, self._observers),
            Job("access changes", FORGET_EVERY, self._forget),
            Job("sip realm", REALM_EVERY, self._realm, at_start=True),
        ]

    async def _retire(self) -> None:
        """Those who cannot be brought back any more."""
        if retired := await retire(utc_now()):
            _log.info("dismissed users have left for good", users=retired)

    async def _replace(self) -> None:
        """Details that nobody took in time."""
        if replaced := await self._services.hand_over.replace_unclaimed(utc_now()):
            _log.info("links that nobody pressed have ended", links=replaced)

    async def _observers(self) -> None:
        """Requests are told, ends are warned of and come."""
        await self._services.review.run(utc_now())

    async def _forget(self) -> None:
        """Changes that the projects service took long ago."""
        await forget_taken(utc_now())

    async def _realm(self) -> None:
        """Another SIP_REALM: the digests of softphones are made anew."""
        if fitted := await fit_realm(self._secrets):
            _log.info("softphones belong to another realm now", softphones=fitted)
