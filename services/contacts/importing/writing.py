"""Writing a chunk of rows: new contacts all at once, known ones one by one under their locks."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from chassis.clock import now
from chassis.db import Session, insert_many
from chassis.errors import FieldError
from chassis.events import record_inserted
from chassis.identity.actor import Actor
from chassis.ids import new_id
from chassis.records import RecordAccess, sort_key, visible_among
from chassis.records.catalogs import CatalogEntry, chosen
from chassis.records.importing import Made, Outcome, Prepared, Terms
from contracts.contacts import ContactCreated
from services.contacts.catalogs.models import ContactSource, ContactType, Temperature
from services.contacts.directory.card import Card, changed_members
from services.contacts.directory.models import ACTIVE, Contact, ContactEmail, ContactPhone
from services.contacts.directory.naming import COMPANY
from services.contacts.directory.numbering import CLIENT, take_numbers
from services.contacts.directory.operations import assign, write_change
from services.contacts.directory.records import CONTACT
from services.contacts.directory.references import settle_referral
from services.contacts.directory.rows import card_of, columns_of, state_of_card
from services.contacts.importing.keeping import kept
from services.contacts.importing.matching import find_known
from services.contacts.importing.merging import merged
from services.contacts.importing.reading import Draft
from services.contacts.tags.operations import file_tags
from services.contacts.timeline.models import TimelineEntry

ORIGIN: Final = "import"
LISTS: Final[Mapping[str, type[CatalogEntry]]] = {
    "type": ContactType,
    "source": ContactSource,
    "temperature": Temperature,
}


@dataclass(slots=True)
class _New:
    """A contact that this chunk makes."""

    card: Card
    manager_ids: list[UUID]


@dataclass(slots=True)
class _Change:
    """A known contact, held, with what it was before the chunk and what it becomes."""

    contact: Contact
    before: Card
    card: Card
    manager_ids: list[UUID]


@dataclass(slots=True)
class _Row:
    """What was decided of a row; `id` is the contact that it became, `beside` its new company."""

    result: str
    id: UUID | None = None
    beside: UUID | None = None
    errors: tuple[FieldError, ...] = ()


@dataclass(slots=True)
class _Chunk:
    new: dict[UUID, _New] = field(default_factory=dict)
    changes: dict[UUID, _Change] = field(default_factory=dict)


def write(session: Session, actor: Actor, terms: Terms, rows: Sequence[Prepared]) -> list[Outcome]:
    """Write rows that were read without an error; return what became of each, in their order.

    Rows are decided one after the other, so a row finds what an earlier one became.
    """
    return _Writer(session, actor, terms).write(rows)


class _Writer:
    def __init__(self, session: Session, actor: Actor, terms: Terms) -> None:
        self._session = session
        self._actor = actor
        self._terms = terms
        self._owner = terms.defaults.get("owner_id") or actor.user_id
        self._chunk = _Chunk()
        self._entries: dict[str, set[UUID]] = {}
        self._editable: set[UUID] = set()

    def write(self, rows: Sequence[Prepared]) -> list[Outcome]:
        drafts: list[Draft] = [row.record for row in rows]
        self._known = find_known(
            self._session, self._actor, drafts, match=self._terms.then != "create"
        )
        self._entries = {
            name: set(
                chosen(
                    self._session, model, {UUID(d.lists[name]) for d in drafts if name in d.lists}
                )
            )
            for name, model in LISTS.items()
        }
        if self._terms.then == "update":
            self._hold(drafts)
        decided = [self._decide(draft) for draft in drafts]
        tags = self._file_tags()
        self._insert(tags)
        versions = self._change(tags)
        return [self._outcome(row, versions) for row in decided]

    def _hold(self, drafts: Sequence[Draft]) -> None:
        """Lock every contact that a row may change, in one order."""
        ids = {id for draft in drafts for id in self._known.matches(draft, self._terms.match_by)}
        self._editable = visible_among(self._session, self._actor, CONTACT, ids, edit=True)
        if not self._editable:
            return
        held = self._session.scalars(
            select(Contact)
            .where(Contact.id.in_(sorted(self._editable)), Contact.state == ACTIVE)
            .order_by(Contact.id)
            .with_for_update(of=Contact)
            .options(selectinload(Contact.phones), selectinload(Contact.emails))
            .execution_options(populate_existing=True)
        )
        for contact in held:
            card = card_of(contact)
            self._chunk.changes[contact.id] = _Change(
                contact, card, card, list(contact.manager_ids)
            )

    def _decide(self, draft: Draft) -> _Row:
        found: set[UUID] = set()
        if self._terms.then != "create":
            found = self._known.matches(draft, self._terms.match_by)
        if found and self._terms.then == "skip":
            return _Row("skipped", min(found))
        wrong = [
            FieldError(name, "unknown_entry")
            for name, value in draft.lists.items()
            if UUID(value) not in self._entries[name]
        ]
        if len(found) > 1:
            wrong.append(FieldError("", "several_matches", {"count": len(found)}))
        target = next(iter(found)) if len(found) == 1 else None
        holder = self._known.tax_taken.get(draft.tax_key) if draft.tax_key else None
        if holder is not None and holder != target:
            wrong.append(FieldError("tax_id", "tax_id_taken"))
        if target and target not in self._chunk.new and target not in self._chunk.changes:
            wrong.append(FieldError("", "read_only_record"))
        if wrong:
            return _Row("rejected", errors=tuple(wrong))
        return self._create(draft) if target is None else self._update(draft, target)

    def _create(self, draft: Draft) -> _Row:
        company, made = self._company(draft)
        members = self._list_members(draft)
        if company:
            members["company_id"] = company
        card = replace(draft.card, **members) if members else draft.card
        managers = [UUID(draft.manager)] if draft.manager else [self._owner] if self._owner else []
        id = new_id()
        self._chunk.new[id] = _New(card, managers)
        self._known.add(id, draft)
        return _Row("created", id, company if made else None)

    def _update(self, draft: Draft, target: UUID) -> _Row:
        kept = self._chunk.new.get(target) or self._chunk.changes[target]
        company, made = (None, False)
        if kept.card.kind != COMPANY:
            company, made = self._company(draft)
        members = self._list_members(draft)
        if company:
            members["company_id"] = company
        card = replace(merged(kept.card, draft), **members)
        card, _ = settle_referral(self._session, card, {})
        managers = [UUID(draft.manager)] if draft.manager else kept.manager_ids
        if card == kept.card and managers == kept.manager_ids:
            return _Row("skipped", target)
        kept.card, kept.manager_ids = card, managers
        self._known.add(target, draft)
        return _Row("updated", target, company if made else None)

    def _company(self, draft: Draft) -> tuple[UUID | None, bool]:
        """Return the company that a person's row names, made where none of the name is seen."""
        if not draft.company or draft.card.kind == COMPANY:
            return None, False
        key = sort_key(draft.company)
        if key in self._known.companies:
            return self._known.companies[key], False
        id = new_id()
        self._known.companies[key] = id
        owners = [self._owner] if self._owner else []
        self._chunk.new[id] = _New(Card(kind=COMPANY, name=draft.company), owners)
        return id, True

    @staticmethod
    def _list_members(draft: Draft) -> dict[str, Any]:
        return {f"{name}_id": UUID(value) for name, value in draft.lists.items()}

    def _file_tags(self) -> dict[str, str]:
        """File every tag that the chunk writes; return how the organization writes each."""
        cards = [each.card for each in self._chunk.new.values()]
        cards += [each.card for each in self._chunk.changes.values() if each.card != each.before]
        names = list(dict.fromkeys(tag for card in cards for tag in card.tags))
        return {name.casefold(): name for name in file_tags(self._session, names)}

    def _insert(self, tags: Mapping[str, str]) -> None:
        """Write all new contacts, each kind of row by one statement, and state them."""
        session, new = self._session, self._chunk.new
        if not new:
            return
        clients = [id for id, each in new.items() if each.card.class_ == CLIENT]
        numbers = dict(
            zip(clients, take_numbers(session, len(clients)) if clients else (), strict=True)
        )
        for each in new.values():
            each.card = _with_tags(each.card, tags)
        insert_many(
            session, Contact, (self._row(id, each, numbers.get(id)) for id, each in new.items())
        )
        insert_many(session, ContactPhone, _phones(new))
        insert_many(session, ContactEmail, _emails(new))
        insert_many(session, RecordAccess, self._grants(new))
        insert_many(session, TimelineEntry, self._entries_of(new))
        record_inserted(
            session,
            ((id, self._created(each, numbers.get(id))) for id, each in new.items()),
        )

    def _created(self, new: _New, client_number: int | None) -> ContactCreated:
        return ContactCreated(
            **state_of_card(
                new.card,
                owner_id=self._owner,
                manager_ids=new.manager_ids,
                shared_user_ids=[],
                shared_group_ids=[],
                visibility=self._visibility,
                origin=ORIGIN,
                client_number=client_number,
            )
        )

    @property
    def _visibility(self) -> str:
        return str(self._terms.defaults.get("visibility", "private"))

    def _row(self, id: UUID, new: _New, client_number: int | None) -> dict[str, Any]:
        columns = columns_of(new.card)
        columns["class"] = columns.pop("class_")
        return {
            "id": id,
            "version": 1,
            "kind": new.card.kind,
            "origin": ORIGIN,
            "owner_id": self._owner,
            "manager_ids": new.manager_ids,
            "visibility": self._visibility,
            "created_by": self._actor.user_id,
            "client_number": client_number,
            **columns,
        }

    def _grants(self, new: Mapping[UUID, _New]) -> Iterable[dict[str, Any]]:
        for id, each in new.items():
            owners = [(self._owner, "owner")] if self._owner else []
            for principal, reason in (*owners, *((one, "manager") for one in each.manager_ids)):
                yield {
                    "organization_id": self._session.organization,
                    "principal_id": principal,
                    "record_type": CONTACT.name,
                    "record_id": id,
                    "reason": reason,
                    "level": "write",
                }

    def _entries_of(self, new: Mapping[UUID, _New]) -> Iterable[dict[str, Any]]:
        at = now()
        params = {
            "origin": ORIGIN,
            "import_id": str(self._terms.import_id),
            "file": self._terms.file_name,
        }
        for id in new:
            yield {
                "id": new_id(),
                "version": 1,
                "contact_id": id,
                "kind": "created",
                "at": at,
                "title": "timeline.contact.created",
                "params": params,
                "actor_id": self._actor.user_id,
                "actor_name": self._actor.name or None,
                "record_type": "contact",
                "record_id": id,
                "readers": [id],
            }

    def _change(self, tags: Mapping[str, str]) -> dict[UUID, tuple[int, dict[str, Any]]]:
        """Write what changed; return each contact's version and what it was before."""
        written: dict[UUID, tuple[int, dict[str, Any]]] = {}
        for id, each in self._chunk.changes.items():
            card = _with_tags(each.card, tags)
            changed = changed_members(each.before, card)
            contact = each.contact
            before = kept(each.before, changed)
            if each.manager_ids != contact.manager_ids:
                before["manager_ids"] = [str(one) for one in contact.manager_ids]
            added = assign(contact, each.manager_ids, contact.owner_id, contact.visibility)
            if changed or added is not None:
                write_change(self._session, contact, card, changed, added)
                written[id] = (contact.version, before)
        self._session.flush()
        return written

    def _outcome(self, row: _Row, versions: Mapping[UUID, tuple[int, dict[str, Any]]]) -> Outcome:
        made = [Made(row.beside, 1)] if row.beside else []
        if row.id is not None and row.id in self._chunk.new and row.result != "skipped":
            made.append(Made(row.id, 1))
        elif row.id is not None and row.result == "updated" and row.id in versions:
            made.append(Made(row.id, *versions[row.id]))
        return Outcome(
            result=row.result,  # type: ignore[arg-type]
            made=tuple(made),
            errors=row.errors,
            record=self._card(row.id),
        )

    def _card(self, id: UUID | None) -> Card | None:
        known = self._chunk.new.get(id) or self._chunk.changes.get(id) if id else None
        return known.card if known else None


def shown(card: Card) -> dict[str, Any]:
    """Return how a contact would stand in the list, for the preview."""
    return {
        "kind": card.kind,
        "name": card.name,
        "phones": ", ".join(line.national for line in card.phones),
        "emails": ", ".join(each.address for each in card.emails),
        "tax_id": card.tax_id,
        "tags": ", ".join(card.tags),
    }


def _with_tags(card: Card, tags: Mapping[str, str]) -> Card:
    if not card.tags:
        return card
    written = tuple(dict.fromkeys(tags.get(tag.casefold(), tag) for tag in card.tags))
    return card if written == card.tags else replace(card, tags=written)


def _phones(new: Mapping[UUID, _New]) -> Iterable[dict[str, Any]]:
    for id, each in new.items():
        for place, line in enumerate(each.card.phones):
            yield {
                "id": new_id(),
                "contact_id": id,
                "place": place,
                "number": line.e164,
                "national": line.national,
                "label": line.label,
                "is_primary": line.primary,
            }


def _emails(new: Mapping[UUID, _New]) -> Iterable[dict[str, Any]]:
    for id, each in new.items():
        for place, address in enumerate(each.card.emails):
            yield {
                "id": new_id(),
                "contact_id": id,
                "place": place,
                "address": address.address,
                "key": address.key,
                "label": address.label,
                "is_primary": address.primary,
            }
