"""Routes of our numbers and their operators (T-02, T-03, T-05…T-09)."""

from uuid import UUID

from chassis.errors import Conflict, FieldError, Invalid, Unavailable
from chassis.web import Call, Reply, Routes
from services.telephony.numbers import operations
from services.telephony.numbers.records import PHONE_NUMBER
from services.telephony.numbers.schemas import (
    NumberChange,
    NumberLink,
    NumberSearch,
    OperatorList,
)
from services.telephony.providers.port import (
    Account,
    OutcomeUnknown,
    ProviderBusy,
    ProviderRefused,
)
from services.telephony.resources import Resources

routes = Routes("numbers", tag="Phone numbers")


@routes.get("/phone-numbers", allow="telephony.view", lists=PHONE_NUMBER, summary="Our numbers")
def list_numbers(call: Call) -> Reply:
    """Numbers with their operators."""
    return call.page(PHONE_NUMBER)


@routes.get(
    "/phone-numbers/available",
    allow="telephony.configure",
    session=False,
    summary="Numbers to link or to buy",
)
def available_numbers(call: Call, query: NumberSearch) -> Reply:
    """The account's numbers that are not linked yet, and some for sale."""
    resources: Resources = call.service.resources
    account = _account(call, query.account_sid)
    driver = resources.driver(account)
    try:
        owned = driver.owned_numbers(account)
        offered = driver.available_numbers(
            account, country=query.country, kind=query.kind, contains=query.contains
        )
    except (ProviderBusy, OutcomeUnknown) as error:
        raise Unavailable("provider_unreachable") from error
    except ProviderRefused as refusal:
        raise Conflict("provider_refused", params={"reason": refusal.reason}) from refusal
    found = [
        {"number": n.e164, "name": n.name, "owned": is_owned, "sms": n.sms, "voice": n.voice}
        for is_owned, numbers in ((True, owned), (False, offered))
        for n in numbers
    ]
    return call.json({"items": found, "next_cursor": None})


@routes.get(
    "/phone-numbers/<uuid:number_id>",
    allow="telephony.view",
    returns=PHONE_NUMBER,
    summary="One number",
)
def read_number(call: Call, number_id: UUID) -> Reply:
    """One number."""
    return call.one(PHONE_NUMBER, number_id)


@routes.post(
    "/phone-numbers",
    allow="telephony.configure",
    returns=PHONE_NUMBER,
    summary="Link or buy a number",
)
def link_number(call: Call, body: NumberLink) -> Reply:
    """Answer a number here: its webhooks are pointed to this installation.

    Asking the provider twice for the same number does no harm, so a failure after it can simply be
    repeated.
    """
    resources: Resources = call.service.resources
    account = _account(call, body.account_sid)
    e164 = operations.read_e164(body.number, resources.line.region, field="number")
    number = operations.link_number(
        call.session,
        account,
        e164=e164,
        alias=body.alias,
        outgoing_enabled=body.outgoing_enabled,
        recording_enabled=body.recording_enabled,
    )
    try:
        number.provider_number_id = resources.driver(account).link_number(
            account, e164, public_url=resources.line.public_url, buy=body.buy
        )
    except ProviderRefused as refusal:
        raise Invalid(
            "invalid_fields",
            FieldError("number", "provider_refused", {"reason": refusal.reason}),
        ) from refusal
    except (ProviderBusy, OutcomeUnknown) as error:
        raise Unavailable("provider_unreachable") from error
    return call.created(PHONE_NUMBER, number.id)


@routes.patch(
    "/phone-numbers/<uuid:number_id>",
    allow="telephony.configure",
    match="required",
    returns=PHONE_NUMBER,
    summary="Change a number",
)
def change_number(call: Call, number_id: UUID, body: NumberChange) -> Reply:
    """Alias and switches."""
    changed = body.model_dump(exclude_unset=True, exclude_none=True)
    operations.change_number(
        call.session, number_id, expected_version=call.expected_version, changed=changed
    )
    return call.one(PHONE_NUMBER, number_id)


@routes.delete(
    "/phone-numbers/<uuid:number_id>",
    allow="telephony.configure",
    match="required",
    summary="Unlink a number",
)
def unlink_number(call: Call, number_id: UUID) -> Reply:
    """Stop answering it here; the account keeps it."""
    operations.unlink_number(call.session, number_id, expected_version=call.expected_version)
    return call.nothing()


@routes.get(
    "/phone-numbers/<uuid:number_id>/operators", allow="telephony.view", summary="Operators"
)
def read_operators(call: Call, number_id: UUID) -> Reply:
    """Who answers the number."""
    return call.one(PHONE_NUMBER, number_id)


@routes.put(
    "/phone-numbers/<uuid:number_id>/operators",
    allow="telephony.configure",
    returns=PHONE_NUMBER,
    summary="Set operators",
)
def set_operators(call: Call, number_id: UUID, body: OperatorList) -> Reply:
    """Replace who answers the number."""
    entries = [operations.Operator(user_id=user) for user in body.user_ids]
    entries += [operations.Operator(**entry.model_dump()) for entry in body.operators]
    operations.set_operators(call.session, number_id, entries)
    return call.one(PHONE_NUMBER, number_id)


def _account(call: Call, account_sid: str | None) -> Account:
    """Choose the account: the named one, else the organization's first (entered before others)."""
    resources: Resources = call.service.resources
    actor = call.actor
    with call.service.database.reading(actor.organization_id, actor=actor) as session:
        accounts = resources.accounts.of_organization(session)
    for account in accounts:
        if account_sid in (None, account.account_sid):
            return account
    raise Invalid("invalid_fields", FieldError("account_sid", "unknown_account"))
