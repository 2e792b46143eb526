"""An export whose worker dies is begun again by another; what changes meanwhile changes nothing."""

import csv
import io
import os
import random
import signal
import subprocess
import sys
from collections import Counter
from typing import Any
from uuid import UUID

import pytest

from chassis import budgets
from chassis.clock import now
from chassis.db import Database, insert_many
from chassis.identity.actor import Actor
from chassis.ids import new_id
from chassis.records.exporting.files import Listing
from chassis.records.exporting.operations import file_key, query_of
from chassis.records.exporting.tables import ExportRun
from chassis.storage import storage_of
from services.contacts.directory.models import Contact
from services.contacts.exporting.rules import CONTACT_EXPORT
from services.contacts.tests.office import Office
from services.contacts.tests.test_exports import ENTITY, Exporter
from services.contacts.tests.working_process import CHUNK

PAGES = 8
ROWS = CHUNK * PAGES


def people(office: Office) -> None:
    """Fill an organization at once."""
    rows = (
        {
            "id": new_id(),
            "version": 1,
            "kind": "person",
            "first_name": "Ana",
            "last_name": str(place),
            "name": f"Ana {place}",
            "sort_key": f"ana {place:05d}",
            "class": "prospect",
            "origin": "import",
            "created_at": now(),
            "updated_at": now(),
        }
        for place in range(ROWS)
    )
    with office.running.database.transaction(office.organization_id) as session:
        insert_many(session, Contact, rows)


def work(office: Office, run: dict[str, Any], fault: str) -> int:
    """Let a process work at the export, its lease being over; return how it ended."""
    running = office.running
    with running.database.transaction(office.organization_id) as session:
        session.lock(ExportRun, UUID(run["id"])).due_at = now()
    command = [
        sys.executable,
        "-m",
        "services.contacts.tests.working_process",
        running.database.engine.url.render_as_string(hide_password=False),
        running.service.environment["TRONCAL_RUN_DIR"],
        "export",
        f"organization_id={office.organization_id}",
        f"export_id={run['id']}",
    ]
    environment = {**os.environ, "TRONCAL_FAULT": fault}
    return subprocess.run(command, env=environment, check=False, timeout=120).returncode


@pytest.mark.parametrize("format_", ["csv", "xlsx"])
def test_an_export_that_is_killed_begins_again_and_is_whole(office: Office, format_: str):
    """R-13: no half file is ever fetched."""
    people(office)
    exporter = Exporter(office)
    run = exporter.ask(format_, columns=["name"]).json
    office.running.effects.clear()
    dice = random.Random(3)
    assert work(office, run, f"export.page:kill@{dice.randint(2, PAGES - 1)}") == -signal.SIGKILL
    assert exporter.get(run["id"], "/file").status_code == 409
    assert work(office, run, "") == 0
    done = exporter.read(run["id"])
    assert (done["state"], done["done"]) == ("done", ROWS)


def test_an_export_that_kills_every_worker_fails(office: Office):
    people(office)
    exporter = Exporter(office)
    run = exporter.ask().json
    office.running.effects.clear()
    for _ in range(budgets.EXPORT_ATTEMPTS):
        assert work(office, run, "export.page:kill") == -signal.SIGKILL
    assert work(office, run, "") == 0
    failed = exporter.read(run["id"])
    assert failed["state"] == "failed"
    assert failed["failure"]["code"] == "export_failed"
    assert failed["failure"]["es"]


def listing_of(office: Office, session: Any, told: Any) -> Listing:
    record_type, query = query_of(
        session, office.admin, CONTACT_EXPORT, {}, sort="-updated_at", cards=False
    )
    return Listing(
        session=session,
        actor=office.admin,
        exports=CONTACT_EXPORT,
        record_type=record_type,
        query=query,
        options={"language": "es", "time_zone": "UTC"},
        told=told,
    )


def test_what_changes_while_a_file_is_written_is_neither_lost_nor_doubled(
    office: Office, monkeypatch: pytest.MonkeyPatch
):
    """R-13: a list sorted by its last change moves under the reader; the file does not."""
    people(office)
    monkeypatch.setattr(budgets, "EXPORT_PAGE", CHUNK)
    database: Database = office.running.database
    found: list[str] = []
    with database.snapshot(office.organization_id, actor=office.admin) as session:
        for page in listing_of(office, session, lambda _rows: None).rows():
            found += [str(row.members["name"]) for row in page]
            last = office.get(office.admin, "/contacts?sort=updated_at&limit=1").json["items"][0]
            assert office.edit(office.admin, last, first_name="Otra").status_code == 200
    assert Counter(found) == Counter(f"Ana {place}" for place in range(ROWS))


def test_an_export_that_was_deleted_stops_at_its_next_page(
    office: Office, monkeypatch: pytest.MonkeyPatch
):
    people(office)
    exporter = Exporter(office)
    run = exporter.ask().json
    monkeypatch.setattr(budgets, "EXPORT_PAGE", CHUNK)
    monkeypatch.setattr(budgets, "EXPORT_TELLS", 0.0)
    from chassis import faults

    passed: list[str] = []

    def point(name: str) -> None:
        passed.append(name)
        if passed.count("export.page") == 1 and name == "export.page":
            path = f"/exports/{run['id']}?{ENTITY}"
            assert office.send(office.admin, "DELETE", path).status_code == 204

    monkeypatch.setattr(faults, "point", point)
    office.running.run_woken_jobs()
    assert passed.count("export.page") == 1
    assert exporter.get(run["id"]).status_code == 404
    with pytest.raises(FileNotFoundError):
        storage_of(office.running.service).open(file_key(office.organization_id, run["id"]))


@pytest.mark.parametrize("sort", ["name", "-created_at", "updated_at", "custom.orden"])
@pytest.mark.parametrize("scope", ["all", "own"])
def test_pages_of_a_file_are_the_list_for_everybody(
    office: Office, monkeypatch: pytest.MonkeyPatch, sort: str, scope: str
):
    """Beyond 5, X-8: whoever asks, in any order, with a search: the file is the list."""
    body = {"title": "Orden", "type": "number"}
    office.send(office.admin, "POST", "/custom-fields?entity=contact", body)
    actor: Actor = office.member("Marta", scope=scope)
    for place in range(12):
        office.create(
            actor if place % 3 else office.admin,
            last_name=f"Ruiz {place}",
            visibility=("private", "read")[place % 2],
            custom={"orden": place % 5} if place % 4 else {},
        )
    monkeypatch.setattr(budgets, "EXPORT_PAGE", 3)
    for search in ({}, {"q": "ruiz"}, {"custom.orden.gte": "1"}):
        asked = "&".join(f"{name}={value}" for name, value in search.items())
        listed = office.names(actor, f"/contacts?sort={sort}&limit=50&{asked}")
        exporter = Exporter(office, actor)
        run = exporter.run(sort=sort, filter=search, columns=["name"], delimiter=",")
        text = exporter.get(run["id"], "/file").data.decode("utf-8-sig")
        rows = [row[0] for row in csv.reader(io.StringIO(text))][1:]
        assert rows == listed
        assert len(listed) > 3
