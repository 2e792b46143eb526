"""What it costs to assign many contacts at once, and what others feel meanwhile.

    python -m bench.bulk_actions [--rows 100000] [--readers 2]

A PostgreSQL of its own and the contacts service in this process, as `troncal run` has it in two,
but for its web server. In another process everybody's list is asked for its first page again and
again, before and while the run is at work. Prints the seconds and the readers' 95th percentile.
Exits 1 when a count is not exact, and from 100,000 on when it takes longer than 20 s or the
readers' percentile more than doubles.
"""

import argparse
import multiprocessing
import os
import statistics
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from bench.imports import _service
from chassis.db import Database, insert_many
from chassis.identity.actor import Actor
from chassis.identity.directory import DirectoryUser
from chassis.ids import new_id
from chassis.records import reading
from chassis.records.bulk import Order
from chassis.records.bulk.operations import start
from chassis.records.bulk.tables import BulkRun
from chassis.records.tables import RecordAccess
from chassis.testing.running import RunningService
from services.contacts.bulk.assigning import Assignment
from services.contacts.bulk.rules import CONTACT_BULK
from services.contacts.directory.models import Contact, ContactEmail, ContactPhone
from services.contacts.directory.records import CONTACT
from services.contacts.service import SERVICE

SECONDS = 20.0
TIMES = 2.0
SIZE = 100_000
_CHUNK = 5_000
_BEFORE = 3.0


def main() -> int:
    """Assign, print and return 1 when something is beyond its bound."""
    parser = argparse.ArgumentParser(description="What a large assignment costs.")
    parser.add_argument("--rows", type=int, default=SIZE)
    parser.add_argument("--readers", type=int, default=2)
    options = parser.parse_args()
    with _service() as service:
        actor, seller = _people(service, options.rows)
        with _readers(service, actor, options.readers) as times:
            time.sleep(_BEFORE)
        quiet = _percentile(times)
        with _readers(service, actor, options.readers) as times:
            run, seconds = _assign(service, actor, seller)
        busy = _percentile(times)
    print(
        f"{run.done:,} contacts assigned in {seconds:.1f} s ({run.done / seconds:,.0f}/s),"
        f" load {os.getloadavg()[0]:.1f}; a list's p95 {quiet:.1f} ms before, {busy:.1f} ms while"
    )
    exact = (run.total, run.done, run.unchanged, run.refused) == (options.rows, options.rows, 0, {})
    large = options.rows >= SIZE
    fast = not large or seconds <= SECONDS
    fair = not large or busy <= TIMES * quiet
    for kept, what in ((exact, "counts"), (fast, "time"), (fair, "the others")):
        if not kept:
            print(f"MISSED: {what}")
    return 0 if exact and fast and fair else 1


def _people(service: RunningService, rows: int) -> tuple[Actor, UUID]:
    """Fill an organization; return its administrator and who gets all."""
    organization_id, seller, owner = new_id(), new_id(), new_id()
    actor = Actor(organization_id=organization_id, user_id=owner, name="Ada", is_administrator=True)
    with service.database.transaction(organization_id, actor=actor) as session:
        session.add(
            DirectoryUser(
                user_id=seller,
                name="Marta",
                email="marta@example.com",
                role_id=None,
                is_active=True,
                incarnation=1,
                version=1,
            )
        )
    for first in range(0, rows, _CHUNK):
        places = {new_id(): place for place in range(first, min(rows, first + _CHUNK))}
        with service.database.transaction(organization_id, actor=actor) as session:
            insert_many(session, Contact, (_contact(id, at, owner) for id, at in places.items()))
            insert_many(session, ContactPhone, (_phone(id, at) for id, at in places.items()))
            insert_many(session, ContactEmail, (_email(id, at) for id, at in places.items()))
            grants = (
                {
                    "organization_id": organization_id,
                    "principal_id": owner,
                    "record_type": "contact",
                    "record_id": id,
                    "reason": reason,
                    "level": "write",
                }
                for id in places
                for reason in ("owner", "manager")
            )
            insert_many(session, RecordAccess, grants)
    with service.database.engine.connect() as connection:
        connection.exec_driver_sql("ANALYZE")
        connection.commit()
    return actor, seller


def _contact(id: UUID, place: int, owner: UUID) -> dict[str, Any]:
    return {
        "id": id,
        "version": 1,
        "kind": "person",
        "first_name": "Ana María",
        "last_name": f"Gómez {place}",
        "name": f"Ana María Gómez {place}",
        "sort_key": f"ana maria gomez {place:07d}",
        "search_text": f"ana maria gomez {place} ana{place}@example.com 30{place:08d}",
        "class": "prospect",
        "origin": "import",
        "owner_id": owner,
        "manager_ids": [owner],
        "visibility": "read",
    }


def _phone(id: UUID, place: int) -> dict[str, Any]:
    return {
        "id": new_id(),
        "contact_id": id,
        "place": 0,
        "number": f"+5730{place:08d}",
        "national": f"30{place:08d}",
        "label": "mobile",
        "is_primary": True,
    }


def _email(id: UUID, place: int) -> dict[str, Any]:
    address = f"ana{place}@example.com"
    return {
        "id": new_id(),
        "contact_id": id,
        "place": 0,
        "address": address,
        "key": address,
        "label": "work",
        "is_primary": True,
    }


def _assign(service: RunningService, actor: Actor, seller: UUID) -> tuple[BulkRun, float]:
    action = CONTACT_BULK.action("assign")
    assert action is not None
    began = time.perf_counter()
    with service.database.transaction(actor.organization_id, actor=actor) as session:
        order = Order(
            service=service.service,
            session=session,
            actor=actor,
            params=Assignment(manager_ids=[seller], owner_id=seller),
        )
        run = start(CONTACT_BULK, action, order, ids=None, filters={})
    service.run_job("bulk", organization_id=str(actor.organization_id), bulk_run_id=str(run.id))
    seconds = time.perf_counter() - began
    with service.database.reading(actor.organization_id) as session:
        return session.get_one(BulkRun, run.id), seconds


@contextmanager
def _readers(service: RunningService, actor: Actor, count: int) -> Iterator[list[float]]:
    """Let so many people look at the list, ten times a second each; times in milliseconds."""
    times: list[float] = []
    spawn = multiprocessing.get_context("spawn")
    events = spawn.Event(), spawn.Event(), spawn.Queue()
    begun, stop, found = events
    url = service.database.engine.url.render_as_string(hide_password=False)
    child = spawn.Process(target=_look, args=(url, actor, count), kwargs={"events": events})
    child.start()
    begun.wait(30)
    try:
        yield times
    finally:
        stop.set()
        times += found.get(timeout=30)
        child.join()


def _look(url: str, actor: Actor, count: int, *, events: tuple[Any, Any, Any]) -> None:
    """Read in a process of its own, as requests are served in another than jobs are done in."""
    begun, stop, found = events
    database = Database(SERVICE.name, url)
    times: list[float] = []

    def look() -> None:
        while not stop.wait(0.1):
            began = time.perf_counter()
            with database.reading(actor.organization_id, actor=actor) as session:
                reading.answer(session, actor, CONTACT, [("sort", "-updated_at")])
            times.append(1000 * (time.perf_counter() - began))
            begun.set()

    threads = [threading.Thread(target=look) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found.put(times)


def _percentile(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]


if __name__ == "__main__":
    sys.exit(main())
