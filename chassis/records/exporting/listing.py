"""The organization's lists and its people by id, in the language of a file."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from chassis.db import Session
from chassis.identity.directory import DirectoryUser

Names = Mapping[str, Mapping[str, str]]


def list_names(session: Session, language: int, models: Mapping[str, Any]) -> Names:
    """Return the names of these lists, and the people under `users`.

    Each model has `name` and `name_en`; where the second is empty the first holds in English too.
    Entries that are no longer chosen are among them: records still show them.
    """
    found = {
        name: {
            str(entry.id): (entry.name, entry.name_en)[language] or entry.name
            for entry in session.scalars(select(model))
        }
        for name, model in models.items()
    }
    users = session.scalars(select(DirectoryUser))
    return found | {"users": {str(user.user_id): user.name for user in users}}
