"""Time: aware UTC inside; a user's zone only at the edge."""

from datetime import UTC, datetime


def now() -> datetime:
    """Return the present moment in UTC. Due rows are compared on database time instead."""
    return datetime.now(UTC)


def to_rfc3339(moment: datetime) -> str:
    """Write an aware moment as RFC 3339 in UTC with `Z` and microseconds only when present."""
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")
