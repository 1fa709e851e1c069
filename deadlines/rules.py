"""The checks of the rule book that the calendar keeps."""

from common.rules import Effect, rule
from deadlines.clocks import CLOCKS, OPINION
from deadlines.facts import CalendarFacts, HoursFacts, PublicationFacts, SpecialFacts, SuggestionFacts


@rule(
    21,
    basis="政府信息公开条例第二十六条",
    effect=Effect.COMPUTE,
    sentence="主动公开的政府信息自形成或者变更之日起20个工作日内公开；第10、15、18个工作日提醒，逾期列入督办",
    facts=PublicationFacts,
)
def is_public_in_time(facts: PublicationFacts) -> bool:
    """Test if the day (of publication, or today) is not after the due day."""
    return facts.day <= facts.due_on


@rule(
    22,
    basis="预算法第十四条；行政处罚法第四十八条、第八十五条",
    effect=Effect.COMPUTE,
    sentence="法律另定时限的从其规定：预决算自批复之日起20日内公开，行政处罚决定被变更、撤销的三个工作日内撤回",
    facts=SpecialFacts,
)
def is_within_its_own_limit(facts: SpecialFacts) -> bool:
    """Test if the day (of publication or withdrawal, or today) is not after the day that a special statute sets."""
    return facts.due_on is None or facts.day <= facts.due_on


@rule(
    82,
    basis=OPINION,
    effect=Effect.COMPUTE,
    sentence="重大突发事件24小时内举行新闻发布会，其他政务舆情48小时内回应（自然时间，节假日不停）",
    facts=HoursFacts,
)
def is_answered_within_its_hours(facts: HoursFacts) -> bool:
    """Test if the moment (of the answer, or now) is not after the last hour."""
    return facts.at <= facts.due


@rule(
    83,
    basis=CLOCKS["suggestion"].basis,
    effect=Effect.COMPUTE,
    sentence="网上意见建议自收到之日起7个工作日内答复，情况复杂的15个工作日内答复（本系统不受理意见建议，期限供对照）",
    facts=SuggestionFacts,
)
def is_suggestion_answered_in_time(facts: SuggestionFacts) -> bool:
    """Test if the day (of the answer, or today) is not after the due day."""
    return facts.day <= facts.due_on


@rule(
    88,
    basis="全国年节及纪念日放假办法",
    effect=Effect.COMPUTE,
    sentence="时限注明所用日历版本；新一年放假安排录入后重新计算，此前标明“暂定”",
    facts=CalendarFacts,
)
def is_by_the_present_calendar(facts: CalendarFacts) -> bool:
    """Test if a stored deadline was computed by the present version; when not, it must be computed again."""
    return facts.stored == facts.present
