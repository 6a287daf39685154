"""The commands. They stand above the services, as pages do; each runs in the foreground and ends with an exit code.

0: done. 1: something the user can mend, said on standard error. 2: the command line itself is wrong.
"""

import click

from core.cli.companies import analyse, demo, import_comments, ventures
from core.cli.draft import draft, prepare_writer
from core.cli.output import SextantGroup
from core.cli.own_data import evaluate, train
from core.cli.planning import coverage, portfolio, synergy
from core.cli.records import import_records
from core.cli.score import score
from core.cli.serve import serve
from core.cli.system import backup, doctor
from core.cli.training import train_encoder
from core.cli.transfer import export_to_zip, import_from_zip


@click.group(cls=SextantGroup, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Sextant on the command line. Settings come from the environment, see README."""


for command in (
    serve,
    doctor,
    score,
    ventures,
    import_comments,
    import_records,
    analyse,
    coverage,
    synergy,
    portfolio,
    draft,
    demo,
    backup,
    export_to_zip,
    import_from_zip,
    prepare_writer,
    train_encoder,
    train,
    evaluate,
):
    main.add_command(command)
