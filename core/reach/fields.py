"""The widest reader of every field of every noun, unless a record says otherwise.

A field that is not named here is for the team alone.
"""

TEAM, BOARD, OUTSIDE = "team", "board", "outside"

# noun: the fields that leave the company, those the board sees, those that stay with the team
_TABLE: dict[str, tuple[str, str, str]] = {
    "company": (
        "name name_en legal_name credit_code founded_on certificates offer customer difference price_model industry"
        " stage currency headcount",
        "time_zone cash cash_on net_burn net_burn_least",
        "",
    ),
    "resource": (
        "kind name role skills quantity unit use_share form cards hours rows",
        "access from_on until_on unit_price permission personal",
        "monthly_cost cost_a_month note",
    ),
    "capability": ("kind name", "", ""),
    "candidate": ("", "", "name role stage stage_since source monthly_cost from_on note"),
    "assessment": ("", "", "candidate rater rated_on education experience technical teamwork personal note"),
    "initiative": (
        "name goal starts_on due_on state",
        "impact cost effort cost_spent effort_spent owner stop_rule requires readiness",
        "",
    ),
    "need": ("", "initiative kind capability level quantity weight due_on", ""),
    "action": (
        "",
        "title owner due_on done_on moved moved_reason dropped_on figure initiative partner",
        "note",
    ),
    "partner": (
        "name want kind stage outcome offers",
        "stage_since outcome_on outcome_reason owner value probability next_step next_step_on",
        "last_contact_on paused_until under_nda done_checks",
    ),
    "stage_change": ("", "", "partner from_stage to_stage changed_on reason"),
    "contact": ("", "", "partner name title email phone"),
    "note": ("", "", "partner text noted_on"),
    "offer": ("", "", "partner direction kind capability level quantity text until_on"),
    "event": ("", "", "name held_on at place partner_ids note"),
    "customer": (
        "name other_names quotes",
        "segment state yearly_value renewal_on owner",
        "may_be_named may_be_quoted note",
    ),
    "competitor": ("name link", "offer price strength weakness difference seen_on", ""),
    "market_segment": ("name accounts yearly_price source size", "share winnable", "note"),
    "money_month": (
        "",
        "month basis cash_end income people compute data_cost marketing other receivables debt",
        "note",
    ),
    "figure": ("", "name unit definition better target target_on owner values last", ""),
    "decision": ("", "title why decided_by decided_on owner due_on review_on initiative", ""),
    "comment": (
        "text customer written_on rating channel label probability kind language reason corrected kind_corrected",
        "",
        "id batch row_number external_id",
    ),
}
FIELDS: dict[str, dict[str, str]] = {
    noun: {name: reach for reach, names in zip((OUTSIDE, BOARD, TEAM), row, strict=True) for name in names.split()}
    for noun, row in _TABLE.items()
}
# What a record's own reach cannot open: free words nobody reads again before they are sent.
TEAM_ONLY = frozenset(
    {
        ("resource", "note"),
        ("action", "note"),
        ("customer", "note"),
        ("customer", "may_be_named"),
        ("customer", "may_be_quoted"),
        ("market_segment", "note"),
        ("money_month", "note"),
        ("partner", "under_nda"),
        ("partner", "done_checks"),
    }
)
