"""`make bench-reminders`: 1,000 reminders that are due in the same minute (beyond.md 4).

    python -m bench.reminders [--reminders 1000] [--runs 5]

Starts a PostgreSQL of its own, on 127.0.0.1, with the notifications service on it. Each run writes
the reminders as waiting and due, then takes the time from there until every one has fired: state,
notice in the bell and live message, by the same sweep that the scheduler calls every second (whose
wait of up to one second is added to the figure). Prints each run and their median; exits 1 beyond
ten seconds.
"""

import argparse
import statistics
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path

from sqlalchemy import func, select

from chassis.clock import now
from chassis.ids import new_id
from chassis.runtime.folders import RunFolder
from chassis.runtime.postgres import EmbeddedPostgres
from chassis.testing.running import RunningService, build, running
from services.notifications.inbox.models import Notification
from services.notifications.reminders.jobs import EVERY
from services.notifications.reminders.models import Reminder
from services.notifications.service import SERVICE

BOUND = 10.0


def main() -> int:
    """Measure, print and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reminders", type=int, default=1_000)
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="troncal-bench-") as folder:
        Path(folder).chmod(0o711)
        with EmbeddedPostgres(RunFolder(Path(folder) / "postgres")) as server:
            build(SERVICE)(server.url)
            with running(SERVICE, server.url) as service:
                taken = [_run(service, options.reminders) for _ in range(options.runs)]
    for number, seconds in enumerate(taken, start=1):
        print(f"run {number}: {options.reminders} reminders fired in {seconds:.2f} s")
    figure = statistics.median(taken) + EVERY.total_seconds()
    print(f"all out at most {figure:.2f} s after they were due (median and the sweep's wait)")
    return 0 if figure <= BOUND else 1


def _run(service: RunningService, count: int) -> float:
    organization_id = new_id()
    moment = now() - timedelta(seconds=1)
    with service.database.transaction(organization_id) as session:
        session.add_all(
            Reminder(
                user_id=new_id(),
                title=f"Llamar al cliente {number}",
                due_at=moment,
                fires_at=moment,
                channels=["in_app"],
            )
            for number in range(count)
        )
    began = time.perf_counter()
    service.run_sweep("fire_due_reminders")
    taken = time.perf_counter() - began
    with service.database.reading(organization_id) as session:
        fired = session.scalar(select(func.count(Notification.id)))
    if fired != count or len(service.live("reminder.due")) < count:
        raise RuntimeError(f"{fired} of {count} reminders fired")
    return taken


if __name__ == "__main__":
    sys.exit(main())
