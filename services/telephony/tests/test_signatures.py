"""A thousand ways to change a signed callback: none of them is accepted."""

import random
import string
from urllib.parse import urlencode

from services.telephony.providers.signature import Form, is_signed, sign

TOKEN = "0123456789abcdef0123456789abcdef"
URL = "https://crm.example.com/hooks/twilio/voice/incoming?attempt=1"
FORM = {
    "AccountSid": "AC" + "1" * 32,
    "CallSid": "CA" + "2" * 32,
    "From": "+573001234567",
    "To": "+576015550100",
    "CallStatus": "ringing",
    "Digits": "",
    "CallerCity": "Bogotá",
}
MUTATIONS = 1_000


def _other(text: str, chance: random.Random) -> str:
    """Change, drop, add or swap one sign of a text."""
    at = chance.randrange(len(text) + 1)
    sign_ = chance.choice(string.ascii_letters + string.digits + "+/= é")
    made = chance.choice(
        (
            text[:at] + sign_ + text[at:],
            text[:at] + text[at + 1 :],
            text[:at] + sign_ + text[at + 1 :],
            text[:at] + text[at:].swapcase(),
        )
    )
    return made if made != text else text + "x"


def _mutated(
    chance: random.Random, url: str, form: dict[str, str], signature: str
) -> tuple[str, dict[str, str], str, str]:
    what = chance.choice(("signature", "url", "value", "added", "dropped", "token"))
    token = TOKEN
    if what == "signature":
        signature = _other(signature, chance)
    elif what == "url":
        head, _, tail = url.rpartition("/")
        url = f"{head}/{_other(tail, chance)}"
    elif what == "token":
        token = _other(TOKEN, chance)
    else:
        name = chance.choice([name for name, value in form.items() if value])
        if what == "value":
            form = {**form, name: _other(form[name], chance)}
        elif what == "added":
            form = {**form, f"{name}X": "1"}
        else:
            form = {key: value for key, value in form.items() if key != name}
    return url, form, signature, token


def test_none_of_a_thousand_mutations_is_accepted() -> None:
    """Address, each value, names, signature and token: whatever changes, the answer is no.

    The one freedom that the provider's scheme leaves (a sign moved from the end of a name to the
    beginning of its value) is not among them: names are read as they are, so such a form lacks
    the account that it must name.
    """
    chance = random.Random(20_261_130)
    signature = sign(url=URL, form=Form(FORM.items()), token=TOKEN)
    assert is_signed(url=URL, form=Form(FORM.items()), signature=signature, tokens=[TOKEN])
    accepted = []
    for _ in range(MUTATIONS):
        url, form, signed, token = _mutated(chance, URL, FORM, signature)
        parsed = Form.parse(urlencode(form).encode())
        assert parsed is not None
        if is_signed(url=url, form=parsed, signature=signed, tokens=[token]):
            accepted.append((url, form, signed, token))
    assert accepted == []
