"""Children die with their owner, whatever happens to it."""

import os
import signal
import subprocess
import sys
import textwrap
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest

from chassis.runtime.spawn import User, run, spawn
from chassis.testing import eventually

ROOT = Path(__file__).parents[3]


@contextmanager
def owner(code: str) -> Iterator[subprocess.Popen[str]]:
    script = "import signal, subprocess, sys, time\n" + textwrap.dedent(code)
    with subprocess.Popen(
        [sys.executable, "-c", script], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def gone(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGTERM])
def test_a_child_dies_when_its_owner_is_killed(end: signal.Signals):
    code = """
        from chassis.runtime.spawn import spawn
        print(spawn(["sleep", "300"], name="sleeper").pid, flush=True)
        time.sleep(300)
        """
    with owner(code) as process:
        child = int(process.stdout.readline())
        eventually(lambda: psutil.Process(child).name() == "sleep")
        process.send_signal(end)
    eventually(lambda: gone(child), deadline=5)


def test_a_child_gets_the_signal_that_was_asked_for(tmp_path: Path):
    told = tmp_path / "told"
    code = f"""
        from chassis.runtime.spawn import spawn
        spawn(["sh", "-c", "trap 'echo quit > {told}; exit' QUIT; echo ready; "
               "while :; do sleep 0.05; done"], name="trap", death_signal=signal.SIGQUIT)
        time.sleep(300)
        """
    with owner(code) as process:
        assert process.stdout.readline() == "ready\n"
        process.kill()
    eventually(lambda: told.exists() and told.read_text() == "quit\n", deadline=5)


def test_a_child_whose_owner_is_already_gone_never_starts(tmp_path: Path):
    told = tmp_path / "told"
    wrapper = ROOT / "chassis/runtime/childexec.py"
    stranger = "1"
    ended = subprocess.run(
        [sys.executable, wrapper, stranger, "15", "-", "-", "touch", told], check=False
    )
    assert ended.returncode == 126
    assert not told.exists()


def test_a_child_is_refused_off_the_main_thread():
    caught: list[Exception] = []

    def try_it() -> None:
        try:
            spawn(["true"], name="true")
        except RuntimeError as error:
            caught.append(error)

    thread = threading.Thread(target=try_it)
    thread.start()
    thread.join()
    assert "main thread" in str(caught[0])


def test_the_child_is_the_program_itself_in_a_session_of_its_own():
    child = spawn(["sleep", "300"], name="sleeper")
    try:
        eventually(lambda: psutil.Process(child.pid).name() == "sleep")
        assert os.getsid(child.pid) == child.pid
    finally:
        assert child.stop() == -signal.SIGTERM
    assert not child.running
    assert child.stop() == -signal.SIGTERM


def test_a_child_that_ignores_the_polite_signal_is_killed():
    child = spawn(
        ["sh", "-c", "trap '' TERM; echo ready; while :; do sleep 0.05; done"],
        name="stubborn",
        output=subprocess.PIPE,
    )
    with child.process:
        assert child.process.stdout.readline() == b"ready\n"
        assert child.stop((signal.SIGTERM, 0.2)) == -signal.SIGKILL


def test_a_missing_program_is_named():
    ended = run(["/no/such/program"], name="nothing")
    assert ended.returncode == 127
    assert "/no/such/program" in ended.stdout


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another user")
def test_a_child_of_root_becomes_the_user_asked_for_and_still_dies_with_its_owner():
    code = """
        from chassis.runtime.spawn import User, spawn
        nobody = User(uid=65534, gid=65534)
        print(spawn(["sleep", "300"], name="sleeper", user=nobody).pid, flush=True)
        time.sleep(300)
        """
    with owner(code) as process:
        child = int(process.stdout.readline())
        eventually(lambda: psutil.Process(child).name() == "sleep")
        assert psutil.Process(child).uids() == (65534, 65534, 65534)
        process.kill()
    eventually(lambda: gone(child), deadline=5)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another user")
def test_a_child_that_became_another_user_keeps_no_group_of_root():
    ended = run(["id", "-G"], name="id", user=User(uid=65534, gid=65534))
    assert ended.stdout.split() == ["65534"]
