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
# The same seven stages as people say them, by type of partner; every other type has the general words.
STAGES_OF_KIND = {
    "investor": {
        1: N_("Set amount and use"),
        2: N_("Prepare deck and data"),
        3: N_("Find an introduction"),
        4: N_("First call"),
        5: N_("Due diligence and terms"),
        6: N_("Sign and close"),
        7: N_("Investor updates"),
    },
    "pilot_customer": {
        1: N_("Define use case"),
        2: N_("Check the fit"),
        3: N_("Find a way in"),
        4: N_("First visit"),
        5: N_("Trial and quote"),
        6: N_("Contract"),
        7: N_("Delivery and renewal"),
    },
    "supplier": {
        1: N_("Define volume"),
        2: N_("Compare suppliers"),
        3: N_("Choose how to buy"),
        4: N_("Ask for a quote"),
        5: N_("Test and negotiate"),
        6: N_("Sign and switch on"),
        7: N_("Check use and bills"),
    },
    "university": {
        1: N_("Define topic"),
        2: N_("Assess the team"),
        3: N_("Find a contact there"),
        4: N_("First exchange"),
        5: N_("Discuss the plan"),
        6: N_("Sign the agreement"),
        7: N_("Joint research"),
    },
    "public": {
        1: N_("Choose the programme"),
        2: N_("Check eligibility"),
        3: N_("Find the office"),
        4: N_("Talk to the office"),
        5: N_("Complete the papers"),
        6: N_("Approved"),
        7: N_("Carry out and report"),
    },
}
# As the textbooks name them; shown in the help.
STAGE_NAMES = {
    1: N_("Need identified"),
    2: N_("Resources assessed"),
    3: N_("Platform chosen"),
    4: N_("Initial contact"),
    5: N_("In-depth exchange"),
    6: N_("Cooperation agreed"),
    7: N_("Continued interaction"),
}
OUTCOMES = {"open": N_("Under way"), "won": N_("Won"), "lost": N_("Lost"), "paused": N_("On hold")}
REASONS = {
    "budget": N_("Budget"),
    "timing": N_("Timing"),
    "fit": N_("Need does not fit"),
    "competitor": N_("Competitor"),
    "trust": N_("Trust"),
    "compliance": N_("Compliance"),
}
DIRECTIONS = {"offer": N_("Offers"), "want": N_("Seeks")}
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
    "offer": N_("Offer or want"),
    "event": N_("Event"),
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


def stage_words(kind: str | None) -> dict[int, str]:
    """Return the words of the seven stages for a type of partner, the general ones for None."""
    return STAGES_OF_KIND.get(kind or "", STAGES)
