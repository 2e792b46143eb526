"""Why people buy (S-12) and why a sale is lost (S-13): two catalogs."""

from chassis.records.catalogs import CatalogEntry
from services.sales.base import Base


class PurchaseMotive(CatalogEntry, Base):
    """Why an opportunity was won (S-12)."""

    __tablename__ = "purchase_motive"


class LossReason(CatalogEntry, Base):
    """Why an opportunity was lost (S-13)."""

    __tablename__ = "loss_reason"
