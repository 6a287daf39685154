"""what initiatives have used."""

import sqlalchemy as sa
from alembic import op

revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add what an initiative has cost so far, in money and in person-months."""
    with op.batch_alter_table('initiative', schema=None) as batch_op:
        batch_op.add_column(sa.Column('cost_spent', sa.Double(), nullable=True))
        batch_op.add_column(sa.Column('effort_spent', sa.Double(), nullable=True))
