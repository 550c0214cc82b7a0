"""Carriers that break by a click: SIP registrars on loopback, each line with a fault of its own."""

from sandbox.carriers.carrier import Carrier, Outage
from sandbox.carriers.line import Binding, CarrierLine, Fault, LastAnswer, UnknownNameError
from sandbox.carriers.sockets import PortBusyError
from sandbox.carriers.world import World

__all__ = [
    "Binding",
    "Carrier",
    "CarrierLine",
    "Fault",
    "LastAnswer",
    "Outage",
    "PortBusyError",
    "UnknownNameError",
    "World",
]
