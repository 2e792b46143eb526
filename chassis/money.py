"""Money: a Decimal amount with its ISO 4217 currency; strings in JSON, never a float."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal

MINOR_UNITS_OTHERWISE = 2
_BY_MINOR_UNITS = {
    0: "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF",
    2: (
        "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BOV BRL BSD BTN BWP"
        " BYN BZD CAD CDF CHE CHF CHW CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD"
        " FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD"
        " KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD"
        " NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP"
        " SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED"
        " VES WST XCD YER ZAR ZMW ZWG"
    ),
    3: "BHD IQD JOD KWD LYD OMR TND",
    4: "CLF UYW",
}
MINOR_UNITS = {code: unit for unit, codes in _BY_MINOR_UNITS.items() for code in codes.split()}
CURRENCIES = frozenset(MINOR_UNITS)
"""The currencies of ISO 4217 in which there are amounts (no metals, no testing codes)."""

# Of two factors with 28 digits each nothing is lost before the rounding that was asked for.
_EXACT = Context(prec=80)


def minor_units(currency: str) -> int:
    """Return how many decimals the currency has (ISO 4217)."""
    return MINOR_UNITS.get(currency, MINOR_UNITS_OTHERWISE)


def rounded(amount: Decimal, currency: str) -> Decimal:
    """Round half up (away from zero) at the currency's minor unit."""
    step = Decimal(1).scaleb(-minor_units(currency))
    return amount.quantize(step, rounding=ROUND_HALF_UP, context=_EXACT)


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in one currency. Adding two currencies is an error, never a guess."""

    amount: Decimal
    currency: str

    def rounded(self) -> "Money":
        """Round half up at the currency's minor unit."""
        return Money(rounded(self.amount, self.currency), self.currency)

    def __add__(self, other: "Money") -> "Money":
        if other.currency != self.currency:
            raise ValueError(f"cannot add {other.currency} to {self.currency}")
        return Money(self.amount + other.amount, self.currency)
