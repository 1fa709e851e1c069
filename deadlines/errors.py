"""What the calendar refuses."""

from common.errors import DomainError


class DayOutOfCalendar(DomainError):
    """The day, or the day that would be reached, is outside the years that the calendar covers."""

    code = "DLN-101"
    message = "日期超出工作日历的范围（%(first)s 年至 %(last)s 年）。"
    http_status = 422


class NoticeUnreadable(DomainError):
    """A line of a holiday notice does not have the form that deadlines.notice describes."""

    code = "DLN-201"
    message = "放假安排第 %(line)s 行无法识别：应为“年份 节名 月日-月日 +上班日 | 节名 …”。"
    http_status = 422


class LimitUnknown(DomainError):
    """No limit is laid down for the desk."""

    code = "DLN-301"
    message = "环节“%(desk)s”没有规定办理时限。"
    http_status = 500
