"""kill -9 of the door, the jobs, the clock and the migrations at every named point.

The ledger of requests is compared with rows, effects and shipments: nothing lost, nothing twice,
nothing halved, whatever the client was told.
"""

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import create_engine
from sqlalchemy.engine import make_url

from chassis.db.migrate import pending
from chassis.events.start import RabbitMQ
from chassis.testing import bus as world_of
from chassis.testing import eventually
from tests.faults import points
from tests.faults.conftest import some_of
from tests.faults.crowd import Crowd, drained
from tests.faults.harness import ALL, PATIENCE, SHOP
from tests.faults.ledger import Ledger

pytestmark = [pytest.mark.faults, pytest.mark.timeout(400)]

MIGRATE = """
import sys
from chassis.db.migrate import upgrade
from chassis.testing import notes
upgrade(sys.argv[1], metadata=notes.Base.metadata, migrations=notes.NO_MIGRATIONS)
"""
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def over_broker(make_lasting_stage, brokers):
    broker = brokers.take()
    stage = make_lasting_stage(RabbitMQ(url=broker.url, prefix=broker.prefix), parts=SHOP)
    stage.start()
    return stage, Ledger()


@pytest.fixture(scope="module")
def in_one_process(make_lasting_stage):
    stage = make_lasting_stage(parts=ALL)
    stage.start()
    return stage, Ledger()


def kill_under_load(stage, ledger, point, times):
    """Let people write while the process that passes this point dies there; return the verdict."""
    victim = stage.victim(point)
    with Crowd(stage, ledger=ledger) as crowd:
        for turn in range(times):
            victim.kill()
            victim.launch(f"{point}:kill@{1 + turn % 3}")
            eventually(victim.died, deadline=PATIENCE, saying=f"killed at {point}")
            victim.end()
            victim.launch()
            crowd.wait_for(5)
    return drained(stage, ledger)


@pytest.mark.parametrize("point", some_of(points.DOOR, points.JOBS))
def test_a_kill_of_door_jobs_or_clock_loses_and_doubles_nothing(point, over_broker, times):
    verdict = kill_under_load(*over_broker, point, times)
    assert verdict.clean, verdict


@pytest.mark.thorough
@pytest.mark.parametrize("point", [*points.DOOR, *points.JOBS])
def test_a_kill_of_the_whole_product_loses_and_doubles_nothing(point, in_one_process, times):
    verdict = kill_under_load(*in_one_process, point, times)
    assert verdict.clean, verdict


@pytest.mark.parametrize("turn", [1, 2])
@pytest.mark.parametrize("point", points.MIGRATION)
def test_a_migration_that_was_killed_is_finished_by_the_next(point, turn, database_url):
    migrate = [sys.executable, "-c", MIGRATE, database_url]
    killed = subprocess.run(
        migrate, env={**os.environ, "TRONCAL_FAULT": f"{point}:kill@{turn}"}, check=False
    )
    assert killed.returncode == -9
    subprocess.run(migrate, check=True)
    engine = create_engine(make_url(database_url).set(drivername="postgresql+psycopg"))
    with engine.connect() as connection:
        left = pending(
            connection, metadata=world_of.Base.metadata, migrations=world_of.NO_MIGRATIONS
        )
    engine.dispose()
    assert left == []


def points_in_code() -> dict[str, Path]:
    """Find every `faults.point("…")` of the product."""
    found = {}
    for package in ("chassis", "services", "gateway"):
        for path in (ROOT / package).rglob("*.py"):
            if "tests" in path.parts:
                continue
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.Call) and ast.unparse(node.func) == "faults.point":
                    found[ast.literal_eval(node.args[0])] = path
    return found


def test_every_fault_point_of_the_code_is_exercised():
    """A point of the chassis stands in the suite's table or in the tests of a service that works
    with that part of it, one of a service in its own tests."""
    left = []
    for point, path in points_in_code().items():
        relative = path.relative_to(ROOT)
        of_chassis = relative.parts[0] == "chassis"
        if of_chassis and point in points.CHASSIS:
            continue
        folder = ROOT / "services" if of_chassis else ROOT.joinpath(*relative.parts[:2])
        asked = re.compile(rf'"{re.escape(point)}(:(kill|raise|die|exit|hang).*)?"')
        if not any(asked.search(one.read_text()) for one in folder.rglob("test_*.py")):
            left.append(f"{point} ({relative})")
    assert left == []
    assert set(points_in_code()) >= points.CHASSIS
