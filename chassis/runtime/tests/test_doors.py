"""Which server a process gets."""

from pathlib import Path

import pytest

from chassis.runtime import settings
from chassis.runtime.doors import door_of
from chassis.runtime.errors import CannotStart

GIVEN = {"TRONCAL_LEDGER_DATABASE_URL": "postgresql://x/ledger"}


@pytest.mark.parametrize(
    ("target", "role", "environ", "door"),
    [
        ("all", "all", {}, "cheroot"),
        ("all", "web", {"TRONCAL_DATABASE_URL": "postgresql://x"}, "cheroot"),
        ("ledger", "web", GIVEN, "threads"),
        ("ledger", "web,events", GIVEN, "cheroot"),
        ("ledger", "events,jobs,scheduler", GIVEN, "cheroot"),
        ("ledger,gateway", "web", GIVEN, "cheroot"),
        ("ledger", "web", {}, "cheroot"),
        ("gateway", "web", GIVEN, "cheroot"),
        ("gateway", "web", {"TRONCAL_DATABASE_URL": "postgresql://x"}, "gevent"),
    ],
)
def test_the_server_follows_from_what_the_process_is(tmp_path: Path, target, role, environ, door):
    read = settings.load({"TRONCAL_RUN_DIR": str(tmp_path), **environ}, target=target, role=role)
    assert door_of(read) == door


@pytest.mark.parametrize("number", ["0", "-1", "many", "65"])
def test_a_number_of_workers_that_makes_no_sense_is_one_sentence(number: str):
    with pytest.raises(CannotStart, match="TRONCAL_WEB_WORKERS is"):
        settings.load({"TRONCAL_WEB_WORKERS": number})
