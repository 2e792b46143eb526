"""The directory: people, roles, profiles and groups of one organization, changed one at a time.

Whoever changes it raises the directory epoch first and so holds the organization's row until the
transaction ends. Therefore no two changes can each be right alone and wrong together: two moves
that close a cycle, two administrators who demote each other.
"""

from typing import Protocol

from chassis.db import Session
from chassis.records.search import sort_key
from gateway.organizations.models import Organization


def begin_change(session: Session) -> Organization:
    """Lock the organization and raise its directory epoch. Every directory change starts here.

    The caller states at least one fact with the new epoch: readers wait for it.
    """
    organization = session.lock(Organization, session.organization)
    organization.directory_epoch += 1
    return organization


class Named(Protocol):
    """What has a name that is unique in its organization and by which lists are sorted."""

    name: str
    name_key: str
    sort_key: str


def named(name: str) -> dict[str, str]:
    """Return the columns of a name, for a constructor."""
    return {"name": name, "name_key": name_key(name), "sort_key": sort_key(name)}


def rename(row: Named, name: str) -> None:
    """Give a row another name."""
    row.name, row.name_key, row.sort_key = name, name_key(name), sort_key(name)


def name_key(name: str) -> str:
    """Fold a name to the form in which it must be unique."""
    return " ".join(name.split()).casefold()
