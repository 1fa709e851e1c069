"""What the calendar refuses."""

from common.errors import DomainError


class DayOutOfCalendar(DomainError):
    """The day, or the day that would be reached, is outside the years that the calendar covers."""

    code = "DLN-101"
    message = "日期超出工作日历的范围（%(first)s 年至 %(last)s 年）。"
    http_status = 422


class NoticeUnreadable(DomainError):
    """A line of a holiday notice has none of the forms that deadlines.notice describes, or contradicts itself."""

    code = "DLN-201"
    message = "放假安排第 %(line)s 行“%(text)s”无法识别：%(why)s。未录入任何内容。"
    http_status = 422


class NoticeWithoutYear(DomainError):
    """The wording of a notice does not say for which year it is, or names no day."""

    code = "DLN-202"
    message = "放假安排没有写明年份，或者没有“一、元旦：…放假”各条；请粘贴通知全文，包括标题。未录入任何内容。"
    http_status = 422


class DayTwice(DomainError):
    """A notice says of one day that it is off and that it is worked."""

    code = "DLN-203"
    message = "放假安排中 %(day)s 既放假又上班。未录入任何内容。"
    http_status = 422


class SpanUnfit(DomainError):
    """Days of a region are in the wrong order, or too many."""

    code = "DLN-204"
    message = "起止日期有误：止日不得早于起日，一次最多 %(most)s 天。"
    http_status = 422


class CalendarMoved(DomainError):
    """Between the preview and the confirmation somebody else changed the calendar."""

    code = "DLN-205"
    message = "工作日历已被他人修改，请重新预览后再确认。"


class ExtensionUnfit(DomainError):
    """More time is asked for that cannot be: too much, after the limit is over, or a second time."""

    code = "DLN-302"
    message = "不能申请延期：须在期限届满之前申请，只能延期一次，且不超过原时限（%(most)s）。"


class ExtensionDecided(DomainError):
    """The request for more time was decided by somebody else already."""

    code = "DLN-303"
    message = "该延期申请已经办理。"


class ExtensionOwn(DomainError):
    """Who asked for more time, or for whom it was asked, cannot grant it."""

    code = "DLN-304"
    message = "延期须由申请人以外的人批准。"


class ExtensionWordsMissing(DomainError):
    """A refusal must say why."""

    code = "DLN-305"
    message = "不同意延期的，须写明理由。"
    http_status = 422


class LimitUnknown(DomainError):
    """No limit is laid down for the desk."""

    code = "DLN-301"
    message = "环节“%(desk)s”没有规定办理时限。"
    http_status = 500
