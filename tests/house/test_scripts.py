"""What the scripts behind the Makefile say on a machine that cannot run the program."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.house import tree

Machine = Callable[..., subprocess.CompletedProcess[str]]
SCRIPTS = [path for path in tree.files() if path.suffix == ".sh" or path == Path(".ci/run")]


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """Runs a script where only the commands given (name=text of a shell script) and a few of the system's exist."""

    def run(
        script: str, environment: dict[str, str] | None = None, /, **commands: str
    ) -> subprocess.CompletedProcess[str]:
        for name in ("bash", "dirname", "env", "grep", "mktemp", "rm", "tail", "true", "uname"):
            (tmp_path / name).symlink_to(
                next(p / name for p in map(Path, os.defpath.split(":")) if (p / name).exists())
            )
        for name, text in commands.items():
            command = tmp_path / name.replace("_", ".")
            command.unlink(missing_ok=True)
            command.write_text(f"#!/bin/sh\n{text}\n")
            command.chmod(0o755)
        return subprocess.run(
            [tmp_path / "bash", tree.ROOT / script],
            env={"PATH": str(tmp_path), **(environment or {})},
            capture_output=True,
            text=True,
            timeout=30,
        )

    return run


def refused(done: subprocess.CompletedProcess[str]) -> str:
    """The one line said by a script that failed."""
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    return done.stderr


def test_a_machine_without_python_is_told_which_to_install(machine: Machine) -> None:
    assert "apt install python3 python3-venv" in refused(machine("scripts/python.sh"))


def test_a_python_that_is_too_new_is_passed_over(machine: Machine) -> None:
    assert "No Python 3.11 or 3.12" in refused(machine("scripts/python.sh", python3="echo old"))


def test_a_python_named_by_hand_that_does_not_fit_is_refused_by_its_name(machine: Machine) -> None:
    said = refused(machine("scripts/python.sh", {"PYTHON": "python3.13"}, python3_13="echo old", python3="echo ok"))
    assert said.startswith("PYTHON=python3.13 is not Python 3.11 or 3.12")


def test_a_python_named_by_hand_that_is_not_there_is_refused(machine: Machine) -> None:
    assert "PYTHON=/nowhere/python" in refused(machine("scripts/python.sh", {"PYTHON": "/nowhere/python"}))


def test_a_python_without_its_venv_module_is_told_the_package(machine: Machine) -> None:
    said = refused(
        machine("scripts/python.sh", python3='case "$2" in *ensurepip*) echo bare;; *) echo python3.11-venv;; esac')
    )
    assert "apt install python3.11-venv" in said


def test_another_architecture_is_told_where_it_runs(machine: Machine) -> None:
    said = refused(
        machine("scripts/python.sh", uname='test "$1" = -m && echo aarch64 || echo Linux', python3="echo ok")
    )
    assert "x86-64 Linux" in said


def test_a_python_for_another_c_library_is_refused(machine: Machine) -> None:
    assert "glibc" in refused(machine("scripts/python.sh", python3="echo foreign"))


def test_the_first_python_that_fits_is_taken(machine: Machine) -> None:
    done = machine("scripts/python.sh", python3_11="echo bare", python3_12="echo ok", python3="echo ok")
    assert Path(done.stdout.strip()).name == "python3.12"


def test_this_python_fits(machine: Machine) -> None:
    assert machine("scripts/python.sh", {"PYTHON": sys.executable}).stdout.strip() == sys.executable


def test_without_apt_the_tests_to_be_skipped_are_named(machine: Machine) -> None:
    done = machine("scripts/debian.sh", dpkg_query="exit 1")
    assert done.returncode == 0
    assert "tests marked kamailio sipp postgres nat linphone chromium will be skipped" in done.stderr


def test_packages_that_are_there_are_left_alone(machine: Machine) -> None:
    done = machine("scripts/debian.sh", **{"dpkg-query": "echo installed", "apt-get": "exit 1"})
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_a_failed_installation_shows_the_end_of_its_log(machine: Machine) -> None:
    install = {"env": "echo no route; exit 100", "sudo": 'shift; exec "$@"'}
    done = machine("scripts/debian.sh", **install, **{"dpkg-query": "exit 1", "apt-get": "exit 1"})
    assert done.returncode == 0
    assert "no route" in done.stderr
    assert "apt-get failed: tests marked kamailio" in done.stderr


@pytest.mark.parametrize("script", SCRIPTS, ids=str)
def test_a_script_parses_and_stops_at_the_first_fault(script: Path) -> None:
    subprocess.run(["bash", "-n", tree.ROOT / script], check=True)
    assert "\nset -euo pipefail\n" in tree.read(script)
    assert os.access(tree.ROOT / script, os.X_OK)
