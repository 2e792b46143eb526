"""A realistic Latin-American address book of any size, the same for the same seed.

Names, surnames and companies are drawn with the skew that real ones have: a few surnames are
everybody's, most are rare. So a search for `garcía` meets thousands and one for `espinoza` few.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from uuid import UUID

from chassis.records.search import search_text, sort_key

_FIRST = """
María José Juan Ana Luis Carlos Sofía Andrés Camila Jorge Valentina Miguel Daniela Diego Lucía
Fernando Gabriela Ricardo Paula Santiago Mariana Óscar Verónica Iván Ximena Rubén Natalia Héctor
Julián Mónica Sebastián Adriana Gonzalo Inés Raúl Íngrid Álvaro Úrsula Nicolás Begoña Germán Zulma
Efraín Yolanda Ángel Rocío Joaquín Leidy Édgar Milagros
"""
_LAST = """
García Rodríguez Martínez Hernández López González Pérez Sánchez Ramírez Torres Flores Rivera Gómez
Díaz Muñoz Rojas Vargas Castillo Romero Álvarez Méndez Ñáñez Ibáñez Peña Núñez Ordóñez Quispe Mamani
Huamán Condori Choque Zuluaga Echeverri Uribe Ospina Cárdenas Bolaños Chávez Escobar Figueroa Guzmán
Jaramillo Lozano Mejía Navarro Ochoa Pacheco Quintero Restrepo Salazar Tapia Ugarte Villalobos
Ynfante Zapata Arango Benavides Cifuentes Duarte Espinoza
"""
FIRST = _FIRST.split()
LAST = _LAST.split()
TRADES = ("Comercial", "Distribuidora", "Transportes", "Ferretería", "Clínica", "Café")
LEGAL_FORMS = ("S.A.S.", "S.A.", "Ltda.", "S. de R.L.", "E.I.R.L.", "SpA")
COUNTRY_CODES = ("57", "52", "51", "56", "593")
MAIL_HOSTS = ("example.com", "example.org", "correo.example", "empresa.example")


@dataclass(slots=True)
class Person:
    """One invented contact; ids are UUIDv7-like: their order is that of creation."""

    id: UUID
    kind: str
    first_name: str | None
    last_name: str | None
    name: str
    class_: str
    visibility: str
    created_at: datetime
    phones: list[str] = field(default_factory=list)
    emails: list[str] = field(default_factory=list)

    @property
    def sort_key(self) -> str:
        """The stored sort key."""
        return sort_key(self.name)

    @property
    def search_text(self) -> str:
        """What the contact is found by."""
        return search_text(self.name, *self.emails, phones=self.phones)


def people(count: int, *, seed: int = 1, public: float = 0.0) -> Iterator[Person]:
    """Yield `count` people and companies; `public` is the share that everybody may read."""
    dice = random.Random(seed)
    start = datetime(2024, 1, 1, tzinfo=UTC)
    for number in range(count):
        yield _person(dice, number, start + timedelta(seconds=60 * number), public)


def _person(dice: random.Random, number: int, at: datetime, public: float) -> Person:
    company = dice.random() < 0.15
    first = " ".join(_skewed(dice, FIRST) for _ in range(dice.choice((1, 1, 1, 2, 2))))
    last = f"{_skewed(dice, LAST)} {dice.choice(LAST)}"
    firm = f"{dice.choice(TRADES)} {dice.choice(LAST)} {number % 997} {dice.choice(LEGAL_FORMS)}"
    country = dice.choice(COUNTRY_CODES)
    return Person(
        id=_ordered_id(dice, at),
        kind="company" if company else "person",
        first_name=None if company else first,
        last_name=None if company else last,
        name=firm if company else f"{first} {last}",
        class_=dice.choice(("prospect", "interested", "client")),
        visibility=dice.choice(("read", "write")) if dice.random() < public else "private",
        created_at=at,
        phones=[
            f"+{country}3{dice.randrange(10**8, 10**9)}" for _ in range(dice.choice((1, 1, 2, 3)))
        ],
        emails=[
            f"{_skewed(dice, LAST).lower()}.{number}.{place}@{dice.choice(MAIL_HOSTS)}"
            for place in range(dice.choice((0, 1, 1, 2)))
        ],
    )


def _skewed(dice: random.Random, words: list[str]) -> str:
    return words[min(int(dice.expovariate(4.0) * len(words)), len(words) - 1)]


def _ordered_id(dice: random.Random, at: datetime) -> UUID:
    tail = dice.getrandbits(74)
    value = int(at.timestamp() * 1000) << 80 | 7 << 76 | (tail >> 62) << 64 | 2 << 62
    return UUID(int=value | tail & ((1 << 62) - 1))
