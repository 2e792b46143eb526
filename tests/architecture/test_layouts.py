"""The screens and the service name a record's own fields alike, so that each can be arranged."""

import re
from pathlib import Path

import pytest

from chassis.records import CustomFields
from services.contacts.directory.records import CONTACT_FIELDS
from services.contacts.leads.records import LEAD_FIELDS

PAGES = Path(__file__).parents[2] / "web" / "src" / "pages"
DESIGNS = [
    pytest.param(CONTACT_FIELDS, "contact/layout.ts", id="contact"),
    pytest.param(LEAD_FIELDS, "leads/values.ts", id="lead"),
]


@pytest.mark.parametrize(("design", "where"), DESIGNS)
def test_a_layout_names_the_fields_that_the_screens_show_in_one_order(
    design: CustomFields, where: str
):
    """G-14: what the service does not name cannot be hidden, what the screens do not is nowhere."""
    source = (PAGES / where).read_text(encoding="utf8")
    shown = re.findall(r"^  (\w+): \{ section:", source, re.MULTILINE)
    assert tuple(shown) == design.built_in


@pytest.mark.parametrize(("design", "where"), DESIGNS)
def test_the_designer_offers_to_hide_nothing_that_the_service_refuses_to(
    design: CustomFields,
    where: str,
):
    source = (PAGES / "admin" / "Fields.tsx").read_text(encoding="utf8")
    listed = re.search(rf"^  {design.entity}: \{{.*essential: \[(.*?)\]", source, re.MULTILINE)
    assert listed is not None
    assert set(re.findall(r'"(\w+)"', listed[1])) == design.essential
