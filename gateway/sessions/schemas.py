"""Logging in: bodies in, representations out."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, Field, StringConstraints

from chassis.web.bodies import Body
from gateway.accounts.schemas import Me
from gateway.schemas import Password

ClientName = Literal["browser", "mobile"]
Token = Annotated[str, StringConstraints(max_length=200)]


class Login(Body):
    """Who wants in. A mobile client gets the refresh token in the answer, a browser as a cookie."""

    email: Annotated[str, StringConstraints(min_length=1, max_length=254)]
    password: Password
    client: ClientName = "browser"


class Refresh(Body):
    """A mobile client's refresh token; a browser sends none, its cookie carries it."""

    refresh_token: Token | None = None


class Switch(Body):
    """The organization to go on in."""

    organization_id: UUID


class Access(BaseModel):
    """An access token for the next `expires_in` seconds, and who it is for."""

    access_token: str
    token_type: Literal["Bearer"]
    expires_in: int
    refresh_token: str | None = Field(default=None, description="For mobile clients only.")
    user: Me


class SessionShown(BaseModel):
    """One open session of the person who asks."""

    id: UUID
    client: ClientName
    user_agent: str
    address: str
    created_at: datetime
    last_used_at: datetime
    expires_at: datetime
    current: bool


class SessionList(BaseModel):
    """One's own open sessions."""

    items: list[SessionShown]
    next_cursor: None = None
