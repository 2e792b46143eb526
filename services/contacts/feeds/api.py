"""Routes of one's calendar address: parse → operation → representation.

PUT makes the address, not POST: an answer with a secret is never kept to be repeated.
"""

from typing import Final

from chassis.web import Call, Reply, Routes
from services.contacts.feeds import operations
from services.contacts.feeds.schemas import CalendarFeedAddress, CalendarFeedState

PUBLIC: Final = "/api/v1/public/calendars"
_FEED: Final = "/activities/feed"
_ALLOW: Final = "contacts.view"

routes = Routes("calendar_feeds", tag="Activities")


@routes.get(_FEED, allow=_ALLOW, returns=CalendarFeedState)
def read_feed(call: Call) -> Reply:
    """Say whether one's calendar has an address; the address itself is shown once."""
    return call.json(_state(call))


@routes.put(_FEED, allow=_ALLOW, returns=CalendarFeedAddress)
def renew_feed(call: Call) -> Reply:
    """Give one's calendar a new address; the one before is answered no more."""
    token = operations.renew_feed(call.session, call.actor)
    address = f"{call.service.settings.public_url}{PUBLIC}/{token}.ics"
    return call.json({**_state(call), "address": address})


@routes.delete(_FEED, allow=_ALLOW)
def revoke_feed(call: Call) -> Reply:
    """Revoke one's calendar address."""
    operations.revoke_feed(call.session, call.actor)
    return call.nothing()


def _state(call: Call) -> dict[str, object]:
    feed = operations.feed_of(call.session, call.actor)
    return {"active": feed is not None, "renewed_at": feed.renewed_at if feed else None}
