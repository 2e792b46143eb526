"""What telephony does when another service states a fact; one function per fact."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert

from chassis import phones
from chassis.db import Session, insert_many
from chassis.events import CopyOf, Reaction, Received, forgets
from chassis.identity import directory
from chassis.records.catalogs import seed
from chassis.records.copies import keep_newest, write_access
from contracts import contacts, gateway, notifications
from services.telephony.calls.folding import tell_screens
from services.telephony.calls.models import Call
from services.telephony.calls.story import Story
from services.telephony.dispositions.operations import DISPOSITIONS
from services.telephony.messages.operations import request_sms
from services.telephony.projections import (
    KnownAdministrator,
    KnownContact,
    KnownOrganization,
    KnownPhone,
)


def on_organization_created(
    session: Session, received: Received[gateway.OrganizationCreated]
) -> None:
    """Know the organization and give it its outcomes; the simulator's number follows by a sweep."""
    session.execute(
        insert(KnownOrganization)
        .values(
            organization_id=received.organization_id,
            default_region=received.data.default_region,
            currency=received.data.currency,
            locale=received.data.locale,
            stated_at=received.time,
            has_simulator=False,
        )
        .on_conflict_do_nothing()
    )
    seed(session, DISPOSITIONS)


def on_user_changed(session: Session, received: Received[gateway.UserChanged]) -> None:
    """Keep the directory, and remember who was an administrator first."""
    directory.on_user_changed(session, received)
    if received.data.is_administrator:
        session.execute(
            insert(KnownAdministrator)
            .values(
                organization_id=received.organization_id,
                user_id=received.subject_id,
                stated_at=received.time,
            )
            .on_conflict_do_nothing()
        )


def on_contacts_stated(session: Session, facts: Sequence[Received[Any]]) -> None:
    """Keep contacts' names, numbers and access, unless something newer is kept."""
    changed = keep_newest(session, KnownContact, facts, _keep_contact)
    session.execute(
        delete(KnownPhone)
        .where(KnownPhone.contact_id.in_(changed))
        .execution_options(synchronize_session=False)
    )
    numbers = sorted(
        {
            (id, phones.variants(phone.number)[0])
            for id, data in changed.items()
            for phone in data.phones
        }
    )
    insert_many(session, KnownPhone, ({"contact_id": id, "e164": e164} for id, e164 in numbers))


def _keep_contact(row: KnownContact, data: contacts.ContactState) -> None:
    write_access(row, data, name=data.name)


def on_calls_identified(
    session: Session, facts: Sequence[Received[contacts.CallIdentified]]
) -> None:
    """Link calls to their contacts and tell the screens, so that the cards lead there."""
    ids = {received.subject_id for received in facts}
    rows = session.scalars(select(Call).where(Call.id.in_(ids)).order_by(Call.id).with_for_update())
    calls = {call.id: call for call in rows}
    for received in facts:
        call = calls.get(received.subject_id)
        if call is None or call.contact_id == received.data.contact_id:
            continue
        call.contact_id = received.data.contact_id
        call.touch()
        tell_screens(Story(session, call), "call.updated")


def on_sms_requested(
    session: Session, facts: Sequence[Received[notifications.SmsRequested]]
) -> None:
    """Write the intents down; a job sends each, once."""
    request_sms(session, {one.subject_id: (one.data.number_to, one.data.body) for one in facts})


REACTIONS = (
    Reaction(fact=gateway.OrganizationCreated, handle=on_organization_created, kind="state"),
    Reaction(fact=gateway.UserChanged, handle=on_user_changed, kind="state"),
    Reaction(fact=gateway.RoleChanged, handle=directory.on_role_changed, kind="state"),
    Reaction(fact=gateway.GroupChanged, handle=directory.on_group_changed, kind="state"),
    Reaction(fact=contacts.ContactCreated, handle=on_contacts_stated, kind="state", batch=True),
    Reaction(fact=contacts.ContactChanged, handle=on_contacts_stated, kind="state", batch=True),
    Reaction(fact=contacts.ContactDiscarded, handle=on_contacts_stated, kind="state", batch=True),
    Reaction(fact=contacts.ContactRestored, handle=on_contacts_stated, kind="state", batch=True),
    Reaction(fact=gateway.OrganizationRestated, handle=on_organization_created, kind="state"),
    forgets(gateway.GatewayRestated, *directory.COPIES),
    Reaction(fact=contacts.ContactRestated, handle=on_contacts_stated, kind="state", batch=True),
    forgets(
        contacts.ContactsRestated, CopyOf(KnownContact, children=((KnownPhone, "contact_id"),))
    ),
    Reaction(fact=contacts.CallIdentified, handle=on_calls_identified, kind="each", batch=True),
    Reaction(fact=notifications.SmsRequested, handle=on_sms_requested, kind="each", batch=True),
)
