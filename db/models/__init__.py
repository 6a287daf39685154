"""All tables, one module per noun."""

from db.base import Base
from db.models.decision import Change, Decision, Snooze
from db.models.draft import Draft, DraftSentence, Evidence
from db.models.feedback import BlindLabel, Comment, Correction, ImportBatch, Prediction
from db.models.importing import ExternalId, ImportPreset, RecordBatch
from db.models.initiative import Action, Initiative, Need
from db.models.job import Job, Run
from db.models.market import Competitor, Customer, MarketSegment
from db.models.money import Figure, FigureValue, MoneyMonth
from db.models.partner import Contact, Event, Note, Offer, Partner, StageChange
from db.models.resource import Assessment, Candidate, Capability, Resource, ResourceCapability
from db.models.team import AccessAttempt, TeamSession
from db.models.venture import CompanyCard, Preference, Venture

__all__ = [
    "AccessAttempt",
    "Action",
    "Assessment",
    "Base",
    "BlindLabel",
    "Candidate",
    "Capability",
    "Change",
    "Comment",
    "CompanyCard",
    "Competitor",
    "Contact",
    "Correction",
    "Customer",
    "Decision",
    "Draft",
    "DraftSentence",
    "Event",
    "Evidence",
    "ExternalId",
    "Figure",
    "FigureValue",
    "ImportBatch",
    "ImportPreset",
    "Initiative",
    "Job",
    "MarketSegment",
    "MoneyMonth",
    "Need",
    "Note",
    "Offer",
    "Partner",
    "Prediction",
    "Preference",
    "RecordBatch",
    "Resource",
    "ResourceCapability",
    "Run",
    "Snooze",
    "StageChange",
    "TeamSession",
    "Venture",
]
