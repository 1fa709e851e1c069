"""How a deadline was counted, for people: each day on the way with the reason why it counts or does not; pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from common.clock import OFFICE_ZONE, office_date
from deadlines.calendar import SATURDAY, Calendar
from deadlines.counting import CountedDay, due_of, walk, walk_hours, walk_minutes
from deadlines.facts import Budget, Due, Stop, Unit
from deadlines.hours import OfficeHours

WEEKDAYS = "一二三四五六日"
EVERY_DAY = {Unit.CALENDAR_DAY: "日历日", Unit.HOUR: "昼夜、节假日连续计算"}
UNKNOWN = "（该年放假安排未公布，暂定）"
BEYOND = "期限最后一日逢休假，顺延（民法典第二百零三条）"


@dataclass(frozen=True, slots=True)
class Reckoning:
    """From what a deadline is counted: the moment and the event of its start, how long, why, what does not count, and
    how much was granted on top."""

    start: datetime
    starts: str
    budget: Budget
    basis: str
    stops: tuple[Stop, ...] = ()
    more: int = 0

    @property
    def whole(self) -> Budget:
        """Return the time with what was granted."""
        return self.budget.plus(self.more)


@dataclass(frozen=True, slots=True)
class ExplainedDay:
    """A day on the way: whether it counts, the how-many-th it is, in minutes where they are counted, and why."""

    day: date
    weekday: str
    counts: bool
    number: int
    minutes: int
    why: str
    beyond: bool = False

    @property
    def length(self) -> str:
        """Return in words how much of the day counts, where minutes are counted."""
        hours, minutes = divmod(self.minutes, 60)
        return " ".join(f"{n} {unit}" for n, unit in ((hours, "小时"), (minutes, "分钟")) if n)


@dataclass(frozen=True, slots=True)
class Explanation:
    """When the time ends and each day on the way, the last one being the day on which it ends."""

    due: Due
    days: tuple[ExplainedDay, ...]

    @property
    def left_out(self) -> int:
        """Return how many days on the way do not count."""
        return sum(not each.counts and not each.beyond for each in self.days)

    @property
    def beyond(self) -> int:
        """Return by how many days the end was put off because it fell on a day of rest."""
        return sum(each.beyond for each in self.days)


def explain(reckoning: Reckoning, *, calendar: Calendar, hours: OfficeHours, names: Mapping[date, str]) -> Explanation:
    """Return how the deadline was counted; `names` says what the days that a notice names are.

    :raises DayOutOfCalendar: the calendar does not reach so far.
    """
    stops = reckoning.stops
    due = due_of(reckoning.start, reckoning.whole, calendar=calendar, hours=hours, stops=stops)
    days = _days(reckoning, due, calendar, hours, stops)
    every = EVERY_DAY.get(reckoning.budget.unit, "")
    return Explanation(due, tuple(_explained(each, calendar, names, every) for each in days))


def _days(
    reckoning: Reckoning, due: Due, calendar: Calendar, hours: OfficeHours, stops: Sequence[Stop]
) -> Iterator[CountedDay]:
    if due.at is not None and reckoning.budget.unit is Unit.HOUR:
        return walk_hours(reckoning.start, due.at)
    if due.at is not None:
        return walk_minutes(reckoning.start, due.at, calendar=calendar, hours=hours, stops=stops)
    return walk(office_date(reckoning.start), reckoning.whole, calendar=calendar, stops=stops)


def _explained(counted: CountedDay, calendar: Calendar, names: Mapping[date, str], every: str) -> ExplainedDay:
    day, counts = counted.day, counted.number > 0
    why = BEYOND if counted.beyond else every or _why(counted, names)
    if (counted.beyond or not every) and not counted.stop and not calendar.knows(day, day):
        why += UNKNOWN
    weekday = "周" + WEEKDAYS[day.weekday()]
    return ExplainedDay(day, weekday, counts, counted.number, counted.minutes, why, counted.beyond)


def _why(counted: CountedDay, names: Mapping[date, str]) -> str:
    if counted.stop:
        return f"暂停计时：{counted.stop.why}"
    name, is_weekend = names.get(counted.day, ""), counted.day.weekday() >= SATURDAY
    if counted.is_workday:
        return f"调休上班（{name}）" if is_weekend else "工作日"
    return f"{name}放假" if name else "周末" if is_weekend else "法定节假日"


def sentence_of(reckoning: Reckoning, found: Explanation) -> str:
    """Return the counting in one sentence."""
    due, unit = found.due, reckoning.budget.unit
    start = f"{reckoning.start.astimezone(OFFICE_ZONE):%Y年%-m月%-d日}"
    moment = f"{start} {reckoning.start.astimezone(OFFICE_ZONE):%H:%M}"
    length = reckoning.whole.words
    if due.at is not None:
        end = f"{due.at.astimezone(OFFICE_ZONE):%Y年%-m月%-d日 %H:%M}"
        how = "只计办公时间" if unit is Unit.WORKING_MINUTE else "昼夜、节假日连续计算"
        return f"自{moment}（{reckoning.starts}）起计{length}，{how}，至{end}届满。"
    left_out = f"其间{found.left_out}日不计，" if found.left_out else ""
    left_out += f"最后一日逢休假，顺延{found.beyond}日，" if found.beyond else ""
    return f"自{start}（{reckoning.starts}）起算，当日不计，{length}，{left_out}至{due.on:%Y年%-m月%-d日}届满。"
