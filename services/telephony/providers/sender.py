"""Posting a webhook as a provider does; the development carrier's way out."""

from collections.abc import Mapping
from urllib.parse import urlencode, urlsplit

import requests
import structlog

from services.telephony.providers.port import Account
from services.telephony.providers.signature import IDEMPOTENCY_TOKEN, SIGNATURE, Form, sign

_log = structlog.get_logger(__name__)

TIMEOUT = (5.0, 15.0)
"""Seconds to connect and to wait for the answer: what the real carrier grants."""

_OK = 200


def open_http() -> requests.Session:
    """Open connections for some webhooks in a row; the caller closes them."""
    http = requests.Session()
    http.trust_env = False
    return http


def post_signed(
    http: requests.Session,
    account: Account,
    *,
    url: str,
    form: Mapping[str, str],
    token: str,
    target: str | None = None,
) -> str | None:
    """Send a form URL-encoded, signed over its public address, with the idempotency token that a
    repeat would carry too. `target` is where to connect if not to the address itself.

    Returns the answer's text, None unless it was a 200.
    """
    parts = urlsplit(url)
    query = f"?{parts.query}" if parts.query else ""
    signature = sign(url=url.partition("#")[0], form=Form(form.items()), token=account.tokens[0])
    headers = {
        "Content-Type": "application/x-www-form-urlencoded",
        "User-Agent": "TwilioProxy/1.1 (development)",
        SIGNATURE: signature,
        IDEMPOTENCY_TOKEN: token,
    }
    try:
        answered = http.post(
            f"{target or f'{parts.scheme}://{parts.netloc}'}{parts.path}{query}",
            data=urlencode(form).encode(),
            headers=headers,
            timeout=TIMEOUT,
            allow_redirects=False,
        )
    except requests.RequestException as error:
        _log.warning("the simulated carrier reached nobody", error=type(error).__name__)
        return None
    if answered.status_code != _OK:
        _log.warning("the simulated carrier was refused", status=answered.status_code)
        return None
    return answered.text
