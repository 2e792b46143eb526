"""Where files are kept: put, open, delete by key. A folder today; an object store may follow.

The port is small on purpose: a key is written once and whole, read by whoever knows it, and
deleted without complaint when it is gone already.
"""

import os
import re
import shutil
import tempfile
from pathlib import Path
from typing import BinaryIO, Final, Protocol

from chassis.spec import Service

_KEY: Final = re.compile(r"[a-z0-9-]+(?:/[a-z0-9-]+)*")


class Storage(Protocol):
    """Files by key, such as `imports/<organization>/<id>/rows`."""

    def put(self, key: str, source: BinaryIO) -> int:
        """Keep what the source still holds under the key, in place of what was there; its size."""

    def open(self, key: str) -> BinaryIO:
        """Open a file for reading; it can be sought in. Raises FileNotFoundError."""

    def delete(self, key: str) -> None:
        """Delete a file, if it is there."""


class FolderStorage:
    """Files in a folder that only its owner may enter; readers see a whole file or none."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def put(self, key: str, source: BinaryIO) -> int:
        """Write beside, then rename; a crash leaves the old content or the new."""
        path = self._path(key)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=".")
        try:
            with os.fdopen(descriptor, "wb") as file:
                shutil.copyfileobj(source, file, 1 << 20)
                size = file.tell()
                file.flush()
                os.fsync(file.fileno())
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
        return size

    def open(self, key: str) -> BinaryIO:
        """Open for reading."""
        return self._path(key).open("rb")

    def delete(self, key: str) -> None:
        """Delete the file and its folder when that was the last of it."""
        path = self._path(key)
        path.unlink(missing_ok=True)
        try:
            path.parent.rmdir()
        except OSError:
            return  # others are there, or it never was

    def _path(self, key: str) -> Path:
        if not _KEY.fullmatch(key):
            raise ValueError(f"not a key: {key}")
        return self._root / key


def storage_of(service: Service) -> Storage:
    """Return where this service keeps files: below the run folder, which its processes share.

    Raises RuntimeError for a service that does not say so: its pods would share no volume.
    """
    if not service.spec.files:
        raise RuntimeError(f"{service.name} keeps files, so its ServiceSpec needs files=True")
    run_folder = Path(service.environment.get("TRONCAL_RUN_DIR") or ".run")
    return FolderStorage(run_folder.absolute() / "files" / service.name)
