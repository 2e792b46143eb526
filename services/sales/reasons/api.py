"""Routes of purchase motives and loss reasons: two lists, the same routes."""

from uuid import UUID

from chassis.records import RecordType
from chassis.web import Call, Reply, Routes
from services.sales.reasons import operations
from services.sales.reasons.models import LossReason, PurchaseMotive
from services.sales.reasons.records import LOSS_REASON, PURCHASE_MOTIVE
from services.sales.reasons.schemas import ReasonChange, ReasonCreate
from services.sales.stages.schemas import ArrangementBody


def _routes(path: str, model: type[operations.R], shown: RecordType, *, tag: str) -> Routes:
    key = f"{shown.name}_id"
    routes = Routes(path.strip("/").replace("-", "_"), tag=tag)

    @routes.get(path, allow="sales.view", lists=shown)
    def index(call: Call) -> Reply:
        """List the entries in their order (S-12, S-13)."""
        return call.page(shown)

    @routes.post(path, allow="sales.configure", returns=shown)
    def add(call: Call, body: ReasonCreate) -> Reply:
        """Add an entry behind the others."""
        made = operations.add_reason(call.session, model, name=body.name, name_en=body.name_en)
        return call.created(shown, made)

    @routes.post(f"{path}/order", allow="sales.configure", status=204)
    def order(call: Call, body: ArrangementBody) -> Reply:
        """Arrange the entries: every one, once."""
        operations.order_reasons(call.session, model, body.ids)
        return call.nothing()

    @routes.get(f"{path}/<uuid:{key}>", allow="sales.view", returns=shown)
    def read(call: Call, **named: UUID) -> Reply:
        """Read one entry."""
        return call.one(shown, named[key])

    @routes.patch(f"{path}/<uuid:{key}>", allow="sales.configure", match="required", returns=shown)
    def change(call: Call, body: ReasonChange, **named: UUID) -> Reply:
        """Rename an entry, take it out of use or back."""
        operations.change_reason(
            call.session,
            model,
            named[key],
            body.model_dump(exclude_unset=True, exclude_none=True),
            expected_version=call.expected_version,
        )
        return call.one(shown, named[key])

    return routes


motive_routes = _routes(
    "/purchase-motives", PurchaseMotive, PURCHASE_MOTIVE, tag="Purchase motives"
)
loss_routes = _routes("/loss-reasons", LossReason, LOSS_REASON, tag="Loss reasons")
