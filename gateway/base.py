"""The declarative base of this service's tables."""

from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy.orm import DeclarativeBase

from chassis.db import COLUMN_TYPES, new_metadata


class Base(DeclarativeBase):
    """Tables of the gateway."""

    metadata = new_metadata()
    type_annotation_map: ClassVar[dict[Any, Any]] = COLUMN_TYPES


NOWHERE = UUID(int=0)
"""The organization of sessions on tables that belong to none: in it no owned row exists."""
