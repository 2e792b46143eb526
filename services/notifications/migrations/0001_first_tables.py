"""Notifications, messages, templates, projections."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('development_mail',
    sa.Column('organization_id', sa.Uuid(), nullable=False),
    sa.Column('message_id', sa.Uuid(), nullable=False),
    sa.Column('recipient', sa.Text(), nullable=False),
    sa.Column('subject', sa.Text(), nullable=False),
    sa.Column('body', sa.Text(), nullable=False),
    sa.Column('copies', sa.Integer(), server_default='1', nullable=False),
    sa.Column('arrived_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.PrimaryKeyConstraint('message_id', name='pk_development_mail'),
    sa.UniqueConstraint('organization_id', 'message_id', name='uq_development_mail_organization_id_message_id')
    )
    op.create_index('ix_development_mail_arrived', 'development_mail', ['organization_id', 'arrived_at'], unique=False)
    op.create_table('known_contact',
    sa.Column('organization_id', sa.Uuid(), nullable=False),
    sa.Column('contact_id', sa.Uuid(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('locale', sa.Text(), nullable=False),
    sa.Column('email', sa.Text(), nullable=True),
    sa.Column('manager_ids', postgresql.ARRAY(sa.Uuid()), nullable=False),
    sa.Column('is_discarded', sa.Boolean(), nullable=False),
    sa.Column('incarnation', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('contact_id', name='pk_known_contact'),
    sa.UniqueConstraint('organization_id', 'contact_id', name='uq_known_contact_organization_id_contact_id')
    )
    op.create_table('known_organization',
    sa.Column('organization_id', sa.Uuid(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('timezone', sa.Text(), nullable=False),
    sa.Column('locale', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('organization_id', name='pk_known_organization')
    )
    op.create_table('message',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('organization_id', sa.Uuid(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('key', sa.Text(), nullable=False),
    sa.Column('channel', sa.Text(), nullable=False),
    sa.Column('state', sa.Text(), nullable=False),
    sa.Column('recipient', sa.Text(), nullable=False),
    sa.Column('contact_id', sa.Uuid(), nullable=True),
    sa.Column('call_id', sa.Uuid(), nullable=True),
    sa.Column('template_id', sa.Uuid(), nullable=True),
    sa.Column('subject_source', sa.Text(), nullable=False),
    sa.Column('body_source', sa.Text(), nullable=False),
    sa.Column('context', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('subject', sa.Text(), nullable=False),
    sa.Column('body', sa.Text(), nullable=False),
    sa.Column('attempts', sa.Integer(), nullable=False),
    sa.Column('due_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('provider', sa.Text(), nullable=True),
    sa.Column('provider_message_id', sa.Text(), nullable=True),
    sa.Column('segments', sa.Integer(), nullable=True),
    sa.Column('error_code', sa.Text(), nullable=True),
    sa.Column('error', sa.Text(), nullable=True),
    sa.Column('sent_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('delivered_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.CheckConstraint("state IN ('queued', 'sending', 'requested', 'sent', 'delivered', 'failed', 'unknown', 'canceled')", name='ck_message_state'),
    sa.PrimaryKeyConstraint('id', name='pk_message'),
    sa.UniqueConstraint('organization_id', 'id', name='uq_message_organization_id_id'),
    sa.UniqueConstraint('organization_id', 'key', name='uq_message_organization_id_key')
    )
    op.create_index('ix_message_created', 'message', ['organization_id', 'created_at', 'id'], unique=False)
    op.create_index('ix_message_due', 'message', ['due_at'], unique=False, postgresql_where=sa.text("state IN ('queued', 'sending')"))
    op.create_table('notification',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('organization_id', sa.Uuid(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('user_id', sa.Uuid(), nullable=False),
    sa.Column('key', sa.Text(), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('params', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('record_type', sa.Text(), nullable=True),
    sa.Column('record_id', sa.Uuid(), nullable=True),
    sa.Column('read_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.PrimaryKeyConstraint('id', name='pk_notification'),
    sa.UniqueConstraint('organization_id', 'id', name='uq_notification_organization_id_id'),
    sa.UniqueConstraint('organization_id', 'user_id', 'key', name='uq_notification_organization_id_user_id_key')
    )
    op.create_index('ix_notification_unread', 'notification', ['organization_id', 'user_id'], unique=False, postgresql_where=sa.text('read_at IS NULL'))
    op.create_index('ix_notification_user_created', 'notification', ['organization_id', 'user_id', 'created_at', 'id'], unique=False)
    op.create_table('template',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('organization_id', sa.Uuid(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('sort_key', sa.Text(), nullable=False),
    sa.Column('channel', sa.Text(), nullable=False),
    sa.Column('trigger', sa.Text(), nullable=True),
    sa.Column('subject', sa.Text(), nullable=False),
    sa.Column('body', sa.Text(), nullable=False),
    sa.Column('locale', sa.Text(), nullable=False),
    sa.Column('is_active', sa.Boolean(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.CheckConstraint("channel IN ('sms', 'email')", name='ck_template_channel'),
    sa.PrimaryKeyConstraint('id', name='pk_template'),
    sa.UniqueConstraint('organization_id', 'id', name='uq_template_organization_id_id')
    )
    op.create_index('ix_template_sort', 'template', ['organization_id', 'sort_key', 'id'], unique=False)
