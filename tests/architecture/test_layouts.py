"""The screens and the service name a record's own fields alike, so that each can be arranged."""

import re
from pathlib import Path

from services.contacts.directory.records import CONTACT_FIELDS

PAGES = Path(__file__).parents[2] / "web" / "src" / "pages"


def test_the_layout_of_contacts_names_the_fields_that_the_screens_show_in_one_order():
    """G-14: what the service does not name cannot be hidden, what the screens do not is nowhere."""
    source = (PAGES / "contact" / "layout.ts").read_text(encoding="utf8")
    shown = re.findall(r"^  (\w+): \{ section:", source, re.MULTILINE)
    assert tuple(shown) == CONTACT_FIELDS.built_in


def test_the_designer_offers_to_hide_nothing_that_the_service_refuses_to():
    source = (PAGES / "admin" / "Fields.tsx").read_text(encoding="utf8")
    listed = re.search(r"const ESSENTIAL[^=]*= \[(.*)\]", source)
    assert listed is not None
    assert set(re.findall(r'"(\w+)"', listed[1])) == CONTACT_FIELDS.essential
