"""the kind of a comment."""

import sqlalchemy as sa
from alembic import op

revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the kind to readings and corrections; a correction may now be of the kind alone."""
    op.add_column('prediction', sa.Column('kind', sa.String(), server_default=sa.text("''"), nullable=False))
    with op.batch_alter_table('correction', schema=None) as batch_op:
        batch_op.add_column(sa.Column('kind', sa.String(), nullable=True))
        batch_op.alter_column('label', existing_type=sa.String(), nullable=True)
