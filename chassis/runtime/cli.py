"""The command ``troncal``: run, services, restart, migrate, doctor, redeliver, rebuild, db upgrade.

What a person can mend is one sentence on standard error and exit status 1 (2 for a misspelt
command); only defects of the program show a traceback.
"""

import argparse
import sys
from collections.abc import Callable, Sequence
from datetime import datetime

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
        ("redeliver", _redeliver, "send a reader again what an owner stated"),
        ("db", _upgrade, "db upgrade: move the embedded data to the installed PostgreSQL"),
        ("rebuild", _rebuild, "compute again what a service derives from its event log"),
    ):
        command = commands.add_parser(name, help=summary, description=summary)
        command.set_defaults(command=act)
        command.add_argument("--target", help="all, or services separated by commas")
        command.add_argument("--supervised", action="store_true", help=argparse.SUPPRESS)
        if name == "run":
            command.add_argument("--role", help="all, or some of web,events,jobs,scheduler")
        if name == "db":
            command.add_argument("what", choices=["upgrade"], help="what to do with the data")
        if name == "rebuild":
            command.add_argument("service", help="the service, such as reporting")
        if name == "redeliver":
            command.add_argument("owner", help="the service that stated the facts")
            command.add_argument("reader", help="the service that shall get them again")
            command.add_argument("--since", required=True, help="a moment, as 2026-05-01T00:00:00Z")
    return parser


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

    return examine(_settings(options))


def _upgrade(options: argparse.Namespace) -> None:
    from chassis.runtime.upgrade import upgrade

    upgrade(_settings(options))


def _rebuild(options: argparse.Namespace) -> None:
    from chassis.runtime.rebuild import rebuild

    rebuild(_settings(options), service=options.service)


def _redeliver(options: argparse.Namespace) -> None:
    from chassis.runtime.redeliver import redeliver

    try:
        since = datetime.fromisoformat(options.since)
    except ValueError as error:
        raise CannotStart(f"--since {options.since!r} is no moment in ISO 8601.") from error
    redeliver(_settings(options), owner=options.owner, reader=options.reader, since=since)
