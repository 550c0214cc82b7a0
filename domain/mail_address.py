"""An e-mail address that a person types: checked, and brought into the form that mail servers take.

The part before the @ is a dot-string of ASCII (RFC 5321, section 4.1.2); the domain may be in any letters (RFC 5890).
"""

import re

import idna

LONGEST = 254
"""Characters of a whole address (RFC 5321, section 4.5.3.1.3, less the angle brackets)."""
_LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*", re.ASCII)


class AddressError(ValueError):
    """This is no address to send mail to. The text never repeats it."""


def mail_address(text: str) -> str:
    """The address as people read it: no spaces around it, no "mailto:", the domain in lower case and its own letters.

    Raises:
        AddressError: it is not one address.
    """
    local, at, domain = text.strip().removeprefix("mailto:").rpartition("@")
    if not at or len(local) > 64 or not _LOCAL.fullmatch(local):
        raise AddressError("not an address")
    address = f"{local}@{idna.decode(_host(domain))}"
    if len(address) > LONGEST or len(on_the_wire(address)) > LONGEST:
        raise AddressError("too long")
    return address


def named_address(text: str) -> tuple[str, str]:
    """Name and address of ``Name <a@b>``, with commas in the name and all; of a bare address the name is empty.

    Raises:
        AddressError: there is no address in it.
    """
    name, bracket, rest = text.strip().rpartition("<")
    if not bracket:
        return "", mail_address(text)
    if not rest.endswith(">"):
        raise AddressError("no closing bracket")
    return name.strip().strip('"').strip(), mail_address(rest[:-1])


def on_the_wire(address: str) -> str:
    """The same address as SMTP carries it: the domain in ASCII."""
    local, _, domain = address.rpartition("@")
    return f"{local}@{_host(domain)}"


def _host(domain: str) -> str:
    try:
        host = idna.encode(domain, uts46=True).decode("ascii")
    except (idna.IDNAError, UnicodeError):
        raise AddressError("no domain") from None
    if "." not in host.strip(".") or host.endswith(".") or re.fullmatch(r"[0-9.]+", host):
        raise AddressError("no domain")
    return host
