"""Two offices behind NAT, a server on the open network, and a carrier beyond another one, in network namespaces.
Root alone may make them.

    with two_offices() as net:
        command = [*net.server, "kamailio", ...]      # at net.SERVER
        Caller(..., server=net.SERVER, own=net.PHONE, prefix=net.offices[0])
    Carrier(..., address=net.CARRIER, prefix=net.carrier)

Both phones have the same private address, as the routers of two shops would give them.
"""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True)
class Networks:
    """Prefixes of commands that run in a namespace."""

    SERVER: ClassVar[str] = "198.51.100.10"
    PHONE: ClassVar[str] = "192.168.1.10"
    CARRIER: ClassVar[str] = "203.0.113.5"
    server: tuple[str, ...]
    carrier: tuple[str, ...]
    offices: tuple[tuple[str, ...], tuple[str, ...]]


def can_be_made() -> bool:
    """Whether this machine lets us."""
    if os.geteuid() != 0:
        return False
    done = subprocess.run(["unshare", "-n", "true"], capture_output=True, check=False)
    return done.returncode == 0


@contextmanager
def two_offices() -> Iterator[Networks]:
    """Make the networks; they and all that runs in them are gone after the block."""
    made: list[str] = []
    mark = f"lk{os.getpid()}"
    try:
        server = _namespace(made, f"{mark}s")
        _in(server, "ip link add br0 type bridge", f"ip addr add {Networks.SERVER}/24 dev br0", "ip link set br0 up")
        offices = tuple(_office(made, mark, server, number) for number in (1, 2))
        carrier = _carrier(made, mark, server)
        yield Networks(_prefix(server), _prefix(carrier), (_prefix(offices[0]), _prefix(offices[1])))
    finally:
        for name in reversed(made):
            subprocess.run(["ip", "netns", "delete", name], capture_output=True, check=False)
        # The folder that ip has mounted on itself; it stays while anybody's namespace is in it.
        subprocess.run(["umount", "/run/netns"], capture_output=True, check=False)


def _carrier(made: list[str], mark: str, server: str) -> str:
    """It reaches the server, and through it nobody: the offices are unknown to it."""
    carrier, near = _namespace(made, f"{mark}c"), f"{mark}n"
    _in(server, f"ip link add {near} type veth peer name {mark}f netns {carrier}")
    _in(server, f"ip addr add 203.0.113.1/24 dev {near}", f"ip link set {near} up")
    _in(carrier, f"ip addr add {Networks.CARRIER}/24 dev {mark}f", f"ip link set {mark}f up")
    _in(carrier, "ip route add default via 203.0.113.1")
    return carrier


def _office(made: list[str], mark: str, server: str, number: int) -> str:
    router, phone = _namespace(made, f"{mark}r{number}"), _namespace(made, f"{mark}p{number}")
    outside, inside = f"{mark}o{number}", f"{mark}i{number}"
    _in(server, f"ip link add {outside} type veth peer name out netns {router}")
    _in(server, f"ip link set {outside} master br0 up")
    _in(router, f"ip link add in type veth peer name {inside} netns {phone}")
    _in(
        router,
        f"ip addr add 198.51.100.{20 + number}/24 dev out",
        "ip link set out up",
        "ip addr add 192.168.1.1/24 dev in",
        "ip link set in up",
        "sysctl -qw net.ipv4.ip_forward=1",
        "iptables -t nat -A POSTROUTING -o out -j MASQUERADE --random",
        "iptables -A FORWARD -i out -m conntrack ! --ctstate ESTABLISHED,RELATED -j DROP",
    )
    _in(
        phone,
        f"ip addr add {Networks.PHONE}/24 dev {inside}",
        f"ip link set {inside} up",
        "ip route add default via 192.168.1.1",
    )
    return phone


def _namespace(made: list[str], name: str) -> str:
    _run(f"ip netns add {name}")
    made.append(name)
    _in(name, "ip link set lo up")
    return name


def _prefix(name: str) -> tuple[str, ...]:
    # ip netns exec, and ip -n, would mount /sys anew as well, which no chroot allows.
    return ("nsenter", f"--net=/run/netns/{name}", "--")


def _in(name: str, *commands: str) -> None:
    for command in commands:
        _run(" ".join((*_prefix(name), command)))


def _run(command: str) -> None:
    done = subprocess.run(command.split(), capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{command}: {done.stderr}"
