"""A demonstration data set for the first start of a trial, made once through the public API.

The data is a script of requests (``deploy/demo/*.json``): ``get`` picks what is there by its
members, ``post`` makes something, ``as`` names the answer, and ``$name.member`` in a later step
stands for a member of it, ``$password`` for one password made up for the demonstration's people,
``$in_hours.26`` and ``$hours_ago.3`` for moments from now.
``talk`` lets the simulated carrier call and answers it: the caller, for how long, the outcome, the
agent's note.

Guarantee: what it makes a person could have made in the browser, by the same routes and rules. It
is made only when this run folder's first start found an empty installation in development and
``DEMO`` is not 0; at most once, since every request carries an Idempotency-Key: a start that was
killed halfway goes on where it stopped. A failure is told in one sentence and never keeps the
product from running.
"""

import json
import re
import secrets
from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import requests

from chassis.clock import now, to_rfc3339
from chassis.runtime.announce import kept_login
from chassis.runtime.output import complain, say
from chassis.runtime.ports import LOOPBACK
from chassis.runtime.settings import RuntimeSettings
from chassis.runtime.signals import StopRequest

_SCRIPTS = Path(__file__).parents[2] / "deploy" / "demo"
_REFERENCE = re.compile(r"\$(\w+)(?:\.(\w+))?")
_SECONDS = 15.0
_PASSWORD_BYTES = 9
_LOOK_EVERY = 0.25
_LOOKS = 240
_UNKNOWN = "unknown_"
_NEVER_KNOWN = {"unknown_member"}


class _Failed(Exception):
    """A step was refused; the text says which and why."""


class _Unknown(_Failed):
    """A service does not know what the step names, at least not yet."""


def want(settings: RuntimeSettings) -> None:
    """Note that this first start of an empty installation shall get the demonstration."""
    if settings.demo and not settings.production:
        settings.run_folder.state.update(
            {"demo": "wanted", "demo_password": secrets.token_urlsafe(_PASSWORD_BYTES)}
        )


def load_once(settings: RuntimeSettings, stop: StopRequest) -> None:
    """Make the demonstration when it is wanted and not made yet."""
    state = settings.run_folder.state
    known = state.read()
    login = kept_login(settings.run_folder) or _chosen_login(settings.environ)
    if known.get("demo") != "wanted" or not settings.demo or login is None:
        return
    say("Loading the demonstration data (DEMO=0 leaves it out) …")
    try:
        loader = _Loader(f"http://{LOOPBACK}:{settings.port}/api/v1", known["demo_password"])
        loader.log_in(*login)
        for script in sorted(_SCRIPTS.glob("*.json")):
            if not loader.play(script.stem, json.loads(script.read_text()), stop):
                return
    except (requests.RequestException, _Failed, ValueError) as error:
        complain(f"The demonstration data could not be loaded whole ({error}); all else works.")
        return
    state.update({"demo": "loaded"})
    say("The demonstration data is loaded.")
    if loader.people:
        say(f"  Its people log in with {known['demo_password']}: {', '.join(loader.people)}")


def _chosen_login(environ: Mapping[str, str]) -> tuple[str, str] | None:
    password = environ.get("TRONCAL_ADMIN_PASSWORD")
    if not password:
        return None
    return environ.get("TRONCAL_ADMIN_EMAIL") or "admin@troncal.local", password


class _Hours:
    """Moments so many whole hours from now, at the full hour, as RFC 3339."""

    def __init__(self, way: int) -> None:
        self._way = way

    def __getitem__(self, hours: str) -> str:
        at = now().replace(minute=0, second=0, microsecond=0)
        return to_rfc3339(at + self._way * timedelta(hours=int(hours)))


class _Loader:
    """Plays one script after another as one person."""

    def __init__(self, address: str, password: str) -> None:
        self._address = address
        self._password = password
        self._session = requests.Session()
        self._session.trust_env = False
        self.people: list[str] = []

    def log_in(self, email: str, password: str) -> None:
        answer = self._send("POST", "/auth/login", {"email": email, "password": password})
        self._session.headers["Authorization"] = f"Bearer {answer['access_token']}"

    def play(self, name: str, script: Mapping[str, Any], stop: StopRequest) -> bool:
        """Do every step in order; False when a stop was asked for in between."""
        found: dict[str, Any] = {
            "password": self._password,
            "in_hours": _Hours(1),
            "hours_ago": _Hours(-1),
        }
        for number, step in enumerate(script["steps"]):
            if stop.made:
                return False
            answer: Any = None
            if "get" in step:
                picked = partial(self._pick, step["get"], step["pick"])
                answer = self._patiently(picked, stop)
            elif "talk" in step:
                self._talk(step, stop, key=f"demo-{name}-{number}")
            else:
                path, body = _filled(step["post"], found), _filled(step["body"], found)
                answer = self._post(path, body, stop, key=f"demo-{name}-{number}")
                if "password" in body:
                    self.people.append(body["email"])
            if "as" in step:
                found[step["as"]] = answer
        return True

    def _post(self, path: str, body: Any, stop: StopRequest, *, key: str) -> Any:
        """Do one step."""
        return self._patiently(partial(self._send, "POST", path, body, key=key), stop)

    def _patiently(self, act: Callable[[], Any], stop: StopRequest) -> Any:
        """Do it; what it names may still be on the way to the service that is asked."""
        for _ in range(_LOOKS):
            try:
                return act()
            except _Unknown:
                if stop.wait(_LOOK_EVERY):
                    break
        return act()

    def _talk(self, step: Mapping[str, Any], stop: StopRequest, *, key: str) -> None:
        """Take one simulated call as an agent would: answer, hang up, classify."""
        self._send("PUT", "/agents/me/state", {"state": "available"})
        placed = self._send("POST", "/telephony/simulator/calls", {"from": step["talk"]}, key=key)
        call = self._current(placed["provider_call_id"], "ringing", stop)
        if call is not None:
            self._send("POST", f"/calls/{call['id']}/answer")
            self._current(placed["provider_call_id"], "in_progress", stop)
            stop.wait(step["seconds"])
            self._send("POST", f"/calls/{call['id']}/hangup")
            self._current(placed["provider_call_id"], "completed", stop)
            outcome = self._pick("/telephony/dispositions", {"name": step["outcome"]})
            said = {"disposition_id": outcome["id"], "note": step["note"]}
            self._send("POST", f"/calls/{call['id']}/disposition", said)
        self._send("PUT", "/agents/me/state", {"state": "offline"})

    def _current(self, provider_call_id: str, status: str, stop: StopRequest) -> Any:
        """Wait for the call in hand to be in a state; None when it does not come to it."""
        for _ in range(_LOOKS):
            for call in self._send("GET", "/calls/current")["items"]:
                if (call["provider_call_id"], call["status"]) == (provider_call_id, status):
                    return call
            if stop.wait(_LOOK_EVERY):
                break
        return None

    def _pick(self, path: str, wanted: Mapping[str, Any]) -> Any:
        for item in self._send("GET", path)["items"]:
            if wanted.items() <= item.items():
                return item
        raise _Unknown(f"{path} has nothing like {dict(wanted)}")

    def _send(self, method: str, path: str, body: Any = None, *, key: str = "") -> Any:
        headers = {"Idempotency-Key": key} if key else {}
        url = self._address + path
        answer = self._session.request(method, url, json=body, headers=headers, timeout=_SECONDS)
        if not answer.ok:
            codes = _codes(answer)
            kind = _Unknown if _is_unknown(codes) else _Failed
            told = " ".join([str(answer.status_code), *sorted(codes)])
            raise kind(f"{method} {path} was answered {told}")
        return answer.json() if answer.content else None


def _codes(refusal: requests.Response) -> set[str]:
    """What is wrong with the members of a refused request, as far as the answer says it."""
    try:
        return {str(error["code"]) for error in refusal.json().get("errors", [])}
    except (ValueError, KeyError, AttributeError):
        return set()


def _is_unknown(codes: set[str]) -> bool:
    """Whether all that is wrong is that the service does not know (yet) what was named."""
    named = {code for code in codes if code.startswith(_UNKNOWN)}
    return bool(codes) and named == codes and not codes & _NEVER_KNOWN


def _filled(value: Any, found: Mapping[str, Any]) -> Any:
    """Return the value with every reference replaced by what it names."""
    if isinstance(value, dict):
        return {name: _filled(each, found) for name, each in value.items()}
    if isinstance(value, list):
        return [_filled(each, found) for each in value]
    if isinstance(value, str):
        return _REFERENCE.sub(lambda match: str(_named(match, found)), value)
    return value


def _named(match: "re.Match[str]", found: Mapping[str, Any]) -> Any:
    name, member = match.groups()
    if name not in found:
        raise ValueError(f"{match[0]} names no earlier step")
    return found[name] if member is None else found[name][member]
