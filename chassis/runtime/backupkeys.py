"""The installation's keys inside a backup: open with a warning, sealed by a passphrase, or absent.

Without the secret key what is sealed in the databases (a provider's token, for instance) cannot be
read again; without the signing key nobody is logged out, new tokens are merely signed by another.
"""

import hashlib
import hmac
import os
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from chassis.runtime.errors import CannotStart
from chassis.runtime.folders import RunFolder, write_whole

NAMES = ("secret", "signing.pem")
SEALED = ".sealed"
_SALT = 16
_NONCE = 12
_LEAST = 12


def fingerprint(secret: str) -> str:
    """Tell one secret key from another without saying anything of either."""
    return hmac.new(secret.encode(), b"fingerprint in a backup", hashlib.sha256).hexdigest()[:32]


def read_passphrase(file: str) -> bytes:
    """Read a passphrase from a file. Raises :class:`CannotStart`."""
    try:
        found = Path(file).read_bytes().strip()
    except OSError as error:
        raise CannotStart(f"Cannot read the passphrase in {file}: {error.strerror}.") from error
    if len(found) < _LEAST:
        raise CannotStart(f"The passphrase in {file} is shorter than {_LEAST} characters.")
    return found


def keep(run_folder: RunFolder, target: Path, passphrase: bytes | None) -> list[str]:
    """Copy the run folder's keys into `target` and name the files; none when keys are given."""
    made = []
    for name in NAMES:
        source = run_folder.path / "keys" / name
        if not source.exists():
            continue
        content = source.read_bytes()
        kept = name if passphrase is None else name + SEALED
        write_whole(target / kept, content if passphrase is None else _seal(content, passphrase))
        made.append(kept)
    return made


def give_back(
    run_folder: RunFolder, source: Path, names: list[str], passphrase: bytes | None
) -> None:
    """Put keys of a backup into the run folder where there are none.

    Raises :class:`CannotStart` when the passphrase does not open them.
    """
    folder = run_folder.private("keys")
    missing = [name for name in names if not (folder / name.removesuffix(SEALED)).exists()]
    opened = {name.removesuffix(SEALED): _open(source / name, passphrase) for name in missing}
    for name, content in opened.items():
        write_whole(folder / name, content)


def _open(path: Path, passphrase: bytes | None) -> bytes:
    content = path.read_bytes()
    if not path.name.endswith(SEALED):
        return content
    if passphrase is None:
        raise CannotStart(f"{path} is sealed: name its passphrase with --passphrase-file.")
    salt, nonce, sealed = (
        content[:_SALT],
        content[_SALT : _SALT + _NONCE],
        content[_SALT + _NONCE :],
    )
    try:
        return AESGCM(_key(passphrase, salt)).decrypt(nonce, sealed, None)
    except InvalidTag:
        raise CannotStart(f"The passphrase does not open {path}.") from None


def _seal(content: bytes, passphrase: bytes) -> bytes:
    salt, nonce = os.urandom(_SALT), os.urandom(_NONCE)
    return salt + nonce + AESGCM(_key(passphrase, salt)).encrypt(nonce, content, None)


def _key(passphrase: bytes, salt: bytes) -> bytes:
    return Scrypt(salt=salt, length=32, n=2**15, r=8, p=1).derive(passphrase)
