"""What the simulator's routes take."""

from typing import Annotated

from pydantic import Field, StringConstraints

from chassis.web import Body

Number = Annotated[str, StringConstraints(min_length=1, max_length=100)]


class IncomingCall(Body):
    """Somebody who calls: any text a carrier could send as caller id; a random number without.

    `repeats` and `shuffled` are for what carriers do at their worst.
    """

    from_: Number | None = Field(default=None, alias="from")
    to: Number | None = None
    repeats: int = Field(default=1, ge=1, le=5)
    shuffled: bool = False
