"""Run a module with gevent's blocking-friendly sockets: `python -m chassis.patched MODULE [ARGS]`.

The patch must come before anything else is imported (a socket, a lock or an SSL context made
earlier would block every stream), so a process that serves with gevent is started through here.
"""

from gevent import monkey

monkey.patch_all()

import runpy  # noqa: E402 - after the patch
import sys  # noqa: E402


def main() -> None:
    """Become the named module with the rest of the arguments."""
    if len(sys.argv) < 2:  # noqa: PLR2004 - our own name and the module's
        sys.exit("usage: python -m chassis.patched MODULE [ARGS]")
    sys.argv = sys.argv[1:]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
