"""python -m bot sandbox --telegram-only: the address, a clean stop, a busy port, wrong flags."""

import asyncio
import re
import signal
import socket
import sys

import aiohttp


async def started(*flags: str) -> asyncio.subprocess.Process:
    command = (sys.executable, "-m", "bot", "sandbox", "--telegram-only", *flags)
    pipe = asyncio.subprocess.PIPE
    return await asyncio.create_subprocess_exec(*command, stdout=pipe, stderr=pipe)


async def test_it_says_its_address_serves_and_stops_at_a_signal() -> None:
    process = await started("--port", "0", "--user", "4242", "--user", "5", "--group", "-1001234567890")
    assert process.stdout is not None
    line = (await asyncio.wait_for(process.stdout.readline(), 30)).decode()
    url = re.search(r"http://127\.0\.0\.1:\d+", line)
    assert url is not None
    async with aiohttp.ClientSession() as session:
        for chat_id, status in ((4242, 200), (5, 200), (-1001234567890, 200), (6, 400)):
            query = {"chat_id": str(chat_id), "text": "x"}
            async with session.get(f"{url[0]}/bot123456:AAExample/sendMessage", params=query) as response:
                assert response.status == status
    process.send_signal(signal.SIGTERM)
    output, errors = await asyncio.wait_for(process.communicate(), 15)
    assert (process.returncode, output, errors) == (0, b"", b"")


async def test_a_busy_port_is_said_in_a_sentence() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        process = await started("--port", str(port))
        errors = (await asyncio.wait_for(process.communicate(), 30))[1].decode()
    assert process.returncode == 2
    assert errors == f"Port {port} is taken by another program. Choose another with --port (0: any free one).\n"


async def test_ids_of_the_wrong_sign_are_misuse() -> None:
    for flags in (("--user", "-5"), ("--group", "5"), ("--port", "70000"), ("--user", "x")):
        process = await started(*flags)
        await asyncio.wait_for(process.communicate(), 30)
        assert process.returncode == 2
