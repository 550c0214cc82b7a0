"""pjsua2 made ready inside a prober process: timers, name server, transports."""

import ctypes
import sys
from typing import Any

import pjsua2 as pj

from telephony.prober_words import DROP_LOG_LEVEL, Unread

TIMER_T4_MS = 500
_FAMILIES = (
    ("udp", pj.PJSIP_TRANSPORT_UDP, pj.PJSIP_TRANSPORT_UDP6),
    ("tcp", pj.PJSIP_TRANSPORT_TCP, pj.PJSIP_TRANSPORT_TCP6),
    ("tls", pj.PJSIP_TRANSPORT_TLS, pj.PJSIP_TRANSPORT_TLS6),
)


class _PjStr(ctypes.Structure):
    """``pj_str_t`` of pjlib: pointer and length, no end mark."""

    _fields_ = (("ptr", ctypes.c_char_p), ("slen", ctypes.c_ssize_t))


class Endpoint(pj.Endpoint):  # type: ignore[misc]  # pjsua2 has no type stubs
    """The library's endpoint; remembers what TLS said of a connection that failed."""

    def __init__(self) -> None:
        super().__init__()
        self.unread = Unread()
        self.tls_words = ""
        """What the last TLS connection that failed was told about its certificate."""
        self.transports: dict[tuple[str, bool], int] = {}
        """pjsua2's id of each transport by name and "over IPv6"; a machine without IPv6 has no such ones."""

    def onTransportState(self, prm: Any) -> None:  # noqa: N802 -- named by pjsua2
        """Keep the words of a failed certificate check."""
        if prm.tlsInfo.verifyStatus:
            self.tls_words = "; ".join(prm.tlsInfo.verifyMsgs)


def start_endpoint(options: dict[str, Any]) -> Endpoint:
    """A running endpoint without worker threads: its owner pumps ``libHandleEvents``.

    ``options`` has ``silence_ms``, ``dns_port``, ``bind``, ``public``, ``public6`` (empty: no IPv6),
    ``tls_verify``, ``ca_file``, ``user_agent``.
    Raises pj.Error when pjsip cannot start, OSError when the local address cannot be bound.
    """
    endpoint = Endpoint()
    endpoint.libCreate()
    endpoint.libInit(_config(options, endpoint.unread))
    _tune(options)
    _create_transports(endpoint, options)
    endpoint.audDevManager().setNullDev()
    endpoint.libStart()
    return endpoint


def _create_transports(endpoint: Endpoint, options: dict[str, Any]) -> None:
    for name, ipv4, ipv6 in _FAMILIES:
        config = _transport(name, options, options["bind"], options["public"])
        endpoint.transports[name, False] = endpoint.transportCreate(ipv4, config)
        if options["public6"]:
            config = _transport(name, options, "", options["public6"])
            endpoint.transports[name, True] = endpoint.transportCreate(ipv6, config)


def _config(options: dict[str, Any], unread: Unread) -> Any:
    config = pj.EpConfig()
    config.logConfig.level = config.logConfig.consoleLevel = DROP_LOG_LEVEL  # the writer stands in for the console
    config.logConfig.writer = unread
    config.uaConfig.threadCnt = 0
    config.uaConfig.maxCalls = 1
    config.uaConfig.userAgent = options["user_agent"]
    # Without a name server pjsip resolves with getaddrinfo and a dead resolver blocks the process for 10 s.
    config.uaConfig.nameserver.append("127.0.0.1")
    return config


def _transport(name: str, options: dict[str, Any], bind: str, public: str) -> Any:
    config = pj.TransportConfig()
    config.boundAddress = bind
    # Else pjsip looks up the machine's own name, with the blocking resolver, to learn its address.
    config.publicAddress = public
    if name == "tls":
        config.tlsConfig.verifyServer = options["tls_verify"]
        config.tlsConfig.CaListFile = options["ca_file"]
        config.tlsConfig.msecTimeout = options["silence_ms"]
    return config


def _tune(options: dict[str, Any]) -> None:
    """Shorten Timer F from 32 s (RFC 3261, section 17.1.2.2) and name the DNS port: pjsua2 offers neither.

    The wheel exports pjsip's own functions: ``pjsip_tsx_set_timers`` and
    ``pj_dns_resolver_set_ns`` (https://docs.pjsip.org).
    """
    library = ctypes.CDLL(sys.modules[pj.Endpoint.__module__.rpartition(".")[0] + "._pjsua2"].__file__)
    library.pjsip_tsx_set_timers(*map(ctypes.c_uint, (0, 0, TIMER_T4_MS, options["silence_ms"])))
    library.pjsua_get_pjsip_endpt.restype = ctypes.c_void_p
    library.pjsip_endpt_get_resolver.restype = ctypes.c_void_p
    resolver = library.pjsip_endpt_get_resolver(ctypes.c_void_p(library.pjsua_get_pjsip_endpt()))
    address = b"127.0.0.1"
    servers, ports = (_PjStr * 1)(_PjStr(address, len(address))), (ctypes.c_uint16 * 1)(options["dns_port"])
    library.pj_dns_resolver_set_ns(ctypes.c_void_p(resolver), ctypes.c_uint(1), servers, ports)
