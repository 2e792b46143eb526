"""Did the provider send this? The signature over the public address and the raw form.

The address is built from TRONCAL_PUBLIC_URL, the path and the raw query, never from Host or
X-Forwarded-*: a proxy that ends TLS would otherwise break every signature, and a caller could
choose what is signed. The official validator computes it; we add what it leaves to the caller:
blank values kept, repeated names kept, two tokens during a rotation, and no choice of algorithm
for the sender (a shared key that we did not configure signs nothing here).
"""

from collections.abc import Iterable, Iterator
from urllib.parse import parse_qsl

from twilio.request_validator import HMAC_SHA1, RequestValidator, get_signature_algorithm

SIGNATURE = "X-Twilio-Signature"
SIGNATURE_SETTINGS = "X-Twilio-Webhooks-Signature-Settings"
IDEMPOTENCY_TOKEN = "I-Twilio-Idempotency-Token"  # noqa: S105 - a header's name
_MAX_FIELDS = 500


class Form:
    """A form body with every value that was sent: blank ones and repeated names too."""

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        self._values: dict[str, list[str]] = {}
        for name, value in pairs:
            self._values.setdefault(name, []).append(value)

    @classmethod
    def parse(cls, raw: bytes) -> "Form | None":
        """Read a URL-encoded body; None when it is not one (nothing signed can be that)."""
        try:
            text = raw.decode("utf-8")
            return cls(
                parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=_MAX_FIELDS)
            )
        except ValueError:
            return None

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def getlist(self, name: str) -> list[str]:
        """Every value of a name (the official validator asks by this name)."""
        return self._values.get(name, [])

    def get(self, name: str, default: str = "") -> str:
        """The first value of a name."""
        values = self._values.get(name)
        return values[0] if values else default

    def single_values(self) -> dict[str, str]:
        """The form as a plain dictionary, first value of each name; for storage.

        Without NUL, which no text column takes; the signature was checked on what was sent.
        """
        return {
            name.replace("\x00", ""): values[0].replace("\x00", "")
            for name, values in self._values.items()
        }


def is_signed(
    *, url: str, form: Form, signature: str, tokens: Iterable[str], settings_header: str = ""
) -> bool:
    """Whether one of the tokens signed this form for this address."""
    if not signature or get_signature_algorithm(settings_header).upper() != HMAC_SHA1:
        return False
    return any(RequestValidator(token).validate(url, form, signature) for token in tokens if token)


def sign(*, url: str, form: Form, token: str) -> str:
    """Sign as the provider does; the development carrier uses it."""
    return str(RequestValidator(token).compute_signature(url, form))
