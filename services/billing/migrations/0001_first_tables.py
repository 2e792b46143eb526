"""Taxes, products, exchange rates, the company, invoices, copies of foreign records."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('company_profile',
    sa.Column('organization_id', sa.Uuid(), nullable=False),
    sa.Column('name', sa.Text(), server_default='', nullable=False),
    sa.Column('tax_id', sa.Text(), server_default='', nullable=False),
    sa.Column('address', sa.Text(), server_default='', nullable=False),
    sa.Column('email', sa.Text(), server_default='', nullable=False),
    sa.Column('phone', sa.Text(), server_default='', nullable=False),
    sa.Column('logo', sa.Text(), nullable=True),
    sa.Column('default_terms', sa.Text(), server_default='', nullable=False),
    sa.Column('on_restricted', sa.Text(), server_default='warn', nullable=False),
    sa.Column('on_suspended', sa.Text(), server_default='refuse', nullable=False),
    sa.CheckConstraint("on_restricted IN ('allow', 'warn', 'refuse')", name=op.f('ck_company_profile_on_restricted')),
    sa.CheckConstraint("on_suspended IN ('allow', 'warn', 'refuse')", name=op.f('ck_company_profile_on_suspended')),
    sa.PrimaryKeyConstraint('organization_id', name=op.f('pk_company_profile'))
    )
    op.create_table('exchange_rate',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('organization_id', sa.Uuid(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('currency', sa.Text(), nullable=False),
    sa.Column('valid_on', sa.Date(), nullable=False),
    sa.Column('rate', sa.Numeric(), nullable=False),
    sa.Column('deleted_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.CheckConstraint('rate > 0', name=op.f('ck_exchange_rate_rate')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_exchange_rate')),
    sa.UniqueConstraint('organization_id', 'id', name=op.f('uq_exchange_rate_organization_id_id'))
    )
    op.create_index('ix_exchange_rate_live_valid_on', 'exchange_rate', ['organization_id', 'valid_on', 'id'], unique=False, postgresql_where=sa.text('deleted_at IS NULL'))
    op.create_index('uq_exchange_rate_day', 'exchange_rate', ['organization_id', 'currency', 'valid_on'], unique=True, postgresql_where=sa.text('deleted_at IS NULL'))
    op.create_table('invoice',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('organization_id', sa.Uuid(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('number', sa.Text(), nullable=True),
    sa.Column('number_prefix', sa.Text(), nullable=True),
    sa.Column('number_place', sa.Integer(), nullable=True),
    sa.Column('state', sa.Text(), server_default='draft', nullable=False),
    sa.Column('search_text', sa.Text(), server_default=' ', nullable=False),
    sa.Column('contact_id', sa.Uuid(), nullable=False),
    sa.Column('contact_name', sa.Text(), nullable=False),
    sa.Column('billing_address', sa.Text(), server_default='', nullable=False),
    sa.Column('consignee_id', sa.Uuid(), nullable=True),
    sa.Column('consignee_name', sa.Text(), nullable=True),
    sa.Column('delivery_address', sa.Text(), server_default='', nullable=False),
    sa.Column('opportunity_id', sa.Uuid(), nullable=True),
    sa.Column('issued_on', sa.Date(), nullable=True),
    sa.Column('due_on', sa.Date(), nullable=True),
    sa.Column('paid_on', sa.Date(), nullable=True),
    sa.Column('listed_on', sa.Date(), nullable=False),
    sa.Column('currency', sa.Text(), nullable=False),
    sa.Column('exchange_rate', sa.Numeric(), nullable=True),
    sa.Column('language', sa.Text(), nullable=False),
    sa.Column('order_number', sa.Text(), server_default='', nullable=False),
    sa.Column('terms', sa.Text(), server_default='', nullable=False),
    sa.Column('notes', sa.Text(), server_default='', nullable=False),
    sa.Column('subtotal', sa.Numeric(), nullable=False),
    sa.Column('discount_total', sa.Numeric(), nullable=False),
    sa.Column('tax_total', sa.Numeric(), nullable=False),
    sa.Column('total', sa.Numeric(), nullable=False),
    sa.Column('warnings', sa.ARRAY(sa.Text()), server_default='{}', nullable=False),
    sa.Column('owner_id', sa.Uuid(), nullable=True),
    sa.Column('visibility', sa.Text(), server_default='write', nullable=False),
    sa.Column('deleted_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.CheckConstraint("language IN ('es', 'en')", name=op.f('ck_invoice_language')),
    sa.CheckConstraint("state = 'draft' OR number IS NOT NULL", name=op.f('ck_invoice_numbered')),
    sa.CheckConstraint("state IN ('draft', 'issued', 'paid', 'rejected')", name=op.f('ck_invoice_state')),
    sa.CheckConstraint("visibility IN ('private', 'read', 'write')", name=op.f('ck_invoice_visibility')),
    sa.CheckConstraint('number IS NULL OR deleted_at IS NULL', name=op.f('ck_invoice_numbered_stays')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_invoice')),
    sa.UniqueConstraint('organization_id', 'id', name=op.f('uq_invoice_organization_id_id'))
    )
    op.create_index('ix_invoice_consignee', 'invoice', ['organization_id', 'consignee_id'], unique=False, postgresql_where=sa.text('consignee_id IS NOT NULL'))
    op.create_index('ix_invoice_contact', 'invoice', ['organization_id', 'contact_id'], unique=False)
    op.create_index('ix_invoice_live_created_at', 'invoice', ['organization_id', 'created_at', 'id'], unique=False, postgresql_include=['search_text'], postgresql_where=sa.text('deleted_at IS NULL'))
    op.create_index('ix_invoice_live_listed_on', 'invoice', ['organization_id', 'listed_on', 'id'], unique=False, postgresql_include=['search_text'], postgresql_where=sa.text('deleted_at IS NULL'))
    op.create_index('ix_invoice_live_updated_at', 'invoice', ['organization_id', 'updated_at', 'id'], unique=False, postgresql_include=['search_text'], postgresql_where=sa.text('deleted_at IS NULL'))
    op.create_index('ix_invoice_opportunity', 'invoice', ['organization_id', 'opportunity_id'], unique=False)
    op.create_index('ix_invoice_owner', 'invoice', ['organization_id', 'owner_id'], unique=False)
    op.create_index('ix_invoice_public_created_at', 'invoice', ['organization_id', 'created_at', 'id'], unique=False, postgresql_include=['search_text'], postgresql_where=sa.text("deleted_at IS NULL AND visibility <> 'private'"))
    op.create_index('ix_invoice_public_listed_on', 'invoice', ['organization_id', 'listed_on', 'id'], unique=False, postgresql_include=['search_text'], postgresql_where=sa.text("deleted_at IS NULL AND visibility <> 'private'"))
    op.create_index('ix_invoice_public_updated_at', 'invoice', ['organization_id', 'updated_at', 'id'], unique=False, postgresql_include=['search_text'], postgresql_where=sa.text("deleted_at IS NULL AND visibility <> 'private'"))
    op.create_index('ix_invoice_search_text_trgm', 'invoice', ['search_text'], unique=False, postgresql_using='gin', postgresql_ops={'search_text': 'gin_trgm_ops'})
    op.create_index('uq_invoice_number', 'invoice', ['organization_id', 'number'], unique=True, postgresql_where=sa.text('number IS NOT NULL'))
    op.create_index('uq_invoice_place', 'invoice', ['organization_id', 'number_prefix', 'number_place'], unique=True, postgresql_where=sa.text('number IS NOT NULL'))
    op.create_table('invoice_numbering',
    sa.Column('organization_id', sa.Uuid(), nullable=False),
    sa.Column('prefix', sa.Text(), server_default='INV', nullable=False),
    sa.Column('next_number', sa.Integer(), server_default='1', nullable=False),
    sa.Column('last_issued_on', sa.Date(), nullable=True),
    sa.CheckConstraint('next_number >= 1', name=op.f('ck_invoice_numbering_next_number')),
    sa.PrimaryKeyConstraint('organization_id', name=op.f('pk_invoice_numbering'))
    )
    op.create_table('known_contact',
    sa.Column('organization_id', sa.Uuid(), nullable=False),
    sa.Column('contact_id', sa.Uuid(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('account_status', sa.Text(), nullable=False),
    sa.Column('owner_id', sa.Uuid(), nullable=True),
    sa.Column('manager_ids', sa.ARRAY(sa.Uuid()), nullable=False),
    sa.Column('shared_user_ids', sa.ARRAY(sa.Uuid()), nullable=False),
    sa.Column('shared_group_ids', sa.ARRAY(sa.Uuid()), nullable=False),
    sa.Column('visibility', sa.Text(), nullable=False),
    sa.Column('is_discarded', sa.Boolean(), nullable=False),
    sa.Column('incarnation', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('contact_id', name=op.f('pk_known_contact')),
    sa.UniqueConstraint('organization_id', 'contact_id', name=op.f('uq_known_contact_organization_id_contact_id'))
    )
    op.create_table('known_opportunity',
    sa.Column('organization_id', sa.Uuid(), nullable=False),
    sa.Column('opportunity_id', sa.Uuid(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('contact_ids', sa.ARRAY(sa.Uuid()), nullable=False),
    sa.Column('owner_id', sa.Uuid(), nullable=True),
    sa.Column('manager_ids', sa.ARRAY(sa.Uuid()), nullable=False),
    sa.Column('shared_user_ids', sa.ARRAY(sa.Uuid()), nullable=False),
    sa.Column('shared_group_ids', sa.ARRAY(sa.Uuid()), nullable=False),
    sa.Column('visibility', sa.Text(), nullable=False),
    sa.Column('is_discarded', sa.Boolean(), nullable=False),
    sa.Column('incarnation', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('opportunity_id', name=op.f('pk_known_opportunity')),
    sa.UniqueConstraint('organization_id', 'opportunity_id', name=op.f('uq_known_opportunity_organization_id_opportunity_id'))
    )
    op.create_table('known_organization',
    sa.Column('organization_id', sa.Uuid(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('currency', sa.Text(), nullable=False),
    sa.Column('timezone', sa.Text(), nullable=False),
    sa.Column('locale', sa.Text(), nullable=False),
    sa.Column('incarnation', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('organization_id', name=op.f('pk_known_organization'))
    )
    op.create_table('product_category',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('organization_id', sa.Uuid(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('sort_key', sa.Text(collation='C'), server_default='', nullable=False),
    sa.Column('deleted_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_product_category')),
    sa.UniqueConstraint('organization_id', 'id', name=op.f('uq_product_category_organization_id_id'))
    )
    op.create_index('ix_product_category_live_sort_key', 'product_category', ['organization_id', 'sort_key', 'id'], unique=False, postgresql_where=sa.text('deleted_at IS NULL'))
    op.create_index('uq_product_category_name', 'product_category', ['organization_id', 'sort_key'], unique=True, postgresql_where=sa.text('deleted_at IS NULL'))
    op.create_table('tax',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('organization_id', sa.Uuid(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('sort_key', sa.Text(collation='C'), server_default='', nullable=False),
    sa.Column('rate_percent', sa.Numeric(), nullable=False),
    sa.Column('description', sa.Text(), server_default='', nullable=False),
    sa.Column('deleted_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.CheckConstraint('rate_percent >= 0 AND rate_percent <= 100', name=op.f('ck_tax_rate')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_tax')),
    sa.UniqueConstraint('organization_id', 'id', name=op.f('uq_tax_organization_id_id'))
    )
    op.create_index('ix_tax_live_sort_key', 'tax', ['organization_id', 'sort_key', 'id'], unique=False, postgresql_where=sa.text('deleted_at IS NULL'))
    op.create_index('uq_tax_name', 'tax', ['organization_id', 'sort_key'], unique=True, postgresql_where=sa.text('deleted_at IS NULL'))
    op.create_table('invoice_step',
    sa.Column('organization_id', sa.Uuid(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('invoice_id', sa.Uuid(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('act', sa.Text(), nullable=False),
    sa.Column('actor_id', sa.Uuid(), nullable=True),
    sa.Column('actor_name', sa.Text(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=True),
    sa.ForeignKeyConstraint(['organization_id', 'invoice_id'], ['invoice.organization_id', 'invoice.id'], name=op.f('fk_invoice_step_organization_id_invoice_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_invoice_step'))
    )
    op.create_index('ix_invoice_step_invoice', 'invoice_step', ['organization_id', 'invoice_id', 'at'], unique=False)
    op.create_table('invoice_tax',
    sa.Column('organization_id', sa.Uuid(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('invoice_id', sa.Uuid(), nullable=False),
    sa.Column('place', sa.Integer(), nullable=False),
    sa.Column('tax_id', sa.Uuid(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('rate_percent', sa.Numeric(), nullable=False),
    sa.Column('currency', sa.Text(), nullable=False),
    sa.Column('base', sa.Numeric(), nullable=False),
    sa.Column('amount', sa.Numeric(), nullable=False),
    sa.ForeignKeyConstraint(['organization_id', 'invoice_id'], ['invoice.organization_id', 'invoice.id'], name=op.f('fk_invoice_tax_organization_id_invoice_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_invoice_tax'))
    )
    op.create_index('ix_invoice_tax_invoice', 'invoice_tax', ['organization_id', 'invoice_id', 'place'], unique=False)
    op.create_table('product',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('organization_id', sa.Uuid(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('sort_key', sa.Text(collation='C'), server_default='', nullable=False),
    sa.Column('search_text', sa.Text(), server_default=' ', nullable=False),
    sa.Column('code', sa.Text(), nullable=False),
    sa.Column('code_key', sa.Text(collation='C'), server_default='', nullable=False),
    sa.Column('description', sa.Text(), server_default='', nullable=False),
    sa.Column('is_active', sa.Boolean(), nullable=False),
    sa.Column('category_id', sa.Uuid(), nullable=True),
    sa.Column('unit_price', sa.Numeric(), nullable=False),
    sa.Column('currency', sa.Text(), nullable=False),
    sa.Column('tax_id', sa.Uuid(), nullable=True),
    sa.Column('payment_kind', sa.Text(), server_default='one_time', nullable=False),
    sa.Column('commission_percent', sa.Numeric(), nullable=True),
    sa.Column('stock', sa.Numeric(), nullable=True),
    sa.Column('deleted_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.CheckConstraint("payment_kind IN ('monthly', 'on_demand', 'one_time')", name=op.f('ck_product_payment_kind')),
    sa.CheckConstraint('unit_price >= 0', name=op.f('ck_product_price')),
    sa.ForeignKeyConstraint(['organization_id', 'category_id'], ['product_category.organization_id', 'product_category.id'], name=op.f('fk_product_organization_id_category_id')),
    sa.ForeignKeyConstraint(['organization_id', 'tax_id'], ['tax.organization_id', 'tax.id'], name=op.f('fk_product_organization_id_tax_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_product')),
    sa.UniqueConstraint('organization_id', 'id', name=op.f('uq_product_organization_id_id'))
    )
    op.create_index('ix_product_category', 'product', ['organization_id', 'category_id'], unique=False)
    op.create_index('ix_product_live_code_key', 'product', ['organization_id', 'code_key', 'id'], unique=False, postgresql_where=sa.text('deleted_at IS NULL'))
    op.create_index('ix_product_live_created_at', 'product', ['organization_id', 'created_at', 'id'], unique=False, postgresql_where=sa.text('deleted_at IS NULL'))
    op.create_index('ix_product_live_sort_key', 'product', ['organization_id', 'sort_key', 'id'], unique=False, postgresql_where=sa.text('deleted_at IS NULL'))
    op.create_index('ix_product_search_text_trgm', 'product', ['search_text'], unique=False, postgresql_using='gin', postgresql_ops={'search_text': 'gin_trgm_ops'})
    op.create_index('uq_product_code', 'product', ['organization_id', 'code_key'], unique=True, postgresql_where=sa.text('deleted_at IS NULL'))
    op.create_table('invoice_line',
    sa.Column('organization_id', sa.Uuid(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('invoice_id', sa.Uuid(), nullable=False),
    sa.Column('place', sa.Integer(), nullable=False),
    sa.Column('product_id', sa.Uuid(), nullable=True),
    sa.Column('description', sa.Text(), nullable=False),
    sa.Column('quantity', sa.Numeric(), nullable=False),
    sa.Column('unit_price', sa.Numeric(), nullable=False),
    sa.Column('currency', sa.Text(), nullable=False),
    sa.Column('discount_percent', sa.Numeric(), nullable=False),
    sa.Column('tax_ids', sa.ARRAY(sa.Uuid()), server_default='{}', nullable=False),
    sa.Column('tax_rates', sa.ARRAY(sa.Numeric()), server_default='{}', nullable=False),
    sa.Column('tax_names', sa.ARRAY(sa.Text()), server_default='{}', nullable=False),
    sa.Column('subtotal', sa.Numeric(), nullable=False),
    sa.Column('discount', sa.Numeric(), nullable=False),
    sa.Column('tax', sa.Numeric(), nullable=False),
    sa.Column('total', sa.Numeric(), nullable=False),
    sa.CheckConstraint('cardinality(tax_ids) <= 2', name=op.f('ck_invoice_line_two_taxes')),
    sa.CheckConstraint('discount_percent >= 0 AND discount_percent <= 100', name=op.f('ck_invoice_line_discount')),
    sa.ForeignKeyConstraint(['organization_id', 'invoice_id'], ['invoice.organization_id', 'invoice.id'], name=op.f('fk_invoice_line_organization_id_invoice_id')),
    sa.ForeignKeyConstraint(['organization_id', 'product_id'], ['product.organization_id', 'product.id'], name=op.f('fk_invoice_line_organization_id_product_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_invoice_line'))
    )
    op.create_index('ix_invoice_line_invoice', 'invoice_line', ['organization_id', 'invoice_id', 'place'], unique=False)
