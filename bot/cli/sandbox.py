"""python -m bot sandbox: a Telegram of one's own. Alone with --telegram-only, else the whole demonstration."""

import argparse
import asyncio
import errno
import signal
import sys

from sandbox.telegram import app as telegram


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register the command ``sandbox``."""
    parser = subparsers.add_parser("sandbox", help="a local Telegram to try the bot in, without a token")
    parser.add_argument("--telegram-only", action="store_true", help="serve the Bot API alone")
    parser.add_argument("--port", type=_port, default=0, metavar="N", help="port on 127.0.0.1 (default: any free one)")
    parser.add_argument("--user", type=_user, action="append", default=[], metavar="ID", help="a person; repeatable")
    parser.add_argument("--group", type=_group, action="append", default=[], metavar="ID", help="a group; repeatable")
    parser.add_argument("--limits", action="store_true", help="answer 429 above Telegram's limits on sending")
    parser.add_argument("--pbx", action="store_true", help="with the SIP server of the softphones (needs Kamailio)")
    parser.set_defaults(run=run)


def _number(text: str) -> int:
    try:
        return int(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number") from error


def _port(text: str) -> int:
    if not 0 <= _number(text) <= 65535:
        raise argparse.ArgumentTypeError("a port is a number from 0 to 65535")
    return int(text)


def _user(text: str) -> int:
    if _number(text) <= 0:
        raise argparse.ArgumentTypeError("the id of a person is a positive number")
    return int(text)


def _group(text: str) -> int:
    if _number(text) >= 0:
        raise argparse.ArgumentTypeError("the id of a group is a negative number, like -1001234567890")
    return int(text)


def run(arguments: argparse.Namespace) -> int:
    """Serve until SIGINT or SIGTERM. Returns 0, or 2 when the port is taken."""
    try:
        asyncio.run(_telegram_only(arguments) if arguments.telegram_only else _demo(arguments))
    except OSError as error:
        if error.errno not in {errno.EADDRINUSE, errno.EACCES}:
            raise
        why = "is taken by another program" if error.errno == errno.EADDRINUSE else "may not be used by you"
        print(f"Port {arguments.port} {why}. Choose another with --port (0: any free one).", file=sys.stderr)
        return 2
    return 0


async def _telegram_only(arguments: argparse.Namespace) -> None:
    stop = _stopped_by_signals()
    running = await telegram.start(arguments.user, arguments.group, arguments.port, limits=arguments.limits)
    print(f"Telegram Bot API: {running.url}", flush=True)
    await stop.wait()
    await running.close()


async def _demo(arguments: argparse.Namespace) -> None:
    # Here and not above: a Telegram alone needs nothing of the product.
    from bot.cli.demo import run_demo

    await run_demo(arguments.port, _stopped_by_signals(), _announce, pbx=arguments.pbx)


def _announce(url: str) -> None:
    print(f"Linekeeper: {url}", flush=True)


def _stopped_by_signals() -> asyncio.Event:
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    return stop
