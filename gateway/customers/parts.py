"""What the composed view of a customer is made of: one question per part, as data."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A member of the view and the question that fills it. `{id}` stands for the contact's id.

    `decisive`: its 404 is the view's own, since it says that the asker may not see the contact.
    """

    name: str
    service: str
    path: str
    query: Mapping[str, str] = field(default_factory=dict)
    decisive: bool = False


PARTS = (
    Part(name="contact", service="contacts", path="/api/v1/contacts/{id}", decisive=True),
    Part(
        name="timeline",
        service="contacts",
        path="/api/v1/contacts/{id}/timeline",
        query={"limit": "20"},
    ),
    Part(
        name="opportunities",
        service="sales",
        path="/api/v1/opportunities",
        query={"contact_id": "{id}", "limit": "10"},
    ),
    Part(
        name="cases",
        service="cases",
        path="/api/v1/cases",
        query={"contact_id": "{id}", "limit": "10"},
    ),
    Part(
        name="invoices",
        service="billing",
        path="/api/v1/invoices",
        query={"contact_id": "{id}", "limit": "10"},
    ),
    Part(
        name="calls",
        service="telephony",
        path="/api/v1/calls",
        query={"contact_id": "{id}", "limit": "10"},
    ),
    Part(
        name="messages",
        service="notifications",
        path="/api/v1/messages",
        query={"contact_id": "{id}", "limit": "10"},
    ),
)
