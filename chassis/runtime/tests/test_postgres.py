"""The embedded server keeps its promises when processes are killed and folders are hostile."""

import importlib.metadata
import os
import signal
import socket
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import psutil
import psycopg
import pytest

from chassis.runtime import pgbinaries
from chassis.runtime.errors import CannotStart
from chassis.runtime.folders import RunFolder
from chassis.runtime.pgdata import data_version
from chassis.runtime.postgres import EmbeddedPostgres
from chassis.runtime.settings import load
from chassis.runtime.upgrade import upgrade
from chassis.testing import eventually

ROOT = Path(__file__).parents[3]
pytestmark = pytest.mark.timeout(300)
_OLDER = Path(
    str(importlib.metadata.distribution("pgserver").locate_file("pgserver/pginstall/bin"))
)
needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="root only")


@pytest.fixture
def folder(open_folder: Path) -> RunFolder:
    return RunFolder(open_folder / "run")


@pytest.fixture
def server(folder: RunFolder) -> Iterator[EmbeddedPostgres]:
    with EmbeddedPostgres(folder) as server:
        yield server


def test_it_listens_on_loopback_only_and_demands_a_password(server: EmbeddedPostgres):
    listening = {
        c.laddr.ip
        for c in psutil.Process(server.child.pid).net_connections()
        if c.status == psutil.CONN_LISTEN
    }
    assert listening == {"127.0.0.1"}
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(server.url, password="guess")
    with psycopg.connect(server.url) as connection:
        assert connection.execute("SHOW fsync").fetchone() == ("on",)
        assert connection.execute("SELECT lower('ÑANDÚ')").fetchone() == ("ñandú",)


@pytest.mark.faults
def test_a_killed_server_comes_back_on_its_port_with_every_committed_row(server: EmbeddedPostgres):
    with psycopg.connect(server.url, autocommit=True) as connection:
        connection.execute("CREATE TABLE kept (n int)")
        written = 0
        for number in range(200):
            connection.execute("INSERT INTO kept VALUES (%s)", (number,))
            written += 1
        url = server.url
        server.kill()
    server.restart()
    assert server.url == url
    with psycopg.connect(server.url) as connection:
        assert connection.execute("SELECT count(*) FROM kept").fetchone() == (written,)


@pytest.mark.faults
def test_killing_the_owner_ends_the_server_and_the_next_start_has_every_committed_row(
    folder: RunFolder,
):
    script = textwrap.dedent(
        f"""
        import itertools, psycopg
        from pathlib import Path
        from chassis.runtime.folders import RunFolder
        from chassis.runtime.postgres import EmbeddedPostgres
        with EmbeddedPostgres(RunFolder(Path({str(folder.path)!r}))) as server:
            print(server.child.pid, flush=True)
            with psycopg.connect(server.url, autocommit=True) as connection:
                connection.execute("CREATE TABLE kept (n int)")
                for number in itertools.count(1):
                    connection.execute("INSERT INTO kept VALUES (%s)", (number,))
                    print(number, flush=True)
        """
    )
    with subprocess.Popen(
        [sys.executable, "-c", script], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as owner:
        server = int(owner.stdout.readline())
        for line in owner.stdout:
            if int(line) == 100:
                owner.kill()
                break
        acknowledged = max([100, *(int(line) for line in owner.stdout)])
    eventually(lambda: not psutil.pid_exists(server), deadline=10)
    with EmbeddedPostgres(folder) as again, psycopg.connect(again.url) as connection:
        assert connection.execute("SELECT count(*) FROM kept").fetchone()[0] >= acknowledged


def test_a_lock_file_that_names_a_stranger_does_not_stop_the_start(folder: RunFolder):
    with EmbeddedPostgres(folder) as server:
        data = Path(psutil.Process(server.child.pid).cwd())
    (data / "postmaster.pid").write_text(f"{os.getpid()}\n{data}\n")
    with EmbeddedPostgres(folder) as server:
        psycopg.connect(server.url).close()


def test_the_port_is_remembered_and_given_up_when_another_program_has_it(folder: RunFolder):
    with EmbeddedPostgres(folder) as server:
        first = server.url
    with EmbeddedPostgres(folder) as server:
        assert server.url == first
    taken = urlsplit(first).port
    with socket.create_server(("127.0.0.1", taken)), EmbeddedPostgres(folder) as server:
        assert urlsplit(server.url).port != taken
        psycopg.connect(server.url).close()


def test_an_interrupted_first_start_leaves_nothing_that_the_next_one_trusts(folder: RunFolder):
    half = folder.private("pg") / "data.new"
    half.mkdir()
    (half / "PG_VERSION").write_text("17\n")
    with EmbeddedPostgres(folder) as server:
        psycopg.connect(server.url).close()
    assert not half.exists()


def test_data_of_another_major_version_is_refused_by_one_sentence(folder: RunFolder):
    with EmbeddedPostgres(folder) as server:
        data = Path(psutil.Process(server.child.pid).cwd())
    (data / "PG_VERSION").write_text("9\n")
    with pytest.raises(CannotStart, match=r"PostgreSQL 9 .* `troncal db upgrade`\.$"):
        EmbeddedPostgres(folder).start()
    assert data_version(data) == 9


def test_an_upgrade_moves_every_row_role_and_password_and_keeps_the_old_data(folder: RunFolder):
    older = {"TRONCAL_PG_BIN": str(_OLDER)}
    with (
        EmbeddedPostgres(folder, environ=older) as server,
        psycopg.connect(server.url, autocommit=True) as connection,
    ):
        old = connection.info.server_version // 10_000
        connection.execute("CREATE ROLE reader LOGIN PASSWORD 'kept'")
        connection.execute("CREATE DATABASE things OWNER reader")
        with psycopg.connect(server.url, dbname="things") as inside:
            inside.execute("CREATE TABLE thing AS SELECT n, 'ñ' AS t FROM generate_series(1, 9) n")
    settings = load({"TRONCAL_RUN_DIR": str(folder.path), **older})
    upgrade(settings)
    with EmbeddedPostgres(folder) as server:
        assert server.binaries.major > old
        with psycopg.connect(server.url, dbname="things") as inside:
            row = inside.execute("SELECT count(*), min(t) FROM thing").fetchone()
            assert row == (9, "ñ")
        psycopg.connect(server.url, user="reader", password="kept", dbname="things").close()
        home = Path(psutil.Process(server.child.pid).cwd()).parent
        assert data_version(home / f"data.{old}") == old
        assert not (home / "upgrade").exists()
    upgrade(settings)


def test_lost_data_is_not_replaced_by_an_empty_database(folder: RunFolder):
    with EmbeddedPostgres(folder) as server:
        data = Path(psutil.Process(server.child.pid).cwd())
    data.rename(data.with_name("elsewhere"))
    with pytest.raises(CannotStart, match="is gone from"):
        EmbeddedPostgres(folder).start()


def test_a_second_copy_on_the_same_run_folder_is_refused(folder: RunFolder):
    refused = pytest.raises(CannotStart, match=rf"process {os.getpid()}\) runs on")
    with folder.held(), refused, RunFolder(folder.path).held():
        pytest.fail("both hold it")


@pytest.mark.faults
@needs_root
def test_a_full_disk_is_one_sentence_and_leaves_nothing_half_written(open_folder: Path):
    small = open_folder / "small"
    small.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=4m", "none", small], check=False, capture_output=True
    )
    if mounted.returncode != 0:
        pytest.skip("this machine forbids mounts")
    try:
        with pytest.raises(CannotStart, match="the disk is full"):
            EmbeddedPostgres(RunFolder(small / "run")).start()
        assert {p.name for p in (small / "run/pg").iterdir()} <= {"superuser"}
    finally:
        subprocess.run(["umount", small], check=True)


@needs_root
def test_root_with_a_folder_that_nobody_else_enters_keeps_data_and_programs_elsewhere(
    open_folder: Path, monkeypatch: pytest.MonkeyPatch
):
    """As with a clone, and so a virtual environment, under /root."""
    locked = open_folder / "root"
    locked.mkdir(mode=0o700)
    wheel = pgbinaries.choose(os.environ).bin.parent
    subprocess.run(["cp", "-a", wheel, locked / "pginstall"], check=True)
    monkeypatch.setenv("TRONCAL_PG_BIN", str(locked / "pginstall/bin"))
    shelf = open_folder / "var"
    folder = RunFolder(locked / "run")
    for _ in range(2):
        with EmbeddedPostgres(folder, shelf=shelf) as server:
            process = psutil.Process(server.child.pid)
            assert process.uids().real != 0
            assert Path(process.cwd()).is_relative_to(shelf)
            assert Path(process.exe()).is_relative_to(shelf)
            home = Path(process.cwd()).parent
            assert home.stat().st_mode & 0o777 == 0o700
            psycopg.connect(server.url).close()
    assert not (folder.path / "pg").exists()
    assert len([p for p in shelf.iterdir() if not p.name.startswith("postgresql-")]) == 1


@pytest.mark.faults
def test_an_owner_stopped_by_ctrl_c_stops_the_server_cleanly(folder: RunFolder):
    script = textwrap.dedent(
        f"""
        import time
        from pathlib import Path
        from chassis.runtime.folders import RunFolder
        from chassis.runtime.postgres import EmbeddedPostgres
        try:
            with EmbeddedPostgres(RunFolder(Path({str(folder.path)!r}))) as server:
                print(server.child.pid, flush=True)
                time.sleep(300)
        except KeyboardInterrupt:
            pass
        """
    )
    with subprocess.Popen(
        [sys.executable, "-c", script], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as owner:
        server = int(owner.stdout.readline())
        owner.send_signal(signal.SIGINT)
        assert owner.wait(20) == 0
    assert not psutil.pid_exists(server)
    assert "database system is shut down" in (folder.logs / "postgres.log").read_text()


@needs_root
def test_an_ordinary_user_runs_it_as_itself_and_is_told_where_it_may_not_write(folder: RunFolder):
    script = textwrap.dedent(
        """
        import os, sys
        from pathlib import Path
        from chassis.runtime.errors import CannotStart
        from chassis.runtime.folders import RunFolder
        from chassis.runtime.postgres import EmbeddedPostgres
        here = Path(sys.argv[1])
        os.setgid(65534)
        os.setuid(65534)
        try:
            RunFolder(here / "forbidden" / "run").make()
        except CannotStart as error:
            print(error)
        with EmbeddedPostgres(RunFolder(here / "run")) as server:
            print(Path(f"/proc/{server.child.pid}").stat().st_uid, flush=True)
        """
    )
    here = folder.path.parent
    (here / "forbidden").mkdir(mode=0o755)
    os.chown(here, 65534, 65534)
    ended = subprocess.run(
        [sys.executable, "-c", script, here], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if "No module named" in ended.stderr or "Permission denied" in ended.stderr:
        pytest.skip("this Python lies where only root may enter")
    assert ended.stdout.splitlines()[1:] == ["65534"], ended.stderr
    assert "permission denied" in ended.stdout
