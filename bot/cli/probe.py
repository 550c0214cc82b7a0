"""``python -m bot probe sip:100@host``: check one SIP account from the terminal. Needs no settings.

The password is asked for, or is one line of standard input; it is never an argument, and never shown.
"""

import argparse
import asyncio
import os
import sys
import time

from bot.cli import CommandFailed, Subparsers
from bot.cli.probe_account import account_of
from domain.sip import CheckMethod, ProbeResult, SipAccount, Transport, Verdict
from telephony.crew import ProberError
from telephony.options import ProberOptions
from telephony.pool import ProberPool
from texts.texts import Texts
from texts.verdicts import verdict_name, verdict_step

REGISTERED, NOT_REGISTERED, MISUSE = 0, 1, 2
TIMEOUTS = (0.5, 32.0)


def add(subparsers: Subparsers) -> None:
    """Add the command ``probe`` and its options."""
    parser = subparsers.add_parser(
        "probe",
        help="check one SIP account and print the verdict",
        description="Check one SIP account. The password is asked for, or read as one line of standard input.",
        epilog="Exit status: 0 registered, 1 not registered, 2 misuse.",
    )
    parser.add_argument("uri", help="sip:NUMBER@HOST[:PORT][;transport=udp|tcp|tls], or sips:")
    parser.add_argument("--transport", choices=[str(each) for each in Transport], help="default: udp, for sips: tls")
    parser.add_argument("--auth-user", default="", metavar="LOGIN", help="login, when it is not the number")
    parser.add_argument("--proxy", default="", metavar="HOST[:PORT]", help="send through this outbound proxy")
    parser.add_argument("--method", choices=[str(each) for each in CheckMethod], default="register")
    parser.add_argument("--full-registration", action="store_true", help="register for real, then take it back")
    parser.add_argument("--insecure", action="store_true", help="do not verify the TLS certificate")
    parser.add_argument(
        "--timeout", type=_seconds, default=4.0, metavar="S", help="silence after S seconds (0.5 to 32)"
    )
    parser.add_argument("--language", choices=["ru", "en"], default=_language(), help="language of the words")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Probe, print verdict, code, time and next step; the exit status.

    Raises:
        CommandFailed: the prober cannot start on this machine.
    """
    try:
        account = account_of(arguments)
    except ValueError as error:
        print(f"probe: {error}", file=sys.stderr)
        return MISUSE
    try:
        result, seconds = asyncio.run(_probe(account, _options(arguments)))
    except ProberError as error:
        raise CommandFailed(f"{error}. Install the locked requirements with Python 3.11 or 3.12.") from None
    print("\n".join(_words(result, seconds, Texts(arguments.language))))
    return REGISTERED if result.verdict is Verdict.REGISTERED else NOT_REGISTERED


async def _probe(account: SipAccount, options: ProberOptions) -> tuple[ProbeResult, float]:
    """The result, and the seconds that the whole check took: it may be several requests."""
    async with ProberPool(options) as pool:
        begun = time.monotonic()
        return await pool.probe(account), time.monotonic() - begun


def _options(arguments: argparse.Namespace) -> ProberOptions:
    seconds: float = arguments.timeout
    return ProberOptions(
        processes=1,
        silence=seconds,
        confirm_silence=min(2.0, seconds),
        deadline=2 * seconds,
        tls_verify=not arguments.insecure,
    )


def _words(result: ProbeResult, seconds: float, t: Texts) -> list[str]:
    answer = result.answer
    code = f"{answer.code} {answer.reason}".strip() if answer.source else t.plain("probe-no-answer")
    facts = [answer.detail] if answer.detail else []
    if answer.status and not answer.source:
        facts.append(answer.reason)
    return [
        f"{result.verdict}: {verdict_name(result.verdict, t, answer.detail)}",
        t.plain("probe-code", code="; ".join([code, *facts])),
        t.plain("probe-time", time=f"{seconds * 1000:.0f}"),
        t.plain("probe-next", step=verdict_step(result.verdict, t, answer.detail)),
    ]


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not TIMEOUTS[0] <= seconds <= TIMEOUTS[1]:
        raise argparse.ArgumentTypeError("a number of seconds from 0.5 to 32")
    return seconds


def _language() -> str:
    locale = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return "ru" if locale.startswith("ru") else "en"
