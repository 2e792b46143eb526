"""What administrators do with web forms: build, change, switch off, give another address (C-13)."""

import secrets
from collections.abc import Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from chassis.db import Session
from chassis.errors import FieldError, Invalid
from chassis.identity.actor import Actor
from chassis.records import sort_key
from chassis.records.catalogs import chosen
from chassis.records.custom.definitions import definitions_of
from services.contacts.catalogs.models import ContactSource
from services.contacts.directory.references import wrong_users
from services.contacts.forms.fields import CUSTOM, CUSTOM_KINDS, FIELDS, REACHES
from services.contacts.forms.models import LEAD, WebForm
from services.contacts.tags.operations import file_tags

_PLAIN: Final = (
    "makes",
    "fields",
    "title",
    "consent",
    "thanks",
    "redirect_url",
    "origins",
    "owner_id",
    "manager_ids",
    "visibility",
    "source_id",
)
_BYTES: Final = 24


def create_form(session: Session, actor: Actor, given: Mapping[str, Any]) -> WebForm:
    """Build a form; its address cannot be guessed. Whoever builds it gets what comes by it, unless
    others are named. Raises Invalid naming every wrong member.
    """
    mine = [actor.user_id] if actor.user_id else []
    sent = {"makes": LEAD, "consent": None, "owner_id": actor.user_id, **given}
    sent["manager_ids"] = mine if sent.get("manager_ids") is None else sent["manager_ids"]
    _refuse_wrong(session, actor, sent, makes=sent["makes"])
    form = WebForm(token=_token(), created_by=actor.user_id, fields=[], consent_version=1)
    _write(session, form, sent)
    session.add(form)
    session.flush()
    return form


def change_form(
    session: Session,
    actor: Actor,
    form_id: UUID,
    given: Mapping[str, Any],
    *,
    expected_version: int | None,
) -> None:
    """Merge members into a form. Another text of consent is another version of it.

    Raises NotFound, Stale, Invalid naming every wrong member.
    """
    form = session.lock(WebForm, form_id, expected_version=expected_version)
    sent = dict(given)
    if "manager_ids" in sent:
        sent["manager_ids"] = sent["manager_ids"] or []
    _refuse_wrong(session, actor, sent, makes=form.makes)
    if "consent" in sent and sent["consent"] != form.consent:
        form.consent_version += 1
    before = {name: getattr(form, name) for name in (*_PLAIN, "name", "is_active", "tags")}
    _write(session, form, sent)
    if any(getattr(form, name) != value for name, value in before.items()):
        form.touch()
        session.flush()


def replace_token(session: Session, form_id: UUID, *, expected_version: int | None) -> None:
    """Give a form another address; who has the old one is answered no more."""
    form = session.lock(WebForm, form_id, expected_version=expected_version)
    form.token = _token()
    form.touch()
    session.flush()


def _token() -> str:
    return secrets.token_urlsafe(_BYTES)


def _write(session: Session, form: WebForm, sent: Mapping[str, Any]) -> None:
    for name in _PLAIN:
        if name in sent:
            setattr(form, name, sent[name])
    if "name" in sent:
        form.name, form.sort_key = sent["name"], sort_key(sent["name"])
    if "active" in sent:
        form.is_active = sent["active"]
    if "tags" in sent:
        form.tags = file_tags(session, sent["tags"])


def _refuse_wrong(session: Session, actor: Actor, sent: Mapping[str, Any], *, makes: str) -> None:
    wrong: list[FieldError] = []
    if "fields" in sent:
        wrong += _wrong_fields(session, sent["fields"], makes)
    if sent.get("owner_id"):
        wrong += wrong_users(session, "owner_id", {sent["owner_id"]} - {actor.user_id})
    if sent.get("manager_ids"):
        managers = set(sent["manager_ids"]) - {actor.user_id}
        wrong += wrong_users(session, "manager_ids", managers)
    source_id = sent.get("source_id")
    if source_id and not chosen(session, ContactSource, {source_id}):
        wrong.append(FieldError("source_id", "unknown_entry"))
    if wrong:
        raise Invalid("invalid_fields", *wrong)


def _wrong_fields(
    session: Session, fields: Sequence[Mapping[str, Any]], makes: str
) -> list[FieldError]:
    """Name fields that the record does not have or that stand twice, and a form of no way back."""
    own = definitions_of(session, makes)
    wrong = []
    seen: set[str] = set()
    for place, field in enumerate(fields):
        name = field["name"]
        if name in seen:
            wrong.append(FieldError(f"fields.{place}.name", "repeated_field"))
        seen.add(name)
        if name.startswith(CUSTOM):
            found = own.get(name.removeprefix(CUSTOM))
            known = (
                found is not None
                and found.active
                and not found.unique
                and found.type in CUSTOM_KINDS
            )
        else:
            known = name in FIELDS and makes in FIELDS[name].makes
        if not known:
            wrong.append(FieldError(f"fields.{place}.name", "unknown_field"))
    if not seen & REACHES:
        wrong.append(FieldError("fields", "form_without_reach"))
    return wrong
