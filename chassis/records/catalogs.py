"""Catalogs: the short lists in two languages that an organization lays out for itself.

A catalog is data: its table (`CatalogEntry`), its first entries, and which columns hold the id of
one (`uses`). From it follow adding, renaming, ordering, taking out of use and deleting; a deletion
asks where the records go. The routes are `chassis.web.catalogs`'.

Whoever changes a catalog is alone with it (an advisory lock). Whoever writes an entry's id into a
record asks `chosen` first, which keeps the entry from going before that transaction ends.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Generic, Protocol, TypeVar
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    Index,
    UniqueConstraint,
    cast,
    func,
    select,
    text,
    update,
)
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from chassis.clock import now
from chassis.db import Aggregate, Session
from chassis.db.locks import hold
from chassis.errors import Conflict, FieldError, Invalid
from chassis.records.access import Access
from chassis.records.types import Field, RecordType

NOWHERE: Final = UUID(int=0)
"""As the target of a deletion: the records keep no entry."""

_COLUMNS: Final = {"active": "is_active"}


class CatalogEntry(Aggregate):
    """One entry. One that is not active is not chosen any more but stays on its records."""

    name: Mapped[str]
    name_en: Mapped[str]
    position: Mapped[int]
    is_active: Mapped[bool] = mapped_column(default=True)

    @declared_attr.directive
    def __table_args__(cls) -> tuple[Any, ...]:  # noqa: N805 - SQLAlchemy passes the class
        return catalog_keys(cls.__tablename__)  # type: ignore[attr-defined]


class Coloured:
    """An entry that is shown in a colour, `#rrggbb`."""

    colour: Mapped[str]


def catalog_keys(table: str) -> tuple[Any, ...]:
    """Return the keys of a catalog's table: in its order, active names unique in any case."""
    return (
        UniqueConstraint("organization_id", "id"),
        Index(f"ix_{table}_position", "organization_id", "position", "id"),
        Index(
            f"uq_{table}_name",
            "organization_id",
            text("lower(name)"),
            unique=True,
            postgresql_where=text("is_active"),
        ),
    )


E = TypeVar("E", bound=CatalogEntry)


class Use(Protocol):
    """Where entries of a catalog are used."""

    @property
    def may_be_empty(self) -> bool:
        """Whether a record may be left without an entry."""

    def count(self, session: Session, id: UUID) -> int:
        """Return how many records have the entry."""

    def move(self, session: Session, id: UUID, target: UUID | None) -> None:
        """Give the records another entry, or none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InColumn:
    """Records that hold an entry's id in a column, or among others in an array.

    They move in one statement, which counts as a change of each; nothing is stated of them. Where
    somebody follows the column's facts, write a `Use` that states them.
    """

    column: Any
    may_be_empty: bool = True

    def count(self, session: Session, id: UUID) -> int:
        """Return how many records hold the id."""
        model = self.column.class_
        return session.scalars(select(func.count()).select_from(model).where(self._holds(id))).one()

    def move(self, session: Session, id: UUID, target: UUID | None) -> None:
        """Put the target in the place of the id; in an array each id stands once."""
        model = self.column.class_
        value: Any = target
        if self._is_array:
            value = func.array_remove(self.column, id)
            if target is not None:
                value = func.array_append(func.array_remove(value, target), target)
        session.execute(
            update(model)
            .where(self._holds(id))
            .values({self.column: value, model.version: model.version + 1, model.updated_at: now()})
            .execution_options(synchronize_session=False)
        )

    @property
    def _is_array(self) -> bool:
        return isinstance(self.column.type, ARRAY)

    def _holds(self, id: UUID) -> ColumnElement[bool]:
        return holding(self.column, id) if self._is_array else self.column == id


def holding(column: Any, value: Any) -> ColumnElement[bool]:
    """Return the condition of rows whose array holds a value, as a GIN index finds them."""
    found: ColumnElement[bool] = column.op("@>", is_comparison=True)(cast([value], column.type))
    return found


def _nothing_wrong(
    session: Session,  # noqa: ARG001 - the shape of a check
    kept: Any,  # noqa: ARG001
    given: Mapping[str, Any],  # noqa: ARG001
) -> list[FieldError]:
    return []


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalog(Generic[E]):
    """A catalog as data.

    `seed` are the columns of the entries that a new organization begins with, in their order;
    `columns` those of members that are called otherwise. `check` names what else is wrong with sent
    members, or refuses: it is called with the entry that changes (None for a new one), while the
    catalog is held.
    """

    model: type[E]
    seed: Sequence[Mapping[str, Any]]
    uses: Sequence[Use] = ()
    columns: Mapping[str, str] = field(default_factory=dict)
    check: Callable[[Session, Any, Mapping[str, Any]], list[FieldError]] = _nothing_wrong

    @property
    def lock(self) -> str:
        """The name of the lock under which the catalog changes."""
        return f"catalog {self.model.__tablename__}"  # type: ignore[attr-defined]

    def values(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """Return the columns' values of sent members."""
        columns = {**_COLUMNS, **self.columns}
        return {columns.get(member, member): value for member, value in given.items()}


def named(*names: tuple[str, str]) -> tuple[dict[str, Any], ...]:
    """Return the members of entries that have nothing but their two names."""
    return tuple({"name": name, "name_en": english} for name, english in names)


def seed(session: Session, catalog: Catalog[Any]) -> list[Any]:
    """Give a new organization its first entries; a catalog that has any keeps what it has."""
    if session.scalars(select(catalog.model.id).limit(1)).first() is not None:
        return []
    made = [
        catalog.model(position=place, is_active=True, **members)
        for place, members in enumerate(catalog.seed, start=1)
    ]
    session.add_all(made)
    session.flush()
    return made


def entries(session: Session, catalog: Catalog[E]) -> list[E]:
    """Return a catalog's entries in their order."""
    model = catalog.model
    return list(session.scalars(select(model).order_by(model.position, model.id)))


def add_entry(session: Session, catalog: Catalog[E], given: Mapping[str, Any]) -> E:
    """Add an entry behind the others; without an English name the Spanish one serves both.

    Raises Invalid when an active one has the name.
    """
    hold(session, catalog.lock)
    others = entries(session, catalog)
    _refuse(_taken(others, given["name"]), catalog.check(session, None, given))
    values = {**catalog.values(given), "name_en": given.get("name_en") or given["name"]}
    place = max((each.position for each in others), default=0) + 1
    make: Callable[..., E] = catalog.model
    made = make(position=place, is_active=True, **values)
    session.add(made)
    session.flush()
    return made


def change_entry(
    session: Session,
    catalog: Catalog[E],
    id: UUID,
    given: Mapping[str, Any],
    *,
    expected_version: int | None,
) -> E:
    """Merge members into an entry: rename it, take it out of use or back.

    A merge that changes nothing writes nothing. Raises NotFound, Stale, Invalid for a taken name.
    """
    hold(session, catalog.lock)
    kept = session.lock(catalog.model, id, expected_version=expected_version)
    if given.get("active", kept.is_active):
        others = [each for each in entries(session, catalog) if each.id != id]
        taken = _taken(others, given.get("name", kept.name))
    else:
        taken = []
    _refuse(taken, catalog.check(session, kept, given))
    values = catalog.values(given)
    if any(getattr(kept, name) != value for name, value in values.items()):
        for name, value in values.items():
            setattr(kept, name, value)
        kept.touch()
        session.flush()
    return kept


def order_entries(session: Session, catalog: Catalog[E], ids: Sequence[UUID]) -> list[E]:
    """Arrange a catalog; return what moved. Raises Invalid unless every entry is named once."""
    hold(session, catalog.lock)
    moved = reordered(entries(session, catalog), ids)
    for entry in moved:
        entry.touch()
    return moved


def delete_entry(
    session: Session,
    catalog: Catalog[E],
    id: UUID,
    *,
    move_to: UUID | None,
    expected_version: int | None,
) -> None:
    """Delete an entry after its records have moved to another, in this one transaction.

    `move_to` is the entry that takes them, or NOWHERE. Raises NotFound, Stale, Invalid for a target
    that is the entry itself, is not there or not in use, or for NOWHERE where records need one, and
    Conflict when records have the entry and no target is named (`count` says how many). Who gives
    a record the entry at the same time waits, and is refused then.
    """
    if move_to == id:
        raise Invalid("invalid_fields", FieldError("move_to", "same_entry"))
    hold(session, catalog.lock)
    entry = session.lock(catalog.model, id, expected_version=expected_version)
    target = None if move_to == NOWHERE else move_to
    if target is not None and not chosen(session, catalog.model, {target}):
        raise Invalid("invalid_fields", FieldError("move_to", "unknown_entry"))
    used = [(use, use.count(session, id)) for use in catalog.uses]
    count = sum(found for _, found in used)
    if count and move_to is None:
        raise Conflict("entry_in_use", params={"count": count})
    if target is None and any(found and not use.may_be_empty for use, found in used):
        raise Invalid("invalid_fields", FieldError("move_to", "target_required"))
    for use, found in used:
        if found:
            use.move(session, id, target)
    session.delete(entry)
    session.flush()


def chosen(session: Session, model: type[E], ids: Iterable[UUID]) -> dict[UUID, E]:
    """Return those of the entries that may be chosen.

    Until this transaction ends they can neither be deleted nor taken out of use. Ask only for what
    a record does not have yet: what it has it may keep.
    """
    wanted = sorted(set(ids))
    if not wanted:
        return {}
    found = session.scalars(
        select(model)
        .where(model.id.in_(wanted), model.is_active)
        .order_by(model.id)
        .with_for_update(read=True, key_share=True)
        .execution_options(populate_existing=True)
    )
    return {entry.id: entry for entry in found}


class Placed(Protocol):
    """An entry with its place in a list."""

    id: Any
    position: Any


P = TypeVar("P", bound=Placed)


def reordered(listed: Sequence[P], ids: Sequence[UUID]) -> list[P]:
    """Give the entries the places that `ids` says, from 1 on; return those that moved.

    Raises Invalid unless `ids` names every entry once: somebody else added or deleted one.
    """
    known = {entry.id: entry for entry in listed}
    if len(ids) != len(known) or set(ids) != set(known):
        raise Invalid("invalid_fields", FieldError("ids", "incomplete_order"))
    moved = [known[id] for place, id in enumerate(ids, 1) if known[id].position != place]
    for place, id in enumerate(ids, 1):
        known[id].position = place
    return moved


def catalog_record(
    name: str,
    model: type[CatalogEntry],
    own: Mapping[str, Any] | None = None,
    **fields: Field,
) -> RecordType:
    """Describe a catalog as the API shows it: everybody of the organization reads it in its order.

    `own` are the members that this catalog has beside the shared ones.
    """
    coloured = {"colour": model.colour} if issubclass(model, Coloured) else {}
    return RecordType(
        name=name,
        model=model,
        access=Access(),
        json={
            "id": model.id,
            "name": model.name,
            "name_en": model.name_en,
            **coloured,
            **(own or {}),
            "position": model.position,
            "active": model.is_active,
            "version": model.version,
        },
        fields={"active": Field(model.is_active), **fields},
        sorts={"position": model.position},
        default_sort="position",
    )


def _taken(others: Iterable[CatalogEntry], name: str) -> list[FieldError]:
    """Name the member when another active entry has the name."""
    taken = any(each.is_active and each.name.casefold() == name.casefold() for each in others)
    return [FieldError("name", "name_taken")] if taken else []


def _refuse(*wrong: list[FieldError]) -> None:
    found = [error for errors in wrong for error in errors]
    if found:
        raise Invalid("invalid_fields", *found)
