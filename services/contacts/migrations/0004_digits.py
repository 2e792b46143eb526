"""Contacts are found by a piece of a number without the trigram index."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(
        "ix_contact_search_text_digits",
        "contact",
        [sa.text("digit_grams(search_text)")],
        postgresql_using="gin",
    )
