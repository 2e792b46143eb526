"""What is said of one's calendar address."""

from datetime import datetime

from pydantic import BaseModel


class CalendarFeedState(BaseModel):
    """Whether one's calendar has an address, and since when it is this one."""

    active: bool
    renewed_at: datetime | None


class CalendarFeedAddress(CalendarFeedState):
    """The address itself, once: it cannot be read again."""

    address: str
