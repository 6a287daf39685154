"""The codes that are stored, with their words on screen (message ids)."""

from core.i18n import N_

RESOURCE_KINDS = {
    "talent": N_("Talent"),
    "technology": N_("Technology"),
    "market": N_("Market"),
    "funds": N_("Funds"),
    "network": N_("Network"),
}
LEVELS = {1: N_("knows"), 2: N_("works alone"), 3: N_("leads")}
# For technology, market, funds and network the same three steps are maturity or reach.
MATURITY = {1: N_("on trial"), 2: N_("in use"), 3: N_("proven")}
CANDIDATE_STAGES = {
    "applied": N_("Applied"),
    "screening": N_("Screening"),
    "interview": N_("Interview"),
    "offer": N_("Offer made"),
    "hired": N_("Hired"),
    "rejected": N_("Not hired"),
    "withdrew": N_("Withdrew"),
}
FACTORS = {
    "education": N_("Education"),
    "experience": N_("Experience"),
    "technical": N_("Technical ability"),
    "teamwork": N_("Teamwork"),
    "personal": N_("Personal qualities"),
}
TECHNOLOGY_FORMS = {
    "": N_("not said"),
    "compute": N_("Compute"),
    "data": N_("Data set"),
    "model_api": N_("Model API"),
}
PERSONAL = {"": N_("not said"), "yes": N_("personal"), "no": N_("not personal")}
REACHES = {
    "": N_("as usual for such a field"),
    "team": N_("the team"),
    "board": N_("the team and the board"),
    "outside": N_("everybody, outside too"),
}
CUSTOMER_STATES = {
    "lead": N_("Lead"),
    "trial": N_("On trial"),
    "paying": N_("Paying"),
    "left": N_("Left"),
}
BASES = {"actual": N_("Actual"), "plan": N_("Plan")}
COST_LINES = {
    "people": N_("People"),
    "compute": N_("Compute and API"),
    "data_cost": N_("Data costs"),
    "marketing": N_("Marketing"),
    "other": N_("Other costs"),
}
MONEY_LINES = {
    "cash_end": N_("Cash at the end"),
    "income": N_("Income"),
    **COST_LINES,
    "receivables": N_("Receivables"),
    "debt": N_("Debt"),
}
BETTER = {"up": N_("more is better"), "down": N_("less is better")}
INITIATIVE_STATES = {
    "idea": N_("Idea"),
    "chosen": N_("Chosen"),
    "paused": N_("Paused"),
    "done": N_("Finished"),
}
TOOL_SORTS = {"framework": N_("Framework"), "tool": N_("Tool"), "cloud": N_("Cloud")}
PARTNER_KINDS = {
    "investor": N_("Investor"),
    "pilot_customer": N_("Pilot customer"),
    "supplier": N_("Supplier"),
    "university": N_("University"),
    "public": N_("Public programme"),
    "channel": N_("Sales channel"),
    "other": N_("Other"),
}
STAGES = {
    1: N_("Define need"),
    2: N_("Assess"),
    3: N_("Find channel"),
    4: N_("First contact"),
    5: N_("Talks"),
    6: N_("Agreement"),
    7: N_("Ongoing"),
}
OUTCOMES = {"open": N_("Under way"), "won": N_("Won"), "lost": N_("Lost"), "paused": N_("Paused")}
REASONS = {
    "budget": N_("Budget"),
    "timing": N_("Timing"),
    "fit": N_("Need does not fit"),
    "competitor": N_("Competitor"),
    "trust": N_("Trust"),
    "compliance": N_("Compliance"),
}
SENTIMENTS = {
    "positive": N_("Positive"),
    "negative": N_("Negative"),
    "unclear": N_("Not sure"),
    "empty": N_("No text"),
}
COMMENT_KINDS = {
    "complaint": N_("Complaint"),
    "request": N_("Request"),
    "question": N_("Question"),
    "praise": N_("Praise"),
    "other": N_("Other"),
}
READING_REASONS = {
    "": "",
    "no_text": N_("no words to read"),
    "emoji_only": N_("emoji only"),
    "unknown_language": N_("language the reader does not know"),
    "not_sure": N_("the reader is not sure"),
    "windowed": N_("long text, read in parts"),
}
CHANNELS = {
    "ticket": N_("Ticket"),
    "app_store": N_("App store"),
    "survey": N_("Survey"),
    "chat": N_("Chat"),
}
SOURCES = {
    "record": N_("Record"),
    "computed": N_("Computed"),
    "play": N_("Play"),
    "assumption": N_("Assumption"),
}
WORDED_BY = {"generator": N_("worded by the writer"), "planner": N_("plain wording"), "user": N_("worded by you")}
AUDIENCES = {"team": N_("Team"), "board": N_("The board"), "outside": N_("Outside")}
JOB_STATES = {
    "queued": N_("Waiting"),
    "running": N_("Running"),
    "done": N_("Done"),
    "failed": N_("Stopped with an error"),
    "cancelled": N_("Cancelled"),
}
JOB_KINDS = {
    "import": N_("Import of feedback"),
    "analyse": N_("Reading of feedback"),
    "draft": N_("Draft"),
    "prepare_generator": N_("Preparation of the writer"),
}
COMPANY_STAGES = {
    "": N_("not said"),
    "idea": N_("Idea"),
    "seed": N_("Seed"),
    "angel": N_("Angel round"),
    "series_a": N_("Series A"),
    "later": N_("Later"),
}
NOUNS = {
    "resource": N_("Resource"),
    "candidate": N_("Candidate"),
    "assessment": N_("Assessment"),
    "initiative": N_("Initiative"),
    "need": N_("Need"),
    "action": N_("Action"),
    "partner": N_("Partner"),
    "contact": N_("Contact"),
    "note": N_("Note"),
    "customer": N_("Customer"),
    "competitor": N_("Competitor"),
    "market_segment": N_("Part of the market"),
    "money_month": N_("Month"),
    "figure": N_("Measure"),
    "decision": N_("Decision"),
    "batch": N_("Import"),
    "draft": N_("Draft"),
}
CURRENCIES = ("CNY", "USD", "EUR", "HKD", "SGD", "GBP", "JPY")
