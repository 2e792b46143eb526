"""Which service may ask which other one what: data of `contracts/`, enforced by the callee.

A *question* names a caller, a callee, a method and the template of one route under `/internal`.
Such a route answers to the services that a question names for it and to nobody else: no person's
token opens it, however powerful, and the public door does not know the path. The other way round,
a service's own token opens nothing but the routes that name it; what it says of permissions is not
even read, so a service can act for a user, never more than the question allows.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

INTERNAL = "/internal/"
ISSUER_OF_PEOPLE = "gateway"
"""The one issuer whose word on a person's rights is taken."""

_ARGUMENT = re.compile(r"<(?:\w+(?:\([^)]*\))?:)?(\w+)>")


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """`caller` may ask `callee` this: `path` is the route's template with `{names}`."""

    caller: str
    callee: str
    method: Literal["GET", "POST"]
    path: str

    def __post_init__(self) -> None:
        if not self.path.startswith(INTERNAL):
            raise ValueError(f"a question is asked under {INTERNAL}, not at {self.path}")
        if self.caller == self.callee:
            raise ValueError(f"{self.caller} need not ask itself")


def callers_of(callee: str, questions: Iterable[Question]) -> tuple[str, ...]:
    """Name the services whose keys the callee knows besides the gateway's."""
    return tuple(sorted({question.caller for question in questions if question.callee == callee}))


def answers(
    callee: str, questions: Iterable[Question], *, caller: str, method: str, rule: str
) -> bool:
    """Whether a caller may ask this; `rule` is the route as Flask writes it."""
    path = _ARGUMENT.sub(r"{\1}", rule)
    return any(
        (question.caller, question.callee, question.method, question.path)
        == (caller, callee, method, path)
        for question in questions
    )
