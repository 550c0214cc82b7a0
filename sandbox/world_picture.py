"""The world as the page draws it: JSON of docs/sandbox.md, section World."""

from sandbox.carriers import Carrier, CarrierLine, World


def picture(world: World) -> dict[str, object]:
    """Everything the page draws. Passwords are shown: they are of this sandbox alone."""
    return {"revision": world.revision, "carriers": [_carrier_picture(one) for one in world.carriers.values()]}


def _carrier_picture(carrier: Carrier) -> dict[str, object]:
    return {
        "key": carrier.key,
        "title": carrier.title,
        "host": carrier.host,
        "port": carrier.port,
        "support_phone": carrier.support_phone,
        "contract_number": carrier.contract_number,
        "outage": carrier.outage,
        "lines": [_line_picture(line) for line in carrier.lines.values()],
    }


def _line_picture(line: CarrierLine) -> dict[str, object]:
    last = line.last
    return {
        "number": line.number,
        "title": line.title,
        "kind": line.kind,
        "contract": line.contract,
        "method": line.method,
        "password": line.accepted_password,
        "fault": line.fault,
        "delay": line.delay,
        "bindings": len(line.bindings),
        "requests": line.requests,
        "last": {"method": last.method, "code": last.code, "at": last.at.timestamp()} if last else None,
    }
