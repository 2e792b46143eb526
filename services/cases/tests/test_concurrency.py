"""People who do the same thing at the same moment."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from chassis.testing import eventually
from contracts.cases import CaseOpened, CaseSolved
from services.cases.tests.office import Office


def at_once(act: Callable[[int], Any], *, times: int) -> list[Any]:
    """Call `act` from so many threads, released together; a raise in one is raised here."""
    gate = Barrier(times)

    def run(number: int) -> object:
        gate.wait(timeout=20)
        return act(number)

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(run, range(times)))


def test_fifty_cases_opened_at_once_get_the_numbers_one_to_fifty(office: Office):
    """K-14: distinct and without a gap, also when every fifth request is refused."""
    body = {"type_id": office.type_id("EVE"), "title": "A la vez"}
    wrong = {**body, "depends_on_id": str(office.organization_id)}

    def opened(number: int) -> Any:
        client = office.client.application.test_client()
        sent = wrong if number % 6 == 5 else body

        def answered() -> Any:
            # More at once than there are connections: who waited too long tries again, as told.
            answer = office.send(office.admin, "POST", "/cases", sent, client=client)
            return answer if answer.status_code != 503 else None

        return eventually(answered, deadline=60)

    answers = at_once(opened, times=60)
    numbers = sorted(answer.json["number"] for answer in answers if answer.status_code == 201)
    assert numbers == [f"EVE-{number:06d}" for number in range(1, 51)]
    assert len(office.stated(CaseOpened)) == 50
    assert {answer.status_code for answer in answers} == {201, 422}


def test_one_of_ten_who_solve_a_case_at_once_solves_it(office: Office):
    """K-20: the others are told that it is not open."""
    case = office.create(office.admin)

    def solved(number: int) -> int:
        client = office.client.application.test_client()
        path = f"/cases/{case['id']}/solve"
        body = {"solution": f"Solución {number}"}
        return office.send(office.admin, "POST", path, body, client=client).status_code

    assert sorted(at_once(solved, times=10)) == [200, *[409] * 9]
    assert len(office.stated(CaseSolved)) == 1


def test_two_dependencies_that_close_a_circle_together_do_not_both_hold(office: Office):
    """K-13, O-12: each alone is right, both would be a circle."""
    first, second = office.create(office.admin), office.create(office.admin)
    edges = [(first, second), (second, first)]

    def depend(number: int) -> int:
        case, other = edges[number]
        client = office.client.application.test_client()
        path, body = f"/cases/{case['id']}", {"depends_on_id": other["id"]}
        answer = office.send(office.admin, "PATCH", path, body, version=1, client=client)
        return answer.status_code

    assert sorted(at_once(depend, times=2)) == [200, 422]
