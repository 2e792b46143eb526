"""An invoice as a document: what is printed of it, and the press that sets it (ADR 0066)."""

import json
import os
import re
import subprocess
import sys
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

import orjson

from chassis.db import Session
from chassis.errors import Forbidden, Unavailable
from chassis.identity.actor import Actor
from chassis.observability import logs
from chassis.records.copies import visible
from services.billing.company.models import CompanyProfile
from services.billing.company.operations import profile_of
from services.billing.documents.wording import WORDS, day, money, number
from services.billing.projections import KnownContact

log = logs.logger(__name__)

_MODULE: Final = "services.billing.documents.sandbox"
_SECONDS: Final = 20.0
_AT_ONCE: Final = 2
_UNSAFE: Final = re.compile(r"[^A-Za-z0-9.-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What the press needs: texts and numbers as they are printed, the logo apart."""

    data: Mapping[str, Any]
    logo: str | None
    file_name: str


def document_of(session: Session, actor: Actor, body: bytes, *, currency: str) -> Document:
    """Return the document of an invoice, given as the API shows it.

    Raises Forbidden for who sees the invoice and not its client: the name stands on it (X-8).
    """
    invoice = orjson.loads(body)
    contact_id = UUID(invoice["contact_id"])
    if contact_id not in visible(session, actor, KnownContact, {contact_id}):
        raise Forbidden("client_hidden")
    profile = profile_of(session)
    words = WORDS[invoice["language"]]
    title = f"{words['invoice'].title()} {invoice['number'] or words['draft'].lower()}"
    data = {
        "title": title,
        "language": invoice["language"],
        "mark": words["draft"] if invoice["state"] == "draft" else None,
        "number": invoice["number"] or words["draft"],
        "state": words["states"].get(invoice["state"]),
        "company": _company(profile),
        "client": {"name": invoice["contact_name"], "address": invoice["billing_address"]},
        "consignee": _consignee(invoice),
        "facts": _facts(invoice, words, currency),
        "lines": [_line(invoice, line) for line in invoice["lines"]],
        "totals": _totals(invoice, words),
        "total": money(invoice["total"], invoice["language"], with_currency=True),
        "terms": invoice["terms"],
        "notes": invoice["notes"],
        "words": words,
    }
    logo = profile.logo.partition(",")[2] if profile.logo else None
    return Document(data=data, logo=logo, file_name=f"{_UNSAFE.sub('-', title)}.pdf")


class Press:
    """Sets documents, each in a child process of its own with limits; two at once at most."""

    def __init__(self) -> None:
        self._places = threading.BoundedSemaphore(_AT_ONCE)

    def print(self, document: Document) -> bytes:
        """Return the PDF. Raises Unavailable when the document cannot be set in time."""
        request = json.dumps({"data": dict(document.data), "logo": document.logo}).encode()
        if not self._places.acquire(timeout=_SECONDS):
            raise Unavailable("document_not_made")
        try:
            return self._run(request)
        finally:
            self._places.release()

    def _run(self, request: bytes) -> bytes:
        known = {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ}
        try:
            done = subprocess.run(  # noqa: S603 - our own module, no user input
                [sys.executable, "-m", _MODULE],
                input=request,
                capture_output=True,
                env=known,
                timeout=_SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            log.warning("document_took_too_long")
            raise Unavailable("document_not_made") from error
        if done.returncode != 0 or not done.stdout.startswith(b"%PDF-"):
            log.error("document_failed", status=done.returncode)
            raise Unavailable("document_not_made")
        return done.stdout


def specimen(logo: str) -> Document:
    """Return a document with nothing on it but an image, given as a data URL.

    A logo is tried with it before it is kept: a broken one would stop every document.
    """
    empty = {"name": "", "tax_id": "", "address": "", "phone": "", "email": ""}
    data: dict[str, Any] = {
        "title": "",
        "language": "es",
        "mark": None,
        "number": "",
        "state": None,
        "company": empty,
        "client": empty,
        "consignee": None,
        "facts": [],
        "lines": [],
        "totals": [],
        "total": "",
        "terms": "",
        "notes": "",
        "words": WORDS["es"],
    }
    return Document(data=data, logo=logo.partition(",")[2], file_name="logo.pdf")


def _company(profile: CompanyProfile) -> dict[str, str]:
    return {
        member: getattr(profile, member)
        for member in ("name", "tax_id", "address", "phone", "email")
    }


def _consignee(invoice: Mapping[str, Any]) -> dict[str, str] | None:
    if not invoice["consignee_name"] and not invoice["delivery_address"]:
        return None
    name = invoice["consignee_name"] or invoice["contact_name"]
    return {"name": name, "address": invoice["delivery_address"]}


def _facts(
    invoice: Mapping[str, Any], words: Mapping[str, Any], currency: str
) -> list[tuple[str, str]]:
    language = invoice["language"]
    facts = [
        (words[member], day(invoice[member], language))
        for member in ("issued_on", "due_on", "paid_on")
        if invoice[member]
    ]
    if invoice["order_number"]:
        facts.append((words["order_number"], invoice["order_number"]))
    if invoice["exchange_rate"]:
        rate = words["rate"].format(
            currency=invoice["currency"],
            rate=number(invoice["exchange_rate"], language),
            own=currency,
        )
        facts.append((words["rate_label"], rate))
    return facts


def _line(invoice: Mapping[str, Any], line: Mapping[str, Any]) -> list[str]:
    language = invoice["language"]
    names = {tax["tax_id"]: tax for tax in invoice["taxes"]}
    taxes = [names[tax_id] for tax_id in line["tax_ids"] if tax_id in names]
    discount = number(line["discount_percent"], language)
    return [
        line["description"],
        number(line["quantity"], language),
        money(line["unit_price"], language),
        f"{discount} %" if discount != "0" else "",
        ", ".join(f"{tax['name']} {number(tax['rate_percent'], language)} %" for tax in taxes),
        money(line["total"], language),
    ]


def _totals(invoice: Mapping[str, Any], words: Mapping[str, Any]) -> list[tuple[str, str]]:
    language = invoice["language"]
    rows = [(words["subtotal"], money(invoice["subtotal"], language))]
    if any(digit in "123456789" for digit in invoice["discount_total"]["amount"]):
        rows.append((words["discount_total"], f"−{money(invoice['discount_total'], language)}"))
    for tax in invoice["taxes"]:
        label = words["on"].format(
            name=tax["name"],
            percent=number(tax["rate_percent"], language),
            base=money(tax["base"], language),
        )
        rows.append((label, money(tax["amount"], language)))
    return rows
