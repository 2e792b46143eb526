"""What people do with leads: create, clone, edit, discard, restore. `conversion` has its own file.

Each operation runs in the caller's transaction, holds the lead's row lock, checks the right of the
actor before it writes, and states a fact where somebody reads one. A converted lead stands as it
was when it was converted.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final
from uuid import UUID

from chassis.clock import now
from chassis.db import Session
from chassis.errors import Conflict, FieldError, Invalid, NotFound
from chassis.events import record
from chassis.identity.actor import Actor
from chassis.ids import new_id
from chassis.records.catalogs import CatalogEntry, chosen
from chassis.records.custom import storing as values
from chassis.records.custom.definitions import definitions_of
from chassis.records.custom.designing import definitions_for_writing
from contracts.contacts import LeadChanged, LeadCreated
from services.contacts.catalogs.models import ContactSource, Temperature
from services.contacts.directory.operations import MANUAL
from services.contacts.directory.references import wrong_users
from services.contacts.leads.card import LeadCard, changed_members, merge
from services.contacts.leads.history import add_event
from services.contacts.leads.models import CONVERTED, DISCARDED, OPEN, Lead
from services.contacts.leads.records import LEAD
from services.contacts.leads.rights import editable, visible, write_grants
from services.contacts.leads.rows import card_of, state_of, write_card
from services.contacts.tags.operations import file_tags

_LISTS: Final[Mapping[str, type[CatalogEntry]]] = {
    "source_id": ContactSource,
    "temperature_id": Temperature,
}


def create_lead(
    session: Session,
    actor: Actor,
    given: Mapping[str, Any],
    *,
    region: str,
    cloned_from_id: UUID | None = None,
) -> Lead:
    """Make a lead that somebody typed (C-28).

    Who creates it is its owner and, unless others are named, its manager. Raises Invalid naming
    every wrong member.
    """
    card, errors = merge(LeadCard(), given, region=region)
    sent = given.get("custom")
    fields = (definitions_for_writing if sent else definitions_of)(session, LEAD.name)
    custom, wrong_values = values.merge(fields, {}, sent, is_new=True)
    managers = _managers(given, default=[actor.user_id] if actor.user_id else [])
    owner_id = given.get("owner_id") or actor.user_id
    wrong = [
        *errors,
        *_wrong_people(session, actor, given, managers, owner_id),
        *_wrong_entries(session, LeadCard(), card),
        *wrong_values,
        *values.taken(session, custom, record_id=None),
    ]
    if wrong:
        raise Invalid("invalid_fields", *wrong)
    lead = draft_lead(
        session,
        card,
        origin=MANUAL,
        owner_id=owner_id,
        manager_ids=managers,
        visibility=given.get("visibility", "private"),
    )
    lead.custom, lead.cloned_from_id = custom.document, cloned_from_id
    with values.unique_values(fields):
        file_lead(session, lead)
        values.store(session, lead.id, custom, is_new=True)
    if cloned_from_id is None:
        add_event(session, lead.id, "created", params={"origin": MANUAL})
    else:
        add_event(session, lead.id, "cloned", params={"lead_id": str(cloned_from_id)})
    return lead


def draft_lead(
    session: Session,
    card: LeadCard,
    *,
    origin: str,
    owner_id: UUID | None,
    manager_ids: Sequence[UUID],
    visibility: str = "private",
) -> Lead:
    """Put a new lead into the session; the card is already checked. `file_lead` follows."""
    lead = Lead(
        id=new_id(),
        organization_id=session.organization,
        origin=origin,
        state=OPEN,
        owner_id=owner_id,
        manager_ids=list(manager_ids),
        visibility=visibility,
        created_by=session.actor.user_id,
        phones=[],
        emails=[],
    )
    write_card(session, lead, replace(card, tags=tuple(file_tags(session, card.tags))))
    session.add(lead)
    return lead


def file_lead(session: Session, lead: Lead, *, form: str | None = None) -> None:
    """Write a drafted lead with its grants and state that it exists."""
    session.flush()
    write_grants(session, lead, is_new=True)
    record(session, lead, LeadCreated(**state_of(lead), form=form))


def clone_lead(
    session: Session, actor: Actor, lead_id: UUID, given: Mapping[str, Any], *, region: str
) -> Lead:
    """Make a new lead that is another but for the given members (C-29, G-17).

    What may stand once only (values of unique fields) is not cloned, nor is what the other one
    became. Who clones it is its owner and manager. Raises NotFound, Conflict for a discarded one.
    """
    lead = visible(session, actor, lead_id)
    if lead is None:
        raise NotFound
    _refuse_discarded(lead)
    card = card_of(lead)
    copied = {name: getattr(card, name) for name in LeadCard.__dataclass_fields__}
    for name in ("phones", "emails"):
        copied[name] = [each.written() for each in getattr(card, name)]
    for name, model in _LISTS.items():  # an entry that is out of use is not chosen again
        id = copied[name]
        copied[name] = id if id is not None and chosen(session, model, {id}) else None
    fields = definitions_of(session, LEAD.name)
    custom = {
        key: lead.custom[field.slot]
        for key, field in fields.items()
        if field.active and not field.unique and field.slot in lead.custom
    }
    sent = {**copied, "progress": "new", "visibility": lead.visibility, **given}
    sent["custom"] = {**custom, **(given.get("custom") or {})}
    return create_lead(session, actor, sent, region=region, cloned_from_id=lead.id)


def edit_lead(
    session: Session,
    actor: Actor,
    lead_id: UUID,
    given: Mapping[str, Any],
    *,
    region: str,
    expected_version: int | None,
) -> Lead:
    """Merge the given members into a lead (C-28).

    A merge that changes nothing writes nothing and states nothing. Raises NotFound, Forbidden,
    Stale, Conflict for a discarded or converted lead, Invalid naming every wrong member.
    """
    lead = changeable(session, actor, lead_id, expected_version=expected_version)
    before = card_of(lead)
    after, errors = merge(before, given, region=region)
    managers = _managers(given, default=lead.manager_ids)
    owner_id = given.get("owner_id", lead.owner_id)
    fields = definitions_for_writing(session, LEAD.name) if given.get("custom") else {}
    custom, wrong_values = values.merge(fields, lead.custom, given.get("custom"), is_new=False)
    wrong = [
        *errors,
        *_wrong_people(session, actor, given, managers, owner_id),
        *_wrong_entries(session, before, after),
        *wrong_values,
        *values.taken(session, custom, record_id=lead.id),
    ]
    if wrong:
        raise Invalid("invalid_fields", *wrong)
    if after.tags != before.tags:
        after = replace(after, tags=tuple(file_tags(session, after.tags, known=before.tags)))
    changed = [*changed_members(before, after), *custom.members]
    added = _assign(lead, managers, owner_id, given.get("visibility", lead.visibility))
    if changed or added is not None:
        lead.custom = custom.document
        with values.unique_values(fields):
            _write_change(session, lead, after, changed, added)
            values.store(session, lead.id, custom)
    return lead


def discard_lead(
    session: Session, actor: Actor, lead_id: UUID, *, expected_version: int | None
) -> None:
    """Move a lead to the discarded ones: only administrators see it there (O-42).

    Raises NotFound, Forbidden, Stale, Conflict for one that is discarded or was converted.
    """
    lead = changeable(session, actor, lead_id, expected_version=expected_version)
    lead.state = DISCARDED
    lead.discarded_at, lead.discarded_by = now(), actor.user_id
    lead.touch()
    add_event(session, lead.id, "discarded")


def restore_lead(
    session: Session, actor: Actor, lead_id: UUID, *, expected_version: int | None
) -> Lead:
    """Bring a discarded lead back as it was; administrators, since only they see it."""
    lead = editable(session, actor, lead_id, expected_version=expected_version)
    if lead.state != DISCARDED:
        raise Conflict("lead_not_discarded")
    lead.state = OPEN
    lead.discarded_at = lead.discarded_by = None
    lead.touch()
    add_event(session, lead.id, "restored")
    return lead


def changeable(
    session: Session, actor: Actor, lead_id: UUID, *, expected_version: int | None
) -> Lead:
    """Lock a lead that the actor may change and that is still to be decided on.

    A lead that was converted says what it became (`params`). Raises NotFound, Forbidden, Stale,
    Conflict.
    """
    lead = editable(session, actor, lead_id, expected_version=None)
    _refuse_discarded(lead)
    if lead.state == CONVERTED:
        raise Conflict("lead_converted", params=became(lead))
    return editable(session, actor, lead_id, expected_version=expected_version)


def became(lead: Lead) -> dict[str, UUID]:
    """Return what a lead became, by the names of its members."""
    found = {name: getattr(lead, name) for name in ("person_id", "company_id", "opportunity_id")}
    return {name: id for name, id in found.items() if id is not None}


def _refuse_discarded(lead: Lead) -> None:
    if lead.state == DISCARDED:
        raise Conflict("lead_discarded")


def _managers(given: Mapping[str, Any], *, default: Sequence[UUID]) -> list[UUID]:
    if "manager_ids" not in given:
        return list(default)
    return list(dict.fromkeys(given["manager_ids"] or []))


def _wrong_people(
    session: Session,
    actor: Actor,
    given: Mapping[str, Any],
    managers: Sequence[UUID],
    owner_id: UUID | None,
) -> list[FieldError]:
    """Name sent members that point to nobody; what was there before is not questioned again."""
    wrong: list[FieldError] = []
    if "manager_ids" in given:
        wrong += wrong_users(session, "manager_ids", set(managers) - {actor.user_id})
    if "owner_id" in given and owner_id is not None:
        wrong += wrong_users(session, "owner_id", {owner_id} - {actor.user_id})
    return wrong


def _wrong_entries(session: Session, before: LeadCard, after: LeadCard) -> list[FieldError]:
    """Name the members that hold an entry which may not be chosen; what was there may stay."""
    return [
        FieldError(member, "unknown_entry")
        for member, model in _LISTS.items()
        if (id := getattr(after, member)) is not None
        and id != getattr(before, member)
        and not chosen(session, model, {id})
    ]


def _assign(
    lead: Lead, managers: Sequence[UUID], owner_id: UUID | None, visibility: str
) -> list[UUID] | None:
    """Set who is responsible and who may see; return the new managers, None if all was so."""
    wanted = (list(managers), owner_id, visibility)
    if wanted == (lead.manager_ids, lead.owner_id, lead.visibility):
        return None
    added = [manager for manager in managers if manager not in lead.manager_ids]
    lead.manager_ids, lead.owner_id, lead.visibility = wanted
    return added


def _write_change(
    session: Session, lead: Lead, after: LeadCard, changed: list[str], added: list[UUID] | None
) -> None:
    """Store a change, tell the history what it was, state the new whole."""
    if changed:
        write_card(session, lead, after)
        add_event(session, lead.id, "edited", params={"members": changed})
    if added is not None:
        write_grants(session, lead)
        managers = [str(manager) for manager in lead.manager_ids]
        add_event(session, lead.id, "assigned", params={"manager_ids": managers})
    lead.touch()
    record(session, lead, LeadChanged(**state_of(lead), added_manager_ids=added or []))
