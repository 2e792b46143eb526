"""Purchase motives and loss reasons as the API shows them."""

from typing import Final

from chassis.records import Access, Field, RecordType
from services.sales.reasons.models import LossReason, PurchaseMotive, Reason


def _list(name: str, model: type[Reason]) -> RecordType:
    return RecordType(
        name=name,
        model=model,
        access=Access(),
        json={
            "id": model.id,
            "name": model.name,
            "name_en": model.name_en,
            "position": model.position,
            "active": model.is_active,
            "version": model.version,
        },
        fields={"active": Field(model.is_active)},
        sorts={"position": model.position},
        default_sort="position",
    )


PURCHASE_MOTIVE: Final = _list("purchase_motive", PurchaseMotive)
LOSS_REASON: Final = _list("loss_reason", LossReason)
