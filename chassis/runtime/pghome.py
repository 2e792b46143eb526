"""Decide which user runs the embedded PostgreSQL and where its data lives.

PostgreSQL refuses to run as root, and must be able to enter its folders. For an ordinary user both
answers are simple: that user, and ``pg/`` in the run folder. For root the user is the owner of the
run folder when that is somebody else, else ``postgres``, else ``nobody``; and where that user
cannot enter ``pg/`` (a clone under ``/root``), the data lives under ``/var/lib/troncal/<id>``,
recorded in ``pg.json`` of the run folder. The record decides from then on.
"""

import os
import pwd
import secrets
from dataclasses import dataclass
from pathlib import Path

from chassis.runtime.errors import CannotStart, explain
from chassis.runtime.folders import Record, RunFolder, private_folder
from chassis.runtime.spawn import User, run

SHELF = Path("/var/lib/troncal")


@dataclass(frozen=True, kw_only=True)
class Home:
    """Where one embedded PostgreSQL lives; ``data`` exists only once it is complete."""

    folder: Path
    user: User | None
    record: Record

    @property
    def data(self) -> Path:
        """The data folder itself."""
        return self.folder / "data"

    @property
    def staging(self) -> Path:
        """Where a data folder is made before it is complete."""
        return self.folder / "data.new"

    @property
    def password_file(self) -> Path:
        """The superuser's password, beside the data so that both move together."""
        return self.folder / "superuser"


def settle(run_folder: RunFolder, *, shelf: Path = SHELF) -> Home:
    """Return the home that is recorded, or choose one and record it.

    Raises :class:`CannotStart` when the recorded data is gone: starting empty over lost data would
    hide the loss.
    """
    run_folder.make()
    record = Record(run_folder.path / "pg.json")
    known = record.read()
    if "folder" in known:
        home = Home(folder=Path(known["folder"]), user=_user_of(known), record=record)
        if known.get("complete") and not home.data.is_dir():
            raise CannotStart(
                f"The data recorded in {record.path} is gone from {home.data}: bring it back, or"
                " delete that record to start with an empty database."
            )
        return home
    user = _choose_user(run_folder.path) if os.geteuid() == 0 else None
    folder = _make_folder(run_folder.path / "pg", user=user, shelf=shelf)
    record.update({"folder": str(folder), "uid": user.uid if user else None})
    return Home(folder=folder, user=user, record=record)


def _user_of(known: dict[str, object]) -> User | None:
    if os.geteuid() != 0:
        return None
    uid = known.get("uid")
    entry = _entry(int(uid)) if isinstance(uid, int) else None
    if entry is None or entry.pw_uid == 0:
        raise CannotStart(
            f"The data was made for user {uid}, which does not exist here: start as that user."
        )
    return User(uid=entry.pw_uid, gid=entry.pw_gid)


def _choose_user(folder: Path) -> User:
    """Choose among users with an account: PostgreSQL looks its own name up."""
    candidates = [_entry(folder.stat().st_uid), _entry("postgres"), _entry("nobody")]
    for entry in candidates:
        if entry is not None and entry.pw_uid != 0:
            return User(uid=entry.pw_uid, gid=entry.pw_gid)
    raise CannotStart(
        "PostgreSQL does not run as root and this system has neither a user `postgres` nor"
        " `nobody`: create one (`useradd --system postgres`), or set TRONCAL_DATABASE_URL."
    )


def _entry(who: str | int) -> pwd.struct_passwd | None:
    try:
        return pwd.getpwuid(who) if isinstance(who, int) else pwd.getpwnam(who)
    except KeyError:
        return None


def _make_folder(preferred: Path, *, user: User | None, shelf: Path) -> Path:
    private_folder(preferred)
    if user is None:
        return preferred
    _give(preferred, user)
    if can_enter(preferred, user):
        return preferred
    preferred.rmdir()
    try:
        shelf.mkdir(mode=0o755, parents=True, exist_ok=True)
    except OSError as error:
        raise explain(error, f"make {shelf}") from error
    folder = private_folder(shelf / secrets.token_hex(6))
    _give(folder, user)
    if not can_enter(folder, user):
        raise CannotStart(
            f"User {user.uid}, which PostgreSQL needs because it does not run as root, can enter"
            f" neither {preferred.parent} nor {shelf}."
        )
    return folder


def _give(folder: Path, user: User) -> None:
    try:
        os.chown(folder, user.uid, user.gid)
    except OSError as error:
        raise explain(error, f"give {folder} to user {user.uid}") from error


def can_enter(folder: Path, user: User) -> bool:
    """Whether ``user`` can reach and write ``folder``: asked of the kernel, not of mode bits."""
    test = 'cd "$1" && test -w .'
    return (
        run(["/bin/sh", "-c", test, "-", str(folder)], name="sh", cwd=Path("/"), user=user)
    ).returncode == 0
