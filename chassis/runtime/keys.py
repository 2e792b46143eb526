"""The installation's two secrets and what is derived from them.

The *secret key* encrypts what is stored and yields database passwords. The *signing key* (Ed25519)
yields one key per service, with which it signs its 30-second tokens.

Guarantees: development generates both once into ``keys/`` of the run folder, readable by their
owner only; production generates nothing and refuses a missing or weak one with one sentence;
nothing here is logged or shown by ``repr``. Derivation is one way: a service's own key does not
tell the signing key.

Limit: whoever holds the signing key holds every service's key. Where services must not trust the
machine that another one runs on, each gets its own key by ``TRONCAL_SIGNING_KEY_FILE`` and the
others' public halves by ``TRONCAL_VERIFY_KEYS_DIR`` (``<service>.pem``).
"""

import hashlib
import hmac
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from chassis.identity.tokens import SigningKey, TokenVerifier, key_id_of
from chassis.runtime.errors import CannotStart
from chassis.runtime.folders import RunFolder, write_whole

_MASTER = "gateway"
_LEAST_LENGTH = 32
_LEAST_DIFFERENT = 10
_PLACEHOLDERS = ("changeme", "change-me", "change_me", "secret", "password", "example", "insecure")


@dataclass(frozen=True, kw_only=True)
class Keys:
    """What this process holds."""

    secret: str = field(repr=False)
    signing: SigningKey = field(repr=False)
    signing_file: Path
    verify_folder: Path | None = None

    @property
    def secret_bytes(self) -> bytes:
        """The secret key for derivations."""
        return self.secret.encode()

    def signing_key_of(self, service: str) -> SigningKey:
        """Return the key with which ``service`` signs; the gateway's is the signing key itself."""
        if self.verify_folder is not None or service == _MASTER:
            return self.signing
        seed = self.signing.private.private_bytes_raw()
        own = hmac.new(seed, f"signing key of {service}".encode(), hashlib.sha256).digest()
        key = Ed25519PrivateKey.from_private_bytes(own)
        return SigningKey(key_id_of(key.public_key()), key)

    def verifier_for(self, service: str, callers: Iterable[str]) -> TokenVerifier:
        """Return what checks the tokens that ``callers`` present to ``service``."""
        known = {caller: self._public_key_of(caller) for caller in callers}
        return TokenVerifier(
            service, {key_id_of(key): (caller, key) for caller, key in known.items()}
        )

    def _public_key_of(self, service: str) -> Ed25519PublicKey:
        if self.verify_folder is None:
            return self.signing_key_of(service).public()
        path = self.verify_folder / f"{service}.pem"
        try:
            key = serialization.load_pem_public_key(path.read_bytes())
        except (OSError, ValueError) as error:
            raise CannotStart(f"Cannot read the public key of {service} in {path}.") from error
        if not isinstance(key, Ed25519PublicKey):
            raise CannotStart(f"{path} is not an Ed25519 public key.")
        return key


def load(environ: Mapping[str, str], run_folder: RunFolder, *, production: bool) -> Keys:
    """Return the keys; generate them in development when they are not given."""
    given = environ.get("TRONCAL_SECRET_KEY")
    if production or given:
        require_strong(given)
    secret = given or _generated_secret(run_folder)
    file = environ.get("TRONCAL_SIGNING_KEY_FILE")
    if production and not file:
        raise CannotStart(
            "TRONCAL_SIGNING_KEY_FILE is missing: production needs an Ed25519 key of its own"
            " (`openssl genpkey -algorithm ed25519 -out signing.pem`)."
        )
    path = Path(file) if file else _generated_signing_key(run_folder)
    folder = environ.get("TRONCAL_VERIFY_KEYS_DIR")
    return Keys(
        secret=secret,
        signing=_read_signing_key(path, production=production),
        signing_file=path,
        verify_folder=Path(folder) if folder else None,
    )


def require_strong(secret: str | None) -> None:
    """Refuse a secret key that is missing, short, a placeholder or repeats few characters."""
    advice = 'generate one with `python3 -c "import secrets; print(secrets.token_urlsafe(48))"`.'
    if not secret:
        raise CannotStart(f"TRONCAL_SECRET_KEY is missing: {advice}")
    lowered = secret.lower()
    if (
        len(secret) < _LEAST_LENGTH
        or len(set(secret)) < _LEAST_DIFFERENT
        or any(lowered.startswith(word) for word in _PLACEHOLDERS)
    ):
        raise CannotStart(
            f"TRONCAL_SECRET_KEY is weak (at least {_LEAST_LENGTH} random characters): {advice}"
        )


def _generated_secret(run_folder: RunFolder) -> str:
    path = run_folder.private("keys") / "secret"
    if not path.exists():
        write_whole(path, secrets.token_urlsafe(48).encode())
    return path.read_text().strip()


def _generated_signing_key(run_folder: RunFolder) -> Path:
    path = run_folder.private("keys") / "signing.pem"
    if not path.exists():
        write_whole(path, SigningKey.generate().private_pem())
    return path


def _read_signing_key(path: Path, *, production: bool) -> SigningKey:
    try:
        open_to_others = path.stat().st_mode & 0o007
        key = SigningKey.load(path)
    except (OSError, ValueError, TypeError) as error:
        raise CannotStart(
            f"TRONCAL_SIGNING_KEY_FILE: cannot read an unencrypted Ed25519 key in PEM from {path}."
        ) from error
    if production and open_to_others:
        raise CannotStart(f"The signing key {path} is readable by every user: `chmod 600` it.")
    return key
