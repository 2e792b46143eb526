"""A mail by a template to each of many contacts (C-43): contacts asks, notifications sends."""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from chassis import budgets
from chassis.errors import FieldError, Unavailable
from chassis.events import record_written
from chassis.identity.actor import Actor
from chassis.ids import new_id
from chassis.records.bulk import DONE, Order, Outcomes, Task
from chassis.web import Body
from contracts.contacts import MailRequested
from services.contacts.bulk.holding import Held, gone_for, hold

NOTIFICATIONS: Final = "notifications"


class Mailing(Body):
    """By which template of e-mail."""

    template_id: UUID


def wrong_mailing(order: Order) -> list[FieldError]:
    """Name the template unless notifications has one for e-mail; it answers within 2 s.

    Raises Unavailable with `notifications_unavailable` when it is down or does not answer.
    """
    clients, template_id = order.service.clients, order.params.template_id
    if not clients.knows(NOTIFICATIONS):
        return [FieldError("template_id", "unknown_template")]
    try:
        answer = clients.get(
            NOTIFICATIONS,
            f"/internal/templates/{template_id}",
            actor=Actor.system(order.session.organization, service="contacts"),
            timeout=budgets.COMPOSED_READ_TIMEOUT,
        )
    except Unavailable as error:
        raise Unavailable("notifications_unavailable") from error
    if not answer.ok:
        raise Unavailable("notifications_unavailable")
    is_mail = answer.json()["channel"] == "email"
    return [] if is_mail else [FieldError("template_id", "unknown_template")]


def mail_contacts(task: Task, ids: Sequence[UUID]) -> Outcomes:
    """Ask for a mail to each; refused is who is discarded or has no address."""
    held = hold(task.session, ids)
    reached = [each for each in held if each.emails]
    outcomes = dict.fromkeys(ids, gone_for(task.actor))
    outcomes |= {each.id: "no_email" for each in held}
    outcomes |= {each.id: DONE for each in reached}
    template_id = task.params.template_id
    facts = ((new_id(), 1, _wanted(each, template_id)) for each in reached)
    record_written(task.session, facts)
    return outcomes


def _wanted(held: Held, template_id: UUID) -> MailRequested:
    address = next((each.address for each in held.emails if each.primary), held.emails[0].address)
    return MailRequested(
        contact_id=held.id,
        template_id=template_id,
        address=address,
        name=held.row.name,
        is_person=held.row.kind == "person",
    )
