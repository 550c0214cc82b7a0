"""What a room's function is given: one frozen BotContext per update."""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from domain.access import Role
from handlers.kit.screen import View
from services.cards import MemberCard, Visitor
from services.ports import PaperFile, Papers
from texts import Html, Texts

if TYPE_CHECKING:
    from services.catalogue import Services

FollowUp = Callable[[], Awaitable[View | None]]
Progress = Callable[[], AsyncIterator[View]]


@dataclass(frozen=True)
class TgUser:
    """The Telegram person who taps or writes; ``language_code`` is an IETF tag or empty."""

    id: int
    name: str
    username: str = ""
    language_code: str = ""


@dataclass(frozen=True)
class Chat:
    """Where it happens. ``thread_id`` 0: not in a topic."""

    id: int
    private: bool
    title: str = ""
    thread_id: int = 0


@dataclass(frozen=True)
class Support:
    """How to reach the provider's own staff, from the settings; an empty one is not shown."""

    email: str = ""
    phone: str = ""
    cabinet_url: str = ""


@dataclass(frozen=True)
class Letter:
    """A word to somebody else in his private chat, without buttons. ``strip``: his messages that lose their own."""

    telegram_id: int
    view: View
    strip: tuple[int, ...] = ()


@dataclass(frozen=True)
class Attachment:
    """A file below the menu. ``make`` may take a second; what it refuses is told in a message.

    ``photo``: shown as a picture (PNG), not as a file. ``until``: the message is gone then, whatever happens.
    """

    make: Callable[[], Awaitable[PaperFile]]
    caption: Html
    photo: bool = False
    until: datetime | None = None


@dataclass(frozen=True)
class Secret:
    """What is shown for a minute: the text of ``view``, or a picture that ``picture`` makes (PNG) above that text.

    ``failed`` is said instead where Telegram does not take it.
    """

    view: View
    failed: Html
    picture: Callable[[], Awaitable[PaperFile]] | None = None


@dataclass
class Reply:
    """What a room wants said besides its screen; the dispatcher carries it out."""

    toast: str = ""
    hide: bool = False
    commands: tuple[tuple[str, str], ...] = ()
    follow_ups: list[FollowUp] = field(default_factory=list)
    progress: list[Progress] = field(default_factory=list)
    letters: list[Letter] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    secrets: list[Secret] = field(default_factory=list)
    leads_to: str = ""


@dataclass(frozen=True)
class BotContext:
    """One update: who, where, when, in which language, and the services.

    ``texts`` speaks the person's language in private and the default one in a group, where all read it.
    """

    services: "Services"
    visitor: Visitor
    user: TgUser
    chat: Chat
    texts: Texts
    now: datetime
    support: Support
    papers: Papers
    bot_link: str = ""
    reply: Reply = field(default_factory=Reply)

    @property
    def member(self) -> MemberCard:
        """Who acts. A route that is not for strangers is reached by members alone."""
        if self.visitor.member is None:
            raise LookupError("a stranger reached a room for members: its route lets strangers in by mistake")
        return self.visitor.member

    def toast(self, text: str) -> None:
        """Say ``text`` (≤200 characters) over the screen as the answer to the tap; a command has no toast."""
        self.reply.toast = text

    @property
    def role(self) -> Role | None:
        """Whose commands and words fit: the member's role, or support's outside any contract; None: a stranger's."""
        if self.visitor.member is not None:
            return self.visitor.member.role
        return Role.SUPPORT if self.visitor.support else None

    def tell(self, telegram_id: int, view: View, strip: tuple[int, ...] = ()) -> None:
        """Tell somebody else what has changed for him; tried once, for the journal holds it anyway."""
        self.reply.letters.append(Letter(telegram_id, view, strip))

    def hide(self) -> None:
        """Take away the message under the button."""
        self.reply.hide = True

    def attach(
        self,
        make: Callable[[], Awaitable[PaperFile]],
        caption: Html,
        *,
        photo: bool = False,
        until: datetime | None = None,
    ) -> None:
        """Send a file below the menu when it is ready; ``caption`` takes 1,024 characters.

        ``until``, at most two days ahead: the message holds secrets and is deleted then.
        """
        self.reply.attachments.append(Attachment(make, caption, photo, until))

    def reveal(self, view: View, failed: Html, picture: Callable[[], Awaitable[PaperFile]] | None = None) -> None:
        """Show a secret in a message of its own that cannot be forwarded and is gone in a minute. In private alone.

        With ``picture`` the view's text (up to 1,024 characters) stands below it. ``failed`` says what to do where
        Telegram does not take it.
        """
        if not self.chat.private:
            raise ValueError("a secret belongs into a private chat")
        self.reply.secrets.append(Secret(view, failed, picture))

    def lead(self, url: str) -> None:
        """Answer the tap by opening ``url``, which is a link to this very bot; Telegram takes no other."""
        self.reply.leads_to = url

    def set_commands(self, commands: tuple[tuple[str, str], ...]) -> None:
        """Change the commands this private chat offers: pairs of name and description."""
        self.reply.commands = commands

    def later(self, function: FollowUp) -> None:
        """Do slow work after the room has answered; its View edits the same message, unless that moved on."""
        self.reply.follow_ups.append(function)

    def live(self, function: Progress) -> None:
        """Like ``later``, for work that shows how far it is: its views edit the message about once a second."""
        self.reply.progress.append(function)
