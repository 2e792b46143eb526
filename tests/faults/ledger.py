"""The ledger of requests, and what it says when everything has come to rest.

Before each request (account, number, mark) is noted; after a 2xx it is acknowledged. What nobody
answered is unknown: it may be there or not, but whole. The verdict compares the ledger with rows,
facts' effects and job's effects; its four counters are those of Jepsen's checkers.
"""

import threading
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from uuid import UUID

from tests.faults.shop import Shop

READERS = ("single", "listed")


@dataclass
class Ledger:
    """What was asked for and what came of it; several writers share it."""

    asked: dict[UUID, tuple[UUID, int]] = field(default_factory=dict)
    acknowledged: set[UUID] = field(default_factory=set)
    refused: dict[UUID, int] = field(default_factory=dict)
    requests: int = 0
    _guard: threading.Lock = field(default_factory=threading.Lock)

    def ask(self, account: UUID, number: int, mark: UUID) -> None:
        """Note a request before it is sent."""
        with self._guard:
            self.asked[mark] = (account, number)
            self.requests += 1

    def acknowledge(self, mark: UUID) -> None:
        """Note a 2xx."""
        with self._guard:
            self.acknowledged.add(mark)

    def refuse(self, mark: UUID, status: int) -> None:
        """Note a 4xx: nothing may have been written."""
        with self._guard:
            self.refused[mark] = status

    @property
    def unknown(self) -> set[UUID]:
        """What was asked and neither acknowledged nor refused."""
        return set(self.asked) - self.acknowledged - set(self.refused)


@dataclass(frozen=True)
class Verdict:
    """What the comparison found; everything but `recovered` and `late` must be 0."""

    acknowledged: int
    facts: int
    lost: int
    """Acknowledged, and the row or one of its effects is missing."""
    halved: int
    """A row without all its effects, or an effect without its row."""
    unexpected: int
    """A row that nobody asked for, or that was refused."""
    duplicated: int
    """Rows or effects beyond the first of a mark."""
    inversions: int
    """Steps back of a projection, or lines that stand before an earlier number of their account."""
    stale: int
    """Accounts whose projection does not show the newest version."""
    recovered: int
    """Unknown to the client, and whole."""
    late: int
    """Facts that reached a reader after a newer one of their account; rightly skipped or added."""

    @property
    def clean(self) -> bool:
        """Whether nothing is wrong."""
        wrong = (self.lost, self.halved, self.unexpected, self.duplicated)
        return not any((*wrong, self.inversions, self.stale))


def judge(ledger: Ledger, shop: Shop) -> Verdict:
    """Compare; call it when queues and jobs are drained."""
    lines = shop.lines()
    rows = Counter(mark for _, mark, _, _ in lines)
    effects = {reader: shop.marks(reader) for reader in READERS}
    counted = [rows, *effects.values(), shop.parcels()]
    whole = set(rows).intersection(*counted)
    any_trace = set(rows).union(*counted)
    owned, shown = shop.account_versions()
    return Verdict(
        acknowledged=len(ledger.acknowledged),
        facts=len(rows),
        lost=len(ledger.acknowledged - whole),
        halved=len(any_trace - whole),
        unexpected=len(set(rows) - set(ledger.asked)) + len(set(rows) & set(ledger.refused)),
        duplicated=sum(count - 1 for one in counted for count in one.values()),
        inversions=_inversions(shop.steps())
        + _inversions([(account, number) for account, _, number, _ in lines])
        + _repeats([(account, version) for account, _, _, version in lines]),
        stale=sum(owned[id] != shown[id] for id in owned),
        recovered=len(ledger.unknown & whole),
        late=_inversions(shop.arrivals("single")),
    )


def _inversions(sequence: list[tuple[UUID, int]]) -> int:
    """Count the members that are smaller than an earlier one of the same account."""
    highest: dict[UUID, int] = defaultdict(int)
    found = 0
    for account, number in sequence:
        found += number < highest[account]
        highest[account] = max(highest[account], number)
    return found


def _repeats(sequence: list[tuple[UUID, int]]) -> int:
    """Count versions that an account had twice: a lost update."""
    return len(sequence) - len(set(sequence))
