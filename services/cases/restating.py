"""What cases states again, for a new reader and after a restore."""

from collections.abc import Iterable, Sequence

from chassis.db import Session
from chassis.events import Restated, Restates
from contracts.cases import CaseRestated, CasesRestated
from services.cases.casework.models import Case
from services.cases.casework.stating import state_of


def restate_cases(session: Session, rows: Sequence[Case]) -> Iterable[tuple[Case, CaseRestated]]:
    """State cases as they are, discarded ones too."""
    for case in rows:
        yield case, CaseRestated(**state_of(session, case))


RESTATES = Restates(records=(Restated(model=Case, state=restate_cases),), completed=CasesRestated)
