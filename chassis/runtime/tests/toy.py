"""Run the toy product (``product/``) as a person would: by the command line, from its own root."""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import requests

from chassis.runtime.ports import free_port
from chassis.testing import eventually

_HERE = Path(__file__).parent
_CHASSIS = Path(__file__).parents[2]


class Toy:
    """A root with the toy's two services and this chassis, and a run folder."""

    def __init__(self, root: Path) -> None:
        shutil.copytree(_HERE / "product", root, dirs_exist_ok=True)
        (root / "chassis").symlink_to(_CHASSIS)
        self.root = root
        self.port = free_port()
        self.run_dir = root / ".run"

    def environ(self, **more: str) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if "TRONCAL" not in name}
        return {
            **kept,
            "DEMO": "0",
            "TRONCAL_PORT": str(self.port),
            "TRONCAL_RUN_DIR": str(self.run_dir),
            **more,
        }

    def command(self, *arguments: str, **environ: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "chassis.runtime", *arguments],
            cwd=self.root,
            env=self.environ(**environ),
            capture_output=True,
            text=True,
            timeout=180,
            check=False,
        )

    @contextmanager
    def running(self, *arguments: str, **environ: str) -> Iterator["Running"]:
        path = self.root / "output"
        with path.open("w") as output:
            process = subprocess.Popen(
                [sys.executable, "-m", "chassis.runtime", *arguments],
                cwd=self.root,
                env=self.environ(**environ),
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        running = Running(self, process, path)
        try:
            running.wait_ready()
            yield running
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
                try:
                    process.wait(90)
                except subprocess.TimeoutExpired:
                    process.kill()
                    process.wait()


class Running:
    """A start of the toy that is on its feet."""

    def __init__(self, toy: Toy, process: subprocess.Popen[Any], output: Path) -> None:
        self.toy = toy
        self.process = process
        self._output = output
        self.address = f"http://127.0.0.1:{toy.port}/api/v1"

    @property
    def output(self) -> str:
        return self._output.read_text(errors="replace")

    def wait_ready(self) -> None:
        def ready() -> bool:
            if self.process.poll() is not None:
                raise RuntimeError(f"ended with {self.process.returncode}: {self.output[-20_000:]}")
            return "is ready" in self.output

        eventually(ready, deadline=180, saying="the toy is ready")

    def write(self, text: str) -> None:
        requests.post(f"{self.address}/entries", json={"text": text}, timeout=60).raise_for_status()

    def entries(self) -> list[str]:
        return self._get("entries")["texts"]

    def ledger(self) -> list[str]:
        shown = self._get("ledger")
        assert shown["status"] == 200, shown
        return re.findall(r'"([^"]*)"', shown["body"].partition("[")[2])

    def _get(self, path: str) -> Mapping[str, Any]:
        answer = requests.get(f"{self.address}/{path}", timeout=60)
        answer.raise_for_status()
        return answer.json()

    def stop(self, number: signal.Signals = signal.SIGTERM) -> tuple[int, float]:
        """Ask it to stop; return its exit status and how long it took."""
        began = time.monotonic()
        self.process.send_signal(number)
        return self.process.wait(90), time.monotonic() - began
