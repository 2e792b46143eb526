"""A disk that is full: a small tmpfs holds the database's data, and a ballast file fills it."""

import os
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from chassis.runtime.folders import RunFolder
from chassis.runtime.postgres import EmbeddedPostgres
from chassis.testing import bus as world_of
from chassis.testing import eventually
from chassis.testing.servers import TestServer
from tests.faults.crowd import Crowd, drained
from tests.faults.harness import SHOP

pytestmark = [pytest.mark.thorough, pytest.mark.faults, pytest.mark.timeout(300)]

_SMALL = {"max_wal_size": "64MB", "min_wal_size": "32MB", "shared_buffers": "32MB"}


@pytest.fixture
def small_disk(test_folder: Path) -> Iterator[Path]:
    """A file system of 256 MB of its own."""
    path = Path(tempfile.mkdtemp(dir=test_folder, prefix="disk-"))
    mount = ["mount", "-t", "tmpfs", "-o", "size=256m,mode=0711", "tmpfs", str(path)]
    mounted = subprocess.run(mount, check=False, capture_output=True, text=True)
    if mounted.returncode != 0:
        pytest.skip(f"a tmpfs cannot be mounted here: {mounted.stderr.strip()}")
    yield path
    subprocess.run(["umount", "--lazy", str(path)], check=True)


def fill(disk: Path) -> Path:
    """Leave no room for what is written next."""
    ballast = disk / "ballast"
    free = os.statvfs(disk)
    with ballast.open("wb") as file:
        os.posix_fallocate(file.fileno(), 0, max(1, free.f_bavail * free.f_frsize - 65_536))
    return ballast


def test_a_full_disk_loses_nothing_and_is_survived_without_repair(small_disk, make_stage, rabbit):
    """P15: what does not fit is refused or unknown, never half there; room alone mends it."""
    with EmbeddedPostgres(RunFolder(small_disk / "pg"), settings=_SMALL) as postgres:
        server = TestServer(postgres.url)
        template = server.template("shop", world_of.build)
        urls = {name: server.create(template=template) for name in world_of.SERVICES}
        stage = make_stage(rabbit, urls=urls, parts=SHOP)
        stage.start()
        with Crowd(stage) as crowd:
            crowd.wait_for(20)
            ballast = fill(small_disk)
            eventually(lambda: crowd.failed, deadline=60, saying="the full disk is felt")
            crowd.rest(2)
            ballast.unlink()
            if not postgres.running:  # PostgreSQL ends when its log does not fit
                postgres.child.process.wait()
                postgres.restart()
            for database in stage.world.databases.values():
                database.close()
            crowd.wait_for(30)
        verdict = drained(stage, crowd.ledger)
        assert verdict.clean, verdict
        for reader in ("single", "listed"):
            assert stage.world.attempted(reader) == 0
        stage.close()
        stage.world.close()
        stage.children.clear()
