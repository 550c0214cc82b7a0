"""The services of a running bot, each built with what it needs from the settings."""

from bot.centre import centre
from bot.mail import mailing
from bot.money import money_policy
from bot.papers import papers
from bot.policy import health_policy
from bot.settings import Settings
from bot.supervisor import utc_now
from services.catalogue import Services
from services.chats import ChatService
from services.checks import CheckService
from services.incidents import IncidentService
from services.line_calls import LineCallService
from services.line_forms import LineFormService
from services.line_lists import LineListService
from services.lines import LineService
from services.members import MemberService
from services.money import money_services
from services.ports import Changed, Prober, SipServer, Wake
from services.vault import Vault


def catalogue(
    settings: Settings, prober: Prober, server: SipServer, *, alerts: Wake, money: Wake, users: Wake, changed: Changed
) -> Services:
    """Every service; the three wakes tell the deliveries that something is owed, ``changed`` tells open screens."""
    vault = Vault(dict(settings.keys))
    policy = health_policy(settings)
    purse = money_services(money_policy(settings), money)
    checks = CheckService(prober, vault, policy, alerts, utc_now)
    return Services(
        members=MemberService(settings.timezone),
        lines=LineService(),
        checks=checks,
        incidents=IncidentService(alerts),
        chats=ChatService(),
        money=purse,
        mailing=mailing(settings, papers(settings), purse),
        forms=LineFormService(prober, vault, policy, alerts, utc_now),
        lists=LineListService(checks, alerts, utc_now),
        calls=LineCallService(server=bool(settings.sip_listen)),
        centre=centre(settings, vault, server, users, changed),
    )
