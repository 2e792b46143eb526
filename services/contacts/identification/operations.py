"""Whose call it is: find the contact of a number, or make exactly one (X-4, T-23, O-32).

Called by reactions. The row of `call_identity` for the line is held until the transaction ends, so
that any number of simultaneous calls from one unknown number, in however many processes, make one
contact: the first makes it, the others wait for the row and then find it.
"""

from collections.abc import Collection, Iterable, Sequence
from typing import Final
from uuid import UUID

from sqlalchemy import and_, select
from sqlalchemy.dialects.postgresql import distinct_on, insert

from chassis.db import Session, insert_many
from chassis.events import record
from chassis.phones import Phone, variants
from contracts.contacts import CallIdentified
from services.contacts.directory.card import Card, merge
from services.contacts.directory.channels import Written
from services.contacts.directory.models import ACTIVE, DISCARDED, Contact, ContactPhone
from services.contacts.directory.operations import bring_back, draft_contact, file_contact
from services.contacts.identification.calls import PhoneCall
from services.contacts.identification.models import (
    CallIdentity,
    IdentificationSettings,
    IdentifiedCall,
)
from services.contacts.identification.numbers import contactable, identity_key
from services.contacts.projections import region_of
from services.contacts.timeline.operations import add_event

ORIGIN: Final = "call"
OUTBOUND: Final = "outbound"


class Identification:
    """Whose the calls of one list are: what they share is read once, their lines held together.

    A contact is made for a line that nobody has, unless the organization does not want that; the
    call that it was made for is the first of its line. `identify` then states each call.
    """

    def __init__(self, session: Session, calls: Sequence[PhoneCall]) -> None:
        self._session = session
        rows = session.scalars(
            select(IdentifiedCall).where(IdentifiedCall.id.in_([call.id for call in calls]))
        )
        self._known = {row.id: row for row in rows}
        self._phones = self._read_numbers(calls)
        self._made: dict[UUID, Contact] = {}
        self._by_line: dict[str, Contact] = {}
        if self._phones:
            _hold_lines(session, {identity_key(phone.e164) for phone in self._phones.values()})
            self._by_line = find_contacts(session, [one.e164 for one in self._phones.values()])
            self._make_missing(calls)

    def identify(self, call: PhoneCall) -> IdentifiedCall | None:
        """State whose call it is, once per call whatever arrives first.

        Returns None when the number cannot be a contact's, or nobody has it and the organization
        does not want contacts made by calls. A discarded contact comes back when its number calls
        or is called: people expect the history they had, not a second card (docs/adr/0038).
        """
        session, known, phone = self._session, self._known.get(call.id), self._phones.get(call.id)
        if known is not None and known.contact_id is not None:
            return known
        contact = self._by_line.get(identity_key(phone.e164)) if phone else None
        if phone is None or contact is None:
            return None
        created = self._made.get(call.id) is contact
        if created:
            file_contact(session, contact)
            params = {"origin": ORIGIN, "call_id": str(call.id)}
            add_event(session, contact.id, "created", params=params)
        elif contact.state == DISCARDED:
            contact = session.lock(Contact, contact.id)
            bring_back(session, contact, params={"call_id": str(call.id)})
        row = _state_identified(session, call, known, contact, phone.e164, created=created)
        self._known[call.id] = row
        return row

    def _read_numbers(self, calls: Sequence[PhoneCall]) -> dict[UUID, Phone]:
        """Return the lines of calls whose contact is not known yet and may be."""
        region = region_of(self._session)
        found: dict[UUID, Phone] = {}
        for call in calls:
            known = self._known.get(call.id)
            if known is not None and known.contact_id is not None:
                continue
            phone = contactable(call.party, region=region, own=[call.own])
            if phone is not None:
                found[call.id] = phone
        return found

    def _make_missing(self, calls: Sequence[PhoneCall]) -> None:
        missing = [call for call in calls if call.id in self._phones]
        missing = [call for call in missing if self._line(call) not in self._by_line]
        if not missing or not creates_from_calls(self._session):
            return
        for call in missing:
            if self._line(call) not in self._by_line:
                made = _draft_contact(self._session, call, self._phones[call.id])
                self._made[call.id] = self._by_line[self._line(call)] = made
        self._session.flush()

    def _line(self, call: PhoneCall) -> str:
        return identity_key(self._phones[call.id].e164)


def identify_call(session: Session, call: PhoneCall) -> IdentifiedCall | None:
    """Find or make the contact of one call and state it; see `Identification`."""
    return Identification(session, [call]).identify(call)


def find_contacts(session: Session, numbers: Iterable[str]) -> dict[str, Contact]:
    """Return the contacts that lines belong to, in any of their written forms, by `identity_key`.

    Where people share a line: an active one before a discarded one, then whose primary line it is,
    then the oldest, so that every call of a line finds the same contact; never one that another
    absorbed.
    """
    lines = {form: identity_key(e164) for e164 in numbers for form in variants(e164)}
    statement = (
        select(ContactPhone.number, ContactPhone.primary, Contact)
        .join(
            Contact,
            and_(
                ContactPhone.organization_id == Contact.organization_id,
                ContactPhone.contact_id == Contact.id,
            ),
        )
        .where(ContactPhone.number.in_(lines), Contact.merged_into_id.is_(None))
        .ext(distinct_on(ContactPhone.number))  # many may share a line: the best of each form
        .order_by(
            ContactPhone.number,
            Contact.state == DISCARDED,
            ContactPhone.primary.desc(),
            Contact.id,
        )
    )
    rows = sorted(
        session.execute(statement),
        key=lambda row: (row.Contact.state == DISCARDED, not row.primary, row.Contact.id),
    )
    found: dict[str, Contact] = {}
    for row in rows:
        found.setdefault(lines[row.number], row.Contact)
    return found


def creates_from_calls(session: Session) -> bool:
    """Whether the organization lets calls make contacts; yes unless it said no (O-32)."""
    chosen = session.scalars(select(IdentificationSettings)).one_or_none()
    return chosen is None or chosen.create_from_calls


def choose_creation(session: Session, *, create_from_calls: bool) -> None:
    """Set whether calls make contacts in this organization."""
    statement = insert(IdentificationSettings).values(
        organization_id=session.organization, create_from_calls=create_from_calls
    )
    session.execute(
        statement.on_conflict_do_update(
            index_elements=["organization_id"],
            set_={"create_from_calls": statement.excluded.create_from_calls},
        )
    )


def _hold_lines(session: Session, keys: set[str]) -> None:
    """Hold the lines' rows until the transaction ends, in one order; make those that are new."""
    wanted = sorted(keys)
    insert_many(session, CallIdentity, ({"e164": key} for key in wanted), ignore_known=True)
    session.scalars(
        select(CallIdentity)
        .where(CallIdentity.e164.in_(wanted))
        .order_by(CallIdentity.e164)
        .with_for_update()
    ).all()


def _draft_contact(session: Session, call: PhoneCall, phone: Phone) -> Contact:
    """Make a person named by the number as its country writes it.

    Who dials an unknown number is its manager at once. An inbound call leaves it shared with the
    operators of the number that was called until one of them takes it.
    """
    card, errors = merge(
        Card(kind="person", first_name=phone.national, name=phone.national),
        {"phones": [Written(phone.e164, "mobile" if phone.is_mobile else "other")]},
        region=phone.region,
    )
    assert not errors, "a line that could be read is valid"
    dialler = call.agent_id if call.direction == OUTBOUND else None
    return draft_contact(
        session,
        card,
        origin=ORIGIN,
        owner_id=dialler,
        manager_ids=[dialler] if dialler else [],
        waiting_operator_ids=None if dialler else call.operator_ids,
    )


def _state_identified(
    session: Session,
    call: PhoneCall,
    known: IdentifiedCall | None,
    contact: Contact,
    e164: str,
    *,
    created: bool,
) -> IdentifiedCall:
    identified = known
    if identified is None:
        identified = IdentifiedCall(id=call.id, organization_id=session.organization)
        session.add(identified)
    identified.contact_id = contact.id
    identified.e164 = e164
    identified.touch()
    record(
        session,
        identified,
        CallIdentified(
            contact_id=contact.id,
            number=e164,
            name=contact.name,
            manager_ids=contact.manager_ids,
            created=created,
        ),
    )
    return identified


def active_contacts(session: Session, contact_ids: Collection[UUID]) -> dict[UUID, Contact]:
    """Return those of the contacts that telephony named that there are."""
    if not contact_ids:
        return {}
    rows = session.scalars(
        select(Contact).where(Contact.id.in_(contact_ids), Contact.state == ACTIVE)
    )
    return {contact.id: contact for contact in rows}
