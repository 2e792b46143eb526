"""Separate processes under one supervisor: the same product, and none of them outlives it."""

import signal
from pathlib import Path

import psutil
import pytest

from chassis.runtime.tests.toy import Running, Toy
from chassis.testing import eventually

pytestmark = [pytest.mark.broker, pytest.mark.faults, pytest.mark.timeout(300)]


@pytest.fixture
def toy(open_folder: Path) -> Toy:
    return Toy(open_folder / "toy")


def process_of(product: Running, name: str) -> psutil.Process:
    service, _, kind = name.partition("-")
    shown = f"master [{name}]" if kind == "web" else f"--target {service} --role events"
    for child in psutil.Process(product.process.pid).children():
        if shown in " ".join(child.cmdline()):
            return child
    raise AssertionError(f"no process {name}")


def test_the_product_in_processes_survives_a_killed_one_and_stops_in_order(toy: Toy):
    with toy.running("services", TRONCAL_WEB_WORKERS="2") as product:
        assert "admin@toy.local   password: made-up" in product.output
        product.write("one")
        eventually(lambda: product.ledger() == ["first", "one"], deadline=60)
        shouted = toy.run_dir / "files/shouted"
        eventually(lambda: shouted.exists() and "one" in shouted.read_text())

        work = process_of(product, "ledger-work")
        work.kill()
        product.write("two")
        eventually(lambda: product.ledger() == ["first", "one", "two"], deadline=60)
        assert process_of(product, "ledger-work").pid != work.pid
        assert "ledger-work ended with status -9" in product.output

        for name in ("gateway-web", "ledger-web"):
            assert len(process_of(product, name).children()) == 2
            kept = toy.run_dir / f"metrics-{name.removesuffix('-web')}"
            assert any(kept.glob("*.db")), "the workers share their metrics by file"

        environ = process_of(product, "ledger-work").environ()
        assert "TRONCAL_GATEWAY_DATABASE_URL" not in environ
        assert "TRONCAL_DATABASE_URL" not in environ
        for name in ("gateway-web", "gateway-work", "ledger-web", "ledger-work"):
            assert (toy.run_dir / f"logs/{name}.log").stat().st_size > 0
        lines = [line for line in product.output.splitlines() if '"event"' in line]
        assert lines
        assert all(line.split("|")[0].strip() in _NAMES for line in lines)

        everything = psutil.Process(product.process.pid).children(recursive=True)
        status, seconds = product.stop()
        assert status == 0, product.output[-2000:]
        assert seconds < 90
        eventually(lambda: not any(_alive(child) for child in everything))


def test_killing_the_supervisor_leaves_no_process_and_loses_nothing(toy: Toy):
    with toy.running("services") as product:
        product.write("one")
        everything = psutil.Process(product.process.pid).children(recursive=True)
        product.stop(signal.SIGKILL)
        eventually(lambda: not any(_alive(child) for child in everything), deadline=60)
    with toy.running("services") as product:
        assert product.entries() == ["first", "one"]
        eventually(lambda: product.ledger() == ["first", "one"], deadline=60)


_NAMES = {"gateway-web", "gateway-work", "ledger-web", "ledger-work"}


def _alive(process: psutil.Process) -> bool:
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def test_a_successor_that_cannot_start_ends_the_restart_and_what_runs_goes_on(toy: Toy):
    with toy.running("services") as product:
        before = process_of(product, "ledger-work").pid
        (toy.root / "services/ledger/service.py").write_text("raise SystemExit(3)\n")
        asked = toy.command("restart")
        assert asked.returncode == 0, asked.stderr
        eventually(lambda: "ledger-work stays" in product.output, deadline=90)
        assert process_of(product, "ledger-work").pid == before
        product.write("one")
        eventually(lambda: product.ledger() == ["first", "one"], deadline=60)


def test_a_restart_is_refused_where_nothing_runs(toy: Toy):
    asked = toy.command("restart")
    assert asked.returncode == 1
    assert asked.stderr.startswith("Nothing runs on ")
