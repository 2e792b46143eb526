"""Tax identifiers: RUC, NIT, cédula, RFC, CUIT, CNPJ. Compared without their punctuation.

Pure rules. Check digits are not verified here: a person without a card still becomes a contact;
billing checks them where an invoice depends on it.
"""

import re

_PUNCTUATION = re.compile(r"[\s.\-/]")


def comparison_key(tax_id: str | None) -> str | None:
    """Return the form in which two written identifiers of one country are compared (C-24)."""
    return _PUNCTUATION.sub("", tax_id).upper() or None if tax_id else None
