"""Effects at the provider, and reconciliation with what the provider's own record says."""

from datetime import timedelta
from functools import partial
from uuid import UUID

import structlog
from sqlalchemy import exists
from sqlalchemy.orm import aliased

from chassis import faults
from chassis.clock import now
from chassis.db import Session, for_each_due
from chassis.events import record
from chassis.spec import Service
from contracts.telephony import CallPriced
from services.telephony.calls.folding import LIVE_CHECK, PRICE_CHECKS, refold
from services.telephony.calls.models import Call, CallCommand
from services.telephony.calls.state import (
    CUSTOMER,
    ENDED,
    FROM_PROVIDER,
    RANK,
    agent_leg,
)
from services.telephony.calls.story import Story, tell
from services.telephony.providers.port import (
    Account,
    Driver,
    OutcomeUnknown,
    ProviderBusy,
    ProviderCall,
    ProviderLeg,
    ProviderRefused,
)
from services.telephony.providers.twiml import user_of
from services.telephony.resources import Resources

_log = structlog.get_logger(__name__)

_COMMAND_LEASE = timedelta(seconds=15)
_COMMAND_RETRIES = tuple(timedelta(seconds=s) for s in (1, 2, 5, 15, 60))
_CHECK_LEASE = timedelta(seconds=60)
_BATCH = 100

_EARLIER = aliased(CallCommand)
_IN_TURN = ~exists().where(
    _EARLIER.organization_id == CallCommand.organization_id,
    _EARLIER.call_id == CallCommand.call_id,
    _EARLIER.id < CallCommand.id,
    _EARLIER.done_at.is_(None),
    _EARLIER.tries == 0,
)
"""Who answers and hangs up at once has answered: the provider must hear it in that order. One that
was tried and is to be tried again holds nobody up."""


def carry_out_commands(service: Service) -> None:
    """Do at the provider what people asked for, the commands of one call in their order. A verb
    done twice does no harm, so a command that a dead worker held is simply done again when its
    lease ends.
    """
    for_each_due(
        service.database,
        CallCommand,
        partial(_carry_out, service),
        due=CallCommand.due_at,
        where=CallCommand.done_at.is_(None) & _IN_TURN,
        lease=_COMMAND_LEASE,
        limit=_BATCH,
    )


def _carry_out(service: Service, organization_id: UUID, command_id: UUID) -> None:
    resources: Resources = service.resources
    with service.database.reading(organization_id) as session:
        command = session.get(CallCommand, command_id)
        call = session.get(Call, command.call_id) if command is not None else None
        if command is None or command.done_at is not None or call is None:
            return
        account = resources.accounts.usable(session, call.account_sid)
    outcome = "account_gone"
    retry = False
    if account is not None:
        faults.point("telephony.before_command")
        outcome, retry = _act(resources.driver(account), account, command, call.provider_call_id)
    with service.database.transaction(organization_id) as session:
        kept = session.lock(CallCommand, command_id)
        kept.outcome = outcome
        kept.tries += 1
        if retry and kept.tries <= len(_COMMAND_RETRIES):
            kept.due_at = now() + _COMMAND_RETRIES[kept.tries - 1]
        else:
            kept.done_at = now()
        session.wake("carry_out_commands")  # the next of this call, if there is one


def _act(
    driver: Driver, account: Account, command: CallCommand, provider_call_id: str
) -> tuple[str, bool]:
    """Return what came of it and whether to try again."""
    try:
        if command.verb == "hang_up":
            driver.hang_up(account, provider_call_id)
        elif command.user_id is not None and command.verb == "answer":
            driver.answer(account, provider_call_id, command.user_id)
        elif command.user_id is not None and command.verb == "reject":
            driver.reject(account, provider_call_id, command.user_id)
    except ProviderRefused as refusal:
        _log.warning("provider refused a command", verb=command.verb, code=refusal.code)
        return f"refused:{refusal.code}", False
    except (ProviderBusy, OutcomeUnknown) as error:
        return type(error).__name__, True
    return "done", False


def check_calls(service: Service) -> None:
    """Ask the provider about calls that fell silent, and for the price of those that ended.

    A price arrives seconds or hours after a call: it is asked for after 10 s, 30 s, 2 min, 10 min,
    1 h and 6 h, then left unknown. An account whose provider cannot be reached is not asked again
    in this round; its calls are due when their lease ends.
    """
    out_of_reach: set[str] = set()
    for_each_due(
        service.database,
        Call,
        partial(check_call, service, out_of_reach=out_of_reach),
        due=Call.check_due_at,
        where=Call.check_due_at.is_not(None),
        lease=_CHECK_LEASE,
        limit=_BATCH,
    )


def check_call(
    service: Service, organization_id: UUID, call_id: UUID, *, out_of_reach: set[str]
) -> None:
    """Compare one call with the provider's record; no lock is held while the provider is asked.

    Accounts that are `out_of_reach` are left alone, and one found so is added.
    """
    resources: Resources = service.resources
    with service.database.reading(organization_id) as session:
        call = session.get(Call, call_id)
        if call is None or call.account_sid in out_of_reach:
            return
        account = resources.accounts.usable(session, call.account_sid)
    found: ProviderCall | None = None
    legs: tuple[ProviderLeg, ...] = ()
    if account is not None:
        driver = resources.driver(account)
        try:
            found = driver.fetch_call(account, call.provider_call_id)
            if call.status not in ENDED:
                legs = tuple(driver.fetch_legs(account, call.provider_call_id))
        except (ProviderRefused, ProviderBusy, OutcomeUnknown) as error:
            _log.warning("provider could not tell of a call", error=type(error).__name__)
            if isinstance(error, ProviderBusy):
                out_of_reach.add(call.account_sid)
    with service.database.transaction(organization_id) as session:
        locked = session.lock(Call, call_id)
        if locked.status not in ENDED:
            _repair(tell(session, locked), found, legs)
        if locked.status not in ENDED:
            locked.check_due_at = now() + LIVE_CHECK
        else:
            _price(session, locked, found)


def _repair(story: Story, found: ProviderCall | None, legs: tuple[ProviderLeg, ...]) -> None:
    """Put what the provider's record says into the set, like callbacks that came late after all.

    Only ends are taken: what still goes on will be told. A call that the provider does not know
    cannot be going on.
    """
    if found is None:
        story.add_own_word(leg=CUSTOMER, status="failed", said_by="provider")
    else:
        for number, user in enumerate(story.call.offered_to, start=1):
            for leg in (leg for leg in legs if str(user_of(leg.to)) == user):
                _add_end(story, agent_leg(number), leg.status, leg.duration)
        _add_end(story, CUSTOMER, found.status, found.duration)
    refold(story)


def _add_end(story: Story, leg: str, word: str, duration: int | None) -> None:
    status = FROM_PROVIDER.get(word)
    if status is not None and RANK[status] > RANK["in_progress"]:
        story.add_own_word(leg=leg, status=status, said_by="provider", duration=duration)


def _price(session: Session, call: Call, found: ProviderCall | None) -> None:
    """Keep a price that has arrived; otherwise ask again later, or leave it unknown."""
    if call.price_amount is not None:
        call.check_due_at = None
        return
    if found is not None and found.price is not None and found.currency:
        call.price_amount, call.price_currency = found.price, found.currency
        call.check_due_at = None
        call.touch()
        record(session, call, CallPriced(amount=found.price, currency=found.currency))
        return
    call.check_step += 1
    steps_left = call.check_step < len(PRICE_CHECKS)
    call.check_due_at = now() + PRICE_CHECKS[call.check_step] if steps_left else None
