"""The merged audit."""

from pydantic import AwareDatetime, BaseModel, Field

from chassis.web.audit import AuditedCommand, AuditFilters


class AuditQuery(AuditFilters):
    """Which entries to list; `from` is inside, `to` outside the period."""

    service: str | None = Field(default=None, max_length=40)
    since: AwareDatetime | None = Field(default=None, alias="from")
    until: AwareDatetime | None = Field(default=None, alias="to")
    cursor: str | None = Field(default=None, max_length=200)


class AuditPage(BaseModel):
    """Entries of every service, the newest first."""

    items: list[AuditedCommand]
    next_cursor: str | None
    missing: list[str] = Field(description="Services that did not answer; theirs are not here.")
