"""A softphone's account as files that set the softphone up: nobody types a password of twenty characters.

Both hold the password in the clear, as these programs read it: they are given to its owner alone, and kept nowhere.
"""

from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

from documents.plain import plain

_SCHEMA = (
    'xmlns="http://www.linphone.org/xsds/lpconfig.xsd" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
    'xsi:schemaLocation="http://www.linphone.org/xsds/lpconfig.xsd lpconfig.xsd"'
)
Sections = dict[str, dict[str, str]]


@dataclass(frozen=True)
class SoftphoneAccount:
    """``server`` is host or host:port; ``name`` is what others see."""

    name: str
    server: str
    login: str
    realm: str
    password: str = field(repr=False)


def microsip_ini(account: SoftphoneAccount) -> bytes:
    """``microsip.ini`` of MicroSIP for Windows, in UTF-16 as Windows keeps what is not English.

    MicroSIP itself replaces the password by an encrypted one when it starts. https://www.microsip.org
    """
    values = {
        "label": _line(account.name),
        "server": account.server,
        "proxy": "",
        "domain": account.server,
        "username": account.login,
        "password": account.password,
        "authID": account.login,
        "displayName": _line(account.name),
        "transport": "udp",
        "publish": "0",
    }
    rows = ["[Settings]", "accountId=1", "[Account1]", *(f"{name}={value}" for name, value in values.items())]
    return ("\ufeff" + "\r\n".join(rows) + "\r\n").encode("utf-16-le")


def linphone_xml(account: SoftphoneAccount) -> bytes:
    """What Linphone fetches from an address in a QR code, and again at each start, unless the settings say otherwise:
    so they empty ``config-uri``. https://wiki.linphone.org, "Remote provisioning".
    """
    host = account.server.partition(":")[0]
    sections: Sections = {
        # The second makes it forget an address that its factory settings name.
        "misc": {"config-uri": "", "transient_provisioning": "1"},
        "sip": {"default_proxy": "0"},
        "auth_info_0": {
            "username": account.login,
            "userid": account.login,
            "passwd": account.password,
            "realm": account.realm,
            "domain": host,
        },
        "proxy_0": {
            "reg_proxy": f"<sip:{account.server};transport=udp>",
            "reg_identity": f'"{_quoted(account.name)}" <sip:{account.login}@{host}>',
            "realm": account.realm,
            "reg_expires": "600",
            "reg_sendregister": "1",
            "publish": "0",
        },
    }
    body = "".join(_section(name, entries) for name, entries in sections.items())
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<config {_SCHEMA}>\n{body}</config>\n'.encode()


def _section(name: str, entries: dict[str, str]) -> str:
    rows = "".join(
        f'    <entry name={quoteattr(key)} overwrite="true">{escape(value)}</entry>\n' for key, value in entries.items()
    )
    return f"  <section name={quoteattr(name)}>\n{rows}  </section>\n"


def _line(name: str) -> str:
    """A name as the value of a row: one line without what would open a section or a comment."""
    return plain(name, 64).lstrip("[;#").strip()


def _quoted(name: str) -> str:
    """A name between quotation marks of a SIP header (RFC 3261, 25.1)."""
    return _line(name).replace("\\", "").replace('"', "")
