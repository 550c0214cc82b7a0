"""Letters with documents as e-mail messages. Whatever a contract is called, it cannot become a header."""

from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, make_msgid
from pathlib import PurePath

from domain.mail_address import named_address, on_the_wire
from services.ports import Letter
from texts import Texts

_TYPES = {".pdf": ("application", "pdf"), ".xlsx": ("application", "octet-stream")}
_LONGEST_SUBJECT = 150


def message_of(letter: Letter, sender: str, contacts: str, t: Texts) -> EmailMessage:
    """The message: words, then every file. Subject and names are encoded as RFC 2047 and 2231 have it."""
    name, address = named_address(sender)
    message = EmailMessage(policy=SMTP)
    message["Subject"] = one_line(_subject(letter, t))[:_LONGEST_SUBJECT]
    message["From"] = Address(one_line(name), addr_spec=on_the_wire(address))
    message["To"] = Address(addr_spec=on_the_wire(letter.to))
    message["Date"] = format_datetime(letter.at)
    message["Message-ID"] = make_msgid(domain=on_the_wire(address).rpartition("@")[2])
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(_words(letter, contacts, t), cte="base64")
    for file in letter.files:
        maintype, subtype = _TYPES.get(PurePath(file.name).suffix, ("application", "octet-stream"))
        message.add_attachment(file.content, maintype=maintype, subtype=subtype, filename=one_line(file.name))
    return message


def one_line(text: str) -> str:
    """``text`` without line ends and other signs that are not printed."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def _subject(letter: Letter, t: Texts) -> str:
    names = ", ".join(PurePath(file.name).stem for file in letter.files)
    return t.plain("letter-subject", number=letter.contract_number, names=names)


def _words(letter: Letter, contacts: str, t: Texts) -> str:
    number, client = one_line(letter.contract_number), one_line(letter.contract_name)
    lines = [
        t.plain("letter-greeting"),
        "",
        t.plain("letter-body", number=number, client=client),
        *(t.plain("letter-file", name=one_line(file.name)) for file in letter.files),
        "",
        t.plain("letter-origin"),
        *([t.plain("letter-questions", contacts=contacts)] if contacts else []),
    ]
    return "\n".join(lines) + "\n"
