"""What the disposition routes take."""

from pydantic import Field

from chassis.web import Body, ShortText


class DispositionCreate(Body):
    """A new outcome; without an English name the Spanish one serves both."""

    name: ShortText
    name_en: ShortText | None = None
    position: int = Field(default=100, ge=0, le=10_000)


class DispositionChange(Body):
    """Members that may change."""

    name: ShortText | None = None
    name_en: ShortText | None = None
    position: int | None = Field(default=None, ge=0, le=10_000)
    active: bool | None = None
