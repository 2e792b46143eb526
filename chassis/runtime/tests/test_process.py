"""`troncal run`: it starts whole or says why not, and loses nothing when it stops."""

import signal
import socket
import stat
import threading
from pathlib import Path

import psutil
import pytest
import requests

from chassis.runtime.tests.toy import Toy
from chassis.testing import eventually

pytestmark = pytest.mark.timeout(300)

STRONG = "a-Strong-key-0123456789-abcdefghijklmnop"


@pytest.fixture
def toy(open_folder: Path) -> Toy:
    return Toy(open_folder / "toy")


def test_a_first_start_serves_carries_facts_runs_jobs_and_sweeps_and_shows_the_login_once(
    toy: Toy,
):
    with toy.running("run") as product:
        assert f"http://localhost:{toy.port}" in product.output
        assert "admin@toy.local   password: made-up" in product.output
        product.write("hola")
        eventually(lambda: product.ledger() == ["first", "hola"], deadline=30)
        shouted = toy.run_dir / "files/shouted"
        eventually(lambda: "hola" in shouted.read_text() if shouted.exists() else False)
        eventually((toy.run_dir / "files/ticked").exists)
        kept = toy.run_dir / "keys"
        assert stat.S_IMODE(kept.stat().st_mode) == 0o700
        assert all(stat.S_IMODE(file.stat().st_mode) == 0o600 for file in kept.iterdir())
    with toy.running("run") as product:
        assert "password" not in product.output
        assert product.ledger() == ["first", "hola"]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_stop_finishes_accepted_requests_and_leaves_no_process(toy: Toy, number: signal.Signals):
    with toy.running("run") as product:
        children = psutil.Process(product.process.pid).children(recursive=True)
        acknowledged: list[str] = []
        refused = threading.Event()

        def write_on() -> None:
            for count in range(10_000):
                try:
                    product.write(f"n{count}")
                except requests.ConnectionError:
                    refused.set()
                    return
                acknowledged.append(f"n{count}")

        writer = threading.Thread(target=write_on)
        writer.start()
        eventually(lambda: len(acknowledged) > 20)
        status, seconds = product.stop(number)
        writer.join(20)
        assert refused.is_set()
        assert status == 0, product.output
        assert seconds < 60
        assert not any(child.is_running() for child in children)
    log = (toy.run_dir / "logs/postgres.log").read_text()
    assert "database system is shut down" in log
    with toy.running("run") as product:
        assert set(product.entries()) == {"first", *acknowledged}


@pytest.mark.faults
def test_a_kill_loses_no_acknowledged_write_and_no_fact_and_the_next_start_just_works(toy: Toy):
    with toy.running("run") as product:
        children = psutil.Process(product.process.pid).children(recursive=True)
        for count in range(30):
            product.write(f"n{count}")
        product.stop(signal.SIGKILL)
        eventually(lambda: not any(child.is_running() for child in children), deadline=30)
    with toy.running("run") as product:
        wanted = sorted(["first", *(f"n{count}" for count in range(30))])
        assert product.entries() == wanted
        eventually(lambda: product.ledger() == wanted)


@pytest.mark.faults
def test_a_killed_database_is_started_again_and_service_goes_on(toy: Toy):
    with toy.running("run") as product:
        product.write("before")
        server = next(
            child
            for child in psutil.Process(product.process.pid).children()
            if child.name() == "postgres"
        )
        server.kill()

        def writes_again() -> bool:
            return requests.post(
                f"{product.address}/entries", json={"text": "after"}, timeout=30
            ).ok

        down = (AssertionError, requests.RequestException)
        # the first write may still be served by a backend that has not seen its postmaster die
        eventually(writes_again, deadline=60, ignoring=down)
        eventually(
            lambda: {"before", "after"} <= set(product.entries()), deadline=60, ignoring=down
        )
        eventually(
            lambda: set(product.ledger()) == set(product.entries()), deadline=60, ignoring=down
        )


@pytest.mark.faults
def test_a_killed_second_process_is_started_again_and_no_fact_or_job_is_lost(toy: Toy):
    with toy.running("run") as product:
        product.write("before")
        eventually(lambda: product.ledger() == ["before", "first"], deadline=30)
        work = second(product.process.pid)
        work.kill()
        work.wait(30)
        product.write("meanwhile")
        eventually(lambda: product.ledger() == ["before", "first", "meanwhile"], deadline=60)
        shouted = toy.run_dir / "files/shouted"
        eventually(lambda: shouted.exists() and "meanwhile" in shouted.read_text())
        assert second(product.process.pid).pid != work.pid
        assert "work ended with status -9" in product.output


def test_requests_and_other_work_have_a_process_each(toy: Toy):
    with toy.running("run") as product:
        roles = [
            " ".join(child.cmdline()).partition("--role ")[2]
            for child in psutil.Process(product.process.pid).children()
        ]
        assert "events,jobs,scheduler" in roles
        assert '"role":"web"' not in (toy.run_dir / "logs/work.log").read_text()
        assert "consumer started" in (toy.run_dir / "logs/work.log").read_text()
        assert "consumer started" not in (toy.run_dir / "logs/troncal.log").read_text()


def second(first: int) -> psutil.Process:
    return next(
        child for child in psutil.Process(first).children() if "--supervised" in child.cmdline()
    )


def test_a_taken_port_is_one_sentence_and_nothing_is_written(toy: Toy):
    with socket.create_server(("127.0.0.1", toy.port)):
        ended = toy.command("run")
    assert ended.returncode == 1
    assert ended.stderr.count("\n") == 1
    assert f"Port {toy.port}" in ended.stderr
    assert "TRONCAL_PORT" in ended.stderr
    assert not (toy.run_dir / "pg.json").exists()


def test_a_second_copy_on_the_same_run_folder_is_refused_and_one_with_its_own_runs(
    toy: Toy, open_folder: Path
):
    with toy.running("run"):
        second = Toy(open_folder / "second")
        ended = second.command("run", TRONCAL_RUN_DIR=str(toy.run_dir))
        assert ended.returncode == 1
        assert "Another copy of Troncal" in ended.stderr
        with second.running("run") as product:
            product.write("mine")
            assert "mine" in product.entries()


@pytest.mark.parametrize(
    ("environ", "sentence"),
    [
        ({"TRONCAL_ENV": "production"}, "TRONCAL_SECRET_KEY is missing"),
        ({"TRONCAL_ENV": "production", "TRONCAL_SECRET_KEY": "short"}, "is weak"),
        ({"TRONCAL_SECRET_KEY": "changeme-changeme-changeme-changeme"}, "is weak"),
        (
            {"TRONCAL_ENV": "production", "TRONCAL_SECRET_KEY": STRONG},
            "TRONCAL_SIGNING_KEY_FILE is missing",
        ),
        (
            {"TRONCAL_SIGNING_KEY_FILE": "/etc/hostname"},
            "cannot read an unencrypted Ed25519 key",
        ),
        ({"TRONCAL_ENV": "prod"}, "production or development"),
        ({"TRONCAL_PORT": "eighty"}, "TRONCAL_PORT is 'eighty'"),
        ({"TRONCAL_TARGET": "sales"}, "There is no service 'sales' here"),
        ({"TRONCAL_ROLE": "boss"}, "Unknown role boss"),
        ({"TOY_REFUSES": "1"}, "gateway: TOY_REFUSES must not be set."),
        ({"TRONCAL_LOG_LEVEL": "loud"}, "TRONCAL_LOG_LEVEL"),
        (
            {"TRONCAL_DATABASE_URL": "postgresql://nobody@127.0.0.1:1/x"},
            "The database server cannot be used",
        ),
        ({"TRONCAL_TARGET": "gateway", "TRONCAL_ROLE": "events"}, "missing here: ledger"),
        ({"TRONCAL_PG_BIN": "/nowhere"}, "TRONCAL_PG_BIN is /nowhere"),
    ],
)
def test_what_is_wrong_is_one_sentence_and_a_failure(
    toy: Toy, environ: dict[str, str], sentence: str
):
    ended = toy.command("run", **environ)
    assert ended.returncode == 1
    assert sentence in ended.stderr
    assert ended.stderr.count("\n") == 1, ended.stderr


def test_doctor_redeliver_and_rebuild_work_beside_a_running_copy_and_without_one(toy: Toy):
    with toy.running("run") as product:
        product.write("hola")
        assert toy.command("doctor").stdout.startswith("All is well")
        asked = toy.command("redeliver", "gateway", "ledger", "--since", "2020-01-01T00:00:00Z")
        assert asked.returncode == 0, asked.stderr
        eventually(lambda: toy.command("doctor").returncode == 0, deadline=30)
        assert product.ledger() == ["first", "hola"]
    assert toy.command("doctor").returncode == 0
    wrong = toy.command("redeliver", "ledger", "gateway", "--since", "2020-01-01T00:00:00Z")
    assert "gateway reads nothing that ledger states" in wrong.stderr
    assert "keeps no event log" in toy.command("rebuild", "ledger").stderr
    assert "no moment" in toy.command("redeliver", "a", "b", "--since", "soon").stderr


def test_migrate_makes_the_databases_and_doctor_misses_them_before(toy: Toy):
    before = toy.command("doctor")
    assert before.returncode == 2
    assert "run `troncal migrate`" in before.stdout
    assert toy.command("migrate").returncode == 0
    assert toy.command("doctor").stdout.startswith("All is well")
