"""What can be done with many contacts at once (C-43, G-10, G-11, G-17, N-16)."""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from sqlalchemy import select

from chassis.records.bulk import Action, Bulk, Outcomes, Task, one_by_one
from chassis.web import Body
from services.contacts.activities.schemas import ActivityCreate
from services.contacts.bulk.assigning import Assignment, assign_contacts, wrong_assignment
from services.contacts.bulk.editing import (
    OneChange,
    Tagging,
    change_contacts,
    tag_contacts,
    wrong_change,
)
from services.contacts.bulk.mailing import Mailing, mail_contacts, wrong_mailing
from services.contacts.bulk.planning import (
    Note,
    copy_contacts,
    note_on_contacts,
    plan_for_contacts,
    wrong_activity,
)
from services.contacts.directory import operations
from services.contacts.directory.models import Contact
from services.contacts.directory.records import CONTACT
from services.contacts.exporting.rules import choose
from services.contacts.invoicing.questions import invoiced_among


class Nothing(Body):
    """This action needs to know nothing more."""


def discard_contacts(task: Task, ids: Sequence[UUID]) -> Outcomes:
    """Discard contacts. Billing is asked once for all, while their rows are held (X-1)."""
    session, actor = task.session, task.actor
    hold(task, ids)
    invoiced = invoiced_among(task.service.clients, session.organization, ids)

    def discard(contact_id: UUID) -> bool:
        operations.discard_contact(
            session, actor, contact_id, expected_version=None, has_invoices=invoiced
        )
        return True

    return one_by_one(ids, discard)


def restore_contacts(task: Task, ids: Sequence[UUID]) -> Outcomes:
    """Bring discarded contacts back (C-18)."""

    def restore(contact_id: UUID) -> bool:
        operations.restore_contact(task.session, task.actor, contact_id, expected_version=None)
        return True

    return one_by_one(ids, restore)


def hold(task: Task, ids: Sequence[UUID]) -> None:
    """Lock the rows of contacts, in one order."""
    task.session.execute(
        select(Contact.id).where(Contact.id.in_(ids)).order_by(Contact.id).with_for_update()
    )


CONTACT_BULK: Final = Bulk(
    entity="contacts",
    aliases=("contact", "people", "companies"),
    record=CONTACT,
    shown=Contact.name,
    choose=choose,
    actions=(
        Action(
            name="assign",
            permission="contacts.bulk_edit",
            params=Assignment,
            check=wrong_assignment,
            apply=assign_contacts,
        ),
        Action(
            name="tag",
            permission="contacts.bulk_edit",
            params=Tagging,
            apply=tag_contacts,
            one_by_one=True,
        ),
        Action(
            name="edit",
            permission="contacts.bulk_edit",
            params=OneChange,
            check=wrong_change,
            apply=change_contacts,
            one_by_one=True,
        ),
        Action(
            name="plan",
            permission="contacts.bulk_edit",
            params=ActivityCreate,
            check=wrong_activity,
            apply=plan_for_contacts,
            edits=False,
            one_by_one=True,
        ),
        Action(
            name="note",
            permission="contacts.bulk_edit",
            params=Note,
            apply=note_on_contacts,
            one_by_one=True,
        ),
        Action(
            name="mail",
            permission="contacts.bulk_edit",
            params=Mailing,
            check=wrong_mailing,
            apply=mail_contacts,
            edits=False,
        ),
        Action(
            name="copy",
            permission="contacts.bulk_duplicate",
            params=Nothing,
            apply=copy_contacts,
            edits=False,
            one_by_one=True,
        ),
        Action(
            name="discard",
            permission="contacts.bulk_delete",
            params=Nothing,
            apply=discard_contacts,
            one_by_one=True,
        ),
        Action(
            name="restore",
            permission="contacts.bulk_delete",
            params=Nothing,
            apply=restore_contacts,
            one_by_one=True,
        ),
    ),
)
