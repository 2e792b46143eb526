"""What a start tells the person at the terminal: the address, and the first login once."""

import json
from pathlib import Path

from chassis.runtime.folders import RunFolder, write_whole
from chassis.runtime.output import say
from chassis.runtime.settings import RuntimeSettings
from chassis.spec import FirstLogin

_FILE = "first-login.json"


def keep_login(settings: RuntimeSettings, login: FirstLogin) -> None:
    """Keep a login that was made up until it has been shown; production shows it at once.

    In development the file stays in ``keys/``, readable by its owner only, so that a terminal that
    scrolled away locks nobody out of a trial.
    """
    if login.password is None:
        return
    if settings.production:
        say(f"First administrator: {login.email}   password: {login.password}")
        return
    content = json.dumps({"email": login.email, "password": login.password})
    write_whole(_path(settings.run_folder), content.encode())


def kept_login(run_folder: RunFolder) -> tuple[str, str] | None:
    """Return the first administrator's made-up login, as long as the run folder has it."""
    try:
        kept = json.loads(_path(run_folder).read_text())
        return str(kept["email"]), str(kept["password"])
    except (OSError, ValueError, KeyError):
        return None


def started(settings: RuntimeSettings) -> None:
    """Print the address, and the login on the first start."""
    say()
    say(f"  Troncal is ready: {settings.public_url}")
    state = settings.run_folder.state
    login = kept_login(settings.run_folder)
    if login is not None and not state.read().get("login_shown"):
        email, password = login
        say(f"  Log in with:      {email}   password: {password}")
        say(f"  (shown this once; kept in {_path(settings.run_folder)})")
        state.update({"login_shown": True})
    say(f"  Logs: {settings.run_folder.logs}   ·   Ctrl-C stops everything.")
    say()


def _path(run_folder: RunFolder) -> Path:
    return run_folder.private("keys") / _FILE
