"""What the doctor found, for people and for programs."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Literal

Level = Literal["broken", "warning"]

HEALTHY, WARNED, BROKEN = 0, 1, 2
_WIDTH = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that is not as it should be: where, what it is, and what to do."""

    level: Level
    where: str
    what: str
    todo: str


def broken(where: str, what: str, todo: str) -> Finding:
    """Something does not work, or will lose or refuse what it is given."""
    return Finding(level="broken", where=where, what=what, todo=todo)


def warning(where: str, what: str, todo: str) -> Finding:
    """Something works and wants a look."""
    return Finding(level="warning", where=where, what=what, todo=todo)


def status(findings: Iterable[Finding]) -> int:
    """The exit status: 0 all is well, 1 warnings only, 2 something is broken."""
    levels = {finding.level for finding in findings}
    return BROKEN if "broken" in levels else WARNED if levels else HEALTHY


def as_json(findings: Sequence[Finding], looked_at: Sequence[str]) -> str:
    """Write the findings for a program."""
    words = {HEALTHY: "healthy", WARNED: "warnings", BROKEN: "broken"}
    return json.dumps(
        {
            "status": words[status(findings)],
            "looked_at": list(looked_at),
            "findings": [asdict(finding) for finding in findings],
        },
        indent=2,
        ensure_ascii=False,
    )


def as_table(findings: Sequence[Finding], looked_at: Sequence[str]) -> str:
    """Write the findings for a terminal, what is broken first."""
    if not findings:
        return f"All is well: {', '.join(looked_at)} are as this release expects."
    ordered = sorted(findings, key=lambda finding: (finding.level != "broken", finding.where))
    width = max(len(finding.where) for finding in ordered)
    lines = []
    for finding in ordered:
        mark = "BROKEN " if finding.level == "broken" else "warning"
        lines.append(f"{mark}  {finding.where.ljust(width)}  {finding.what}")
        lines.append(f"{' ' * (9 + width + 2)}→ {finding.todo}")
    counts = [sum(one.level == level for one in ordered) for level in ("broken", "warning")]
    lines.append(f"{counts[0]} broken, {counts[1]} to look at; looked at {', '.join(looked_at)}.")
    return "\n".join(lines)
