"""Routes of taxes."""

from uuid import UUID

from chassis.web import Call, Reply, Routes
from services.billing.taxes import operations
from services.billing.taxes.schemas import TAX, TaxChange, TaxCreate

routes = Routes("taxes", tag="Taxes")
_ONE = "/taxes/<uuid:tax_id>"


@routes.get("/taxes", allow="billing.view", lists=TAX)
def list_taxes(call: Call) -> Reply:
    """List the taxes (B-23)."""
    return call.page(TAX)


@routes.get(_ONE, allow="billing.view", returns=TAX)
def read_tax(call: Call, tax_id: UUID) -> Reply:
    """Read one tax."""
    return call.one(TAX, tax_id)


@routes.post("/taxes", allow="billing.configure", returns=TAX)
def create_tax(call: Call, body: TaxCreate) -> Reply:
    """Add a tax."""
    tax = operations.create_tax(call.session, body.model_dump())
    return call.created(TAX, tax.id)


@routes.patch(_ONE, allow="billing.configure", match="required", returns=TAX)
def change_tax(call: Call, tax_id: UUID, body: TaxChange) -> Reply:
    """Change a tax; what is issued keeps the rate that it was issued with."""
    operations.change_tax(
        call.session,
        tax_id,
        body.model_dump(exclude_unset=True),
        expected_version=call.expected_version,
    )
    return call.one(TAX, tax_id)


@routes.delete(_ONE, allow="billing.configure", match="required")
def delete_tax(call: Call, tax_id: UUID) -> Reply:
    """Take a tax from the list."""
    operations.delete_tax(call.session, tax_id, expected_version=call.expected_version)
    return call.nothing()
