"""What the calendar and the clocks write into the journal."""

from audit import verbs
from deadlines.choices import ExtensionState

verbs.register(
    {
        "calendar.imported": "%(by)s 录入 %(year)s 年放假安排（第 %(version)s 版，%(days)s 天）",
        "calendar.regional_added": "%(by)s 录入地区节假日“%(name)s”（%(first)s至%(last)s）",
        "calendar.regional_ended": "%(by)s 停用地区节假日“%(name)s”（%(first)s至%(last)s）",
        "deadline.extension_asked": "%(by)s 申请“%(what)s”延期%(more)s（第%(extension)s号）",
        "deadline.extension_decided": "%(by)s 办理延期申请（第%(extension)s号）：%(outcome)s",
        "deadline.overdue": "“%(what)s”超过时限（%(due)s 届满）",
        "deadline.moved": "“%(what)s”时限由%(before)s调整为%(after)s（日历第 %(calendar)s 版）",
    },
    labels={"outcome": dict(ExtensionState.choices)},
    tones={"deadline.overdue": "alert"},
    names={
        "calendar.imported": "录入放假安排",
        "deadline.moved": "调整时限",
    },
)
