"""What notifications does when another service states a fact."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from chassis.db import Session
from chassis.events import Reaction, Received, forgets
from chassis.identity import directory
from chassis.records.copies import copied, keep_newest
from contracts import billing, cases, contacts, gateway, sales, telephony
from services.notifications.inbox.news import news_of
from services.notifications.inbox.operations import Notice, notify
from services.notifications.invitations.operations import send_invitations
from services.notifications.messages.follow_up import FollowUps, shown
from services.notifications.messages.operations import (
    intend_messages,
    locked_messages,
    sms_news,
)
from services.notifications.messages.requested import mails_requested
from services.notifications.projections import KnownActivity, KnownContact, KnownOrganization
from services.notifications.reminders.activities import follow_activities, forget_activities
from services.notifications.templates.operations import seed_templates


def organization_created(session: Session, received: Received[gateway.OrganizationCreated]) -> None:
    """Know the organization's name and give it its first templates."""
    data = received.data
    session.merge(
        KnownOrganization(
            organization_id=received.organization_id,
            name=data.name,
            timezone=data.timezone,
            locale=data.locale,
        )
    )
    seed_templates(session, locale=data.locale)


def contacts_stated(session: Session, facts: Sequence[Received[Any]]) -> None:
    """Know how to reach contacts."""
    keep_newest(session, KnownContact, facts, _keep_contact)


def contacts_created(session: Session, facts: Sequence[Received[contacts.ContactCreated]]) -> None:
    """Know new contacts; tell each of their managers but the one who made it (N-27).

    Nobody is told of each contact of an import: its list says how many there are.
    """
    contacts_stated(session, facts)
    for received in facts:
        if received.data.origin == "import":
            continue
        _tell_managers(session, received, received.data.manager_ids)


def contacts_changed(session: Session, facts: Sequence[Received[contacts.ContactChanged]]) -> None:
    """Know contacts' new state; tell each added manager but the one who did it (N-27)."""
    contacts_stated(session, facts)
    for received in facts:
        _tell_managers(session, received, received.data.added_manager_ids)


def contacts_restored(
    session: Session, facts: Sequence[Received[contacts.ContactRestored]]
) -> None:
    """Know contacts' new state; tell whom an invoice's return of a contact concerns (X-1)."""
    contacts_stated(session, facts)
    for received in facts:
        notice = Notice(
            kind="contact.restored",
            params={"name": received.data.name},
            record_type="contact",
            record_id=received.subject_id,
        )
        notify(session, received.data.told_user_ids, notice, key=f"contact.restored:{received.id}")


def leads_created(session: Session, facts: Sequence[Received[contacts.LeadCreated]]) -> None:
    """Tell each manager of a new lead but the one who made it; a form's has a notice of its own."""
    for received in facts:
        _tell_lead_managers(session, received, received.data.manager_ids, received.data.form)


def leads_changed(session: Session, facts: Sequence[Received[contacts.LeadChanged]]) -> None:
    """Tell each added manager of a lead but the one who did it (N-27)."""
    for received in facts:
        _tell_lead_managers(session, received, received.data.added_manager_ids, None)


def _tell_lead_managers(
    session: Session, received: Received[Any], managers: Iterable[UUID], form: str | None
) -> None:
    notice = Notice(
        kind="lead.assigned" if form is None else "lead.received",
        params={"name": received.data.name, **({"form": form} if form else {})},
        record_type="lead",
        record_id=received.subject_id,
    )
    told = [user for user in managers if user != received.actor_id]
    notify(session, told, notice, key=f"lead.assigned:{received.id}")


def activities_stated(session: Session, facts: Sequence[Received[contacts.ActivityState]]) -> None:
    """Set, move and cancel the reminders of activities (X-6); invite, call off (N-11)."""
    send_invitations(session, follow_activities(session, facts))


def activities_planned(
    session: Session,
    facts: Sequence[Received[contacts.ActivityCreated | contacts.ActivityChanged]],
) -> None:
    """Follow activities; tell who has to do them and who is to take part (N-04)."""
    activities_stated(session, facts)
    for received in facts:
        data = received.data
        groups = set(data.participant_group_ids).intersection(data.told_ids)
        users = set(data.told_ids) - groups
        for group_id in groups:
            users |= directory.members_of(session, group_id)
        users.discard(received.actor_id)
        assigned = users & {data.assignee_id}
        _tell_of_activity(session, received, "assigned", assigned)
        _tell_of_activity(session, received, "invited", users - assigned)


def _tell_of_activity(
    session: Session, received: Received[Any], what: str, users: Iterable[UUID]
) -> None:
    at = received.data.at
    notice = Notice(
        kind=f"activity.{what}",
        params={
            "name": received.data.title,
            "activity": received.data.kind,
            **({"at": at.isoformat()} if at else {}),
        },
        record_type="activity",
        record_id=received.subject_id,
    )
    notify(session, users, notice, key=f"activity.{what}:{received.id}")


def opportunities_stated(
    session: Session, facts: Sequence[Received[sales.OpportunityState]]
) -> None:
    """Tell of opportunities that were given to somebody or done something with (S-05, N-28)."""
    _tell_news(session, facts, "opportunity")


def cases_stated(session: Session, facts: Sequence[Received[cases.CaseState]]) -> None:
    """Tell of cases that were given to somebody or done something with (K-04, N-28)."""
    _tell_news(session, facts, "case")


def invoices_stated(session: Session, facts: Sequence[Received[billing.InvoiceState]]) -> None:
    """Tell of invoices that were given to somebody or done something with."""
    _tell_news(session, facts, "invoice")


def _tell_news(session: Session, facts: Sequence[Received[Any]], record_type: str) -> None:
    for received in facts:
        for told in news_of(received, record_type):
            users = set(told.user_ids)
            for group_id in told.group_ids:
                users |= directory.members_of(session, group_id)
            users.discard(received.actor_id)
            notify(session, users, told.notice, key=told.key)


def calls_ended(session: Session, facts: Sequence[Received[telephony.CallEnded]]) -> None:
    """Tell those whom a call concerns, and send the caller the follow-up of its outcome."""
    called = {one.data.contact_id for one in facts if one.data.contact_id}
    known = copied(session, KnownContact, called)
    for received in facts:
        data = received.data
        contact = known.get(data.contact_id) if data.contact_id else None
        missed = data.direction == "inbound" and data.status != "completed"
        notice = Notice(
            kind="call.missed" if missed else "call.completed",
            params={
                "name": contact.name if contact else shown(data.party or data.number_from),
                "direction": data.direction,
                "seconds": data.duration_seconds,
            },
            record_type="call",
            record_id=received.subject_id,
        )
        concerned = _concerned(data, contact, missed=missed)
        notify(session, concerned, notice, key=f"call:{received.subject_id}")
    intend_messages(session, FollowUps(session, facts, known).intents())


def _concerned(
    data: telephony.CallEnded, contact: KnownContact | None, *, missed: bool
) -> Iterable[UUID]:
    """The contact's managers; of a missed call from nobody's contact, the number's operators."""
    managers = contact.manager_ids if contact else []
    if missed:
        return managers or data.operator_ids
    return [*managers, *([data.agent_id] if data.agent_id else [])]


def _tell_managers(session: Session, received: Received[Any], managers: Iterable[UUID]) -> None:
    notice = Notice(
        kind="contact.assigned",
        params={"name": received.data.name},
        record_type="contact",
        record_id=received.subject_id,
    )
    added = [user for user in managers if user != received.actor_id]
    notify(session, added, notice, key=f"contact.assigned:{received.id}")


def _keep_contact(row: KnownContact, data: contacts.ContactState) -> None:
    row.name, row.kind, row.locale = data.name, data.kind, data.locale
    row.email = next((email.address for email in data.emails if email.primary), None)
    row.manager_ids = data.manager_ids
    row.is_discarded = data.is_discarded


def sms_sent(session: Session, facts: Sequence[Received[telephony.SmsSent]]) -> None:
    """The provider took messages of ours."""
    messages = locked_messages(session, facts)
    for received in facts:
        data = received.data
        sms_news(
            messages.get(received.subject_id),
            "sent",
            provider=data.provider,
            provider_message_id=data.provider_message_id,
            segments=data.segments,
        )


def sms_delivered(session: Session, facts: Sequence[Received[telephony.SmsDelivered]]) -> None:
    """Messages of ours arrived."""
    messages = locked_messages(session, facts)
    for received in facts:
        sms_news(messages.get(received.subject_id), "delivered")


def sms_failed(session: Session, facts: Sequence[Received[telephony.SmsFailed]]) -> None:
    """Messages of ours will not arrive."""
    messages = locked_messages(session, facts)
    for received in facts:
        error = (received.data.code, received.data.reason)
        sms_news(messages.get(received.subject_id), "failed", error=error)


REACTIONS = (
    Reaction(fact=gateway.OrganizationCreated, handle=organization_created, kind="each"),
    *directory.reactions(
        user_changed=gateway.UserChanged,
        role_changed=gateway.RoleChanged,
        group_changed=gateway.GroupChanged,
        restated=gateway.GatewayRestated,
    ),
    Reaction(fact=contacts.ContactCreated, handle=contacts_created, kind="each", batch=True),
    Reaction(fact=contacts.ContactChanged, handle=contacts_changed, kind="each", batch=True),
    Reaction(fact=contacts.ContactDiscarded, handle=contacts_stated, kind="state", batch=True),
    Reaction(fact=contacts.ContactRestored, handle=contacts_restored, kind="each", batch=True),
    Reaction(fact=contacts.MailRequested, handle=mails_requested, kind="each", batch=True),
    Reaction(fact=contacts.LeadCreated, handle=leads_created, kind="each", batch=True),
    Reaction(fact=contacts.LeadChanged, handle=leads_changed, kind="each", batch=True),
    *(
        Reaction(fact=fact, handle=opportunities_stated, kind="each", batch=True)
        for fact in (
            sales.OpportunityCreated,
            sales.OpportunityChanged,
            sales.OpportunityStageChanged,
            sales.OpportunityWon,
            sales.OpportunityLost,
            sales.OpportunityReopened,
            sales.OpportunityDiscarded,
            sales.OpportunityRestored,
        )
    ),
    *(
        Reaction(fact=fact, handle=cases_stated, kind="each", batch=True)
        for fact in (
            cases.CaseOpened,
            cases.CaseChanged,
            cases.CaseSolved,
            cases.CaseClosed,
            cases.CaseReopened,
            cases.CaseDiscarded,
            cases.CaseRestored,
        )
    ),
    *(
        Reaction(fact=fact, handle=invoices_stated, kind="each", batch=True)
        for fact in (
            billing.InvoiceDrafted,
            billing.InvoiceChanged,
            billing.InvoiceIssued,
            billing.InvoicePaid,
            billing.InvoiceRejected,
            billing.InvoiceReopened,
            billing.InvoiceDeleted,
        )
    ),
    Reaction(fact=gateway.OrganizationRestated, handle=organization_created, kind="state"),
    Reaction(fact=contacts.ContactRestated, handle=contacts_stated, kind="state", batch=True),
    *(
        Reaction(fact=fact, handle=activities_planned, kind="each", batch=True)
        for fact in (contacts.ActivityCreated, contacts.ActivityChanged)
    ),
    *(
        Reaction(fact=fact, handle=activities_stated, kind="state", batch=True)
        for fact in (
            contacts.ActivityCompleted,
            contacts.ActivityReopened,
            contacts.ActivityDiscarded,
            contacts.ActivityRestored,
            contacts.ActivityRestated,
        )
    ),
    forgets(contacts.ContactsRestated, KnownContact, KnownActivity, also=forget_activities),
    Reaction(fact=telephony.CallEnded, handle=calls_ended, kind="each", batch=True),
    Reaction(fact=telephony.SmsSent, handle=sms_sent, kind="each", batch=True),
    Reaction(fact=telephony.SmsDelivered, handle=sms_delivered, kind="each", batch=True),
    Reaction(fact=telephony.SmsFailed, handle=sms_failed, kind="each", batch=True),
)
