"""Drafts as files: Markdown for people, plain data for programs, both without what may not be told any more."""

from typing import Any

from sqlalchemy.orm import Session

from core.services.drafts import StoredDraft, names_withheld
from core.strategy.export import draft_to_dict, draft_to_markdown
from core.strategy.mentions import mentions


def without_names(session: Session, venture_id: int, draft: StoredDraft) -> StoredDraft:
    """Return a draft without the sentences that name somebody who may no longer be named, and count them."""
    names = names_withheld(session, venture_id, draft.audience)
    kept = [s for s in draft.sentences if not mentions("\n".join([s.text, *(str(f) for f in s.evidence)]), names)]
    gone = len(draft.sentences) - len(kept)
    if not gone:
        return draft
    counts = draft.withheld | {"mention": draft.withheld.get("mention", 0) + gone}
    return draft.model_copy(update={"sentences": kept, "withheld": counts})


def as_markdown(company: str, draft: StoredDraft) -> str:
    """Return a draft as Markdown, its sources listed at the end."""
    return draft_to_markdown(
        draft.sections(),
        draft.questions(),
        venture=company,
        language=draft.language,
        generator=draft.generator,
        day=draft.created_at.date(),
        audience=draft.audience,
        withheld=draft.withheld,
    )


def as_json_data(company: str, draft: StoredDraft) -> dict[str, Any]:
    """Return a draft as plain data for JSON."""
    return draft_to_dict(
        draft.sections(),
        draft.questions(),
        venture=company,
        language=draft.language,
        generator=draft.generator,
        audience=draft.audience,
        withheld=draft.withheld,
    )
