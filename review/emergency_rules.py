"""Rule 82 of an emergency release: pure predicates over review.facts."""

from common.rules import Effect, rule
from review.facts import EmergencyFacts

OPINION = "国办发〔2016〕61号；国办发〔2016〕80号 三；教办厅〔2017〕3号（十三）"
DECLARING, RATIFYING, REFUSING = "declare_emergency", "ratify_emergency", "refuse_emergency"


@rule(
    82,
    basis=OPINION,
    effect=Effect.COMPUTE,
    sentence="特别重大、重大突发事件，最迟5小时内发布权威信息（自然时间，不按工作日）",
    facts=EmergencyFacts,
)
def is_public_within_five_hours(emergency: EmergencyFacts) -> bool:
    """Test if the moment of the release (or now) is not after the fifth hour."""
    return emergency.at <= emergency.due_at


@rule(
    82,
    basis=OPINION,
    sentence="紧急公开须写明理由，且只用于办理中、拟主动公开的公文",
    facts=EmergencyFacts,
    acts=(DECLARING,),
    field="reason",
)
def emergency_says_why(emergency: EmergencyFacts) -> bool:
    """Test if a document in review that is to be public is declared an emergency in words."""
    return emergency.may_declare and bool(emergency.reason.strip())


@rule(
    82,
    basis=OPINION,
    sentence="事件发生时间不得晚于决定紧急公开的时间；5小时自事件发生起算",
    facts=EmergencyFacts,
    acts=(DECLARING,),
    field="happened_at",
)
def event_was_before(emergency: EmergencyFacts) -> bool:
    """Test if the event that is stated has happened."""
    return emergency.happened_at is None or emergency.happened_at <= emergency.at


@rule(
    82,
    basis=OPINION,
    sentence="紧急公开跳过的会签须事后全部补齐，方可追认",
    facts=EmergencyFacts,
    acts=(RATIFYING,),
)
def skipped_cosigns_were_asked(emergency: EmergencyFacts) -> bool:
    """Test if the document is public and every co-sign that it did not wait for was answered since."""
    return emergency.is_released and emergency.open_skipped == 0


@rule(
    82,
    basis=OPINION,
    sentence="紧急公开须由决定人以外、有签发权的负责人追认",
    facts=EmergencyFacts,
    acts=(RATIFYING, REFUSING),
)
def emergency_is_decided_by_another(emergency: EmergencyFacts) -> bool:
    """Test if whoever decides afterwards did not declare it, and does not act for the person who did."""
    return emergency.decider_is_another
