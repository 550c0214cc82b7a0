"""``python -m bot probe`` from outside, as a person at a terminal runs it."""

import asyncio
import os
import pty
import re
import sys
from pathlib import Path

import pytest

from tests.kit import processes
from tests.kit.sip_server import Login, SipServer, says

ROOT = Path(__file__).resolve().parents[2]
PIPE = asyncio.subprocess.PIPE


async def probe(*words: str, typed: str | bytes | None = "secret\n", folder: Path = ROOT) -> tuple[int, str, str]:
    """Exit status, standard output, standard error. ``typed`` None: standard input is empty."""
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "LANG": "C.UTF-8"}
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "probe", *words, cwd=folder, env=environment, stdin=PIPE, stdout=PIPE, stderr=PIPE
    )
    async with asyncio.timeout(60):
        out, err = await process.communicate(typed if isinstance(typed, bytes) else (typed or "").encode())
    assert "Traceback" not in out.decode() + err.decode()
    return process.returncode or 0, out.decode(), err.decode()


async def test_a_registered_account_exits_with_0_without_any_settings(server: SipServer, tmp_path: Path) -> None:
    status, out, err = await probe(f"sip:100@127.0.0.1:{server.port}", "--transport", "udp", folder=tmp_path)
    lines = out.splitlines()
    assert (status, err) == (0, "")
    assert lines[0].startswith("registered: ")
    assert lines[1] == "Code: 200 OK"
    assert lines[2].startswith("Time: ")
    assert lines[2].endswith("\u00a0ms")
    assert lines[3].startswith("Next: ")


async def test_a_wrong_password_exits_with_1_and_says_what_to_do(server: SipServer) -> None:
    server.users["100"] = Login(password="other")
    status, out, _ = await probe(f"sip:100@127.0.0.1:{server.port}", "--language", "ru")
    assert status == 1
    assert out.splitlines()[0] == "wrong_password: неверный пароль"
    assert "Узнайте верный пароль у провайдера" in out
    assert "secret" not in out


@pytest.mark.parametrize(
    ("uri", "options", "transport"),
    [
        ("sip:100@127.0.0.1:{port};transport=tcp", [], "tcp"),
        ("sip:100@127.0.0.1:{port}", ["--transport", "tcp"], "tcp"),
        ("sip:100@carrier.invalid", ["--proxy", "127.0.0.1:{port}", "--auth-user", "login"], "udp"),
        ("sip:100@localhost:{port}", ["--full-registration"], "udp"),
    ],
)
async def test_every_way_to_name_an_account(server: SipServer, uri: str, options: list[str], transport: str) -> None:
    words = [word.format(port=server.port) for word in (uri, *options)]
    assert (await probe(*words))[0] == 0
    assert {request.transport for request in server.requests} == {transport}


async def test_options_asks_for_no_password(server: SipServer) -> None:
    server.users["100"] = says(200, "OK")
    status, out, _ = await probe(f"sip:100@127.0.0.1:{server.port}", "--method", "options", typed=None)
    assert (status, out.startswith("registered")) == (0, True)


async def test_a_silent_host_is_told_within_its_timeout(server: SipServer) -> None:
    server.default = lambda request: None
    status, out, _ = await probe(f"sip:100@127.0.0.1:{server.port}", "--timeout", "0.5")
    assert (status, out.startswith("carrier_down"), "no answer" in out) == (1, True, True)
    (milliseconds,) = re.findall(r"Time: (\d+)", out)
    assert int(milliseconds) >= 1000  # the silence was confirmed by a second request


async def test_a_login_that_our_checker_does_not_know_is_not_the_lines_fault(server: SipServer) -> None:
    server.users["100"] = Login(scheme='Digest realm="x",nonce="1",algorithm=SHA-256')
    status, out, _ = await probe(f"sip:100@127.0.0.1:{server.port}")
    assert (status, out.startswith("unknown: our checker cannot")) == (1, True)
    assert "may work" in out
    assert "support" not in out


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["100"],
        ["sip:100@"],
        ["sip:100:secret@h"],
        ["sip:h"],
        ["sip:100@h:70000"],
        ["sip:100@h", "--transport", "sctp"],
        ["sip:100@h;transport=tcp", "--transport", "udp"],
        ["sip:100@h", "--timeout", "0"],
        ["sip:100@h", "--timeout", "nan"],
        ["sip:100@h", "--proxy", "a b"],
        ["sip:100@h", "--proxy", "h:x"],
        ["sip:100@h", "--auth-user", "a\nb"],
        ["sip:100@h", "--proxy", "h:0"],
        ["sip:100@h", "--proxy", "h\r\nX: y"],
        ["sip:100%0d%0aX@h"],
        ["sip:100\r\nX@h"],
        [f"sip:{'1' * 5000}@h"],
        ["sip:100@h", "--auth-user", "1" * 5000],
        ["sip:%ff\udcff@h"],
    ],
)
async def test_misuse_exits_with_2_and_a_sentence(words: list[str]) -> None:
    status, out, err = await probe(*words)
    assert (status, out) == (2, "")
    assert len(err.split()) > 3
    assert "secret" not in err


async def test_a_password_that_is_no_utf_8_is_misuse() -> None:
    status, out, err = await probe("sip:100@127.0.0.1", typed=b"\xff\xfe\n")
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert "UTF-8" in err


@pytest.mark.parametrize("typed", [b"\x04", b"\xff\xfe\n"])
async def test_what_is_no_password_in_a_terminal_is_misuse(typed: bytes) -> None:
    status, _, shown = await in_terminal(typed, "sip:100@127.0.0.1")
    assert status == 2
    assert b"Traceback" not in shown
    assert b"password" in shown.partition(b"probe:")[2]


async def test_a_parent_that_ignores_the_end_of_children_makes_no_noise(server: SipServer) -> None:
    program = (
        "import os, signal, sys\n"
        "signal.signal(signal.SIGCHLD, signal.SIG_IGN)\n"
        "os.execv(sys.executable, [sys.executable, '-m', 'bot', 'probe', *sys.argv[1:]])\n"
    )
    status, out, err = await processes.python(
        program, f"sip:100@127.0.0.1:{server.port}", "--method", "options", LANG="C.UTF-8"
    )
    assert (status, err) == (0, "")
    assert out.startswith("registered")


async def test_no_password_at_all_is_misuse() -> None:
    status, _, err = await probe("sip:100@127.0.0.1", typed=None)
    assert (status, "standard input" in err) == (2, True)


async def test_a_password_typed_in_a_terminal_is_not_shown(server: SipServer) -> None:
    status, out, shown = await in_terminal(b"secret\n", f"sip:100@127.0.0.1:{server.port}")
    assert status == 0
    assert out.startswith(b"registered")
    assert b"secret" not in shown + out


async def in_terminal(typed: bytes, *words: str) -> tuple[int, bytes, bytes]:
    """Exit status, standard output, and what the terminal showed: ``typed`` is given once it asks for the password."""
    ours, theirs = pty.openpty()
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "probe", *words,
        cwd=ROOT, stdin=theirs, stdout=PIPE, stderr=theirs, start_new_session=True,
    )  # fmt: skip
    loop = asyncio.get_running_loop()
    try:
        shown = b""
        while b"Password:" not in shown:
            shown += await loop.run_in_executor(None, os.read, ours, 1000)
        os.write(ours, typed)
        out, _ = await process.communicate()
        shown += await loop.run_in_executor(None, os.read, ours, 10_000)
    finally:
        os.close(theirs)
        os.close(ours)
    return process.returncode or 0, out, shown
