"""What the bus tells of itself: a small registry that the runtime passes in."""

from typing import Protocol


class Measures(Protocol):
    """Counters, gauges and histograms of one service (chassis.observability.metrics.Metrics)."""

    def count(self, name: str, by: float = 1, /, **labels: str) -> None:
        """Add to a counter."""

    def set(self, name: str, value: float, /, **labels: str) -> None:
        """Set a gauge."""

    def observe(self, name: str, value: float, /, **labels: str) -> None:
        """Put a value into a histogram."""


class NoMeasures:
    """Nobody looks."""

    def count(self, name: str, by: float = 1, /, **labels: str) -> None:
        """Forget it."""

    def set(self, name: str, value: float, /, **labels: str) -> None:
        """Forget it."""

    def observe(self, name: str, value: float, /, **labels: str) -> None:
        """Forget it."""
