"""Questions to other services, over HTTP or inside one process, with the same behaviour."""

from chassis.clients.answers import Answer, Forwarded, Request, Transport, Unreachable
from chassis.clients.clients import Clients
from chassis.clients.deadline import remaining, within

__all__ = [
    "Answer",
    "Clients",
    "Forwarded",
    "Request",
    "Transport",
    "Unreachable",
    "remaining",
    "within",
]
