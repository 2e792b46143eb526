"""The signing key of the fault suite, from a fixed seed: every process has the same."""

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from chassis.identity.tokens import SigningKey, key_id_of

_PRIVATE = Ed25519PrivateKey.from_private_bytes(bytes(32))
KEY = SigningKey(key_id_of(_PRIVATE.public_key()), _PRIVATE)
