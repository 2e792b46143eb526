"""What a request about the timeline may carry."""

from typing import Annotated
from uuid import UUID

from pydantic import StringConstraints

from chassis.web import Body


class NoteText(Body):
    """A note written by hand; plain text."""

    text: Annotated[str, StringConstraints(min_length=1, max_length=10_000)]


class NoteBody(NoteText):
    """An event written by hand, of a category or a plain note (C-41); plain text."""

    category_id: UUID | None = None
