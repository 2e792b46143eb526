"""How business calendars are read."""

from typing import Final

from sqlalchemy import func, select

from chassis.records import Access, Field, RecordType
from services.cases.calendars.models import BusinessCalendar
from services.cases.projections import OrganizationProfile

_ORGANIZATIONS_ZONE = (
    select(OrganizationProfile.time_zone)
    .where(OrganizationProfile.organization_id == BusinessCalendar.organization_id)
    .scalar_subquery()
)

BUSINESS_CALENDAR: Final = RecordType(
    name="business_calendar",
    model=BusinessCalendar,
    json={
        "id": BusinessCalendar.id,
        "name": BusinessCalendar.name,
        "hours": BusinessCalendar.hours,
        "holidays": BusinessCalendar.holidays,
        "time_zone": func.coalesce(BusinessCalendar.time_zone, _ORGANIZATIONS_ZONE),
        "has_own_time_zone": BusinessCalendar.time_zone.is_not(None),
        "is_default": BusinessCalendar.is_default,
        "created_at": BusinessCalendar.created_at,
        "updated_at": BusinessCalendar.updated_at,
        "version": BusinessCalendar.version,
    },
    access=Access(),
    fields={"is_default": Field(BusinessCalendar.is_default)},
    sorts={"name": BusinessCalendar.name},
    default_sort="name",
)
