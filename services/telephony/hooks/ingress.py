"""The door for providers: who signed this, for which account, in whose organization."""

from dataclasses import dataclass
from uuid import UUID

import structlog

from chassis.db import Database
from chassis.errors import Forbidden
from chassis.spec import Service
from services.telephony.calls.hearing import Where, spellings
from services.telephony.calls.said import Said
from services.telephony.providers import routes
from services.telephony.providers.accounts import AccountBook
from services.telephony.providers.port import Account
from services.telephony.providers.signature import Form, is_signed

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One request of a provider as it came: raw body, raw query, the headers that matter."""

    path: str
    raw_query: str
    raw_body: bytes
    signature: str
    signature_settings: str = ""


def admit(
    delivery: Delivery, *, accounts: AccountBook, public_url: str, service: Service
) -> tuple[Account, Form]:
    """Return the account and the form of a request that is what it claims to be.

    Raises Forbidden for anything else, before anything is written, and counts it: not a form, an
    account that is not configured, a signature that no token of that account made.
    """
    form = Form.parse(delivery.raw_body)
    if form is None or not len(form):
        raise _refused(service, "not_a_form")
    account = accounts.by_sid(form.get("AccountSid"))
    if account is None:
        raise _refused(service, "foreign_account")
    query = f"?{delivery.raw_query}" if delivery.raw_query else ""
    signed = is_signed(
        url=f"{public_url}{delivery.path}{query}",
        form=form,
        signature=delivery.signature,
        tokens=account.tokens,
        settings_header=delivery.signature_settings,
    )
    if not signed:
        raise _refused(service, "bad_signature")
    return account, form


def locate(database: Database, account: Account, said: Said, region: str) -> Where:
    """Find where a callback belongs: the known call's organization, else that of our number, else
    the account's owner's, who also gets the calls to numbers that nobody configured.
    """
    ours, theirs = said.our_number, said.their_number
    our_forms, their_forms = spellings(ours, region), spellings(theirs, region)
    found = routes.find_routes(
        database,
        account.account_sid,
        provider_call_id=said.own_call_id,
        numbers=[form for form in {*our_forms, *their_forms} if form],
    )
    call = next((route for route in found if route.kind == "call"), None)
    numbers = [route for route in found if route.kind == "number"]
    at_us = [n for n in numbers if n.account_sid == account.account_sid and n.name in our_forms]
    organization_id = account.organization_id
    if call is not None:
        organization_id = call.organization_id
    elif at_us:
        organization_id = at_us[0].organization_id
    within = [n for n in numbers if n.organization_id == organization_id]
    return Where(
        organization_id=organization_id,
        call_id=call.id if call else None,
        number_id=next((n.id for n in at_us if n in within), None),
        from_ourselves=any(n.name in their_forms for n in within),
    )


def organization_of_sender(database: Database, account: Account, number: str, region: str) -> UUID:
    """Find whose number sent a message; one of nobody is the account's owner's."""
    found = routes.find_routes(
        database, account.account_sid, provider_call_id="", numbers=spellings(number, region)
    )
    for route in found:
        if route.kind == "number" and route.account_sid == account.account_sid:
            return route.organization_id
    return account.organization_id


def _refused(service: Service, reason: str) -> Forbidden:
    service.metrics.count("webhook_refused", reason=reason)
    _log.warning("webhook refused", reason=reason)
    return Forbidden("webhook_refused")
