"""The outcomes that an agent may give a call."""

from chassis.records.catalogs import CatalogEntry
from services.telephony.base import Base


class CallDisposition(CatalogEntry, Base):
    """An outcome in both languages. One that calls use is retired (`is_active`), never removed."""

    __tablename__ = "call_disposition"
