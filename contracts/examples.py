"""A valid example of every fact: for the document, for tests, for whoever writes a reader."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from chassis.events import Fact
from contracts import billing, cases, contacts, gateway, notifications, sales, telephony


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
_ACTIVITY: dict[str, Any] = {
    "kind": "call",
    "title": "Llamar para confirmar la propuesta",
    "at": _START,
    "ends_at": None,
    "reminds_at": datetime(2026, 3, 1, 14, 0, tzinfo=UTC),
    "reminds_minutes_before": 1440,
    "priority": "medium",
    "state": "open",
    "closed_at": None,
    "outcome": None,
    "owner_id": _AGENT,
    "assignee_id": _AGENT,
    "participant_user_ids": [],
    "participant_group_ids": [],
    "contact_ids": [_CONTACT],
    "related_type": "contact",
    "related_id": _CONTACT,
}
_LEAD: dict[str, Any] = {
    "name": "Carlos Peña",
    "company_name": "Ferretería El Roble",
    "progress": "qualified",
    "origin": "form",
    "source_id": None,
    "owner_id": _AGENT,
    "manager_ids": [_AGENT],
    "visibility": "private",
}
_DONE: dict[str, Any] = {
    **_ACTIVITY,
    "state": "closed",
    "closed_at": _START,
    "outcome": "Acepta el precio.",
}
_ACCESS: dict[str, Any] = {
    "owner_id": _AGENT,
    "shared_user_ids": [],
    "shared_group_ids": [],
    "visibility": "write",
}
_OPPORTUNITY: dict[str, Any] = {
    "title": "Internet dedicado 300 Mbps",
    "contact_id": _CONTACT,
    "contact_ids": [_CONTACT],
    "stage_id": _id(9),
    "state": "open",
    "amount": Decimal("4200000.00"),
    "currency": "COP",
    "probability": Decimal(50),
    "has_own_probability": False,
    "expected_close_on": date(2026, 3, 31),
    "opened_at": _START,
    "closed_at": None,
    "purchase_motive": None,
    "loss_reason": None,
    **_ACCESS,
}
_CLOSED = datetime(2026, 3, 20, 16, 30, tzinfo=UTC)
_CASE: dict[str, Any] = {
    "number": "PET-000123",
    "title": "No llegó la factura de febrero",
    "type_id": _id(10),
    "case_type": "Petición",
    "priority_id": _id(11),
    "priority": "Alta",
    "state_class": "new",
    "state": "Nuevo",
    "contact_id": _CONTACT,
    "company_id": None,
    "call_id": _id(12),
    "opened_at": _START,
    "due_at": datetime(2026, 3, 3, 14, 0, tzinfo=UTC),
    "solved_at": None,
    "assignee_id": _OTHER,
    **_ACCESS,
}
_SOLVED = {**_CASE, "state_class": "solved", "state": "Solucionado", "solved_at": _CLOSED}
_INVOICE: dict[str, Any] = {
    "number": None,
    "state": "draft",
    "contact_id": _CONTACT,
    "contact_name": "María Fernanda Ñáñez",
    "opportunity_id": None,
    "issued_on": None,
    "due_on": None,
    "paid_on": None,
    "currency": "COP",
    "subtotal": Decimal("100000.00"),
    "discount_total": Decimal("12500.00"),
    "tax_total": Decimal("16625.00"),
    "total": Decimal("104125.00"),
    **_ACCESS,
}
_ISSUED = {
    **_INVOICE,
    "number": "INV0000001",
    "state": "issued",
    "issued_on": date(2026, 3, 2),
    "due_on": date(2026, 4, 1),
}
_VALUES: dict[type[Fact], dict[str, Any]] = {
    gateway.OrganizationCreated: {
        "name": "Comercial Andina",
        "default_region": "CO",
        "timezone": "America/Bogota",
        "currency": "COP",
        "locale": "es",
    },
    gateway.OrganizationRestated: {
        "name": "Comercial Andina",
        "default_region": "CO",
        "timezone": "America/Bogota",
        "currency": "COP",
        "locale": "es",
    },
    gateway.GatewayRestated: {},
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
    contacts.ActivityCreated: {**_ACTIVITY, "told_ids": [_OTHER]},
    contacts.ActivityChanged: {**_ACTIVITY, "told_ids": []},
    contacts.ActivityCompleted: _DONE,
    contacts.ActivityReopened: _ACTIVITY,
    contacts.ActivityDiscarded: {**_ACTIVITY, "is_discarded": True},
    contacts.ActivityRestored: _ACTIVITY,
    contacts.ActivityRestated: _DONE,
    contacts.ContactRestated: {**_PERSON, "created_at": _START},
    contacts.ContactsRestated: {},
    contacts.LeadCreated: {**_LEAD, "form": "Solicite una demostración"},
    contacts.LeadChanged: {**_LEAD, "added_manager_ids": [_OTHER]},
    contacts.LeadConverted: {
        **_LEAD,
        "person_id": _CONTACT,
        "company_id": _id(31),
        "converted_by": _AGENT,
        "opportunity": {
            "id": _id(32),
            "title": "Internet dedicado 300 Mbps",
            "stage_id": _id(9),
            "amount": Decimal("4200000.00"),
            "currency": "COP",
            "expected_close_on": date(2026, 4, 30),
        },
    },
    contacts.MailRequested: {
        "contact_id": _CONTACT,
        "template_id": _id(33),
        "address": "maria@example.com",
        "name": "María Fernanda Ñáñez",
        "is_person": True,
    },
    contacts.CallIdentified: {
        "contact_id": _CONTACT,
        "number": "+573001234567",
        "name": "300 1234567",
        "manager_ids": [],
        "created": True,
    },
    sales.StageChanged: {"name": "Propuesta", "position": 4, "probability": Decimal(50)},
    sales.OpportunityCreated: _OPPORTUNITY,
    sales.OpportunityChanged: {**_OPPORTUNITY, "added_user_ids": [_OTHER]},
    sales.OpportunityStageChanged: {
        **_OPPORTUNITY,
        "previous_stage_id": _id(13),
        "stage": "Propuesta",
    },
    sales.OpportunityWon: {
        **_OPPORTUNITY,
        "state": "won",
        "closed_at": _CLOSED,
        "purchase_motive": "Precio",
    },
    sales.OpportunityLost: {
        **_OPPORTUNITY,
        "state": "lost",
        "closed_at": _CLOSED,
        "loss_reason": "Eligió a la competencia",
    },
    sales.OpportunityReopened: {
        **_OPPORTUNITY,
        "previous_state": "lost",
        "reason": "El cliente volvió a llamar.",
    },
    sales.OpportunityDiscarded: {**_OPPORTUNITY, "is_discarded": True},
    sales.OpportunityRestored: _OPPORTUNITY,
    cases.CaseOpened: _CASE,
    cases.CaseChanged: {**_CASE, "added_user_ids": [_OTHER]},
    cases.CaseSolved: {**_SOLVED, "solution": "Se envió el duplicado por correo."},
    cases.CaseClosed: {**_SOLVED, "state_class": "closed", "state": "Cerrado"},
    cases.CaseReopened: {**_CASE, "reason": "El duplicado tampoco llegó."},
    cases.CaseDiscarded: {**_CASE, "is_discarded": True},
    cases.CaseRestored: _CASE,
    billing.ProductChanged: {
        "name": "Internet dedicado",
        "code": "INT-300",
        "is_active": True,
        "unit_price": Decimal("350000.00"),
        "currency": "COP",
    },
    billing.ExchangeRateChanged: {
        "currency": "USD",
        "rate": Decimal("3987.25"),
        "valid_on": date(2026, 3, 2),
    },
    billing.InvoiceDrafted: _INVOICE,
    billing.InvoiceChanged: _INVOICE,
    billing.InvoiceIssued: _ISSUED,
    billing.InvoicePaid: {**_ISSUED, "state": "paid", "paid_on": date(2026, 3, 28)},
    billing.InvoiceRejected: {**_ISSUED, "state": "rejected", "reason": "Datos equivocados."},
    billing.InvoiceReopened: {**_ISSUED, "reason": "El pago fue devuelto."},
    billing.InvoiceDeleted: {**_INVOICE, "is_deleted": True},
    sales.OpportunityRestated: {**_OPPORTUNITY, "is_discarded": True},
    cases.CaseRestated: _CASE,
    billing.InvoiceRestated: _ISSUED,
    sales.SalesRestated: {},
    cases.CasesRestated: {},
    billing.BillingRestated: {},
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
    telephony.CallRestated: {
        **_CALL,
        "status": "completed",
        "contact_id": _CONTACT,
        "answered_at": datetime(2026, 3, 2, 14, 0, 8, tzinfo=UTC),
        "ended_at": datetime(2026, 3, 2, 14, 3, 20, tzinfo=UTC),
        "duration_seconds": 192,
        "is_classified": True,
        "disposition_id": _id(7),
        "disposition": "Venta",
        "note": "",
        "amount": Decimal("0.0085"),
        "currency": "USD",
    },
    telephony.TelephonyRestated: {},
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
