"""Money as SQL writes it: the same minor units as `chassis.money`, for every currency."""

from decimal import Decimal

from sqlalchemy import bindparam, func, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.types import Numeric, Text

from chassis.db import Database
from chassis.money import CURRENCIES, minor_units


def test_sql_and_python_have_the_same_minor_units_for_every_currency(plants: Database):
    """Architecture 5: an amount has the decimals of its currency wherever it is written."""
    codes = [*sorted(CURRENCIES), "XXX"]
    code = func.unnest(bindparam("codes", codes, type_=ARRAY(Text()))).column_valued("code")
    amounts = {
        amount: select(code, func.money_json(bindparam("amount", amount, Numeric()), code))
        for amount in (Decimal(7), Decimal("7.1234567"))
    }
    with plants.system() as session:
        found = {
            amount: dict(session.chassis_execute(statement).all())
            for amount, statement in amounts.items()
        }
    for each in codes:
        whole = found[Decimal(7)][each]
        assert whole == {"amount": f"{7:.{minor_units(each)}f}", "currency": each}
        assert found[Decimal("7.1234567")][each]["amount"] == "7.1234567", "no digit is cut off"
    assert {minor_units(each) for each in ("CLP", "COP", "KWD", "CLF")} == {0, 2, 3, 4}
