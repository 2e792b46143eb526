"""A number of ours as the API shows it, with its operators (T-05)."""

from chassis.records import Access, Field, Many, RecordType
from services.telephony.numbers.models import NumberOperator, PhoneNumber

PHONE_NUMBER = RecordType(
    name="phone_number",
    model=PhoneNumber,
    access=Access(),
    json={
        "id": PhoneNumber.id,
        "number": PhoneNumber.e164,
        "alias": PhoneNumber.alias,
        "active": PhoneNumber.is_active,
        "outgoing_enabled": PhoneNumber.outgoing_enabled,
        "recording_enabled": PhoneNumber.recording_enabled,
        "provider": PhoneNumber.provider,
        "account_sid": PhoneNumber.account_sid,
        "operator_ids": Many(
            of=NumberOperator.number_id, value=NumberOperator.user_id, order=(NumberOperator.id,)
        ),
        "operators": Many(
            of=NumberOperator.number_id,
            json={
                "user_id": NumberOperator.user_id,
                "outgoing_enabled": NumberOperator.outgoing_enabled,
                "recording_enabled": NumberOperator.recording_enabled,
            },
            order=(NumberOperator.id,),
        ),
        "created_at": PhoneNumber.created_at,
        "version": PhoneNumber.version,
    },
    fields={
        "number": Field(PhoneNumber.e164),
        "provider": Field(PhoneNumber.provider),
        "active": Field(PhoneNumber.is_active),
        "operator_id": Field(NumberOperator.user_id, of=NumberOperator.number_id),
    },
    sorts={"created_at": PhoneNumber.created_at, "number": PhoneNumber.e164},
    default_sort="created_at",
    live=PhoneNumber.unlinked_at.is_(None),
)
