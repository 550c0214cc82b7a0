"""The doctor's look at the SIP server of the softphones."""

from bot.checkup import Finding
from bot.pbx import sip_client
from bot.settings import Settings
from services import sip_logins
from telephony.kamailio import SipServerAwayError, SipServerRefusedError

PART = "softphone"


async def gateways() -> list[Finding]:
    """Those that our SIP server never lets in, for somebody else has their login. Needs an open database."""
    remedy = "Give the line another login, and type it into the gateway."
    return [
        Finding(PART, f"the gateway {name!r} of contract {number} has the login of another, who goes first", remedy)
        for number, name in await sip_logins.in_conflict()
    ]


async def examine(settings: Settings) -> list[Finding]:
    """Whether it answers, and how many softphones and gateways are registered; that there is none is no fault."""
    client = sip_client(settings)
    if client is None:
        return [Finding(PART, "no SIP server is configured (SIP_LISTEN is empty): softphones have nowhere to register")]
    async with client:
        try:
            there = await client.locations()
        except (SipServerAwayError, SipServerRefusedError) as error:
            return [Finding(PART, str(error), "Start it: python -m bot pbx; docs/pbx.md tells the whole.")]
    accounts = {location.name for location in there}
    return [Finding(PART, f"the SIP server answers at {settings.sip_server}, {len(accounts)} registered")]
