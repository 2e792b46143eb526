"""Routes of business calendars (K-16, O-13)."""

from uuid import UUID

from chassis.web import Call, Reply, Routes
from services.cases.calendars import operations
from services.cases.calendars.records import BUSINESS_CALENDAR
from services.cases.calendars.schemas import CalendarChange, CalendarCreate

routes = Routes("business_calendars", tag="Business calendars")


@routes.get("/business-calendars", allow="cases.view", lists=BUSINESS_CALENDAR)
def list_calendars(call: Call) -> Reply:
    """Calendars by name; one is the default."""
    return call.page(BUSINESS_CALENDAR)


@routes.post("/business-calendars", allow="cases.configure", returns=BUSINESS_CALENDAR)
def add_calendar(call: Call, body: CalendarCreate) -> Reply:
    """Add a calendar; one without any hour is refused."""
    made = operations.add_calendar(call.session, body.given())
    return call.created(BUSINESS_CALENDAR, made)


@routes.get("/business-calendars/<uuid:calendar_id>", allow="cases.view", returns=BUSINESS_CALENDAR)
def read_calendar(call: Call, calendar_id: UUID) -> Reply:
    """One calendar."""
    return call.one(BUSINESS_CALENDAR, calendar_id)


@routes.patch(
    "/business-calendars/<uuid:calendar_id>",
    allow="cases.configure",
    match="required",
    returns=BUSINESS_CALENDAR,
)
def change_calendar(call: Call, calendar_id: UUID, body: CalendarChange) -> Reply:
    """Merge members; deadlines that stand stay as they were promised."""
    operations.change_calendar(
        call.session, calendar_id, body.given(), expected_version=call.expected_version
    )
    return call.one(BUSINESS_CALENDAR, calendar_id)


@routes.delete("/business-calendars/<uuid:calendar_id>", allow="cases.configure", match="required")
def delete_calendar(call: Call, calendar_id: UUID) -> Reply:
    """Delete a calendar; the default one is refused."""
    operations.delete_calendar(call.session, calendar_id, expected_version=call.expected_version)
    return call.nothing()
