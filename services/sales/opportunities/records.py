"""How opportunities are read: the list, one, the won ones, the deleted ones, their history.

A stage's probability is joined here (X-10): what an opportunity is expected to bring follows the
stage without a write, unless its probability was set by hand or by its outcome.
"""

from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Integer,
    Numeric,
    Table,
    Text,
    case,
    func,
    literal_column,
    select,
)
from sqlalchemy import cast as sql_cast

from chassis.identity.directory import DirectoryUser
from chassis.money import MINOR_UNITS, MINOR_UNITS_OTHERWISE
from chassis.records import Access, Field, Many, MoneyOf, RecordType
from services.sales.opportunities.models import (
    LOST,
    OPEN,
    WON,
    Opportunity,
    OpportunityEvent,
    OpportunityLine,
)
from services.sales.projections import KnownProduct
from services.sales.stages.models import Stage

_OPPORTUNITY: Final[Table] = Opportunity.__table__  # type: ignore[assignment]
_LINE: Final[Table] = OpportunityLine.__table__  # type: ignore[assignment]
_STAGE: Final[Table] = Stage.__table__  # type: ignore[assignment]
_PRODUCT: Final[Table] = KnownProduct.__table__  # type: ignore[assignment]
_USER: Final[Table] = DirectoryUser.__table__  # type: ignore[assignment]


def _of_stage(column: str) -> ColumnElement[Any]:
    return (
        select(_STAGE.c[column])
        .where(
            _STAGE.c.organization_id == _OPPORTUNITY.c.organization_id,
            _STAGE.c.id == _OPPORTUNITY.c.stage_id,
        )
        .correlate(_OPPORTUNITY)
        .scalar_subquery()
    )


def _of_product(column: str) -> ColumnElement[Any]:
    return (
        select(_PRODUCT.c[column])
        .where(
            _PRODUCT.c.organization_id == _LINE.c.organization_id,
            _PRODUCT.c.product_id == _LINE.c.product_id,
        )
        .correlate(_LINE)
        .scalar_subquery()
    )


def _minor_units(currency: ColumnElement[str]) -> ColumnElement[int]:
    """Return the decimals of a row's currency, as chassis.money has them."""
    return case(
        *(
            (currency == name, literal_column(str(units)))
            for name, units in MINOR_UNITS.items()
            if units != MINOR_UNITS_OTHERWISE
        ),
        else_=literal_column(str(MINOR_UNITS_OTHERWISE)),
    )


def _plain_amount(amount: ColumnElement[Any], currency: ColumnElement[str]) -> ColumnElement[str]:
    """Return an amount as text with the decimals of its currency, null for none."""
    as_money = func.money_json(amount, currency)
    return as_money.op("->>", return_type=Text())(literal_column("'amount'"))


PROBABILITY: Final[ColumnElement[int]] = func.coalesce(
    _OPPORTUNITY.c.own_probability, _of_stage("probability"), type_=Integer()
)
EXPECTED: Final[ColumnElement[Any]] = func.round(
    _OPPORTUNITY.c.amount * PROBABILITY / literal_column("100"),
    sql_cast(_minor_units(_OPPORTUNITY.c.currency), Integer),
    type_=Numeric(),
)
_OWNER_NAME: Final = (
    select(_USER.c.name)
    .where(
        _USER.c.organization_id == _OPPORTUNITY.c.organization_id,
        _USER.c.user_id == _OPPORTUNITY.c.owner_id,
    )
    .correlate(_OPPORTUNITY)
    .scalar_subquery()
)
_JSON: Final = {
    "id": Opportunity.id,
    "title": Opportunity.title,
    "description": Opportunity.description,
    "contact_id": Opportunity.contact_id,
    "contact_ids": Opportunity.contact_ids,
    "lines": Many(
        of=OpportunityLine.opportunity_id,
        json={
            "product_id": OpportunityLine.product_id,
            "product_name": _of_product("name"),
            "quantity": OpportunityLine.quantity,
            "unit_price": OpportunityLine.unit_price,
        },
        order=(OpportunityLine.place,),
    ),
    "stage_id": Opportunity.stage_id,
    "stage": {"name": _of_stage("name"), "name_en": _of_stage("name_en")},
    "state": Opportunity.state,
    "budget": {
        "amount": _plain_amount(_OPPORTUNITY.c.budget_amount, _OPPORTUNITY.c.currency),
        "currency": Opportunity.currency,
        "kind": Opportunity.budget_kind,
        "periods": Opportunity.budget_periods,
    },
    "amount": MoneyOf(amount=Opportunity.amount, currency=Opportunity.currency),
    "probability": PROBABILITY,
    "has_own_probability": _OPPORTUNITY.c.own_probability.is_not(None),
    "expected_amount": MoneyOf(amount=EXPECTED, currency=Opportunity.currency),
    "expected_close_on": Opportunity.expected_close_on,
    "owner_id": Opportunity.owner_id,
    "owner_name": _OWNER_NAME,
    "visibility": Opportunity.visibility,
    "shared_user_ids": Opportunity.shared_user_ids,
    "shared_group_ids": Opportunity.shared_group_ids,
    "purchase_motive_id": Opportunity.purchase_motive_id,
    "loss_reason_id": Opportunity.loss_reason_id,
    "continues_id": Opportunity.continues_id,
    "moved_at": Opportunity.moved_at,
    "closed_at": Opportunity.closed_at,
    "discarded_at": Opportunity.discarded_at,
    "created_at": Opportunity.created_at,
    "updated_at": Opportunity.updated_at,
    "version": Opportunity.version,
}
_FIELDS: Final = {
    "id": Field(Opportunity.id),
    "state": Field(Opportunity.state, choices=(OPEN, WON, LOST)),
    "stage_id": Field(Opportunity.stage_id),
    "title": Field(Opportunity.title),
    "contact_id": Field(Opportunity.contact_id),
    "contact_ids": Field(Opportunity.contact_ids),
    "product_id": Field(OpportunityLine.product_id, of=OpportunityLine.opportunity_id),
    "owner_id": Field(Opportunity.owner_id),
    "visibility": Field(Opportunity.visibility, choices=("private", "read", "write")),
    "currency": Field(Opportunity.currency),
    "amount": Field(Opportunity.amount),
    "expected_close_on": Field(Opportunity.expected_close_on),
    "purchase_motive_id": Field(Opportunity.purchase_motive_id),
    "loss_reason_id": Field(Opportunity.loss_reason_id),
    "continues_id": Field(Opportunity.continues_id),
    "created_at": Field(Opportunity.created_at),
    "updated_at": Field(Opportunity.updated_at),
    "moved_at": Field(Opportunity.moved_at),
    "closed_at": Field(Opportunity.closed_at),
}
_ACCESS: Final = Access(owner="owner_id", visibility="visibility")

OPPORTUNITY: Final = RecordType(
    name="opportunity",
    model=Opportunity,
    json=_JSON,
    access=_ACCESS,
    fields=_FIELDS,
    sorts={
        "created_at": Opportunity.created_at,
        "updated_at": Opportunity.updated_at,
        "title": Opportunity.sort_key,
        "expected_close_on": Opportunity.close_key,
        "amount": Opportunity.amount,
        "moved_at": Opportunity.moved_at,
    },
    default_sort="-created_at",
    search=Opportunity.search_text,
    live=Opportunity.discarded_at.is_(None),
)
"""Opportunities as everybody sees them, open and closed."""

SALE: Final = RecordType(
    name="opportunity",
    model=Opportunity,
    json=_JSON,
    access=_ACCESS,
    fields=_FIELDS,
    sorts={"closed_at": Opportunity.moved_at},
    default_sort="-closed_at",
    search=Opportunity.search_text,
    live=_OPPORTUNITY.c.discarded_at.is_(None) & (_OPPORTUNITY.c.state == WON),
)
"""The won ones (S-15). A closed opportunity moves no more, so its last move is the closing."""

DISCARDED: Final = RecordType(
    name="opportunity",
    model=Opportunity,
    json=_JSON,
    access=_ACCESS,
    fields=_FIELDS,
    sorts={"discarded_at": Opportunity.updated_at},
    default_sort="-discarded_at",
    search=Opportunity.search_text,
    live=Opportunity.discarded_at.is_not(None),
)
"""The deleted ones; only administrators are led here. Nobody changes what lies there, so the last
change is the deletion.
"""

OPPORTUNITY_EVENT: Final = RecordType(
    name="opportunity_event",
    model=OpportunityEvent,
    json={
        "id": OpportunityEvent.id,
        "kind": OpportunityEvent.kind,
        "at": OpportunityEvent.at,
        "actor": OpportunityEvent.actor_name,
        "actor_id": OpportunityEvent.actor_id,
        "from_stage": OpportunityEvent.from_stage,
        "from_stage_id": OpportunityEvent.from_stage_id,
        "to_stage": OpportunityEvent.to_stage,
        "to_stage_id": OpportunityEvent.to_stage_id,
        "detail": OpportunityEvent.detail,
        "members": OpportunityEvent.members,
    },
    access=Access(),
    fields={
        "kind": Field(OpportunityEvent.kind),
        "opportunity_id": Field(OpportunityEvent.opportunity_id),
    },
    sorts={"at": OpportunityEvent.at},
    default_sort="-at",
)
"""What happened with one opportunity. The route asks first whether the actor sees it."""
