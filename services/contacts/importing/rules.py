"""Contacts as the import engine takes them (C-12, C-50, G-30)."""

from collections.abc import Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select

from chassis.db import Session
from chassis.errors import FieldError
from chassis.identity.directory import DirectoryUser
from chassis.records.importing import Choice, Rules
from services.contacts.directory.naming import COMPANY, PERSON
from services.contacts.directory.references import wrong_users
from services.contacts.importing.fields import FIELDS, settle
from services.contacts.importing.reading import prepare
from services.contacts.importing.undoing import undo
from services.contacts.importing.writing import LISTS, shown, write
from services.contacts.projections import region_of

_VISIBILITIES: Final = ("private", "read", "write")
_MOST_TAGS: Final = 20
_LONGEST_TAG: Final = 60


def choices(session: Session) -> Mapping[str, Sequence[Choice]]:
    """Return the organization's lists, and its people by name and address."""
    lists = {
        name: [
            Choice(str(entry.id), (entry.name, entry.name_en))
            for entry in session.scalars(
                select(model).where(model.is_active).order_by(model.position, model.id)
            )
        ]
        for name, model in LISTS.items()
    }
    people = session.scalars(
        select(DirectoryUser).where(DirectoryUser.is_active).order_by(DirectoryUser.name)
    )
    managers = [Choice(str(one.user_id), (one.name, one.name), (one.email,)) for one in people]
    return {**lists, "manager": managers}


def check_defaults(session: Session, given: Mapping[str, Any]) -> list[FieldError]:
    """Name what is wrong with what is said of all rows: owner, visibility, kind and tags."""
    wrong = [
        FieldError(f"defaults.{name}", "unknown_member")
        for name in given
        if name not in {"owner_id", "visibility", "kind", "tags"}
    ]
    if given.get("visibility", "private") not in _VISIBILITIES:
        wrong.append(
            FieldError(
                "defaults.visibility", "invalid_choice", {"expected": ", ".join(_VISIBILITIES)}
            )
        )
    if given.get("kind", PERSON) not in {PERSON, COMPANY}:
        wrong.append(FieldError("defaults.kind", "invalid_choice", {"expected": "person, company"}))
    tags = given.get("tags", [])
    if not isinstance(tags, list) or len(tags) > _MOST_TAGS:
        wrong.append(FieldError("defaults.tags", "invalid_list"))
    elif not all(isinstance(tag, str) and 0 < len(tag.strip()) <= _LONGEST_TAG for tag in tags):
        wrong.append(FieldError("defaults.tags", "invalid_value"))
    if given.get("owner_id"):
        try:
            wrong += wrong_users(session, "defaults.owner_id", {UUID(str(given["owner_id"]))})
        except ValueError:
            wrong.append(FieldError("defaults.owner_id", "invalid_id"))
    return wrong


def _region(session: Session) -> str:
    return region_of(session, otherwise="CO")


CONTACT_IMPORT: Final = Rules(
    entity="contacts",
    aliases=("contact", "people", "companies"),
    fields=FIELDS,
    match_by=("phone", "email", "tax_id"),
    prepare=prepare,
    write=write,
    undo=undo,
    show=shown,
    choices=choices,
    settle=settle,
    check_defaults=check_defaults,
    region=_region,
)
