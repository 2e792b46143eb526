"""``troncal backup <folder>``: everything that an installation cannot make again, in one folder.

One dump per service's database (each as it was at one moment), the files, the run folder's keys,
and a manifest with versions and checksums. Safe beside a running product.

Guarantee: the folder appears whole or not at all, and only its owner may read it. The dumps are of
moments that follow each other; a restore brings the services together again (restoring.py).
Limit: messages that wait in a broker are not in it, and need not be: every fact is in its owner's
outbox until each reader's queue had it, and for seven days after.
"""

import shutil
import tarfile
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

from chassis.clock import now
from chassis.db import migrate
from chassis.runtime import backupkeys, discovery, dumps
from chassis.runtime.errors import CannotStart, explain
from chassis.runtime.keys import Keys
from chassis.runtime.maintenance import connected
from chassis.runtime.manifest import Dumped, Manifest
from chassis.runtime.output import say
from chassis.runtime.pgbinaries import Binaries
from chassis.runtime.provision import ServiceUrls
from chassis.runtime.settings import RuntimeSettings

FILES = "files.tar"


def backup(
    settings: RuntimeSettings, folder: Path, *, passphrase_file: str | None, with_keys: bool = True
) -> None:
    """Write a backup into `folder`, which must not exist yet. Raises :class:`CannotStart`."""
    passphrase = backupkeys.read_passphrase(passphrase_file) if passphrase_file else None
    if folder.exists():
        raise CannotStart(f"{folder} exists already: name a folder that does not.")
    staging = folder.with_name(f".{folder.name}.part")
    try:
        shutil.rmtree(staging, ignore_errors=True)
        staging.mkdir(mode=0o700, parents=True)
        (staging / "keys").mkdir(mode=0o700)
        names = tuple(spec.name for spec in discovery.chosen(settings.targets))
        began = now()
        with connected(settings, names) as (keys, urls):
            made = _write(settings, staging, keys, urls, began)
        kept = backupkeys.keep(settings.run_folder, staging / "keys", passphrase) * with_keys
        if not with_keys:
            shutil.rmtree(staging / "keys")
        made.keys.extend(kept)
        made.write(staging)
        staging.rename(folder)
    except OSError as error:
        raise explain(error, f"write the backup {folder}") from error
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    _tell(folder, made, sealed=passphrase is not None)


def _write(
    settings: RuntimeSettings,
    staging: Path,
    keys: Keys,
    urls: Mapping[str, ServiceUrls],
    began: datetime,
) -> Manifest:
    programs = dumps.programs_for(next(iter(urls.values())).owner, settings.environ)
    services = {name: _service(programs, one, staging) for name, one in urls.items()}
    return Manifest(
        began_at=began,
        postgresql=programs.major,
        secret=backupkeys.fingerprint(keys.secret),
        services=services,
        keys=[],
        files=_files(settings, staging),
    )


def _service(programs: Binaries, urls: ServiceUrls, staging: Path) -> Dumped:
    file = f"{urls.service}.dump"
    try:
        with psycopg.connect(urls.owner, connect_timeout=10) as connection:
            versions = migrate.versions(connection)
            found = connection.execute("SELECT number FROM incarnation").fetchone()
    except psycopg.errors.UndefinedTable as error:
        raise CannotStart(
            f"The database of {urls.service} is not of this release: run `troncal migrate`."
        ) from error
    except psycopg.OperationalError as error:
        reason = " ".join(str(error).split()).rstrip(".")
        raise CannotStart(f"The database of {urls.service} cannot be used: {reason}.") from error
    dumps.dump(programs, urls.owner, staging / file)
    (staging / file).chmod(0o600)
    return Dumped(
        file=file,
        versions=versions,
        incarnation=int(found[0]) if found else 1,
        runtime_role=urlsplit(urls.runtime).username or "",
        owner_role=urlsplit(urls.owner).username or "",
    )


def _files(settings: RuntimeSettings, staging: Path) -> str | None:
    source = settings.run_folder.path / "files"
    if not source.is_dir() or not any(source.iterdir()):
        return None
    with tarfile.open(staging / FILES, "w") as archive:
        archive.add(source, arcname="files")
    (staging / FILES).chmod(0o600)
    return FILES


def _tell(folder: Path, made: Manifest, *, sealed: bool) -> None:
    say(f"{folder} holds {len(made.services)} databases as they were from {made.began_at} on.")
    if made.keys and not sealed:
        say(
            "Its folder keys/ opens everything that is encrypted in them: keep it as you keep a"
            " password, or seal it with --passphrase-file, or leave it out with --without-keys."
        )
    elif not made.keys:
        say("The keys are not in it: keep TRONCAL_SECRET_KEY and the signing key yourself.")
