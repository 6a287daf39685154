"""All tables, one module per noun."""

from db.base import Base
from db.models.draft import Draft, DraftSentence, Evidence
from db.models.feedback import Comment, Correction, ImportBatch, Prediction
from db.models.initiative import Action, Initiative, Need
from db.models.job import Job, Run
from db.models.partner import Contact, Note, Partner, StageChange
from db.models.resource import Candidate, Capability, Resource, ResourceCapability
from db.models.venture import CompanyCard, Customer, Preference, Venture

__all__ = [
    "Action",
    "Base",
    "Candidate",
    "Capability",
    "Comment",
    "CompanyCard",
    "Contact",
    "Correction",
    "Customer",
    "Draft",
    "DraftSentence",
    "Evidence",
    "ImportBatch",
    "Initiative",
    "Job",
    "Need",
    "Note",
    "Partner",
    "Prediction",
    "Preference",
    "Resource",
    "ResourceCapability",
    "Run",
    "StageChange",
    "Venture",
]
