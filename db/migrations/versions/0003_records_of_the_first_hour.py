"""the records of the first hour."""

import sqlalchemy as sa
from alembic import op

import db.base

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add money by month, figures, the market, decisions, assessments, the log of changes, imported lists and the team."""
    op.create_table('access_attempt',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('at', db.base.UtcDateTime(timezone=True), nullable=False),
    sa.Column('address', sa.String(), nullable=False),
    sa.Column('what', sa.String(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_access_attempt'))
    )
    with op.batch_alter_table('access_attempt', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_access_attempt_address'), ['address'], unique=False)
        batch_op.create_index(batch_op.f('ix_access_attempt_at'), ['at'], unique=False)

    op.create_table('team_session',
    sa.Column('token_hash', sa.String(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('address', sa.String(), nullable=False),
    sa.Column('created_at', db.base.UtcDateTime(timezone=True), nullable=False),
    sa.Column('last_seen_at', db.base.UtcDateTime(timezone=True), nullable=False),
    sa.Column('expires_at', db.base.UtcDateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('token_hash', name=op.f('pk_team_session'))
    )
    op.create_table('competitor',
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('offer', sa.String(), nullable=False),
    sa.Column('price', sa.String(), nullable=False),
    sa.Column('strength', sa.String(), nullable=False),
    sa.Column('weakness', sa.String(), nullable=False),
    sa.Column('difference', sa.String(), nullable=False),
    sa.Column('link', sa.String(), nullable=False),
    sa.Column('seen_on', sa.Date(), nullable=True),
    sa.Column('reach', sa.String(), nullable=False),
    sa.Column('venture_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('token', sa.String(), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('created_at', db.base.UtcDateTime(timezone=True), nullable=False),
    sa.Column('updated_at', db.base.UtcDateTime(timezone=True), nullable=False),
    sa.Column('deleted_at', db.base.UtcDateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['venture_id'], ['venture.id'], name=op.f('fk_competitor_venture_id_venture'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_competitor')),
    sa.UniqueConstraint('token', name=op.f('uq_competitor_token'))
    )
    with op.batch_alter_table('competitor', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_competitor_venture_id'), ['venture_id'], unique=False)

    op.create_table('external_id',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('venture_id', sa.Integer(), nullable=False),
    sa.Column('noun', sa.String(), nullable=False),
    sa.Column('source', sa.String(), nullable=False),
    sa.Column('key', sa.String(), nullable=False),
    sa.Column('record_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['venture_id'], ['venture.id'], name=op.f('fk_external_id_venture_id_venture'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_external_id')),
    sa.UniqueConstraint('venture_id', 'noun', 'source', 'key', name=op.f('uq_external_id_venture_id'))
    )
    with op.batch_alter_table('external_id', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_external_id_record_id'), ['record_id'], unique=False)

    op.create_table('figure',
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('unit', sa.String(), nullable=False),
    sa.Column('definition', sa.String(), nullable=False),
    sa.Column('better', sa.String(), nullable=False),
    sa.Column('target', sa.Double(), nullable=True),
    sa.Column('target_on', sa.Date(), nullable=True),
    sa.Column('owner', sa.String(), nullable=False),
    sa.Column('reach', sa.String(), nullable=False),
    sa.Column('venture_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('token', sa.String(), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('created_at', db.base.UtcDateTime(timezone=True), nullable=False),
    sa.Column('updated_at', db.base.UtcDateTime(timezone=True), nullable=False),
    sa.Column('deleted_at', db.base.UtcDateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['venture_id'], ['venture.id'], name=op.f('fk_figure_venture_id_venture'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_figure')),
    sa.UniqueConstraint('token', name=op.f('uq_figure_token'))
    )
    with op.batch_alter_table('figure', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_figure_venture_id'), ['venture_id'], unique=False)

    op.create_table('import_preset',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('venture_id', sa.Integer(), nullable=False),
    sa.Column('noun', sa.String(), nullable=False),
    sa.Column('headings', sa.String(), nullable=False),
    sa.Column('columns', sa.JSON(), nullable=False),
    sa.Column('words', sa.JSON(), nullable=False),
    sa.Column('used_at', db.base.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['venture_id'], ['venture.id'], name=op.f('fk_import_preset_venture_id_venture'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_import_preset')),
    sa.UniqueConstraint('venture_id', 'noun', 'headings', name=op.f('uq_import_preset_venture_id'))
    )
    op.create_table('market_segment',
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('accounts', sa.Double(), nullable=True),
    sa.Column('yearly_price', sa.Double(), nullable=True),
    sa.Column('share', sa.Double(), nullable=True),
    sa.Column('source', sa.String(), nullable=False),
    sa.Column('note', sa.String(), nullable=False),
    sa.Column('reach', sa.String(), nullable=False),
    sa.Column('venture_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('token', sa.String(), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('created_at', db.base.UtcDateTime(timezone=True), nullable=False),
    sa.Column('updated_at', db.base.UtcDateTime(timezone=True), nullable=False),
    sa.Column('deleted_at', db.base.UtcDateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['venture_id'], ['venture.id'], name=op.f('fk_market_segment_venture_id_venture'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_market_segment')),
    sa.UniqueConstraint('token', name=op.f('uq_market_segment_token'))
    )
    with op.batch_alter_table('market_segment', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_market_segment_venture_id'), ['venture_id'], unique=False)

    op.create_table('money_month',
    sa.Column('month', sa.Date(), nullable=False),
    sa.Column('basis', sa.String(), nullable=False),
    sa.Column('unique_key', sa.String(), nullable=True),
    sa.Column('cash_end', sa.Double(), nullable=True),
    sa.Column('income', sa.Double(), nullable=True),
    sa.Column('people', sa.Double(), nullable=True),
    sa.Column('compute', sa.Double(), nullable=True),
    sa.Column('data_cost', sa.Double(), nullable=True),
    sa.Column('marketing', sa.Double(), nullable=True),
    sa.Column('other', sa.Double(), nullable=True),
    sa.Column('receivables', sa.Double(), nullable=True),
    sa.Column('debt', sa.Double(), nullable=True),
    sa.Column('note', sa.String(), nullable=False),
    sa.Column('venture_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('token', sa.String(), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('created_at', db.base.UtcDateTime(timezone=True), nullable=False),
    sa.Column('updated_at', db.base.UtcDateTime(timezone=True), nullable=False),
    sa.Column('deleted_at', db.base.UtcDateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['venture_id'], ['venture.id'], name=op.f('fk_money_month_venture_id_venture'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_money_month')),
    sa.UniqueConstraint('token', name=op.f('uq_money_month_token')),
    sa.UniqueConstraint('venture_id', 'unique_key', name=op.f('uq_money_month_venture_id'))
    )
    with op.batch_alter_table('money_month', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_money_month_month'), ['month'], unique=False)
        batch_op.create_index(batch_op.f('ix_money_month_venture_id'), ['venture_id'], unique=False)

    op.create_table('record_batch',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('token', sa.String(), nullable=True),
    sa.Column('venture_id', sa.Integer(), nullable=False),
    sa.Column('noun', sa.String(), nullable=False),
    sa.Column('file_name', sa.String(), nullable=False),
    sa.Column('source', sa.String(), nullable=False),
    sa.Column('rows_read', sa.Integer(), nullable=False),
    sa.Column('added', sa.Integer(), nullable=False),
    sa.Column('updated', sa.Integer(), nullable=False),
    sa.Column('unchanged', sa.Integer(), nullable=False),
    sa.Column('left_out', sa.Integer(), nullable=False),
    sa.Column('problems', sa.JSON(), nullable=False),
    sa.Column('who', sa.String(), nullable=False),
    sa.Column('created_at', db.base.UtcDateTime(timezone=True), nullable=False),
    sa.Column('undone_at', db.base.UtcDateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['venture_id'], ['venture.id'], name=op.f('fk_record_batch_venture_id_venture'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_record_batch')),
    sa.UniqueConstraint('token', name=op.f('uq_record_batch_token'))
    )
    with op.batch_alter_table('record_batch', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_record_batch_venture_id'), ['venture_id'], unique=False)

    op.create_table('snooze',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('venture_id', sa.Integer(), nullable=False),
    sa.Column('item', sa.String(), nullable=False),
    sa.Column('who', sa.String(), nullable=False),
    sa.Column('until_on', sa.Date(), nullable=False),
    sa.ForeignKeyConstraint(['venture_id'], ['venture.id'], name=op.f('fk_snooze_venture_id_venture'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_snooze')),
    sa.UniqueConstraint('venture_id', 'item', 'who', name=op.f('uq_snooze_venture_id'))
    )
    op.create_table('assessment',
    sa.Column('candidate_id', sa.Integer(), nullable=False),
    sa.Column('rater', sa.String(), nullable=False),
    sa.Column('rated_on', sa.Date(), nullable=False),
    sa.Column('education', sa.Integer(), nullable=True),
    sa.Column('experience', sa.Integer(), nullable=True),
    sa.Column('technical', sa.Integer(), nullable=True),
    sa.Column('teamwork', sa.Integer(), nullable=True),
    sa.Column('personal', sa.Integer(), nullable=True),
    sa.Column('note', sa.String(), nullable=False),
    sa.Column('venture_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('token', sa.String(), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('created_at', db.base.UtcDateTime(timezone=True), nullable=False),
    sa.Column('updated_at', db.base.UtcDateTime(timezone=True), nullable=False),
    sa.Column('deleted_at', db.base.UtcDateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['candidate_id'], ['candidate.id'], name=op.f('fk_assessment_candidate_id_candidate'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['venture_id'], ['venture.id'], name=op.f('fk_assessment_venture_id_venture'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_assessment')),
    sa.UniqueConstraint('candidate_id', 'rater', name=op.f('uq_assessment_candidate_id')),
    sa.UniqueConstraint('token', name=op.f('uq_assessment_token'))
    )
    with op.batch_alter_table('assessment', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_assessment_candidate_id'), ['candidate_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_assessment_venture_id'), ['venture_id'], unique=False)

    op.create_table('change',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('venture_id', sa.Integer(), nullable=False),
    sa.Column('made_at', db.base.UtcDateTime(timezone=True), nullable=False),
    sa.Column('who', sa.String(), nullable=False),
    sa.Column('noun', sa.String(), nullable=False),
    sa.Column('record_id', sa.Integer(), nullable=False),
    sa.Column('title', sa.String(), nullable=False),
    sa.Column('what', sa.String(), nullable=False),
    sa.Column('fields', sa.JSON(), nullable=False),
    sa.Column('batch_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['batch_id'], ['record_batch.id'], name=op.f('fk_change_batch_id_record_batch'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['venture_id'], ['venture.id'], name=op.f('fk_change_venture_id_venture'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_change'))
    )
    with op.batch_alter_table('change', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_change_batch_id'), ['batch_id'], unique=False)
        batch_op.create_index('ix_change_noun_record_id', ['noun', 'record_id'], unique=False)
        batch_op.create_index('ix_change_venture_id_made_at', ['venture_id', 'made_at'], unique=False)

    op.create_table('decision',
    sa.Column('title', sa.String(), nullable=False),
    sa.Column('why', sa.String(), nullable=False),
    sa.Column('decided_by', sa.String(), nullable=False),
    sa.Column('decided_on', sa.Date(), nullable=False),
    sa.Column('owner', sa.String(), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=True),
    sa.Column('review_on', sa.Date(), nullable=True),
    sa.Column('initiative_id', sa.Integer(), nullable=True),
    sa.Column('reach', sa.String(), nullable=False),
    sa.Column('venture_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('token', sa.String(), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('created_at', db.base.UtcDateTime(timezone=True), nullable=False),
    sa.Column('updated_at', db.base.UtcDateTime(timezone=True), nullable=False),
    sa.Column('deleted_at', db.base.UtcDateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['initiative_id'], ['initiative.id'], name=op.f('fk_decision_initiative_id_initiative'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['venture_id'], ['venture.id'], name=op.f('fk_decision_venture_id_venture'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_decision')),
    sa.UniqueConstraint('token', name=op.f('uq_decision_token'))
    )
    with op.batch_alter_table('decision', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_decision_initiative_id'), ['initiative_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_decision_venture_id'), ['venture_id'], unique=False)

    op.create_table('figure_value',
    sa.Column('figure_id', sa.Integer(), nullable=False),
    sa.Column('month', sa.Date(), nullable=False),
    sa.Column('value', sa.Double(), nullable=False),
    sa.Column('n', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['figure_id'], ['figure.id'], name=op.f('fk_figure_value_figure_id_figure'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('figure_id', 'month', name=op.f('pk_figure_value'))
    )
    op.create_table('blind_label',
    sa.Column('comment_id', sa.Integer(), nullable=False),
    sa.Column('label', sa.String(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('read_label', sa.String(), nullable=False),
    sa.Column('read_kind', sa.String(), nullable=False),
    sa.Column('encoder_version', sa.String(), nullable=False),
    sa.Column('who', sa.String(), nullable=False),
    sa.Column('labelled_at', db.base.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['comment_id'], ['comment.id'], name=op.f('fk_blind_label_comment_id_comment'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('comment_id', name=op.f('pk_blind_label'))
    )
    op.create_table('event',
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('held_on', sa.Date(), nullable=False),
    sa.Column('at', sa.String(), nullable=False),
    sa.Column('place', sa.String(), nullable=False),
    sa.Column('note', sa.String(), nullable=False),
    sa.Column('venture_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('token', sa.String(), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('created_at', db.base.UtcDateTime(timezone=True), nullable=False),
    sa.Column('updated_at', db.base.UtcDateTime(timezone=True), nullable=False),
    sa.Column('deleted_at', db.base.UtcDateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['venture_id'], ['venture.id'], name=op.f('fk_event_venture_id_venture'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_event')),
    sa.UniqueConstraint('token', name=op.f('uq_event_token'))
    )
    with op.batch_alter_table('event', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_event_held_on'), ['held_on'], unique=False)
        batch_op.create_index(batch_op.f('ix_event_venture_id'), ['venture_id'], unique=False)

    op.create_table('event_partner',
    sa.Column('event_id', sa.Integer(), nullable=False),
    sa.Column('partner_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['event_id'], ['event.id'], name=op.f('fk_event_partner_event_id_event'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['partner_id'], ['partner.id'], name=op.f('fk_event_partner_partner_id_partner'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('event_id', 'partner_id', name=op.f('pk_event_partner'))
    )
    with op.batch_alter_table('event_partner', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_event_partner_partner_id'), ['partner_id'], unique=False)

    op.create_table('offer',
    sa.Column('partner_id', sa.Integer(), nullable=True),
    sa.Column('direction', sa.String(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('capability', sa.String(), nullable=False),
    sa.Column('level', sa.Integer(), nullable=False),
    sa.Column('quantity', sa.Double(), nullable=False),
    sa.Column('text', sa.String(), nullable=False),
    sa.Column('until_on', sa.Date(), nullable=True),
    sa.Column('venture_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('token', sa.String(), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('created_at', db.base.UtcDateTime(timezone=True), nullable=False),
    sa.Column('updated_at', db.base.UtcDateTime(timezone=True), nullable=False),
    sa.Column('deleted_at', db.base.UtcDateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['partner_id'], ['partner.id'], name=op.f('fk_offer_partner_id_partner'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['venture_id'], ['venture.id'], name=op.f('fk_offer_venture_id_venture'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_offer')),
    sa.UniqueConstraint('token', name=op.f('uq_offer_token'))
    )
    with op.batch_alter_table('offer', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_offer_partner_id'), ['partner_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_offer_venture_id'), ['venture_id'], unique=False)

    with op.batch_alter_table('action', schema=None) as batch_op:
        batch_op.add_column(sa.Column('moved', sa.Integer(), server_default=sa.text('0'), nullable=False))
        batch_op.add_column(sa.Column('moved_reason', sa.String(), server_default=sa.text("''"), nullable=False))
        batch_op.add_column(sa.Column('dropped_on', sa.Date(), nullable=True))
        batch_op.add_column(sa.Column('figure_id', sa.Integer(), nullable=True))
        batch_op.create_index(batch_op.f('ix_action_figure_id'), ['figure_id'], unique=False)
        batch_op.create_foreign_key(batch_op.f('fk_action_figure_id_figure'), 'figure', ['figure_id'], ['id'], ondelete='SET NULL')

    with op.batch_alter_table('candidate', schema=None) as batch_op:
        batch_op.add_column(sa.Column('stage_since', sa.Date(), nullable=True))
        batch_op.add_column(sa.Column('source', sa.String(), server_default=sa.text("''"), nullable=False))
        batch_op.add_column(sa.Column('monthly_cost', sa.Double(), nullable=True))

    with op.batch_alter_table('comment', schema=None) as batch_op:
        batch_op.add_column(sa.Column('external_id', sa.String(), server_default=sa.text("''"), nullable=False))
        batch_op.create_index('ix_comment_venture_id_customer', ['venture_id', 'customer'], unique=False)
        batch_op.create_index('ix_comment_venture_id_external_id', ['venture_id', 'external_id'], unique=False)

    with op.batch_alter_table('company_card', schema=None) as batch_op:
        batch_op.add_column(sa.Column('legal_name', sa.String(), server_default=sa.text("''"), nullable=False))
        batch_op.add_column(sa.Column('credit_code', sa.String(), server_default=sa.text("''"), nullable=False))
        batch_op.add_column(sa.Column('founded_on', sa.Date(), nullable=True))
        batch_op.add_column(sa.Column('certificates', sa.String(), server_default=sa.text("''"), nullable=False))

    with op.batch_alter_table('customer', schema=None) as batch_op:
        batch_op.add_column(sa.Column('other_names', sa.JSON(), server_default=sa.text("'[]'"), nullable=False))
        batch_op.add_column(sa.Column('renewal_on', sa.Date(), nullable=True))
        batch_op.add_column(sa.Column('owner', sa.String(), server_default=sa.text("''"), nullable=False))
        batch_op.add_column(sa.Column('may_be_quoted', sa.Boolean(), server_default=sa.false(), nullable=False))
        batch_op.add_column(sa.Column('note', sa.String(), server_default=sa.text("''"), nullable=False))
        batch_op.add_column(sa.Column('reach', sa.String(), server_default=sa.text("''"), nullable=False))

    with op.batch_alter_table('draft', schema=None) as batch_op:
        batch_op.add_column(sa.Column('withheld', sa.JSON(), server_default=sa.text("'{}'"), nullable=False))

    with op.batch_alter_table('import_batch', schema=None) as batch_op:
        batch_op.add_column(sa.Column('updated', sa.Integer(), server_default=sa.text('0'), nullable=False))
        batch_op.add_column(sa.Column('counts', sa.JSON(), server_default=sa.text("'{}'"), nullable=False))

    with op.batch_alter_table('initiative', schema=None) as batch_op:
        batch_op.add_column(sa.Column('requires', sa.JSON(), server_default=sa.text("'[]'"), nullable=False))
        batch_op.add_column(sa.Column('reach', sa.String(), server_default=sa.text("''"), nullable=False))

    with op.batch_alter_table('partner', schema=None) as batch_op:
        batch_op.add_column(sa.Column('last_contact_on', sa.Date(), nullable=True))
        batch_op.add_column(sa.Column('paused_until', sa.Date(), nullable=True))
        batch_op.add_column(sa.Column('under_nda', sa.Boolean(), server_default=sa.false(), nullable=False))
        batch_op.add_column(sa.Column('done_checks', sa.JSON(), server_default=sa.text("'[]'"), nullable=False))
        batch_op.add_column(sa.Column('reach', sa.String(), server_default=sa.text("''"), nullable=False))

    with op.batch_alter_table('resource', schema=None) as batch_op:
        batch_op.add_column(sa.Column('form', sa.String(), server_default=sa.text("''"), nullable=False))
        batch_op.add_column(sa.Column('cards', sa.Double(), nullable=True))
        batch_op.add_column(sa.Column('hours', sa.Double(), nullable=True))
        batch_op.add_column(sa.Column('unit_price', sa.Double(), nullable=True))
        batch_op.add_column(sa.Column('rows', sa.Double(), nullable=True))
        batch_op.add_column(sa.Column('permission', sa.String(), server_default=sa.text("''"), nullable=False))
        batch_op.add_column(sa.Column('personal', sa.String(), server_default=sa.text("''"), nullable=False))
        batch_op.add_column(sa.Column('reach', sa.String(), server_default=sa.text("''"), nullable=False))
