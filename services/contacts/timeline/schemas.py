"""What a request about the timeline may carry."""

from typing import Annotated

from pydantic import StringConstraints

from chassis.web import Body


class NoteBody(Body):
    """A note written by hand; plain text."""

    text: Annotated[str, StringConstraints(min_length=1, max_length=10_000)]
