"""The yearly notice as the General Office of the State Council words it, read item by item.

    一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。

What a person could check is checked: the day of the week that is given, and how many days it makes. Whatever is not
understood is a refusal that names the line, so that nothing is passed over.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

HEAD = re.compile(r"(\d{4})年(?:部分)?(?:节假日|元旦)")
ITEM = re.compile(r"^[（(]?[一二三四五六七八九十]{1,3}[）)]?、?\s*(?P<name>[^：:。，]{2,16})[：:](?P<body>.+)$")
SPLIT = re.compile(r"(?<=。)(?=[一二三四五六七八九十]{1,3}、[^：:。，]{2,16}[：:])")
DAY = re.compile(r"(?:(?P<year>\d{4})年)?(?:(?P<month>\d{1,2})月)?(?P<day>\d{1,2})日(?P<said>[（(][^）)]*[）)])?")
OFF = re.compile(r"(?P<days>.+?)(?:放假调休|放假公休|放假|补休|调休)(?:(?P<count>\d+)天)?")
WORKED = re.compile(r"(?P<days>.+?)(?:正常)?上班")
COUNT = re.compile(r"共(?P<count>\d+)天")
WEEKDAY = re.compile(r"(?:周|星期)([一二三四五六日天])")
SAID_ONLY = re.compile(r"不调休|与周末连休")
ADVICE = ("鼓励",)  # a sentence that begins so advises, and sets no day
ENOUGH = re.compile(r"\d+日.*(放假|上班|调休|补休)")
WEEK = "一二三四五六日"


class Unclear(Exception):
    """A clause was not understood, or contradicts itself; the message says why, in Chinese."""


@dataclass(frozen=True, slots=True)
class Named:
    """One day of an item: whether it is worked, and the holiday it belongs to."""

    day: date
    is_workday: bool
    name: str


def year_of(text: str) -> int | None:
    """Return for which year the notice is, None when it does not say."""
    match = HEAD.search(text)
    return int(match[1]) if match else None


def items(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield the number of its line, the name and the words of every item; what is neither has no name."""
    for number, line in enumerate(text.splitlines(), start=1):
        for part in SPLIT.split(line.strip()):
            if match := ITEM.match(part):
                yield number, match["name"].strip(), match["body"]
            elif ENOUGH.search(part) and not HEAD.search(part):
                yield number, "", part


def days_of(name: str, body: str, year: int) -> list[Named]:
    """Return the days of an item in the order in which they are said.

    :raises Unclear: a clause is not understood, a weekday or the number of days does not fit.
    """
    found: list[Named] = []
    last: list[date] = []
    for sentence in re.split(r"[。；;]", _closed(body)):
        if not sentence.strip().startswith(ADVICE):
            for clause in filter(None, map(str.strip, sentence.split("，"))):
                last = _clause(clause, name, year, last, found)
    if not found:
        raise Unclear("没有放假或者上班的日期")
    return found


def _closed(body: str) -> str:
    """Return the words without the commas that stand inside brackets, which separate nothing."""
    return re.sub(r"[（(][^）)]*[）)]", lambda match: re.sub(r"[，。；;、]", " ", match[0]), body)


def _clause(clause: str, name: str, year: int, last: list[date], found: list[Named]) -> list[date]:
    """Take what one clause says into `found`; return the days off that it, or the clause before it, named."""
    if match := COUNT.fullmatch(clause):
        _check_count(last, int(match["count"]))
        return last
    if SAID_ONLY.fullmatch(clause):
        return last
    if match := WORKED.fullmatch(clause):
        found += [Named(day, True, name) for day in _days(match["days"], year)]
        return last
    if match := OFF.fullmatch(clause):
        days = _days(match["days"], year)
        if match["count"]:
            _check_count(days, int(match["count"]))
        found += [Named(day, False, name) for day in days]
        return days
    raise Unclear(f"不能识别“{clause}”")


def _check_count(days: list[date], count: int) -> None:
    if len(days) != count:
        raise Unclear(f"写明共{count}天，而日期为{len(days)}天")


def _days(words: str, year: int) -> list[date]:
    """Return the days of "1月1日（周四）至3日（周六）" or "1月26日、2月8日"; the month stays until another is said."""
    found: list[date] = []
    month = 0
    for span in words.split("、"):
        ends = []
        for said in span.split("至"):
            day, month, year = _day(said.strip(), year, month)
            ends.append(day)
        if len(ends) > 2 or ends[-1] < ends[0]:  # noqa: PLR2004  # from and to
            raise Unclear(f"日期先后有误“{span}”")
        found += [ends[0] + timedelta(days=n) for n in range((ends[-1] - ends[0]).days + 1)]
    return found


def _day(said: str, year: int, month: int) -> tuple[date, int, int]:
    match = DAY.fullmatch(said)
    if match is None:
        raise Unclear(f"不能识别日期“{said}”")
    year, month = int(match["year"] or year), int(match["month"] or month)
    try:
        day = date(year, month, int(match["day"]))
    except ValueError as error:
        raise Unclear(f"没有这一天“{said}”") from error
    weekday = WEEKDAY.search(match["said"] or "")
    if weekday and WEEK.index(weekday[1].replace("天", "日")) != day.weekday():
        raise Unclear(f"{day:%Y年%-m月%-d日}不是{weekday[0]}")
    return day, month, year
