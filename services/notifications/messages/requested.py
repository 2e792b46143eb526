"""Mails that somebody asked for by a template, one for each of many contacts."""

from collections.abc import Sequence

from sqlalchemy import select

from chassis.db import Session
from chassis.events import Received
from chassis.identity import directory
from contracts.contacts import MailRequested
from services.notifications.messages.operations import Intent, intend_messages
from services.notifications.projections import KnownOrganization
from services.notifications.templates.context import context_of
from services.notifications.templates.models import Template

EMAIL = "email"


def mails_requested(session: Session, facts: Sequence[Received[MailRequested]]) -> None:
    """Write the mails that were asked for; none by a template that is gone by now."""
    wanted = {received.data.template_id for received in facts}
    found = session.scalars(select(Template).where(Template.id.in_(sorted(wanted))))
    templates = {template.id: template for template in found if template.channel == EMAIL}
    senders = {received.actor_id for received in facts if received.actor_id is not None}
    names = directory.names(session, senders)
    organization = session.scalars(select(KnownOrganization)).one_or_none()
    intents = []
    for received in facts:
        data = received.data
        template = templates.get(data.template_id)
        if template is None:
            continue
        context = context_of(
            contact_name=data.name,
            contact_is_person=data.is_person,
            organization_name=organization.name if organization else "",
            agent_name=names.get(received.actor_id, "") if received.actor_id else "",
        )
        intents.append(
            Intent(
                key=f"mail:{received.subject_id}",
                recipient=data.address,
                channel=EMAIL,
                subject=template.subject,
                body=template.body,
                template_id=template.id,
                context=context,
                contact_id=data.contact_id,
            )
        )
    intend_messages(session, intents)
