"""The access token that a browser or a mobile client holds: which session asks, as which user.

EdDSA, 15 minutes, audience `troncal-clients`: no service accepts it and the gateway accepts no
internal token in its place. It says nothing about rights; those are read with the session, so a
token never outlives what it was given for by more than the session cache.
"""

import time
from dataclasses import dataclass
from threading import Lock
from uuid import UUID

import jwt

from chassis import budgets
from chassis.errors import Unauthenticated
from chassis.identity.tokens import SigningKey

_ALGORITHM = "EdDSA"
_ISSUER = "gateway"
_AUDIENCE = "troncal-clients"
_CACHE_LIMIT = 10_000
_LONGEST = 1_024


@dataclass(frozen=True, slots=True)
class Claim:
    """What an access token says: a session, and the organization and user that it was given for."""

    session_id: UUID
    organization_id: UUID
    user_id: UUID
    expires_at: float


class AccessTokens:
    """Writes and reads access tokens; a signature is checked once per token and process."""

    def __init__(self, key: SigningKey) -> None:
        self._key = key
        self._public = key.public()
        self._seen: dict[str, Claim] = {}
        self._lock = Lock()

    def issue(self, *, session_id: UUID, organization_id: UUID, user_id: UUID) -> str:
        """Sign a token for the next 15 minutes."""
        issued = int(time.time())
        claims = {
            "iss": _ISSUER,
            "aud": _AUDIENCE,
            "iat": issued,
            "exp": issued + budgets.ACCESS_TOKEN_LIFE,
            "sid": str(session_id),
            "org": str(organization_id),
            "sub": str(user_id),
        }
        headers = {"kid": self._key.key_id}
        return jwt.encode(claims, self._key.private, algorithm=_ALGORITHM, headers=headers)

    def read(self, token: str) -> Claim:
        """Return what a genuine token says. Raises Unauthenticated."""
        claim = self._seen.get(token)
        if claim is None:
            claim = self._verified(token)
            with self._lock:
                if len(self._seen) >= _CACHE_LIMIT:
                    self._seen.clear()
                self._seen[token] = claim
        if claim.expires_at <= time.time():
            raise Unauthenticated("token_expired")
        return claim

    def _verified(self, token: str) -> Claim:
        if len(token) > _LONGEST:
            raise Unauthenticated("invalid_token")
        try:
            claims = jwt.decode(
                token,
                self._public,
                algorithms=[_ALGORITHM],
                audience=_AUDIENCE,
                issuer=_ISSUER,
                options={"require": ["exp", "iat", "aud", "iss", "sub", "org", "sid"]},
            )
            return Claim(
                session_id=UUID(claims["sid"]),
                organization_id=UUID(claims["org"]),
                user_id=UUID(claims["sub"]),
                expires_at=float(claims["exp"]),
            )
        except jwt.ExpiredSignatureError as error:
            raise Unauthenticated("token_expired") from error
        except (jwt.PyJWTError, ValueError, AttributeError) as error:
            raise Unauthenticated("invalid_token") from error
