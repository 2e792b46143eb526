"""What telephony keeps per process: the account book and the drivers. Nothing with state."""

from collections.abc import Mapping
from dataclasses import dataclass

from chassis.spec import Service
from services.telephony.calls.offers import Line
from services.telephony.providers.accounts import AccountBook
from services.telephony.providers.port import Account, Driver
from services.telephony.providers.twilio import TwilioDriver
from services.telephony.settings import Settings
from services.telephony.simulator.driver import DevelopmentDriver


@dataclass(frozen=True, slots=True, kw_only=True)
class Resources:
    """Built once per process by the runtime (`ServiceSpec.resources`)."""

    accounts: AccountBook
    drivers: Mapping[str, Driver]
    line: Line

    def driver(self, account: Account) -> Driver:
        """Return the driver of an account's provider."""
        return self.drivers[account.provider]


def build_resources(service: Service) -> Resources:
    """Put the drivers together. Opens no connection."""
    settings: Settings = service.settings
    return Resources(
        accounts=AccountBook(settings, service.database),
        drivers={
            "twilio": TwilioDriver(base_url=settings.twilio_base_url),
            "development": DevelopmentDriver(service.database, currency=settings.currency),
        },
        line=Line(
            public_url=settings.public_url,
            ring_seconds=settings.ring_seconds,
            region=settings.default_region,
        ),
    )
