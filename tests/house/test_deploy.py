"""What deploy/ and the README say of commands beside the service fits the service itself."""

import re

import pytest

from tests.house import tree

SERVICE = "deploy/linekeeper.service"


@pytest.mark.parametrize("place", [SERVICE, "README.md"])
def test_a_command_beside_the_service_has_its_settings(place: str) -> None:
    unit = dict(re.findall(r"^(User|UMask|WorkingDirectory|EnvironmentFile|ExecStart)=(.+)$", tree.read(SERVICE), re.M))
    (told,) = re.findall(r"systemd-run (.+?)\\\n#?\s*(.+)", tree.read(place))
    options, command = told
    assert dict(re.findall(r"-p (\w+)=(\S+)", options)) == {name: unit[name] for name in unit if name != "ExecStart"}
    assert command.split()[:3] == unit["ExecStart"].split()[:3]
    assert command.split()[3] == "invite"


def test_a_command_beside_the_container_has_its_settings_and_data() -> None:
    service, command = re.findall(r"podman run (.+)", tree.read("deploy/Containerfile"))
    assert command.startswith(f"--rm {service} invite ")
