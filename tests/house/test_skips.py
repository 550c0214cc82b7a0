"""Tests whose programs are missing are skipped by name and counted; continuous integration allows no skip."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CONFTEST = """
import os
from tests.kit.programs import SkipForWant

MISSING = {"kamailio": lambda: "kamailio-tls-modules", "sipp": lambda: "sip-tester", "postgres": lambda: None}

def pytest_configure(config):
    for marker in (*MISSING, "chromium"):
        config.addinivalue_line("markers", marker)
    config.pluginmanager.register(SkipForWant(MISSING, no_skip=os.environ.get("LINEKEEPER_NO_SKIP") == "1"))
"""
TESTS = """
import pytest

@pytest.fixture(params=["sqlite", pytest.param("remote", marks=pytest.mark.kamailio)])
def place(request):
    return request.param

@pytest.mark.kamailio
@pytest.mark.parametrize("number", range(3))
def test_calls(number):
    raise AssertionError("kamailio is not there")

@pytest.mark.sipp
def test_floods():
    raise AssertionError("sipp is not there")

@pytest.mark.postgres
def test_keeps():
    pass

def test_both(place):
    assert place == "sqlite"

@pytest.mark.skip(reason="another reason")
def test_other():
    pass
"""


def run_tests(directory: Path, *words: str, no_skip: str = "0") -> tuple[int, str]:
    (directory / "conftest.py").write_text(CONFTEST)
    (directory / "test_some.py").write_text(TESTS)
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-rs", *words, str(directory)],
        cwd=directory,
        env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT), "LINEKEEPER_NO_SKIP": no_skip},
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )
    return done.returncode, done.stdout


@pytest.mark.parametrize("workers", [(), ("-n", "2")])
def test_a_missing_program_skips_by_the_name_of_its_package(tmp_path: Path, workers: tuple[str, ...]) -> None:
    status, out = run_tests(tmp_path, *workers)
    assert status == 0
    assert "needs the Debian package kamailio-tls-modules" in out
    assert "needs the Debian package sip-tester" in out
    assert "skipped for want of programs: kamailio 4, sipp 1\n" in out
    assert "2 passed, 6 skipped" in out


def test_a_missing_program_fails_where_no_skip_is_allowed(tmp_path: Path) -> None:
    status, out = run_tests(tmp_path, no_skip="1")
    assert status == 1
    assert "needs the Debian package sip-tester, and LINEKEEPER_NO_SKIP=1 allows no skip" in out
    assert "skipped for want of programs" not in out
    assert "5 errors" in out


def test_nothing_is_said_when_nothing_was_skipped(tmp_path: Path) -> None:
    _, out = run_tests(tmp_path, "-k", "keeps")
    assert "skipped for want" not in out
