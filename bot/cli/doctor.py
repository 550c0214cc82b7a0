"""``python -m bot doctor``: looks at every part and says in plain words what to mend."""

import argparse
import asyncio

from bot.checkup import Finding, api, database, money, page, prober, sip, telegram, web
from bot.cli import COMMANDS, Subparsers
from bot.settings import Settings, SettingsError, load_settings
from bot.settings_unknown import misspelt
from bot.supervisor import utc_now

_NEEDED = ("bot_token", "secret_keys")


def add(subparsers: Subparsers) -> None:
    """Declare the command."""
    parser = subparsers.add_parser("doctor", help=COMMANDS["doctor"])
    parser.add_argument("--mail", action="store_true", help="connect to the mail server as well (sends nothing)")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print a line for each finding; 1 when something is wrong, else 0."""
    try:
        settings = load_settings()
    except SettingsError as error:
        return _report([_wrong(words) for words in [*error.sentences, *misspelt()]])
    return _report(asyncio.run(_examine(settings, mail=arguments.mail)))


async def _examine(settings: Settings, *, mail: bool) -> list[Finding]:
    now = utc_now()
    groups = await asyncio.gather(
        database.examine(settings.database_url),
        telegram.examine(settings, now),
        web.examine(settings),
        prober.examine(settings),
        sip.examine(settings),
    )
    asked = money.examine(settings, now.astimezone(settings.zone).date())
    tried = await money.reach(settings) if mail else []
    return [
        *_settings(settings),
        *(_wrong(words) for words in misspelt()),
        *(finding for group in groups for finding in group),
        *api.examine(settings),
        *page.examine(settings),
        *asked,
        *tried,
    ]


def _settings(settings: Settings) -> list[Finding]:
    try:
        settings.require(*_NEEDED)
    except SettingsError as error:
        return [_wrong(words) for words in error.sentences]
    return [Finding("settings", "are complete")]


def _wrong(words: str) -> Finding:
    return Finding("settings", words, "Mend it in .env; .env.example explains every setting.")


def _report(findings: list[Finding]) -> int:
    for finding in findings:
        print(f"{'ok   ' if finding.well else 'WRONG'} {finding.part:<9} {finding.words}")
        if not finding.well:
            print(f"{'':<15} {finding.remedy}")
    wrong = sum(not finding.well for finding in findings)
    print(f"{wrong} to mend" if wrong else "all is well")
    return 1 if wrong else 0
