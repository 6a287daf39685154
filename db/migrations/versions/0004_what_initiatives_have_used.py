"""what initiatives have used."""

import sqlalchemy as sa
from alembic import op

revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add what an initiative has cost so far, in money and in person-months, and an index over live comments."""
    with op.batch_alter_table('initiative', schema=None) as batch_op:
        batch_op.add_column(sa.Column('cost_spent', sa.Double(), nullable=True))
        batch_op.add_column(sa.Column('effort_spent', sa.Double(), nullable=True))

    with op.batch_alter_table('comment', schema=None) as batch_op:
        batch_op.create_index('ix_comment_venture_id_deleted_at', ['venture_id', 'deleted_at'], unique=False)
