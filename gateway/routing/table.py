"""Which service answers which path: the whole public surface, as data.

A path belongs to the longest prefix that matches whole segments. Six collections are served by
every service for its own records; their calls name the record type in `entity=`. Nothing that is
absent here can be reached through the gateway.
"""

from dataclasses import dataclass
from urllib.parse import parse_qs

from chassis.errors import FieldError, Invalid

API = "/api/v1"
HOOKS = "/hooks"
OPERATIONS = "/ops"
OWN = "gateway"

OWNERS: dict[str, tuple[str, ...]] = {
    "gateway": (
        "auth", "organizations", "me", "users", "groups", "roles", "profiles", "permissions",
        "settings", "customers", "stream", "audit",
    ),
    "contacts": (
        "contacts", "leads", "contact-types", "contact-sources", "contact-roles", "temperatures",
        "event-categories", "task-categories", "forms", "public/forms",
        "public/calendars", "activities", "dispositions",
    ),
    "sales": (
        "opportunities", "sales", "stages", "purchase-motives", "loss-reasons", "sale-statuses",
        "boards", "campaigns", "lists", "forecasts", "projects",
    ),
    "cases": (
        "cases", "case-types", "case-states", "case-priorities", "business-calendars", "articles",
    ),
    "billing": (
        "products", "product-categories", "price-lists", "taxes", "quotes", "invoices",
        "collections", "exchange-rates", "company-profile",
    ),
    "telephony": (
        "phone-numbers", "calls", "agents", "queues", "softphone", "dialing-campaigns",
        "telephony", "development",
    ),
    "notifications": (
        "notifications", "reminders", "templates", "messages", "mailings", "workflows", "channels",
    ),
    "reporting": ("kpis", "reports", "report-runs", "dashboards"),
}  # fmt: skip

BY_ENTITY = ("custom-fields", "imports", "exports", "bulk-runs", "tags", "notes", "views")

ENTITIES: dict[str, str] = {
    "contacts": "contacts",
    "companies": "contacts",
    "people": "contacts",
    "leads": "contacts",
    "activities": "contacts",
    "opportunities": "sales",
    "sales": "sales",
    "campaigns": "sales",
    "projects": "sales",
    "forecasts": "sales",
    "cases": "cases",
    "articles": "cases",
    "products": "billing",
    "quotes": "billing",
    "invoices": "billing",
    "collections": "billing",
    "calls": "telephony",
    "phone-numbers": "telephony",
    "agents": "telephony",
    "templates": "notifications",
    "messages": "notifications",
    "mailings": "notifications",
    "reports": "reporting",
    "dashboards": "reporting",
    "users": "gateway",
}
"""The record type named in `entity=`: hyphens and underscores are one."""

PUBLIC = ("public",)
"""First segments under the API that need no token."""

WEBHOOKS = {"twilio": "telephony", "development": "telephony"}
"""The segment after /hooks, and who checks its signature."""

_PREFIXES = {prefix: service for service, prefixes in OWNERS.items() for prefix in prefixes}
_LONGEST = max(prefix.count("/") + 1 for prefix in _PREFIXES)


@dataclass(frozen=True, slots=True)
class Route:
    """Where a request goes: the service, the path there, and whether it needs a token.

    `template` names it in metrics and logs, where no id may stand.
    """

    service: str
    path: str
    template: str
    public: bool = False


def find(path: str, query: str) -> Route | None:
    """Return the route of a path below the API or the hooks, or None where nobody answers.

    Raises Invalid for a shared collection without a known `entity=`. Empty and dotted segments
    are nobody's: what they mean depends on who reads them.
    """
    segments = path.split("/")[1:]
    if any(segment in {"", ".", ".."} for segment in segments):
        return None
    if path.startswith(f"{HOOKS}/"):
        service = WEBHOOKS.get(segments[1])
        return Route(service, path, f"{HOOKS}/{segments[1]}", public=True) if service else None
    if path.startswith((f"{OPERATIONS}/", f"{API}{OPERATIONS}/")):
        return _operations(path.removeprefix(API))
    if not path.startswith(f"{API}/"):
        return None
    return _resource(segments[2:], path, query)


def _resource(segments: list[str], path: str, query: str) -> Route | None:
    if segments[0] in BY_ENTITY:
        return Route(_entity_owner(query), path, f"{API}/{segments[0]}")
    for length in range(min(_LONGEST, len(segments)), 0, -1):
        prefix = "/".join(segments[:length])
        service = _PREFIXES.get(prefix)
        if service is not None:
            public = segments[0] in PUBLIC
            return Route(service, path, f"{API}/{prefix}", public=public)
    if segments[0] == "jobs" and len(segments) > 1 and segments[1] in OWNERS:
        return Route(segments[1], path, f"{API}/jobs")
    return None


def _operations(path: str) -> Route | None:
    """Find /ops/<service>/parked-events…: that service's own /api/v1/parked-events…."""
    _, _, service, *rest = path.split("/")
    if service in OWNERS and rest and rest[0] == "parked-events":
        return Route(service, f"{API}/{'/'.join(rest)}", f"{OPERATIONS}/parked-events")
    return None


def _entity_owner(query: str) -> str:
    try:
        named = parse_qs(query, max_num_fields=200).get("entity", [""])[-1].replace("_", "-")
    except ValueError:
        named = ""
    owner = ENTITIES.get(named) or ENTITIES.get(f"{named}s")
    if owner is None:
        raise Invalid("entity_required", FieldError("entity", "invalid_value"))
    return owner
