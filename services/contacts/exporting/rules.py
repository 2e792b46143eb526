"""Contacts as files (R-13, C-27, R-15): the columns that the import reads again, and some more."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from sqlalchemy import select

from chassis.db import Session
from chassis.errors import FieldError, Invalid
from chassis.identity.actor import Actor
from chassis.records import RecordType
from chassis.records.catalogs import CatalogEntry
from chassis.records.exporting import (
    Column,
    Exports,
    Related,
    Row,
    choice,
    joined,
    listed,
    member,
    moment,
    related,
    yes_or_no,
)
from chassis.records.exporting.listing import Names, list_names
from chassis.tabular.cells import CellKind
from services.contacts.catalogs.models import ContactRole, ContactSource, ContactType, Temperature
from services.contacts.directory.models import DISCARDED, Contact
from services.contacts.directory.records import CONTACT, DISCARDED_CONTACT
from services.contacts.exporting.cards import card_of
from services.contacts.importing.fields import CLASSES, COUNTRIES, EMAILS, KINDS, PHONES, PRIORITIES
from services.contacts.tags.models import Tag

_LISTS: Final[Mapping[str, type[CatalogEntry]]] = {
    "types": ContactType,
    "sources": ContactSource,
    "roles": ContactRole,
    "temperatures": Temperature,
}
_ORIGINS: Final = {
    "manual": ("Manual", "By hand"),
    "call": ("Llamada", "Call"),
    "import": ("Importación", "Import"),
    "form": ("Formulario", "Form"),
}
_STATUSES: Final = {
    "active": ("Activa", "Active"),
    "inactive": ("Inactiva", "Inactive"),
    "restricted": ("Restringida", "Restricted"),
    "suspended": ("Suspendida", "Suspended"),
}
_VISIBILITIES: Final = {
    "private": ("Privado", "Private"),
    "read": ("Todos leen", "Everybody reads"),
    "write": ("Todos editan", "Everybody edits"),
}


def names(session: Session, language: int) -> Names:
    """Return the organization's lists and its people, by id."""
    tags = session.scalars(select(Tag.name))
    return {**list_names(session, language, _LISTS), "tags": {tag: tag for tag in tags}}


def choose(actor: Actor, filters: Mapping[str, str]) -> RecordType | None:
    """Lead administrators to the discarded contacts as the list does; others have none (C-18)."""
    if not actor.is_administrator:
        if "discarded" in filters:
            raise Invalid("invalid_query", FieldError("discarded", "unknown_filter"))
        return None
    return DISCARDED_CONTACT if filters.get("state") == DISCARDED else None


def _channel(name: str, title: tuple[str, str], of: str, key: str, place: int) -> Column:
    """Return the column of one of several numbers or addresses; the primary is the first."""

    def value(row: Row) -> str | None:
        found = _ordered(row.members[of])
        return found[place][key] if place < len(found) else None

    return Column(name=name, title=title, value=value)


def _rest(name: str, title: tuple[str, str], of: str, key: str, first: int) -> Column:
    """Return the column of all that have no column of their own."""

    def value(row: Row) -> str | None:
        return joined(each[key] for each in _ordered(row.members[of])[first:])

    return Column(name=name, title=title, value=value)


def _ordered(channels: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(channels, key=lambda one: not one["primary"])


def _address(name: str, title: tuple[str, str], key: str) -> Column:
    def value(row: Row) -> str | None:
        found = _ordered_places(row)
        text = found[0].get(key) if found else None
        return _country(row, text) if key == "country" else text

    return Column(name=name, title=title, value=value)


def _more_addresses(row: Row) -> str | None:
    return " | ".join(
        joined(
            _country(row, place.get(key)) if key == "country" else place.get(key)
            for key in ("street", "city", "region", "postal_code", "country")
        )
        or ""
        for place in _ordered_places(row)[1:]
    )


def _ordered_places(row: Row) -> list[dict[str, Any]]:
    return sorted(row.members["addresses"], key=lambda one: not one.get("primary"))


def _country(row: Row, code: str | None) -> str | None:
    return row.word(_COUNTRIES[code]) if code in _COUNTRIES else code


_COUNTRIES: Final = {each.value: each.names for each in COUNTRIES}


def _money(name: str, title: tuple[str, str], part: str, kind: CellKind) -> Column:
    def value(row: Row) -> str | None:
        found = row.members.get("credit_limit")
        return str(found[part]) if found else None

    return Column(name=name, title=title, kind=kind, value=value)


def _client_number(row: Row) -> str | None:
    found = row.members["client_number"]
    return None if found is None else str(found)


def _links(row: Row) -> str | None:
    return joined(each["url"] for each in row.members["links"])


def _text(name: str, title: tuple[str, str], value: Callable[[Row], str | None]) -> Column:
    return Column(name=name, title=title, value=value)


def _words(choices: Any) -> dict[str, tuple[str, str]]:
    return {each.value: each.names for each in choices}


COLUMNS: Final = (
    choice("kind", ("Tipo de persona", "Kind"), _words(KINDS)),
    member("first_name", ("Nombre", "First name")),
    member("last_name", ("Apellido", "Last name")),
    member("name", ("Nombre completo", "Full name")),
    related("company", ("Empresa", "Company name"), of="company_id"),
    member("area", ("Área", "Department")),
    member("position", ("Cargo", "Job title")),
    _channel("phone", ("Teléfono", "Phone number"), "phones", "number", 0),
    *(
        _channel(name, (f"Teléfono {place}", f"Phone {place}"), "phones", "number", place - 1)
        for place, name in enumerate(PHONES[1:], 2)
    ),
    _rest("more_phones", ("Más teléfonos", "More phones"), "phones", "number", len(PHONES)),
    _channel("email", ("Correo", "E-mail"), "emails", "address", 0),
    *(
        _channel(name, (f"Correo {place}", f"E-mail {place}"), "emails", "address", place - 1)
        for place, name in enumerate(EMAILS[1:], 2)
    ),
    _rest("more_emails", ("Más correos", "More e-mails"), "emails", "address", len(EMAILS)),
    _address("address", ("Dirección", "Street address"), "street"),
    _address("city", ("Ciudad", "City"), "city"),
    _address("region", ("Departamento", "State"), "region"),
    _address("postal_code", ("Código postal", "Postal code"), "postal_code"),
    _address("country", ("País", "Country"), "country"),
    _text("more_addresses", ("Más direcciones", "More addresses"), _more_addresses),
    member("website", ("Sitio web", "Website URL")),
    _text("links", ("Otros enlaces", "Other links"), _links),
    member("tax_id", ("NIT o cédula", "Tax id")),
    choice("tax_country", ("País de la identificación", "Tax country"), _COUNTRIES),
    choice("class", ("Clase", "Class"), _words(CLASSES)),
    listed("type", ("Tipo", "Contact type"), of="type_id", names="types"),
    listed("temperature", ("Temperatura", "Temperature"), of="temperature_id",
           names="temperatures"),
    listed("source", ("Fuente", "Contact source"), of="source_id", names="sources"),
    related("referred_by", ("Referido por", "Referred by"), of="referred_by_id"),
    listed("roles", ("Roles", "Roles"), of="role_ids", names="roles"),
    member("tags", ("Etiquetas", "Tags")),
    listed("manager", ("Responsable", "Manager"), of="manager_ids", names="users"),
    listed("owner", ("Vendedor asignado", "Assigned seller"), of="owner_id", names="users"),
    choice("priority", ("Prioridad", "Priority"), _words(PRIORITIES)),
    choice("account_status", ("Estado de la cuenta", "Account status"), _STATUSES),
    Column(name="client_number", title=("Número de cliente", "Client number"), kind="number",
           value=_client_number),
    member("economic_activity", ("Actividad económica", "Industry")),
    member("currency", ("Moneda", "Currency")),
    member("price_list", ("Lista de precios", "Price list")),
    member("credit_days", ("Días de crédito", "Credit days"), kind="number"),
    _money("credit_limit", ("Cupo de crédito", "Credit limit"), "amount", "number"),
    _money("credit_currency", ("Moneda del cupo", "Credit currency"), "currency", "text"),
    member("ledger_account", ("Cuenta contable", "Ledger account")),
    yes_or_no("tax_exempt", ("Exento de impuestos", "Tax exempt")),
    yes_or_no("is_supplier", ("Proveedor", "Supplier")),
    related("main_contact", ("Contacto principal", "Main contact"), of="main_contact_id"),
    choice("visibility", ("Privacidad", "Privacy"), _VISIBILITIES),
    choice("origin", ("Origen", "Origin"), _ORIGINS),
    member("description", ("Descripción", "Description")),
    moment("created_at", ("Creado", "Created")),
    moment("updated_at", ("Actualizado", "Updated")),
    moment("discarded_at", ("Descartado", "Discarded")),
    member("id", ("Id", "Id")),
)  # fmt: skip

CONTACT_EXPORT: Final = Exports(
    entity="contacts",
    aliases=("contact", "people", "companies"),
    titles=("Contactos", "Contacts"),
    record=CONTACT,
    columns=COLUMNS,
    names=names,
    lists={
        "type_id": "types",
        "source_id": "sources",
        "role_ids": "roles",
        "temperature_id": "temperatures",
        "tags": "tags",
        "manager_ids": "users",
        "owner_id": "users",
    },
    related=(
        Related(
            members=("company_id", "referred_by_id", "main_contact_id"),
            record=CONTACT,
            shown=Contact.name,
        ),
    ),
    choose=choose,
    card=card_of,
    people={"kind": "person"},
)
