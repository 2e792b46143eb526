"""The gateway runs on gevent: nothing that it waits for may stop its other streams."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from chassis.testing.fixtures import DatabaseFactory
from gateway.tests.patched import SECONDS, SLEEPERS

ROOT = Path(__file__).parents[2]


@pytest.fixture
def measured(database_factory: DatabaseFactory):
    ended = subprocess.run(
        [
            *(sys.executable, "-m", "chassis.patched"),
            *("gateway.tests.patched", database_factory()),
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    return json.loads(ended.stdout)


def test_statements_listeners_and_password_checks_leave_the_loop_turning(measured):
    for name in ("query", "listen"):
        assert measured[name]["seconds"] < SLEEPERS * SECONDS / 2, "one waited for the other"
        assert measured[name]["turns"] > 10
    assert measured["hash"]["turns"] > 10 * measured["hash"]["seconds"]
