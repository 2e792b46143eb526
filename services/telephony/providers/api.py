"""Routes of the settings page: the accounts, without their secrets."""

from sqlalchemy import select

from chassis.web import Call, Reply, Routes
from services.telephony.providers.models import ProviderAccount
from services.telephony.providers.operations import save_twilio_account
from services.telephony.providers.schemas import SettingsChange
from services.telephony.providers.sealing import Sealer
from services.telephony.resources import Resources
from services.telephony.settings import Settings

routes = Routes("telephony_settings", tag="Telephony settings")


@routes.get("/telephony/settings", allow="telephony.configure", summary="Accounts and addresses")
def read_settings(call: Call) -> Reply:
    """The accounts in use and the addresses that a provider must call."""
    return call.json(_view(call))


@routes.put("/telephony/settings", allow="telephony.configure", summary="Connect Twilio")
def change_settings(call: Call, body: SettingsChange) -> Reply:
    """Connect a Twilio account or change its secrets."""
    settings: Settings = call.service.settings
    resources: Resources = call.service.resources
    save_twilio_account(
        call.session,
        body.twilio,
        sealer=Sealer(settings.secret_key, settings.previous_keys),
        environment_sid=settings.twilio_account_sid,
    )
    sid = body.twilio.account_sid
    call.session.after_commit(lambda: resources.accounts.forget(sid))
    call.session.flush()
    return call.json(_view(call))


def _view(call: Call) -> dict[str, object]:
    settings: Settings = call.service.settings
    resources: Resources = call.service.resources
    entered = {
        row.account_sid: row
        for row in call.session.scalars(
            select(ProviderAccount).order_by(ProviderAccount.created_at)
        )
    }
    accounts: list[dict[str, object]] = [
        {
            "provider": account.provider,
            "account_sid": account.account_sid,
            "source": _source(account.provider, entered=account.account_sid in entered),
            "active": True,
            "has_secondary_token": len(account.tokens) > 1,
            "api_key_sid": account.api_key_sid,
            "application_sid": account.application_sid,
        }
        for account in resources.accounts.of_organization(call.session)
    ]
    accounts += [
        {"provider": row.provider, "account_sid": row.account_sid, "active": False}
        for row in entered.values()
        if not row.is_active
    ]
    hooks = f"{settings.public_url}/hooks/twilio"
    return {
        "accounts": accounts,
        "simulator": settings.simulator,
        "webhooks": {
            "voice": f"{hooks}/voice/incoming",
            "voice_fallback": f"{hooks}/voice/fallback",
            "status": f"{hooks}/voice/status",
            "sms_status": f"{hooks}/sms/status",
        },
    }


def _source(provider: str, *, entered: bool) -> str:
    if provider == "development":
        return "development"
    return "settings" if entered else "environment"
