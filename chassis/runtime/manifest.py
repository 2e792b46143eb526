"""What a backup says of itself: versions, checksums, and when it was made."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from chassis.runtime.errors import CannotStart
from chassis.runtime.folders import write_whole

FILE = "manifest.json"
_FORMAT = 1
_AT_ONCE = 1 << 20


@dataclass(frozen=True, kw_only=True)
class Dumped:
    """One service's database in a backup."""

    file: str
    versions: Mapping[str, str | None]
    incarnation: int
    runtime_role: str
    owner_role: str


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """A backup, whole. `began_at` is before the first dump's moment."""

    began_at: datetime
    postgresql: int
    secret: str
    services: Mapping[str, Dumped]
    keys: list[str]
    files: str | None
    checksums: Mapping[str, str] = field(default_factory=dict)

    def write(self, folder: Path) -> None:
        """Add the checksums of everything else and write it down."""
        names = [one.file for one in self.services.values()] + [f"keys/{key}" for key in self.keys]
        names += [self.files] if self.files else []
        values = {
            **asdict(self),
            "format": _FORMAT,
            "began_at": self.began_at.isoformat(),
            "checksums": {name: checksum(folder / name) for name in names},
        }
        write_whole(folder / FILE, (json.dumps(values, indent=2) + "\n").encode())


def read(folder: Path) -> Manifest:
    """Read a backup's manifest. Raises :class:`CannotStart` for what is none of ours."""
    path = folder / FILE
    try:
        found: dict[str, Any] = json.loads(path.read_text())
        if found.pop("format") != _FORMAT:
            raise CannotStart(f"{path} is of another format: use the release that made the backup.")
        services = {name: Dumped(**one) for name, one in found.pop("services").items()}
        began = datetime.fromisoformat(found.pop("began_at"))
        return Manifest(**found, services=services, began_at=began)
    except FileNotFoundError as error:
        raise CannotStart(f"{folder} is no backup: {path} is missing.") from error
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise CannotStart(f"{path} cannot be read: the backup is damaged.") from error


def verify(manifest: Manifest, folder: Path) -> None:
    """Compare every file with its checksum. Raises :class:`CannotStart` naming the first."""
    named = {one.file for one in manifest.services.values()}
    for name in sorted(named - manifest.checksums.keys()):
        raise CannotStart(f"The backup has no checksum of {name}: it is damaged.")
    for name, expected in manifest.checksums.items():
        path = folder / name
        if not path.resolve().is_relative_to(folder.resolve()):
            raise CannotStart(f"The backup names {name}, outside of its folder: it is no good.")
        if not path.is_file():
            raise CannotStart(f"The backup lacks {path}.")
        if checksum(path) != expected:
            raise CannotStart(f"{path} is not what was written: the backup is damaged.")


def checksum(path: Path) -> str:
    """Return a file's SHA-256."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_AT_ONCE):
            digest.update(block)
    return digest.hexdigest()
