"""What the routes of stages take."""

from pydantic import Field

from chassis.web import Body, ShortText


class StageCreate(Body):
    """A new stage, the last one; without an English name the Spanish one serves both."""

    name: ShortText
    name_en: ShortText | None = None
    probability: int = Field(ge=0, le=100)


class StageChange(Body):
    """Members that may change. The order is a question of all: `POST /stages/order`."""

    name: ShortText | None = None
    name_en: ShortText | None = None
    probability: int | None = Field(default=None, ge=0, le=100)
    active: bool | None = None
