"""The words of ``probe``'s command line as a SIP account. Every fault is a ValueError with a sentence for a person."""

import argparse
import getpass
import sys
from dataclasses import replace

from domain.sip import CheckMethod, SipAccount, Transport
from telephony.address import addresses, has_control, split_host_port
from telephony.uri import ascii_host, parse_uri


def account_of(arguments: argparse.Namespace) -> SipAccount:
    """The account to check; asks for its password where one is needed.

    Raises:
        ValueError: it cannot be checked; the text says why and never holds a password.
    """
    uri = parse_uri(arguments.uri)
    method = CheckMethod(arguments.method)
    if not uri.user and method is CheckMethod.REGISTER:
        raise ValueError("write the number before the host, as in sip:100@HOST, or use --method options")
    account = SipAccount(
        user=uri.user,
        host=uri.host,
        port=uri.port,
        transport=_transport(arguments.transport, uri.transport),
        auth_user=arguments.auth_user,
        proxy=_proxy(arguments.proxy),
        method=method,
        full_registration=arguments.full_registration,
    )
    addresses(account)  # before anybody is asked for a password
    if method is CheckMethod.REGISTER:
        account = replace(account, password=_password())
        addresses(account)
    return account


def _transport(option: str | None, named: Transport | None) -> Transport:
    asked = Transport(option) if option else None
    if asked and named and asked is not named:
        raise ValueError(f"the address says {named} and --transport says {asked}: keep one of them")
    return asked or named or Transport.UDP


def _proxy(text: str) -> str:
    if not text:
        return ""
    if has_control(text):
        raise ValueError("proxy holds a line break or another control character")
    host, port = split_host_port(text)
    name = ascii_host(host)
    name = f"[{name}]" if ":" in name else name
    return f"{name}:{port}" if port else name


def _password() -> str:
    try:
        return _typed() if sys.stdin.isatty() else _piped()
    except UnicodeDecodeError:
        raise ValueError("the password is not text in UTF-8: type it, or send it in that encoding") from None


def _typed() -> str:
    try:
        return getpass.getpass("Password: ", stream=sys.stderr)
    except EOFError:
        print(file=sys.stderr)
        raise ValueError("no password was typed; press Enter alone if it is empty") from None


def _piped() -> str:
    # Bytes: what sys.stdin makes of those that are no UTF-8 depends on the locale.
    line = sys.stdin.buffer.readline()
    if not line:
        raise ValueError("give the password as one line of standard input, or run this in a terminal")
    return line.decode().rstrip("\r\n")
