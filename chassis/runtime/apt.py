"""Install what only the system's package manager has (RabbitMQ, a browser), when permitted.

Permitted means: root, on a system with apt, and ``TRONCAL_APT`` is not ``no``. Otherwise the
caller gets one sentence that says what a person should install. Nothing is started by installing:
the packages' own services stay off, Troncal runs private copies.
"""

import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from chassis.runtime.errors import CannotStart, last_line
from chassis.runtime.spawn import run

_POLICY = Path("/usr/sbin/policy-rc.d")
_SECONDS = 900.0


def permitted(environ: Mapping[str, str]) -> bool:
    """Whether packages may be installed by this process."""
    return (
        os.geteuid() == 0
        and shutil.which("apt-get") is not None
        and environ.get("TRONCAL_APT", "yes").lower() not in {"no", "0", "off"}
    )


def install(package: str, *, purpose: str, otherwise: str, environ: Mapping[str, str]) -> None:
    """Install one package; raises :class:`CannotStart` with what to do when that is not possible.

    ``otherwise`` finishes the sentence: what else than the package would do.
    """
    wish = f"{purpose}: install it (`sudo apt-get install {package}`){otherwise}"
    if not permitted(environ):
        raise CannotStart(f"{wish}.")
    quiet = {**environ, "DEBIAN_FRONTEND": "noninteractive"}
    with _services_stay_off():
        for arguments in (
            ("update", "-q"),
            ("install", "-q", "-y", "--no-install-recommends", package),
        ):
            ended = run(["apt-get", *arguments], name="apt-get", env=quiet, seconds=_SECONDS)
            if ended.returncode != 0 and arguments[0] == "install":
                raise CannotStart(f"{wish}; apt-get failed ({last_line(ended.stdout)}).")


@contextmanager
def _services_stay_off() -> Iterator[None]:
    """Debian asks this file whether a freshly installed service may start."""
    if _POLICY.exists():
        yield
        return
    try:
        _POLICY.write_text("#!/bin/sh\nexit 101\n")
        _POLICY.chmod(0o755)
        yield
    finally:
        _POLICY.unlink(missing_ok=True)


def main(arguments: list[str]) -> int:
    """``python -m chassis.runtime.apt <package> <purpose>``: for scripts."""
    package, purpose = arguments
    try:
        install(package, purpose=purpose, otherwise="", environ=os.environ)
    except (CannotStart, subprocess.SubprocessError) as error:
        print(error)  # noqa: T201 - this is the answer to the script
        return 1
    return 0


if __name__ == "__main__":
    import sys

    sys.exit(main(sys.argv[1:]))
