"""Which function does which kind of background task."""

from typing import TYPE_CHECKING, Any

from core.jobs.worker import Handler
from core.services.analysis import run_analysis
from core.services.drafting import run_draft
from core.services.imports import run_import
from core.services.jobs import JobContext
from core.services.writer import run_preparation
from core.settings import Settings

if TYPE_CHECKING:
    from core.runtime import Networks


def make_handlers(settings: Settings, networks: "Networks") -> dict[str, Handler]:
    """Return the functions of the tasks, with the networks they use."""

    def analyse(context: JobContext) -> dict[str, Any]:
        from core.nlp.scoring import read_comments

        encoder = networks.encoder()
        return run_analysis(context, encoder, lambda texts: read_comments(encoder, texts))

    return {
        "import": run_import,
        "analyse": analyse,
        "draft": lambda context: run_draft(context, networks.generator()),
        "prepare_generator": lambda context: run_preparation(context, settings.cache),
    }
