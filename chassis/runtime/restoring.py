"""``troncal restore <folder>``: a backup's databases, files and keys in place of what is here.

Guarantee: nothing is touched before the whole backup has been checked; a running product and a
database that holds something are refused (the second unless forced). A restore that is interrupted
is run again. Afterwards every service is of a new incarnation and will state its records again
when the product starts next, and readers get again what their owners had published since the
backup began: so the services, which were dumped one after another, agree (architecture.md 4).
"""

import shutil
import tarfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

from chassis.db import Database, migrate
from chassis.events import redelivery, restating
from chassis.runtime import backupkeys, discovery, dumps, manifest, servers
from chassis.runtime import keys as runtime_keys
from chassis.runtime.backup import FILES
from chassis.runtime.errors import CannotStart, explain
from chassis.runtime.manifest import Manifest
from chassis.runtime.output import say
from chassis.runtime.provision import ServiceUrls
from chassis.runtime.servers import Servers
from chassis.runtime.settings import RuntimeSettings
from chassis.spec import ServiceSpec

_MARGIN = timedelta(hours=1)
"""Facts of transactions that were open when the backup began, and clocks that differ."""


def restore(
    settings: RuntimeSettings, folder: Path, *, passphrase_file: str | None, force: bool
) -> None:
    """Put a backup in place. Raises :class:`CannotStart` before anything is changed."""
    specs = discovery.chosen(settings.targets)
    made = manifest.read(folder)
    _require_known(made, specs)
    manifest.verify(made, folder)
    passphrase = backupkeys.read_passphrase(passphrase_file) if passphrase_file else None
    with settings.run_folder.held():
        _keys(settings, folder, made, passphrase)
        held = runtime_keys.load(
            settings.environ, settings.run_folder, production=settings.production
        )
        names = tuple(made.services)
        with Servers(settings, held, names) as own, _one_sentence():
            urls = own.databases()
            _require_free(urls, force=force)
            _databases(settings, folder, made, urls, own)
            chosen = [spec for spec in specs if spec.name in made.services]
            servers.migrate_all(chosen, urls)
            for spec in chosen:
                _begin_anew(spec, urls[spec.name], made)
        _files(settings, folder, made)
    say(f"{len(made.services)} databases are as they were at {made.began_at}.")
    say(
        "Start the product: it states its records again by itself; `troncal doctor` says when done."
    )


@contextmanager
def _one_sentence() -> Iterator[None]:
    """A server that refuses or goes away is the operator's matter, not a defect."""
    try:
        yield
    except psycopg.Error as error:
        reason = " ".join(str(error).split()).rstrip(".")
        raise CannotStart(f"The databases cannot be restored: {reason}.") from error


def _require_known(made: Manifest, specs: Sequence[ServiceSpec]) -> None:
    """Refuse a backup of a service or a schema that this release does not know."""
    known = {spec.name: spec for spec in specs}
    strange = sorted(set(made.services) - set(known))
    if strange:
        raise CannotStart(f"This release has no {', '.join(strange)}, which the backup holds.")
    for name, dumped in made.services.items():
        if not migrate.knows(dumped.versions, migrations=known[name].migrations):
            raise CannotStart(
                f"The backup of {name} is of a newer release than this one: install that first."
            )


def _keys(
    settings: RuntimeSettings, folder: Path, made: Manifest, passphrase: bytes | None
) -> None:
    """Have the backup's secret key in place, or refuse: what it sealed could not be read.

    Keys that are here already are never replaced.
    """
    given = settings.environ.get("TRONCAL_SECRET_KEY")
    secret = settings.run_folder.path / "keys" / "secret"
    if given is None and made.keys:
        backupkeys.give_back(settings.run_folder, folder / "keys", made.keys, passphrase)
    here = given or (secret.read_text().strip() if secret.exists() else "")
    if backupkeys.fingerprint(here) != made.secret:
        raise CannotStart(
            "The secret key here is not the one of the backup, so what it encrypted could not be"
            f" read: set TRONCAL_SECRET_KEY to that one, or move {secret.parent} away."
        )


def _require_free(urls: Mapping[str, ServiceUrls], *, force: bool) -> None:
    for name, one in urls.items():
        with psycopg.connect(one.owner, connect_timeout=10) as connection:
            row = connection.execute(_OTHERS).fetchone()
            if row is not None and row[0]:
                raise CannotStart(
                    f"{row[0]} sessions use the database of {name}: stop the product first."
                )
            filled = connection.execute(_FILLED).fetchone()
            if filled is not None and filled[0] and not force:
                raise CannotStart(
                    f"The database of {name} is not empty: restore elsewhere, or replace what it"
                    " holds with --force."
                )


_OTHERS = (
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
    " AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
)
_FILLED = (
    "SELECT count(*) FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')"
)


def _databases(
    settings: RuntimeSettings,
    folder: Path,
    made: Manifest,
    urls: Mapping[str, ServiceUrls],
    own: Servers,
) -> None:
    """Empty each database and fill it; what was provisioned in it is provisioned again."""
    for one in urls.values():
        with psycopg.connect(one.owner, autocommit=True) as connection:
            connection.execute("DROP SCHEMA IF EXISTS rebuild CASCADE")
            connection.execute("DROP SCHEMA public CASCADE")
            connection.execute("CREATE SCHEMA public")
    own.databases()
    for name, dumped in made.services.items():
        one = urls[name]
        programs = dumps.programs_for(one.owner, settings.environ)
        roles = (urlsplit(one.runtime).username, urlsplit(one.owner).username)
        same = roles == (dumped.runtime_role, dumped.owner_role)
        say(f"Restoring {name} …")
        dumps.restore(programs, one.owner, folder / dumped.file, with_rights=same)


def _begin_anew(spec: ServiceSpec, urls: ServiceUrls, made: Manifest) -> None:
    """Cut the history: a new incarnation, everything to be said again, the gap to be delivered."""
    database = Database(spec.name, urls.owner)
    try:
        with database.transaction(None) as session:
            restating.raise_incarnation(session, spec.name)
            if spec.restates is not None:
                restating.request(session)
            for reader in _readers_of(spec):
                redelivery.request(session, reader, made.began_at - _MARGIN)
    finally:
        database.close()


def _readers_of(spec: ServiceSpec) -> list[str]:
    return sorted(
        {
            reader
            for fact, readers in spec.catalog.readers.items()
            if fact.owner == spec.name
            for reader in readers
        }
    )


def _files(settings: RuntimeSettings, folder: Path, made: Manifest) -> None:
    if made.files is None:
        return
    target = settings.run_folder.private("files")
    kept = target.with_name("files.before-restore")
    try:
        shutil.rmtree(kept, ignore_errors=True)
        target.rename(kept)
        with tarfile.open(folder / FILES) as archive:
            archive.extractall(settings.run_folder.path, filter="data")
    except (OSError, tarfile.TarError) as error:
        if isinstance(error, OSError):
            raise explain(error, "put the files back") from error
        raise CannotStart(f"{folder / FILES} cannot be read: the backup is damaged.") from error
