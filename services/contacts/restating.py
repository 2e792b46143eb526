"""What contacts states again, for a new reader and after a restore."""

from collections.abc import Iterable, Sequence

from chassis.db import Session
from chassis.events import Restated, Restates
from contracts.contacts import ActivityRestated, ContactRestated, ContactsRestated
from services.contacts.activities.models import Activity
from services.contacts.activities.stating import state_of as state_of_activity
from services.contacts.directory.models import Contact
from services.contacts.directory.rows import state_of


def restate_contacts(
    session: Session,  # noqa: ARG001 - every owner's function has this shape
    rows: Sequence[Contact],
) -> Iterable[tuple[Contact, ContactRestated]]:
    """State contacts as they are, discarded ones too."""
    for contact in rows:
        yield contact, ContactRestated(**state_of(contact), created_at=contact.created_at)


def restate_activities(
    session: Session,  # noqa: ARG001 - every owner's function has this shape
    rows: Sequence[Activity],
) -> Iterable[tuple[Activity, ActivityRestated]]:
    """State activities as they are, closed and deleted ones too."""
    for activity in rows:
        yield activity, ActivityRestated(**state_of_activity(activity))


RESTATES = Restates(
    records=(
        Restated(model=Contact, state=restate_contacts),
        Restated(model=Activity, state=restate_activities),
    ),
    completed=ContactsRestated,
)
