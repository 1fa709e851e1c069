"""What the calendar and the clocks write into the journal."""

from audit import verbs

verbs.register(
    {
        "calendar.imported": "%(by)s 录入 %(year)s 年放假安排（第 %(version)s 版，%(days)s 天）",
        "deadline.overdue": "“%(what)s”超过时限（%(due)s 届满）",
        "deadline.moved": "“%(what)s”时限由%(before)s调整为%(after)s（日历第 %(calendar)s 版）",
    },
    tones={"deadline.overdue": "alert"},
)
