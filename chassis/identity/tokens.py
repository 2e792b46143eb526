"""The internal token: what the gateway, or a calling service, states to the callee.

Signed with EdDSA (Ed25519) and good for 30 s. The callee checks signature, audience and life, and
believes nothing else about who asks. Only the gateway states what a person may do; another
service's token names itself, the organization and for whom it asks, and carries no right at all.
The algorithm is pinned and a key is chosen by its id among those known, never by what the token
says of itself.
"""

import base64
import hashlib
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any, cast
from uuid import UUID

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from chassis import budgets
from chassis.errors import Unauthenticated
from chassis.identity.actor import Actor, Locale, Scope
from chassis.identity.questions import ISSUER_OF_PEOPLE

_ALGORITHM = "EdDSA"
_CACHE_LIMIT = 2_000


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A private key with the id under which verifiers know its public half."""

    key_id: str
    private: Ed25519PrivateKey

    @classmethod
    def load(cls, path: Path) -> "SigningKey":
        """Read a PEM private key. Raises ValueError when it is not an Ed25519 one."""
        key = serialization.load_pem_private_key(path.read_bytes(), password=None)
        if not isinstance(key, Ed25519PrivateKey):
            raise ValueError(f"{path.name} is not an Ed25519 private key")
        return cls(key_id_of(key.public_key()), key)

    @classmethod
    def generate(cls) -> "SigningKey":
        """Make a new key."""
        key = Ed25519PrivateKey.generate()
        return cls(key_id_of(key.public_key()), key)

    def private_pem(self) -> bytes:
        """Write the private half; the caller keeps it readable by its owner alone."""
        return self.private.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )

    def public(self) -> Ed25519PublicKey:
        """Return the half that verifiers hold."""
        return self.private.public_key()


def key_id_of(key: Ed25519PublicKey) -> str:
    """Name a public key by the start of its digest."""
    raw = key.public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
    return base64.urlsafe_b64encode(hashlib.sha256(raw).digest()[:9]).decode()


def mint(actor: Actor, *, key: SigningKey, issuer: str, audience: str) -> str:
    """Sign what the actor is and may, for one service, for 30 s.

    Any issuer but the gateway signs only for whom it asks: nobody would believe the rest.
    """
    issued = int(time.time())
    claims: dict[str, Any] = {
        "iss": issuer,
        "aud": audience,
        "iat": issued,
        "exp": issued + budgets.INTERNAL_TOKEN_LIFE,
        "org": str(actor.organization_id),
        "sub": str(actor.user_id) if actor.user_id else "system",
        "name": actor.name,
        "loc": actor.locale,
    }
    if issuer == ISSUER_OF_PEOPLE:
        claims |= _rights(actor)
    return jwt.encode(claims, key.private, algorithm=_ALGORITHM, headers={"kid": key.key_id})


def _rights(actor: Actor) -> dict[str, Any]:
    return {
        "role": str(actor.role_id) if actor.role_id else None,
        "groups": [str(group) for group in actor.group_ids],
        "perm": sorted(actor.permissions),
        "scope": actor.scope,
        "adm": actor.is_administrator,
        "uep": actor.user_epoch,
        "dep": actor.directory_epoch,
        "sid": str(actor.session_id) if actor.session_id else None,
    }


class TokenVerifier:
    """Checks internal tokens for one audience against the public keys of the allowed issuers."""

    def __init__(self, audience: str, keys: Mapping[str, tuple[str, Ed25519PublicKey]]) -> None:
        """`keys` maps a key id to the issuer that signs with it and the key."""
        self._audience = audience
        self._keys = dict(keys)
        self._seen: dict[str, tuple[float, Actor]] = {}
        self._lock = Lock()

    def verify(self, token: str) -> Actor:
        """Return who asks. Raises Unauthenticated for anything that does not hold."""
        cached = self._seen.get(token)
        if cached is not None and cached[0] > time.time():
            return cached[1]
        try:
            header = jwt.get_unverified_header(token)
            issuer, key = self._keys[str(header.get("kid"))]
            claims = jwt.decode(
                token,
                key,
                algorithms=[_ALGORITHM],
                audience=self._audience,
                issuer=issuer,
                options={"require": ["exp", "iat", "aud", "iss", "sub", "org"]},
            )
        except (jwt.PyJWTError, KeyError) as error:
            raise Unauthenticated("invalid_token") from error
        actor = _actor(claims)
        with self._lock:
            if len(self._seen) >= _CACHE_LIMIT:
                self._seen.clear()
            self._seen[token] = (float(claims["exp"]), actor)
        return actor


def _actor(claims: Mapping[str, Any]) -> Actor:
    subject = str(claims["sub"])
    issuer = str(claims["iss"])
    if issuer != ISSUER_OF_PEOPLE:
        return Actor(
            organization_id=UUID(claims["org"]),
            user_id=None if subject == "system" else UUID(subject),
            name=str(claims.get("name", "")),
            locale=cast("Locale", claims.get("loc", "es")),
            service=issuer,
        )
    return Actor(
        organization_id=UUID(claims["org"]),
        user_id=None if subject == "system" else UUID(subject),
        name=str(claims.get("name", "")),
        role_id=UUID(claims["role"]) if claims.get("role") else None,
        group_ids=tuple(UUID(group) for group in claims.get("groups", ())),
        permissions=frozenset(claims.get("perm", ())),
        scope=cast("Scope", claims.get("scope", "own")),
        is_administrator=bool(claims.get("adm")),
        user_epoch=int(claims.get("uep", 0)),
        directory_epoch=int(claims.get("dep", 0)),
        session_id=UUID(claims["sid"]) if claims.get("sid") else None,
        locale=cast("Locale", claims.get("loc", "es")),
        service="" if subject != "system" else issuer,
    )
