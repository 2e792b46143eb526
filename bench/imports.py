"""What it costs to import a large file of contacts: seconds, memory, exact counts.

    python -m bench.imports [--rows 200000] [--bad 0.05] [--then skip]

A PostgreSQL of its own and the contacts service in this process, as `troncal run` has it in two,
but for its web server. The file has twelve columns; a bad row has a wrong number or address. Prints
the seconds of reading and of importing, rows a second and the greatest memory of this process (the
reading child is bounded by the kernel). Exits 1 when a count is not exact, when memory is beyond
300 MB, or when 200,000 rows or more take longer than 60 s in all.
"""

import argparse
import csv
import io
import os
import random
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from chassis.clock import now
from chassis.identity.actor import Actor
from chassis.ids import new_id
from chassis.records.importing import operations
from chassis.records.importing.records import import_record
from chassis.records.importing.tables import ImportRun
from chassis.runtime.folders import RunFolder
from chassis.runtime.postgres import EmbeddedPostgres
from chassis.storage import storage_of
from chassis.testing.running import RunningService, build, running
from chassis.testing.servers import TestServer
from services.contacts.directory.models import Contact
from services.contacts.importing.rules import CONTACT_IMPORT
from services.contacts.service import SERVICE

SECONDS = 60.0
MEGABYTES = 300
SIZE = 200_000
_HEADER = (
    "Nombre,Apellido,Celular,Correo,NIT,Dirección,Ciudad,Departamento,Cargo,Etiquetas,Clase,Notas"
)
_FIRST = ("María", "José", "Ana", "Luis", "Carlos", "Sofía", "Andrés", "Camila", "Diego", "Lucía")
_LAST = ("Gómez", "Núñez", "Rodríguez", "Pérez", "Castaño", "Muñoz", "Ríos", "Ávila")


def main() -> int:
    """Import, print and return 1 when something is beyond its bound."""
    parser = argparse.ArgumentParser(description="What a large import costs.")
    parser.add_argument("--rows", type=int, default=SIZE)
    parser.add_argument("--bad", type=float, default=0.05)
    parser.add_argument("--then", choices=("create", "update", "skip"), default="skip")
    options = parser.parse_args()
    content, bad = table(options.rows, options.bad)
    with _service() as service:
        measured = _measure(service, content, then=options.then)
    seconds = measured["reading"] + measured["importing"]
    print(
        f"{options.rows:,} rows × 12 columns, {bad:,} bad, load {os.getloadavg()[0]:.1f}:"
        f" read in {measured['reading']:.1f} s, imported in {measured['importing']:.1f} s"
        f" ({options.rows / measured['importing']:,.0f} rows/s), in all {seconds:.1f} s;"
        f" {measured['own']:.0f} MB, {measured['processor']:.0f} s of processor"
    )
    print(f"counts {measured['counts']}, contacts in the database {measured['contacts']:,}")
    exact = measured["counts"] == (options.rows - bad, 0, 0, bad)
    exact = exact and measured["contacts"] == options.rows - bad
    small = measured["own"] <= MEGABYTES
    fast = options.rows < SIZE or seconds <= SECONDS
    for kept, what in ((exact, "counts"), (small, "memory"), (fast, "time")):
        if not kept:
            print(f"MISSED: {what}")
    return 0 if exact and small and fast else 1


def table(rows: int, share: float) -> tuple[bytes, int]:
    """Return a CSV file of so many people, and how many of its rows are bad."""
    dice = random.Random(7)
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(_HEADER.split(","))
    bad = 0
    for place in range(rows):
        phone = f"30{place % 6} {place // 10_000 % 1000:03d} {place % 10_000:04d}"
        email = f"persona{place}@ejemplo.com.co"
        if dice.random() < share:
            bad += 1
            phone, email = ("123", email) if bad % 2 else (phone, "no es correo")
        writer.writerow(
            (
                dice.choice(_FIRST),
                f"{dice.choice(_LAST)} {dice.choice(_LAST)}",
                phone,
                email,
                f"{900_000_000 + place}-{place % 10}",
                f"Calle {place % 200} # {place % 90}-{place % 50}",
                "Bogotá",
                "Cundinamarca",
                "Asesora",
                "feria 2026",
                "Cliente" if place % 10 == 0 else "Prospecto",
                "Nota, con coma",
            )
        )
    return out.getvalue().encode(), bad


@contextmanager
def _service() -> Iterator[RunningService]:
    with tempfile.TemporaryDirectory(prefix="troncal-bench-") as folder:
        Path(folder).chmod(0o711)
        with EmbeddedPostgres(RunFolder(Path(folder) / "postgres")) as postgres:
            server = TestServer(postgres.url)
            with server.fresh(template=server.template(SERVICE.name, build(SERVICE))) as url:
                environment = {"TRONCAL_RUN_DIR": folder}
                with running(SERVICE, url, environment) as service:
                    yield service
            server.drop_all()


def _measure(service: RunningService, content: bytes, *, then: str) -> dict[str, Any]:
    organization_id, import_id = new_id(), new_id()
    actor = Actor(
        organization_id=organization_id, user_id=new_id(), name="Ada", is_administrator=True
    )
    storage = storage_of(service.service)
    size = operations.keep_file(storage, organization_id, import_id, io.BytesIO(content))
    shown = import_record((CONTACT_IMPORT,))
    with service.database.transaction(organization_id, actor=actor) as session:
        run = operations.add_run(
            session,
            actor,
            CONTACT_IMPORT,
            shown,
            import_id=import_id,
            file_name="banco.csv",
            file_size=size,
        )
        run.due_at = now()
    arguments = {"organization_id": str(organization_id), "import_id": str(import_id)}
    began, used = time.perf_counter(), time.process_time()
    service.run_job("import", **arguments)
    reading = time.perf_counter() - began
    with service.database.transaction(organization_id, actor=actor) as session:
        run = session.lock(ImportRun, import_id)
        run.duplicates = {**run.duplicates, "then": then}
        operations.start(session, actor, run)
    began = time.perf_counter()
    service.run_job("import", **arguments)
    importing = time.perf_counter() - began
    counts, contacts = _result(service, organization_id, import_id)
    return {
        "reading": reading,
        "importing": importing,
        "counts": counts,
        "contacts": contacts,
        "own": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "processor": time.process_time() - used,
    }


def _result(
    service: RunningService, organization_id: UUID, import_id: UUID
) -> tuple[tuple[int, ...], int]:
    with service.database.reading(organization_id) as session:
        run = session.get_one(ImportRun, import_id)
        contacts = session.scalars(select(func.count()).select_from(Contact)).one()
        return (run.created, run.updated, run.skipped, run.rejected), contacts


if __name__ == "__main__":
    sys.exit(main())
