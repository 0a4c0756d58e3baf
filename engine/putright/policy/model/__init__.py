"""The policy as a value: what an owner wrote, made ready to be asked questions.

Values only: nothing here reads a file, a clock or a case. Every part that can be wrong keeps its place in the file.
"""

from putright.policy.model.bands import Band, band_of, can_both_fit, fits
from putright.policy.model.beside import Action, Duty, Pause
from putright.policy.model.clocks import ENTERED, MATTER_MOMENTS, Clock, Departure, EventRef, Extension, Limit, Term
from putright.policy.model.doors import OUTSIDE_ACTS, Body, Door, Opening
from putright.policy.model.exclusions import Exclusion
from putright.policy.model.facts import ALWAYS_KNOWN, CHANNEL, MATTERS, Condition, Fact, FactType, holds
from putright.policy.model.force import Span, possible_spans
from putright.policy.model.letters import NO_STYLE, LetterTerms, Style
from putright.policy.model.people import ANYONE, COMPLAINANT, HANDLER, Representatives, Role, StaffTerms, StandIn
from putright.policy.model.policy import Organisation, Policy
from putright.policy.model.records import COMPLAINT, RECORD_KINDS, RECORDS, RecordTerms
from putright.policy.model.stages import ENDS, Choice, Lateness, Missed, Payment, Stage, Step, StepKind
from putright.policy.model.told import (
    Access,
    Behaviour,
    Briefing,
    Definition,
    Learning,
    Remedy,
    Review,
    Standard,
    Told,
)
from putright.policy.model.tracks import Track

__all__ = [
    "ALWAYS_KNOWN",
    "ANYONE",
    "CHANNEL",
    "COMPLAINANT",
    "COMPLAINT",
    "ENDS",
    "ENTERED",
    "HANDLER",
    "MATTERS",
    "MATTER_MOMENTS",
    "NO_STYLE",
    "OUTSIDE_ACTS",
    "RECORDS",
    "RECORD_KINDS",
    "Access",
    "Action",
    "Band",
    "Behaviour",
    "Body",
    "Briefing",
    "Choice",
    "Clock",
    "Condition",
    "Definition",
    "Departure",
    "Door",
    "Duty",
    "EventRef",
    "Exclusion",
    "Extension",
    "Fact",
    "FactType",
    "Lateness",
    "Learning",
    "LetterTerms",
    "Limit",
    "Missed",
    "Opening",
    "Organisation",
    "Pause",
    "Payment",
    "Policy",
    "RecordTerms",
    "Remedy",
    "Representatives",
    "Review",
    "Role",
    "Span",
    "StaffTerms",
    "Stage",
    "StandIn",
    "Standard",
    "Step",
    "StepKind",
    "Style",
    "Term",
    "Told",
    "Track",
    "band_of",
    "can_both_fit",
    "fits",
    "holds",
    "possible_spans",
]
