"""Secrets at rest: AES-256-GCM under a key derived from TRONCAL_SECRET_KEY.

A sealed value is bound to its organization and column (additional data), so a row copied into
another organization, or a token pasted into another column, does not open. Layout: one byte of
format, twelve of nonce, the ciphertext with its tag.
"""

import os
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_FORMAT = b"\x01"
_NONCE = 12
_MIN_KEY = 16


class SealBroken(Exception):
    """The value was not sealed under this key for this place, or it was altered."""


class Sealer:
    """Seals and opens provider secrets. Raises ValueError when the key is absent or short."""

    def __init__(self, secret_key: str) -> None:
        if len(secret_key) < _MIN_KEY:
            raise ValueError("TRONCAL_SECRET_KEY must have at least 16 characters")
        derived = HKDF(
            algorithm=SHA256(), length=32, salt=None, info=b"troncal.telephony.provider-secrets"
        ).derive(secret_key.encode())
        self._cipher = AESGCM(derived)

    def seal(self, secret: str, *, organization_id: UUID, column: str) -> bytes:
        """Encrypt one secret for one place."""
        nonce = os.urandom(_NONCE)
        body = self._cipher.encrypt(nonce, secret.encode(), _place(organization_id, column))
        return _FORMAT + nonce + body

    def open(self, sealed: bytes, *, organization_id: UUID, column: str) -> str:
        """Decrypt one secret. Raises SealBroken."""
        if sealed[:1] != _FORMAT:
            raise SealBroken
        nonce, body = sealed[1 : 1 + _NONCE], sealed[1 + _NONCE :]
        try:
            return self._cipher.decrypt(nonce, body, _place(organization_id, column)).decode()
        except InvalidTag as error:
            raise SealBroken from error


def _place(organization_id: UUID, column: str) -> bytes:
    return f"{organization_id}/provider_account/{column}".encode()
