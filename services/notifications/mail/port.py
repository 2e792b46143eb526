"""The port of outgoing mail: one method, three ways to fail that must not be confused."""

from dataclasses import dataclass
from typing import Protocol
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """One e-mail to one person. `message_id` is ours and becomes the Message-ID header.

    `calendar` is an iTIP text that goes beside the body, for calendar programs.
    """

    message_id: UUID
    organization_id: UUID
    to: str
    subject: str
    body: str
    calendar: str | None = None


class MailRefused(Exception):
    """The server will not take it, now or later."""


class MailDeferred(Exception):
    """The server did not take it; trying again later cannot make a second copy."""


class MailUnknown(Exception):
    """The connection died while the server may have taken it; nobody knows."""


class Mailer(Protocol):
    """Sends one mail; returns what the server said."""

    name: str

    def send(self, mail: Mail) -> str:
        """Send. Raises MailRefused, MailDeferred or MailUnknown."""
        ...
