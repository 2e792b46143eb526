"""The message that follows a call by itself: which template, to whom, with which words."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select

from chassis import phones
from chassis.db import Session
from chassis.events import Received
from chassis.identity import directory
from contracts.telephony import CallEnded
from services.notifications.messages.operations import Intent
from services.notifications.projections import KnownContact, KnownOrganization
from services.notifications.templates.context import context_of
from services.notifications.templates.models import Template
from services.notifications.templates.operations import template_for


class FollowUps:
    """Follow-ups of one organization's calls; what they share is read once."""

    def __init__(
        self,
        session: Session,
        calls: Sequence[Received[CallEnded]],
        contacts: Mapping[UUID, KnownContact],
    ) -> None:
        self._session = session
        self._calls = calls
        self._contacts = contacts
        self._templates: dict[tuple[str, str], Template | None] = {}

    def intents(self) -> list[Intent]:
        """Return what is to be sent: to each caller that can be reached, if a template says so."""
        found = (self._intent(call) for call in self._calls if call.data.direction == "inbound")
        return [intent for intent in found if intent is not None]

    def _intent(self, received: Received[CallEnded]) -> Intent | None:
        data = received.data
        contact = self._contacts.get(data.contact_id) if data.contact_id else None
        if contact is not None and contact.is_discarded:
            return None
        trigger = "call_completed" if data.status == "completed" else "call_missed"
        email = contact.email if contact else None
        template = self._template(trigger, "email") if email else None
        recipient = email if template else data.party
        template = template or self._template(trigger, "sms")
        if template is None or recipient is None:
            return None
        return Intent(
            key=f"call:{received.subject_id}:{trigger}",
            recipient=recipient,
            channel=template.channel,
            subject=template.subject,
            body=template.body,
            template_id=template.id,
            context=self._context(data, contact),
            contact_id=data.contact_id,
            call_id=received.subject_id,
        )

    def _context(self, data: CallEnded, contact: KnownContact | None) -> dict[str, Any]:
        organization = self._organization
        zone = ZoneInfo(organization.timezone if organization else "UTC")
        local = data.started_at.astimezone(zone)
        return context_of(
            contact_name=contact.name if contact else None,
            contact_is_person=contact is None or contact.kind == "person",
            organization_name=organization.name if organization else "",
            agent_name=self._agents.get(data.agent_id, "") if data.agent_id else "",
            call={
                "number": shown(data.party or ""),
                "date": local.strftime("%d/%m/%Y"),
                "time": local.strftime("%H:%M"),
                "minutes": -(-data.duration_seconds // 60),
            },
        )

    def _template(self, trigger: str, channel: str) -> Template | None:
        key = (trigger, channel)
        if key not in self._templates:
            self._templates[key] = template_for(self._session, trigger, channel)
        return self._templates[key]

    @cached_property
    def _organization(self) -> KnownOrganization | None:
        return self._session.scalars(select(KnownOrganization)).one_or_none()

    @cached_property
    def _agents(self) -> dict[UUID, str]:
        agents = {call.data.agent_id for call in self._calls}
        return directory.names(self._session, [id for id in agents if id is not None])


def shown(number: str) -> str:
    """Return a number as its country writes it, where it can be read."""
    phone = phones.parse(number, "ZZ")
    return phone.national if phone else number
