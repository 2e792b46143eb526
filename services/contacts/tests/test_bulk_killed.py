"""A bulk run whose worker dies goes on where it was; each record is dealt with once."""

import os
import random
import signal
import subprocess
import sys
from collections import Counter
from uuid import UUID

import pytest

from chassis.clock import now
from chassis.records.bulk.tables import BulkRun
from contracts.contacts import ContactChanged
from services.contacts.tests.bulking import Bulker, people
from services.contacts.tests.office import Office
from services.contacts.tests.working_process import CHUNK

CHUNKS = 6
ROWS = CHUNK * CHUNKS - 3


def work(office: Office, run_id: str, fault: str) -> int:
    """Let a process work at the run, its lease being over; return how it ended."""
    running = office.running
    with running.database.transaction(office.organization_id) as session:
        session.lock(BulkRun, UUID(run_id)).due_at = now()
    command = [
        sys.executable,
        "-m",
        "services.contacts.tests.working_process",
        running.database.engine.url.render_as_string(hide_password=False),
        running.service.environment["TRONCAL_RUN_DIR"],
        "bulk",
        f"organization_id={office.organization_id}",
        f"bulk_run_id={run_id}",
    ]
    environment = {**os.environ, "TRONCAL_FAULT": fault}
    return subprocess.run(command, env=environment, check=False, timeout=120).returncode


@pytest.mark.parametrize("point", ["bulk.before_chunk", "bulk.after_chunk"])
def test_a_run_that_is_killed_goes_on_and_does_nothing_twice(office: Office, point: str):
    """C-43, beyond 5: exactly once per record, whenever the worker dies."""
    marta = office.member("Marta")
    ids = people(office, ROWS)
    bulker = Bulker(office)
    asked = bulker.ask("assign", filter={}, params={"owner_id": str(marta.user_id)}).json
    office.running.effects.clear()
    dice = random.Random(5)
    killed = f"{point}:kill@{dice.randint(2, CHUNKS - 1)}"
    assert work(office, asked["id"], killed) == -signal.SIGKILL
    halfway = bulker.read(asked["id"])
    assert halfway["state"] == "running"
    assert 0 < halfway["counts"]["done"] < ROWS
    assert len(office.stated(ContactChanged)) == halfway["counts"]["done"]
    assert work(office, asked["id"], "") == 0
    done = bulker.read(asked["id"])
    assert (done["state"], done["counts"]["done"]) == ("done", ROWS)
    told = Counter(fact["subject"] for fact in office.stated(ContactChanged))
    assert told == Counter(f"contact/{id}" for id in ids)
