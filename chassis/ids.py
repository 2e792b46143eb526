"""Identifiers: UUIDv7, so that they sort by time of creation and spread well in indexes."""

from uuid import UUID

from uuid_utils import uuid7


def new_id() -> UUID:
    """Return a new UUIDv7 as the standard library's type."""
    return UUID(bytes=uuid7().bytes)
