"""One-time links into the contract: making one, and ending those that nobody has used."""

from dataclasses import dataclass
from urllib.parse import urlencode

from domain.access import MEMBER_ROLES, Action, Role
from handlers.kit.context import BotContext
from handlers.kit.paging import pager
from handlers.kit.press import Press
from handlers.kit.routes import Room, on
from handlers.kit.screen import Row, Style, View, back, button, copy_button, shortened, url_button
from handlers.rooms.people_ways import MakeInvite, NewInvite, OpenInvites, OpenPeople
from handlers.rooms.phrases import sentence
from services.people_cards import Invitation, InviteBrief, InvitesPage
from texts import Html, Texts, joined
from texts.format import moment


@dataclass(frozen=True)
class OpenInvite(Press, prefix="link"):
    """One invitation that waits; ``page`` is the list's."""

    invite_id: int
    page: int


@dataclass(frozen=True)
class Revoke(Press, prefix="revoke"):
    """End an invitation before somebody uses it."""

    invite_id: int
    page: int


def choice(t: Texts) -> View:
    """The roles, and what each of them may do."""
    rows: list[Row] = [[button(sentence(t.plain(f"role-{role}")), MakeInvite(role))] for role in MEMBER_ROLES]
    about = [
        t("invite-role-row", role=sentence(t.plain(f"role-{role}")), about=t.plain(f"about-{role}"))
        for role in MEMBER_ROLES
    ]
    return View(joined([t("invite-title"), *about]), [*rows, _back(t)])


def made(invitation: Invitation, bot_link: str, t: Texts) -> View:
    """The link, to be copied or sent on: the only time that it is shown."""
    return View(
        joined([t("invite-made", role=t.plain(f"role-{invitation.role}")), *link_lines(invitation, bot_link, t)]),
        [*link_rows(invitation, bot_link, t), _back(t)],
    )


def link_lines(invitation: Invitation, bot_link: str, t: Texts) -> list[Html]:
    """The link itself and how long it works."""
    until = moment(invitation.expires_at, invitation.now, invitation.zone, t)
    return [t("invite-link", link=_link(invitation, bot_link)), t("invite-until", until=until), t("invite-once")]


def link_rows(invitation: Invitation, bot_link: str, t: Texts) -> list[Row]:
    """Copy it, or send it on within Telegram."""
    link = _link(invitation, bot_link)
    said = t.plain("invite-share-text", name=shortened(invitation.contract_name))
    share = "https://t.me/share/url?" + urlencode({"url": link, "text": said})
    return [[copy_button(t.plain("invite-copy"), link), url_button(t.plain("invite-share"), share)]]


def view(page: InvitesPage, t: Texts) -> View:
    """One page of those that wait; each row leads to its end."""
    rows: list[Row] = [[button(_label(item, page, t), OpenInvite(item.id, page.page))] for item in page.items]
    title = t("invites-title", contract=shortened(page.contract_name))
    text = joined([title, t("invites-hint") if page.items else t("invites-none")])
    return View(text, [*rows, *pager(t, page.page, page.pages, OpenInvites), _back(t)])


def one(item: InviteBrief, page: InvitesPage, t: Texts) -> View:
    """One that waits: for whom, by whom, until when. Its link cannot be shown again."""
    text = joined(
        [
            t("invite-one", role=t.plain(f"role-{item.role}")),
            t("invite-by", name=shortened(item.author, 64)) if item.author else t("invite-by-program"),
            t("invite-until", until=moment(item.expires_at, page.now, page.zone, t)),
            t("invite-hidden"),
        ]
    )
    end: list[Row] = [[button(t.plain("invite-revoke"), Revoke(item.id, page.page), Style.DANGER)]]
    return View(text, [*(end if Action.INVITE in page.may else []), back(t, OpenInvites(page.page))])


def _label(item: InviteBrief, page: InvitesPage, t: Texts) -> str:
    until = moment(item.expires_at, page.now, page.zone, t)
    return t.plain("invites-row", role=sentence(t.plain(f"role-{item.role}")), until=until)


def _back(t: Texts) -> Row:
    return back(t, OpenPeople(), t.plain("people"))


def _link(invitation: Invitation, bot_link: str) -> str:
    return f"{bot_link}?start={invitation.token}"


async def new_invite(context: BotContext, _: NewInvite) -> View:
    """The choice of a role, for those who may invite."""
    await context.services.people.check_inviting(context.member)
    return choice(context.texts)


async def make_invite(context: BotContext, press: MakeInvite) -> View:
    """A fresh link."""
    invitation = await context.services.people.invite(context.member, Role(press.role), context.now)
    return made(invitation, context.bot_link, context.texts)


async def open_invites(context: BotContext, press: OpenInvites) -> View:
    """The page asked for."""
    page = await context.services.people.invitations(context.member, press.page, context.now)
    return view(page, context.texts)


async def open_invite(context: BotContext, press: OpenInvite) -> View:
    """One of the page, or the page where it is used meanwhile."""
    page = await context.services.people.invitations(context.member, press.page, context.now)
    found = next((item for item in page.items if item.id == press.invite_id), None)
    return one(found, page, context.texts) if found else view(page, context.texts)


async def revoke(context: BotContext, press: Revoke) -> View:
    """The link works no more."""
    await context.services.people.revoke(context.member, press.invite_id, context.now)
    context.toast(context.texts.plain("invite-revoked"))
    return await open_invites(context, OpenInvites(press.page))


ROOM: Room = (
    on(NewInvite, new_invite),
    on(MakeInvite, make_invite),
    on(OpenInvites, open_invites),
    on(OpenInvite, open_invite),
    on(Revoke, revoke),
)
