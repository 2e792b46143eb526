"""Every currency's minor unit in `money_json`, as `chassis.money` has them."""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_MONEY = """
CREATE OR REPLACE FUNCTION money_json(amount numeric, currency text) RETURNS json
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE WHEN amount IS NULL OR currency IS NULL THEN NULL ELSE json_build_object(
    'amount', round(amount, greatest(min_scale(amount), CASE
      WHEN currency IN ('BIF', 'CLP', 'DJF', 'GNF', 'ISK', 'JPY', 'KMF', 'KRW', 'PYG', 'RWF',
        'UGX', 'UYI', 'VND', 'VUV', 'XAF', 'XOF', 'XPF') THEN 0
      WHEN currency IN ('BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND') THEN 3
      WHEN currency IN ('CLF', 'UYW') THEN 4
      ELSE 2 END))::text,
    'currency', currency) END
$$
"""


def upgrade() -> None:
    op.execute(_MONEY)
