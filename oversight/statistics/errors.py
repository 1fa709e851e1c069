"""What the monthly reports refuse."""

from common.errors import DomainError


class MonthNotOver(DomainError):
    """The figures of a month are frozen when it has ended."""

    code = "OVS-301"
    message = "%(month)s 尚未结束，次月起方可生成月报。"


class CorrectionSaysNothing(DomainError):
    """A correction of a frozen report has a reason."""

    code = "OVS-302"
    message = "更正月报须写明原因。"
    http_status = 422


class NotTheLatest(DomainError):
    """Somebody has corrected the report meanwhile."""

    code = "OVS-303"
    message = "此版月报已有更正，请在最新一版（第 %(edition)s 版）上更正。"
