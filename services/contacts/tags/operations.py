"""Tags: filed when somebody writes one on a contact; renamed, merged and deleted by who configures.

A contact holds the names themselves. Whoever writes a name keeps its row from going before the
transaction ends (`file_tags`), so that no contact keeps a name that was just renamed or merged.
Nobody follows tags by facts.
"""

from collections.abc import Collection, Sequence
from typing import Any, Final
from uuid import UUID

from sqlalchemy import func, select, update

from chassis.clock import now
from chassis.db import Session, insert_many
from chassis.db.locks import hold
from chassis.errors import Conflict, FieldError, Invalid
from chassis.ids import new_id
from chassis.records import sort_key
from chassis.records.catalogs import NOWHERE, holding
from services.contacts.directory.models import Contact
from services.contacts.directory.naming import tidy
from services.contacts.forms.models import WebForm
from services.contacts.leads.models import Lead
from services.contacts.tags.models import Tag

CONTACTS = "contacts"
_TAGGED: Final = (Contact, Lead, WebForm)
"""Whose `tags` hold names: leads and web forms use the words of the contacts that come of them."""


def file_tags(session: Session, names: Sequence[str], *, known: Collection[str] = ()) -> list[str]:
    """Return the names as the organization writes them; new ones are filed (C-06).

    `known` are the names that the record has already: they are not looked up again.
    """
    new = {name.casefold(): name for name in names if name not in known}
    if not new:
        return list(names)
    written: dict[str, str] = {}
    # One that is renamed or deleted while we wait for its row is gone then: it is filed anew.
    while missing := new.keys() - written.keys():
        rows = (_values(new[key]) for key in sorted(missing))
        insert_many(session, Tag, rows, ignore_known=True)
        written |= _held(session, missing)
    settled = (name if name in known else written[name.casefold()] for name in names)
    return list(dict.fromkeys(settled))


def _held(session: Session, keys: Collection[str]) -> dict[str, str]:
    """Return the names of these tags, none of which goes before the transaction ends."""
    found = session.scalars(
        select(Tag)
        .where(Tag.entity == CONTACTS, Tag.key.in_(sorted(keys)))
        .order_by(Tag.key)
        .with_for_update(read=True, key_share=True)
        .execution_options(populate_existing=True)
    )
    return {tag.key: tag.name for tag in found}


def add_tag(session: Session, name: str) -> Tag:
    """File a tag before any contact has it. Raises Invalid when there is one of the name."""
    hold(session, "tags")
    shown = _readable(name)
    _refuse_taken(session, shown, but=None)
    tag = Tag(**_values(shown))
    session.add(tag)
    session.flush()
    return tag


def rename_tag(session: Session, tag_id: UUID, name: str, *, expected_version: int | None) -> None:
    """Rename a tag on every contact that has it (G-22).

    Raises NotFound, Stale, Invalid for the name of another one: merge them instead.
    """
    hold(session, "tags")
    tag = session.lock(Tag, tag_id, expected_version=expected_version)
    shown = _readable(name)
    if shown == tag.name:
        return
    _refuse_taken(session, shown, but=tag_id)
    _replace(session, tag.name, shown)
    tag.name, tag.key, tag.sort_key = shown, shown.casefold(), sort_key(shown)
    tag.touch()
    session.flush()


def delete_tag(
    session: Session, tag_id: UUID, *, move_to: UUID | None, expected_version: int | None
) -> None:
    """Delete a tag; `move_to` takes its contacts, which merges the two (G-22), or is NOWHERE.

    Raises NotFound, Stale, Invalid for a target that is the tag itself or is not there, Conflict
    when contacts have it and no target is named (`count` says how many).
    """
    if move_to == tag_id:
        raise Invalid("invalid_fields", FieldError("move_to", "same_entry"))
    hold(session, "tags")
    tag = session.lock(Tag, tag_id, expected_version=expected_version)
    target = None
    if move_to is not None and move_to != NOWHERE:
        target = session.scalars(
            select(Tag).where(Tag.id == move_to).with_for_update(read=True, key_share=True)
        ).one_or_none()
        if target is None:
            raise Invalid("invalid_fields", FieldError("move_to", "unknown_entry"))
    if move_to is None:
        count = sum(
            session.scalars(
                select(func.count()).select_from(model).where(holding(model.tags, tag.name))
            ).one()
            for model in _TAGGED
        )
        if count:
            raise Conflict("entry_in_use", params={"count": count})
    else:
        _replace(session, tag.name, target.name if target else None)
    session.delete(tag)
    session.flush()


def _replace(session: Session, name: str, other: str | None) -> None:
    """Put another name in the place of one, once, on every record that has it, or none."""
    for model in _TAGGED:
        value: Any = func.array_remove(model.tags, name)
        if other is not None:
            value = func.array_append(func.array_remove(value, other), other)
        session.execute(
            update(model)
            .where(holding(model.tags, name))
            .values(tags=value, version=model.version + 1, updated_at=now())
            .execution_options(synchronize_session=False)
        )


def _values(name: str) -> dict[str, Any]:
    return {
        "id": new_id(),
        "version": 1,
        "entity": CONTACTS,
        "name": name,
        "key": name.casefold(),
        "sort_key": sort_key(name),
    }


def _readable(name: str) -> str:
    shown = tidy(name)
    if shown is None:
        raise Invalid("invalid_fields", FieldError("name", "required"))
    return shown


def _refuse_taken(session: Session, name: str, *, but: UUID | None) -> None:
    taken = session.scalars(
        select(Tag.id).where(Tag.entity == CONTACTS, Tag.key == name.casefold())
    ).one_or_none()
    if taken is not None and taken != but:
        raise Invalid("invalid_fields", FieldError("name", "name_taken"))
