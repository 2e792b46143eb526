"""The board (S-14, S-20): a column per stage, each a list of its own with server-side sums.

A column's `next_cursor` goes to `GET /opportunities` with the same filters and the column's
`state=open&stage_id=…&sort=-moved_at`: a board is as many lists as it has stages.
"""

from collections.abc import Sequence
from typing import Any, Final

import orjson
from sqlalchemy import select

from chassis.db import Session
from chassis.errors import FieldError, Invalid
from chassis.identity.actor import Actor
from chassis.records import page, parse
from services.sales.opportunities.models import OPEN
from services.sales.opportunities.names import name_contacts
from services.sales.opportunities.records import OPPORTUNITY
from services.sales.opportunities.totals import Totals, totals_by_stage
from services.sales.projections import Home
from services.sales.stages.models import Stage

ORDER: Final = "-moved_at"
CARDS: Final = "20"
_DECIDED: Final = frozenset({"state", "stage_id", "sort", "cursor", "offset", "count", "discarded"})

Arguments = Sequence[tuple[str, str]]


def board(session: Session, actor: Actor, arguments: Arguments, *, home: Home) -> bytes:
    """Return the columns of the stages in use, and of others where open opportunities stand.

    `arguments` narrow it like a list; `limit` is per column. Raises Invalid.
    """
    wrong = [FieldError(name, "unknown_filter") for name, _ in arguments if name in _DECIDED]
    if wrong:
        raise Invalid("invalid_query", *wrong)
    shown = [("state", OPEN), *arguments]
    sums, total = totals_by_stage(
        session, actor, OPPORTUNITY, parse(OPPORTUNITY, actor, shown), home=home
    )
    columns = []
    for stage in _stages(session):
        if not (stage.is_active or stage.id in sums):
            continue
        totals = sums.get(stage.id, Totals(home.currency, {}))
        cards: dict[str, Any] = {"items": [], "next_cursor": None}
        if stage.id in sums:
            mine = [*shown, ("stage_id", str(stage.id)), ("sort", ORDER)]
            if not any(name == "limit" for name, _ in arguments):
                mine.append(("limit", CARDS))
            cards = orjson.loads(page(session, actor, OPPORTUNITY, parse(OPPORTUNITY, actor, mine)))
        columns.append({"stage": _shown(stage), **totals.view(), **cards})
    name_contacts(session, actor, [card for column in columns for card in column["items"]])
    return orjson.dumps({"columns": columns, "total": total.view()})


def _stages(session: Session) -> Sequence[Stage]:
    return session.scalars(
        select(Stage).where(Stage.is_deleted.is_(False)).order_by(Stage.position, Stage.id)
    ).all()


def _shown(stage: Stage) -> dict[str, object]:
    return {
        "id": str(stage.id),
        "name": stage.name,
        "name_en": stage.name_en,
        "probability": stage.probability,
        "position": stage.position,
        "active": stage.is_active,
    }
