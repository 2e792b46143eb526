"""What the call routes take."""

from uuid import UUID

from chassis.web import Body, LongText


class Classification(Body):
    """How a call went."""

    disposition_id: UUID | None = None
    note: LongText = ""
