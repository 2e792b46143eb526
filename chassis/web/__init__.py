"""HTTP: routes, errors, idempotency, the application factory."""

from chassis.web.app import create_app
from chassis.web.bodies import Body, LongText, ShortText
from chassis.web.call import Call, Reply
from chassis.web.routes import Routes

__all__ = ["Body", "Call", "LongText", "Reply", "Routes", "ShortText", "create_app"]
