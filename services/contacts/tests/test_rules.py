"""Small rules: notes' text, tax ids, which number is a contact's."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.contacts.directory.tax_ids import comparison_key
from services.contacts.identification.numbers import contactable, identity_key
from services.contacts.timeline.notes import plain_text


@given(st.text(max_size=60))
def test_a_notes_text_is_plain_and_cleaning_it_twice_changes_nothing(text):
    """C-41."""
    once = plain_text(text)
    assert plain_text(once) == once
    assert not set(once) & {"\x00", "\r", "\u202e", "\u2066", "\x1b"}
    assert once == once.strip()


def test_markup_in_a_note_stays_text():
    """C-41: nothing is interpreted and nothing is lost."""
    assert plain_text("<b>a</b> & 1 < 2\r\n\r\n\r\n\r\nfin \u202e") == "<b>a</b> & 1 < 2\n\nfin"


@pytest.mark.parametrize("written", ["900.123.456-7", "9001234567", " 900 123 456 7 "])
def test_a_tax_id_is_compared_without_punctuation(written):
    """C-24."""
    assert comparison_key(written) == "9001234567"


@pytest.mark.parametrize(
    "party",
    [None, "", "anonymous", "+266696687", "client:marta", "sip:1001@pbx.example", "611", "+57"],
)
def test_what_cannot_be_a_number_is_nobodys(party):
    """T-23, telephony 7.3: no contact named garbage."""
    assert contactable(party, region="CO") is None


def test_the_organizations_own_line_is_nobodys():
    """O-32: own numbers are excluded, in whatever form."""
    assert contactable("601 555 0100", region="CO", own=["+576015550100"]) is None
    assert contactable("+573001234567", region="CO", own=["+576015550100"]) is not None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("+525512345678", "+5215512345678"),
        ("+541123456789", "+5491123456789"),
        ("+5511987654321", "+551187654321"),
    ],
)
def test_every_form_of_a_line_is_serialised_under_one_key(one, other):
    """X-4, telephony 7.4."""
    assert identity_key(one) == identity_key(other)
