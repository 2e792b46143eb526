"""Small things remembered for some seconds per database: totals, teams, plans, settings.

Never a grant. Nothing that another replica would miss: forgetting costs time.
"""

from threading import Lock
from time import monotonic
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Engine

from chassis.db import Session

_MOST = 5_000


class Remembered:
    """Values by key, each for `seconds`; bounded by forgetting everything."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._lock = Lock()
        self._databases: WeakKeyDictionary[Engine, dict[Any, tuple[float, Any]]] = (
            WeakKeyDictionary()
        )

    def get(self, session: Session, key: Any) -> Any | None:
        """Return the value of this key in the session's database, or None."""
        found = self._of(session).get(key)
        return found[1] if found and monotonic() - found[0] < self._seconds else None

    def put(self, session: Session, key: Any, value: Any) -> None:
        """Remember a value from now on."""
        values = self._of(session)
        with self._lock:
            if len(values) >= _MOST:
                values.clear()
            values[key] = (monotonic(), value)

    def _of(self, session: Session) -> dict[Any, tuple[float, Any]]:
        engine = session.get_bind()
        assert isinstance(engine, Engine)
        with self._lock:
            return self._databases.setdefault(engine, {})
