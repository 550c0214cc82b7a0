"""The sample's carriers, ready to start."""

from sandbox.carriers.carrier import Carrier
from sandbox.carriers.line import CarrierLine
from sandbox.carriers.world import World
from sandbox.sample import CARRIERS, CONTRACTS, LINES, SampleCarrier, SampleLine


def sample_world(host: str = "127.0.0.1", first_port: int = 0) -> World:
    """Carriers on consecutive ports from ``first_port``, or on any free ones when it is 0."""
    return World(
        _carrier(carrier, host, first_port + index if first_port else 0) for index, carrier in enumerate(CARRIERS)
    )


def _carrier(sample: SampleCarrier, host: str, port: int) -> Carrier:
    return Carrier(
        sample.key,
        sample.name,
        [_line(line) for line in LINES if line.carrier == sample.key],
        host=host,
        port=port,
        single_binding=sample.single_binding,
        support_phone=sample.support_phone,
        contract_number=", ".join(sample.contract_numbers.values()),
    )


def _line(sample: SampleLine) -> CarrierLine:
    contract = next(contract.name for contract in CONTRACTS if contract.key == sample.contract)
    return CarrierLine(sample.number, sample.password, sample.name, sample.kind, contract)
