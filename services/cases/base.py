"""The declarative base of this service's tables."""

from sqlalchemy.orm import DeclarativeBase

from chassis.db import COLUMN_TYPES, new_metadata


class Base(DeclarativeBase):
    """Tables of the cases service."""

    metadata = new_metadata()
    type_annotation_map = COLUMN_TYPES
