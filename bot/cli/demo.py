"""The whole product on one machine: sandbox, carriers, page, sample data, and the bot itself beside them."""

import asyncio
import base64
import secrets
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.app import Linekeeper
from bot.centre import centre
from bot.cli import demo_pbx
from bot.cli.demo_data import write_sample
from bot.cli.demo_people import write_people
from bot.logs import configure_logs
from bot.settings import Settings, load_settings
from models.database import open_database
from models.migrate import migrate
from sandbox import sample, sample_money, sample_people
from sandbox.bank import bank_app
from sandbox.carriers import World
from sandbox.carriers.build import sample_world
from sandbox.mailbox.app import mailbox_app
from sandbox.mailbox.letters import Mailbox
from sandbox.mailbox.smtp import serving
from sandbox.page import app as page
from sandbox.projects.app import projects_app
from sandbox.projects.caller import calling
from sandbox.projects.directory import Directory
from sandbox.projects.site import Site
from sandbox.telegram import app as telegram
from sandbox.telegram.control import WORLD as TELEGRAM_WORLD
from sandbox.telegram.world import World as TelegramWorld
from sandbox.world import world_app
from services.ports import NoSipServer
from services.vault import Vault

TIMEZONE = "Europe/Samara"
FOLDER = Path("var/demo")
TOKEN = "1000000001:DemoTokenOfTheSandboxThatNobodyElseKnows"  # noqa: S105 -- the sandbox takes any token


async def run_demo(port: int, stop: asyncio.Event, announce: Callable[[str], None], *, pbx: bool = False) -> None:
    """Run until ``stop``; ``announce`` is told the address when the page and the bot are there. ``pbx``: with its SIP
    server, which `make pbx` can start later as well.

    Raises OSError when the port is taken. What an earlier demo left is thrown away.
    """
    mailbox, site = Mailbox(), _site()
    async with (
        sample_world() as carriers,
        serving(mailbox) as mail_port,
        _telegram(carriers, mailbox, site, port) as url,
    ):
        settings = _settings(url, mail_port)
        configure_logs(settings.log_level, settings.log_format)
        await migrate(settings.database_url)
        async with open_database(settings.database_url):
            await _write(carriers, settings)
            server = demo_pbx.beside(demo_pbx.tell(settings, FOLDER), wanted=pbx)
            async with server, calling(site, f"http://{settings.web_listen}/api/v1", settings.tokens[0][1]):
                announce(url)
                await Linekeeper(settings).run(stop)


@asynccontextmanager
async def _telegram(carriers: World, mailbox: Mailbox, site: Site, port: int) -> AsyncIterator[str]:
    people = [person.telegram_id for person in sample.PEOPLE]
    app = telegram.build_app(people, [group.telegram_id for group in sample.GROUPS])
    app.add_subapp("/world/", world_app(carriers))
    app.add_subapp("/mailbox/", mailbox_app(mailbox))
    app.add_subapp("/bank/", bank_app(ZoneInfo(TIMEZONE)))
    app.add_subapp("/projects/", projects_app(site))
    page.mount(app)
    _introduce(app[TELEGRAM_WORLD])
    running = await telegram.serve(app, port)
    try:
        yield running.url
    finally:
        await running.close()


def _site() -> Site:
    """The projects service beside the bot: it knows nobody until the API tells it."""
    contracts = {contract.number: contract.name for contract in sample.CONTRACTS}
    return Site(Directory(), sample_people.PROJECTS, contracts, sample_people.CABINET)


async def _write(carriers: World, settings: Settings) -> None:
    """The sample as rows."""
    vault, now = Vault(dict(settings.keys)), datetime.now(UTC)
    await write_sample(carriers, vault, settings.timezone, now)
    await write_people(centre(settings, vault, NoSipServer(), lambda: None), settings.timezone, now)


def _introduce(world: TelegramWorld) -> None:
    """Names for the people, the groups and the bot."""
    for human in sample.PEOPLE:
        person = world.people[human.telegram_id]
        person.first_name, person.last_name, person.username = human.first_name, human.last_name, human.username
    for group in sample.GROUPS:
        world.groups[group.telegram_id].title = group.title
        for telegram_id in set(world.people) - set(group.members):
            world.groups[group.telegram_id].members.pop(telegram_id, None)
    bot = world.bot(TOKEN)
    bot.first_name, bot.username = "Linekeeper", "linekeeper_bot"


def _settings(url: str, mail_port: int) -> Settings:
    """Settings of the demo alone: nothing of ``.env`` or the environment counts, and everything goes faster."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    FOLDER.chmod(0o700)
    for old in FOLDER.glob("linekeeper.db*"):
        with suppress(FileNotFoundError):
            old.unlink()
    return load_settings(
        _env_file=None,
        bot_token=TOKEN,
        bot_api_url=url,
        database_url=f"sqlite:///{FOLDER}/linekeeper.db",
        secret_keys="demo:" + base64.b64encode(secrets.token_bytes(32)).decode(),
        telegram_proxy="",
        webhook_url="",
        web_listen=(web := f"127.0.0.1:{demo_pbx.free_port()}"),
        public_url=f"http://{web}",
        api_tokens=f"projects:{secrets.token_hex(32)}",
        projects_url=f"{url}/projects/",
        log_level="WARNING",
        check_interval=10,
        confirm_after=2,
        auth_confirm_after=4,
        slowest_check=10,
        probe_timeout=1.5,
        registrar_rate=100,
        dns_servers="127.0.0.1",
        ledger="local",
        bank_accounts=sample_money.SELLER["seller_account"],
        low_balance=10_000,
        timezone=TIMEZONE,
        smtp_host="127.0.0.1",
        smtp_port=mail_port,
        smtp_security="none",
        smtp_from=f"{sample_money.SELLER['seller_name']} <documents@svyaz.example>",
        **sample_money.SELLER,
        **demo_pbx.sip_settings(),
    )
