"""Taxes as the API reads and shows them."""

from decimal import Decimal
from typing import Annotated, Final

from pydantic import Field as Member
from pydantic import StringConstraints

from chassis.records import Access, Field, RecordType
from chassis.web import Body, ShortText
from services.billing.taxes.models import Tax

Rate = Annotated[Decimal, Member(ge=0, le=100, max_digits=9, decimal_places=6)]
Description = Annotated[str, StringConstraints(max_length=1_000)]


class TaxCreate(Body):
    """A new tax: IVA, 19."""

    name: ShortText
    rate_percent: Rate
    description: Description = ""


class TaxChange(Body):
    """What may change of a tax; drafts take the new rate when their lines are saved again."""

    name: ShortText | None = None
    rate_percent: Rate | None = None
    description: Description | None = None


TAX: Final = RecordType(
    name="tax",
    model=Tax,
    access=Access(),
    json={
        "id": Tax.id,
        "name": Tax.name,
        "rate_percent": Tax.rate_percent,
        "description": Tax.description,
        "created_at": Tax.created_at,
        "updated_at": Tax.updated_at,
        "version": Tax.version,
    },
    fields={"id": Field(Tax.id), "name": Field(Tax.name), "rate_percent": Field(Tax.rate_percent)},
    sorts={"name": Tax.sort_key},
    default_sort="name",
    live=Tax.deleted_at.is_(None),
)
