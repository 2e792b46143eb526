"""Routes of case types, states and priorities (K-09, K-14, K-15, K-16).

None is ever deleted: numbers are out under a type's prefix, deadlines were promised by a priority
and figures counted by a state.
"""

from functools import partial
from typing import Final

from chassis.web import Routes
from chassis.web.catalogs import catalog_routes
from services.cases.catalogs import schemas
from services.cases.catalogs.operations import PRIORITIES, STATES, TYPES
from services.cases.catalogs.records import CASE_PRIORITY, CASE_STATE, CASE_TYPE

_routes = partial(catalog_routes, view="cases.view", configure="cases.configure", deletes=False)

CATALOG_ROUTES: Final[tuple[Routes, ...]] = (
    _routes(
        "/case-types",
        TYPES,
        CASE_TYPE,
        tag="Case types",
        create=schemas.CaseTypeCreate,
        change=schemas.CaseTypeChange,
    ),
    _routes(
        "/case-states",
        STATES,
        CASE_STATE,
        tag="Case states",
        create=schemas.CaseStateCreate,
    ),
    _routes(
        "/case-priorities",
        PRIORITIES,
        CASE_PRIORITY,
        tag="Case priorities",
        create=schemas.CasePriorityCreate,
        change=schemas.CasePriorityChange,
    ),
)
