"""A valid example of every fact: for the document, for tests, for whoever writes a reader."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from chassis.events import Fact
from contracts import contacts, gateway, notifications, telephony


def _id(number: int) -> UUID:
    return UUID(f"01999999-0000-7000-8000-{number:012d}")


_AGENT, _OTHER, _CONTACT, _NUMBER, _ROLE = (_id(number) for number in range(1, 6))
_START = datetime(2026, 3, 2, 14, 0, tzinfo=UTC)

_CALL: dict[str, Any] = {
    "direction": "inbound",
    "number_from": "+573001234567",
    "number_to": "+576015550100",
    "party": "+573001234567",
    "number_id": _NUMBER,
    "agent_id": _AGENT,
    "operator_ids": [_AGENT, _OTHER],
    "started_at": _START,
}
_PERSON: dict[str, Any] = {
    "kind": "person",
    "contact_class": "interested",
    "name": "María Fernanda Ñáñez",
    "phones": [{"number": "+573001234567", "label": "mobile", "primary": True}],
    "emails": [{"address": "maria@example.com", "label": "work", "primary": True}],
    "owner_id": _AGENT,
    "manager_ids": [_AGENT],
    "shared_user_ids": [],
    "shared_group_ids": [],
    "visibility": "private",
    "origin": "manual",
}
_VALUES: dict[type[Fact], dict[str, Any]] = {
    gateway.OrganizationCreated: {
        "name": "Comercial Andina",
        "default_region": "CO",
        "timezone": "America/Bogota",
        "currency": "COP",
        "locale": "es",
    },
    gateway.UserChanged: {
        "name": "Lucía Gómez",
        "email": "lucia@example.com",
        "role_id": _ROLE,
        "profile_id": _id(6),
        "group_ids": [],
        "is_active": True,
        "is_administrator": False,
        "locale": "es",
        "directory_epoch": 7,
    },
    gateway.RoleChanged: {"name": "Ventas Bogotá", "parent_id": _id(7), "directory_epoch": 7},
    gateway.GroupChanged: {"name": "Turno A", "member_ids": [_AGENT], "directory_epoch": 8},
    contacts.ContactCreated: _PERSON,
    contacts.ContactChanged: {**_PERSON, "added_manager_ids": [_OTHER]},
    contacts.ContactDiscarded: {**_PERSON, "is_discarded": True},
    contacts.ContactRestored: _PERSON,
    contacts.CallIdentified: {
        "contact_id": _CONTACT,
        "number": "+573001234567",
        "name": "300 1234567",
        "manager_ids": [],
        "created": True,
    },
    telephony.CallStarted: _CALL,
    telephony.CallEnded: {
        **_CALL,
        "status": "completed",
        "contact_id": _CONTACT,
        "answered_at": datetime(2026, 3, 2, 14, 0, 8, tzinfo=UTC),
        "ended_at": datetime(2026, 3, 2, 14, 3, 20, tzinfo=UTC),
        "duration_seconds": 192,
    },
    telephony.CallClassified: {
        "disposition_id": _id(8),
        "disposition": "Venta",
        "note": "Pide cotización.",
        "agent_id": _AGENT,
        "contact_id": _CONTACT,
    },
    telephony.CallPriced: {"amount": Decimal("0.0085"), "currency": "USD"},
    telephony.AgentStateChanged: {
        "user_id": _AGENT,
        "state": "available",
        "previous": "offline",
        "reason": "",
        "since": _START,
        "previous_seconds": 3_600,
    },
    telephony.SmsSent: {
        "provider": "twilio",
        "provider_message_id": "SM" + "0" * 32,
        "segments": 1,
    },
    telephony.SmsDelivered: {"provider_message_id": "SM" + "0" * 32},
    telephony.SmsFailed: {
        "provider_message_id": None,
        "code": "invalid_number",
        "reason": "El destino no es un número móvil.",
    },
    notifications.SmsRequested: {
        "number_to": "+573001234567",
        "body": "Gracias por llamar a Comercial Andina.",
    },
}


def example_of(fact: type[Fact]) -> Fact:
    """Return a valid example of a fact type; every type in the catalog has one."""
    return fact.model_validate(_VALUES[fact])
