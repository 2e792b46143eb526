"""The command ``troncal``: run, services, restart, migrate, doctor, backup, restore and the rest.

What a person can mend is one sentence on standard error and exit status 1 (2 for a misspelt
command); only defects of the program show a traceback.
"""

import argparse
import sys
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from chassis.runtime import doors
from chassis.runtime import settings as runtime_settings
from chassis.runtime.errors import CannotStart, explain
from chassis.runtime.output import complain

_INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    options = _parser().parse_args(sys.argv[1:] if arguments is None else arguments)
    command: Callable[[argparse.Namespace], int | None] = options.command
    try:
        return command(options) or 0
    except CannotStart as error:
        complain(str(error))
        return error.exit_code
    except OSError as error:
        complain(str(explain(error, "go on")))
        return 1
    except KeyboardInterrupt:
        return _INTERRUPTED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="troncal", description="Run and look after Troncal. Settings: see docs and README."
    )
    commands = parser.add_subparsers(required=True, metavar="command")
    for name, act, summary in (
        ("run", _run, "run services in this process (default: all of them, in every role)"),
        ("services", _services, "run every service as processes of its own, with RabbitMQ"),
        ("restart", _restart, "replace the running processes of `services`, one after another"),
        ("migrate", _migrate, "make and migrate the databases, then end"),
        ("doctor", _doctor, "compare servers, broker and disk with what this release expects"),
        ("backup", _backup, "write databases, files and keys into a folder"),
        ("restore", _restore, "put a backup in place of what is here"),
        ("restate", _restate, "let an owner state its records again"),
        ("redeliver", _redeliver, "send a reader again what an owner stated"),
        ("db", _upgrade, "db upgrade: move the embedded data to the installed PostgreSQL"),
        ("rebuild", _rebuild, "compute again what a service derives from its event log"),
        ("rotate-key", _rotate_key, "seal stored secrets under the present secret key"),
        ("audit", _audit, "audit verify: find what was changed in the record of who wrote what"),
    ):
        command = commands.add_parser(name, help=summary, description=summary)
        command.set_defaults(command=act)
        command.add_argument("--target", help="all, or services separated by commas")
        command.add_argument("--supervised", action="store_true", help=argparse.SUPPRESS)
        _add_options(command, name)
    return parser


def _add_options(  # noqa: C901 - one line a command
    command: argparse.ArgumentParser, name: str
) -> None:
    """Give a command what it alone takes."""
    if name == "run":
        command.add_argument("--role", help="all, or some of web,events,jobs,scheduler")
    if name == "doctor":
        command.add_argument("--json", action="store_true", help="for programs")
    if name == "db":
        command.add_argument("what", choices=["upgrade"], help="what to do with the data")
    if name == "audit":
        command.add_argument("what", choices=["verify"], help="what to do with the audit")
        command.add_argument("--anchor", help="<service>:<number>:<hash> of a seal once seen")
    if name == "rebuild":
        command.add_argument("service", help="the service, such as reporting")
    if name in ("backup", "restore"):
        command.add_argument("folder", type=Path, help="the backup's folder")
        command.add_argument(
            "--passphrase-file", help="a file with the passphrase that seals the keys"
        )
    if name == "backup":
        command.add_argument("--without-keys", action="store_true", help="leave the keys out")
    if name == "restore":
        command.add_argument("--force", action="store_true", help="replace what is there")
    if name == "restate":
        command.add_argument("service", help="the service that owns the records")
        command.add_argument("--to", help="the only service that shall get them")
    if name == "redeliver":
        command.add_argument("owner", help="the service that stated the facts")
        command.add_argument("reader", help="the service that shall get them again")
        command.add_argument("--since", required=True, help="a moment, as 2026-05-01T00:00:00Z")


def _settings(options: argparse.Namespace) -> runtime_settings.RuntimeSettings:
    return runtime_settings.load(
        target=options.target,
        role=getattr(options, "role", None),
        supervised=options.supervised,
    )


def _run(options: argparse.Namespace) -> None:
    settings = _settings(options)
    door = doors.door_of(settings)
    if door == "cheroot":
        from chassis.runtime.process import run_process

        run_process(settings)
    else:
        doors.begin_anew(settings, door)
        from chassis.runtime.webprocess import run_web_process

        run_web_process(settings, door)


def _services(options: argparse.Namespace) -> None:
    from chassis.runtime.supervisor import run_services

    run_services(_settings(options))


def _restart(options: argparse.Namespace) -> None:
    from chassis.runtime.rolling import ask

    ask(_settings(options).run_folder)


def _migrate(options: argparse.Namespace) -> None:
    from chassis.runtime.process import run_migrations

    run_migrations(_settings(options))


def _doctor(options: argparse.Namespace) -> int:
    from chassis.runtime.doctor import examine

    return examine(_settings(options), json=options.json)


def _upgrade(options: argparse.Namespace) -> None:
    from chassis.runtime.upgrade import upgrade

    upgrade(_settings(options))


def _backup(options: argparse.Namespace) -> None:
    from chassis.runtime.backup import backup

    backup(
        _settings(options),
        options.folder,
        passphrase_file=options.passphrase_file,
        with_keys=not options.without_keys,
    )


def _restore(options: argparse.Namespace) -> None:
    from chassis.runtime.restoring import restore

    restore(
        _settings(options),
        options.folder,
        passphrase_file=options.passphrase_file,
        force=options.force,
    )


def _restate(options: argparse.Namespace) -> None:
    from chassis.runtime.restate import restate

    restate(_settings(options), service=options.service, reader=options.to)


def _rebuild(options: argparse.Namespace) -> None:
    from chassis.runtime.rebuild import rebuild

    rebuild(_settings(options), service=options.service)


def _rotate_key(options: argparse.Namespace) -> None:
    from chassis.runtime.rotation import rotate

    rotate(_settings(options))


def _audit(options: argparse.Namespace) -> int:
    from chassis.runtime.audit import verify_all

    return verify_all(_settings(options), anchor=options.anchor)


def _redeliver(options: argparse.Namespace) -> None:
    from chassis.runtime.redeliver import redeliver

    try:
        since = datetime.fromisoformat(options.since)
    except ValueError as error:
        raise CannotStart(f"--since {options.since!r} is no moment in ISO 8601.") from error
    redeliver(_settings(options), owner=options.owner, reader=options.reader, since=since)
