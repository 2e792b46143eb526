"""Routes of purchase motives and loss reasons (S-12, S-13)."""

from functools import partial

from chassis.web.catalogs import catalog_routes
from services.sales.reasons.operations import LOSSES, MOTIVES
from services.sales.reasons.records import LOSS_REASON, PURCHASE_MOTIVE

_routes = partial(catalog_routes, view="sales.view", configure="sales.configure")

motive_routes = _routes("/purchase-motives", MOTIVES, PURCHASE_MOTIVE, tag="Purchase motives")
loss_routes = _routes("/loss-reasons", LOSSES, LOSS_REASON, tag="Loss reasons")
