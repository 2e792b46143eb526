"""The development carrier's telephone network: what happens to a simulated call, in rows.

It behaves as the real carrier does where this product can tell the difference: the caller's leg is
ringing until it is bridged or spoken to, an operator's leg has callbacks of its own with sequence
numbers, the Dial verb reports its outcome, the price comes late. Every function takes the call
locked and only changes rows; `jobs.py` sends what they leave to be sent.
"""

import math
import secrets
from datetime import datetime, timedelta
from decimal import Decimal
from email.utils import format_datetime
from typing import Any

from chassis.clock import now
from chassis.db import Session
from services.telephony.providers.port import Account
from services.telephony.simulator.models import SimulatedCall, SimulatedWebhook
from services.telephony.simulator.program import Step

PER_MINUTE = Decimal("85.00")
"""What a simulated minute costs, in the installation's currency."""

PRICE_LATENESS = timedelta(seconds=5)
LONGEST_CALL = timedelta(hours=4)
WAKE = "run_simulated_calls"


def new_sid(prefix: str) -> str:
    """Make an identifier of the provider's form: two letters and 32 hexadecimal digits."""
    return prefix + secrets.token_hex(16)


def place_call(
    session: Session,
    account: Account,
    *,
    number_from: str,
    number_to: str,
    public_url: str,
    repeats: int = 1,
    shuffled: bool = False,
) -> SimulatedCall:
    """Let somebody call one of our numbers. `repeats` and `shuffled` are for what carriers do at
    their worst: each callback several times, and all of them after the end in any order.
    """
    call = SimulatedCall(
        sid=new_sid("CA"),
        account_sid=account.account_sid,
        number_from=number_from,
        number_to=number_to,
        caller="ringing",
        program=[],
        repeats=repeats,
        shuffled=shuffled,
        resumes_at=now() + LONGEST_CALL,
    )
    session.add(call)
    session.flush()
    _fetch(session, call, f"{public_url}/hooks/twilio/voice/incoming", {})
    call.dial = {"status_url": f"{public_url}/hooks/twilio/voice/status"}
    _stir(session, call)
    return call


def run_document(session: Session, call: SimulatedCall, steps: list[Step]) -> None:
    """Go on with a new document; the former one is forgotten, as at the real carrier."""
    if call.ended_at is None:
        call.program = steps
        advance(session, call)


def advance(session: Session, call: SimulatedCall) -> None:
    """Take the next step of the document; at its end the call is over."""
    if call.ended_at is not None:
        return
    if not call.program:
        end(session, call)
        return
    step, call.program = call.program[0], call.program[1:]
    match step["verb"]:
        case "say":
            _pick_up(call)
            call.resumes_at = now() + timedelta(seconds=step["seconds"])
        case "dial":
            _dial(session, call, step)
        case "redirect":
            _fetch(session, call, step["url"], {})
        case "reject":
            end(session, call, caller="busy")
        case _:
            end(session, call)
    _stir(session, call)


def answer(session: Session, call: SimulatedCall, client: str) -> None:
    """The operator picks up: both legs are bridged. Again, or too late: nothing."""
    if call.callee != "ringing" or _dialled(call) != client:
        return
    _pick_up(call)
    call.callee, call.bridged_at = "in-progress", now()
    call.resumes_at = now() + LONGEST_CALL
    _leg_event(session, call, "in-progress", None)
    _stir(session, call)


def reject(session: Session, call: SimulatedCall, client: str) -> None:
    """The operator refuses: the Dial verb ends busy. Not ringing there: nothing."""
    if call.callee == "ringing" and _dialled(call) == client:
        _end_leg(session, call, "busy", asks=True)


def resume(session: Session, call: SimulatedCall) -> None:
    """Its moment has come: the operator did not answer, a sentence is over, a call too long."""
    if call.ended_at is not None:
        call.resumes_at = None
    elif call.callee == "ringing":
        _end_leg(session, call, "no-answer", asks=True)
    elif call.callee == "in-progress":
        end(session, call)
    else:
        call.resumes_at = None
        advance(session, call)


def end(session: Session, call: SimulatedCall, caller: str | None = None) -> None:
    """Hang up both legs. A caller whom nobody spoke to was not answered."""
    if call.ended_at is not None:
        return
    if call.callee in {"ringing", "in-progress"}:
        status = "completed" if call.callee == "in-progress" else "canceled"
        _end_leg(session, call, status, asks=False)
    call.ended_at = now()
    call.caller = caller or ("completed" if call.answered_at else "no-answer")
    call.resumes_at = None
    call.program = []
    minutes = math.ceil(_between(call.answered_at, call.ended_at) / 60)
    call.price = PER_MINUTE * minutes
    url = (call.dial or {}).get("status_url")
    if url:
        form = _form(call, call.sid, call.caller)
        form |= _progress(call.caller_sequence, _between(call.answered_at, call.ended_at))
        call.caller_sequence += 1
        _owe(session, call, url, form, runs=False)
    _stir(session, call)


def _dial(session: Session, call: SimulatedCall, step: Step) -> None:
    """Ring the target and report the ringing as the verb's noun asked for."""
    number_status = (call.dial or {}).get("status_url")
    call.dial = {"status_url": number_status, "step": step}
    call.callee, call.callee_sid, call.callee_sequence = "ringing", new_sid("CA"), 0
    call.bridged_at = None
    call.resumes_at = now() + timedelta(seconds=step["timeout"])
    if not step["bridge_answers"]:
        _pick_up(call)
    _leg_event(session, call, "initiated", None)
    _leg_event(session, call, "ringing", None)


def _end_leg(session: Session, call: SimulatedCall, status: str, *, asks: bool) -> None:
    """End the operator's leg; `asks` where the document goes on with the verb's outcome."""
    lasted = _between(call.bridged_at, now()) if status == "completed" else None
    call.callee = status
    _leg_event(session, call, status, lasted)
    call.resumes_at = None
    action = _step(call).get("action")
    if not asks:
        return
    if not action:
        advance(session, call)
        return
    outcome = {"DialCallStatus": status, "DialCallSid": call.callee_sid or ""}
    if lasted is not None:
        outcome["DialCallDuration"] = str(lasted)
    _fetch(session, call, action, outcome)
    _stir(session, call)


_EVENT_OF = {"initiated": "initiated", "ringing": "ringing", "in-progress": "answered"}


def _leg_event(session: Session, call: SimulatedCall, status: str, lasted: int | None) -> None:
    """Owe a callback of the operator's leg, if the document asked for that event."""
    step = _step(call)
    url, event = step.get("status_url"), _EVENT_OF.get(status, "completed")
    sequence = call.callee_sequence
    call.callee_sequence += 1
    if not url or event not in step["events"]:
        return
    form = _form(call, call.callee_sid or "", status)
    form |= {"ParentCallSid": call.sid, "To": step["to"], "Called": step["to"]}
    form |= {"Direction": "outbound-dial"} | _progress(sequence, lasted)
    _owe(session, call, url, form, runs=False)


def _fetch(session: Session, call: SimulatedCall, url: str, more: dict[str, str]) -> None:
    _owe(session, call, url, _form(call, call.sid, call.caller) | more, runs=True)


def _owe(
    session: Session, call: SimulatedCall, url: str, form: dict[str, str], *, runs: bool
) -> None:
    session.add(SimulatedWebhook(call_id=call.id, url=url, form=form, runs=runs))
    session.flush()


def _form(call: SimulatedCall, sid: str, status: str) -> dict[str, str]:
    """The members of every voice request, blank ones too: the signature covers them."""
    return {
        "AccountSid": call.account_sid,
        "ApiVersion": "2010-04-01",
        "CallSid": sid,
        "CallStatus": status,
        "Called": call.number_to,
        "CalledCity": "",
        "Caller": call.number_from,
        "CallerCity": "",
        "Direction": "inbound",
        "From": call.number_from,
        "To": call.number_to,
    }


def _progress(sequence: int, lasted: int | None) -> dict[str, str]:
    form = {
        "CallbackSource": "call-progress-events",
        "SequenceNumber": str(sequence),
        "Timestamp": format_datetime(now()),
    }
    if lasted is not None:
        form |= {"CallDuration": str(lasted), "Duration": str(math.ceil(lasted / 60))}
    return form


def _pick_up(call: SimulatedCall) -> None:
    if call.answered_at is None:
        call.answered_at, call.caller = now(), "in-progress"


def _stir(session: Session, call: SimulatedCall) -> None:
    """Something is to be sent, or will be: now is when to look."""
    call.acts_at = now()
    session.wake(WAKE)


def _step(call: SimulatedCall) -> dict[str, Any]:
    step: dict[str, Any] = (call.dial or {}).get("step") or {}
    return step


def _dialled(call: SimulatedCall) -> str:
    return str(_step(call).get("to", ""))


def _between(start: datetime | None, end: datetime | None) -> int:
    return max(0, round((end - start).total_seconds())) if start and end else 0
