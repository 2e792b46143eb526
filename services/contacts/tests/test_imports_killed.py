"""An import that is killed goes on where it stopped: nothing twice, nothing lost (beyond 17)."""

import os
import random
import signal
import subprocess
import sys
from collections import Counter
from typing import Any
from uuid import UUID

import pytest

from chassis.clock import now
from chassis.records.importing.tables import ImportRun
from contracts.contacts import ContactCreated, ContactDiscarded
from services.contacts.tests.office import Office
from services.contacts.tests.sending import ENTITY, Importer
from services.contacts.tests.working_process import CHUNK

ROWS = 400
POINTS = (
    "import.before_chunk",
    "import.after_chunk",
    "database.before_commit",
    "database.after_commit",
)


def work(office: Office, run: dict[str, Any], fault: str) -> int:
    """Let a process work at the import, its lease being over; return how it ended."""
    running = office.running
    with running.database.transaction(office.organization_id) as session:
        session.lock(ImportRun, UUID(run["id"])).due_at = now()
    command = [
        sys.executable,
        "-m",
        "services.contacts.tests.working_process",
        running.database.engine.url.render_as_string(hide_password=False),
        running.service.environment["TRONCAL_RUN_DIR"],
        "import",
        f"organization_id={office.organization_id}",
        f"import_id={run['id']}",
    ]
    environment = {**os.environ, "TRONCAL_FAULT": fault}
    return subprocess.run(command, env=environment, check=False, timeout=120).returncode


@pytest.mark.parametrize("seed", [1, 2])
def test_an_import_killed_at_random_points_repeats_nothing_and_loses_nothing(
    office: Office, seed: int
):
    """Beyond 17, C-50: killed with SIGKILL again and again, then undone just so."""
    dice = random.Random(seed)
    importer = Importer(office)
    bad = {place for place in range(ROWS) if dice.random() < 0.05}
    file = "Nombre;Apellido;Celular;Etiquetas\n" + "".join(
        f"Ana;Ruiz {place};{'12' if place in bad else 3_000_000_000 + place};feria\n"
        for place in range(ROWS)
    )
    run = importer.sent(file)
    started = office.send(office.admin, "POST", f"/imports/{run['id']}/start?{ENTITY}")
    assert started.status_code == 202
    kills = 0
    for _ in range(3):
        fault = f"{dice.choice(POINTS)}:kill@{dice.randint(2, ROWS // CHUNK // 3)}"
        kills += work(office, run, fault) == -signal.SIGKILL
    assert kills == 3
    halfway = importer.read(run)
    assert halfway["state"] == "running"
    assert 0 < halfway["counts"]["read"] < ROWS
    assert work(office, run, "") == 0
    done = importer.read(run)
    assert done["state"] == "done"
    assert importer.counts(done) == (ROWS - len(bad), 0, 0, len(bad))
    names = Counter(fact["name"] for fact in office.stated(ContactCreated))
    assert names == Counter(f"Ana Ruiz {place}" for place in range(ROWS) if place not in bad)
    assert len(importer.errors(done).splitlines()) == 1 + len(bad)
    total = office.get(office.admin, "/contacts?count=1").json["total"]
    assert total == ROWS - len(bad)
    assert (
        office.send(office.admin, "POST", f"/imports/{run['id']}/undo?{ENTITY}").status_code == 202
    )
    assert work(office, run, "import.after_undo:kill@3") == -signal.SIGKILL
    assert work(office, run, "") == 0
    undone = importer.read(run)
    assert undone["undone"] == {"removed": ROWS - len(bad), "restored": 0, "kept": 0}
    assert len(office.stated(ContactDiscarded)) == ROWS - len(bad)
    assert office.names(office.admin, "/contacts") == []
