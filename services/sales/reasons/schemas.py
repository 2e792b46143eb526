"""What the routes of purchase motives and loss reasons take."""

from chassis.web import Body, ShortText


class ReasonCreate(Body):
    """A new reason, the last one; without an English name the Spanish one serves both."""

    name: ShortText
    name_en: ShortText | None = None


class ReasonChange(Body):
    """Members that may change."""

    name: ShortText | None = None
    name_en: ShortText | None = None
    active: bool | None = None
