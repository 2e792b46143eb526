"""What the routes of contacts' catalogs take beside two names."""

from typing import Literal

from chassis.web.catalogs import EntryCreate


class SourceCreate(EntryCreate):
    """A new source; contacts of a referral source say who referred them (C-49)."""

    kind: Literal["general", "referral"] = "general"
