"""Whether the last consumer of this service stopped in good order."""

from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.dialects.postgresql import insert

from chassis.db.session import Session
from chassis.events.tables import ReaderRun


def begin(session: Session, reader: str, instance: UUID) -> bool:
    """Note that this instance runs; return whether the one before it stopped in good order.

    With several instances the note is the last starter's: at worst one more death goes uncounted.
    """
    clean: bool | None = session.chassis_execute(
        select(ReaderRun.clean).where(ReaderRun.reader == reader).with_for_update()
    ).scalar_one_or_none()
    values = {"instance": instance, "clean": False, "started_at": func.now()}
    session.chassis_execute(
        insert(ReaderRun)
        .values(reader=reader, **values)
        .on_conflict_do_update(index_elements=[ReaderRun.reader], set_=values)
    )
    return clean is not False


def end(session: Session, reader: str, instance: UUID) -> None:
    """Note the good end of this instance, unless another has started since."""
    session.chassis_execute(
        update(ReaderRun)
        .where(ReaderRun.reader == reader, ReaderRun.instance == instance)
        .values(clean=True)
    )
