"""The limits of one consumer; the product takes them from the budgets, a test may shorten them."""

from dataclasses import dataclass
from datetime import timedelta

from chassis import budgets


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsumerLimits:
    """Sizes in facts, times in seconds."""

    batch: int = budgets.CONSUMER_BATCH
    prefetch: int = budgets.CONSUMER_PREFETCH
    retry_delays: tuple[float, ...] = budgets.RETRY_DELAYS
    crash_attempts: int = budgets.CRASH_ATTEMPTS
    transient_retries: int = budgets.TRANSIENT_RETRIES
    watchdog: float = budgets.HANDLER_WATCHDOG
    statement_timeout_ms: int = budgets.REACTION_STATEMENT_TIMEOUT_MS
    lock_timeout_ms: int = budgets.REACTION_LOCK_TIMEOUT_MS
    poll: float = 1.0
    """How often the inbox is searched for due retries; what arrives is seen at once."""

    def delay_after(self, attempts: int) -> timedelta | None:
        """How long to wait after so many failed attempts; None means that the fact is parked."""
        if attempts > len(self.retry_delays):
            return None
        return timedelta(seconds=self.retry_delays[attempts - 1])

    @property
    def lease(self) -> timedelta:
        """How long a fact may be in hand before another process may take it over."""
        return timedelta(seconds=4 * self.watchdog)
