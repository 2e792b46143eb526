"""Routes of the company profile."""

from typing import Any

from chassis.errors import FieldError, Invalid, Unavailable
from chassis.web import Call, Reply, Routes
from services.billing.company import operations
from services.billing.company.schemas import CompanyProfileChange, CompanyProfileShown
from services.billing.documents.printing import specimen
from services.billing.projections import currency_of

routes = Routes("company", tag="Company profile")


@routes.get("/company-profile", allow="billing.view", returns=CompanyProfileShown)
def read_profile(call: Call) -> Reply:
    """Read who bills, and how invoices are numbered (B-17, B-01)."""
    return _shown(call)


@routes.patch("/company-profile", allow="billing.configure", returns=CompanyProfileShown)
def change_profile(call: Call, body: CompanyProfileChange) -> Reply:
    """Change the profile, the usual terms (B-10) or the format of numbers (B-01)."""
    given: dict[str, Any] = body.model_dump(exclude_unset=True)
    if given.get("logo"):
        try:
            call.service.resources.press.print(specimen(given["logo"]))
        except Unavailable:
            raise Invalid("invalid_fields", FieldError("logo", "invalid_logo")) from None
    operations.change_profile(call.session, given)
    return _shown(call)


def _shown(call: Call) -> Reply:
    currency = currency_of(call.session, otherwise=call.service.settings.currency)
    return call.json(operations.show_profile(call.session, currency=currency))
