"""Routes of exchange rates."""

from uuid import UUID

from chassis.web import Call, Reply, Routes
from services.billing.projections import currency_of
from services.billing.rates import operations
from services.billing.rates.schemas import EXCHANGE_RATE, RateChange, RateCreate

routes = Routes("exchange_rates", tag="Exchange rates")
_ONE = "/exchange-rates/<uuid:rate_id>"


@routes.get("/exchange-rates", allow="billing.view", lists=EXCHANGE_RATE)
def list_rates(call: Call) -> Reply:
    """List the rates, the newest first (B-40)."""
    return call.page(EXCHANGE_RATE)


@routes.get(_ONE, allow="billing.view", returns=EXCHANGE_RATE)
def read_rate(call: Call, rate_id: UUID) -> Reply:
    """Read one rate."""
    return call.one(EXCHANGE_RATE, rate_id)


@routes.post("/exchange-rates", allow="billing.configure", returns=EXCHANGE_RATE)
def add_rate(call: Call, body: RateCreate) -> Reply:
    """Say what a currency is worth from a day on."""
    own = currency_of(call.session, otherwise=call.service.settings.currency)
    rate = operations.add_rate(
        call.session,
        currency=body.currency,
        valid_on=body.valid_on,
        rate=body.rate,
        own_currency=own,
    )
    return call.created(EXCHANGE_RATE, rate.id)


@routes.patch(_ONE, allow="billing.configure", match="required", returns=EXCHANGE_RATE)
def change_rate(call: Call, rate_id: UUID, body: RateChange) -> Reply:
    """Correct a rate."""
    operations.change_rate(call.session, rate_id, body.rate, expected_version=call.expected_version)
    return call.one(EXCHANGE_RATE, rate_id)


@routes.delete(_ONE, allow="billing.configure", match="required")
def delete_rate(call: Call, rate_id: UUID) -> Reply:
    """Take a rate away."""
    operations.delete_rate(call.session, rate_id, expected_version=call.expected_version)
    return call.nothing()
