"""Cards about details: ordinary ones, and ones as nasty as the database lets them be."""

from dataclasses import replace
from datetime import timedelta

from domain.access import Role, allowed
from domain.users import UserRole
from services.hand_over_cards import (
    CredentialBrief,
    CredentialCard,
    Credentials,
    CredentialsPage,
    HandedOver,
    HandOverFace,
    HandOverLink,
    PageLink,
)
from services.user_cards import HandOverCard, HandOverStage
from tests.handlers.samples import HUGE, NASTY, NOW, SINCE, ZONE

CODE = "abcdefghjkmn"
PAGE = "https://line.example.org/h/abcd-efgh-jkmn"


def stage(at: HandOverStage = HandOverStage.SENT) -> HandOverCard:
    return HandOverCard(at, SINCE, NOW + timedelta(hours=23))


def page(search: str = "", total: int = 9) -> CredentialsPage:
    rows = [
        CredentialBrief(1, "Анна Белова", "10001", UserRole.OPERATOR, None),
        *(
            CredentialBrief(number, "Иван Петров", f"1000{number}", UserRole.SUPERUSER, stage(each))
            for number, each in enumerate(HandOverStage, 2)
        ),
    ]
    items = tuple(rows[:7]) if total else ()
    return CredentialsPage(
        "Ромашка", items, 0, 2 if total else 1, total, search, False, allowed(Role.ADMINISTRATOR), NOW, ZONE
    )


def nasty_page() -> CredentialsPage:
    item = CredentialBrief(HUGE, NASTY, "a" * 32, UserRole.OPERATOR, stage(HandOverStage.REGISTERED))
    rows = (item, replace(item, hand_over=None))
    return replace(page(), contract_name=NASTY, items=rows, page=2**40, pages=2**41, search=NASTY[:64], total=HUGE)


def card(at: HandOverStage | None = HandOverStage.SENT, *, page_only: bool = False) -> CredentialCard:
    return CredentialCard(
        user_id=7,
        name="Иван Петров",
        login="10001",
        role=UserRole.OPERATOR,
        projects_url="https://projects.example.org",
        sip_server="sip.example.org",
        hand_over=stage(at) if at else None,
        page_only=page_only,
        page=True,
        may=allowed(Role.ADMINISTRATOR),
        now=NOW,
        zone=ZONE,
    )


def nasty_card() -> CredentialCard:
    return replace(card(), user_id=HUGE, name=NASTY, login="&" * 32, projects_url="https://x/" + "&" * 200)


def credentials(*, server: str = "sip.example.org") -> Credentials:
    return Credentials(
        user_id=7,
        contract_name="Ромашка",
        name="Иван Петров",
        role=UserRole.OPERATOR,
        projects_url="https://projects.example.org",
        login="10001",
        password="Bh3fkmKvif7PL4sk6Kax",
        sip_server=server,
        sip_login="10001",
        sip_password="DBMJWQs6yrzFWfvUMEWN",
        sip_realm="linekeeper",
    )


def nasty_credentials() -> Credentials:
    return replace(credentials(), name=NASTY, login="a" * 32, password="<&>" * 21, sip_password="&" * 64)


def link(*, page_only: bool = False, page_url: str = PAGE, works: bool = False) -> HandOverLink:
    until = NOW + timedelta(hours=24)
    return HandOverLink(1, 7, "Иван Петров", "10001", CODE, page_url, until, page_only, works, NOW, ZONE)


def page_link() -> PageLink:
    return PageLink(7, "Иван Петров", PAGE, NOW + timedelta(minutes=10), NOW, ZONE)


def face(*, page_only: bool = False, page_url: str = PAGE) -> HandOverFace:
    return HandOverFace("Ромашка", "Иван Петров", NOW + timedelta(hours=24), page_only, page_url, True, NOW, ZONE)


def handed() -> HandedOver:
    url = "https://line.example.org/p/" + "A" * 43
    return HandedOver(credentials(), "A" * 43, url, NOW + timedelta(minutes=10), NOW, ZONE)


def nasty_face() -> HandOverFace:
    return replace(face(), contract_name=NASTY, name=NASTY)
