"""Secrets at rest: AES-256-GCM under a key derived from TRONCAL_SECRET_KEY.

A sealed value is bound to its organization and column (additional data), so a row copied into
another organization, or a token pasted into another column, does not open. Layout: one byte of
format, four that name the key, twelve of nonce, the ciphertext with its tag. Format 1, of earlier
releases, names no key; it opens still.

After a change of key the earlier ones go on opening (TRONCAL_PREVIOUS_SECRET_KEYS) until
`troncal rotate-key` has sealed everything again under the present one.
"""

import hashlib
import os
from collections.abc import Iterable
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_UNNAMED, _NAMED = b"\x01", b"\x02"
_KEY_ID = 4
_NONCE = 12
_MIN_KEY = 16


class SealBroken(Exception):
    """The value was not sealed under this key for this place, or it was altered."""


class Sealer:
    """Seals and opens provider secrets. Raises ValueError when the key is absent or short."""

    def __init__(self, secret_key: str, previous: Iterable[str] = ()) -> None:
        self._keys = dict(_named(key) for key in (secret_key, *previous))
        self._present = next(iter(self._keys))

    def seal(self, secret: str, *, organization_id: UUID, column: str) -> bytes:
        """Encrypt one secret for one place under the present key."""
        head = _NAMED + self._present
        nonce = os.urandom(_NONCE)
        place = head + _place(organization_id, column)
        return head + nonce + self._keys[self._present].encrypt(nonce, secret.encode(), place)

    def open(self, sealed: bytes, *, organization_id: UUID, column: str) -> str:
        """Decrypt one secret. Raises SealBroken."""
        place = _place(organization_id, column)
        if sealed[:1] == _UNNAMED:
            return self._unnamed(sealed[1:], place)
        head, rest = sealed[: 1 + _KEY_ID], sealed[1 + _KEY_ID :]
        cipher = self._keys.get(head[1:])
        if head[:1] != _NAMED or cipher is None:
            raise SealBroken
        return _opened(cipher, rest, head + place)

    def is_present(self, sealed: bytes) -> bool:
        """Whether a value is sealed under the present key."""
        return sealed[: 1 + _KEY_ID] == _NAMED + self._present

    def _unnamed(self, rest: bytes, place: bytes) -> str:
        for cipher in self._keys.values():
            try:
                return _opened(cipher, rest, place)
            except SealBroken:
                continue
        raise SealBroken


def _named(secret_key: str) -> tuple[bytes, AESGCM]:
    if len(secret_key) < _MIN_KEY:
        raise ValueError("TRONCAL_SECRET_KEY must have at least 16 characters")
    derived = HKDF(
        algorithm=SHA256(), length=32, salt=None, info=b"troncal.telephony.provider-secrets"
    ).derive(secret_key.encode())
    return hashlib.sha256(b"key id" + derived).digest()[:_KEY_ID], AESGCM(derived)


def _opened(cipher: AESGCM, rest: bytes, place: bytes) -> str:
    try:
        return cipher.decrypt(rest[:_NONCE], rest[_NONCE:], place).decode()
    except (InvalidTag, ValueError) as error:
        raise SealBroken from error


def _place(organization_id: UUID, column: str) -> bytes:
    return f"{organization_id}/provider_account/{column}".encode()
