"""The telephony service's own tables hang from this base, apart from every other service's."""

from typing import Any, ClassVar

from sqlalchemy.orm import DeclarativeBase

from chassis.db import COLUMN_TYPES, new_metadata


class Base(DeclarativeBase):
    """Base of the telephony service's tables."""

    metadata = new_metadata()
    type_annotation_map: ClassVar[dict[Any, Any]] = COLUMN_TYPES
