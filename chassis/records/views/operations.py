"""What people do with saved views: keep one, change, share, delete; what of one still holds.

A view is its maker's; a shared one is everybody's to read, and its maker's and the administrators'
to change. It is checked when it is kept. What it speaks of may go later (a custom field, an entry
of a catalog): it opens all the same, and says what it left out (`holding`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import func, or_, select, update

from chassis import budgets
from chassis.clock import now
from chassis.db import Session
from chassis.db.locks import hold
from chassis.errors import Conflict, FieldError, Forbidden, Invalid, NotFound, Stale
from chassis.identity.actor import Actor
from chassis.records.exporting.operations import columns_of, query_of
from chassis.records.exporting.rules import Exports
from chassis.records.search import sort_key
from chassis.records.views import days
from chassis.records.views.tables import SavedView

ME: Final = "@me"
"""As the value of a filter: whoever looks."""
_KEPT: Final = ("filters", "sort", "columns")
_ANY_ZONE: Final = ZoneInfo("UTC")


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A part of a view that is no more: a `filter`, the `sort` or a `column`, and its name."""

    part: Literal["filter", "sort", "column"]
    name: str


@dataclass(frozen=True, slots=True)
class Holding:
    """What of a view still holds."""

    filters: dict[str, str]
    sort: str | None
    columns: list[dict[str, Any]] | None
    left_out: list[LeftOut]


def visible_views(session: Session, actor: Actor, entity: str) -> list[SavedView]:
    """Return one's own views of a list and the shared ones, by name."""
    statement = (
        select(SavedView)
        .where(
            SavedView.entity == entity,
            or_(SavedView.is_shared, SavedView.owner_id == actor.user_id),
        )
        .order_by(SavedView.sort_key, SavedView.id)
    )
    return list(session.scalars(statement))


def visible_view(session: Session, actor: Actor, entity: str, view_id: UUID) -> SavedView:
    """Return one view. Raises NotFound for another person's that is not shared."""
    found = session.scalars(
        select(SavedView).where(
            SavedView.id == view_id,
            SavedView.entity == entity,
            or_(SavedView.is_shared, SavedView.owner_id == actor.user_id),
        )
    ).one_or_none()
    if found is None:
        raise NotFound
    return found


def may_change(actor: Actor, view: SavedView) -> bool:
    """Whether the actor may change a view that they see."""
    return view.owner_id == actor.user_id or actor.is_administrator


def add_view(
    session: Session, actor: Actor, exports: Exports, given: Mapping[str, Any]
) -> SavedView:
    """Keep a view. `given`: name, filters, sort, columns, is_shared, is_default.

    Raises Invalid naming each wrong member, Conflict when there are too many, Forbidden for a
    default that is not the administrators'.
    """
    if actor.user_id is None:
        raise Forbidden("person_required")
    hold(session, _lock(exports))
    _require_default(actor, given)
    _require_room(session, actor, exports.entity)
    view = SavedView(
        organization_id=session.organization,
        entity=exports.entity,
        owner_id=actor.user_id,
        **_stored(given),
    )
    wrong = _wrong_name(session, view) + _wrong(session, actor, exports, view)
    if wrong:
        raise Invalid("invalid_fields", *wrong)
    _give_way(session, view)
    session.add(view)
    session.flush()
    return view


def change_view(
    session: Session,
    actor: Actor,
    exports: Exports,
    view_id: UUID,
    given: Mapping[str, Any],
    *,
    expected_version: int | None,
) -> SavedView:
    """Merge members into a view. Raises NotFound, Forbidden, Stale, Invalid."""
    hold(session, _lock(exports))
    view = _changeable(session, actor, exports, view_id, expected_version)
    _require_default(actor, given, before=view.is_default)
    session.expunge(view)  # what is refused changes nothing
    for name, value in _stored(given).items():
        setattr(view, name, value)
    wrong = _wrong_name(session, view) if "name" in given else []
    if not given.keys().isdisjoint(_KEPT):
        wrong += _wrong(session, actor, exports, view, only=given.keys())
    if view.is_default and not view.is_shared:
        wrong.append(FieldError("shared", "default_view_is_shared"))
    if wrong:
        raise Invalid("invalid_fields", *wrong)
    _give_way(session, view)
    session.add(view)
    view.touch()
    session.flush()
    return view


def delete_view(
    session: Session,
    actor: Actor,
    exports: Exports,
    view_id: UUID,
    *,
    expected_version: int | None,
) -> None:
    """Delete a view. Raises NotFound, Forbidden, Stale."""
    session.delete(_changeable(session, actor, exports, view_id, expected_version))


def holding(session: Session, actor: Actor, exports: Exports, view: SavedView) -> Holding:
    """Return what of a view holds for who looks; `@me` and words of days stay as they are."""
    left_out: list[LeftOut] = []
    filters = {}
    known = exports.names(session, 0) if not exports.lists.keys().isdisjoint(view.filters) else {}
    for name, value in sorted(view.filters.items()):
        listed = exports.lists.get(name.partition(".")[0])
        gone = listed is not None and not _is_known(value, known.get(listed, {}))
        if gone or _faults(session, actor, exports, {name: value}, None, view.filters):
            left_out.append(LeftOut("filter", name))
        else:
            filters[name] = value
    sort = view.sort
    if sort is not None and _faults(session, actor, exports, {}, sort, view.filters):
        left_out.append(LeftOut("sort", sort))
        sort = None
    columns = view.columns
    if columns is not None:
        there = columns_of(session, exports, actor)
        left_out += [LeftOut("column", one["name"]) for one in columns if one["name"] not in there]
        columns = [one for one in columns if one["name"] in there]
    return Holding(filters, sort, columns, left_out)


def resolved(
    filters: Mapping[str, str], actor: Actor, exports: Exports, zone: ZoneInfo
) -> dict[str, str]:
    """Return filters with who looks in place of `@me`, and days of that zone for words of them."""
    me, at = str(actor.user_id), now()
    fields = exports.record.fields
    return {
        name: me if value == ME else days.resolved(fields, name, value, at.astimezone(zone))
        for name, value in filters.items()
    }


def _is_known(value: str, known: Mapping[str, str]) -> bool:
    return value in {ME, "true", "false"} or any(one in known for one in value.split(","))


def _faults(
    session: Session,
    actor: Actor,
    exports: Exports,
    filters: Mapping[str, str],
    sort: str | None,
    beside: Mapping[str, str],
) -> list[FieldError]:
    """Return what is wrong with filters or a sort, on the list that the whole view is of."""
    asked = resolved(filters, actor, exports, _ANY_ZONE)
    if "state" in beside:
        asked = {"state": beside["state"]} | asked
    try:
        query_of(session, actor, exports, asked, sort=sort, cards=False)
    except Invalid as refused:
        return list(refused.fields)
    return []


def _wrong(
    session: Session, actor: Actor, exports: Exports, view: SavedView, *, only: Any = _KEPT
) -> list[FieldError]:
    """Name what a view that is kept may not say: what the list itself refuses."""
    wrong: list[FieldError] = []
    if "filters" in only:
        wrong += [
            FieldError(f"filter.{fault.field}", fault.code, fault.params)
            for fault in _faults(session, actor, exports, view.filters, None, view.filters)
        ]
        wrong += [
            FieldError(f"filter.{name}", "unknown_filter")
            for name in ("limit", "cursor", "offset", "count", "sort")
            if name in view.filters
        ]
    if "sort" in only and view.sort is not None:
        wrong += _faults(session, actor, exports, {}, view.sort, view.filters)
    if "columns" in only and view.columns is not None:
        there = columns_of(session, exports, actor)
        names = [one["name"] for one in view.columns]
        for place, name in enumerate(names):
            if name not in there:
                wrong.append(FieldError(f"columns.{place}.name", "unknown_column"))
            elif name in names[:place]:
                wrong.append(FieldError(f"columns.{place}.name", "repeated_column"))
    return wrong


def _wrong_name(session: Session, view: SavedView) -> list[FieldError]:
    taken = session.scalars(
        select(SavedView.id).where(
            SavedView.entity == view.entity,
            SavedView.owner_id == view.owner_id,
            func.lower(SavedView.name) == view.name.lower(),
            SavedView.id != view.id if view.id else SavedView.id.is_not(None),
        )
    ).first()
    return [FieldError("name", "view_name_taken")] if taken else []


def _stored(given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the members of a row. What everybody begins with is shared, unless that is denied."""
    values = dict(given)
    if "name" in values:
        values["sort_key"] = sort_key(values["name"])
    if values.get("is_default"):
        values.setdefault("is_shared", True)
    return values


def _changeable(
    session: Session, actor: Actor, exports: Exports, view_id: UUID, version: int | None
) -> SavedView:
    visible_view(session, actor, exports.entity, view_id)
    view = session.lock(SavedView, view_id)
    if not may_change(actor, view):
        raise Forbidden("not_your_view")
    if version is not None and view.version != version:
        raise Stale(params={"version": view.version})
    return view


def _require_default(actor: Actor, given: Mapping[str, Any], *, before: bool = False) -> None:
    if given.get("is_default", before) != before and not actor.is_administrator:
        raise Forbidden("administrators_only")


def _require_room(session: Session, actor: Actor, entity: str) -> None:
    count = session.scalars(
        select(func.count())
        .select_from(SavedView)
        .where(
            SavedView.entity == entity,
            or_(SavedView.is_shared, SavedView.owner_id == actor.user_id),
        )
    ).one()
    if count >= budgets.MOST_VIEWS:
        raise Conflict("too_many_views", params={"maximum": budgets.MOST_VIEWS})


def _give_way(session: Session, view: SavedView) -> None:
    """Let the list's former default be one view among others."""
    if view.is_default:
        session.execute(
            update(SavedView)
            .where(
                SavedView.entity == view.entity,
                SavedView.is_default,
                SavedView.id != view.id if view.id else SavedView.id.is_not(None),
            )
            .values(is_default=False, version=SavedView.version + 1)
            .execution_options(synchronize_session=False)
        )


def _lock(exports: Exports) -> str:
    return f"views:{exports.entity}"
