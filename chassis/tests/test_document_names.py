"""How documents are called, and which endings an installation takes (C-38, O-9)."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chassis.records.documents.kinds import KINDS, allowed_kinds
from chassis.records.documents.names import LONGEST, extension_of, plain_name, renamed


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("contrato.pdf", "contrato.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\ana\\foto.JPG", "foto.JPG"),
        ("a/b\\..\\c.csv", "c.csv"),
        ("nota\x00.pdf", "nota.pdf"),
        ("\u202egpj.exe", "gpj.exe"),
        ("carta.pdf:otro.exe", "carta.pdf_otro.exe"),
        ("carta.pdf. . ", "carta.pdf"),
        ("...", ""),
        ("", ""),
        ("n\u0303andu\u0301.pdf", "ñandú.pdf"),
        ("a\r\n\tb.pdf", "ab.pdf"),
    ],
)
def test_a_name_is_what_remains_of_what_was_sent(sent: str, kept: str):
    """O-9: neither a path nor a sign that hides or disguises anything."""
    assert plain_name(sent) == kept


@given(st.text(max_size=400))
def test_any_name_can_be_saved_under_and_stays_as_it_is(sent: str):
    name = plain_name(sent)
    assert len(name) <= LONGEST
    assert not set(name) & set('\\/:*?"<>|')
    assert not any(unicodedata.category(sign).startswith("C") for sign in name)
    assert name == name.strip(". ")
    assert plain_name(name) == name


@given(st.text(max_size=300), st.sampled_from(sorted(KINDS)))
def test_a_new_name_keeps_the_type(sent: str, ending: str):
    """C-38: a document that is renamed is still what it is."""
    name = renamed(sent, ending)
    assert name == "" or extension_of(name) == ending


def test_an_installation_may_take_fewer_types():
    """O-9: the list is configuration."""
    assert allowed_kinds(None) == allowed_kinds(" ") == tuple(KINDS)
    assert allowed_kinds("PDF, .docx,pdf") == ("pdf", "docx")
    with pytest.raises(ValueError, match="TRONCAL_DOCUMENT_TYPES: exe"):
        allowed_kinds("pdf,exe")
