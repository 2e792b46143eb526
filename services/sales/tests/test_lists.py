"""Lists, the board and their sums: what is shown, what is counted, what it comes to."""

from datetime import date

import pytest

from services.sales.tests.office import Office, codes


def test_the_board_has_a_column_per_stage_with_sums_and_pages_of_its_own(office: Office):
    """S-14, S-20: counted and summed by the server; a column's next page is the list's."""
    first, second, *_ = office.stages()
    for number in range(5):
        office.create(office.admin, title=f"A{number}", budget={"amount": "1000"})
    office.create(office.admin, title="B", budget={"amount": "500"}, stage_id=second["id"])
    office.win(office.create(office.admin, title="ganada"))
    board = office.get(office.admin, "/boards/stages?limit=2").json
    assert [column["stage"]["id"] for column in board["columns"]] == [
        stage["id"] for stage in office.stages()
    ]
    column = board["columns"][0]
    assert column["count"] == 5
    assert column["amount"] == {"amount": "5000.00", "currency": "COP"}
    assert column["expected_amount"] == {"amount": "50.00", "currency": "COP"}
    assert [card["title"] for card in column["items"]] == ["A4", "A3"]
    assert column["items"][0]["contacts"][0]["name"] == "Ana Ruiz"
    page = office.get(
        office.admin,
        f"/opportunities?state=open&stage_id={first['id']}&sort=-moved_at&limit=2"
        f"&cursor={column['next_cursor']}",
    )
    assert page.status_code == 200, page.text
    assert [card["title"] for card in page.json["items"]] == ["A2", "A1"]
    assert (board["total"]["count"], board["total"]["amount"]["amount"]) == (6, "5500.00")


def test_the_board_takes_the_filters_of_the_list_and_nothing_that_it_decides_itself(
    office: Office,
):
    """S-21: mine, closing in a month, new since a day."""
    marta = office.member("Marta")
    office.create(marta, title="Pronto", expected_close_on=date(2026, 7, 15))
    office.create(marta, title="Tarde", expected_close_on=date(2027, 7, 15))
    office.create(office.admin, title="Ajena", expected_close_on=date(2026, 7, 15))
    july = "expected_close_on.gte=2026-07-01&expected_close_on.lte=2026-07-31"
    query = f"owner_id={marta.user_id}&{july}"
    board = office.get(marta, f"/boards/stages?{query}").json
    cards = [card["title"] for column in board["columns"] for card in column["items"]]
    assert cards == ["Pronto"]
    assert board["total"]["count"] == 1
    wrong = office.get(marta, "/boards/stages?state=won&sort=title")
    assert codes(wrong) == {"state": "unknown_filter", "sort": "unknown_filter"}


def test_the_footer_sums_all_in_the_organizations_currency(office: Office):
    """S-37: by the rate that is valid today; what has none is said apart and never added."""
    office.rate("USD", "3900", date(2020, 1, 1))
    office.rate("USD", "4000.50", date(2021, 1, 1))
    office.rate("USD", "9999", date(2999, 1, 1))
    for currency, amount in (("COP", "1000"), ("USD", "10"), ("EUR", "7")):
        office.create(office.admin, budget={"amount": amount, "currency": currency})
    totals = office.get(office.admin, "/opportunities/totals?state=open").json
    assert totals["count"] == 3
    assert totals["amount"] == {"amount": "41005.00", "currency": "COP"}
    assert totals["expected_amount"] == {"amount": "410.05", "currency": "COP"}
    assert totals["unconverted"] == [
        {"currency": "EUR", "count": 1, "amount": "7.00", "expected_amount": "0.07"}
    ]
    assert totals["rates"] == [{"currency": "USD", "rate": "4000.50", "valid_on": "2021-01-01"}]


def test_a_sum_is_of_what_the_list_shows(office: Office):
    """S-37, S-15: the filters are the list's; Ventas sums the won ones."""
    office.create(office.admin, budget={"amount": "1"})
    office.win(office.create(office.admin, budget={"amount": "20"}))
    office.lose(office.create(office.admin, budget={"amount": "300"}))
    assert office.get(office.admin, "/opportunities/totals").json["count"] == 3
    sold = office.get(office.admin, "/sales/totals").json
    assert (sold["count"], sold["amount"]["amount"]) == (1, "20.00")
    assert sold["expected_amount"]["amount"] == "20.00"
    lost = office.get(office.admin, "/opportunities/totals?state=lost&sort=title&limit=1").json
    assert (lost["count"], lost["amount"]["amount"]) == (1, "300.00")
    none = office.get(office.admin, "/opportunities/totals?q=nada").json
    assert (none["count"], none["amount"]["amount"]) == (0, "0.00")


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("title", ["Álamo", "Ñame", "Zeta"]),
        ("-amount", ["Zeta", "Álamo", "Ñame"]),
        ("expected_close_on", ["Ñame", "Álamo", "Zeta"]),
        ("created_at", ["Zeta", "Ñame", "Álamo"]),
    ],
)
def test_a_list_is_sorted_by_what_it_says(office: Office, sort: str, expected: list[str]):
    """S-07: without an expected date it stands behind those that have one."""
    office.create(office.admin, title="Zeta", budget={"amount": "30"})
    office.create(
        office.admin, title="Ñame", budget={"amount": "1"}, expected_close_on=date(2026, 1, 1)
    )
    office.create(
        office.admin, title="Álamo", budget={"amount": "20"}, expected_close_on=date(2026, 2, 1)
    )
    assert office.titles(office.admin, f"/opportunities?sort={sort}") == expected


def test_the_opportunities_of_a_contact_are_the_open_ones_and_the_history(office: Office):
    """S-07, S-39: as principal or as one of several."""
    ana, luis = office.contact("Ana"), office.contact("Luis")
    office.create(office.admin, title="abierta", contact_id=ana)
    office.win(office.create(office.admin, title="ganada", contact_id=luis, contact_ids=[ana]))
    office.create(office.admin, title="ajena", contact_id=luis)
    found = office.titles(office.admin, f"/opportunities?contact_ids={ana}&sort=created_at")
    assert found == ["abierta", "ganada"]
    principal = office.titles(office.admin, f"/opportunities?contact_id={ana}")
    assert principal == ["abierta"]


def test_an_opportunity_is_found_by_words_of_its_title(office: Office):
    """G-23: without accents or case, in any order."""
    office.create(office.admin, title="Instalación de fibra óptica")
    office.create(office.admin, title="Otra cosa")
    found = office.titles(office.admin, "/opportunities?q=OPTICA instalacion")
    assert found == ["Instalación de fibra óptica"]
