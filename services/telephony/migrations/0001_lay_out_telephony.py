"""Telephony's tables: accounts, numbers, agents, calls, messages, the development carrier."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql
revision = '0001'
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('account_route',
    sa.Column('account_sid', sa.Text(), nullable=False),
    sa.Column('organization_id', sa.Uuid(), nullable=False),
    sa.Column('account_id', sa.Uuid(), nullable=False),
    sa.PrimaryKeyConstraint('account_sid', name=op.f('pk_account_route'))
    )
    op.create_table('agent',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('organization_id', sa.Uuid(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('user_id', sa.Uuid(), nullable=False),
    sa.Column('state', sa.Text(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('since', sa.DateTime(timezone=True), nullable=False),
    sa.Column('idle_since', sa.DateTime(timezone=True), nullable=True),
    sa.Column('lease_until', sa.DateTime(timezone=True), nullable=False),
    sa.Column('call_id', sa.Uuid(), nullable=True),
    sa.Column('after_call', sa.Text(), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_agent')),
    sa.UniqueConstraint('organization_id', 'id', name=op.f('uq_agent_organization_id_id')),
    sa.UniqueConstraint('organization_id', 'user_id', name=op.f('uq_agent_organization_id_user_id'))
    )
    op.create_index('ix_agent_available', 'agent', ['organization_id', 'idle_since'], unique=False, postgresql_where=sa.text("state = 'available'"))
    op.create_index('ix_agent_lease', 'agent', ['lease_until'], unique=False, postgresql_where=sa.text("state <> 'offline'"))
    op.create_table('call',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('organization_id', sa.Uuid(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('direction', sa.Text(), nullable=False),
    sa.Column('status', sa.Text(), nullable=False),
    sa.Column('number_from', sa.Text(), nullable=False),
    sa.Column('number_to', sa.Text(), nullable=False),
    sa.Column('party', sa.Text(), nullable=True),
    sa.Column('number_id', sa.Uuid(), nullable=True),
    sa.Column('contact_id', sa.Uuid(), nullable=True),
    sa.Column('agent_id', sa.Uuid(), nullable=True),
    sa.Column('offered_to', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('started_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('answered_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('duration_seconds', sa.Integer(), nullable=True),
    sa.Column('price_amount', sa.Numeric(precision=14, scale=5), nullable=True),
    sa.Column('price_currency', sa.Text(), nullable=True),
    sa.Column('disposition_id', sa.Uuid(), nullable=True),
    sa.Column('note', sa.Text(), nullable=False),
    sa.Column('classified_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('recording_id', sa.Uuid(), nullable=True),
    sa.Column('provider', sa.Text(), nullable=False),
    sa.Column('account_sid', sa.Text(), nullable=False),
    sa.Column('provider_call_id', sa.Text(), nullable=False),
    sa.Column('check_due_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('check_step', sa.Integer(), nullable=False),
    sa.Column('search_text', sa.Text(), server_default=' ', nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_call')),
    sa.UniqueConstraint('account_sid', 'provider_call_id', name=op.f('uq_call_account_sid_provider_call_id')),
    sa.UniqueConstraint('organization_id', 'id', name=op.f('uq_call_organization_id_id'))
    )
    op.create_index('ix_call_agent', 'call', ['organization_id', 'agent_id', 'started_at', 'id'], unique=False)
    op.create_index('ix_call_check', 'call', ['check_due_at'], unique=False, postgresql_where=sa.text('check_due_at IS NOT NULL'))
    op.create_index('ix_call_contact', 'call', ['organization_id', 'contact_id', 'started_at', 'id'], unique=False)
    op.create_index('ix_call_search_text_trgm', 'call', ['search_text'], unique=False, postgresql_using='gin', postgresql_ops={'search_text': 'gin_trgm_ops'})
    op.create_index('ix_call_started', 'call', ['organization_id', 'started_at', 'id'], unique=False)
    op.create_index('ix_call_status', 'call', ['organization_id', 'status', 'started_at', 'id'], unique=False)
    op.create_table('call_callback',
    sa.Column('organization_id', sa.Uuid(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('account_sid', sa.Text(), nullable=False),
    sa.Column('dedup_key', sa.Text(), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('call_id', sa.Uuid(), nullable=True),
    sa.Column('provider_call_id', sa.Text(), nullable=False),
    sa.Column('parent_call_id', sa.Text(), nullable=True),
    sa.Column('leg', sa.Text(), nullable=True),
    sa.Column('leg_status', sa.Text(), nullable=True),
    sa.Column('said_by', sa.Text(), nullable=False),
    sa.Column('duration_seconds', sa.Integer(), nullable=True),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('received_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('parameters', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('answer', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_call_callback')),
    sa.UniqueConstraint('account_sid', 'dedup_key', name=op.f('uq_call_callback_account_sid_dedup_key'))
    )
    op.create_index('ix_call_callback_call', 'call_callback', ['organization_id', 'call_id'], unique=False)
    op.create_index('ix_call_callback_waiting', 'call_callback', ['account_sid', 'parent_call_id'], unique=False, postgresql_where=sa.text('call_id IS NULL'))
    op.create_table('call_command',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('organization_id', sa.Uuid(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('call_id', sa.Uuid(), nullable=False),
    sa.Column('verb', sa.Text(), nullable=False),
    sa.Column('attempt', sa.Integer(), nullable=False),
    sa.Column('user_id', sa.Uuid(), nullable=True),
    sa.Column('due_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('tries', sa.Integer(), nullable=False),
    sa.Column('done_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('outcome', sa.Text(), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_call_command')),
    sa.UniqueConstraint('organization_id', 'id', name=op.f('uq_call_command_organization_id_id'))
    )
    op.create_index('ix_call_command_due', 'call_command', ['due_at'], unique=False, postgresql_where=sa.text('done_at IS NULL'))
    op.create_table('call_disposition',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('organization_id', sa.Uuid(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('name_en', sa.Text(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('is_active', sa.Boolean(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_call_disposition')),
    sa.UniqueConstraint('organization_id', 'id', name=op.f('uq_call_disposition_organization_id_id'))
    )
    op.create_index('uq_call_disposition_name', 'call_disposition', ['organization_id', sa.literal_column('lower(name)')], unique=True, postgresql_where=sa.text('is_active'))
    op.create_table('call_route',
    sa.Column('account_sid', sa.Text(), nullable=False),
    sa.Column('provider_call_id', sa.Text(), nullable=False),
    sa.Column('organization_id', sa.Uuid(), nullable=False),
    sa.Column('call_id', sa.Uuid(), nullable=False),
    sa.PrimaryKeyConstraint('account_sid', 'provider_call_id', name=op.f('pk_call_route'))
    )
    op.create_index('ix_call_route_call_id', 'call_route', ['call_id'], unique=False)
    op.create_table('known_administrator',
    sa.Column('organization_id', sa.Uuid(), nullable=False),
    sa.Column('user_id', sa.Uuid(), nullable=False),
    sa.Column('stated_at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('organization_id', 'user_id', name=op.f('pk_known_administrator'))
    )
    op.create_table('known_contact',
    sa.Column('organization_id', sa.Uuid(), nullable=False),
    sa.Column('contact_id', sa.Uuid(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('owner_id', sa.Uuid(), nullable=True),
    sa.Column('manager_ids', postgresql.ARRAY(sa.Uuid()), nullable=False),
    sa.Column('shared_user_ids', postgresql.ARRAY(sa.Uuid()), nullable=False),
    sa.Column('shared_group_ids', postgresql.ARRAY(sa.Uuid()), nullable=False),
    sa.Column('visibility', sa.Text(), nullable=False),
    sa.Column('is_discarded', sa.Boolean(), nullable=False),
    sa.Column('incarnation', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('contact_id', name=op.f('pk_known_contact')),
    sa.UniqueConstraint('organization_id', 'contact_id', name=op.f('uq_known_contact_organization_id_contact_id'))
    )
    op.create_table('known_organization',
    sa.Column('organization_id', sa.Uuid(), nullable=False),
    sa.Column('default_region', sa.Text(), nullable=False),
    sa.Column('currency', sa.Text(), nullable=False),
    sa.Column('locale', sa.Text(), nullable=False),
    sa.Column('stated_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('has_simulator', sa.Boolean(), nullable=False),
    sa.PrimaryKeyConstraint('organization_id', name=op.f('pk_known_organization'))
    )
    op.create_table('number_route',
    sa.Column('account_sid', sa.Text(), nullable=False),
    sa.Column('e164', sa.Text(), nullable=False),
    sa.Column('organization_id', sa.Uuid(), nullable=False),
    sa.Column('number_id', sa.Uuid(), nullable=False),
    sa.PrimaryKeyConstraint('account_sid', 'e164', name=op.f('pk_number_route'))
    )
    op.create_index('ix_number_route_e164', 'number_route', ['e164'], unique=False)
    op.create_table('phone_number',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('organization_id', sa.Uuid(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('provider', sa.Text(), nullable=False),
    sa.Column('account_sid', sa.Text(), nullable=False),
    sa.Column('provider_number_id', sa.Text(), nullable=True),
    sa.Column('e164', sa.Text(), nullable=False),
    sa.Column('alias', sa.Text(), nullable=False),
    sa.Column('is_active', sa.Boolean(), nullable=False),
    sa.Column('outgoing_enabled', sa.Boolean(), nullable=False),
    sa.Column('recording_enabled', sa.Boolean(), nullable=False),
    sa.Column('unlinked_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_phone_number')),
    sa.UniqueConstraint('organization_id', 'id', name=op.f('uq_phone_number_organization_id_id'))
    )
    op.create_index('uq_phone_number_linked', 'phone_number', ['account_sid', 'e164'], unique=True, postgresql_where=sa.text('unlinked_at IS NULL'))
    op.create_table('provider_account',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('organization_id', sa.Uuid(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('provider', sa.Text(), nullable=False),
    sa.Column('account_sid', sa.Text(), nullable=False),
    sa.Column('sealed_auth_token', sa.LargeBinary(), nullable=False),
    sa.Column('sealed_secondary_token', sa.LargeBinary(), nullable=True),
    sa.Column('api_key_sid', sa.Text(), nullable=True),
    sa.Column('sealed_api_key_secret', sa.LargeBinary(), nullable=True),
    sa.Column('application_sid', sa.Text(), nullable=True),
    sa.Column('is_active', sa.Boolean(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_provider_account')),
    sa.UniqueConstraint('account_sid', name=op.f('uq_provider_account_account_sid')),
    sa.UniqueConstraint('organization_id', 'id', name=op.f('uq_provider_account_organization_id_id'))
    )
    op.create_table('simulated_call',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('organization_id', sa.Uuid(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('sid', sa.Text(), nullable=False),
    sa.Column('account_sid', sa.Text(), nullable=False),
    sa.Column('direction', sa.Text(), nullable=False),
    sa.Column('number_from', sa.Text(), nullable=False),
    sa.Column('number_to', sa.Text(), nullable=False),
    sa.Column('caller', sa.Text(), nullable=False),
    sa.Column('caller_sequence', sa.Integer(), nullable=False),
    sa.Column('callee', sa.Text(), nullable=True),
    sa.Column('callee_sid', sa.Text(), nullable=True),
    sa.Column('callee_sequence', sa.Integer(), nullable=False),
    sa.Column('dial', postgresql.JSONB(astext_type=sa.Text()), nullable=True),
    sa.Column('program', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('answered_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('bridged_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('resumes_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('price', sa.Numeric(precision=14, scale=5), nullable=True),
    sa.Column('repeats', sa.Integer(), nullable=False),
    sa.Column('shuffled', sa.Boolean(), nullable=False),
    sa.Column('acts_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_simulated_call')),
    sa.UniqueConstraint('organization_id', 'id', name=op.f('uq_simulated_call_organization_id_id')),
    sa.UniqueConstraint('sid', name=op.f('uq_simulated_call_sid'))
    )
    op.create_index('ix_simulated_call_acts', 'simulated_call', ['acts_at'], unique=False, postgresql_where=sa.text('acts_at IS NOT NULL'))
    op.create_table('simulated_message',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('organization_id', sa.Uuid(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('sid', sa.Text(), nullable=False),
    sa.Column('account_sid', sa.Text(), nullable=False),
    sa.Column('number_from', sa.Text(), nullable=False),
    sa.Column('number_to', sa.Text(), nullable=False),
    sa.Column('body', sa.Text(), nullable=False),
    sa.Column('status', sa.Text(), nullable=False),
    sa.Column('status_url', sa.Text(), nullable=True),
    sa.Column('acts_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_simulated_message')),
    sa.UniqueConstraint('organization_id', 'id', name=op.f('uq_simulated_message_organization_id_id')),
    sa.UniqueConstraint('sid', name=op.f('uq_simulated_message_sid'))
    )
    op.create_index('ix_simulated_message_acts', 'simulated_message', ['acts_at'], unique=False, postgresql_where=sa.text('acts_at IS NOT NULL'))
    op.create_table('simulated_webhook',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('organization_id', sa.Uuid(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('position', sa.BigInteger(), sa.Identity(always=True), nullable=False),
    sa.Column('call_id', sa.Uuid(), nullable=False),
    sa.Column('url', sa.Text(), nullable=False),
    sa.Column('form', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('runs', sa.Boolean(), nullable=False),
    sa.Column('tries', sa.Integer(), nullable=False),
    sa.Column('sent_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_simulated_webhook')),
    sa.UniqueConstraint('organization_id', 'id', name=op.f('uq_simulated_webhook_organization_id_id'))
    )
    op.create_index('ix_simulated_webhook_open', 'simulated_webhook', ['organization_id', 'call_id', 'position'], unique=False, postgresql_where=sa.text('sent_at IS NULL'))
    op.create_table('sms_message',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('organization_id', sa.Uuid(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('state', sa.Text(), nullable=False),
    sa.Column('number_to', sa.Text(), nullable=False),
    sa.Column('number_from', sa.Text(), nullable=True),
    sa.Column('body', sa.Text(), nullable=False),
    sa.Column('provider', sa.Text(), nullable=True),
    sa.Column('account_sid', sa.Text(), nullable=True),
    sa.Column('provider_message_id', sa.Text(), nullable=True),
    sa.Column('provider_status', sa.Text(), nullable=True),
    sa.Column('segments', sa.Integer(), nullable=False),
    sa.Column('error_code', sa.Text(), nullable=True),
    sa.Column('due_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('attempts', sa.Integer(), nullable=False),
    sa.Column('looks', sa.Integer(), nullable=False),
    sa.Column('attempted_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sms_message')),
    sa.UniqueConstraint('account_sid', 'provider_message_id', name=op.f('uq_sms_message_account_sid_provider_message_id')),
    sa.UniqueConstraint('organization_id', 'id', name=op.f('uq_sms_message_organization_id_id'))
    )
    op.create_index('ix_sms_message_due', 'sms_message', ['due_at'], unique=False, postgresql_where=sa.text('due_at IS NOT NULL'))
    op.create_table('agent_interval',
    sa.Column('organization_id', sa.Uuid(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('agent_id', sa.Uuid(), nullable=False),
    sa.Column('user_id', sa.Uuid(), nullable=False),
    sa.Column('state', sa.Text(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('call_id', sa.Uuid(), nullable=True),
    sa.Column('started_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['organization_id', 'agent_id'], ['agent.organization_id', 'agent.id'], name=op.f('fk_agent_interval_organization_id_agent_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_agent_interval'))
    )
    op.create_index('ix_agent_interval_started', 'agent_interval', ['organization_id', 'agent_id', 'started_at'], unique=False)
    op.create_index('uq_agent_interval_open', 'agent_interval', ['organization_id', 'agent_id'], unique=True, postgresql_where=sa.text('ended_at IS NULL'))
    op.create_table('known_phone',
    sa.Column('organization_id', sa.Uuid(), nullable=False),
    sa.Column('contact_id', sa.Uuid(), nullable=False),
    sa.Column('e164', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['organization_id', 'contact_id'], ['known_contact.organization_id', 'known_contact.contact_id'], name=op.f('fk_known_phone_organization_id_contact_id')),
    sa.PrimaryKeyConstraint('contact_id', 'e164', name=op.f('pk_known_phone'))
    )
    op.create_index('ix_known_phone_number', 'known_phone', ['organization_id', 'e164'], unique=False)
    op.create_table('number_operator',
    sa.Column('organization_id', sa.Uuid(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('number_id', sa.Uuid(), nullable=False),
    sa.Column('user_id', sa.Uuid(), nullable=False),
    sa.Column('outgoing_enabled', sa.Boolean(), nullable=True),
    sa.Column('recording_enabled', sa.Boolean(), nullable=True),
    sa.ForeignKeyConstraint(['organization_id', 'number_id'], ['phone_number.organization_id', 'phone_number.id'], name=op.f('fk_number_operator_organization_id_number_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_number_operator')),
    sa.UniqueConstraint('organization_id', 'number_id', 'user_id', name=op.f('uq_number_operator_organization_id_number_id_user_id'))
    )
    op.create_index('ix_number_operator_user', 'number_operator', ['organization_id', 'user_id'], unique=False)
