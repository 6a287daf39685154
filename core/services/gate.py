"""The gate between two stages: what is missing is named, and moving on all the same asks for a reason."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from core.errors import SextantError
from core.i18n import N_, get_locale, t
from core.planning.checklists import Check, missing_checks, with_check
from core.services.outcomes import check_outcome
from core.services.partners import FIRST_NAMED_STAGE, PARTNER, PartnerData, StoredPartner, move_partner, update_partner
from core.services.records import get_record, update_record
from core.services.validation import validate


class GateClosed(SextantError):
    """A partner cannot move on; `missing` says what is not done."""

    def __init__(self, message: str, missing: Sequence[Check], **values: Any) -> None:
        super().__init__(message, **values)
        self.missing = tuple(missing)


def advance_partner(
    session: Session,
    partner_id: int,
    venture_id: int,
    to_stage: int,
    *,
    reason: str = "",
    name: str = "",
    on: date | None = None,
) -> StoredPartner:
    """Move a partner to another stage if everything before it is done, or else for a reason, which is kept.

    `name` is the organisation's, which is asked for at first contact. Raise GateClosed naming what is missing.
    """
    partner = get_record(session, PARTNER, partner_id, venture_id)
    if name.strip() and not partner.name:
        partner = update_partner(session, partner_id, venture_id, {"name": name})
    if not reason.strip() and (missing := missing_checks(partner, to_stage)):
        raise _closed(missing, N_("Do them, or move it anyway and say why."))
    return move_partner(session, partner_id, venture_id, to_stage, on, reason=reason.strip())


def edit_partner(
    session: Session, partner_id: int, venture_id: int, values: dict[str, Any], version: int | None = None
) -> StoredPartner:
    """Change a partner as its form asks; the gate holds here too, and an outcome must say why or until when."""
    before = get_record(session, PARTNER, partner_id, venture_id)
    wanted = validate(PartnerData, before.model_dump() | values)
    if missing := missing_checks(wanted.model_copy(update={"stage": before.stage}), wanted.stage):
        raise _closed(missing, N_("Move it by the arrow, where you can say why."))
    if wanted.outcome != before.outcome:
        check_outcome(wanted)
    return update_partner(session, partner_id, venture_id, values, version)


def asks_for_name(partner: StoredPartner, to_stage: int) -> bool:
    """Tell whether a move needs the organisation's name, which is not known yet."""
    return not partner.name and to_stage >= FIRST_NAMED_STAGE


def tick(session: Session, partner_id: int, venture_id: int, key: str, is_done: bool) -> StoredPartner:
    """Keep that something of a checklist is done, or not any more."""
    partner = get_record(session, PARTNER, partner_id, venture_id)
    done = with_check(partner.done_checks, key, is_done)
    return update_record(session, PARTNER, partner_id, venture_id, {"done_checks": done})


def _closed(missing: Sequence[Check], way_out: str) -> GateClosed:
    message = (
        N_("{count} things are missing: {things}. {way_out}")
        if len(missing) > 1
        else N_("1 thing is missing: {things}. {way_out}")
    )
    separator = "；" if get_locale() == "zh-CN" else "; "
    things = separator.join(t(check.words) for check in missing)
    return GateClosed(message, missing, count=len(missing), things=things, way_out=t(way_out))
