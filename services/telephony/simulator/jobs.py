"""Sending what the development carrier owes: signed webhooks over HTTP, as the real one would."""

import random
from datetime import timedelta
from functools import partial
from typing import cast
from uuid import UUID

import requests
import structlog
from sqlalchemy import select

from chassis.clock import now
from chassis.db import Session, for_each_due
from chassis.spec import Service
from services.telephony.providers.port import Account
from services.telephony.providers.sender import open_http, post_signed
from services.telephony.resources import Resources
from services.telephony.simulator import network
from services.telephony.simulator.models import SimulatedCall, SimulatedMessage, SimulatedWebhook
from services.telephony.simulator.program import BadDocument, read_document

_log = structlog.get_logger(__name__)

_LEASE = timedelta(seconds=30)
_RETRIES = tuple(timedelta(seconds=s) for s in (1, 2, 5, 10, 30))
_LONGEST_RUN = 200
_BATCH = 50


def run_simulated_calls(service: Service) -> None:
    """Let every simulated call whose moment has come act. Two workers at one call do no harm: a
    webhook sent twice carries one idempotency token, and its answer is run once.
    """
    for_each_due(
        service.database,
        SimulatedCall,
        partial(_run, service),
        due=SimulatedCall.acts_at,
        where=SimulatedCall.acts_at.is_not(None),
        lease=_LEASE,
        limit=_BATCH,
    )


def _run(service: Service, organization_id: UUID, call_id: UUID) -> None:
    for _ in range(_LONGEST_RUN):
        webhook = _next(service, organization_id, call_id)
        if webhook is None:
            return
        account = _account(service, webhook.form["AccountSid"])
        answer = _send(service, account, webhook) if account is not None else None
        if not _settle(service, organization_id, webhook, answer):
            return


def _next(service: Service, organization_id: UUID, call_id: UUID) -> SimulatedWebhook | None:
    """Choose what to send now. With nothing to send, say when the call acts again."""
    with service.database.transaction(organization_id) as session:
        call = session.lock(SimulatedCall, call_id)
        for _ in range(2):
            webhook = _choose(session, call)
            if webhook is not None:
                return webhook
            if call.resumes_at is None or call.resumes_at > now():
                break
            network.resume(session, call)
            session.flush()
        call.acts_at = call.resumes_at
        return None


def _choose(session: Session, call: SimulatedCall) -> SimulatedWebhook | None:
    """The oldest one; of a shuffled call any one, but its status callbacks only after the end."""
    open_ones = session.scalars(
        select(SimulatedWebhook)
        .where(SimulatedWebhook.call_id == call.id, SimulatedWebhook.sent_at.is_(None))
        .order_by(SimulatedWebhook.position)
    ).all()
    if not call.shuffled:
        return open_ones[0] if open_ones else None
    ripe = [webhook for webhook in open_ones if webhook.runs or call.ended_at is not None]
    return random.choice(ripe) if ripe else None  # noqa: S311 - disorder, not secrecy


def _settle(
    service: Service, organization_id: UUID, webhook: SimulatedWebhook, answer: str | None
) -> bool:
    """Note the outcome and go on with the document; False when the call must wait."""
    with service.database.transaction(organization_id) as session:
        call = session.lock(SimulatedCall, webhook.call_id)
        kept = session.lock(SimulatedWebhook, webhook.id)
        if kept.sent_at is not None:
            return True
        kept.tries += 1
        if answer is None and kept.tries <= len(_RETRIES):
            call.acts_at = now() + _RETRIES[kept.tries - 1]
            return False
        kept.sent_at = now()
        if not kept.runs:
            return True
        try:
            network.run_document(session, call, read_document(answer or ""))
        except BadDocument as error:
            _log.warning("the simulated carrier got no document", error=str(error))
            network.end(session, call, caller="failed")
        return True


def _send(service: Service, account: Account, webhook: SimulatedWebhook) -> str | None:
    """Post one signed form, as often as the call repeats; None when no good answer came."""
    answer: str | None = None
    with service.database.reading(account.organization_id) as session:
        call = session.get(SimulatedCall, webhook.call_id)
        repeats = call.repeats if call is not None else 1
    with open_http() as http:
        for _ in range(repeats):
            answer = post_signed(
                http,
                account,
                target=service.settings.simulator_target,
                url=webhook.url,
                form=cast("dict[str, str]", webhook.form),
                token=str(webhook.id),
            )
    return answer


def run_simulated_messages(service: Service) -> None:
    """Deliver the messages that the simulated network took and say so by signed callbacks."""
    with open_http() as http:
        for_each_due(
            service.database,
            SimulatedMessage,
            partial(_deliver, service, http),
            due=SimulatedMessage.acts_at,
            where=SimulatedMessage.acts_at.is_not(None),
            lease=_LEASE,
            limit=_BATCH,
        )


def _deliver(
    service: Service, http: requests.Session, organization_id: UUID, message_id: UUID
) -> None:
    with service.database.reading(organization_id) as session:
        message = session.get(SimulatedMessage, message_id)
    if message is None:
        return
    told = message.status_url is None or all(
        _tell(service, http, message, status) for status in ("sent", "delivered")
    )
    with service.database.transaction(organization_id) as session:
        kept = session.lock(SimulatedMessage, message_id)
        kept.status = "delivered"
        kept.acts_at = None if told else now() + _RETRIES[1]


def _tell(service: Service, http: requests.Session, message: SimulatedMessage, status: str) -> bool:
    account = _account(service, message.account_sid)
    if account is None or message.status_url is None:
        return True
    form = {
        "AccountSid": message.account_sid,
        "ApiVersion": "2010-04-01",
        "From": message.number_from,
        "To": message.number_to,
        "MessageSid": message.sid,
        "MessageStatus": status,
        "SmsSid": message.sid,
        "SmsStatus": status,
    }
    sent = post_signed(
        http,
        account,
        target=service.settings.simulator_target,
        url=message.status_url,
        form=form,
        token=f"{message.id}-{status}",
    )
    return sent is not None


def _account(service: Service, account_sid: str) -> Account | None:
    resources: Resources = service.resources
    return resources.accounts.by_sid(account_sid)
