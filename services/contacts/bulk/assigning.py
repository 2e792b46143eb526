"""Giving many contacts to somebody at once (G-10): what `edit_contact` does, by few statements.

A contact with activities, or one that waits for somebody to take it, has more to follow than its
own row: it goes the single way. Managers are told one by one of few contacts only: nobody reads a
thousand notices, and the list says which ones are theirs.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from pydantic import Field
from sqlalchemy import select, update

from chassis.clock import now
from chassis.db import Session, insert_many
from chassis.errors import FieldError
from chassis.events import record_written
from chassis.ids import new_id
from chassis.records.access import ids as any_id
from chassis.records.assigning import wrong_assignees
from chassis.records.bulk import DONE, UNCHANGED, Order, Outcomes, Task
from chassis.records.grants import replace_responsible
from chassis.web import Body
from contracts.contacts import ContactChanged
from services.contacts.activities.access import CONTACT as ABOUT_A_CONTACT
from services.contacts.activities.models import Activity
from services.contacts.bulk.holding import Held, gone_for, hold
from services.contacts.directory.models import Contact
from services.contacts.directory.operations import assign, write_change
from services.contacts.directory.records import CONTACT
from services.contacts.directory.rows import card_of
from services.contacts.directory.schemas import MAX_PRINCIPALS
from services.contacts.timeline.models import TimelineEntry

TOLD_ONE_BY_ONE: Final = 25


class Assignment(Body):
    """Who is responsible from now on, who sells; a member that is left out stays."""

    manager_ids: list[UUID] = Field(default_factory=list, max_length=MAX_PRINCIPALS)
    owner_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class _Change:
    """A held contact with who is to be responsible for it."""

    held: Held
    managers: list[UUID]
    owner_id: UUID | None

    @property
    def id(self) -> UUID:
        return self.held.id

    @property
    def added(self) -> list[UUID]:
        return [one for one in self.managers if one not in self.held.row.manager_ids]

    @property
    def is_one(self) -> bool:
        row = self.held.row
        return (self.managers, self.owner_id) != (row.manager_ids, row.owner_id)


def wrong_assignment(order: Order) -> list[FieldError]:
    """Name the members that give contacts to nobody whom the actor may give them to (X-9)."""
    session, actor, given = order.session, order.actor, order.params
    if not given.model_fields_set:
        return [FieldError("manager_ids", "required")]
    owner = {given.owner_id} if given.owner_id else set()
    return [
        *wrong_assignees(session, actor, "manager_ids", given.manager_ids),
        *wrong_assignees(session, actor, "owner_id", owner),
    ]


def assign_contacts(task: Task, ids: Sequence[UUID]) -> Outcomes:
    """Assign the contacts; a discarded one is refused."""
    session, given = task.session, task.params
    changes = [_change(held, given) for held in hold(session, ids)]
    outcomes = dict.fromkeys(ids, gone_for(task.actor))
    outcomes |= {each.id: DONE if each.is_one else UNCHANGED for each in changes}
    changes = [each for each in changes if each.is_one]
    single = _with_activities(session, [each.id for each in changes])
    single |= {each.id for each in changes if each.held.row.waiting_operator_ids is not None}
    tells = task.total <= TOLD_ONE_BY_ONE
    for each in changes:
        if each.id in single:
            contact = session.get_one(Contact, each.id)
            added = assign(contact, each.managers, each.owner_id, contact.visibility)
            write_change(session, contact, card_of(contact), [], added if tells else [])
    plain = [each for each in changes if each.id not in single]
    if plain:
        _write(session, given, plain, tells=tells)
    return outcomes


def _change(held: Held, given: Assignment) -> _Change:
    sent, row = given.model_fields_set, held.row
    managers = list(dict.fromkeys(given.manager_ids))
    return _Change(
        held,
        managers if "manager_ids" in sent else list(row.manager_ids),
        given.owner_id if "owner_id" in sent else row.owner_id,
    )


def _with_activities(session: Session, ids: Sequence[UUID]) -> set[UUID]:
    found = select(Activity.related_id).where(
        Activity.related_type == ABOUT_A_CONTACT, Activity.related_id == any_id("about", ids)
    )
    return {id for id in session.scalars(found.distinct()) if id is not None}


def _write(session: Session, given: Assignment, changes: Sequence[_Change], *, tells: bool) -> None:
    """Write all changes, each kind of row by one statement, and state them."""
    at = now()
    values: dict[Any, Any] = {Contact.version: Contact.version + 1, Contact.updated_at: at}
    if "manager_ids" in given.model_fields_set:
        values[Contact.manager_ids] = changes[0].managers
    if "owner_id" in given.model_fields_set:
        values[Contact.owner_id] = given.owner_id
    session.execute(
        update(Contact)
        .where(Contact.id == any_id("given", [each.id for each in changes]))
        .values(values)
        .execution_options(synchronize_session=False)
    )
    replace_responsible(
        session,
        CONTACT,
        {each.id: (each.owner_id, each.managers) for each in changes},
    )
    insert_many(session, TimelineEntry, (_entry(session, each, at) for each in changes))
    record_written(
        session,
        ((each.id, each.held.row.version + 1, _fact(each, tells=tells)) for each in changes),
    )


def _fact(each: _Change, *, tells: bool) -> ContactChanged:
    state = each.held.state(owner_id=each.owner_id, manager_ids=each.managers)
    return ContactChanged(**state, added_manager_ids=each.added if tells else [])


def _entry(session: Session, each: _Change, at: Any) -> dict[str, Any]:
    actor, id = session.actor, each.id
    return {
        "id": new_id(),
        "version": 1,
        "contact_id": id,
        "kind": "assigned",
        "at": at,
        "title": "timeline.contact.assigned",
        "params": {"manager_ids": [str(manager) for manager in each.managers]},
        "actor_id": actor.user_id,
        "actor_name": actor.name or None,
        "record_type": "contact",
        "record_id": id,
        "readers": [id],
    }
