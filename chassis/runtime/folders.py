"""The run folder: where one copy of Troncal keeps data, files, logs and keys, and who holds it.

Guarantees: one running copy per run folder (a lock that the kernel releases when its holder dies,
however it dies); private parts are readable by their owner only; a recorded value is replaced
whole or not at all, also when the disk is full or the process is killed in between.
"""

import fcntl
import json
import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from chassis.runtime.errors import CannotStart, explain

_ENTERABLE = 0o711
_PRIVATE = 0o700


class FolderBusy(CannotStart):
    """Another running copy holds the run folder."""


class RunFolder:
    """The places inside one run folder; each is made when it is first asked for."""

    def __init__(self, path: Path) -> None:
        self.path = path.absolute()

    def make(self) -> None:
        """Create the folder itself; other users may pass through it, not look into it."""
        try:
            self.path.mkdir(mode=_ENTERABLE, parents=True, exist_ok=True)
        except OSError as error:
            raise explain(error, f"make the run folder {self.path}") from error

    def private(self, name: str) -> Path:
        """Return a folder inside that only its owner may enter."""
        self.make()
        return private_folder(self.path / name)

    @property
    def logs(self) -> Path:
        """One file per process and server."""
        return self.private("logs")

    @property
    def state(self) -> "Record":
        """What this copy remembers between starts: ports, what was done once."""
        return Record(self.path / "state.json")

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold the folder for this process; a second copy is refused with one sentence."""
        self.make()
        with self._opened("lock") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                holder = os.pread(lock, 20, 0).decode().strip() or "unknown"
                raise FolderBusy(
                    f"Another copy of Troncal (process {holder}) runs on {self.path}; stop it, or"
                    " give this one its own TRONCAL_RUN_DIR and TRONCAL_PORT."
                ) from error
            os.ftruncate(lock, 0)
            os.pwrite(lock, str(os.getpid()).encode(), 0)
            yield

    @contextmanager
    def _opened(self, name: str) -> Iterator[int]:
        path = self.path / name
        try:
            # close-on-exec (Python's default), so that no child holds the lock after its owner
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise explain(error, f"use the run folder {self.path}") from error
        try:
            yield descriptor
        finally:
            os.close(descriptor)


class Record:
    """A small JSON file that is always whole."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def read(self) -> dict[str, Any]:
        """Return what is recorded, or nothing when there is no record yet."""
        try:
            content = json.loads(self.path.read_text())
        except FileNotFoundError:
            return {}
        except (OSError, ValueError) as error:
            raise CannotStart(f"Cannot read {self.path}: {error}.") from error
        return dict(content)

    def update(self, values: Mapping[str, Any]) -> None:
        """Merge ``values`` into the record and replace the file in one step."""
        text = json.dumps({**self.read(), **values}, indent=2, sort_keys=True) + "\n"
        write_whole(self.path, text.encode(), mode=0o600)


def private_folder(path: Path) -> Path:
    """Make a folder that only its owner may enter."""
    try:
        path.mkdir(mode=_PRIVATE, parents=True, exist_ok=True)
    except OSError as error:
        raise explain(error, f"make the folder {path}") from error
    return path


def write_whole(path: Path, content: bytes, *, mode: int = 0o600) -> None:
    """Write a file so that readers, and a crash, see either the old content or the new."""
    try:
        descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            Path(name).chmod(mode)
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise explain(error, f"write {path}") from error


def settle_on_disk(folder: Path) -> None:
    """Make what was created or renamed in ``folder`` survive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
