"""A call outcome as the API shows it."""

from typing import Final

from chassis.records.catalogs import catalog_record
from services.telephony.dispositions.models import CallDisposition

CALL_DISPOSITION: Final = catalog_record("call_disposition", CallDisposition)
