"""Pieces of numbers: what a search for part of a telephone number is found by."""

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

# Each run of four digits in a text, as `chassis.records.search.digit_grams` takes them from a query.
_GRAMS = r"""
CREATE FUNCTION digit_grams(text) RETURNS integer[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
AS $$
  SELECT coalesce(array_agg(DISTINCT substr(run[1], place, 4)::integer), '{}')
  FROM regexp_matches($1, '[0-9]{4,}', 'g') AS run, generate_series(1, length(run[1]) - 3) AS place
$$
"""


def upgrade() -> None:
    op.execute(_GRAMS)
