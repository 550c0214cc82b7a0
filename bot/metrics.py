"""Figures for /metrics, read when they are asked for."""

from collections.abc import Callable

from prometheus_client import CollectorRegistry, Gauge


def registry_of(figures: dict[str, tuple[str, Callable[[], float]]]) -> CollectorRegistry:
    """A registry of gauges: name without the prefix ``linekeeper_`` to (what it tells, how it is read)."""
    registry = CollectorRegistry()
    for name, (help_text, read) in figures.items():
        Gauge(f"linekeeper_{name}", help_text, registry=registry).set_function(read)
    return registry
