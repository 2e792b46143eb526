"""Merging contacts that are one and the same, taking that back, and saying that they are not.

The survivor holds what both had; the absorbed contact stays as it was, discarded and pointing to
the survivor, so that nothing is lost and all of it can be put back (ADR 0102).
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from chassis.clock import now
from chassis.db import Session
from chassis.errors import Conflict, FieldError, Invalid, NotFound, Stale
from chassis.events import record
from chassis.identity.actor import Actor
from chassis.records import may_see, require_edit, visible_among
from contracts.contacts import ContactDiscarded
from services.contacts.directory.card import Card, changed_members
from services.contacts.directory.channels import MAX_CHANNELS
from services.contacts.directory.models import ACTIVE, DISCARDED, Contact
from services.contacts.directory.operations import assign, bring_back, write_change
from services.contacts.directory.records import CONTACT
from services.contacts.directory.references import unique_tax_id
from services.contacts.directory.rights import editable
from services.contacts.directory.rows import card_of, state_of
from services.contacts.duplicates import own_fields
from services.contacts.duplicates.models import ContactMerge, DistinctPair
from services.contacts.duplicates.moving import move, move_back
from services.contacts.duplicates.uniting import CHOSEN_TOGETHER, separated, united
from services.contacts.importing.keeping import given_back, kept
from services.contacts.invoicing.questions import HasInvoices
from services.contacts.timeline.operations import add_event

_LISTS: Final = ("phones", "emails", "addresses", "links")


@dataclass(frozen=True, slots=True)
class Absorbed:
    """A contact that is to be absorbed, on the version that the actor looked at."""

    id: UUID
    version: int


def merge_contacts(
    session: Session,
    actor: Actor,
    survivor_id: UUID,
    *,
    absorbed: Sequence[Absorbed],
    choices: Mapping[str, UUID],
    expected_version: int | None,
    has_invoices: HasInvoices,
) -> Contact:
    """Merge contacts of one kind into another (C-46); `choices` say whose value a member keeps.

    A member that is not chosen stays the survivor's, or becomes the first value that there is. The
    rows are held in the order of their ids, billing is asked while they are (X-1). Raises NotFound,
    Forbidden and Stale for any of them, Conflict for a contact merged with itself, of another kind,
    discarded, or absorbed with invoices, Invalid for a choice that cannot be.
    """
    require_edit(session, actor, CONTACT, survivor_id)
    ids = {survivor_id, *(each.id for each in absorbed)}
    if len(ids) <= len(absorbed):
        raise Conflict("merge_into_itself")
    _hold(session, ids)
    survivor = editable(session, actor, survivor_id, expected_version=expected_version)
    others = [editable(session, actor, each.id, expected_version=each.version) for each in absorbed]
    if any(contact.state == DISCARDED for contact in (survivor, *others)):
        raise Conflict("contact_discarded")
    if any(other.kind != survivor.kind for other in others):
        raise Conflict("merge_of_two_kinds")
    fields = own_fields.definitions(session)
    _check_choices(choices, ids, own_fields.names(fields))
    steps = _steps(survivor, others, choices)
    if any(has_invoices(other.id) for other in others):
        raise Conflict("absorbed_has_invoices")
    before, after = card_of(survivor), steps[-1][1]
    managers = list(
        dict.fromkeys([*survivor.manager_ids, *(m for o in others for m in o.manager_ids)])
    )
    owner_id = next((each.owner_id for each in (survivor, *others) if each.owner_id), None)
    merges = []
    for other, (mine, joined) in zip(others, steps, strict=True):
        changed = changed_members(mine, joined)
        added = [each for each in other.manager_ids if each not in survivor.manager_ids]
        memory: dict[str, Any] = {"before": kept(mine, changed), "after": kept(joined, changed)}
        memory["added_manager_ids"] = [str(each) for each in added]
        memory["custom"] = own_fields.unite(session, survivor, other, choices, fields)
        _discard(session, other, survivor)
        merges.append((other, memory))
    session.flush()
    added_managers = assign(survivor, managers, owner_id, survivor.visibility)
    changed = [*changed_members(before, after), *own_fields.changed(merges, fields)]
    with unique_tax_id():
        own_fields.store(session, survivor, merges, fields)
        for other, _ in merges:
            params = {"contact_id": str(other.id), "name": other.name}
            add_event(session, survivor.id, "merged", params=params)
        write_change(session, survivor, after, changed, added_managers)
        session.flush()
    for other, memory in merges:
        _remember(session, survivor, other, memory)
    return survivor


def unmerge_contact(
    session: Session, actor: Actor, contact_id: UUID, *, expected_version: int | None
) -> Contact:
    """Put a merged contact back as it was, with what came from it (C-46).

    What the survivor was changed to since stays with the survivor. Raises NotFound and Forbidden
    for either contact, Stale, Conflict when it was not merged or its survivor is not active.
    """
    done = session.scalars(
        select(ContactMerge).where(
            ContactMerge.absorbed_id == contact_id, ContactMerge.undone_at.is_(None)
        )
    ).one_or_none()
    if done is None:
        editable(session, actor, contact_id, expected_version=expected_version)
        raise Conflict("contact_not_merged")
    ids = sorted((contact_id, done.survivor_id))
    held = {id: session.lock(Contact, id) for id in ids}
    for id in ids:
        require_edit(session, actor, CONTACT, id)
    contact, survivor = held[contact_id], held[done.survivor_id]
    session.refresh(done, with_for_update=True)
    if done.undone_at is not None:
        raise Conflict("contact_not_merged")
    if expected_version is not None and contact.version != expected_version:
        raise Stale(params={"version": contact.version})
    if survivor.merged_into_id is not None:
        raise Conflict("survivor_merged", params={"merged_into_id": survivor.merged_into_id})
    if survivor.state == DISCARDED:
        raise Conflict("contact_discarded")
    _take_back(session, survivor, contact, done.kept)
    contact.merged_into_id = None
    with unique_tax_id():
        bring_back(session, contact, params={"unmerged_from_id": str(survivor.id)})
        session.flush()
    move_back(session, contact, survivor, done.moved)
    done.undone_at, done.undone_by = now(), actor.user_id
    done.touch()
    return contact


def where_merged(session: Session, actor: Actor, contact_id: UUID) -> UUID | None:
    """Return the contact in which a merged one stands now, if the actor may see both."""
    found: UUID | None = None
    at = contact_id
    while (following := _merged_into(session, at)) is not None:
        found = at = following
    if found is None or not may_see(session, actor, CONTACT, contact_id):
        return None
    return found if may_see(session, actor, CONTACT, found) else None


def keep_apart(session: Session, actor: Actor, contact_ids: Sequence[UUID]) -> None:
    """Remember that these contacts are different, each from each (C-46); again is no error.

    Raises NotFound unless the actor may change all of them.
    """
    ids = sorted(set(contact_ids))
    if set(ids) - visible_among(session, actor, CONTACT, ids, edit=True):
        raise NotFound
    active = session.scalars(
        select(Contact.id).where(Contact.id.in_(ids), Contact.state == ACTIVE)
    ).all()
    if len(active) < len(ids):
        raise NotFound
    at = now()
    rows = [
        {
            "organization_id": session.organization,
            "low_id": low,
            "high_id": high,
            "at": at,
            "actor_id": actor.user_id,
        }
        for low, high in combinations(ids, 2)
    ]
    session.execute(insert(DistinctPair).on_conflict_do_nothing(), rows)


def _hold(session: Session, ids: Collection[UUID]) -> None:
    """Hold the rows in the order of their ids, so that two merges never wait for each other."""
    session.scalars(
        select(Contact.id).where(Contact.id.in_(ids)).order_by(Contact.id).with_for_update()
    ).all()


def _merged_into(session: Session, contact_id: UUID) -> UUID | None:
    return session.scalars(
        select(Contact.merged_into_id).where(Contact.id == contact_id)
    ).one_or_none()


def _check_choices(choices: Mapping[str, UUID], ids: set[UUID], own: set[str]) -> None:
    wrong = [
        FieldError(f"choices.{member}", "unknown_choice")
        for member, id in choices.items()
        if id not in ids or (member not in CHOSEN_TOGETHER and member not in own)
    ]
    if wrong:
        raise Invalid("invalid_fields", *wrong)


def _steps(
    survivor: Contact, others: Sequence[Contact], choices: Mapping[str, UUID]
) -> list[tuple[Card, Card]]:
    """Return the survivor's card before and after each contact that it absorbs."""
    cards = [card_of(survivor)]
    ids = {survivor.id, *(other.id for other in others)}
    for other in others:
        taken = {member for member, id in choices.items() if id == other.id}
        joined = united(cards[-1], card_of(other), taken=taken, refused=set(choices) - taken)
        if joined.referred_by_id in ids:
            joined = replace(joined, referred_by_id=None)  # nobody refers itself (C-49)
        cards.append(joined)
    wrong = [
        FieldError(member, "too_many_to_merge", {"maximum": MAX_CHANNELS})
        for member in _LISTS
        if len(getattr(cards[-1], member)) > MAX_CHANNELS
    ]
    if wrong:
        raise Invalid("invalid_fields", *wrong)
    return list(pairwise(cards))


def _discard(session: Session, other: Contact, survivor: Contact) -> None:
    other.state, other.merged_into_id = DISCARDED, survivor.id
    other.discarded_at, other.discarded_by = now(), session.actor.user_id
    other.touch()
    record(session, other, ContactDiscarded(**state_of(other)))


def _remember(session: Session, survivor: Contact, other: Contact, memory: dict[str, Any]) -> None:
    moved = move(session, other, survivor)
    params = {"contact_id": str(survivor.id), "name": survivor.name}
    add_event(session, other.id, "absorbed", params=params)
    session.add(
        ContactMerge(
            organization_id=session.organization,
            survivor_id=survivor.id,
            absorbed_id=other.id,
            at=now(),
            actor_id=session.actor.user_id,
            kept=memory,
            moved=moved,
        )
    )
    session.flush()


def _take_back(
    session: Session, survivor: Contact, contact: Contact, memory: Mapping[str, Any]
) -> None:
    card = card_of(survivor)
    before, after = given_back(card, memory["before"]), given_back(card, memory["after"])
    left = separated(card, before, after)
    own = own_fields.separate(session, survivor, contact, memory["custom"])
    came = {UUID(each) for each in memory["added_manager_ids"]}
    managers = [each for each in survivor.manager_ids if each not in came]
    added = assign(survivor, managers, survivor.owner_id, survivor.visibility)
    params = {"contact_id": str(contact.id), "name": contact.name}
    add_event(session, survivor.id, "unmerged", params=params)
    write_change(session, survivor, left, [*changed_members(card, left), *own], added)
    session.flush()
