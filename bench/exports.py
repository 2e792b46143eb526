"""What it costs to export a long list of contacts: rows, megabytes, seconds, memory.

    python -m bench.exports [--rows 1000000] [--format xlsx|csv|vcard|zip] [--agent]

A PostgreSQL of its own and the contacts service in this process, as `troncal run` has it in two,
but for its web server; the file is written by the child process that writes it in the product. All
columns, ten custom fields among them. `--agent` exports as somebody who was granted a tenth of the
records. The kernel bounds that child at 200 MB. Exits 1 when a row is missing, or when this process
needs more than 200 MB.
"""

import argparse
import csv
import io
import os
import resource
import sys
import time
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from bench.imports import _service
from chassis.clock import now
from chassis.db import insert_many
from chassis.identity.actor import Actor
from chassis.ids import new_id
from chassis.records.custom.tables import CustomField
from chassis.records.exporting.operations import add_export, file_key
from chassis.records.exporting.tables import ExportRun
from chassis.records.tables import RecordAccess
from chassis.storage import storage_of
from chassis.testing.running import RunningService
from services.contacts.directory.models import Contact, ContactEmail, ContactPhone
from services.contacts.exporting.rules import CONTACT_EXPORT

MEGABYTES = 200
SIZE = 1_000_000
_CHUNK = 5_000
_FIELDS = 10
_SHARE = 10


def main() -> int:
    """Export, print and return 1 when something is beyond its bound."""
    parser = argparse.ArgumentParser(description="What a long export costs.")
    parser.add_argument("--rows", type=int, default=SIZE)
    parser.add_argument("--format", choices=("xlsx", "csv", "vcard", "zip"), default="xlsx")
    parser.add_argument("--agent", action="store_true")
    options = parser.parse_args()
    with _service() as service:
        actor = _people(service, options.rows, agent=options.agent)
        before = _memory()
        run, seconds = _export(service, actor, options.format)
    expected = options.rows // _SHARE if options.agent else options.rows
    own = _memory()
    print(
        f"{run.done:,} rows as {options.format}, load {os.getloadavg()[0]:.1f}:"
        f" {(run.file_size or 0) / 1024**2:,.1f} MB in {seconds:.1f} s"
        f" ({run.done / seconds:,.0f} rows/s); this process {own:.0f} MB"
        f" ({before:.0f} before)"
    )
    whole = run.state == "done" and (run.done == expected or options.format == "zip")
    small = own <= MEGABYTES
    for kept, what in ((whole, f"rows ({expected:,})"), (small, "memory")):
        if not kept:
            print(f"MISSED: {what}")
    return 0 if whole and small else 1


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _people(service: RunningService, rows: int, *, agent: bool) -> Actor:
    organization_id = new_id()
    admin = Actor(
        organization_id=organization_id, user_id=new_id(), name="Ada", is_administrator=True
    )
    person = Actor(
        organization_id=organization_id,
        user_id=new_id(),
        name="Marta",
        permissions=frozenset({"contacts.view", "contacts.export"}),
        scope="own",
    )
    with service.database.transaction(organization_id, actor=admin) as session:
        insert_many(session, CustomField, _fields())
    for first in range(0, rows, _CHUNK):
        places = range(first, min(rows, first + _CHUNK))
        ids = [new_id() for _ in places]
        with service.database.transaction(organization_id, actor=admin) as session:
            insert_many(session, Contact, _contacts(places, ids))
            insert_many(session, ContactPhone, _phones(places, ids))
            insert_many(session, ContactEmail, _emails(places, ids))
            insert_many(session, RecordAccess, _grants(places, ids, person))
    with service.database.engine.connect() as connection:
        connection.execution_options(isolation_level="AUTOCOMMIT").exec_driver_sql("VACUUM ANALYZE")
    return person if agent else admin


def _fields() -> Iterator[dict[str, Any]]:
    for place in range(_FIELDS):
        yield {
            "id": new_id(),
            "version": 1,
            "entity": "contact",
            "key": f"campo_{place}",
            "slot": f"campo_{place}~bench",
            "title": f"Campo {place}",
            "type": ("text", "number", "date")[place % 3],
            "options": [],
            "position": place,
            "is_required": False,
            "is_unique": False,
            "is_active": True,
            "is_removed": False,
        }


def _contacts(places: range, ids: list[UUID]) -> Iterator[dict[str, Any]]:
    values = ("un texto propio", 12.5, "2026-05-01")
    custom = {f"campo_{place}~bench": values[place % 3] for place in range(_FIELDS)}
    for place, id in zip(places, ids, strict=True):
        yield {
            "id": id,
            "version": 1,
            "kind": "person",
            "first_name": "María",
            "last_name": f"Núñez {place}",
            "name": f"María Núñez {place}",
            "sort_key": f"maria nunez {place:08d}",
            "class": "prospect",
            "origin": "import",
            "position": "Asesora",
            "tags": ["feria 2026"],
            "tax_id": f"{900_000_000 + place}",
            "addresses": [{"street": f"Calle {place % 200}", "city": "Bogotá", "country": "CO"}],
            "description": "Nota, con coma",
            "custom": custom,
            "created_at": now(),
            "updated_at": now(),
        }


def _phones(places: range, ids: list[UUID]) -> Iterator[dict[str, Any]]:
    for place, id in zip(places, ids, strict=True):
        yield {
            "id": new_id(),
            "contact_id": id,
            "number": f"+57{3_000_000_000 + place}",
            "national": str(3_000_000_000 + place),
            "label": "mobile",
            "is_primary": True,
            "place": 0,
        }


def _emails(places: range, ids: list[UUID]) -> Iterator[dict[str, Any]]:
    for place, id in zip(places, ids, strict=True):
        address = f"persona{place}@ejemplo.com.co"
        yield {
            "id": new_id(),
            "contact_id": id,
            "address": address,
            "key": address,
            "label": "work",
            "is_primary": True,
            "place": 0,
        }


def _grants(places: range, ids: list[UUID], person: Actor) -> Iterator[dict[str, Any]]:
    for place, id in zip(places, ids, strict=True):
        if place % _SHARE == 0:
            yield {
                "organization_id": person.organization_id,
                "principal_id": person.user_id,
                "record_type": "contact",
                "record_id": id,
                "reason": "owner",
                "level": "write",
            }


def _export(service: RunningService, actor: Actor, as_format: str) -> tuple[ExportRun, float]:
    given: dict[str, Any] = {
        "format": as_format,
        "filter": {},
        "sort": None if as_format == "zip" else "name",
        "columns": None,
        "name": None,
        "language": "es",
        "time_zone": "America/Bogota",
        "delimiter": ",",
        "vcard_version": "4.0",
    }
    organization_id = actor.organization_id
    with service.database.transaction(organization_id, actor=actor) as session:
        export_id = add_export(session, actor, CONTACT_EXPORT, given).id
    began = time.perf_counter()
    service.run_job("export", organization_id=str(organization_id), export_id=str(export_id))
    seconds = time.perf_counter() - began
    with service.database.reading(organization_id) as session:
        run = session.get_one(ExportRun, export_id)
    if as_format == "csv":
        with storage_of(service.service).open(file_key(organization_id, export_id)) as file:
            lines = csv.reader(io.TextIOWrapper(file, "utf-8-sig", newline=""))
            assert sum(1 for _ in lines) == run.done + 1
    return run, seconds


if __name__ == "__main__":
    sys.exit(main())
