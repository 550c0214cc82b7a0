"""Letters as they arrived, the newest last; the oldest are forgotten."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

MOST = 200


@dataclass(frozen=True)
class LetterFile:
    """An attachment."""

    name: str
    kind: str
    content: bytes = field(repr=False)


@dataclass(frozen=True)
class Letter:
    """One letter. ``recipients`` are those of the envelope."""

    id: int
    at: datetime
    sender: str
    recipients: tuple[str, ...]
    subject: str
    text: str
    files: tuple[LetterFile, ...]


class Mailbox:
    """What the sandbox's mail server has taken."""

    def __init__(self) -> None:
        self.letters: list[Letter] = []
        self._count = 0

    def put(self, recipients: tuple[str, ...], raw: bytes) -> None:
        """Keep a letter."""
        message = message_from_bytes(raw, policy=default)
        body = message.get_body(("plain",))
        self._count += 1
        letter = Letter(
            self._count,
            datetime.now(UTC),
            str(message["From"] or ""),
            recipients,
            str(message["Subject"] or ""),
            str(body.get_content()) if body is not None else "",
            tuple(_file(part) for part in message.iter_attachments()),
        )
        self.letters = [*self.letters, letter][-MOST:]

    def find(self, letter_id: int) -> Letter | None:
        """A letter that is still kept."""
        return next((letter for letter in self.letters if letter.id == letter_id), None)


def _file(part: EmailMessage) -> LetterFile:
    content = part.get_payload(decode=True)
    return LetterFile(
        part.get_filename() or "file", part.get_content_type(), content if isinstance(content, bytes) else b""
    )
