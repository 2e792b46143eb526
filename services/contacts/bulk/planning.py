"""The same for each of many contacts: a copy, an activity, a note (N-16, G-17)."""

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from pydantic import Field

from chassis.errors import FieldError
from chassis.records.bulk import Order, Outcomes, Task, one_by_one
from chassis.web import Body, LongText
from services.contacts.activities.changes import blank, members_of
from services.contacts.activities.operations import plan_activity
from services.contacts.activities.references import wrong_assignee, wrong_category
from services.contacts.activities.schemas import RelatedBody
from services.contacts.activities.timing import wrong_times
from services.contacts.bulk.assigning import TOLD_ONE_BY_ONE
from services.contacts.directory.copying import copy_contact
from services.contacts.projections import region_of
from services.contacts.timeline.operations import add_note


class Note(Body):
    """What is written on each timeline; `category_id` is that of an event."""

    text: Annotated[LongText, Field(min_length=1)]
    category_id: UUID | None = None


def wrong_activity(order: Order) -> list[FieldError]:
    """Name what would be refused for every contact."""
    session, actor, given = order.session, order.actor, order.params
    wrong = [FieldError("related", "unknown_member")] if given.related else []
    wrong += wrong_times({**blank(actor), **members_of(actor, given.given())})
    if given.assignee_id is not None:
        wrong += wrong_assignee(session, actor, given.assignee_id)
    if given.category_id is not None:
        wrong += wrong_category(session, given.category_id)
    return wrong


def plan_for_contacts(task: Task, ids: Sequence[UUID]) -> Outcomes:
    """Plan an activity for each contact; of many nobody is told one by one."""
    given = task.params.given()
    if task.total > TOLD_ONE_BY_ONE:
        given["notify"] = False

    def plan(contact_id: UUID) -> bool:
        related = RelatedBody(type="contact", id=contact_id)
        plan_activity(task.session, task.actor, {**given, "related": related})
        return True

    return one_by_one(ids, plan)


def note_on_contacts(task: Task, ids: Sequence[UUID]) -> Outcomes:
    """Write a note or an event on each contact's timeline."""
    given: Note = task.params

    def write(contact_id: UUID) -> bool:
        add_note(task.session, task.actor, contact_id, given.text, category_id=given.category_id)
        return True

    return one_by_one(ids, write)


def copy_contacts(task: Task, ids: Sequence[UUID]) -> Outcomes:
    """Make a copy of each contact."""
    region = region_of(task.session, otherwise=task.service.settings.region)

    def copy(contact_id: UUID) -> bool:
        copy_contact(task.session, task.actor, contact_id, region=region)
        return True

    return one_by_one(ids, copy)
