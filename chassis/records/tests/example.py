"""A record type with one of everything, for the tests of this package: plants of a nursery."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, CheckConstraint, Index, Numeric, Text, UniqueConstraint, Uuid, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from chassis.db import Aggregate, Database, Owned, service_base
from chassis.db.migrate import upgrade
from chassis.identity.actor import Actor
from chassis.ids import new_id
from chassis.records import (
    ADMINISTRATOR,
    Access,
    Field,
    Many,
    MoneyOf,
    RecordType,
    custom_index,
    digits_index,
    replace_grants,
    search_column,
    search_index,
    search_text,
    sort_column,
    sort_key,
)

Base = service_base("plants")
NO_MIGRATIONS = Path(__file__).parents[2] / "testing" / "no_migrations"


class Plant(Base, Aggregate):
    __tablename__ = "plant"

    name: Mapped[str]
    sort_key: Mapped[str] = sort_column()
    search_text: Mapped[str] = search_column()
    habit: Mapped[str]
    height: Mapped[int | None]
    price: Mapped[Decimal | None] = mapped_column(Numeric(14, 4))
    currency: Mapped[str | None]
    planted_on: Mapped[date | None]
    watered_at: Mapped[datetime | None]
    evergreen: Mapped[bool] = mapped_column(default=False)
    colours: Mapped[list[str]] = mapped_column(ARRAY(Text()), default=list)
    owner_id: Mapped[UUID | None]
    manager_ids: Mapped[list[UUID]] = mapped_column(ARRAY(Uuid()), default=list)
    visibility: Mapped[str] = mapped_column(default="private")
    state: Mapped[str] = mapped_column(default="active")
    custom: Mapped[dict[str, Any]] = mapped_column(JSONB, default=dict, server_default="{}")

    __table_args__ = (
        UniqueConstraint("organization_id", "id"),
        CheckConstraint("visibility IN ('private', 'read', 'write')", "visibility"),
        search_index("plant"),
        digits_index("plant"),
        custom_index("plant"),
        *(
            Index(
                f"ix_plant_{name}_{'_'.join(columns)}",
                "organization_id",
                *columns,
                "id",
                postgresql_where=text(where),
            )
            for columns in (("sort_key",), ("created_at",), ("habit", "sort_key"))
            for name, where in (
                ("live", "state = 'active'"),
                ("public", "state = 'active' AND visibility <> 'private'"),
            )
        ),
    )


class Label(Base, Owned):
    __tablename__ = "label"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    plant_id: Mapped[UUID] = mapped_column(index=True)
    place: Mapped[int]
    words: Mapped[str]


PLANT = RecordType(
    name="plant",
    model=Plant,
    json={
        "id": Plant.id,
        "version": Plant.version,
        "name": Plant.name,
        "habit": Plant.habit,
        "height": Plant.height,
        "price": MoneyOf(amount=Plant.price, currency=Plant.currency),
        "planted_on": Plant.planted_on,
        "watered_at": Plant.watered_at,
        "evergreen": Plant.evergreen,
        "colours": Plant.colours,
        "owner_id": Plant.owner_id,
        "manager_ids": Plant.manager_ids,
        "visibility": Plant.visibility,
        "labels": Many(of=Label.plant_id, json={"words": Label.words}, order=(Label.place,)),
        "words": Many(of=Label.plant_id, value=Label.words, order=(Label.place.desc(),)),
        "care": {"habit": Plant.habit, "watered_at": Plant.watered_at},
        "created_at": Plant.created_at,
    },
    fields={
        "name": Field(Plant.name),
        "habit": Field(Plant.habit, choices=("tree", "bush", "herb")),
        "height": Field(Plant.height),
        "price": Field(Plant.price),
        "planted_on": Field(Plant.planted_on),
        "watered_at": Field(Plant.watered_at),
        "evergreen": Field(Plant.evergreen),
        "colours": Field(Plant.colours),
        "owner_id": Field(Plant.owner_id),
        "manager_ids": Field(Plant.manager_ids),
        "visibility": Field(Plant.visibility, choices=("private", "read", "write")),
        "label": Field(Label.words, of=Label.plant_id),
    },
    search=Plant.search_text,
    sorts={
        "name": Plant.sort_key,
        "created_at": Plant.created_at,
        "habit,name": (Plant.habit, Plant.sort_key),
        "-created_at,name": (Plant.created_at, Plant.sort_key),
    },
    default_sort="name",
    access=Access(owner="owner_id", managers="manager_ids", visibility="visibility"),
    hidden={"price": ADMINISTRATOR, "colours": "contacts.configure"},
    live=Plant.state == "active",
)

GROWN = replace(PLANT, custom=Plant.custom)
"""The same plants with fields of the nursery's own."""


def lay_out(url: str) -> None:
    """Make the chassis' tables and the plants' in an empty database."""
    upgrade(url, metadata=Base.metadata, migrations=NO_MIGRATIONS)
    database = Database("plants", url)
    Base.metadata.create_all(database.engine)
    database.close()


def person(organization_id: UUID, **more: object) -> Actor:
    values: dict[str, object] = {"user_id": new_id(), "scope": "all", **more}
    return Actor(organization_id=organization_id, **values)  # type: ignore[arg-type]


def administrator(organization_id: UUID) -> Actor:
    return person(organization_id, is_administrator=True)


def plant(session, name="Ñandubay", *, labels=(), shares=(), **values) -> Plant:
    """Add a plant with its grants and return it."""
    row = Plant(
        name=name,
        sort_key=sort_key(name),
        search_text=search_text(name, *labels),
        **{"habit": "tree", **values},
    )
    session.add(row)
    session.flush()
    session.add_all(
        Label(plant_id=row.id, place=place, words=words) for place, words in enumerate(labels)
    )
    replace_grants(session, PLANT, row, shares=shares)
    return row
