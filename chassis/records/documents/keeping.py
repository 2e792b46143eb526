"""Keeping files: announced first, then stored, then named by a record; cleared when none does.

Guarantee: a file that a committed record names is there whole, and one that none names goes, also
after a crash anywhere in between: whatever is stored has a row that was committed before it. It
goes an hour late, so that a backup's files hold what its databases name.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import BinaryIO, Final
from uuid import UUID

from sqlalchemy import func, select

from chassis import budgets, faults
from chassis.clock import now
from chassis.db import Session
from chassis.records.documents.tables import StoredFileRow
from chassis.spec import Service, Sweep
from chassis.storage import storage_of

_GRACE: Final = timedelta(seconds=budgets.UNNAMED_FILE_KEEP)
_EVERY: Final = timedelta(minutes=15)


def store(
    service: Service, organization_id: UUID, files: type[StoredFileRow], key: str, source: BinaryIO
) -> int:
    """Store what the source holds under a new key that no record names yet; its size in bytes."""
    with service.database.transaction(organization_id) as session:
        make: Callable[..., StoredFileRow] = files
        session.add(make(key=key, due_at=now() + _GRACE))
    faults.point("document.before_store")
    source.seek(0)
    size = storage_of(service).put(key, source)
    faults.point("document.after_store")
    return size


def name_file(session: Session, files: type[StoredFileRow], key: str) -> None:
    """Say that a record names the file from this transaction on."""
    _row(session, files, key).due_at = None


def unname_file(session: Session, files: type[StoredFileRow], key: str) -> None:
    """Say that no record names the file any more; it goes later."""
    _row(session, files, key).due_at = now() + _GRACE


def file_sweep(files: type[StoredFileRow]) -> Sweep:
    """Return the sweep that deletes what no record names, for a `ServiceSpec`."""
    return Sweep(name="unnamed_files", every=_EVERY, run=_clearing(files))


def _clearing(files: type[StoredFileRow]) -> Callable[[Service], None]:
    def clear(service: Service) -> None:
        storage = storage_of(service)
        for organization_id in service.database.organizations(files):
            with service.database.transaction(organization_id) as session:
                due = session.scalars(
                    select(files)
                    .where(files.due_at <= func.now())
                    .order_by(files.key)
                    .limit(budgets.UNNAMED_FILES_AT_ONCE)
                    .with_for_update(skip_locked=True)
                )
                for row in due:
                    storage.delete(row.key)  # first: a row that outlives its file is found again
                    session.delete(row)

    return clear


def _row(session: Session, files: type[StoredFileRow], key: str) -> StoredFileRow:
    return session.scalars(select(files).where(files.key == key).with_for_update()).one()
