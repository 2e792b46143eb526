"""Purchase motives and loss reasons as the API shows them."""

from typing import Final

from chassis.records.catalogs import catalog_record
from services.sales.reasons.models import LossReason, PurchaseMotive

PURCHASE_MOTIVE: Final = catalog_record("purchase_motive", PurchaseMotive)
LOSS_REASON: Final = catalog_record("loss_reason", LossReason)
