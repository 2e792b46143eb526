"""What the settings routes take."""

from typing import Annotated

from pydantic import StringConstraints

from chassis.web import Body

Secret = Annotated[str, StringConstraints(min_length=16, max_length=200)]


class TwilioAccount(Body):
    """A Twilio account (T-01). Secrets can be written, never read."""

    account_sid: Annotated[str, StringConstraints(pattern="^AC[0-9a-fA-F]{32}$")]
    auth_token: Secret | None = None
    secondary_token: Secret | None = None
    api_key_sid: Annotated[str, StringConstraints(pattern="^SK[0-9a-fA-F]{32}$")] | None = None
    api_key_secret: Secret | None = None
    application_sid: Annotated[str, StringConstraints(pattern="^AP[0-9a-fA-F]{32}$")] | None = None
    active: bool = True


class SettingsChange(Body):
    """The organization's telephony settings."""

    twilio: TwilioAccount
